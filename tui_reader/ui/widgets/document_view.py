"""A document on the screen: wrapped for the width, marks laid over it, scrolled by lines.

The place in the text is kept as an offset, not as a line number: another width, new marks or a longer layout never
move the line that is being read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from time import perf_counter

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer

from tui_reader.i18n import _
from tui_reader.model.documents import Document, SpanKind
from tui_reader.model.images import KeptImage
from tui_reader.ui.pictures import Drawing
from tui_reader.ui.styles.paints import palette_of
from tui_reader.ui.widgets.columns import safe
from tui_reader.ui.widgets.line_breaks import cells, offset_at
from tui_reader.ui.widgets.line_view import LineView
from tui_reader.ui.widgets.lines import TAB_IN_CODE, Line, Note, Role
from tui_reader.ui.widgets.link_numbers import LinkNumbers, link_numbers
from tui_reader.ui.widgets.marks import Layer, Mark, MarkLayer, runs
from tui_reader.ui.widgets.picture_cells import labelled_edge
from tui_reader.ui.widgets.picture_lines import NO_IMAGES, box_key, opens_a_box, picture_size
from tui_reader.ui.widgets.pictures import Pictures
from tui_reader.ui.widgets.wrap import QUOTE_BAR, Layout

AT_ONCE, AT_ONCE_SECONDS = 400, 0.008
"""Lines laid out before the first paint, and how long that may take beyond what is seen: a 5,000-word article is all
there at once, one in a script that is slow to measure follows as one of 2 MB does."""

STEP = 50
SLICE = 400
SLICE_SECONDS = 0.02
"""The rest of a long article is laid out in idle slices of some 3 ms."""

OVERLAP = 2
"""Lines of the old page kept in sight when paging."""

SIDEWAYS = 8
_SPANS = {kind: (Layer.LINK if kind is SpanKind.LINK else Layer.BASE, f"span--{kind}") for kind in SpanKind}
EMPTY = Document("")


class DocumentView(LineView):
    """The article. ``show`` puts a document in; ``set_marks`` lays something over it; ``reveal`` brings a range up."""

    ALLOW_SELECT = True

    class Clicked(Message):
        """A character was clicked."""

        def __init__(self, view: DocumentView, offset: int) -> None:
            super().__init__()
            self.view = view
            self.offset = offset

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:
        super().__init__(id=id)
        self.measure = measure
        self.document = EMPTY
        self.layout_lines = Layout(EMPTY, measure)
        self._byline: tuple[str, ...] = ()
        self._links = LinkNumbers()
        self._layers: dict[Layer, MarkLayer] = {layer: MarkLayer() for layer in Layer}
        self._hints: Mapping[int, str] = {}
        self._combined: dict[tuple[str, ...], Style] = {}
        self._sideways = 0
        self._wanted: int | None = None
        self._growth: Timer | None = None
        self.pictures = Pictures()
        self._images = NO_IMAGES

    def show(
        self,
        document: Document,
        *,
        byline: Sequence[str] = (),
        offset: int = 0,
        images: Mapping[str, KeptImage] = NO_IMAGES,
    ) -> None:
        """Show another document, from the line that holds an offset; its figures with the images that are kept."""
        self.document = document
        self._images = NO_IMAGES if self.pictures.drawing is Drawing.NONE else images
        self._byline = tuple(byline)
        self._links = link_numbers(document)
        self._hints = {}
        self._sideways = 0
        self._layers = {layer: MarkLayer() for layer in Layer}
        marks: dict[Layer, list[Mark]] = {Layer.BASE: [], Layer.LINK: []}
        for span in document.spans:
            layer, paint = _SPANS[span.kind]
            marks[layer].append(Mark(span.start, span.end, paint))
        for layer, found in marks.items():
            self._layers[layer] = MarkLayer(found)
        self._lay_out(offset)

    def set_marks(self, layer: Layer, marks: Iterable[Mark]) -> None:
        """Lay marks over the text, in place of those that the layer had. No line moves."""
        before, self._layers[layer] = self._layers[layer], MarkLayer(marks)
        changed = before.marks + self._layers[layer].marks
        if len(changed) > 4:
            self.forget()
            return
        for mark in changed:
            for number in self.layout_lines.lines_between(mark.start, mark.end):
                self.strips.discard(number)
                self.refresh_number(number)

    def marks(self, layer: Layer) -> Sequence[Mark]:
        return self._layers[layer].marks

    def set_hints(self, hints: Mapping[int, str]) -> None:
        """Paint short labels over the text at these offsets; an empty mapping takes them away."""
        self._hints = hints
        self.forget()

    @property
    def hints(self) -> Mapping[int, str]:
        return self._hints

    @property
    def reading_offset(self) -> int:
        """The reading position: the first character on the screen, 0 at the very top."""
        if self.top == 0:
            return 0
        lines = self.layout_lines.lines
        for line in lines[self.top :]:
            if line.pieces:
                return line.pieces[0].start
        return len(self.document.text)

    def visible_range(self) -> tuple[int, int]:
        """The offsets of the first and behind the last character on the screen."""
        pieces = [p for line in self.layout_lines.lines[self.top : self.top + self.body_height] for p in line.pieces]
        if not pieces:
            return (0, 0)
        return min(p.start for p in pieces), max(p.end for p in pieces)

    def reveal(self, start: int, end: int) -> None:
        """Scroll a range into sight; nothing moves where it is in sight already."""
        lines = self.layout_lines.lines_between(start, end)
        if lines.start >= self.top and lines.stop <= self.top + self.body_height:
            return
        self.layout_lines.reach_line(lines.start + self.body_height)
        self.scroll_to_line(lines.start - self.body_height // 3)

    def set_measure(self, measure: int) -> None:
        """Wrap the text to another width around the line that is read."""
        offset = self.reading_offset
        self.measure = measure
        self._lay_out(offset)

    def page_on(self) -> bool:
        """One page further; False where the end is in sight already."""
        self.layout_lines.reach_line(self.top + 2 * self.body_height)
        if self.top >= self.last_top:
            return False
        self.scroll_to_line(self.top + max(1, self.body_height - OVERLAP))
        return True

    @property
    def line_total(self) -> int:
        return len(self.layout_lines.lines)

    def progress(self) -> int:
        """How much of the text has been on the screen, per cent."""
        if not self.document.text or (self.layout_lines.complete and self.top >= self.last_top):
            return 100
        return 100 * self.visible_range()[1] // len(self.document.text)

    def text_width(self) -> int:
        return max(1, min(self.measure, self.size.width - 3))

    def margin(self) -> int:
        return max(1, (self.size.width - 1 - self.text_width()) // 2)

    def scroll_to_line(self, top: int) -> None:
        self.layout_lines.reach_line(top + self.body_height)
        super().scroll_to_line(top)
        self.refresh_header()

    def paint_line(self, number: int, width: int) -> Strip:
        strip = self.strips.get(number)
        if strip is None:
            strip = self._paint(number, width).apply_offsets(0, number)
            self.strips[number] = strip
        return strip

    def _lay_out(self, offset: int) -> None:
        self.layout_lines = Layout(
            self.document,
            self.text_width(),
            byline=self._byline,
            image_label=_("Image"),
            links_label=_("Links"),
            links=self._links,
            images=self._images,
        )
        self._lay_out_at_once()
        top = self.layout_lines.line_of(offset) if offset else 0
        self.layout_lines.reach_line(top + self.body_height)
        self._top = max(0, min(top, self.last_top))
        self._wanted = offset
        self.forget()
        if self._growth is None and not self.layout_lines.complete and self.is_mounted:
            self._growth = self.set_interval(SLICE_SECONDS, self._grow)

    def _lay_out_at_once(self) -> None:
        end = perf_counter() + AT_ONCE_SECONDS
        while self.line_total < AT_ONCE and perf_counter() < end and self.layout_lines.extend(STEP):
            pass

    def _grow(self) -> None:
        if not self.layout_lines.extend(SLICE) and self._growth is not None:
            self._growth.stop()
            self._growth = None
            self.refresh()

    def _paint(self, number: int, width: int) -> Strip:
        line = self.layout_lines.lines[number]
        base = self.style_of(f"document--{line.role}")
        wide = line.width > self.layout_lines.width
        segments: list[Segment] = []
        reached = 0
        if line.prefix:
            segments += self._prefix(line, base)
            reached = cells(line.prefix)
        if line.picture_row >= 0:
            segments += self._picture(line, line.width - reached - len(line.suffix))
            reached = sum(segment.cell_length for segment in segments)
        notes = list(line.notes)
        for piece in line.pieces:
            while notes and notes[0].column < piece.column:
                reached = self._note(notes.pop(0), segments, reached, base)
            if piece.column > reached:
                segments.append(Segment(" " * (piece.column - reached), base))
            segments += self._piece(piece.start, piece.end, line.role, base)
            reached = sum(segment.cell_length for segment in segments)
        for note in notes:
            reached = self._note(note, segments, reached, base)
        filled = max(line.width, self.layout_lines.width) if line.role is Role.CODE else line.width
        if filled - len(line.suffix) > reached:
            segments.append(Segment(" " * (filled - len(line.suffix) - reached), base))
        if line.suffix:
            segments.append(Segment(line.suffix, base))
        strip = Strip(segments)
        if wide and self._sideways:
            strip = strip.crop(min(self._sideways, line.width - 1))
        margin = self.margin()
        room = width - margin
        if wide:
            room = min(room, self.layout_lines.width)
        strip = strip.crop(0, room)
        blank = self.plain_style
        after = width - margin - strip.cell_length
        return Strip([Segment(" " * margin, blank), *strip, Segment(" " * max(0, after), blank)], width)

    def _picture(self, line: Line, room: int) -> Sequence[Segment]:
        image = self._images[self.document.blocks[line.block].target]
        columns, rows = picture_size(image, room)
        return self.pictures.row(image, columns, rows, line.picture_row)

    def _note(self, note: Note, segments: list[Segment], reached: int, base: Style) -> int:
        """Draw a note; how far the line reaches then."""
        if note.column > reached:
            segments.append(Segment(" " * (note.column - reached), base))
        segments.append(Segment(note.shown, self.style_of("document--note")))
        return max(reached, note.column) + cells(note.shown)

    def _prefix(self, line: Line, base: Style) -> list[Segment]:
        """Bars and markers are dim, frames and bylines painted like their line, code shaded from the edge on."""
        prefix = safe(line.prefix)
        if self._hints and opens_a_box(line) and (label := self._hints.get(box_key(line.start))):
            return labelled_edge(prefix, label, base, self.style_of("mark--hint"))
        dim = self.style_of(f"document--{Role.QUOTE}")
        if line.role is Role.CODE:
            return [Segment(prefix[:-1], dim), Segment(prefix[-1:], base)]
        drawn = line.role in (Role.TEXT, Role.BLANK) or prefix.startswith(QUOTE_BAR[0])
        return [Segment(prefix, dim if drawn else base)]

    def _piece(self, start: int, end: int, role: Role, base: Style) -> list[Segment]:
        text = self.document.text
        tab = " " * (TAB_IN_CODE if role is Role.CODE else 1)
        segments: list[Segment] = []
        for left, right, names in runs(start, end, list(self._layers.values())):
            style = base + self._combine(names) if names else base
            shown = safe_code(text[left:right], tab)
            segments.append(Segment(shown, style))
        return self._with_hints(start, end, segments) if self._hints else segments

    def _with_hints(self, start: int, end: int, segments: list[Segment]) -> list[Segment]:
        """Labels painted over the first cells of links: the line stays as wide as it was."""
        strip, style = Strip(segments), self.style_of("mark--hint")
        for offset, label in self._hints.items():
            if start <= offset < end:
                column = cells(self.document.text[start:offset])
                label = set_cell_size(label, min(cells(label), strip.cell_length - column))
                rest = column + cells(label)
                after = strip.crop(rest) if rest < strip.cell_length else Strip([], 0)
                strip = Strip([*strip.crop(0, column), Segment(label, style), *after])
        return list(strip)

    def _combine(self, names: tuple[str, ...]) -> Style:
        style = self._combined.get(names)
        if style is None:
            style = Style.combine(map(palette_of(self.app).style, names))
            self._combined[names] = style
        return style

    def forget_styles(self) -> None:
        super().forget_styles()
        self._combined = {}

    def on_resize(self) -> None:
        if self.text_width() != self.layout_lines.width or self._wanted is not None:
            offset = self._wanted if self._wanted is not None else self.reading_offset
            self._lay_out(offset)

    def on_line_view_scrolled(self) -> None:
        self._wanted = None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        start, end = self._selected(selection)
        return (self.document.text[start:end], "\n") if end > start else None

    def selection_updated(self, selection: Selection | None) -> None:
        start, end = self._selected(selection) if selection is not None else (0, 0)
        self._layers[Layer.SELECTION] = MarkLayer([Mark(start, end, "mark--selection")])
        self.forget()

    def _selected(self, selection: Selection) -> tuple[int, int]:
        start = 0 if selection.start is None else self._offset_of_character(selection.start.y, selection.start.x)
        if selection.end is None:
            return start, len(self.document.text)
        return start, self._offset_of_character(selection.end.y, selection.end.x)

    def _offset_of_character(self, number: int, index: int) -> int:
        """The offset under the ``index``-th character of a painted line, as Textual counts a selection."""
        if number >= self.line_total:
            return len(self.document.text)
        shown = self.paint_line(number, self.size.width - 1).text[:index]
        return self._offset_in(number, cells(shown))

    def _offset_in(self, number: int, column: int) -> int:
        line = self.layout_lines.lines[number]
        shifted = self._sideways if line.width > self.layout_lines.width else 0
        return self.layout_lines.offset_of(number, max(0, column - self.margin()) + shifted)

    def offset_under(self, x: int, y: int) -> int | None:
        """The character painted at a place of the widget, if there is one."""
        number = self.number_at(y)
        if number is None:
            return None
        line = self.layout_lines.lines[number]
        shifted = self._sideways if line.width > self.layout_lines.width else 0
        column = x - self.margin() + shifted
        for piece in line.pieces:
            at = offset_at(self.document.text, piece.start, piece.end, max(0, column - piece.column))
            if piece.column <= column and at < piece.end:
                return at
        return None

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if self.bar_clicked(event.x, event.y):
            return
        offset = self.offset_under(event.x, event.y)
        if offset is not None:
            self.post_message(self.Clicked(self, offset))

    def do_move_down(self) -> None:
        self.scroll_to_line(self.top + 1)

    def do_move_up(self) -> None:
        self.scroll_to_line(self.top - 1)

    def do_move_top(self) -> None:
        self.scroll_to_line(0)

    def do_move_bottom(self) -> None:
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

    def do_view_sideways_right(self) -> None:
        self._shift(SIDEWAYS)

    def do_view_sideways_left(self) -> None:
        self._shift(-SIDEWAYS)

    def _shift(self, columns: int) -> None:
        furthest = max(0, self.layout_lines.widest - self.layout_lines.width)
        self._sideways = max(0, min(self._sideways + columns, furthest))
        self.forget()


def safe_code(text: str, tab: str) -> str:
    """Text with tabs as blanks and nothing that a terminal would obey."""
    return tab.join(safe(part) for part in text.split("\t")) if "\t" in text else safe(text)
