"""Articles as they are kept, and the light rows that lists show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NewType

from tui_reader.model.documents import Document
from tui_reader.model.feeds import Enclosure, FeedId
from tui_reader.model.values import dataclass

ArticleId = NewType("ArticleId", int)


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document as the store keeps it: made once, where it is parsed, and written as it is."""

    body: bytes
    content_hash: str
    title: str
    """What a list calls it: its title, else its first words."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An entry with its document, ready to be stored."""

    entry_id: str
    document: Document
    link: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    entry_hash: str = ""
    packed: PackedDocument | None = None
    """Instead of ``document``, which is then empty: see ``DigestJob.packed``."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article. ``date`` is ``published``, else the time it was first seen; always UTC."""

    id: ArticleId
    feed_id: FeedId
    feed_url: str
    feed_title: str
    title: str
    link: str
    date: datetime
    published: datetime | None
    read: bool
    starred: bool
    institution: str = ""
    """The most salient institution, where recognition has been there."""
    snippet: str = ""
    """Of a search result: the words around the first hit."""


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article, whole."""

    id: ArticleId
    feed_id: FeedId
    feed_url: str
    feed_title: str
    entry_id: str
    document: Document
    link: str = ""
    author: str = ""
    date: datetime | None = None
    published: datetime | None = None
    updated: datetime | None = None
    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    position: int = 0
    """Character offset of the first line on the screen when it was last left."""
    revisions: int = 0
    """How many earlier versions are kept."""


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier version of an article."""

    number: int
    seen: datetime
    document: Document


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a page of a list ended: the keyset cursor (sort time in microseconds since the epoch, id)."""

    date: int
    id: ArticleId

    @classmethod
    def of(cls, row: ArticleRow) -> PageKey:
        """The key of the page that ended with this row."""
        return cls((row.date - _EPOCH) // _MICROSECOND, row.id)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
