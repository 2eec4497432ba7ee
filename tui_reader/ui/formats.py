"""Days, times and resolved dates as a person reads them, in the language of the interface.

The patterns and names are CLDR's (skeletons ``MMMd``, ``yM``, ``yMMM``, ``long``); a test compares them with Babel.
They stand here because importing Babel costs the first paint 80 ms.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from tui_reader.i18n import _, language
from tui_reader.model.mentions import DateKind, DateSense, DateValue, Precision

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

DATE_WIDTH = 8
"""The widest of ``row_date``: ``12 sept.``."""


def row_date(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """For a list: the time of today, the day of this year, else the month."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if local.year == today.year and local.date() < today:
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


def day_and_time(moment: datetime, zone: tzinfo | None = None) -> str:
    local = moment.astimezone(zone)
    return f"{long_day(local.date())}, {local:%H:%M}"


def resolved(value: DateValue, surface: str) -> str:
    """What a date means, as finely as it was written; its own words where it stays unresolved."""
    if value.earliest is None or value.latest is None:
        return surface
    if value.kind is DateKind.RANGE and value.earliest != value.latest and value.precision is Precision.DAY:
        return f"{medium_day(value.earliest)} – {medium_day(value.latest)}"
    shown = _at_precision(value, value.earliest, value.latest)
    return shown if value.sense is DateSense.AT else _with_sense(value, shown)


def _at_precision(value: DateValue, earliest: date, latest: date) -> str:
    if value.precision in (Precision.DAY, Precision.TIME):
        return long_day(earliest)
    if value.precision is Precision.WEEK:
        return f"{short_day(earliest)} – {medium_day(latest)}"
    if value.precision is Precision.MONTH:
        return month(earliest)
    if earliest.year != latest.year:
        return f"{earliest.year}–{latest.year}"
    if value.precision is Precision.YEAR:
        return str(earliest.year)
    return f"{short_day(earliest)} – {medium_day(latest)}"


def _with_sense(value: DateValue, shown: str) -> str:
    phrases = {
        DateSense.FROM: _("from {date}"),
        DateSense.UNTIL: _("until {date}"),
        DateSense.BEFORE: _("before {date}"),
        DateSense.AFTER: _("after {date}"),
    }
    return phrases[value.sense].format(date=shown)


def precision_name(precision: Precision) -> str:
    """The fineness of a date in words."""
    return {
        Precision.TIME: _("time of day"),
        Precision.DAY: _("day"),
        Precision.WEEK: _("week"),
        Precision.MONTH: _("month"),
        Precision.SEASON: _("season"),
        Precision.QUARTER: _("quarter"),
        Precision.HALF: _("half-year"),
        Precision.YEAR: _("year"),
        Precision.SCHOOL_YEAR: _("school year"),
        Precision.DECADE: _("decade"),
        Precision.CENTURY: _("century"),
        Precision.VAGUE: _("vague"),
    }[precision]
