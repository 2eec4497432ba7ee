"""A document laid out for a width: pure, lazy, and never changing the text.

::

    Document ──► Layout(document, width) ──► lines[0], lines[1] …      laid out from the top, only as far as asked
                      ▲        │
           offset ────┘        └──── (line, column)                    both ways, for every character

Lines are laid out on demand, so that the first screen of a 2 MB article costs what a short one costs. Lines that are
decoration only (air, frames) carry the offset of the block they belong to, so that offsets never go back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rich.cells import set_cell_size

from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.model.images import KeptImage
from tui_reader.ui.widgets.line_breaks import break_lines, cells, graphemes, offset_at
from tui_reader.ui.widgets.lines import BYLINE_BLOCK, TAB_IN_CODE, Line, Piece, Role
from tui_reader.ui.widgets.link_numbers import LinkNumbers, numbered_lines
from tui_reader.ui.widgets.picture_lines import NO_IMAGES, picture_lines
from tui_reader.ui.widgets.table_lines import table_lines

LEAST_WIDTH = 4
LEAST_TEXT = 12
"""Cells that indentation always leaves to the text, where the width has so many."""

QUOTE_BAR = "▎ "
_ROLES = {
    BlockKind.TITLE: Role.TITLE,
    BlockKind.PARAGRAPH: Role.TEXT,
    BlockKind.ITEM: Role.TEXT,
    BlockKind.QUOTE: Role.QUOTE,
}
_BATCH = 64
NO_NUMBERS = LinkNumbers()


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
        links: LinkNumbers = NO_NUMBERS,
        images: Mapping[str, KeptImage] = NO_IMAGES,
    ) -> None:
        """``links``: numbers to draw behind links; what they stand for is listed at the end under ``links_label``."""
        self.document = document
        self.width = max(width, LEAST_WIDTH)
        self.lines: list[Line] = []
        self.complete = False
        self.widest = 0
        """The widest line so far: more than ``width`` only with code and tables."""
        self._starts: list[int] = []
        self._byline = tuple(byline)
        self._image_label = image_label
        self._links_label = links_label
        self._links = links
        self._images = images
        self._source = self._all_lines()

    def extend(self, count: int) -> bool:
        """Lay out so many more lines. True where there is more to do."""
        new = list(islice(self._source, count))
        self.lines += new
        self._starts += [line.start for line in new]
        self.widest = max(self.widest, max((line.width for line in new), default=0))
        self.complete = len(new) < count
        return not self.complete

    def reach_line(self, number: int) -> None:
        """Lay out at least up to a line."""
        if len(self.lines) <= number and not self.complete:
            self.extend(number + 1 - len(self.lines))

    def reach_offset(self, offset: int) -> None:
        """Lay out at least up to the line that shows a character."""
        while not self.complete and (not self._starts or self._starts[-1] <= offset):
            self.extend(_BATCH)

    def line_of(self, offset: int) -> int:
        """The number of the line that shows the character at an offset (the nearest before, for white space)."""
        self.reach_offset(offset)
        if not self._starts:
            return 0
        found = max(bisect_right(self._starts, offset) - 1, 0)
        start = self._starts[found]
        for number in range(found, -1, -1):
            if self._starts[number] != start:
                break
            if any(piece.start <= offset < piece.end for piece in self.lines[number].pieces):
                return number
        return found

    def lines_between(self, start: int, end: int) -> range:
        """The numbers of all lines that show something of a range."""
        first, last = self.line_of(start), self.line_of(max(start, end - 1))
        return range(min(first, last), max(first, last) + 1)

    def column_of(self, number: int, offset: int) -> int:
        """How many cells from the left a character is painted on its line."""
        for piece in self.lines[number].pieces:
            if piece.start <= offset < piece.end:
                before = self.document.text[piece.start : offset]
                return piece.column + (code_cells(before) if self.is_code(number) else cells(before))
        return len(self.lines[number].prefix)

    def offset_of(self, number: int, column: int) -> int:
        """The offset of the character painted in a column; of the line's first one left of it or without any."""
        line = self.lines[number]
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
        return self.lines[number].role is Role.CODE

    def _all_lines(self) -> Iterator[Line]:
        blocks = self.document.blocks
        indents = _Indents(blocks)
        byline_due = bool(self._byline)
        if byline_due and not (blocks and blocks[0].kind is BlockKind.TITLE):
            yield from self._byline_lines(0)
            byline_due = False
        for number, block in enumerate(blocks):
            indents.enter(block)
            for _ in range(_air(blocks, number)):
                bars = self._bars(block, blocks[number - 1])
                yield Line(number, block.start, (), bars, "", Role.BLANK, len(bars))
            yield from self._block_lines(number, block, indents)
            if byline_due and block.kind is BlockKind.TITLE:
                yield from self._byline_lines(block.end)
                byline_due = False
        if self._links.targets:
            yield from self._reference_lines(len(blocks) - 1, len(self.document.text))

    def _reference_lines(self, number: int, offset: int) -> Iterator[Line]:
        """What the numbers in the text stand for."""
        for _air_line in range(2):
            yield Line(number, offset, (), "", "", Role.BLANK, 0)
        for shown in _broken(self._links_label, self.width):
            yield Line(number, offset, (), shown, "", Role.HEADING, cells(shown))
        lead = len(f"[{len(self._links.targets)}] ")
        if self.width < lead + LEAST_TEXT:
            lead = 0
        for count, target in enumerate(self._links.targets, 1):
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

    def _block_lines(self, number: int, block: Block, indents: _Indents) -> Iterator[Line]:
        bars = QUOTE_BAR * block.quote
        rest = self._prefix(bars + indents.rest)
        if block.kind is BlockKind.RULE:
            rule = rest + "─" * (self.width - len(rest))
            yield Line(number, block.start, (), rule, "", Role.RULE, self.width)
        elif block.kind is BlockKind.CODE:
            yield from self._code_lines(number, block, rest)
        elif block.kind is BlockKind.TABLE:
            yield from table_lines(self.document.text, number, block, rest, self.width)
        elif block.kind is BlockKind.FIGURE:
            yield from self._figure_lines(number, block, rest)
        else:
            first = self._prefix(bars + indents.first)
            yield from self._text_lines(number, block, set_cell_size(first, len(rest)), rest, _role(block))

    def _text_lines(self, number: int, block: Block, first: str, rest: str, role: Role) -> Iterator[Line]:
        text, prefix = self.document.text, first
        if self._links.within(block.start, block.end):
            yield from self._numbered_lines(number, block, first, rest, role)
            return
        for start, end in break_lines(text, block.start, block.end, self.width - len(rest)):
            column = cells(prefix)
            piece = (Piece(start, end, column),) if end > start else ()
            yield Line(number, start, piece, prefix, "", role, column + cells(text[start:end]))
            prefix = rest

    def _numbered_lines(self, number: int, block: Block, first: str, rest: str, role: Role) -> Iterator[Line]:
        text, prefix, offset = self.document.text, first, block.start
        column = cells(rest)
        room = self.width - column
        for pieces, notes in numbered_lines(text, block.start, block.end, room, column, self._links):
            offset = pieces[0].start if pieces else offset
            right = max(
                [column, *(p.column + cells(text[p.start : p.end]) for p in pieces)]
                + [note.column + cells(note.shown) for note in notes]
            )
            yield Line(number, offset, pieces, prefix, "", role, right, notes)
            offset = pieces[-1].end if pieces else offset
            prefix = rest

    def _code_lines(self, number: int, block: Block, prefix: str) -> Iterator[Line]:
        text, start = self.document.text, block.start
        lead = prefix + " "
        for source in text[block.start : block.end].split("\n"):
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
            yield from self._text_lines(number, block, prefix, prefix, Role.CAPTION)
            return
        label = f" {self._image_label} " if self._image_label and cells(self._image_label) + 3 < inner else ""
        top = f"{prefix}╭─{label}{'─' * (inner + 1 - cells(label))}╮"
        yield Line(number, block.start, (), top, "", Role.FIGURE, self.width)
        yield from picture_lines(number, block, prefix, inner, self._images.get(block.target))
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


class _Indents:
    """How far list items and what stands in them are moved in, followed down the document."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._widths: list[int] = []
        self._blocks = blocks
        self._widest: dict[int, int] = {}
        self._measured = 0
        self._number = -1
        self.first = ""
        self.rest = ""

    def enter(self, block: Block) -> None:
        """Set ``first`` and ``rest``: what stands before a block's first line, and before its others."""
        self._number += 1
        level = max(block.level, 1) if block.kind is BlockKind.ITEM else block.level
        if block.kind is BlockKind.HEADING:
            level = 0
        del self._widths[level:]
        if block.kind is not BlockKind.ITEM:
            self.first = self.rest = " " * sum(self._widths)
            return
        while len(self._widths) < level - 1:
            self._widths.append(2)
        if self._number >= self._measured:
            widest, self._measured = _marker_columns(self._blocks, self._number)
            self._widest.update(widest)
        if len(self._widths) < level:
            self._widths.append(self._widest.get(self._number, cells(block.marker)) + 1)
        outer, own = " " * sum(self._widths[: level - 1]), self._widths[level - 1]
        marker = block.marker.rjust(own - 1 - cells(block.marker) + len(block.marker))
        self.first, self.rest = outer + marker + " ", outer + " " * own


def _marker_columns(blocks: Sequence[Block], begin: int) -> tuple[dict[int, int], int]:
    """For the first item of each list in the one that begins here: its widest marker, so that ``9.`` and ``10.`` stand
    under each other; and the number of the block behind them all."""
    widest: dict[int, int] = {}
    open_lists: list[int] = []
    for number in range(begin, len(blocks)):
        block = blocks[number]
        if block.kind is not BlockKind.ITEM:
            if block.level == 0 or block.kind is BlockKind.HEADING:
                return widest, number
            continue
        level = max(block.level, 1)
        del open_lists[level:]
        while len(open_lists) < level:
            open_lists.append(number)
        first = open_lists[level - 1]
        widest[first] = max(widest.get(first, 0), cells(block.marker))
    return widest, len(blocks)


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
