"""From mentions to institutions: one for each name, its acronym and its other spellings."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui_reader.entities.institutions.candidates import Candidate
from tui_reader.entities.institutions.known import KnownNames, known_names
from tui_reader.entities.institutions.sheet import Sheet
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition
from tui_reader.text.offsets import fold


@dataclass(slots=True)
class _Group:
    name: str
    acronym: str = ""
    kind: str = ""
    country: str = ""
    surfaces: dict[str, str] = field(default_factory=dict)
    """Folded → as first written."""


def grouped(document: Document, sheets: list[Sheet], standing: list[Candidate], language: str) -> Recognition:
    """The recognition that the standing candidates make, under the names that texts in this language give them."""
    known = known_names()
    groups: dict[str, _Group] = {}
    mentions: list[tuple[Candidate, int, int, str]] = []
    for candidate in standing:
        sheet = sheets[candidate.sheet]
        start, end = sheet.starts[candidate.first], sheet.ends[candidate.last - 1]
        surface = document.text[start:end].replace("\n", " ")
        key = candidate.source.key if candidate.source else known.key(candidate.name or surface)
        group = groups.setdefault(key, _new_group(candidate, surface, known, language))
        if candidate.acronym and not group.acronym:
            group.acronym = surface
        group.kind = group.kind or candidate.kind
        if not candidate.partial:
            group.surfaces.setdefault(fold(surface), surface)
        mentions.append((candidate, start, end, key))
    place = {key: number for number, key in enumerate(groups)}
    return Recognition(
        tuple(
            Mention(MentionKind.INSTITUTION, start, end, document.text[start:end], place[key], c.confidence, c.evidence)
            for c, start, end, key in mentions
        ),
        tuple(_institution(key, group) for key, group in groups.items()),
    )


def _new_group(candidate: Candidate, surface: str, known: KnownNames, language: str) -> _Group:
    source = candidate.source
    if source is None:
        return _Group(candidate.name or surface, kind=candidate.kind)
    if language not in ("", "fr"):
        source = known.in_english(source)
    return _Group(source.name, source.acronym, source.kind, source.country)


def _institution(key: str, group: _Group) -> Institution:
    own = {fold(group.name), fold(group.acronym)}
    aliases = tuple(surface for folded, surface in group.surfaces.items() if folded not in own)
    return Institution(key, group.name, group.acronym, aliases, group.kind, group.country)
