"""Work for a parser process, and what comes back: plain values that cross a pipe.

Nothing here imports a parser, so that the engine can ask without loading what it asks for. ``services.digest`` does
the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Protocol

from tui_reader.entities.context import Corrections
from tui_reader.model import errors
from tui_reader.model.articles import NewArticle
from tui_reader.model.documents import Document
from tui_reader.model.errors import ParseError, SourceError
from tui_reader.model.feeds import FeedKind, OutlineList, Pace, ParsedFeed
from tui_reader.model.mentions import Recognition
from tui_reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class DigestJob:
    """Make articles of a body: a feed's, a page's or an article file's, by ``kind``.

    ``source`` is what a person knows it by, for messages; ``url`` the base of its links, ``name`` a file's name.
    Entries whose hash is the ``known`` one of their id are left out.
    """

    source: str
    kind: FeedKind
    body: bytes
    url: str = ""
    content_type: str = ""
    content_encoding: str = ""
    """Of the body, still to be undone."""
    name: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    packed: bool = False
    """Whether the documents come back as the store keeps them, which is all that a refresh needs of them."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a body held. ``seen`` counts its entries, those left out as known too."""

    title: str = ""
    site: str = ""
    language: str = ""
    articles: tuple[NewArticle, ...] = ()
    seen: int = 0
    pace: Pace = field(default_factory=Pace)
    parser: str = ""


@dataclass(frozen=True, slots=True)
class FeedJob:
    """Read a feed and nothing more: what ``reader parse`` shows."""

    source: str
    body: bytes
    url: str = ""
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class DiscoverJob:
    """Find the feeds that a web page names."""

    source: str
    body: bytes
    url: str
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Discovered:
    """Addresses in the order to try them: those that the page names, then those that are usual."""

    named: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """What the page calls those that it names; empty where it says nothing."""


@dataclass(frozen=True, slots=True)
class OutlineJob:
    """Read a list of subscriptions: OPML, or newsboat's ``urls``."""

    source: str
    body: bytes


@dataclass(frozen=True, slots=True)
class RecogniseItem:
    document: Document
    language: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class RecogniseJob:
    """Recognise institutions and dates in some documents.

    ``gazetteer`` is the path of the user's names, empty where there are none; ``fingerprint`` says which state of it.
    """

    source: str
    items: tuple[RecogniseItem, ...]
    corrections: Corrections = field(default_factory=Corrections)
    metonyms: bool = False
    gazetteer: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class DrawJob:
    """Draw an image file in so many pixels: as rows of RGB bytes, or as a PNG."""

    source: str
    path: str
    width: int
    height: int
    as_png: bool = False


OUT_OF_MEMORY = "out of memory"
PARSER_BUG = "bug"


@dataclass(frozen=True, slots=True)
class JobFailed:
    """Instead of an answer: which ``SourceError`` and its sentence, or that the parser itself failed and with what."""

    error: str
    message: str

    @classmethod
    def of(cls, error: SourceError) -> JobFailed:
        return cls(type(error).__name__, str(error))

    def exception(self) -> SourceError:
        """The error as it was raised; a ``ParseError`` where its class is not one of the vocabulary."""
        kind = getattr(errors, self.error, ParseError)
        is_source_error = isinstance(kind, type) and issubclass(kind, SourceError)
        return kind(self.message) if is_source_error else ParseError(self.message)


Job = DigestJob | FeedJob | DiscoverJob | OutlineJob | RecogniseJob | DrawJob
Answer = Digest | ParsedFeed | Discovered | OutlineList | tuple[Recognition, ...] | bytes


class Parser(Protocol):
    """Who does the work. Every method raises ``SourceError`` for this job alone."""

    async def digest(self, job: DigestJob) -> Digest: ...

    async def read_feed(self, job: FeedJob) -> ParsedFeed: ...

    async def discover(self, job: DiscoverJob) -> Discovered: ...

    async def read_outline(self, job: OutlineJob) -> OutlineList: ...

    async def recognise(self, job: RecogniseJob) -> tuple[Recognition, ...]: ...

    async def draw(self, job: DrawJob) -> bytes: ...
