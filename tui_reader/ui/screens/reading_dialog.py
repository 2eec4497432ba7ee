"""A dialog that is read: text that scrolls, closed by Esc."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_reader.ui.widgets.text_view import Sentence, TextView

TEXT_WIDTH = 69
"""Columns of text in a dialog where the terminal is wide enough; styles/reader.tcss gives the rest to air."""

AROUND = 4
"""Lines of a dialog that are not text: air above and below, the title, and the air under it."""


class ReadingDialog(ModalScreen[None]):
    """Shows sentences under a title."""

    BINDINGS = [  # noqa: RUF012
        Binding("escape,q", "dismiss", show=False),
        Binding("j,down", "line(1)", show=False),
        Binding("k,up", "line(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, title: str, sentences: Sequence[Sentence]) -> None:
        super().__init__()
        self._title_text = title
        self._sentences = sentences
        self.text = TextView("", sentences, id="dialog-text")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.styles.height = self.text.lines_at(TEXT_WIDTH) + AROUND
            dialog.styles.max_height = "80%"
            yield Static(self._title_text, markup=False, classes="dialog-title")
            yield self.text

    def action_line(self, step: int) -> None:
        self.text.scroll_to_line(self.text.top + step)

    def action_page(self, step: int) -> None:
        self.text.page(step)

    def action_copy(self) -> None:
        lines = ["".join(text for text, _style in line) for line in self._sentences]
        self.app.copy_to_clipboard("\n".join(lines).strip("\n"))
