"""Who wrote a plain text and when: the lines under a title and at the end that say so.

::

    Clément Rocher Publié le 6 mai 2019        name, label, date
    By Jane Doe and John Smith                 preposition, names
    Published on May 6, 2019                   label, date
    Clément Rocher | Publié le                 name, label; the date was lost on the way
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tui_reader.model.values import dataclass

MAX_BYLINE = 160
"""Characters of a line that may be a byline."""

_MONTHS = (
    ("jan", "gen", "ene"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "déc", "dez", "dic"),
)
"""How the names of the months begin in French, English, German, Spanish, Italian, Portuguese, Dutch."""

_LABEL = (
    r"(?:publi(?:é|ée|shed|cado|cata|cato)|posted|updated|last updated|modified|mise? à jour|mise? en ligne|paru"
    r"|veröffentlicht|aktualisiert|actualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt)"
    r"(?:\s+(?:le|on|at|am|el|il|em|op))?(?![\w])\s*:?"
)
_BY = r"(?:par|by|von|por|di|door|auteur|autrice|author|autor|written by|écrit par|propos recueillis par|texte)\s*:?\s+"
_NAME = (
    r"(?:(?!(?:Publi|Posted|Updated))[A-ZÀ-ÖØ-ÞŁŚŽŠČĆ](?:[\w’'.-]*\w|\.)?)"
    r"(?:\s+(?:(?:d[eiu]|de la|del|della|des|van|van der|von|zu|le|la|el|al|bin|da|dos)\s+|d[’'])?"
    r"(?!(?:Publi|Posted|Updated))[A-ZÀ-ÖØ-ÞŁŚŽŠČĆ](?:[\w’'.-]*\w|\.)?){1,4}"
)
_NAMES = rf"{_NAME}(?:\s*(?:,|&|et|and|und|y|e|en)\s+{_NAME}){{0,4}}"

_BYLINE = re.compile(
    rf"(?P<by>(?i:{_BY}))?(?P<names>{_NAMES})?(?:\s*[|·•,–—/-]\s*|\s+|(?=$)|^)"
    rf"(?:(?P<label>(?i:{_LABEL}))\s*(?P<date>[^|·•]{{0,60}}?))?(?:\s*[|·•]\s*(?P<rest>[^|]{{0,60}}))?"
)
_DATED_BYLINE = re.compile(rf"(?i:{_BY})(?P<names>{_NAMES})\s*[|·•,–—/-]\s*(?P<date>[^|·•]{{6,40}})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th|º|°|\.)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_DATE_LINE = re.compile(r"(?:[^\W\d_]{2,12}\.?,?\s+)?(?:le\s+)?[^\W_]{1,12}[\s./-][^\n]{4,24}")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; either may be missing."""

    author: str = ""
    published: datetime | None = None


def read_byline(line: str) -> Byline | None:
    """What ``line`` says of author and date; ``None`` where it is no byline.

    A bare name is none: too many headings look like one.
    """
    line = line.strip(" \t|·•*_")
    if not line or len(line) > MAX_BYLINE:
        return None
    found = _BYLINE.fullmatch(line)
    if found and (found["label"] or (found["by"] and found["names"])):
        return _checked(found["names"] or "", found["date"])
    if found := _DATED_BYLINE.fullmatch(line):
        return _checked(found["names"], found["date"])
    if _DATE_LINE.fullmatch(line) and len(line.split()) <= 6 and (published := read_date(line)):
        return Byline(published=published)
    return None


def _checked(names: str, date: str | None) -> Byline | None:
    date = (date or "").strip(" ,.;:-–—")
    published = read_date(date)
    return None if date and published is None else Byline(names, published)


def read_date(text: str) -> datetime | None:
    """The first day written in ``text`` (midnight UTC where no time is), or ``None``.

    *06/05/2019* is read day first, as most of the world writes it, unless only the other way gives a date.
    """
    if found := _ISO.search(text):
        return _iso(found[0])
    if found := _DAY_FIRST.search(text):
        return _day(found[3], month_number(found[2]), found[1])
    if found := _MONTH_FIRST.search(text):
        return _day(found[3], month_number(found[1]), found[2])
    if found := _NUMERIC.search(text):
        return _day(found[3], int(found[2]), found[1]) or _day(found[3], int(found[1]), found[2])
    return None


def month_number(name: str) -> int:
    """1–12 of the name of a month or its abbreviation; 0 where it is none."""
    name = name.lower()
    return next((number for number, starts in enumerate(_MONTHS, 1) if name.startswith(starts)), 0)


def _day(year: str, month: int, day: str) -> datetime | None:
    try:
        return datetime(int(year), month, int(day), tzinfo=UTC)
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
