"""Blocks too long to be laid out at one go, cut where nobody minds: at the author's own line ends, else behind a
sentence, a word, an ideograph."""

from __future__ import annotations

from tui_reader.model.documents import Block, BlockKind
from tui_reader.ui.widgets.line_breaks import SPACES, is_ideograph

PART = 24_000
"""Characters that are laid out in some 2 ms: no article of newspaper length has such a paragraph."""

NEAR = 4_000
"""How far before the end of a part a good place to cut is looked for."""

_BY_LINES = (BlockKind.CODE, BlockKind.TABLE)
_FLOWING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)
Range = tuple[int, int]


def parts_of(text: str, block: Block) -> tuple[Range, ...]:
    """The ranges that a block is laid out in, one after the other. Only white space is in none."""
    if block.end - block.start <= PART or block.kind not in (*_BY_LINES, *_FLOWING):
        return ((block.start, block.end),)
    parts: list[Range] = []
    start = block.start
    while block.end - start > PART:
        cut = _at_line_end(text, start, block.end) if block.kind in _BY_LINES else _in_prose(text, start, block.end)
        if cut is None:
            break
        parts.append((start, cut[0]))
        start = cut[1]
    return (*parts, (start, block.end))


def _at_line_end(text: str, start: int, end: int) -> Range | None:
    """Where one part ends and the next one begins."""
    newline = text.rfind("\n", start + PART - NEAR, start + PART)
    if newline < 0:
        newline = text.find("\n", start + PART, end)
    return (newline, newline + 1) if newline >= 0 else None


def _in_prose(text: str, start: int, end: int) -> Range | None:
    near, far = start + PART - NEAR, start + PART
    newline = text.rfind("\n", near, far)
    if newline >= 0:
        return newline, newline + 1
    for mark in (". ", "? ", "! ", " "):
        found = text.rfind(mark, near, far)
        if found >= 0:
            return _without_spaces(text, found + len(mark) - 1, end)
    for place in range(far, near, -1):
        if is_ideograph(text[place - 1]) and is_ideograph(text[place]):
            return place, place
    found = min((at for mark in " \n" if (at := text.find(mark, far, end)) >= 0), default=-1)
    return None if found < 0 else (found, found + 1) if text[found] == "\n" else _without_spaces(text, found, end)


def _without_spaces(text: str, space: int, end: int) -> Range | None:
    following = space
    while following < end and text[following] in SPACES:
        following += 1
    if following >= end:
        return None
    return space, following + (text[following] == "\n")
