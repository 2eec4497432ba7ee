"""Readings that are one date, or share what only one of them says: *8 p.m. Friday*, *du 28 mai au 3 juin 2019*."""

from __future__ import annotations

from itertools import pairwise

from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.readings import Form, Reading

_AFTER_CLOCK = frozenset({"", " ", ", ", " on ", " le ", " am ", " vom "})
_AFTER_DAYPART = frozenset(
    {" of ", " du ", " de ", " d'", " de la ", " del ", " di ", " des ", " do ", " da ", " van "}
)
_BEFORE_CLOCK = frozenset({"", " ", ", "})
_RANGE_SIGNS = frozenset(">–-&à")


def joined(readings: list[Reading], tokens: Tokens) -> list[Reading]:
    """A time of day and the day beside it as one reading; years lent along ranges."""
    merged: list[Reading] = []
    for reading in readings:
        if merged and _one(merged[-1], reading, tokens.text):
            merged[-1] = _merge(merged[-1], reading)
        else:
            merged.append(reading)
    for left, right in pairwise(merged):
        _lend(left, right, tokens)
    return merged


def _one(left: Reading, right: Reading, text: str) -> bool:
    gap = text[left.end : right.start]
    if _is_clock(left) and _is_day(right):
        return gap in _AFTER_CLOCK or (left.rule == "daypart" and gap in _AFTER_DAYPART)
    if _is_day(left) and not left.clock and _is_clock(right):
        return gap in _BEFORE_CLOCK and right.rule in ("clock", "half_hour")
    return False


def _is_clock(reading: Reading) -> bool:
    return reading.rule in ("clock", "half_hour", "daypart")


def _is_day(reading: Reading) -> bool:
    if reading.form is Form.SHIFT:
        return reading.unit == "D" and reading.rule == "deictic"
    return reading.form is Form.CALENDAR and (reading.weekday is not None or reading.day is not None)


def _merge(left: Reading, right: Reading) -> Reading:
    clock, day = (left, right) if _is_clock(left) else (right, left)
    day.clock = clock.clock
    day.zone = clock.zone
    day.start, day.first = left.start, left.first
    day.end, day.last = right.end, right.last
    return day


def _lend(left: Reading, right: Reading, tokens: Tokens) -> None:
    """The first end of a range gets the year of the second, and both know that they are ends."""
    between = tokens.symbols[left.last : right.first].replace("D", "")
    if len(between) != 1 or between not in _RANGE_SIGNS or left.form is not Form.CALENDAR:
        return
    if right.form is not Form.CALENDAR:
        return
    before = tokens.symbols[max(0, left.first - 1) : left.first]
    ranged = between != "&" or before == "<"
    if ranged and (left.month or left.year or left.weekday) and not (left.clock or right.clock):
        left.range_start = right.range_end = True
    if left.month and left.year is None and right.month and right.year is not None and not left.feast:
        left.year = right.year if left.month <= right.month else right.year - 1
