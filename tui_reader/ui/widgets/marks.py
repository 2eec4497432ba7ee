"""What is laid over a text: ranges with a style, in ordered layers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import NamedTuple


class Layer(IntEnum):
    """The order of painting: a later layer wins where two set the same thing."""

    BASE = 0
    LINK = 1
    MENTION = 2
    SEARCH = 3
    CURRENT = 4
    SELECTION = 5


class Mark(NamedTuple):
    """A range of the text with the paint it gets."""

    start: int
    end: int
    style: str


class MarkLayer:
    """The marks of one layer, ready to be asked which touch a line."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.marks = sorted(mark for mark in marks if mark.end > mark.start)
        self._starts = [mark.start for mark in self.marks]
        self._reaches = list(accumulate((mark.end for mark in self.marks), max))

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that overlap a range, in order."""
        found: list[Mark] = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reaches[at] > start:
            if self.marks[at].end > start:
                found.append(self.marks[at])
            at -= 1
        found.reverse()
        return found


def runs(start: int, end: int, layers: Sequence[MarkLayer]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """A range cut where marks begin and end: ``(start, end, paints from the lowest layer up)``."""
    touching = [mark for layer in layers for mark in layer.touching(start, end)]
    if not touching:
        yield start, end, ()
        return
    cuts = {start, end}
    for mark in touching:
        cuts.update((max(start, mark.start), min(end, mark.end)))
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        yield left, right, tuple(mark.style for mark in touching if mark.start <= left and mark.end >= right)
