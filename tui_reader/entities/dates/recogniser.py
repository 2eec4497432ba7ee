"""Dates in a document: the recogniser that the registry calls."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from tui_reader.entities.context import Context
from tui_reader.model.documents import Document
from tui_reader.model.mentions import (
    DateKind,
    DateSense,
    DateValue,
    Mention,
    MentionKind,
    Precision,
    Recognition,
    TimexType,
)

MONTHS = {
    name: number
    for names in (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
COUNTS = {
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "dix": 10,
    "two": 2,
    "three": 3,
    "five": 5,
    "ten": 10,
}
UNITS = {"an": "Y", "année": "Y", "year": "Y", "mois": "M", "month": "M", "semaine": "W", "week": "W"} | {
    "jour": "D",
    "day": "D",
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
PATTERN = re.compile(
    rf"(?P<dmy>\b(?:l[ea] )?(?P<day>\d{{1,2}})(?:er)? (?P<month>{_MONTH}) (?P<year>[12]\d{{3}})\b)"
    rf"|(?P<mdy>\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}}),? (?P<year2>[12]\d{{3}})\b)"
    rf"|(?P<my>\b(?P<month3>{_MONTH}) (?P<year3>[12]\d{{3}})\b)"
    rf"|(?P<set>\b(?:chaque|every) (?P<unit>{_UNIT})\b)"
    rf"|(?P<span>\b(?P<count>\d{{1,3}}|{'|'.join(COUNTS)})[ -](?P<unit2>{_UNIT})s?\b)"
    r"|(?P<y>(?:(?<=\ben )|(?<=\bdès )|(?<=\bin )|(?<=depuis )|(?<=since )|(?<=d'ici ))(?P<year4>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateRecogniser:
    """Finds written dates; a pure function of the document and its context."""

    name: str = "dates"
    version: str = "0"

    def recognise(self, document: Document, context: Context, found: Recognition) -> Recognition:
        """The date mentions of the document and the values they have."""
        read = [(match, _value(match)) for match in PATTERN.finditer(document.text)]
        kept = [(match, _sensed(document.text, match.start(), value)) for match, value in read if value]
        values = sorted({value for _, value in kept}, key=lambda v: (v.earliest or date.max, v.timex))
        place = {value: number for number, value in enumerate(values)}
        mentions = tuple(
            Mention(MentionKind.DATE, m.start(), m.end(), m.group(), place[v], 0.9, f"rule {m.lastgroup}")
            for m, v in kept
        )
        return Recognition(mentions, (), tuple(values))


def _value(match: re.Match[str]) -> DateValue | None:
    group = {name: text for name, text in match.groupdict().items() if text}
    if "set" in group:
        timex = f"P1{UNITS[group['unit'].lower()]}"
        return DateValue(timex, timex, TimexType.SET, None, None, Precision.YEAR, DateKind.RECURRING)
    if "span" in group:
        count = group["count"].lower()
        timex = f"P{COUNTS.get(count, count)}{UNITS[group['unit2'].lower()]}"
        return DateValue(timex, timex, TimexType.DURATION, None, None, Precision.YEAR, DateKind.DURATION)
    year = int(next(text for name, text in group.items() if name.startswith("year")))
    month = next((MONTHS[text.lower()] for name, text in group.items() if name.startswith("month")), 0)
    day = int(next((text for name, text in group.items() if name.startswith("day")), 0))
    return _calendar_value(year, month, day)


def _calendar_value(year: int, month: int, day: int) -> DateValue | None:
    last = calendar.monthrange(year, month or 12)[1]
    if day > last:
        return None
    timex = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    earliest, latest = date(year, month or 1, day or 1), date(year, month or 12, day or last)
    reason = "full date" if day else "partial date"
    return DateValue(timex, timex, TimexType.DATE, earliest, latest, precision, score=0.5, reason=reason, key=bool(day))


def _sensed(text: str, start: int, value: DateValue) -> DateValue:
    before = text[max(0, start - 8) : start].lower()
    return replace(value, sense=DateSense.FROM) if before.endswith("dès ") else value
