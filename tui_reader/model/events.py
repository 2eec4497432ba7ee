"""What the screen asks of the engine, and what the engine tells.

Commands and events cross a pipe as one JSON object a line: ``{"type": class name, field: value …}``.
``engine.protocol`` does the encoding; these classes are the vocabulary.
"""

from __future__ import annotations

from enum import StrEnum

from tui_reader.model.articles import ArticleId
from tui_reader.model.feeds import FeedId
from tui_reader.model.values import dataclass


class CheckStatus(StrEnum):
    """What a check of a feed came to."""

    UNCHANGED = "unchanged"
    UPDATED = "updated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a refresh has come to by now. ``bytes`` came over the network in ``seconds``."""

    new_articles: int = 0
    failed: int = 0
    bytes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class FeedChecked:
    """One feed is done (event)."""

    feed_id: FeedId
    url: str
    status: CheckStatus
    new: int = 0
    updated: int = 0
    bytes: int = 0
    error: str = ""
    done: int = 0
    total: int = 0
    so_far: SoFar = SoFar()


@dataclass(frozen=True, slots=True)
class RefreshSummary:
    """A refresh ended (event). ``cancelled`` counts the feeds that were left as they were."""

    checked: int = 0
    unchanged: int = 0
    updated: int = 0
    failed: int = 0
    new_articles: int = 0
    cancelled: int = 0
    seconds: float = 0.0
    bytes: int = 0
    """That came over the network."""
    feeds: tuple[FeedChecked, ...] = ()


@dataclass(frozen=True, slots=True)
class RefreshStarted:
    total: int


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed that a page names, not asked for yet. ``title``: what the page calls it, or empty."""

    url: str
    title: str = ""
    subscribed: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """An answer to ``Add`` (event): what was subscribed to, what was not and why, what was tried."""

    request: int
    feed_ids: tuple[FeedId, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    """(input, reason) pairs."""
    tried: tuple[str, ...] = ()
    choices: tuple[NamedFeed, ...] = ()
    """Instead of all that: what the page names, where ``choose`` was asked for. Each can be added by its address."""


@dataclass(frozen=True, slots=True)
class Headline:
    """``published``: ISO 8601 in UTC, or empty where the feed does not say."""

    title: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An answer to ``LookAt`` (event): what the feed holds now, its newest first; ``error`` is empty when it worked."""

    url: str
    title: str = ""
    articles: int = 0
    newest: tuple[Headline, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class ArticlesRecognised:
    """Mentions of these articles were computed or recomputed (event)."""

    article_ids: tuple[ArticleId, ...]
    remaining: int = 0


@dataclass(frozen=True, slots=True)
class Indexed:
    """The search index grew (event); ``remaining`` articles cannot be found yet."""

    remaining: int


@dataclass(frozen=True, slots=True)
class FullTextFetched:
    """An answer to ``FetchFullText`` (event); ``error`` is empty when it worked."""

    article_id: ArticleId
    error: str = ""


@dataclass(frozen=True, slots=True)
class ImagesFetched:
    """So many of the images that are wanted for reading offline have been asked for (event)."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ImageDrawn:
    """An answer to ``DrawImage`` (event). ``data`` is in base64; empty where the image cannot be drawn."""

    file: str
    width: int
    height: int
    as_png: bool
    data: str


@dataclass(frozen=True, slots=True)
class EngineReady:
    """The engine has opened the store (event)."""

    pid: int


@dataclass(frozen=True, slots=True)
class EngineLost:
    """The engine ended by itself; made by the client, never sent (event). ``restarted`` says if a new one is up."""

    reason: str
    restarted: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Something failed that belongs to no single feed (event)."""

    message: str


Event = (
    EngineReady
    | EngineLost
    | RefreshStarted
    | FeedChecked
    | RefreshSummary
    | Added
    | LookedAt
    | ArticlesRecognised
    | Indexed
    | FullTextFetched
    | ImagesFetched
    | ImageDrawn
    | Problem
)


@dataclass(frozen=True, slots=True)
class Refresh:
    """Check feeds (command); none named: all that are due, or all with ``force``."""

    feed_ids: tuple[FeedId, ...] = ()
    force: bool = True


@dataclass(frozen=True, slots=True)
class CancelRefresh:
    """Stop the refresh under way (command); each feed is left either old or new."""


@dataclass(frozen=True, slots=True)
class Add:
    """Subscribe to an address, file or folder, or to what an OPML or ``urls`` file lists (command)."""

    request: int
    input: str
    folder: str = ""
    page: bool = False
    """Whether an address that is no feed is kept as one article, instead of looking for the feeds of its site."""
    choose: bool = False
    """Whether the person is asked where a page names several feeds; else the first that works is taken."""


@dataclass(frozen=True, slots=True)
class LookAt:
    """Read a feed that a page names, for somebody who may choose it; nothing is stored (command)."""

    url: str
    site: str
    """The address of that page: a feed of the same host may lie in a private network, as the page may."""


@dataclass(frozen=True, slots=True)
class Recognise:
    """Recognise these articles before all others (command): the ones on the screen."""

    article_ids: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class FetchFullText:
    """Fetch the page behind an article (command)."""

    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class DrawImage:
    """Draw an image that is kept in so many pixels (command): as rows of RGB bytes, or as a PNG."""

    file: str
    width: int
    height: int
    as_png: bool = False


@dataclass(frozen=True, slots=True)
class Shutdown:
    """End cleanly (command). Closing the pipe does the same."""


Command = Refresh | CancelRefresh | Add | LookAt | Recognise | FetchFullText | DrawImage | Shutdown
