"""Days, times and resolved dates as a person reads them, in the language of the interface.

The patterns and names are CLDR's (skeletons ``MMMd``, ``yM``, ``yMMM``, ``yQQQ``, ``long``); a test compares them with
Babel.
They stand here because importing Babel costs the first paint 80 ms.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from tui_reader.i18n import _, language
from tui_reader.i18n.values import sense_name
from tui_reader.model.mentions import DateKind, DateValue, Precision

_SHORT_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
}
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}
_QUARTERS = {
    "en": ("Q1", "Q2", "Q3", "Q4"),
    "fr": ("1er trimestre", "2e trimestre", "3e trimestre", "4e trimestre"),
}
"""French takes ``yQQQQ``: its short form, ``T1``, is read by few."""

_HALVES = {"en": ("H1", "H2"), "fr": ("1er semestre", "2e semestre")}
"""CLDR has no words for halves of a year; these are made like its quarters."""

LONGEST_QUARTER, LONGEST_HALF = 92, 184
"""Days."""

UNMISTAKABLE = timedelta(days=335)
"""A day without its year is understood for eleven months."""

DATE_WIDTH = 8
"""The widest of ``row_date``: ``12 sept.``."""


def row_date(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """For a list: the time of today, the day of the last months, else the month."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if timedelta() < today - local.date() < UNMISTAKABLE:
        return short_day(local.date())
    return f"{local.month:02}/{local.year}" if language() == "fr" else f"{local.month}/{local.year}"


def short_day(day: date) -> str:
    name = _SHORT_MONTHS[language()][day.month - 1]
    return f"{day.day} {name}" if language() == "fr" else f"{name} {day.day}"


def medium_day(day: date) -> str:
    name = _SHORT_MONTHS[language()][day.month - 1]
    return f"{day.day} {name} {day.year}" if language() == "fr" else f"{name} {day.day}, {day.year}"


def long_day(day: date) -> str:
    name = _MONTHS[language()][day.month - 1]
    return f"{day.day} {name} {day.year}" if language() == "fr" else f"{name} {day.day}, {day.year}"


def month(day: date) -> str:
    return f"{_MONTHS[language()][day.month - 1]} {day.year}"


def quarter(day: date) -> str:
    return f"{_QUARTERS[language()][(day.month - 1) // 3]} {day.year}"


def half(day: date) -> str:
    return f"{_HALVES[language()][(day.month - 1) // 6]} {day.year}"


def day_and_time(moment: datetime, zone: tzinfo | None = None) -> str:
    local = moment.astimezone(zone)
    return f"{long_day(local.date())}, {local:%H:%M}"


def published_at(moment: datetime, zone: tzinfo | None = None) -> str:
    """When an article came out: the day alone where its source knew no time, which reads as midnight UTC."""
    if moment == moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0):
        return long_day(moment.astimezone(UTC).date())
    return day_and_time(moment, zone)


def resolved(value: DateValue, surface: str) -> str:
    """What a date means, as finely as it was written; its own words where it is no date or stays unresolved."""
    if value.earliest is None or value.latest is None or value.kind is DateKind.RECURRING:
        return surface
    first, last = value.earliest, value.latest
    if value.kind is DateKind.DURATION:
        return _("{length} (ends {end})").format(length=surface, end=_at_precision(value.precision, last, last))
    if value.kind is DateKind.RANGE and value.precision is Precision.DAY:
        shown = f"{medium_day(first)} – {medium_day(last)}"
    else:
        shown = _at_precision(value.precision, first, last)
    sense = sense_name(value.sense)
    return f"{shown} ({sense})" if sense else shown


def _at_precision(precision: Precision, first: date, last: date) -> str:
    span = f"{short_day(first)} – {medium_day(last)}" if first.year == last.year else f"{first.year}–{last.year}"
    middle = first + (last - first) / 2
    match precision:
        case Precision.DAY | Precision.TIME:
            return long_day(first)
        case Precision.MONTH:
            return month(first) if (first.year, first.month) == (last.year, last.month) else span
        case Precision.YEAR:
            return str(first.year) if first.year == last.year else span
        case Precision.SEASON if (last - first).days < 100:
            return f"{_season(middle)} {middle.year}"
        case Precision.QUARTER if (last - first).days < LONGEST_QUARTER:
            return quarter(first)
        case Precision.HALF if (last - first).days < LONGEST_HALF:
            return half(first)
        case _:
            return span


def _season(day: date) -> str:
    names = (_("winter"), _("spring"), _("summer"), _("autumn"))
    return names[(day.month % 12) // 3]
