"""Durations, recurrences and the units that lie so many units away, as TIMEX3 writes them."""

from __future__ import annotations

from datetime import date

from tui_reader.entities.dates import moments
from tui_reader.entities.dates.choice import AGAINST_TENSE_WEEKDAY, nearest
from tui_reader.entities.dates.readings import Reading
from tui_reader.entities.dates.tense import Tense

SATURDAY, JUNE = 6, 6
_TIME_UNITS = {"TH": "H", "TM": "M", "TS": "S"}
_IN_OTHERS = {"FN": (2, "W"), "NI": (1, "D"), "S": (6, "M"), "H": (6, "M"), "ML": (1000, "Y")}


def duration_timex(reading: Reading) -> str:
    """``P5Y``, ``PT30M``, ``PXD``, ``P2.5Y``, ``P1DE``."""
    return reading.timex or _duration(reading.amount, reading.unit)


def _duration(amount: float | None, unit: str) -> str:
    if amount is not None and unit in _IN_OTHERS:
        factor, unit = _IN_OTHERS[unit]
        amount *= factor
    elif unit in _IN_OTHERS:
        unit = _IN_OTHERS[unit][1]
    if unit in ("Y", "TH") and amount == 0.5:
        amount, unit = (6.0, "M") if unit == "Y" else (30.0, "TM")
    written = "X" if amount is None else f"{amount:g}" if amount < 1e6 else str(int(amount))
    if unit in _TIME_UNITS:
        return f"PT{written}{_TIME_UNITS[unit]}"
    return f"P{written}{unit}"


def recurring_timex(reading: Reading) -> str:
    """``P1D``, ``XXXX-WXX-1``, ``XXXX-SU``; a set in TIMEX3."""
    if reading.timex:
        return reading.timex
    if reading.weekday is not None:
        return f"XXXX-WXX-{reading.weekday}{reading.clock}"
    if reading.weekend:
        return "XXXX-WXX-WE"
    if reading.feast:
        return "P1Y"
    if reading.month is not None:
        return f"XXXX-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")
    if reading.season:
        return f"XXXX-{reading.season}"
    if reading.clock and not reading.unit:
        return f"XXXX-XX-XX{reading.clock}"
    return _duration(reading.amount if reading.amount else 1.0, reading.unit)


def unknown_unit(reading: Reading) -> str:
    """The value of a relative expression that nothing anchors."""
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(
        reading.unit, "XXXX"
    ) + reading.clock


def shifted(reading: Reading, anchor: date, tense: Tense, quarter: str) -> str:
    """The unit so many units from the anchor, in the precision of the unit: *two years ago* is a year."""
    steps = reading.amount if reading.amount is not None else 1.0
    count = round(steps * (1 if reading.direction is None else reading.direction))
    match reading.unit:
        case "D":
            return moments.day(moments.plus_days(anchor, count))
        case "W" | "FN":
            return moments.week(moments.plus_days(anchor, count * (14 if reading.unit == "FN" else 7)))
        case "WE":
            return _weekend(reading, anchor, tense, count)
        case "M":
            return moments.month(moments.plus_months(anchor, count))
        case "Q" | "H" | "S":
            return _period(reading.unit, anchor, count, quarter)
        case "Y" if steps % 1 and not reading.period and not quarter:
            return f"{moments.plus_months(anchor, round(12 * steps) * (reading.direction or 1)).year:04}"
        case "Y":
            return _year(reading, anchor, count, quarter, tense)
        case "DE":
            return f"{(anchor.year + 10 * count) // 10:03}"
        case "CE" if steps % 1:
            return _year(
                reading, moments.plus_months(anchor, round(1200 * steps) * (reading.direction or 1)), 0, "", tense
            )
        case "CE":
            return f"{(anchor.year + 100 * count) // 100:02}"
        case "TH" | "TM" | "TS" | "NI":
            return moments.day(anchor if reading.unit != "NI" else moments.plus_days(anchor, count))
        case _:
            return ""


def _weekend(reading: Reading, anchor: date, tense: Tense, count: int) -> str:
    week = moments.week(moments.plus_days(anchor, 7 * count))
    if reading.direction == 1 or (reading.direction == 0 and reading.rule != "weekend"):
        near = week if reading.direction == 1 else ""
    else:
        near = ""
    if near and reading.period == "upcoming" and anchor.isoweekday() < SATURDAY:
        near = moments.week(anchor)
    if near:
        return near + "-WE"
    if reading.direction == -1:
        return moments.week(moments.plus_days(anchor, -7)) + "-WE"
    if reading.direction == 0 and reading.rule != "weekend" and tense is Tense.UNKNOWN and anchor.isoweekday() > 2:
        tense = Tense.FUTURE
    around = [moments.week(moments.plus_days(anchor, n)) + "-WE" for n in (-7, 0, 7)]
    return nearest(around, anchor, tense, AGAINST_TENSE_WEEKDAY)


def _period(unit: str, anchor: date, count: int, quarter: str) -> str:
    if quarter and count == 0:
        return quarter
    months = 3 if unit == "Q" else 6
    moved = moments.plus_months(anchor, months * count)
    return f"{moved.year:04}-{'Q' if unit == 'Q' else 'H'}{(moved.month - 1) // months + 1}"


def _year(reading: Reading, anchor: date, count: int, quarter: str, tense: Tense) -> str:
    year = anchor.year + count
    if reading.rule == "deictic_unit" and reading.part == "END" and tense is Tense.PAST and anchor.month <= JUNE:
        year -= 1  # "at year-end it employed 60,000"
    if not 1 <= year <= 9999:
        return ""
    if reading.rule == "ago_day":
        same = moments.plus_months(anchor, 12 * count)
        return {"D": moments.day(same), "W": moments.week(same), "M": moments.month(same)}.get(reading.period[-1], "")
    if reading.period and reading.period != "Q?":
        return f"{year:04}-{reading.period}"
    if quarter and (reading.period == "Q?" or abs(count) == 1):
        return f"{int(quarter[:4]) + count:04}{quarter[4:]}"
    if reading.rule == "period_ago":
        return f"{year:04}"
    if reading.period == "Q?":
        ended = moments.plus_months(anchor, -3)  # what is reported, and compared with, is a quarter that is over
        return f"{ended.year + count:04}-Q{(ended.month - 1) // 3 + 1}"
    return f"{year:04}"
