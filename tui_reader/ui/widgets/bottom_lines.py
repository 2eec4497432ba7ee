"""The two lines at the bottom: what goes on, and which keys work now."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.ui.styles.paints import palette_of
from tui_reader.ui.widgets.columns import fit, fit_right
from tui_reader.ui.widgets.line_breaks import cells

BETWEEN = "  "

LEAST_QUOTED = 12
"""Cells of a title by which it is still known."""

_QUOTED = "[“«][\u00a0\u202f]?([^“”«»]*?)[\u00a0\u202f]?[”»]"


class StatusLine(Widget):
    """A message at the left, progress at the right. A click on a message shows it whole."""

    ALLOW_SELECT = False

    def __init__(self, whole_key: str = "", *, id: str | None = None) -> None:
        """``whole_key`` shows the message whole: it is named where there is no room for that."""
        super().__init__(id=id)
        self._whole_key = whole_key
        self.message = ""
        self.last = ""
        """The last message that said something."""
        self.progress = ""
        self.is_error = False

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message until the next one."""
        if (message, error) != (self.message, self.is_error):
            self.message, self.is_error, self.last = message, error, message or self.last
            self.refresh()

    def show_progress(self, progress: str) -> None:
        if progress != self.progress:
            self.progress = progress
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        room = min(cells(self.progress) + 1, width) if self.progress else 0
        left = self._shown(width - room) if width > room else ""
        name = "status--error" if self.is_error else "status--message"
        parts = [(left, name), (fit_right(self.progress, room - 1) + " " if room else "", "status--progress")]
        return Strip(
            [Segment(text, self.rich_style + palette_of(self.app).style(name)) for text, name in parts if text],
            width if left or room else 0,
        ).adjust_cell_length(width, self.rich_style)

    def _shown(self, width: int) -> str:
        text = f" {fit_sentence(self.message, width - 2)}"
        more = f" {self._whole_key} "
        if cells(text) < width or not self._whole_key or width <= 2 * len(more):
            return fit(text, width)
        return fit(text, width - len(more)) + more

    def on_click(self) -> None:
        if self.message:
            self.post_message(KeyHints.Picked("app.message"))


class KeyHints(Widget):
    """``key does`` for as many actions as there is room for. A click on one does it."""

    ALLOW_SELECT = False

    class Picked(Message):
        """A hint was clicked."""

        def __init__(self, action_id: str) -> None:
            super().__init__()
            self.action_id = action_id

    def __init__(self, hints: Callable[[], Sequence[tuple[str, str, str]]], *, id: str | None = None) -> None:
        """``hints`` gives ``(action id, key, label)`` of what works now, the most wanted first."""
        super().__init__(id=id)
        self._hints = hints
        self._places: list[tuple[int, int, str]] = []
        self._shown: tuple[tuple[str, str, str], ...] | None = None

    def look_again(self) -> None:
        """Paint again if other keys work now than those that were painted."""
        if self._shown is not None and tuple(self._hints()) != self._shown:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        palette = palette_of(self.app)
        key_style, label_style = (self.rich_style + palette.style(f"hints--{part}") for part in ("key", "label"))
        segments: list[Segment] = [Segment(" ", self.rich_style)]
        column = 1
        self._places = []
        self._shown = tuple(self._hints())
        for action_id, key, label in self._shown:
            length = cells(key) + 1 + cells(label)
            if column + length + 1 > self.size.width:
                break
            self._places.append((column, column + length, action_id))
            segments += self._hint(key, label, key_style, label_style)
            column += length + len(BETWEEN)
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _hint(self, key: str, label: str, key_style: Style, label_style: Style) -> list[Segment]:
        return [Segment(key, key_style), Segment(f" {label}", label_style), Segment(BETWEEN, self.rich_style)]

    def on_click(self, event: events.Click) -> None:
        for start, end, action_id in self._places:
            if start <= event.x < end:
                self.post_message(self.Picked(action_id))


def fit_sentence(text: str, width: int) -> str:
    """No wider than ``width`` cells if that can be had by shortening what it quotes: the end says what to do."""
    over = cells(text) - width
    quoted = max(re.finditer(_QUOTED, text), key=lambda found: len(found[1]), default=None) if over > 0 else None
    if quoted is None or cells(quoted[1]) - over < LEAST_QUOTED:
        return text
    shortened = fit(quoted[1], cells(quoted[1]) - over).rstrip()
    return text[: quoted.start(1)] + shortened + text[quoted.end(1) :]
