"""Blocks and spans of a large stored document, made only as they are looked at.

::

    [1,"the text",[["title",0,12],["paragraph",13,90]],[["link",20,30,"https://…"]],"fr"]
                    └──── blocks, one string ─────┘    └──── spans, one string ────┘

Counting the ends of rows takes a fiftieth of the time of reading them, and a screen shows fifty of 50,000.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, overload

Value = TypeVar("Value")

_DECODER = json.JSONDecoder()
_BEFORE_TEXT = "[1,"
_BEFORE_BLOCKS = ',[["'
_BETWEEN_ROWS = '],["'
_BEFORE_SPANS = ']],[["'
_NO_SPANS = ']],[],"'
_AFTER_SPANS = ']],"'
_DOUBTFUL = re.compile(r'\["[],]')
"""A quotation mark inside a string is escaped, so that the marks above are found in a string only at its very end: this
is what is there, and never where a row begins."""

CHUNK = 4_096
"""Characters of rows that are read at one go: some 100 rows, in a twentieth of a millisecond."""


class StoredRows(Sequence[Value]):
    """A tuple of values that are made from their rows when they are first asked for."""

    __slots__ = ("_chunks", "_firsts", "_length")

    def __init__(self, rows: str, make: Callable[[list[Any]], Value]) -> None:
        """``rows``: as JSON, without the first two characters ``["`` of the first row and the last one of the last."""
        self._chunks: list[_Chunk[Value]] = []
        self._firsts: list[int] = []
        self._length = 0
        start = 0
        while start < len(rows):
            end = rows.find(_BETWEEN_ROWS, start + CHUNK)
            end = len(rows) if end < 0 else end
            chunk = _Chunk(rows[start:end], make)
            self._chunks.append(chunk)
            self._firsts.append(self._length)
            self._length += chunk.count
            start = end + len(_BETWEEN_ROWS)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, index: int | slice) -> Value | tuple[Value, ...]:
        if isinstance(index, slice):
            return tuple([self[i] for i in range(*index.indices(self._length))])
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        at = bisect_right(self._firsts, index) - 1
        return self._chunks[at].value(index - self._firsts[at])

    def __iter__(self) -> Iterator[Value]:
        for chunk in self._chunks:
            yield from map(chunk.value, range(chunk.count))

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | StoredRows):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class _Chunk(Generic[Value]):
    """Some rows that follow each other, read when the first of them is looked at."""

    __slots__ = ("_make", "_rows", "_values", "count")

    def __init__(self, rows: str, make: Callable[[list[Any]], Value]) -> None:
        self._rows = rows
        self._make = make
        self._values: list[list[Any] | Value] = []
        self.count = rows.count(_BETWEEN_ROWS) + 1

    def value(self, index: int) -> Value:
        if self._rows:
            self._values, self._rows = json.loads(f'[["{self._rows}]]'), ""
        value = self._values[index]
        if isinstance(value, list):
            value = self._values[index] = self._make(value)
        return value


class CutDocument(NamedTuple):
    """The parts of a serialised document: its text and language, and its rows as they stand."""

    text: str
    blocks: str
    spans: str
    language: str


def cut(serialised: str) -> CutDocument | None:
    """What ``DocumentRows.to_json`` wrote, cut apart; ``None`` where it must be read as a whole."""
    if not serialised.startswith(_BEFORE_TEXT):
        return None
    text, end = _DECODER.raw_decode(serialised, len(_BEFORE_TEXT))
    first = end + len(_BEFORE_BLOCKS)
    if serialised[end:first] != _BEFORE_BLOCKS or _DOUBTFUL.search(serialised, end):
        return None
    blocks_end, spans = serialised.find(_BEFORE_SPANS, end), ""
    if blocks_end >= 0:
        spans_end = serialised.rfind(_AFTER_SPANS)
        spans = serialised[blocks_end + len(_BEFORE_SPANS) : spans_end]
        rest = serialised[spans_end + len(_AFTER_SPANS) - 1 : -1]
    else:
        blocks_end = serialised.rfind(_NO_SPANS)
        rest = serialised[blocks_end + len(_NO_SPANS) - 1 : -1]
    if blocks_end < 0:
        return None
    return CutDocument(text, serialised[first:blocks_end], spans, json.loads(rest))
