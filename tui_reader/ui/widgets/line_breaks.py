"""Where lines of text end: greedy breaking by terminal cells, without ever copying or changing the text.

Everything here speaks offsets of one long string. Breaks fall at spaces (never at U+00A0 or U+202F, nor at the plain
space that much French is written with inside « » and before ; : ! ?), after a hyphen or a dash inside a word, between
ideographs, and inside a word only where the word alone is wider than the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size, split_graphemes

_SINGLE = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u202f\u2030-\u205e\u20a0-\u20bf]*")
"""Runs in which every code point is one cell wide: measuring them is counting them."""

SPACES = " \t"
_OPENING = "«‹"
_CLOSING = frozenset("»›;:!?")
_NOT_FIRST = frozenset("、。，．・：；？！」』）］｝〉》】〕〗〙〟々…‥")
_NOT_LAST = frozenset("「『（［｛〈《【〔〖〘〝")
"""What no line of Chinese or Japanese begins or ends with (UAX #14, classes CL, EX, IS, NS and OP)."""
_BREAK_AFTER = "-‐–—/"
_REGIONAL = ("\U0001f1e6", "\U0001f1ff")


def cells(text: str) -> int:
    """How many terminal cells the text takes; a tab takes one."""
    if text.isascii() and text.isprintable():
        return len(text)
    return cell_len(text.replace("\t", " "))


def break_lines(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """The visible range of each line of ``text[start:end]``, none wider than ``width`` cells (at least 2).

    White space at a break and the author's own newlines are in no range; every other character is in exactly one.
    """
    position = start
    while True:
        newline = text.find("\n", position, end)
        stop = end if newline < 0 else newline
        if position >= stop:
            yield position, stop
        while position < stop:
            cut, following = _cut(text, position, stop, width)
            yield position, cut
            position = following
        if newline < 0:
            return
        position = newline + 1


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """``(start, end, cells)`` of every grapheme of a short text; flags are kept whole."""
    spans, _ = split_graphemes(text.replace("\t", " "))
    whole: list[tuple[int, int, int]] = []
    for start, end, width in spans:
        if whole and is_flag_half(text[start]) and whole[-1][1] - whole[-1][0] == 1 and is_flag_half(text[start - 1]):
            first, _, first_width = whole.pop()
            whole.append((first, end, first_width + width))
        else:
            whole.append((start, end, width))
    return whole


def offset_at(text: str, start: int, end: int, column: int) -> int:
    """The offset of the grapheme painted ``column`` cells to the right of ``start``; ``end`` beyond the last one."""
    part = text[start:end]
    if _SINGLE.fullmatch(part):
        return min(start + column, end)
    reached = 0
    for first, _, width in graphemes(part):
        reached += width
        if reached > column:
            return start + first
    return end


def _cut(text: str, position: int, stop: int, width: int) -> tuple[int, int]:
    """Where the line that begins at ``position`` ends, and where the next one begins."""
    limit = position + width
    if _SINGLE.fullmatch(text, position, min(limit + 1, stop)):
        if stop <= limit:
            return stop, stop
        fits = limit
        cut = max(_space(text, position, fits), _after_hyphen(text, position, fits))
    else:
        fits = _fit(text, position, stop, width)
        if fits >= stop:
            return stop, stop
        cut = _last_break(text, position, fits)
    if cut <= position:
        return (fits, fits) if text[position] not in SPACES else _without_spaces(text, position, position, stop)
    return _without_spaces(text, position, cut, stop)


def _without_spaces(text: str, position: int, cut: int, stop: int) -> tuple[int, int]:
    following = cut
    while following < stop and text[following] in SPACES:
        following += 1
    while cut > position and text[cut - 1] in SPACES:
        cut -= 1
    return cut, following


def _space(text: str, position: int, fits: int) -> int:
    """The last space up to ``fits`` that parts words; where there is none, the last one of all, or -1."""
    last = cut = text.rfind(" ", position, fits + 1)
    while cut > position and _holds(text, cut):
        cut = text.rfind(" ", position, cut)
    return cut if cut > position else last


def _holds(text: str, space: int) -> bool:
    """Whether a plain space stands where French has one that no line ends at."""
    return text[space + 1 : space + 2] in _CLOSING or text[space - 1] in _OPENING


def _after_hyphen(text: str, position: int, fits: int) -> int:
    """The last place up to ``fits`` that follows a hyphen with a letter on both sides, or -1."""
    cut = fits
    while True:
        hyphen = max(text.rfind(mark, position + 1, cut) for mark in _BREAK_AFTER)
        if hyphen < 0:
            return -1
        if text[hyphen - 1].isalpha() and text[hyphen + 1 : hyphen + 2].isalpha():
            return hyphen + 1
        cut = hyphen


def _fit(text: str, position: int, stop: int, width: int) -> int:
    """The end of the longest run of graphemes from ``position`` that fits; at least one grapheme."""
    length = width + 16
    while True:
        window = text[position : min(stop, position + length)]
        reached = 0
        for first, end, grapheme_width in graphemes(window):
            if reached + grapheme_width > width and first:
                return position + first
            reached += grapheme_width
            last = end
        if position + len(window) >= stop:
            return position + last
        length *= 2


def _last_break(text: str, position: int, fits: int) -> int:
    held = position
    for cut in range(fits, position, -1):
        after, before = text[cut], text[cut - 1]
        if after in SPACES and _holds(text, cut):
            held = max(held, cut)
        elif after in SPACES or _parts_ideographs(before, after):
            return cut
        if before in _BREAK_AFTER and after.isalpha() and cut - 2 >= position and text[cut - 2].isalpha():
            return cut
    return held


def _parts_ideographs(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return is_ideograph(before) or is_ideograph(after) or (before in _NOT_FIRST and after in _NOT_LAST)


def is_ideograph(character: str) -> bool:
    """True of characters that allow a break on either side; emoji joiners and marks are zero wide and do not."""
    return character.isalpha() and character > "\u2e80" and get_character_cell_size(character) == 2


def is_flag_half(character: str) -> bool:
    return _REGIONAL[0] <= character <= _REGIONAL[1]
