"""A list of rows with a cursor: 100,000 rows behave like ten, because only those on the screen are ever painted."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.ui.styles.paints import palette_of
from tui_reader.ui.widgets.line_view import LineView

MARGIN = 1
"""Rows kept in sight above and below the cursor."""


class RowList(LineView):
    """Rows of text under a header, one line each. Subclasses give ``row_total`` and ``row_parts``."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: RowList, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> RowList:
            return self.rows

    class Chosen(Moved):
        """A row was opened: Enter, or a click."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cursor = 0

    @property
    def row_total(self) -> int:
        raise NotImplementedError

    def row_parts(self, index: int, width: int) -> Sequence[tuple[str, str]]:
        """``(text, paint)`` parts of a row, together exactly ``width`` cells."""
        raise NotImplementedError

    def is_heading(self, index: int) -> bool:
        """True of rows that the cursor steps over."""
        return False

    @property
    def takes_keys(self) -> bool:
        """True where the cursor follows the keyboard now."""
        return self.has_focus

    @property
    def line_total(self) -> int:
        return self.row_total

    @property
    def cursor(self) -> int:
        return self._cursor

    def move_cursor(self, index: int, *, silent: bool = False) -> None:
        """Stand on a row, or the nearest that takes the cursor; bring it into sight."""
        index = self._landing(max(0, min(index, self.row_total - 1)), index - self._cursor)
        before, self._cursor = self._cursor, index
        self.show_cursor()
        if index != before:
            self.refresh_number(before)
            self.refresh_number(index)
            self.refresh_header()
            if not silent:
                self.post_message(self.Moved(self, index))

    def show_cursor(self) -> None:
        """Scroll as little as brings the cursor into sight."""
        margin = MARGIN if self.body_height > 2 * MARGIN + 1 else 0
        lowest = self._cursor - self.body_height + 1 + margin
        self.scroll_to_line(min(max(self.top, lowest), self._cursor - margin))

    def refresh_row(self, index: int) -> None:
        """Paint a row again whose content changed."""
        self.strips.discard(index)
        self.refresh_number(index)

    def paint_line(self, number: int, width: int) -> Strip:
        strip = self.strips.get(number)
        if strip is None:
            strip = self.strip_of(self.row_parts(number, width), width)
            self.strips[number] = strip
        if number != self._cursor or self.is_heading(number):
            return strip
        over = palette_of(self.app).style(self._cursor_paint)
        return Strip([Segment(text, style + over if style else over) for text, style, _ in strip], strip.cell_length)

    @property
    def _cursor_paint(self) -> str:
        return "row--cursor" if self.takes_keys else "row--cursor-blurred"

    def edge_style(self, number: int) -> Style:
        """The cursor reaches to the edge of the pane."""
        if number != self._cursor or number >= self.row_total or self.is_heading(number):
            return self.plain_style
        return self.style_of(self._cursor_paint)

    def refresh_focus(self) -> None:
        super().refresh_focus()
        self.refresh_number(self._cursor)

    def _landing(self, index: int, direction: int) -> int:
        """The nearest row that is no heading, first in the direction of travel."""
        step = -1 if direction < 0 else 1
        for way in (step, -step):
            at = index
            while 0 <= at < self.row_total:
                if not self.is_heading(at):
                    return at
                at += way
        return 0

    def take_size(self) -> None:
        super().take_size()
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        number = self.number_at(event.y)
        if number is not None and not self.is_heading(number):
            self.move_cursor(number)
            self.post_message(self.Chosen(self, number))

    def do_move_down(self) -> None:
        self.move_cursor(self._cursor + 1)

    def do_move_up(self) -> None:
        self.move_cursor(self._cursor - 1)

    def do_move_top(self) -> None:
        self.scroll_to_line(0)
        self.move_cursor(0)

    def do_move_bottom(self) -> None:
        self.move_cursor(self.row_total - 1)

    def do_move_page_down(self) -> None:
        self.move_cursor(self._cursor + self.body_height - 1)

    def do_move_page_up(self) -> None:
        self.move_cursor(self._cursor - self.body_height + 1)

    def do_move_half_down(self) -> None:
        self.move_cursor(self._cursor + max(1, self.body_height // 2))

    def do_move_half_up(self) -> None:
        self.move_cursor(self._cursor - max(1, self.body_height // 2))

    def do_item_open(self) -> None:
        if self.row_total:
            self.post_message(self.Chosen(self, self._cursor))
