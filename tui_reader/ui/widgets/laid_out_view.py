"""A layout on the screen: where in it one reads, and how it goes on being laid out meanwhile.

The place in the text is kept as an offset, not as a line number: another width, new marks or a longer layout never
move the line that is being read.
"""

from __future__ import annotations

from time import perf_counter

from textual.timer import Timer

from tui_reader.model.documents import Document
from tui_reader.ui.widgets.line_view import LineView
from tui_reader.ui.widgets.wrap import EMPTY, FAR, Layout

AT_ONCE, AT_ONCE_SECONDS = 400, 0.005
"""Lines laid out before the first paint, and how long that may take beyond what is seen: a 5,000-word article is all
there at once, one in a script that is slow to measure follows as one of 2 MB does, of which no more is laid out than
what is seen."""

STEP = 50
SLICE, SLICE_SECONDS = 400, 0.003
SLICE_EVERY = 0.02
"""The rest of a long article is laid out in idle slices: so many lines, as far as they come in that time."""

OVERLAP = 2
"""Lines of the old page kept in sight when paging."""


class LaidOutView(LineView):
    """Subclasses say how ``document`` is laid out and paint its lines."""

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:
        super().__init__(id=id)
        self.measure = measure
        self.document: Document = EMPTY
        self.layout_lines = Layout(EMPTY, measure)
        self._wanted: int | None = None
        self._laid_out_for = (0, 0)
        self._growth: Timer | None = None

    def new_layout(self, offset: int) -> Layout:
        """The document for the width there is now, from an offset on."""
        raise NotImplementedError

    @property
    def reading_offset(self) -> int:
        """The reading position: the first character on the screen, 0 at the very top.

        Before a picture that is the last character above it, so that the picture is in sight again.
        """
        if self._wanted is not None and self.layout_lines.document is not self.document:
            return self._wanted
        if self.top == 0:
            return 0
        for line in self.layout_lines.lines_from(self.top):
            if line.picture_row >= 0:
                return max(0, line.start - 1)
            if line.pieces:
                return line.pieces[0].start
        return len(self.document.text)

    def visible_range(self) -> tuple[int, int]:
        """The offsets of the first and behind the last character on the screen; where there is none, of the place."""
        lines = self.layout_lines.lines_from(self.top, self.top + self.body_height)
        pieces = [piece for line in lines for piece in line.pieces]
        if not pieces:
            return (lines[0].start, lines[0].start) if lines else (0, 0)
        return min(p.start for p in pieces), max(p.end for p in pieces)

    def reveal(self, start: int, end: int) -> None:
        """Scroll a range into sight; nothing moves where it is in sight already."""
        if not self.size:
            self.lay_out(start)
            return
        if not self.layout_lines.is_near(start):
            self.lay_out(start)
        layout = self.layout_lines
        while not layout.complete_above and start < layout.lines[0].start:
            self._grow_above(STEP)
        first, last = layout.line_of(start), layout.line_of(max(start, end - 1))
        if first >= self.top and last < self.top + self.body_height:
            return
        layout.reach_line(first + self.body_height)
        self.scroll_to_line(first - self.body_height // 3)

    def set_measure(self, measure: int) -> None:
        """Wrap the text to another width around the line that is read."""
        offset = self.reading_offset
        self.measure = measure
        self.lay_out(offset)

    def page_on(self) -> bool:
        """One page further; False where the end is in sight already."""
        self.layout_lines.reach_line(self.top + 2 * self.body_height)
        if self.top >= self.last_top:
            return False
        self.scroll_to_line(self.top + max(1, self.body_height - OVERLAP))
        return True

    @property
    def line_total(self) -> int:
        return self.layout_lines.end

    def progress(self) -> int:
        """How much of the text has been on the screen, per cent; all of it where its last line has been."""
        if not self.document.text or (self.layout_lines.complete and self.top >= self.last_top):
            return 100
        return min(99, 100 * self.visible_range()[1] // len(self.document.text))

    def text_width(self) -> int:
        return max(1, min(self.measure, self.size.width - 3))

    def margin(self) -> int:
        return max(1, (self.size.width - 1 - self.text_width()) // 2)

    def scroll_to_line(self, top: int) -> None:
        layout = self.layout_lines
        if not layout.complete_above and top < layout.first - AT_ONCE:
            self._jump(len(self.document.text) * max(0, top) // max(1, layout.end))
            return
        layout.reach_line(top + self.body_height)
        before = self.top
        self._reach_above(top)
        super().scroll_to_line(top + self.top - before)
        self.refresh_header()

    def _jump(self, offset: int) -> None:
        """Go to where nothing is laid out yet."""
        self.lay_out(offset)
        self._wanted = None
        self.post_message(self.Scrolled(self))

    def _reach_above(self, top: int) -> None:
        """Lay out at least up to a line. Numbers may grow meanwhile, the top's with them."""
        before = self.top
        while not self.layout_lines.complete_above and top + self.top - before < self.layout_lines.first:
            self._grow_above(STEP)

    def _grow_above(self, count: int) -> bool:
        """Lay out more lines above, the screen stays as it is. True where there is more to do."""
        grown = self.layout_lines.extend_above(count)
        if grown:
            self._top += grown
            self.forget()
        return not self.layout_lines.complete_above

    def lay_out(self, offset: int) -> None:
        """Lay the document out anew, the line that holds an offset at the top; as soon as there is a place for it."""
        self._wanted = offset
        if self.size:
            self._lay_out(offset)
            self.refresh()
        else:
            self.layout_lines, self._top, self._laid_out_for = Layout(EMPTY, self.measure), 0, (0, 0)

    def _lay_out(self, offset: int) -> None:
        layout = self.layout_lines = self.new_layout(offset)
        self._laid_out_for = (self.text_width(), self.body_height)
        self._lay_out_at_once()
        top = layout.line_of(offset) if offset else 0
        layout.reach_line(top + self.body_height)
        self._top = max(0, min(top, self.last_top))
        self._reach_above(self._top)
        self.strips.clear()
        if self._growth is None and not (layout.complete and layout.complete_above) and self.is_mounted:
            self._growth = self.set_interval(SLICE_EVERY, self._grow)

    def _lay_out_at_once(self) -> None:
        end = perf_counter() + AT_ONCE_SECONDS
        layout = self.layout_lines
        if len(self.document.text) > FAR:
            layout.extend(self.body_height)
            return
        while len(layout.lines) < AT_ONCE and perf_counter() < end and layout.extend(STEP):
            pass

    def _grow(self) -> None:
        end, layout = perf_counter() + SLICE_SECONDS, self.layout_lines
        goal = len(layout.lines) + SLICE
        while layout.extend(STEP) or self._grow_above(STEP):
            if len(layout.lines) >= goal or perf_counter() >= end:
                return
        if self._growth is None:
            return
        self._growth.stop()
        self._growth = None
        self.refresh_header()
        self.refresh_bar()

    def take_size(self) -> None:
        room = (self.text_width(), self.body_height)
        if room != self._laid_out_for and (room[0] != self.layout_lines.width or self._wanted is not None):
            self._lay_out(self._wanted if self._wanted is not None else self.reading_offset)
        super().take_size()

    def on_line_view_scrolled(self) -> None:
        self._wanted = None

    def do_move_down(self) -> None:
        self.scroll_to_line(self.top + 1)

    def do_move_up(self) -> None:
        self.scroll_to_line(self.top - 1)

    def do_move_top(self) -> None:
        if self.layout_lines.complete_above:
            self.scroll_to_line(0)
        else:
            self._jump(0)

    def do_move_bottom(self) -> None:
        if not self.layout_lines.is_near(len(self.document.text)):
            self._jump(len(self.document.text))
        while self.layout_lines.extend(SLICE):
            pass
        self.scroll_to_line(self.last_top)

    def do_move_page_down(self) -> None:
        self.page_on()

    def do_move_page_up(self) -> None:
        self.scroll_to_line(self.top - max(1, self.body_height - OVERLAP))

    def do_move_half_down(self) -> None:
        self.scroll_to_line(self.top + max(1, self.body_height // 2))

    def do_move_half_up(self) -> None:
        self.scroll_to_line(self.top - max(1, self.body_height // 2))
