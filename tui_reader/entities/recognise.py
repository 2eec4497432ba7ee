"""Find what a document mentions: run every recogniser, put their answers together, give the user the last word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import field, replace

from tui_reader.entities import corrections, registry
from tui_reader.entities.context import Context, Recogniser
from tui_reader.model.documents import Document
from tui_reader.model.mentions import DateValue, Institution, Mention, MentionKind, Recognition
from tui_reader.model.values import dataclass


def recognise(document: Document, context: Context) -> Recognition:
    """Institutions, dates, and what plug-ins add; a pure function of its arguments and of ``version()``.

    The language is the context's, else the document's, else detected. The user's corrections win over all.
    """
    return recognise_with(registry.installed().active, document, context)


def recognise_with(recognisers: Iterable[Recogniser], document: Document, context: Context) -> Recognition:
    """``recognise`` with recognisers of the caller's choice, the earlier ones winning over the later."""
    known = replace(context, language=context.language or document.language or _detected(document.text))
    found = Recognition()
    for recogniser in recognisers:
        found = merged(found, recogniser.recognise(document, known, found))
    return corrections.apply(found, known.corrections)


def _detected(text: str) -> str:
    from tui_reader.text.language import detect  # most documents name their language: the profiles load when needed

    return detect(text)


def version() -> str:
    """Of all recognisers together: changes when any of them may answer differently."""
    return " ".join(f"{r.name}={r.version}" for r in registry.installed().active)


def merged(first: Recognition, second: Recognition) -> Recognition:
    """Both in one: mentions of ``second`` that overlap one of the same kind in ``first`` are dropped."""
    if not first.mentions:
        return _joined(second.mentions, second.institutions, second.dates)
    if not second.mentions:
        return first
    joint = _Joint(list(first.institutions), list(first.dates))
    taken = _Taken.by(first.mentions)
    added = [joint.adopt(m, second) for m in second.mentions if not taken.overlaps(m)]
    return _joined((*first.mentions, *added), tuple(joint.institutions), tuple(joint.dates))


@dataclass(slots=True)
class _Joint:
    """The lists that refs index, while they grow."""

    institutions: list[Institution]
    dates: list[DateValue]
    _places: dict[tuple[MentionKind, int], int] = field(default_factory=dict)

    def adopt(self, mention: Mention, source: Recognition) -> Mention:
        """The mention with its ref changed to where its referent stands here."""
        identity = (mention.kind, mention.ref)
        place = self._places.get(identity)
        if place is None:
            if mention.kind is MentionKind.INSTITUTION:
                place = self._institution(source.institutions[mention.ref])
            else:
                place = len(self.dates)
                self.dates.append(source.dates[mention.ref])
            self._places[identity] = place
        return mention if mention.ref == place else replace(mention, ref=place)

    def _institution(self, institution: Institution) -> int:
        for place, known in enumerate(self.institutions):
            if known.key == institution.key:
                return place
        self.institutions.append(institution)
        return len(self.institutions) - 1


@dataclass(frozen=True, slots=True)
class _Taken:
    """Which characters are already part of a mention, by kind: starts and ends, each in order."""

    spans: dict[MentionKind, tuple[list[int], list[int]]]

    @classmethod
    def by(cls, mentions: Iterable[Mention]) -> _Taken:
        spans: dict[MentionKind, tuple[list[int], list[int]]] = {kind: ([], []) for kind in MentionKind}
        for mention in sorted(mentions, key=lambda m: m.start):
            spans[mention.kind][0].append(mention.start)
            spans[mention.kind][1].append(mention.end)
        return cls(spans)

    def overlaps(self, mention: Mention) -> bool:
        starts, ends = self.spans[mention.kind]
        before = bisect_left(starts, mention.end)
        return before > 0 and ends[before - 1] > mention.start


def _joined(
    mentions: Iterable[Mention], institutions: tuple[Institution, ...], dates: tuple[DateValue, ...]
) -> Recognition:
    """Mentions in text order, referents in the order the model promises, refs following them."""
    listed = sorted(mentions, key=lambda m: (m.start, m.end, m.kind.value))
    by_salience = salience_order(listed, institutions)
    by_time = sorted(range(len(dates)), key=lambda place: _time_key(dates[place], place))
    moved = {
        MentionKind.INSTITUTION: {old: new for new, old in enumerate(by_salience)},
        MentionKind.DATE: {old: new for new, old in enumerate(by_time)},
    }
    return Recognition(
        tuple(m if moved[m.kind][m.ref] == m.ref else replace(m, ref=moved[m.kind][m.ref]) for m in listed),
        tuple(institutions[place] for place in by_salience),
        tuple(dates[place] for place in by_time),
    )


def salience_order(mentions: Iterable[Mention], institutions: tuple[Institution, ...]) -> list[int]:
    """Places in ``institutions``, most mentioned first, then the one met first, then by key."""
    counts: dict[int, int] = {}
    first: dict[int, int] = {}
    for mention in mentions:
        if mention.kind is MentionKind.INSTITUTION:
            counts[mention.ref] = counts.get(mention.ref, 0) + 1
            first.setdefault(mention.ref, mention.start)
    return sorted(range(len(institutions)), key=lambda p: (-counts.get(p, 0), first.get(p, 0), institutions[p].key))


def _time_key(value: DateValue, place: int) -> tuple[bool, str, str, int]:
    if value.place is None or value.latest is None:
        return (True, "", "", place)
    return (False, value.place.isoformat(), value.latest.isoformat(), place)
