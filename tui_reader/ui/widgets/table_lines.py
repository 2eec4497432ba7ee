"""Tables as lines: columns fitted to the width, cells wrapped, a rule under the head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from tui_reader.model.documents import CELL_SEPARATOR, ROW_SEPARATOR, Align, Block
from tui_reader.ui.widgets.line_breaks import break_lines, cells
from tui_reader.ui.widgets.lines import Line, Piece, Role

GAP = 2
"""Blank cells between two columns."""

LEAST_COLUMN = 3
WORD_CAP = 20
"""A column is never made narrower than its longest word, up to this many cells: a longer word is broken."""

Range = tuple[int, int]


def table_lines(text: str, number: int, block: Block, prefix: str, width: int) -> Iterator[Line]:
    """The lines of a table block; wider than ``width`` where its columns cannot be made to fit."""
    rows = _rows(text, block)
    columns = _columns(text, rows, max(width - len(prefix), LEAST_COLUMN))
    starts = [len(prefix) + sum(columns[:i]) + GAP * i for i in range(len(columns))]
    total = len(prefix) + sum(columns) + GAP * (len(columns) - 1)
    for index, row in enumerate(rows):
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


def _rows(text: str, block: Block) -> list[list[Range]]:
    rows: list[list[Range]] = []
    position = block.start
    for row in text[block.start : block.end].split(ROW_SEPARATOR):
        ranges: list[Range] = []
        for cell in row.split(CELL_SEPARATOR):
            ranges.append((position, position + len(cell)))
            position += len(cell) + 1
        rows.append(ranges)
    return rows


def _columns(text: str, rows: list[list[Range]], width: int) -> list[int]:
    """What each column wants if all fit, else its share of what there is, never less than its longest word."""
    count = max(map(len, rows))
    wanted, least = [LEAST_COLUMN] * count, [LEAST_COLUMN] * count
    for row in rows:
        for i, (start, end) in enumerate(row):
            content = text[start:end]
            wanted[i] = max(wanted[i], cells(content))
            if wanted[i] > least[i]:
                least[i] = max(least[i], min(WORD_CAP, max(map(cells, re.split(r"[ -]", content)), default=0)))
    room = width - GAP * (count - 1)
    if sum(wanted) <= room:
        return wanted
    if sum(least) >= room:
        return least
    return _shared(wanted, least, room)


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
