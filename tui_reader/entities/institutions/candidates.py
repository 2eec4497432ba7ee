"""What rules propose, and which proposals stand where they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from operator import attrgetter

from tui_reader.entities.institutions.sheet import Sheet
from tui_reader.model.mentions import Institution
from tui_reader.model.values import dataclass


class Tier(IntEnum):
    """How much a rule knows. A higher tier wins over a lower one wherever both claim the same words."""

    BARE = 1
    """An acronym or a name that nothing but its looks speaks for."""
    CUE = 2
    """A name that the words around it call an institution."""
    GRAMMAR = 3
    """A name that says itself what it is, or that is known."""
    USER = 4
    """A name that the user brought or added."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``first`` to ``last`` (exclusive) of a sheet, taken for the name of an institution."""

    sheet: int
    first: int
    last: int
    tier: Tier
    confidence: float
    evidence: str
    kind: str = ""
    source: Institution | None = None
    """The institution that it is known to be."""
    name: str = ""
    """What it is short for, or another spelling of; empty: it is its own name."""
    acronym: bool = False
    """Whether it is the acronym of ``name``."""
    partial: bool = False
    """Whether its words are a piece of ``name``, no name of their own: « l'Institut », « ministre de la Santé »."""
    doubt: bool = False
    """Whether it needs something else to speak for it."""


def _rank(candidate: Candidate) -> tuple[object, ...]:
    source = candidate.source
    size = candidate.last - candidate.first
    return (
        *(-candidate.tier, -size, candidate.sheet, candidate.first),
        *(source is None, -candidate.confidence, candidate.evidence, source.key if source else "", candidate.name),
    )


def resolved(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, in text order: higher tier first, then longer, earlier, known. Fully ordered."""
    ranked = sorted(candidates, key=_rank)
    taken: set[tuple[int, int]] = set()
    standing: list[Candidate] = []
    for candidate in ranked:
        places = [(candidate.sheet, place) for place in range(candidate.first, candidate.last)]
        if taken.isdisjoint(places):
            taken.update(places)
            standing.append(candidate)
    return sorted(standing, key=attrgetter("sheet", "first"))


def surface(sheet: Sheet, first: int, last: int) -> str:
    """Tokens put together again, close enough to be read: « institut de l'industrie »."""
    return " ".join(sheet.words[first:last]).replace("' ", "'")
