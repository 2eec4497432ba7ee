"""Links by number: ``[1]`` behind the words that are one, and what each number stands for at the end.

Numbers are drawn, never text. To break lines around them a block is broken with its numbers put in, and what comes out
is led back to the document's own offsets::

    "Read the RFC and more."   links ──► "Read the RFC[1] and more."   lines ──► pieces of the document, and notes
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from itertools import chain

from tui_reader.model.document_rows import SpanRow
from tui_reader.model.documents import Document, SpanKind
from tui_reader.ui.links import may_open
from tui_reader.ui.widgets.line_breaks import break_lines, cells, is_flag_half
from tui_reader.ui.widgets.lines import Note, Piece

LINK = SpanKind.LINK.value
JOINER = "\u200d"


class LinkNumbers:
    """Every address that can be opened gets one number, in the order of the text; bare addresses need none.

    Links are read as far as they are asked for: an article may have 50,000 of them.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rows = document.span_rows()
        self._next: SpanRow | None = None
        self._numbers: dict[str, int] = {}
        self._ends: list[int] = []
        self._shown: dict[int, int] = {}

    def within(self, start: int, end: int) -> Sequence[int]:
        """The ends of links that lie in a range."""
        self._read_before(end)
        return self._ends[bisect_left(self._ends, start + 1) : bisect_left(self._ends, end + 1)]

    def shown(self, end: int) -> str:
        """The number that stands behind a link: one of those that ``within`` found."""
        return f"[{self._shown[end]}]"

    def targets(self) -> Sequence[str]:
        """The addresses in the order of their numbers."""
        self._read_before(len(self._document.text) + 1)
        return tuple(self._numbers)

    def _read_before(self, offset: int) -> None:
        rows = self._rows
        if self._next is not None:
            if self._next[1] >= offset:
                return
            rows, self._next = chain((self._next,), rows), None
        text, numbers, ends, shown = self._document.text, self._numbers, self._ends, self._shown
        for row in rows:
            kind, start, end, target = row
            if start >= offset:
                self._next = row
                return
            if kind != LINK or end <= start or not (target in numbers or may_open(target)):
                continue
            if end - start == len(target) and text.startswith(target, start):
                continue
            if not text[end - 1 : end + 1].isascii() and _splits_a_character(text, end):
                continue
            if not ends or end > ends[-1]:
                ends.append(end)
            elif end not in shown:
                insort(ends, end)
            shown[end] = numbers.setdefault(target, len(numbers) + 1)


def _splits_a_character(text: str, offset: int) -> bool:
    """True inside what is one character on the screen: before a combining mark, next to a joiner, in a flag."""
    before, after = text[offset - 1 : offset], text[offset : offset + 1]
    if after.isascii():
        return before == JOINER and bool(after)
    return bool(after) and (before == JOINER or cells(after) == 0 or (is_flag_half(before) and is_flag_half(after)))


def numbered_lines(
    text: str, start: int, end: int, width: int, column: int, links: LinkNumbers
) -> Iterator[tuple[tuple[Piece, ...], tuple[Note, ...]]]:
    """The lines of a range with numbers in it. ``column``: where the text begins on each line."""
    ends = links.within(start, end)
    parts: list[str] = []
    places: list[tuple[int, int, str]] = []  # where a number begins in the shadow, the offset it stands at, the number
    reached = start
    length = 0
    for offset in ends:
        part, number = text[reached:offset], links.shown(offset)
        parts += (part, number)
        places.append((length + len(part), offset, number))
        length += len(part) + len(number)
        reached = offset
    shadow = "".join((*parts, text[reached:end]))
    for first, last in break_lines(shadow, 0, len(shadow), width):
        yield _led_back(shadow, first, last, start, column, places)


def _led_back(
    shadow: str, first: int, last: int, start: int, column: int, places: Sequence[tuple[int, int, str]]
) -> tuple[tuple[Piece, ...], tuple[Note, ...]]:
    """One line of the shadow as pieces of the text and the numbers between them."""
    pieces: list[Piece] = []
    notes: list[Note] = []
    drawn = 0  # characters of numbers before this point of the shadow
    at = first
    for place, _offset, number in places:
        after = place + len(number)
        if after > first and place < last:
            if place > at:
                pieces.append(Piece(start + at - drawn, start + place - drawn, column))
                column += cells(shadow[at:place])
            part = shadow[max(place, at) : min(after, last)]
            notes.append(Note(column, part))
            column += cells(part)
            at = min(after, last)
        if place < last:
            drawn += len(number)
    if last > at:
        pieces.append(Piece(start + at - drawn, start + last - drawn, column))
    return tuple(pieces), tuple(notes)
