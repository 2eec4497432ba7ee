"""How far list items, and what stands in them, are moved in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.model.documents import Block, BlockKind
from tui_reader.ui.widgets.line_breaks import cells

LOOKED_AHEAD = 1_000
"""Items of a list whose markers are measured together, so that the first screen of a list of 50,000 costs no more."""

LOOKED_BACK = 2_000
"""How far back the beginning of a list is looked for; without it the indent is that of what stands around."""


class Indent(NamedTuple):
    """What stands before a block's first line, and before its others."""

    first: str = ""
    rest: str = ""


class Indents:
    """Followed down each list once, wherever in it the reading begins."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._known: dict[int, Indent] = {}
        self._reached = -1
        self._widths: list[int] = []
        self._widest: dict[int, int] = {}
        self._measured = 0

    def of(self, number: int) -> Indent:
        """The indent of a block."""
        if _begins_anew(self._blocks[number]):
            return Indent()
        if number not in self._known:
            self._follow(number)
        return self._known[number]

    def _follow(self, number: int) -> None:
        begin = number
        while begin > 0 and begin - 1 != self._reached and not _begins_anew(self._blocks[begin - 1]):
            if begin < number - LOOKED_BACK and self._blocks[begin].level == 1:
                break
            begin -= 1
        if begin - 1 != self._reached:
            self._widths, self._widest, self._measured = [], {}, begin
        for at in range(begin, number + 1):
            self._known[at] = self._enter(at, self._blocks[at])
        self._reached = number

    def _enter(self, number: int, block: Block) -> Indent:
        level = max(block.level, 1) if block.kind is BlockKind.ITEM else block.level
        del self._widths[level:]
        if block.kind is not BlockKind.ITEM:
            own = " " * sum(self._widths)
            return Indent(own, own)
        while len(self._widths) < level - 1:
            self._widths.append(2)
        if number >= self._measured:
            widest, self._measured = _marker_columns(self._blocks, number)
            self._widest.update(widest)
        if len(self._widths) < level:
            self._widths.append(self._widest.get(number, 0) + 1)
        self._widths[level - 1] = max(self._widths[level - 1], cells(block.marker) + 1)
        outer, width = " " * sum(self._widths[: level - 1]), self._widths[level - 1]
        marker = block.marker.rjust(width - 1 - cells(block.marker) + len(block.marker))
        return Indent(outer + marker + " ", outer + " " * width)


def _begins_anew(block: Block) -> bool:
    """True of what stands in no list."""
    return block.kind is BlockKind.HEADING or (block.level == 0 and block.kind is not BlockKind.ITEM)


def _marker_columns(blocks: Sequence[Block], begin: int) -> tuple[dict[int, int], int]:
    """For the first item of each list in the one that begins here: its widest marker, so that ``9.`` and ``10.`` stand
    under each other; and the number of the block behind those that were looked at."""
    widest: dict[int, int] = {}
    open_lists: list[int] = []
    end = min(len(blocks), begin + LOOKED_AHEAD)
    for number in range(begin, end):
        block = blocks[number]
        if _begins_anew(block):
            return widest, number
        if block.kind is not BlockKind.ITEM:
            continue
        level = max(block.level, 1)
        del open_lists[level:]
        while len(open_lists) < level:
            open_lists.append(number)
        first = open_lists[level - 1]
        widest[first] = max(widest.get(first, 0), cells(block.marker))
    return widest, end
