"""What the tests of services stand on: an archive, a fetcher, a parser in this process, and feeds to serve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.conftest import Clock
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.limits import Limits
from tui_reader.model.events import Event
from tui_reader.model.feeds import Feed, OutlineList, ParsedFeed
from tui_reader.model.mentions import Recognition
from tui_reader.model.views import View, ViewKind
from tui_reader.services import digest as work
from tui_reader.services.jobs import (
    Digest,
    DigestJob,
    Discovered,
    DiscoverJob,
    DrawJob,
    FeedJob,
    OutlineJob,
    RecogniseJob,
)
from tui_reader.services.refresh import RefreshService
from tui_reader.services.schedule import Scheduler
from tui_reader.services.subscribe import SubscribeService
from tui_reader.storage.store import Store

UNHURRIED = Limits(host_pace=0.0, seconds=10.0, connect_seconds=5.0)


class InProcessParser:
    """The parsers without their process; ``jobs`` are those asked for."""

    def __init__(self) -> None:
        self.jobs: list[object] = []
        self.before: Callable[[object], None] = lambda job: None

    def _note(self, job: object) -> None:
        self.jobs.append(job)
        self.before(job)

    async def digest(self, job: DigestJob) -> Digest:
        self._note(job)
        return work.digest(job)

    async def read_feed(self, job: FeedJob) -> ParsedFeed:
        self._note(job)
        return work.read_feed(job)

    async def discover(self, job: DiscoverJob) -> Discovered:
        self._note(job)
        return work.discover(job)

    async def read_outline(self, job: OutlineJob) -> OutlineList:
        self._note(job)
        return work.read_outline(job)

    async def recognise(self, job: RecogniseJob) -> tuple[Recognition, ...]:
        self._note(job)
        return work.recognise(job)

    async def draw(self, job: DrawJob) -> bytes:
        self._note(job)
        return work.draw(job)


def rss(*titles: str, title: str = "Nouvelles", extra: str = "", item: str = "") -> str:
    """A feed with an entry for each title, newest first."""
    items = "".join(
        f"<item><title>{name}</title><guid>{name}</guid><link>https://exemple.fr/{len(name)}</link>"
        f"<description>Le texte de {name}.{item}</description></item>"
        for name in titles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{title}</title><link>https://exemple.fr/</link>{extra}{items}</channel></rss>"
    )


@dataclass
class Bench:
    """Everything a service stands on, and what it told."""

    store: Store
    fetcher: Fetcher
    parser: InProcessParser
    clock: Clock
    events: list[Event] = field(default_factory=list)

    def refreshing(self, **options: object) -> RefreshService:
        return RefreshService(
            self.store,
            self.fetcher,
            self.parser,
            clock=self.clock,
            emit=self.events.append,
            scheduler=Scheduler(lambda: 0.0),
            **options,
        )

    def subscribing(self) -> SubscribeService:
        return SubscribeService(self.store, self.fetcher, self.parser, clock=self.clock)

    def subscribed(self, *urls: str) -> Sequence[Feed]:
        return [self.store.feeds.add(url) for url in urls]

    def titles(self, feed: Feed) -> set[str]:
        """Of the articles stored of a feed."""
        return {row.title for row in self.store.articles.page(View(ViewKind.FEED, feed_id=feed.id), limit=1000)}

    def now(self, feed: Feed) -> Feed:
        """The feed as it is stored by now."""
        return self.store.feeds.get(feed.id)
