"""What a recogniser may know besides the document. Recognition is a pure function of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from typing import Protocol

from tui_reader.model.documents import Document
from tui_reader.model.mentions import Institution, Mention, Recognition
from tui_reader.model.values import dataclass


class Gazetteer(Protocol):
    """Names that the user brought (``reader entities import``)."""

    def lookup(self, folded_name: str) -> Sequence[Institution]:
        """The institutions that carry this name, folded by ``text.offsets.fold``."""

    def longest(self, folded_word: str) -> int:
        """How many words the longest name has that starts with this folded word; 0 where none does."""

    @property
    def fingerprint(self) -> str:
        """Changes when the names do."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The user's own word, which wins over every rule. Names are compared folded."""

    rejected: frozenset[str] = frozenset()
    added: tuple[Institution, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    """(key, key of the institution it is) pairs."""
    renamed: tuple[tuple[str, str], ...] = ()
    """(key, name to show) pairs."""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """``language`` is a primary tag, empty to detect it; ``published`` is the publication date, the usual anchor."""

    language: str = ""
    published: date | None = None
    corrections: Corrections = field(default_factory=Corrections)
    gazetteer: Gazetteer | None = None
    metonyms: bool = False
    """Whether "Matignon" or "Brussels" for the institution there counts."""


class Recogniser(Protocol):
    """One way of finding mentions: built in, or brought by a package under the entry point ``tui_reader.recognisers``.

    ``found`` is what the recognisers before it found. It returns only what it adds; ``ref`` indexes its own lists.
    """

    name: str
    version: str

    def recognise(self, document: Document, context: Context, found: Recognition) -> Recognition: ...


def institution_mentions(found: Recognition) -> list[Mention]:
    """The institution mentions of a recognition, in text order."""
    return [m for m in found.mentions if m.kind.value == "institution"]
