"""Times as feeds write them, read to aware UTC.

Standards: RFC 822/2822 (RSS), RFC 3339 and W3C-DTF (Atom, Dublin Core, JSON Feed), ISO 8601 basic form. Slips seen in
real feeds: day and month names in other languages, the day name wrong or missing, month before day, two-digit years,
named zones, ``GMT+02:00``, a space for the ``T``, no seconds, no zone (read as UTC, as feedparser does).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from functools import lru_cache

LONGEST_TIME = 100
"""No date in a feed is longer; whatever is, is not a date."""

_MONTH_NAMES = (
    # English, French, German, Spanish, Italian, Portuguese, Dutch; accents folded away, cut to what tells them apart.
    "jan janv januar janvier january ene enero gen gennaio janeiro",
    "feb fev fevr fevrier february februar febrero febbraio fevereiro",
    "mar mars march mrz marz maerz marzo marco mrt maart",
    "apr avr avril april abr abril aprile",
    "may mai mayo mag maggio maio mei",
    "jun juin june juni junio giu giugno junho",
    "jul juil juillet july juli julio lug luglio julho",
    "aug aou aout august ago agosto augustus",
    "sep sept septembre september septiembre set settembre setembro",
    "oct octobre october okt oktober octubre ott ottobre out outubro",
    "nov novembre november noviembre novembro",
    "dec decembre december dez dezember dic diciembre dicembre dezembro",
)
_MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

_ZONE_HOURS = {
    # RFC 822's own, its military letters as RFC 2822 left them (unknown, so UTC), and names that feeds write.
    **dict.fromkeys(("ut", "utc", "gmt", "z", "wet", "zulu"), 0.0),
    **dict.fromkeys(("cet", "met", "bst", "west", "wat"), 1.0),
    **dict.fromkeys(("cest", "mest", "mesz", "eet", "sast", "cat"), 2.0),
    **dict.fromkeys(("eest", "msk", "trt", "eat"), 3.0),
    **dict.fromkeys(("hkt", "sgt", "awst"), 8.0),
    **dict.fromkeys(("jst", "kst"), 9.0),
    **dict.fromkeys(("est", "et", "cdt"), -5.0),
    **dict.fromkeys(("cst", "ct", "mdt"), -6.0),
    **dict.fromkeys(("mst", "mt", "pdt"), -7.0),
    **dict.fromkeys(("pst", "pt", "akdt"), -8.0),
    **dict.fromkeys(("edt", "ast", "at"), -4.0),
    **dict.fromkeys(("adt", "brt", "art"), -3.0),
    "nst": -3.5,
    "ndt": -2.5,
    "akst": -9.0,
    "hst": -10.0,
    "acst": 9.5,
    "acdt": 10.5,
    "aest": 10.0,
    "aedt": 11.0,
    "nzst": 12.0,
    "nzdt": 13.0,
    "a": -1.0,
    "n": 1.0,
    "m": -12.0,
    "y": 12.0,
}

_CLOCK = r"(?P<hour>\d{1,2})[:hH.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:[.,]\d+)?"
_ZONE = r"(?P<zone>.*)"
_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?)?"
    r"(?:(?:\s*[Tt]\s*|\s+)" + _CLOCK.replace(":hH.", ":") + r"\s*" + _ZONE + ")?"
)
_ISO_BASIC = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[Tt](?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?\s*(?P<zone>.*))?"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|\.)?[\s-]+(?:de\s+)?(?P<name>[a-z]{3,})\.?,?[\s-]+(?:de\s+)?(?P<year>\d{4}|\d{2})\b"
    r"(?:,?\s+(?:a\s+|at\s+|um\s+)?" + _CLOCK + r"\s*" + _ZONE + ")?"
)
_MONTH_FIRST = re.compile(
    r"(?P<name>[a-z]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"
    r"(?:,?\s+(?:at\s+)?" + _CLOCK + r"\s*" + _ZONE + ")?"
)
_C_TIME = re.compile(r"(?P<name>[a-z]{3,})\s+(?P<day>\d{1,2})\s+" + _CLOCK + r"\s+(?P<zone>[a-z]+\s+)?(?P<year>\d{4})")
_DAY_NAME = re.compile(r"[a-z]{2,}\.?,?\s+(?=\d)|[a-z]{2,}\.?,?\s+(?=[a-z]{3,}\.?\s+\d)|[a-z]{2,9}\.?,\s*")
_OFFSET = re.compile(r"(?:gmt|utc)?\s*(?P<sign>[+\-−])\s*(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?\b")


def read_time(written: str) -> datetime | None:
    """The moment in UTC, or ``None`` where the text cannot be understood; never raises."""
    text = written.strip()
    if not text or len(text) > LONGEST_TIME:
        return None
    if text[0].isdigit() and (match := _ISO.fullmatch(text) or _ISO_BASIC.fullmatch(text)):
        return _moment(match, _number(match["month"], 1))
    text = _folded(text)
    text = text[match.end() :] if (match := _DAY_NAME.match(text)) and text[: match.end() - 1] not in _MONTHS else text
    return _read_words(text)


def _read_words(text: str) -> datetime | None:
    if match := _ISO.fullmatch(text):  # after a day name, as Perforce writes it
        return _moment(match, _number(match["month"], 1))
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _C_TIME):
        if (match := pattern.fullmatch(text)) and (month := _MONTHS.get(match["name"])):
            return _moment(match, month)
    return None


def _moment(match: re.Match[str], month: int) -> datetime | None:
    offset = _offset(match["zone"] or "")
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year >= 90 else 2000
    hour, minute = _number(match["hour"], 0), _number(match["minute"], 0)
    second = min(_number(match["second"], 0), 59)  # a leap second is not a datetime
    midnight_after = hour == 24 and minute == second == 0
    try:
        hour = 0 if midnight_after else hour
        moment = datetime(year, month, _number(match["day"], 1), hour, minute, second, tzinfo=UTC)
        if midnight_after:
            moment += timedelta(days=1)
        return moment - offset if abs(offset) < timedelta(days=1) else None
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _offset(zone: str) -> timedelta:
    """An unknown name is read as UTC: half a day wrong at most, where dropping the date would lose the order."""
    zone = zone.strip().lower()
    if not zone:
        return timedelta()
    if match := _OFFSET.match(zone):
        minutes = int(match["hours"]) * 60 + _number(match["minutes"], 0)
        return timedelta(minutes=minutes if match["sign"] == "+" else -minutes)
    return timedelta(hours=_ZONE_HOURS.get(zone.removeprefix("etc/").split()[0].strip("()."), 0.0))


def _folded(text: str) -> str:
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.lower().split())


def _number(digits: str | None, default: int) -> int:
    return int(digits) if digits else default
