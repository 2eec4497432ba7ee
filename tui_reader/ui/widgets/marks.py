"""What is laid over a text: ranges with a style, in ordered layers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple, Protocol


class Layer(IntEnum):
    """What is laid over the text and its spans, in the order of painting: a later layer wins over an earlier one."""

    MENTION = 0
    SEARCH = 1
    CURRENT = 2
    SELECTION = 3


class Mark(NamedTuple):
    """A range of the text with the paint it gets."""

    start: int
    end: int
    style: str


class MarkLayer:
    """The marks of one layer, ready to be asked which touch a line."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.marks: list[Mark] = []
        self._starts: list[int] = []
        self._reaches: list[int] = []
        self.add(sorted(marks))

    def add(self, marks: Iterable[Mark]) -> None:
        """More marks, in order and none before those that are there."""
        for mark in marks:
            if mark.end > mark.start:
                self.marks.append(mark)
                self._starts.append(mark.start)
                self._reaches.append(max(mark.end, self._reaches[-1] if self._reaches else 0))

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


class MarksOfRange(Protocol):
    """Anything that can be asked which of its marks touch a line."""

    def touching(self, start: int, end: int) -> list[Mark]: ...


def runs(start: int, end: int, layers: Sequence[MarksOfRange]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """A range cut where marks begin and end: ``(start, end, paints from the lowest layer up)``."""
    touching = [mark for layer in layers for mark in layer.touching(start, end)]
    if not touching:
        yield start, end, ()
        return
    cuts = {start, end}
    begun: dict[int, list[int]] = {}
    for index, mark in enumerate(touching):
        first = max(start, mark.start)
        cuts.update((first, min(end, mark.end)))
        begun.setdefault(first, []).append(index)
    on: list[int] = []
    for left, right in pairwise(sorted(cuts)):
        on = [index for index in on if touching[index].end > left]
        if left in begun:
            on = sorted(on + begun[left])
        yield left, right, tuple([touching[index].style for index in on])
