"""Tables as lines: columns fitted to the width, cells wrapped, a rule under the head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from tui_reader.model.documents import CELL_SEPARATOR, ROW_SEPARATOR, Align, Block
from tui_reader.ui.widgets.line_breaks import break_lines, cells
from tui_reader.ui.widgets.lines import Line, Piece, Role

GAP = 2
"""Blank cells between two columns."""

LEAST_COLUMN = 3
WORD_CAP = 20
"""A column is never made narrower than its longest word, up to this many cells: a longer word is broken."""

MEASURED_AT_HEAD, MEASURED_ACROSS = 200, 100
"""Rows that the columns are fitted to, the first ones and others evenly spread: a table of 20,000 need not be read for
its first screen. A cell that is wider than those is wrapped."""

Range = tuple[int, int]
_WORD_ENDS = re.compile(r"[ -]")


def table_lines(
    text: str, number: int, block: Block, part: Range, prefix: str, columns: Sequence[int]
) -> Iterator[Line]:
    """The lines of a part of a table block whose columns are so wide."""
    most = max(row.count(CELL_SEPARATOR) for row in text[part[0] : part[1]].split(ROW_SEPARATOR)) + 1
    columns = [*columns, *[LEAST_COLUMN] * (most - len(columns))]
    starts = [len(prefix) + sum(columns[:i]) + GAP * i for i in range(len(columns))]
    total = len(prefix) + sum(columns) + GAP * (len(columns) - 1)
    before = text.count(ROW_SEPARATOR, block.start, part[0])
    for index, row in enumerate(_rows(text, *part), before):
        role = Role.TABLE_HEAD if index < block.header_rows else Role.TABLE
        wrapped = [list(break_lines(text, *cell, columns[i])) for i, cell in enumerate(row)]
        for parts in zip_longest(*wrapped):
            pieces = tuple(
                Piece(part[0], part[1], starts[i] + _shift(text, part, columns[i], block.align, i))
                for i, part in enumerate(parts)
                if part is not None and part[1] > part[0]
            )
            yield Line(number, row[0][0], pieces, prefix, "", role, total)
        if index + 1 == block.header_rows:
            rule = (" " * GAP).join("─" * column for column in columns)
            yield Line(number, row[-1][1], (), prefix + rule, "", Role.RULE, total)


def fitted_columns(text: str, block: Block, width: int) -> list[int]:
    """What each column wants if all fit, else its share of what there is, never less than its longest word."""
    width = max(width, LEAST_COLUMN)
    wanted: list[int] = []
    least: list[int] = []
    for row in _measured_rows(text, block):
        while len(wanted) < len(row):
            wanted.append(LEAST_COLUMN)
            least.append(LEAST_COLUMN)
        for i, (start, end) in enumerate(row):
            content = text[start:end]
            wide = cells(content)
            wanted[i] = max(wanted[i], wide)
            if wide > least[i] < WORD_CAP:
                least[i] = max(least[i], min(WORD_CAP, max(map(cells, _WORD_ENDS.split(content)), default=0)))
    count = len(wanted)
    room = width - GAP * (count - 1)
    if sum(wanted) <= room:
        return wanted
    if sum(least) >= room:
        return least
    return _shared(wanted, least, room)


def _measured_rows(text: str, block: Block) -> Iterator[list[Range]]:
    at = block.start
    for row in islice(_rows(text, block.start, block.end), MEASURED_AT_HEAD):
        yield row
        at = row[-1][1] + 1
    for place in range(at, block.end, max(1, (block.end - at) // MEASURED_ACROSS)):
        yield next(_rows(text, text.rfind(ROW_SEPARATOR, at - 1, place) + 1 or at, block.end))


def _rows(text: str, start: int, end: int) -> Iterator[list[Range]]:
    """The cells of each row of a range."""
    position = start
    while True:
        newline = text.find(ROW_SEPARATOR, position, end)
        stop = end if newline < 0 else newline
        ranges: list[Range] = []
        for cell in text[position:stop].split(CELL_SEPARATOR):
            ranges.append((position, position + len(cell)))
            position += len(cell) + 1
        yield ranges
        if newline < 0:
            return


def _shared(wanted: list[int], least: list[int], room: int) -> list[int]:
    spare = room - sum(least)
    hunger = sum(wanted) - sum(least)
    widths = [low + spare * (high - low) // hunger for low, high in zip(least, wanted, strict=True)]
    for i in range(room - sum(widths)):
        widths[i % len(widths)] += 1
    return widths


def _shift(text: str, part: Range, column: int, align: tuple[Align, ...], index: int) -> int:
    alignment = align[index] if index < len(align) else Align.NONE
    if alignment is Align.RIGHT:
        return column - cells(text[part[0] : part[1]])
    if alignment is Align.CENTRE:
        return (column - cells(text[part[0] : part[1]])) // 2
    return 0
