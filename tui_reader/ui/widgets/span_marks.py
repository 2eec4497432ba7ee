"""The paint of a document's own spans: read block by block as lines are painted, for there may be 100,000."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from tui_reader.model.documents import Document, Span, SpanKind
from tui_reader.ui.widgets.marks import Mark, MarkLayer


class SpanMarks:
    """A layer of marks: what a span says, with links above all else."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks: dict[int, _OfBlock] = {}

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that overlap a range within a block, in the order of painting."""
        if not self._document.spans:
            return []
        number = _block_at(self._document, start)
        found = self._blocks.get(number)
        if found is None:
            found = self._blocks[number] = _OfBlock(self._document, _begin(self._document, number))
        return found.touching(start, end)

    def link_at(self, offset: int) -> Span | None:
        """The link that a character belongs to. Links do not nest: the nearest one that begins before decides."""
        document = self._document
        begin = _begin(document, _block_at(document, offset))
        for at in range(bisect_right(document.spans, offset, key=_start) - 1, -1, -1):
            span = document.spans[at]
            if span.start < begin:
                return None
            if span.kind is SpanKind.LINK:
                return span if offset < span.end else None
        return None

    def links_between(self, start: int, end: int) -> Iterator[Span]:
        """The links that begin in a range."""
        spans = self._document.spans
        for at in range(bisect_left(spans, start, key=_start), len(spans)):
            if spans[at].start >= end:
                return
            if spans[at].kind is SpanKind.LINK:
                yield spans[at]


class _OfBlock:
    """The spans of one block as far as they were asked for; they never cross its end."""

    def __init__(self, document: Document, begin: int) -> None:
        self._spans = document.spans
        self._next = bisect_left(self._spans, begin, key=_start)
        self._below, self._links = MarkLayer(), MarkLayer()

    def touching(self, start: int, end: int) -> list[Mark]:
        spans = self._spans
        below: list[Mark] = []
        links: list[Mark] = []
        while self._next < len(spans) and spans[self._next].start < end:
            span = spans[self._next]
            (links if span.kind is SpanKind.LINK else below).append(Mark(span.start, span.end, f"span--{span.kind}"))
            self._next += 1
        self._below.add(below)
        self._links.add(links)
        return self._below.touching(start, end) + self._links.touching(start, end)


def _block_at(document: Document, offset: int) -> int:
    return max(0, bisect_right(document.blocks, offset, key=lambda block: block.start) - 1)


def _begin(document: Document, number: int) -> int:
    return document.blocks[number].start if document.blocks else 0


def _start(span: Span) -> int:
    return span.start
