"""Feeds, and what a parser reads out of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from tui_reader.model.values import dataclass

FeedId = NewType("FeedId", int)
FolderPath = NewType("FolderPath", str)
"""Folder names from the outermost in, joined by ``/``; empty for the top. A ``/`` in a name is U+2215."""

TOP = FolderPath("")
"""Where feeds stand that are in no folder."""


class FeedKind(StrEnum):
    FEED = "feed"
    """RSS, Atom, RDF or JSON Feed, by HTTP or as a local file."""
    PAGE = "page"
    """A single web page kept as an article."""
    FILE = "file"
    """A single article in a local file."""
    FOLDER = "folder"
    """A local folder of articles, rescanned at refresh."""
    WELCOME = "welcome"
    """The bundled articles."""


@dataclass(frozen=True, slots=True)
class Validators:
    """HTTP validators exactly as the server wrote them, kept and sent as a pair (RFC 9110 §8.8, §13.1)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a feed asks to be checked, in its own words."""

    ttl_minutes: int = 0
    """At least so long between two checks; 0 where it does not say."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day (UTC) at which it asks not to be polled."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription. ``url`` is an HTTP address, or a ``file:`` URI for local files and folders."""

    id: FeedId
    url: str
    kind: FeedKind = FeedKind.FEED
    title: str = ""
    """What the person calls it; where they said nothing, what the feed calls itself."""
    folder: FolderPath = TOP
    site: str = ""
    unread: int = 0
    total: int = 0
    last_checked: datetime | None = None
    next_check: datetime | None = None
    error: str = ""
    """Why the newest check failed, one sentence; empty when it did not."""
    failing_since: datetime | None = None
    failures: int = 0
    validators: Validators = Validators()
    body_hash: str = ""
    full_text: bool = False
    stopped: bool = False
    """True after 410 Gone: no longer polled."""
    moving_to: str = ""
    """Where its address led for good at the newest check, seen once so far; empty for nowhere else."""
    pace: Pace = Pace()
    interval_minutes: int = 0
    """How often the person wants it checked; 0 leaves that to its schedule."""
    keep_newest: int = 0
    """How many of its newest articles the person wants kept; 0 for all."""
    check_ms: int = 0
    """How long its server took at the newest check, milliseconds."""
    images: bool | None = None
    """Whether the images of its articles are kept for reading offline; ``None``: as the configuration says."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    url: str
    type: str = ""
    length: int | None = None
    """Bytes, as the feed claims."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as its feed wrote it, cleaned but not yet a document.

    ``id`` is the raw identifier as written; where missing, the link, else a hash of title and body. ``summary`` and
    ``content`` are markup in ``content_type`` (``text/html``, ``text/plain``, ``text/markdown``). ``hash`` changes when
    anything of the raw entry does. Times are timezone-aware UTC; ``None`` where missing or unreadable.
    """

    id: str
    title: str = ""
    link: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    content: str = ""
    content_type: str = "text/html"
    language: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    hash: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed parser sees."""

    title: str = ""
    link: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    left_out: int = 0
    """Entries that are in the feed and not here, because they were known."""
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = field(default_factory=frozenset)
    """Hours of the day (UTC) at which the publisher asks not to be polled (RSS 2.0 ``skipHours``)."""
    next_page: str = ""
    parser: str = ""
    """Which tier read it: ``fast``, ``feedparser``, ``jsonfeed``."""


@dataclass(frozen=True, slots=True)
class OutlineFeed:
    """A subscription read from OPML or from a newsboat ``urls`` file."""

    url: str
    title: str = ""
    folder: FolderPath = TOP
    site: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineList:
    """What a list of subscriptions comes to. Its length and its iteration are those of ``feeds``."""

    feeds: tuple[OutlineFeed, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    """(what was written, why it cannot be subscribed to) pairs."""
    repeated: tuple[str, ...] = ()
    """What was written again of what is in ``feeds``."""

    def __len__(self) -> int:
        return len(self.feeds)

    def __iter__(self) -> Iterator[OutlineFeed]:
        return iter(self.feeds)
