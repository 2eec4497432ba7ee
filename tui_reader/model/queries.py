"""Searches as syntax trees, and what asking the whole archive gives.

::

    Node ── And, Or, Not            of other nodes
         ├─ Word, Phrase            in the text of an article
         ├─ InTitle, InFeed, ByAuthor, Tagged, Names
         ├─ Is                      read, unread, starred
         └─ Dated                   within days

Words and names are compared without case and accents. ``query.parse`` reads trees out of text.
"""

from __future__ import annotations

from array import array
from dataclasses import field
from datetime import date
from enum import StrEnum

from tui_reader.model.articles import ArticleId
from tui_reader.model.mentions import Institution
from tui_reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class And:
    """All of these; none of them: everything."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class Word:
    """``prefix``: any word that starts so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other."""

    text: str


@dataclass(frozen=True, slots=True)
class InTitle:
    """Words one after the other in the title."""

    text: str


@dataclass(frozen=True, slots=True)
class InFeed:
    """Part of the feed's title or address."""

    text: str


@dataclass(frozen=True, slots=True)
class ByAuthor:
    """Part of the author's name."""

    text: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag, whole."""

    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """An institution by its acronym, or by words of one of its names."""

    text: str


class Status(StrEnum):
    READ = "read"
    UNREAD = "unread"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class Is:
    status: Status


@dataclass(frozen=True, slots=True)
class Dated:
    """Published from the day ``first`` to the day ``last``, both included, in UTC; ``None``: without bound."""

    first: date | None = None
    last: date | None = None


Node = And | Or | Not | Word | Phrase | InTitle | InFeed | ByAuthor | Tagged | Names | Is | Dated

EVERYTHING = And()


@dataclass(frozen=True, slots=True)
class Found:
    """``ids``: the articles found, newest first. ``unindexed``: how many could not be looked into."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    unindexed: int = 0


@dataclass(frozen=True, slots=True)
class ArchiveInstitution:
    """An institution and in how many articles of the archive it is."""

    institution: Institution
    articles: int


@dataclass(frozen=True, slots=True)
class ArchiveDate:
    """A resolved date of an article; ``ref`` indexes the dates of its recognition, which hold the rest."""

    article_id: ArticleId
    ref: int
    value: str
    earliest: date
    latest: date
    score: float
