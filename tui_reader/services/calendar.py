"""The agenda as a calendar file (iCalendar, RFC 5545), for any calendar program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from tui_reader import __version__
from tui_reader.model.mentions import DateKind, Precision
from tui_reader.services.agenda import AgendaItem
from tui_reader.text.printable import printable

LINE_OCTETS = 75
"""Longest content line without its line break (RFC 5545 §3.1)."""

DATED = frozenset({Precision.TIME, Precision.DAY, Precision.WEEK, Precision.MONTH})
"""What is fine enough for a calendar. A year or a season is no appointment, and no day of it is ever made up."""

_PRODUCT = f"PRODID:-//tui-reader//{__version__}//EN"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar(items: Iterable[AgendaItem]) -> Iterator[str]:
    """The lines of the file, each with its CR LF. All-day events: a month lasts from its first day to its last."""
    yield from _lines("BEGIN:VCALENDAR", "VERSION:2.0", _PRODUCT, "CALSCALE:GREGORIAN")
    for item in items:
        if is_event(item):
            yield from _lines(*_event(item))
    yield from _lines("END:VCALENDAR")


def is_event(item: AgendaItem) -> bool:
    value = item.value
    return (
        value.precision in DATED
        and value.kind in (DateKind.DATE, DateKind.RANGE, DateKind.TIME)
        and value.earliest is not None
        and value.latest is not None
    )


def _event(item: AgendaItem) -> Iterator[str]:
    article, value = item.article, item.value
    assert value.earliest is not None
    assert value.latest is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(item)}"
    yield f"DTSTAMP:{_stamp(article.updated or article.date)}"
    yield f"DTSTART;VALUE=DATE:{value.earliest:%Y%m%d}"
    if value.latest < date.max:
        yield f"DTEND;VALUE=DATE:{value.latest + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(item.about)}"
    yield f"DESCRIPTION:{_escaped(_description(item))}"
    if article.link.isascii() and article.link.isprintable() and article.link.startswith(("http://", "https://")):
        yield f"URL:{article.link}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def uid(item: AgendaItem) -> str:
    """The same for the same date of the same article, in every export and on every machine."""
    told = (item.article.feed_url, item.article.entry_id, item.value.value, item.value.sense.value)
    digest = hashlib.blake2b("\x00".join(told).encode("utf-8", "surrogatepass"), digest_size=16)
    return f"{digest.hexdigest()}@tui-reader"


def _description(item: AgendaItem) -> str:
    article = item.article
    lines = (f"{item.surface} ({item.value.value})", article.document.title, article.feed_title, article.link)
    return "\n".join(line for line in lines if line)


def _stamp(moment: datetime | None) -> str:
    """Of the article, not of the export: two exports of one archive are the same file."""
    return f"{(moment or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """TEXT of RFC 5545 §3.3.11."""
    return printable(text.translate(_ESCAPED))


def _lines(*contents: str) -> Iterator[str]:
    for content in contents:
        yield "".join(_folded(content))


def _folded(content: str) -> Iterator[str]:
    """The pieces of a content line of at most ``LINE_OCTETS`` octets, never cut inside a character."""
    used = 0
    for character in content:
        size = len(character.encode("utf-8", "replace"))
        if used + size > LINE_OCTETS:
            yield "\r\n "
            used = 1
        yield character
        used += size
    yield "\r\n"
