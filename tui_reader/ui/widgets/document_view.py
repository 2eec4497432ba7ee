"""A document on the screen: how its lines are painted, marks laid over them, and what the mouse points at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from tui_reader.i18n import _
from tui_reader.model.documents import Document
from tui_reader.model.images import KeptImage
from tui_reader.ui.pictures import Drawing
from tui_reader.ui.styles.paints import palette_of
from tui_reader.ui.widgets.columns import safe
from tui_reader.ui.widgets.drawing_on import DrawingOn
from tui_reader.ui.widgets.laid_out_view import LaidOutView
from tui_reader.ui.widgets.line_breaks import cells
from tui_reader.ui.widgets.lines import TAB_IN_CODE, Line, Note, Role
from tui_reader.ui.widgets.link_numbers import LinkNumbers
from tui_reader.ui.widgets.marks import Layer, Mark, MarkLayer, runs
from tui_reader.ui.widgets.picture_cells import labelled_edge
from tui_reader.ui.widgets.picture_lines import NO_IMAGES, box_key, opens_a_box, picture_size, rows_for
from tui_reader.ui.widgets.pictures import Pictures
from tui_reader.ui.widgets.selected_text import in_front_of, on_character, selected_range, selection_of, word_at
from tui_reader.ui.widgets.span_marks import SpanMarks
from tui_reader.ui.widgets.wrap import EMPTY, QUOTE_BAR, Layout

if TYPE_CHECKING:
    from tui_reader.model.events import ImageDrawn

_NUMBER = re.compile(r" *\[(\d+)\] ")
"""How the first line of a reference begins."""

SIDEWAYS = 8
MORE_LEFT, MORE_RIGHT = "‹", "›"
"""In the margins of what is wider than the text: there is more to see at that side."""


class DocumentView(LaidOutView):
    """The article. ``show`` puts a document in; ``set_marks`` lays something over it; ``reveal`` brings a range up."""

    ALLOW_SELECT = True

    class Clicked(Message):
        """A character was clicked."""

        def __init__(self, view: DocumentView, offset: int) -> None:
            super().__init__()
            self.view = view
            self.offset = offset

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:
        super().__init__(measure=measure, id=id)
        self._byline: tuple[str, ...] = ()
        self._links = LinkNumbers(EMPTY)
        self.spans = SpanMarks(EMPTY)
        self._layers: dict[Layer, MarkLayer] = {layer: MarkLayer() for layer in Layer}
        self._hints: Mapping[int, str] = {}
        self._combined: dict[tuple[Role, tuple[str, ...]], Style] = {}
        self._sideways = 0
        self._drawing_on = DrawingOn(self)
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
        if self.is_mounted and self in self.screen.selections:
            self.screen.clear_selection()
        self.document = document
        self._images = NO_IMAGES if self.pictures.drawing is Drawing.NONE else images
        self._byline = tuple(byline)
        self._links = LinkNumbers(document)
        self.spans = SpanMarks(document)
        self._hints = {}
        self._sideways = 0
        self._layers = {layer: MarkLayer() for layer in Layer}
        self.lay_out(offset)

    def new_layout(self, offset: int) -> Layout:
        return Layout(
            self.document,
            self.text_width(),
            byline=self._byline,
            image_label=_("Image"),
            links_label=_("Links"),
            links=self._links,
            images=self._images,
            picture_rows=rows_for(self.body_height),
            offset=offset,
        )

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

    def paint_line(self, number: int, width: int) -> Strip:
        strip = self.strips.get(number)
        if strip is None:
            strip = self.strips[number] = self._paint(number, width)
        return strip

    def _paint(self, number: int, width: int) -> Strip:
        line = self.layout_lines.line(number)
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
        margin, shifted = self.margin(), min(self._sideways, line.width - 1) if wide else 0
        room = min(width - margin, self.layout_lines.width) if wide else width - margin
        strip = strip.crop(shifted, shifted + room)
        left, after = " " * margin, " " * max(0, width - margin - strip.cell_length)
        if wide:
            left = left[1:] + (MORE_LEFT if shifted else " ")
            after = MORE_RIGHT + after[1:] if after and line.width - shifted > room else after
        more = self.style_of("document--note") if wide else self.plain_style
        return Strip([Segment(left, more), *strip, Segment(after, more)], width)

    def _picture(self, line: Line, room: int) -> Sequence[Segment]:
        image = self._images[self.document.blocks[line.block].target]
        columns, rows = picture_size(image, room, self.layout_lines.picture_rows)
        return self.pictures.row(image, columns, rows, line.picture_row)

    def image_drawn(self, drawn: ImageDrawn) -> None:
        """Paint a picture that was asked for; its lines are there already."""
        if self.pictures.arrived(drawn):
            self.forget()

    def boxes_in_sight(self) -> list[int]:
        """The offsets of the figures whose box begins on the screen."""
        shown = self.layout_lines.lines_from(self.top, self.top + self.body_height)
        return [line.start for line in shown if opens_a_box(line)]

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
        for left, right, names in runs(start, end, (self.spans, *self._layers.values())):
            style = self._combined_style(role, names) if names else base
            segments.append(Segment(safe_code(text[left:right], tab), style))
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

    def _combined_style(self, role: Role, names: tuple[str, ...]) -> Style:
        """The paint of a line with others laid over it."""
        style = self._combined.get((role, names))
        if style is None:
            style = self.style_of(f"document--{role}") + Style.combine(map(palette_of(self.app).style, names))
            self._combined[role, names] = style
        return style

    def forget_styles(self) -> None:
        super().forget_styles()
        self._combined = {}

    def selected_from(self, x: int, y: int, *, drawn: bool = False) -> Offset | None:
        """A selection is kept in characters of the document, so that it stays when the text is wrapped anew."""
        if drawn:
            self._drawing_on.pointer_at(x, y)
            y = min(y, self.size.height - 1)
        else:
            self._drawing_on.stop()
            if x >= self.size.width - 1:
                return None
        if y < self.header_height:
            return in_front_of(self.visible_range()[0]) if drawn else None
        number = self.number_at(y)
        if number is None:
            return in_front_of(len(self.document.text))
        under = self.offset_under(x, y)
        if under is not None and under >= 0:
            return on_character(under)
        return in_front_of(self.layout_lines.offset_of(number, self._column_under(number, x)))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        start, end = selected_range(selection, self.document.text)
        return (self.document.text[start:end], "\n") if end > start else None

    def selection_updated(self, selection: Selection | None) -> None:
        start, end = selected_range(selection, self.document.text) if selection is not None else (0, 0)
        self._layers[Layer.SELECTION] = MarkLayer([Mark(start, end, "mark--selection")])
        self.forget()

    def _select(self, start: int, end: int) -> None:
        self.screen.selections = {self: selection_of(start, end)}

    def _column_under(self, number: int, x: int) -> int:
        """The column of a line that is painted in a column of the widget; negative in the margin."""
        is_wide = self.layout_lines.line(number).width > self.layout_lines.width
        return x - self.margin() + (self._sideways if is_wide and x >= self.margin() else 0)

    def offset_under(self, x: int, y: int) -> int | None:
        """The character painted at a place of the widget, if there is one; the ``box_key`` of a figure's picture."""
        number = self.number_at(y)
        if number is None:
            return None
        line = self.layout_lines.line(number)
        column = self._column_under(number, x)
        at = self.layout_lines.offset_of(number, column)
        if any(piece.column <= column and piece.start <= at < piece.end for piece in line.pieces):
            return at
        is_picture = line.picture_row >= 0 and cells(line.prefix) <= column < line.width - len(line.suffix)
        return box_key(line.start) if is_picture else None

    def reference_under(self, x: int, y: int) -> str:
        """Where the numbered address leads that is painted at a place of the widget; empty where none is."""
        number = self.number_at(y)
        if number is None or not 0 <= self._column_under(number, x) < self.layout_lines.line(number).width:
            return ""
        while (line := self.layout_lines.line(number)).role is Role.REFERENCE:
            found = _NUMBER.match(line.prefix)
            if found is not None:
                return self._links.targets()[int(found[1]) - 1]
            number -= 1
        return ""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = self.offset_under(event.x, event.y)
        if event.chain > 1:
            event.prevent_default()
            self._clicked_again(offset, event.chain)
        elif offset is not None and not self.screen.selections:
            self.post_message(self.Clicked(self, offset))

    def _clicked_again(self, offset: int | None, times: int) -> None:
        """Twice: the word; three times: the paragraph."""
        if offset is None or offset < 0:
            return
        if times == 2:
            self._select(*word_at(self.document.text, offset))
        else:
            block = next((block for block in self.document.blocks if block.start <= offset < block.end), None)
            if block is not None:
                self._select(block.start, block.end)

    def key_escape(self, event: events.Key) -> bool:
        """Out of a selection first."""
        if not self.screen.selections:
            return False
        event.stop()
        self.screen.clear_selection()
        return True

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
