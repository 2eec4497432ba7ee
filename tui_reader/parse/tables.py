"""HTML tables while they are read: data stays a table, layout becomes the blocks that its cells hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field

from tui_reader.model.documents import (
    CELL_SEPARATOR,
    ROW_SEPARATOR,
    Align,
    Block,
    BlockKind,
    Span,
    SpanKind,
)
from tui_reader.model.values import dataclass
from tui_reader.parse.builder import Piece, cleaned, joined

MAX_COLUMNS = 64
"""Wider than any table that can be read in a terminal; the grid of layouts and of attacks."""
MAX_CELLS = 50_000
"""Cells after filling up rows; a limit on what ``colspan`` and ragged rows can inflate."""
LONG_CELL = 80
"""Characters from which the cells of a single row are paragraphs side by side, and not data."""

_ALIGNMENTS = {"left": Align.LEFT, "start": Align.LEFT, "right": Align.RIGHT, "end": Align.RIGHT}
_ALIGNMENTS |= {"center": Align.CENTRE, "middle": Align.CENTRE}


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of a cell: a paragraph, or a picture (``block`` is then its figure)."""

    piece: Piece
    block: Block | None = None


@dataclass(slots=True)
class Cell:
    header: bool = False
    align: Align = Align.NONE
    columns: int = 1
    rows: int = 1
    contents: list[Content] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    cells: list[Cell] = field(default_factory=list)
    in_head: bool = False


@dataclass(slots=True)
class Table:
    """A table being read. Once ``layout``, it records nothing more."""

    layout: bool = False
    in_head: bool = False
    rows: list[Row] = field(default_factory=list)
    cell: Cell | None = None

    def start_row(self) -> None:
        self.cell = None
        self.rows.append(Row(in_head=self.in_head))

    def start_cell(self, attributes: Mapping[str, str], *, header: bool) -> None:
        if not self.rows:
            self.start_row()
        self.cell = Cell(
            header, alignment(attributes), _count(attributes.get("colspan", "")), _count(attributes.get("rowspan", ""))
        )
        self.rows[-1].cells.append(self.cell)

    def contents(self) -> Iterator[Content]:
        """Everything recorded, in reading order, for a table that turns out to be layout."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.contents

    def block(self) -> tuple[Block, Piece] | None:
        """The table as a block (range not yet known) with its text; nothing where it is layout."""
        grid = None if self.layout else _grid(self.rows)
        if not grid:
            return None
        width = len(grid[0])
        header_rows = 0
        for row, cells in zip(self.rows, grid, strict=True):
            if not (row.in_head or all(cell is _EMPTY or cell.header for cell in cells)):
                break
            header_rows += 1
        align = tuple(_column_alignment(grid, column) for column in range(width))
        text = joined((joined(map(_cell_text, cells), CELL_SEPARATOR) for cells in grid), ROW_SEPARATOR)
        align = align if any(align) else ()
        return Block(BlockKind.TABLE, 0, 0, header_rows=header_rows, align=align), text


_EMPTY = Cell()


def alignment(attributes: Mapping[str, str]) -> Align:
    """The alignment that ``style`` or ``align`` asks for."""
    if not attributes:
        return Align.NONE
    style = attributes.get("style", "").lower()
    if (found := style.find("text-align:")) >= 0:
        wanted = style[found + len("text-align:") :].partition(";")[0].replace("!important", "").strip()
    else:
        wanted = attributes.get("align", "").lower().strip()
    return _ALIGNMENTS.get(wanted, Align.NONE)


def _count(number: str) -> int:
    number = number.strip()
    return min(max(int(number), 1), MAX_COLUMNS) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _grid(rows: list[Row]) -> list[list[Cell]] | None:
    """The rows filled up to one width; ``None`` where this is no table of data."""
    rows[:] = [row for row in rows if any(cell.contents for cell in row.cells)]
    grid: list[list[Cell]] = []
    hanging: dict[int, int] = {}
    for row in rows:
        cells: list[Cell] = []
        waiting = iter(row.cells)
        while len(cells) <= MAX_COLUMNS:
            if hanging.get(len(cells), 0):
                hanging[len(cells)] -= 1
                cells.append(_EMPTY)
                continue
            cell = next(waiting, None)
            if cell is None:
                break
            for column in range(len(cells), len(cells) + cell.columns):
                hanging[column] = cell.rows - 1
            cells += [cell, *[_EMPTY] * (cell.columns - 1)]
        grid.append(cells)
    width = max(map(len, grid), default=0)
    if not 2 <= width <= MAX_COLUMNS or width * len(grid) > MAX_CELLS or _side_by_side(grid):
        return None
    return [cells + [_EMPTY] * (width - len(cells)) for cells in grid]


def _side_by_side(grid: list[list[Cell]]) -> bool:
    return len(grid) == 1 and any(
        sum(len(content.piece.text) for content in cell.contents) > LONG_CELL for cell in grid[0]
    )


def _column_alignment(grid: list[list[Cell]], column: int) -> Align:
    """What most of the cells of the column ask for; on a tie, the one asked for first."""
    wanted = Counter(cells[column].align for cells in grid if cells[column].align)
    return wanted.most_common(1)[0][0] if wanted else Align.NONE


def _cell_text(cell: Cell) -> Piece:
    return joined((piece for piece in map(_content_text, cell.contents) if piece.text), " ")


def _content_text(content: Content) -> Piece:
    piece = cleaned(content.piece)
    if not content.block:
        return Piece(piece.text.replace("\t", " ").replace("\n", " "), piece.spans)
    alternative = piece.text.partition("\n")[0].replace("\t", " ")
    spans = (Span(SpanKind.IMAGE, 0, len(alternative), content.block.target),)
    return Piece(alternative, spans if alternative else ())
