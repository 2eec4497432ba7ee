"""The conditions of the query language: ``name:value``. French names mean the same as English ones."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from tui_reader.i18n import _
from tui_reader.model.queries import ByAuthor, Dated, InFeed, InTitle, Is, Names, Node, Status, Tagged

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")

STATUSES = {
    "read": Status.READ,
    "unread": Status.UNREAD,
    "starred": Status.STARRED,
    "lu": Status.READ,
    "nonlu": Status.UNREAD,
    "non-lu": Status.UNREAD,
    "favori": Status.STARRED,
}


def status(value: str) -> Node:
    """Raises ``ValueError`` with what would have been right, as every reader of a value here."""
    if value.lower() not in STATUSES:
        raise ValueError(_("it takes read, unread or starred"))
    return Is(STATUSES[value.lower()])


def period(value: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    match = _DAY.fullmatch(value)
    if match is None:
        raise ValueError(_("a day is written 2024-05-31, a month 2024-05, a year 2024"))
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        raise ValueError(_("there is no such day")) from None
    return first, last


def within(value: str) -> Node:
    return Dated(*period(value))


def since(value: str) -> Node:
    """``after:2024-05`` begins with the first of May."""
    return Dated(first=period(value)[0])


def until(value: str) -> Node:
    """``before:2024-05`` ends with the last of April."""
    first = period(value)[0]
    if first == date.min:
        raise ValueError(_("there is no day before"))
    return Dated(last=first - timedelta(days=1))


FIELDS: dict[str, Callable[[str], Node]] = {
    "feed": InFeed,
    "title": InTitle,
    "author": ByAuthor,
    "tag": Tagged,
    "institution": Names,
    "is": status,
    "date": within,
    "after": since,
    "before": until,
    "flux": InFeed,
    "titre": InTitle,
    "auteur": ByAuthor,
    "étiquette": Tagged,
    "est": status,
    "après": since,
    "avant": until,
}
ENGLISH = ("feed", "title", "author", "tag", "institution", "is", "date", "after", "before")
