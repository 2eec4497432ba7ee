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
from typing import Any, NamedTuple, TypeVar, overload

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


class Rows(NamedTuple):
    """Where rows stand: from behind the ``["`` of the first to before the ``]`` of the last."""

    serialised: str
    start: int
    end: int


class StoredRows(Sequence[Value]):
    """A tuple of values that are made from their rows when they are first asked for."""

    __slots__ = ("_chunks", "_firsts", "_length", "_made", "_make")

    def __init__(self, rows: Rows, make: Callable[[list[Any]], Value]) -> None:
        self._make = make
        self._made: dict[int, Value] = {}
        self._chunks: list[_Chunk] = []
        self._firsts: list[int] = []
        self._length = 0
        serialised, start, end = rows
        while start < end:
            cut_at = serialised.find(_BETWEEN_ROWS, start + CHUNK, end)
            cut_at = end if cut_at < 0 else cut_at
            self._chunks.append(_Chunk(Rows(serialised, start, cut_at)))
            self._firsts.append(self._length)
            self._length += serialised.count(_BETWEEN_ROWS, start, cut_at) + 1
            start = cut_at + len(_BETWEEN_ROWS)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, index: int | slice) -> Value | tuple[Value, ...]:
        if isinstance(index, slice):
            return tuple([self[i] for i in range(*index.indices(self._length))])
        value = self._made.get(index)
        if value is None:
            if not -self._length <= index < self._length:
                raise IndexError(index)
            index %= self._length
            at = bisect_right(self._firsts, index) - 1
            value = self._made[index] = self._make(self._chunks[at].rows()[index - self._firsts[at]])
        return value

    def rows(self) -> Iterator[list[Any]]:
        """The rows as they were written; no values are made of them, and none are kept."""
        for chunk in self._chunks:
            yield from chunk.rows_now()

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


class _Chunk:
    """Some rows that follow each other, read when the first of them is looked at."""

    __slots__ = ("_read", "_written")

    def __init__(self, written: Rows) -> None:
        self._written = written
        self._read: list[list[Any]] = []

    def rows(self) -> list[list[Any]]:
        if not self._read:
            self._read = self.rows_now()
        return self._read

    def rows_now(self) -> list[list[Any]]:
        """The rows, not to be looked at again soon."""
        if self._read:
            return self._read
        serialised, start, end = self._written
        rows: list[list[Any]] = json.loads(f'[["{serialised[start:end]}]]')
        return rows


class CutDocument(NamedTuple):
    """The parts of a serialised document: its text and language, and its rows as they stand."""

    text: str
    blocks: Rows
    spans: Rows
    language: str


def cut(serialised: str) -> CutDocument | None:
    """What ``DocumentRows.to_json`` wrote, cut apart; ``None`` where it must be read as a whole."""
    if not serialised.startswith(_BEFORE_TEXT):
        return None
    text, end = _DECODER.raw_decode(serialised, len(_BEFORE_TEXT))
    first = end + len(_BEFORE_BLOCKS)
    if serialised[end:first] != _BEFORE_BLOCKS or _DOUBTFUL.search(serialised, end):
        return None
    blocks_end, spans = serialised.find(_BEFORE_SPANS, end), Rows("", 0, 0)
    if blocks_end >= 0:
        spans_end = serialised.rfind(_AFTER_SPANS)
        spans = Rows(serialised, blocks_end + len(_BEFORE_SPANS), spans_end)
        rest = serialised[spans_end + len(_AFTER_SPANS) - 1 : -1]
    else:
        blocks_end = serialised.rfind(_NO_SPANS)
        rest = serialised[blocks_end + len(_NO_SPANS) - 1 : -1]
    if blocks_end < 0:
        return None
    return CutDocument(text, Rows(serialised, first, blocks_end), spans, json.loads(rest))
