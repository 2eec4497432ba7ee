"""A whole recognition as one compact text: lists by position, the fields in the order of their classes."""

from __future__ import annotations

import json
from datetime import date

from tui_reader.model.mentions import (
    DateKind,
    DateSense,
    DateValue,
    Institution,
    Mention,
    MentionKind,
    Precision,
    Recognition,
    TimexType,
)
from tui_reader.storage.codec import compact

_FORMAT = 1
_KINDS = {kind.value: kind for kind in MentionKind}


def to_json(recognition: Recognition) -> str:
    return compact(
        [
            _FORMAT,
            [[m.kind, m.start, m.end, m.surface, m.ref, m.confidence, m.evidence] for m in recognition.mentions],
            [[i.key, i.name, i.acronym, i.aliases, i.kind, i.country] for i in recognition.institutions],
            [_date_fields(d) for d in recognition.dates],
        ]
    )


def from_json(serialised: str) -> Recognition:
    _, mentions, institutions, dates = json.loads(serialised)
    return Recognition(
        mentions=tuple([Mention(_KINDS[kind], *rest) for kind, *rest in mentions]),
        institutions=tuple(
            Institution(key, name, acronym, tuple(aliases), kind, country)
            for key, name, acronym, aliases, kind, country in institutions
        ),
        dates=tuple(map(_date_value, dates)),
    )


def _date_fields(d: DateValue) -> list[object]:
    days = [day.toordinal() if day else None for day in (d.earliest, d.latest)]
    words = [d.precision, d.kind, d.sense, d.anchor, d.computed]
    return [d.value, d.timex, d.type, *days, *words, d.score, d.reason, d.key, d.clause]


def _date_value(fields: list[object]) -> DateValue:
    value, timex, kind_of_timex, earliest, latest, precision, kind, sense, anchor, computed, score, *rest = fields
    reason, key, clause = rest
    return DateValue(
        value=str(value),
        timex=str(timex),
        type=TimexType(str(kind_of_timex)),
        earliest=date.fromordinal(earliest) if isinstance(earliest, int) else None,
        latest=date.fromordinal(latest) if isinstance(latest, int) else None,
        precision=Precision(str(precision)),
        kind=DateKind(str(kind)),
        sense=DateSense(str(sense)),
        anchor=str(anchor),
        computed=bool(computed),
        score=float(str(score)),
        reason=str(reason),
        key=bool(key),
        clause=str(clause),
    )
