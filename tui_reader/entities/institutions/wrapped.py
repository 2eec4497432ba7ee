"""Lines of plain text that only a narrow column broke: « l'École nationale / de chimie de Rennes » is one name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tui_reader.model.documents import Block, BlockKind

_NARROWEST, _WIDEST = 40, 120
"""Characters of a line in a text that was wrapped: shorter lines are a list, longer ones whole paragraphs."""
_FEWEST = 3
"""Lines: two may be anything."""
_SHORTEST = 12
"""Characters of a line that the next one continues."""
_ENDS = frozenset('.!?:;»”"|')
_MOST = 12
"""Lines that are taken together: bounded, so that a text of short lines costs no more than any other."""


def joined_lines(text: str, blocks: Sequence[Block]) -> list[tuple[Block, bool]]:
    """The blocks, with paragraphs that are lines of one put together, and whether they were."""
    found: list[tuple[Block, bool]] = []
    lines = 0
    wrapped = _wrapped(text, blocks)
    for number, block in enumerate(blocks):
        if 0 < lines < _MOST and (number in wrapped or _goes_on(text, blocks[number - 1], block)):
            first = found[-1][0]
            found[-1] = Block(first.kind, first.start, block.end), True
            lines += 1
        else:
            found.append((block, False))
            lines = 1
    return found


def _wrapped(text: str, blocks: Sequence[Block]) -> set[int]:
    """The lines that continue one because all lines of their run but the last are as full as its column allows."""
    found: set[int] = set()
    first = 0
    for number in range(1, len(blocks) + 1):
        if number < len(blocks) and _adjoins(blocks[number - 1], blocks[number]):
            continue
        run = blocks[first:number]
        width = max(block.end - block.start for block in run)
        if len(run) >= _FEWEST and _NARROWEST <= width <= _WIDEST:
            full = (_full(text, line, following, width) for line, following in pairwise(run))
            if all(full):
                found.update(range(first + 1, number))
        first = number
    return found


def _adjoins(line: Block, following: Block) -> bool:
    kinds = line.kind is BlockKind.PARAGRAPH and following.kind is BlockKind.PARAGRAPH
    return kinds and following.start == line.end + 1 and line.end > line.start and following.end > following.start


def _full(text: str, line: Block, following: Block, width: int) -> bool:
    """Whether the next line's first word had no room in this one."""
    word = text[following.start : following.end].split(" ", 1)[0]
    return width < line.end - line.start + 1 + len(word)


def _goes_on(text: str, line: Block, following: Block) -> bool:
    """Whether a line begins in lower case where the one before has not ended."""
    if not _adjoins(line, following) or line.end - line.start < _SHORTEST:
        return False
    return text[following.start].islower() and text[line.end - 1] not in _ENDS
