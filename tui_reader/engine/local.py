"""The engine without its process: the services put together over one store, one fetcher and the parser processes.

One-shot commands use it as it is; ``engine.worker`` runs it behind a pipe. Each part is opened when it is first
needed: ``reader parse`` opens neither the store nor the network.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings, load_settings
from tui_reader.engine.parsers import ParserPool
from tui_reader.fetch.limits import Limits
from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.errors import ConfigError, NotAFeed
from tui_reader.model.events import Event, RefreshSummary
from tui_reader.model.feeds import FeedId, FeedKind, ParsedFeed
from tui_reader.services.jobs import Digest, DigestJob, DrawJob, FeedJob
from tui_reader.storage.search import ALONE
from tui_reader.storage.store import Store, open_store, utc_now

if TYPE_CHECKING:
    from tui_reader.fetch.client import Fetcher
    from tui_reader.fetch.exchange import FetchResponse
    from tui_reader.services.annotate import AnnotateService
    from tui_reader.services.full_text import FullTextService
    from tui_reader.services.images import ImageKeeper
    from tui_reader.services.refresh import RefreshService
    from tui_reader.services.subscribe import AddResult, SubscribeService

CATCH_UP_SECONDS = 2.0
"""What a command gives to search index and recognition after it stored articles: enough for those of a day. After the
first refresh of many feeds the rest is left to the app or the next command."""

MANY_FEEDS = 50
"""Where so many are checked, some will have to be parsed: a parser process starts while the network is being set up."""

INDEXED_AT_ONCE = 50
"""Articles in a slice of indexing, some 20 ms, after which the network has its turn."""


class LocalEngine:
    """Everything that the engine can do, in this process. Belongs to one event loop and its thread."""

    def __init__(
        self,
        paths: Paths,
        *,
        on_event: Callable[[Event], None] | None = None,
        clock: Callable[[], datetime] = utc_now,
        limits: Limits = Limits(),  # noqa: B008  (frozen)
    ) -> None:
        self._paths = paths
        self._emit = on_event or (lambda event: None)
        self._clock = clock
        self._limits = limits
        self.parser = ParserPool()
        self.has_stored = False

    @cached_property
    def store(self) -> Store:
        """Opened at first use. Raises ``StoreError``."""
        return open_store(self._paths.store, clock=self._clock)

    @cached_property
    def fetcher(self) -> Fetcher:
        from tui_reader.fetch.client import Fetcher

        return Fetcher(self._limits, self._clock, http2=self._settings().http2)

    @cached_property
    def annotation(self) -> AnnotateService:
        from tui_reader.engine.knowledge import KnowledgeReader
        from tui_reader.services.annotate import AnnotateService

        return AnnotateService(self.store, self.parser, KnowledgeReader(self._paths), emit=self._emit)

    @cached_property
    def _refreshing(self) -> RefreshService:
        from tui_reader.services.refresh import RefreshService

        return RefreshService(self.store, self.fetcher, self.parser, clock=self._clock, emit=self._emit)

    @cached_property
    def _full_text(self) -> FullTextService:
        from tui_reader.services.full_text import FullTextService

        return FullTextService(self.store, self.fetcher, self.parser, clock=self._clock, emit=self._emit)

    @cached_property
    def _image_keeper(self) -> ImageKeeper:
        from tui_reader.services.images import ImageKeeper

        return ImageKeeper(self.store, self.fetcher, self._paths.images, clock=self._clock, emit=self._emit)

    @cached_property
    def _subscribing(self) -> SubscribeService:
        from tui_reader.services.subscribe import SubscribeService

        return SubscribeService(self.store, self.fetcher, self.parser, clock=self._clock)

    async def close(self) -> None:
        """End the parser processes, the connections and the store, as far as they were opened."""
        await self.parser.close()
        opened = self.__dict__
        if "fetcher" in opened:
            await self.fetcher.__aexit__(None, None, None)
        if "store" in opened:
            self.store.close()

    async def refresh(self, feed_ids: Sequence[FeedId] = (), *, force: bool = True) -> RefreshSummary:
        """See ``RefreshService.refresh``."""
        if not feed_ids and force and len(self.store.feeds.all()) >= MANY_FEEDS:
            await self.parser.warm_up()
        summary = await self._refreshing.refresh(feed_ids, force=force)
        self.has_stored |= summary.updated > 0
        await self._full_text.fetch_teasers(self.store.feeds.all())
        return summary

    async def add(self, given: str, *, folder: str = "", page: bool = False, choose: bool = False) -> AddResult:
        """See ``SubscribeService.add``."""
        result = await self._subscribing.add(given, folder=folder, page=page, choose=choose)
        self.has_stored |= any(feed.total for feed in result.added)
        return result

    async def look_at(self, url: str, site: str) -> Digest:
        """See ``SubscribeService.look_at``."""
        return await self._subscribing.look_at(url, site)

    async def add_list(self, name: str, body: bytes) -> AddResult:
        """See ``SubscribeService.add_list``."""
        return await self._subscribing.add_list(name, body)

    async def fetch_full_text(self, article_id: ArticleId) -> None:
        """See ``FullTextService.fetch``."""
        await self._full_text.fetch(article_id)

    async def keep_images(self) -> int:
        """See ``ImageKeeper.keep``."""
        return await self._image_keeper.keep(self.store.feeds.all(), by_default=self._settings().keep_images)

    async def draw_image(self, file: str, width: int, height: int, *, as_png: bool = False) -> bytes:
        """An image that is kept, in so many pixels. Raises ``SourceError``."""
        path = self._paths.images / PurePath(file).name
        return await self.parser.draw(DrawJob(file, str(path), width, height, as_png))

    def _settings(self) -> Settings:
        """As the file has them now; the defaults where it is wrong, which whoever starts the engine has told."""
        try:
            return load_settings(self._paths.settings_file)
        except ConfigError:
            return Settings()

    async def catch_up(self, *, seconds: float = CATCH_UP_SECONDS) -> None:
        """Index what is new, then recognise it, newest first, for so long at most."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while loop.time() < end and self.index_alone():
            await asyncio.sleep(0)
        while loop.time() < end and await self.annotation.step():
            pass

    def index_alone(self) -> int:
        """One large step of the search index, for a command beside which nobody writes; how many articles it took."""
        return self.store.search.index_pending(ALONE, batch=ALONE)

    async def parse_feed(self, body: bytes, *, url: str = "", content_type: str = "", source: str = "") -> ParsedFeed:
        """What the feed parser sees; nothing is stored. Raises ``SourceError``."""
        return await self.parser.read_feed(FeedJob(source or url or "stdin", body, url, content_type))

    async def digest(self, job: DigestJob) -> Digest:
        """The articles in a body; nothing is stored. Raises ``SourceError``."""
        return await self.parser.digest(job)

    async def read_address(self, url: str) -> Article | ParsedFeed:
        """What lies at an address, feed or page; nothing is stored. Raises ``SourceError``."""
        response = await self._response(url)
        try:
            return await self.parse_feed(response.body, url=response.url, content_type=response.content_type)
        except NotAFeed:
            return await self._page(url, response)

    async def _response(self, url: str) -> FetchResponse:
        from tui_reader.fetch.exchange import FetchRequest

        return await self.fetcher.get(FetchRequest(url, typed_by_user=True))

    async def _page(self, url: str, response: FetchResponse) -> Article:
        digest = await self.parser.digest(
            DigestJob(url, FeedKind.PAGE, response.body, response.url, response.content_type)
        )
        (page,) = digest.articles
        return Article(
            ArticleId(0),
            FeedId(0),
            "",
            digest.title,
            page.entry_id,
            page.document,
            link=page.link,
            author=page.author,
            date=page.published,
            published=page.published,
            updated=page.updated,
        )


@asynccontextmanager
async def local_engine(
    paths: Paths,
    *,
    on_event: Callable[[Event], None] | None = None,
    clock: Callable[[], datetime] = utc_now,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> AsyncIterator[LocalEngine]:
    """The engine in this process, for one command. What it stored is made searchable and recognised before it ends."""
    engine = LocalEngine(paths, on_event=on_event, clock=clock, limits=limits)
    try:
        yield engine
        if engine.has_stored:
            await engine.catch_up()
    finally:
        await engine.close()
