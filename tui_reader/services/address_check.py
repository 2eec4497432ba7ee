"""Checking what lies on the network: feeds and single pages."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from datetime import datetime

from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.exchange import FetchRequest, FetchResponse
from tui_reader.fetch.policy import ENTRIES_FOR_RHYTHM, decide_move
from tui_reader.model.errors import NotAFeed, ParseError
from tui_reader.model.feeds import Feed, Pace
from tui_reader.services.jobs import Digest, DigestJob, Parser
from tui_reader.services.outcome import Outcome, Unchanged, Updated
from tui_reader.services.room import Room
from tui_reader.services.schedule import Scheduler
from tui_reader.storage.saving import BATCH
from tui_reader.storage.store import Store


class AddressCheck:
    """Asks only for what changed, and stops at the first sign that nothing did."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        parser: Parser,
        *,
        clock: Callable[[], datetime],
        scheduler: Scheduler,
    ) -> None:
        self._store = store
        self._scheduler = scheduler
        self._fetcher = fetcher
        self._parser = parser
        self._clock = clock
        self._room = Room()

    async def check(self, feed: Feed) -> Outcome:
        """Fetch it, keep what is new. Raises ``SourceError`` where that fails; nothing is recorded then."""
        async with self._room.one() as large:
            return await self._check(feed, large)

    async def _check(self, feed: Feed, large: Callable[[], Awaitable[None]]) -> Outcome:
        started = time.monotonic()
        request = FetchRequest(feed.url, feed.validators, typed_by_user=True, large=large, undo_coding=False)
        response = await self._fetcher.get(request)
        check_ms = round((time.monotonic() - started) * 1000)
        try:
            outcome = await self._keep(feed, response, check_ms)
        except (NotAFeed, ParseError):
            self._store.feeds.remember_move(feed.id, "")
            raise
        self._follow(feed, response.permanent_url)
        return outcome

    async def _keep(self, feed: Feed, response: FetchResponse, check_ms: int) -> Outcome:
        """Store what a response brought; read it only if it is not the one known."""
        if response.not_modified or is_repeated(feed, response):
            now = self._clock()
            self._store.feeds.record_unchanged(
                feed.id,
                checked=now,
                next_check=self._next_check(feed, response, feed.pace, now),
                validators=response.validators,
                check_ms=check_ms,
            )
            return Unchanged(response.wire_bytes)
        digest = await self._parser.digest(
            DigestJob(
                feed.url,
                feed.kind,
                response.body,
                response.url,
                response.content_type,
                response.content_encoding,
                name=feed.url,
                known=self._store.articles.known(feed.id),
                packed=True,
            )
        )
        return self.keep_digest(feed, response, digest, check_ms=check_ms)

    def keep_digest(self, feed: Feed, response: FetchResponse, digest: Digest, *, check_ms: int = 0) -> Outcome:
        """Store what a body held, in one transaction unless it is long. Nothing waits in here."""
        now = self._clock()
        with self._store.transaction() if len(digest.articles) <= BATCH else nullcontext():
            saved = self._store.articles.save(feed.id, digest.articles, seen=now)
            self._store.feeds.record_success(
                feed.id,
                title=digest.title,
                site=digest.site,
                validators=response.validators,
                body_hash=response.wire_hash,
                checked=now,
                next_check=self._next_check(feed, response, digest.pace, now),
                pace=digest.pace,
                check_ms=check_ms,
            )
        if feed.keep_newest:
            self._store.retire(feed.id, feed.keep_newest)
        return Updated(len(saved.new), len(saved.updated), response.wire_bytes)

    def _next_check(self, feed: Feed, response: FetchResponse, pace: Pace, now: datetime) -> datetime:
        published = self._store.articles.newest_dates(feed.id, ENTRIES_FOR_RHYTHM)
        return self._scheduler.after_success(feed, response, published, pace, now)

    def _follow(self, feed: Feed, permanent_url: str) -> None:
        """Go by a permanent redirect once it has held twice; both times what was there could be read."""
        move = decide_move(permanent_url, remembered=feed.moving_to, is_feed=True)
        if move.rewrite_to:
            self._store.feeds.rewrite_url(feed.id, move.rewrite_to)
        if move.remember != feed.moving_to:
            self._store.feeds.remember_move(feed.id, move.remember)


def is_repeated(feed: Feed, response: FetchResponse) -> bool:
    """Whether a full answer is the one known: the same bytes, or the same entity tag although it was not asked back."""
    same_tag = bool(response.validators.etag) and response.validators == feed.validators
    return same_tag or (bool(response.wire_hash) and response.wire_hash == feed.body_hash)
