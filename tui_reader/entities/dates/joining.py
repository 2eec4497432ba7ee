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
            merged[-1] = _merge(merged[-1], reading, tokens)
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


def _merge(left: Reading, right: Reading, tokens: Tokens) -> Reading:
    clock, day = (left, right) if _is_clock(left) else (right, left)
    day.clock = _in_its_half(clock, day.clock, tokens)
    day.zone = clock.zone
    day.start, day.first = left.start, left.first
    day.end, day.last = right.end, right.last
    return day


def _in_its_half(clock: Reading, part: str, tokens: Tokens) -> str:
    """*8 o'clock Sunday night* is at 20:00, unless the hour says a.m. itself."""
    said = [tokens.values[i] for i in range(clock.first, clock.last) if tokens.symbols[i] == "j"]
    hour = clock.clock[1:3]
    if part not in ("TAF", "TEV", "TNI") or not hour.isdigit() or not 4 < int(hour) < 12 or {"am", "pm"} & {*said}:
        return clock.clock
    return f"T{int(hour) + 12}{clock.clock[3:]}"


def _lend(left: Reading, right: Reading, tokens: Tokens) -> None:
    """The first end of a range gets the year of the second, and both know that they are ends."""
    between = tokens.symbols[left.last : right.first].replace("D", "")
    if between == "I" and tokens.surface(left.last).lower() == "through":
        between = ">"
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
