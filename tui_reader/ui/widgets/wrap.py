"""A document laid out for a width: pure, lazy, and never changing the text.

::

    Document ──► Layout(document, width, offset) ──► line(0), line(1) …      laid out from the offset on, as asked
                      ▲        │
           offset ────┘        └──── (line, column)                          both ways, for every character

Lines are laid out on demand, down from where the reading begins and up from there, so that the first screen of a 2 MB
article costs what a short one costs, wherever it is opened. As long as not all above is laid out, lines are numbered
from a guess of how many there are. Lines that are decoration only (air, frames) carry the offset of the block they
belong to, so that offsets never go back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rich.cells import set_cell_size

from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.model.images import KeptImage
from tui_reader.ui.widgets.indents import Indents
from tui_reader.ui.widgets.line_breaks import break_lines, cells, graphemes, offset_at
from tui_reader.ui.widgets.lines import BYLINE_BLOCK, TAB_IN_CODE, Line, Piece, Role
from tui_reader.ui.widgets.link_numbers import LinkNumbers, numbered_lines
from tui_reader.ui.widgets.parts import Range, parts_of
from tui_reader.ui.widgets.picture_lines import MOST_ROWS, NO_IMAGES, picture_lines
from tui_reader.ui.widgets.table_lines import fitted_columns, table_lines

LEAST_WIDTH = 4
LEAST_TEXT = 12
"""Cells that indentation always leaves to the text, where the width has so many."""

QUOTE_BAR = "▎ "
EMPTY = Document("")
_ROLES = {
    BlockKind.TITLE: Role.TITLE,
    BlockKind.PARAGRAPH: Role.TEXT,
    BlockKind.ITEM: Role.TEXT,
    BlockKind.QUOTE: Role.QUOTE,
}
_BATCH = 64
FAR = 40_000
"""An offset up to which the lines before it are laid out at once, in some 4 ms."""

_SPARE = 10_000
"""Line numbers kept free above, where the guess was too low."""

Place = tuple[int, int]  # a block, and which of its parts
TOP: Place = (0, 0)


class Layout:
    """The lines of a document at a width, made as they are asked for."""

    def __init__(
        self,
        document: Document,
        width: int,
        *,
        byline: Sequence[str] = (),
        image_label: str = "",
        links_label: str = "",
        links: LinkNumbers | None = None,
        images: Mapping[str, KeptImage] = NO_IMAGES,
        picture_rows: int = MOST_ROWS,
        offset: int = 0,
    ) -> None:
        """``links``: numbers to draw behind links; what they stand for is listed at the end under ``links_label``.
        ``offset``: where to begin, if it is far from the top."""
        self.document = document
        self.width = max(width, LEAST_WIDTH)
        self.lines: list[Line] = []
        """Those laid out so far, without a gap; the number of the first is ``first``."""
        self.complete = False
        """True where nothing below is still to be laid out."""
        self.widest = 0
        """The widest line so far: more than ``width`` only with code and tables."""
        self._starts: list[int] = []
        self._byline = tuple(byline)
        self._image_label = image_label
        self._links_label = links_label
        self._images = images
        self.picture_rows = picture_rows
        """The most that a picture may take."""
        self._links = links or LinkNumbers(EMPTY)
        self._indents = Indents(document.blocks)
        self._columns: dict[int, list[int]] = {}
        self._parts: tuple[int, tuple[Range, ...]] = (-1, ())
        self._above = self._place(offset) if offset > FAR else TOP
        self.first = self._lines_guessed(self._above)
        self._source = self._all_lines(self._above)

    @property
    def end(self) -> int:
        """The number behind the last line so far."""
        return self.first + len(self.lines)

    @property
    def complete_above(self) -> bool:
        """True where the first line of the document is laid out, or all are still to be."""
        return self._above == TOP

    def line(self, number: int) -> Line:
        """A line that is laid out."""
        return self.lines[number - self.first]

    def lines_from(self, number: int, end: int | None = None) -> Sequence[Line]:
        """The lines from one to before another, as far as they are laid out."""
        return self.lines[max(0, number - self.first) : None if end is None else max(0, end - self.first)]

    def extend(self, count: int) -> bool:
        """Lay out so many more lines. True where there is more to do."""
        new = list(islice(self._source, count))
        self.lines += new
        self._starts += [line.start for line in new]
        self.widest = max(self.widest, max((line.width for line in new), default=0))
        self.complete = len(new) < count
        return not self.complete

    def extend_above(self, count: int) -> int:
        """Lay out at least so many more lines above, as far as there are. By how much all numbers grew: mostly 0."""
        new: list[list[Line]] = []
        while self._above != TOP and sum(map(len, new)) < count:
            self._above = self._place_before(self._above)
            new.append(list(self._part_lines(*self._above)))
        lines = [line for part in reversed(new) for line in part]
        self.lines[:0] = lines
        self._starts[:0] = [line.start for line in lines]
        self.widest = max(self.widest, max((line.width for line in lines), default=0))
        self.first -= len(lines)
        grown = -self.first if self._above == TOP else _SPARE if self.first <= 0 else 0
        self.first += grown
        return grown

    def reach_line(self, number: int) -> None:
        """Lay out at least down to a line."""
        if self.end <= number and not self.complete:
            self.extend(number + 1 - self.end)

    def reach_offset(self, offset: int) -> None:
        """Lay out at least down to the line that shows a character."""
        while not self.complete and (not self._starts or self._starts[-1] <= offset):
            self.extend(_BATCH)

    def is_near(self, offset: int) -> bool:
        """True where the line of a character is laid out, or soon can be."""
        if not self._starts:
            return True
        above = self.complete_above or self._starts[0] <= offset + FAR
        return above and (self.complete or offset < self._starts[-1] + FAR)

    def line_of(self, offset: int) -> int:
        """The number of the line that shows the character at an offset (the nearest before, for white space)."""
        self.reach_offset(offset)
        if not self._starts:
            return self.first
        found = max(bisect_right(self._starts, offset) - 1, 0)
        start = self._starts[found]
        for at in range(found, -1, -1):
            if self._starts[at] != start:
                break
            if any(piece.start <= offset < piece.end for piece in self.lines[at].pieces):
                return self.first + at
        return self.first + found

    def lines_between(self, start: int, end: int) -> range:
        """The numbers of all lines that show something of a range, as far as they are laid out."""
        if not self._starts or end <= self._starts[0]:
            return range(self.first, self.first)
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, max(end, start + 1)) - 1
        return range(self.first + bisect_left(self._starts, self._starts[first]), self.first + last + 1)

    def column_of(self, number: int, offset: int) -> int:
        """How many cells from the left a character is painted on its line."""
        for piece in self.line(number).pieces:
            if piece.start <= offset < piece.end:
                before = self.document.text[piece.start : offset]
                return piece.column + (code_cells(before) if self.is_code(number) else cells(before))
        return len(self.line(number).prefix)

    def offset_of(self, number: int, column: int) -> int:
        """The offset of the character painted in a column; of the line's first one left of it or without any."""
        line = self.line(number)
        offset = line.pieces[0].start if line.pieces else line.start
        for piece in line.pieces:
            if piece.column > column:
                break
            if self.is_code(number):
                offset = _code_offset(self.document.text, piece, column - piece.column)
            else:
                offset = offset_at(self.document.text, piece.start, piece.end, column - piece.column)
        return offset

    def is_code(self, number: int) -> bool:
        return self.line(number).role is Role.CODE

    def _place(self, offset: int) -> Place:
        """The part of a block that holds an offset."""
        number = max(0, bisect_right(self.document.blocks, offset, key=lambda block: block.start) - 1)
        return number, max(0, bisect_right(self._parts_of(number), offset, key=lambda part: part[0]) - 1)

    def _place_before(self, place: Place) -> Place:
        number, part = place
        return (number, part - 1) if part else (number - 1, len(self._parts_of(number - 1)) - 1)

    def _parts_of(self, number: int) -> tuple[Range, ...]:
        if self._parts[0] != number:
            self._parts = number, parts_of(self.document.text, self.document.blocks[number])
        return self._parts[1]

    def _lines_guessed(self, place: Place) -> int:
        """About how many lines stand above a place."""
        if place == TOP:
            return 0
        return self._parts_of(place[0])[place[1]][0] * 10 // (9 * self.width) + 2 * place[0] + 1

    def _all_lines(self, place: Place) -> Iterator[Line]:
        """From a place on."""
        blocks = self.document.blocks
        first, part = place
        if not blocks:
            yield from self._byline_lines(0)
        for number in range(first, len(blocks)):
            for at in range(part, len(self._parts_of(number))):
                yield from self._part_lines(number, at)
            part = 0
        if self._links.targets():
            yield from self._reference_lines(len(blocks) - 1, len(self.document.text))

    def _part_lines(self, number: int, at: int) -> Iterator[Line]:
        """The lines of a part of a block, with the air above it and what stands with it."""
        blocks = self.document.blocks
        block, parts = blocks[number], self._parts_of(number)
        titled = block.kind is BlockKind.TITLE
        if (number, at) == TOP and not titled:
            yield from self._byline_lines(0)
        if at == 0:
            for _ in range(_air(blocks, number)):
                bars = self._bars(block, blocks[number - 1])
                yield Line(number, block.start, (), bars, "", Role.BLANK, len(bars))
        yield from self._block_lines(number, block, parts[at])
        if number == 0 and titled:
            yield from self._byline_lines(block.end)

    def _reference_lines(self, number: int, offset: int) -> Iterator[Line]:
        """What the numbers in the text stand for."""
        for _air_line in range(2):
            yield Line(number, offset, (), "", "", Role.BLANK, 0)
        for shown in _broken(self._links_label, self.width):
            yield Line(number, offset, (), shown, "", Role.HEADING, cells(shown))
        targets = self._links.targets()
        lead = len(f"[{len(targets)}] ")
        if self.width < lead + LEAST_TEXT:
            lead = 0
        for count, target in enumerate(targets, 1):
            first, rest = f"[{count}] ".rjust(lead), " " * lead
            lines = _broken(target, self.width - lead) if lead else _broken(first + target, self.width)
            for position, part in enumerate(lines):
                shown = part if not lead else (rest if position else first) + part
                yield Line(number, offset, (), shown, "", Role.REFERENCE, cells(shown))

    def _byline_lines(self, offset: int) -> Iterator[Line]:
        for text in self._byline:
            for start, end in break_lines(text, 0, len(text), self.width):
                shown = text[start:end]
                yield Line(BYLINE_BLOCK, offset, (), shown, "", Role.BYLINE, cells(shown))

    def _bars(self, block: Block, before: Block) -> str:
        """The quotation bars that go on through the air between two blocks."""
        return self._prefix(QUOTE_BAR * min(block.quote, before.quote)).rstrip()

    def _prefix(self, prefix: str) -> str:
        """The prefix, cut so that the text keeps its room."""
        room = max(0, self.width - min(LEAST_TEXT, self.width - 2))
        return prefix if cells(prefix) <= room else set_cell_size(prefix, room)

    def _block_lines(self, number: int, block: Block, part: Range) -> Iterator[Line]:
        bars, indent = QUOTE_BAR * block.quote, self._indents.of(number)
        rest = self._prefix(bars + indent.rest)
        if block.kind is BlockKind.RULE:
            rule = rest + "─" * (self.width - len(rest))
            yield Line(number, block.start, (), rule, "", Role.RULE, self.width)
        elif block.kind is BlockKind.CODE:
            yield from self._code_lines(number, part, rest)
        elif block.kind is BlockKind.TABLE:
            yield from table_lines(self.document.text, number, block, part, rest, self._fitted(number, block, rest))
        elif block.kind is BlockKind.FIGURE:
            yield from self._figure_lines(number, block, rest)
        else:
            first = set_cell_size(self._prefix(bars + indent.first), len(rest)) if part[0] == block.start else rest
            yield from self._text_lines(number, part, first, rest, _role(block))

    def _fitted(self, number: int, block: Block, prefix: str) -> list[int]:
        if number not in self._columns:
            self._columns[number] = fitted_columns(self.document.text, block, self.width - len(prefix))
        return self._columns[number]

    def _text_lines(self, number: int, part: Range, first: str, rest: str, role: Role) -> Iterator[Line]:
        text, prefix = self.document.text, first
        if self._links.within(*part):
            yield from self._numbered_lines(number, part, first, rest, role)
            return
        for start, end in break_lines(text, *part, self.width - len(rest)):
            column = cells(prefix)
            piece = (Piece(start, end, column),) if end > start else ()
            yield Line(number, start, piece, prefix, "", role, column + cells(text[start:end]))
            prefix = rest

    def _numbered_lines(self, number: int, part: Range, first: str, rest: str, role: Role) -> Iterator[Line]:
        text, prefix, offset = self.document.text, first, part[0]
        column = cells(rest)
        room = self.width - column
        for pieces, notes in numbered_lines(text, *part, room, column, self._links):
            offset = pieces[0].start if pieces else offset
            right = max(
                [column, *(p.column + cells(text[p.start : p.end]) for p in pieces)]
                + [note.column + cells(note.shown) for note in notes]
            )
            yield Line(number, offset, pieces, prefix, "", role, right, notes)
            offset = pieces[-1].end if pieces else offset
            prefix = rest

    def _code_lines(self, number: int, part: Range, prefix: str) -> Iterator[Line]:
        text, start = self.document.text, part[0]
        lead = prefix + " "
        for source in text[start : part[1]].split("\n"):
            end = start + len(source)
            piece = (Piece(start, end, len(lead)),) if source else ()
            yield Line(number, start, piece, lead, "", Role.CODE, len(lead) + code_cells(source) + 1)
            start = end + 1

    def _figure_lines(self, number: int, block: Block, prefix: str) -> Iterator[Line]:
        text = self.document.text
        newline = text.find("\n", block.start, block.end)
        alt_end = block.end if newline < 0 else newline
        inner = self.width - len(prefix) - 4
        if inner < LEAST_TEXT // 2:
            yield from self._text_lines(number, (block.start, block.end), prefix, prefix, Role.CAPTION)
            return
        label = f" {self._image_label} " if self._image_label and cells(self._image_label) + 3 < inner else ""
        top = f"{prefix}╭─{label}{'─' * (inner + 1 - cells(label))}╮"
        yield Line(number, block.start, (), top, "", Role.FIGURE, self.width)
        image = self._images.get(block.target)
        yield from picture_lines(number, block, prefix, inner, image, self.picture_rows)
        caption = newline + 1 if 0 <= newline < block.end - 1 else block.end
        # A picture without a word for those who do not see it: its caption stands in the frame instead of below.
        boxed, below = (alt_end, caption) if alt_end > block.start else (block.end, block.end)
        for start, end in break_lines(text, block.start, boxed, inner):
            if end > start:
                framed = (Piece(start, end, len(prefix) + 2),)
                yield Line(number, start, framed, prefix + "│ ", " │", Role.FIGURE, self.width)
        yield Line(number, boxed, (), f"{prefix}╰{'─' * (inner + 2)}╯", "", Role.FIGURE, self.width)
        if below < block.end:
            for start, end in break_lines(text, below, block.end, inner):
                piece = (Piece(start, end, len(prefix) + 2),) if end > start else ()
                yield Line(number, start, piece, prefix + "  ", "", Role.CAPTION, self.width)


def _air(blocks: Sequence[Block], number: int) -> int:
    """Blank lines before a block."""
    if number == 0:
        return 0
    block, before = blocks[number], blocks[number - 1]
    in_a_list = before.kind is BlockKind.ITEM or (before.level and before.kind is not BlockKind.HEADING)
    if block.kind is BlockKind.ITEM and in_a_list:
        return 0
    if block.kind is BlockKind.HEADING and block.level <= 2 and before.kind not in (BlockKind.TITLE, BlockKind.HEADING):
        return 2
    return 1


def _broken(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, 0, len(text), width)]


def _role(block: Block) -> Role:
    if block.kind is BlockKind.HEADING:
        return Role.HEADING if block.level <= 2 else Role.SUBHEADING
    return Role.QUOTE if block.quote else _ROLES[block.kind]


def code_cells(source: str) -> int:
    """Cells of a run of code, where tabs are wider."""
    return cells(source) + source.count("\t") * (TAB_IN_CODE - 1)


def _code_offset(text: str, piece: Piece, column: int) -> int:
    reached, source = 0, text[piece.start : piece.end]
    for first, end, width in graphemes(source):
        # Counted, not compared: a zero-width character makes one grapheme with the tab before it.
        reached += width + (TAB_IN_CODE - 1) * source.count("\t", first, end)
        if reached > column:
            return piece.start + first
    return piece.end
