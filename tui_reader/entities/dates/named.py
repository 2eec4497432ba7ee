"""What a reading names by itself, in a year, and around an anchor; with X for what nobody said."""

from __future__ import annotations

from datetime import date

from tui_reader.entities.dates import moments
from tui_reader.entities.dates.readings import Reading

STORY_YEARS = 2
"""A year this far from the publication is told of, not reported: dates beside it belong to it."""


def explicit_timex(reading: Reading) -> str:
    """The value of a reading that names all it needs."""
    if reading.timex:
        return reading.timex
    if reading.century is not None:
        return f"{reading.century:02}"
    if reading.decade is not None:
        return f"{reading.decade:03}"
    if reading.feast[:4].isdigit():
        return moments.feast(reading.feast, 0)
    if reading.year is None:
        return ""
    return in_year(reading, reading.year) or f"{reading.year:04}"


def in_year(reading: Reading, year: int) -> str:
    """The value with this year; empty where the reading names no part of a year."""
    if reading.month is not None:
        return f"{year:04}-{reading.month:02}" + (f"-{reading.day:02}" if reading.day is not None else "")
    if reading.feast:
        return moments.feast(reading.feast, year)
    if reading.season:
        return f"{year:04}-{reading.season}"
    if reading.period:
        return f"{year:04}-{reading.period}"
    return ""


def candidates_of(reading: Reading, anchor: date) -> list[str]:
    """The dates around the anchor that a reading without year may mean."""
    if reading.weekday is not None and reading.month is None:
        around = [moments.plus_days(anchor, n) for n in (range(-62, 63) if reading.day else range(-7, 8))]
        return [moments.day(d) for d in around if d.isoweekday() == reading.weekday and reading.day in (None, d.day)]
    if reading.day is not None and reading.month is None:
        months = [moments.plus_months(anchor.replace(day=1), n) for n in (-1, 0, 1)]
        return [f"{moments.month(m)}-{reading.day:02}" for m in months]
    years = range(max(anchor.year - 2, 1), min(anchor.year + 3, 9999))
    made = [(in_year(reading, year)) for year in years]
    made = [timex for timex in made if moments.bounds(timex)]
    if reading.weekday is not None and reading.day is not None:
        fitting = [t for t in made if date.fromisoformat(t[:10]).isoweekday() == reading.weekday]
        close = [t for t in fitting if abs(int(t[:4]) - anchor.year) < STORY_YEARS]
        return close or made
    return made


def unknown_named(reading: Reading) -> str:
    """TIMEX3 with X for what nobody said."""
    if reading.weekday is not None and reading.month is None and reading.day is None:
        return f"XXXX-WXX-{reading.weekday}{reading.clock}"
    if reading.month is not None:
        return f"XXXX-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "") + reading.clock
    if reading.day is not None:
        return f"XXXX-XX-{reading.day:02}{reading.clock}"
    if reading.feast:
        return "XXXX" if not reading.feast[:2].isdigit() or len(reading.feast) > 5 else f"XXXX-{reading.feast}"
    return f"XXXX-{reading.season or reading.period or 'XX-XX'}{reading.clock}"
