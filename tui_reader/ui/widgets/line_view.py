"""A pane painted line by line: a pinned header, lines that scroll below it, a position bar at the right.

One widget on Textual's line API, without child widgets and without Textual's scroll machinery: that one lays the whole
screen out again whenever the size of the content changes, and its scroll bars are three more widgets a pane.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from tui_reader.ui.styles.paints import palette_of
from tui_reader.ui.widgets.columns import fit, fit_right
from tui_reader.ui.widgets.pulled import Pulled

BAR = "┃"
WHEEL = 3
STRIPS_KEPT = 512
"""Painted lines remembered: several screens of any terminal."""


class LineView(Pulled, can_focus=True):
    """Lines with a header. Subclasses say how many there are and paint one."""

    ALLOW_SELECT = False

    header_height = 1
    """Lines at the top that do not scroll: the header, or none."""

    class Scrolled(Message):
        """The lines moved."""

        def __init__(self, view: LineView) -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> LineView:
            return self.view

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._top = 0
        self._styles_by_name: dict[str, Style] = {}
        self._styled_as: tuple[str, Style] | None = None
        self._sized = Size(0, 0)
        self._bar_gripped_at = self._bar_row = 0
        self.strips: LRUCache[object, Strip] = LRUCache(STRIPS_KEPT)

    @property
    def line_total(self) -> int:
        """How many lines there are (or are known so far)."""
        raise NotImplementedError

    def paint_line(self, number: int, width: int) -> Strip:
        """One line, exactly so wide."""
        raise NotImplementedError

    def header_parts(self) -> tuple[str, str]:
        """What the header says at the left and at the right."""
        return "", ""

    def empty_text(self) -> str:
        """What is said in place of lines where there are none."""
        return ""

    @property
    def body_height(self) -> int:
        """How many lines can be seen at once."""
        return max(1, self.size.height - self.header_height)

    @property
    def top(self) -> int:
        """The number of the first line on the screen."""
        return self._top

    @property
    def last_top(self) -> int:
        return max(0, self.line_total - self.body_height)

    def scroll_to_line(self, top: int) -> None:
        """Make a line the first on the screen, as far as there are lines below it."""
        top = max(0, min(top, self.last_top))
        if top != self._top:
            self._top = top
            self.refresh()
            self.post_message(self.Scrolled(self))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if width <= 1:
            return Strip.blank(width, self.plain_style)
        if y < self.header_height:
            return self._header(width)
        number = self._top + y - self.header_height
        if number < self.line_total:
            strip = self.paint_line(number, width - 1)
        elif y == self.header_height + 1 and not self.line_total:
            strip = self.strip_of(((fit(f" {self.empty_text()}", width - 1), "row--empty"),), width - 1)
        else:
            strip = Strip.blank(width - 1, self.plain_style)
        if y - self.header_height in self._bar():
            return Strip([*strip, Segment(BAR, self.style_of("pane--bar"))], width)
        return Strip([*strip, Segment(" ", self.edge_style(number))], width)

    def edge_style(self, number: int) -> Style:
        """What the last column has at a line beside which the position bar is not."""
        return self.plain_style

    def refresh_number(self, number: int) -> None:
        """Paint one line again, if it is on the screen."""
        y = number - self._top + self.header_height
        if self.header_height <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def refresh_header(self) -> None:
        self.refresh(Region(0, 0, self.size.width, self.header_height))

    def refresh_bar(self) -> None:
        """Paint the position bar again: there are more lines, or fewer."""
        self.refresh(Region(self.size.width - 1, self.header_height, 1, self.body_height))

    def forget(self) -> None:
        """Drop what was painted and paint again: the content changed."""
        self.strips.clear()
        self.refresh()

    @property
    def plain_style(self) -> Style:
        """The widget's own style, remembered: working it out takes Textual a tenth of a millisecond."""
        style = self._styles_by_name.get("")
        if style is None:
            style = self._styles_by_name[""] = self.rich_style
        return style

    def style_of(self, name: str) -> Style:
        """The style of a paint, laid over the widget's own."""
        style = self._styles_by_name.get(name)
        if style is None:
            style = self.plain_style + palette_of(self.app).style(name)
            self._styles_by_name[name] = style
        return style

    def strip_of(self, parts: Iterable[tuple[str, str]], width: int) -> Strip:
        """A strip of ``(text, paint)`` parts that together are ``width`` cells."""
        return Strip([Segment(text, self.style_of(name)) for text, name in parts if text], width)

    def notify_style_update(self) -> None:
        """Textual says this on every change of focus too, which changes none of our styles."""
        super().notify_style_update()
        if self.is_attached:
            styled_as = (self.app.theme, self.rich_style)
            if styled_as == self._styled_as:
                return
            self._styled_as = styled_as
        self.forget_styles()

    def forget_styles(self) -> None:
        """Everything remembered about colours is out of date."""
        self._styles_by_name.clear()
        self.strips.clear()

    def _header(self, width: int) -> Strip:
        title, info = self.header_parts()
        room = max(0, min(len(info) + 2, width // 2)) if info else 0
        name = "pane--header-focus" if self.has_focus else "pane--header"
        left = fit(f" {title}", width - room)
        side = "pane--info-focus" if self.has_focus else "pane--info"
        return self.strip_of(((left, name), (fit_right(info, room - 1), side), (" " if room else "", side)), width)

    def _bar(self) -> range:
        """The rows of the body beside which the position bar is."""
        total, height = self.line_total, self.body_height
        if total <= height:
            return range(0)
        size = max(1, height * height // total)
        start = (height - size) * self._top // max(1, self.last_top)
        return range(start, start + size)

    def render_lines(self, crop: Region) -> list[Strip]:
        """A new size is heard of when it is painted: Textual tells of it later, which would be a second picture."""
        if self.size != self._sized:
            self._sized = self.size
            self.strips.clear()
            self.take_size()
        return super().render_lines(crop)

    def take_size(self) -> None:
        """Take the size that there is now: it is painted next."""
        self._top = max(0, min(self._top, self.last_top))

    def on_hide(self) -> None:
        """What is put in meanwhile is made for no size at all: the size is taken anew when it is seen again."""
        self._sized = Size(0, 0)

    def on_resize(self) -> None:
        """Textual says this whenever a pane is shown again, too; the layout that did so paints it."""
        if self.size != self._sized:
            self.refresh()

    def on_focus(self, event: events.Focus) -> None:
        """Textual would paint the whole pane again; what shows the focus is all that changes."""
        event.prevent_default()
        self.has_focus = True
        self.refresh_focus()
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        event.prevent_default()
        self.has_focus = False
        self.refresh_focus()
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def refresh_focus(self) -> None:
        """Paint again what shows whether the pane has the focus."""
        self.refresh_header()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_to_line(self._top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_to_line(self._top - WHEEL)

    def number_at(self, y: int) -> int | None:
        """The line under a row of the widget, if there is one."""
        number = self._top + y - self.header_height
        return number if y >= self.header_height and number < self.line_total else None

    def selected_from(self, x: int, y: int, *, drawn: bool = False) -> Offset | None:
        """Where a selection begins, or ends once it is ``drawn``, perhaps outside, which has the view scroll along;
        nowhere in what has no text."""
        return None

    def gripped(self, event: events.MouseDown) -> bool:
        """The position bar is; beside it the button brings it there first."""
        bar, row = self._bar(), event.y - self.header_height
        if not bar or event.x != self.size.width - 1 or row < 0:
            return False
        self._bar_row = row
        self._bar_gripped_at = row - bar.start if row in bar else len(bar) // 2
        if row not in bar:
            self._bring_bar(row)
        return True

    def pulled(self, event: events.MouseMove) -> None:
        row = event.y - self.header_height
        if row != self._bar_row:
            self._bar_row = row
            self._bring_bar(row)

    def _bring_bar(self, row: int) -> None:
        """Scroll so far that the bar is under the pointer as it was gripped."""
        start, room = row - self._bar_gripped_at, self.body_height - len(self._bar())
        if room > 0:
            self.scroll_to_line(-(-self.last_top * max(0, min(start, room)) // room))
