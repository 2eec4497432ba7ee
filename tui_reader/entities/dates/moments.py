"""Arithmetic on TIMEX3 values: what days they bound, how ISO 8601-2 (EDTF) writes them, what lies before and after."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from tui_reader.model.mentions import Precision

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_EDTF_SEASON = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_VALUE = re.compile(
    r"""
    (?P<year>\d{4})
      (?: -(?P<month>\d\d)(?:-(?P<day>\d\d))?
        | -W(?P<week>\d\d)(?P<weekend>-WE)?
        | -Q(?P<quarter>[1-4])
        | -[HS](?P<half>[12])
        | -(?P<season>SP|SU|FA|WI)
        | /(?P<until>\d{4})
      )?
    | (?P<decade>\d{3})
    | (?P<century>\d\d)
    """,
    re.VERBOSE,
)


def day(value: date) -> str:
    return f"{value.year:04}-{value.month:02}-{value.day:02}"


def week(value: date) -> str:
    iso = value.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def month(value: date) -> str:
    return f"{value.year:04}-{value.month:02}"


def plus_months(value: date, months: int) -> date:
    """The day so many months away; the month's last day where it is shorter. Stays within the calendar."""
    index = min(max(value.year * 12 + value.month - 1 + months, 12), 9999 * 12 + 11)
    year, month_index = divmod(index, 12)
    return date(year, month_index + 1, min(value.day, calendar.monthrange(year, month_index + 1)[1]))


def plus_days(value: date, days: int) -> date:
    """The day so many days away, within the calendar."""
    return date.fromordinal(min(max(value.toordinal() + days, 1), date.max.toordinal()))


@lru_cache(maxsize=2048)
def bounds(timex: str) -> tuple[date, date, Precision] | None:
    """First day, last day and precision of a TIMEX3 date or time; ``None`` where it is not on the calendar."""
    plain, _, clock = timex.partition("T")
    match = _VALUE.fullmatch(plain)
    if not match:
        return None
    try:
        first, last, precision = _bounds(match)
    except ValueError:
        return None
    return first, last, Precision.TIME if clock else precision


def _bounds(match: re.Match[str]) -> tuple[date, date, Precision]:
    group = match.groupdict()
    if group["century"]:
        year = int(group["century"]) * 100
        return date(max(year, 1), 1, 1), date(year + 99, 12, 31), Precision.CENTURY
    if group["decade"]:
        year = int(group["decade"]) * 10
        return date(max(year, 1), 1, 1), date(year + 9, 12, 31), Precision.DECADE
    year = int(group["year"])
    if group["day"]:
        only = date(year, int(group["month"]), int(group["day"]))
        return only, only, Precision.DAY
    if group["month"]:
        return *_months(year, int(group["month"]), int(group["month"])), Precision.MONTH
    if group["week"]:
        monday = date.fromisocalendar(year, int(group["week"]), 1)
        first = monday + timedelta(5) if group["weekend"] else monday
        return first, monday + timedelta(6), Precision.WEEK
    if group["quarter"]:
        start = int(group["quarter"]) * 3 - 2
        return *_months(year, start, start + 2), Precision.QUARTER
    if group["half"]:
        start = int(group["half"]) * 6 - 5
        return *_months(year, start, start + 5), Precision.HALF
    if group["season"]:
        return *_months(year, *_SEASON_MONTHS[group["season"]]), Precision.SEASON
    if group["until"]:
        return date(year, 8, 1), date(int(group["until"]), 8, 31), Precision.SCHOOL_YEAR
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def edtf(timex: str) -> str:
    """The value in EDTF where it has a form for it (seasons 21–24, quarters 33–36, halves 40–41, ``198X``)."""
    plain, separator, clock = timex.partition("T")
    match = _VALUE.fullmatch(plain)
    if not match:
        return timex
    group = match.groupdict()
    if group["decade"] or group["century"]:
        return plain.ljust(4, "X")
    if group["season"]:
        return f"{group['year']}-{_EDTF_SEASON[group['season']]}"
    if group["quarter"]:
        return f"{group['year']}-{32 + int(group['quarter'])}"
    if group["half"]:
        return f"{group['year']}-{39 + int(group['half'])}"
    if clock and not clock[0].isdigit():
        return plain
    return plain + separator + clock


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    shift = (a + 11 * h + 22 * weekday) // 451
    month_number, day_index = divmod(h + weekday - 7 * shift + 114, 31)
    return date(year, month_number, day_index + 1)


_WEEKDAYS = {name: place for place, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


def feast(rule: str, year: int) -> str:
    """The TIMEX3 value of a feast in a year: ``12-25``, ``easter+39``, ``11-thu-4``; a full date stays itself."""
    if rule == "back-to-school":
        return f"{year:04}-09"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", rule):
        return rule
    if rule.startswith("easter"):
        return day(plus_days(easter(year), int(rule[6:] or 0)))
    parts = rule.split("-")
    if len(parts) == 2:
        return f"{year:04}-{rule}"
    number, wanted = int(parts[0]), _WEEKDAYS[parts[1]]
    days = [d for d in range(1, calendar.monthrange(year, number)[1] + 1) if date(year, number, d).weekday() == wanted]
    return f"{year:04}-{number:02}-{days[-1 if parts[2] == 'last' else int(parts[2]) - 1]:02}"
