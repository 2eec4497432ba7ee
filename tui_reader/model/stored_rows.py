"""Blocks and spans of a large stored document, made only as they are looked at.

::

    [1,"the text",[["title",0,12],["paragraph",13,90]],[["link",20,30,"https://…"]],"fr"]
                    └──── blocks, a string each ────┘    └─── spans, a string each ───┘

Cutting the text at the ends of its rows takes a tenth of the time of reading them, and a screen shows fifty of 50,000.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar, overload

Value = TypeVar("Value")

_DECODER = json.JSONDecoder()
_BEFORE_TEXT = "[1,"
_BEFORE_BLOCKS = ',[["'
_BETWEEN_ROWS = '],["'
_BEFORE_SPANS = ']],[["'
_NO_SPANS = ']],[],"'
_AFTER_SPANS = ']],"'
_DOUBTFUL = ('["]', '[",')
"""A quotation mark inside a string is escaped, so that the marks above are found in a string only at its very end: one
of these follows there, and never where a row begins."""


class StoredRows(Sequence[Value]):
    """A tuple of values that are made from their rows when they are first asked for."""

    __slots__ = ("_make", "_values")

    def __init__(self, rows: list[str], make: Callable[[list[Any]], Value]) -> None:
        """``rows``: each as JSON without its first two characters ``["`` and its last one."""
        self._values: list[str | Value] = [*rows]
        self._make = make

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, index: int | slice) -> Value | tuple[Value, ...]:
        if isinstance(index, slice):
            return tuple([self[i] for i in range(*index.indices(len(self)))])
        value = self._values[index]
        if isinstance(value, str):
            value = self._values[index] = self._make(json.loads(f'["{value}]'))
        return value

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | StoredRows):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class CutDocument(NamedTuple):
    """The parts of a serialised document: its text and language, and its rows as they stand."""

    text: str
    blocks: list[str]
    spans: list[str]
    language: str


def cut(serialised: str) -> CutDocument | None:
    """What ``DocumentRows.to_json`` wrote, cut into its rows; ``None`` where it must be read as a whole."""
    if not serialised.startswith(_BEFORE_TEXT):
        return None
    text, end = _DECODER.raw_decode(serialised, len(_BEFORE_TEXT))
    first = end + len(_BEFORE_BLOCKS)
    if serialised[end:first] != _BEFORE_BLOCKS or any(serialised.find(doubt, end) >= 0 for doubt in _DOUBTFUL):
        return None
    blocks_end, spans = serialised.find(_BEFORE_SPANS, end), list[str]()
    if blocks_end >= 0:
        spans_end = serialised.rfind(_AFTER_SPANS)
        spans = serialised[blocks_end + len(_BEFORE_SPANS) : spans_end].split(_BETWEEN_ROWS)
        rest = serialised[spans_end + len(_AFTER_SPANS) - 1 : -1]
    else:
        blocks_end = serialised.rfind(_NO_SPANS)
        rest = serialised[blocks_end + len(_NO_SPANS) - 1 : -1]
    if blocks_end < 0:
        return None
    return CutDocument(text, serialised[first:blocks_end].split(_BETWEEN_ROWS), spans, json.loads(rest))
