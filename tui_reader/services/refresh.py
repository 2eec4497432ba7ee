"""Checking subscriptions: what is new is kept, what fails is said, one feed never touches another.

::

    Lanes ──► worker (as many as AT_ONCE) ──► check ──► record ──► FeedChecked
                                                │
              address: fetch ─ 304, same body ──┤ unchanged
                         └─ digest in the parser process ─ save
              file:    read ── same bytes ──────┘
              folder:  scan ── same signatures ─┘

A worker holds at most one body, and of large ones there are few at a time (``room``), so that memory does not grow with
the number of feeds. Between the digest and the last
record nothing waits, so that cancelling leaves a feed either old or new.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.policy import is_due, stops_polling
from tui_reader.i18n import _
from tui_reader.model.errors import EngineError, FetchError, ReaderError, SourceError, StoreError
from tui_reader.model.events import CheckStatus, Event, FeedChecked, RefreshStarted, RefreshSummary, SoFar
from tui_reader.model.feeds import Feed, FeedId, FeedKind
from tui_reader.services.address_check import AddressCheck
from tui_reader.services.file_check import FileCheck
from tui_reader.services.jobs import Parser
from tui_reader.services.lanes import Lanes
from tui_reader.services.local_files import is_local
from tui_reader.services.outcome import Failed, Outcome, Stopped, Unchanged, Updated
from tui_reader.services.schedule import Scheduler
from tui_reader.storage.store import Store, utc_now

AT_ONCE = 48
"""Feeds under way. More gained nothing at 50 ms of latency; fewer let a handful of dead hosts hold up the rest."""

_log = logging.getLogger(__name__)


class RefreshService:
    """Checks feeds. ``emit`` gets ``RefreshStarted``, a ``FeedChecked`` for each and the ``RefreshSummary``."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        parser: Parser,
        *,
        clock: Callable[[], datetime] = utc_now,
        emit: Callable[[Event], None] = lambda event: None,
        at_once: int = AT_ONCE,
        scheduler: Scheduler = Scheduler(),  # noqa: B008  (frozen)
    ) -> None:
        self._store = store
        self._clock = clock
        self._emit = emit
        self._at_once = at_once
        self._scheduler = scheduler
        self._addresses = AddressCheck(store, fetcher, parser, clock=clock, scheduler=scheduler)
        self._files = FileCheck(store, parser, clock)

    async def refresh(self, feed_ids: Sequence[FeedId] = (), *, force: bool = True) -> RefreshSummary:
        """Check the feeds named, or all that may be polled; without ``force`` only those that are due.

        When cancelled, what is done stays, the summary is emitted with the number left as they were, and
        ``CancelledError`` goes on. Raises ``StoreError`` where nothing can be kept, ``EngineError`` without a parser.
        """
        feeds = chosen(self._store.feeds.all(), feed_ids, now=self._clock(), force=force)
        tally = _Tally(len(feeds), self._emit)
        self._emit(RefreshStarted(len(feeds)))
        lanes = Lanes(feeds)
        try:
            async with asyncio.TaskGroup() as group:
                for _worker in range(min(self._at_once, len(feeds))):
                    group.create_task(self._work(lanes, tally))
        except ExceptionGroup as failures:
            raise _first_cause(failures) from failures
        finally:
            summary = tally.summary()
            self._emit(summary)
        return summary

    async def _work(self, lanes: Lanes, tally: _Tally) -> None:
        while (feed := await lanes.take()) is not None:
            try:
                tally.count(await self.check(feed))
            finally:
                lanes.done(feed)

    async def check(self, feed: Feed) -> FeedChecked:
        """Check one feed now and record what came of it."""
        try:
            source = self._files if is_local(feed.url) else self._addresses
            outcome = await source.check(feed)
        except (StoreError, EngineError):
            raise  # these would fail every feed
        except SourceError as error:
            outcome = self._recorded_failure(feed, error)
        except Exception as error:  # one feed's trouble, even a bug met by it alone, must not end the others' check
            _log.exception("checking %s failed", feed.url)
            reason = _("Checking failed unexpectedly ({reason}); the log says more.")
            outcome = self._recorded_failure(
                feed, SourceError(reason.format(reason=f"{type(error).__name__}: {error}"))
            )
        return as_checked(feed, outcome)

    def _recorded_failure(self, feed: Feed, error: SourceError) -> Outcome:
        now = self._clock()
        next_check = None if is_local(feed.url) else self._scheduler.after_failure(feed, error, now)
        self._store.feeds.record_failure(feed.id, error=str(error), checked=now, next_check=next_check)
        if isinstance(error, FetchError) and stops_polling(error.status):
            reason = _("It is gone for good (410), its server says; it is no longer checked.")
            self._store.feeds.stop(feed.id, reason)
            return Stopped(reason)
        return Failed(str(error))


def chosen(feeds: Iterable[Feed], feed_ids: Sequence[FeedId], *, now: datetime, force: bool) -> list[Feed]:
    """The feeds to check. One that is named is checked even if it was stopped; the Welcome articles never are."""
    named = set(feed_ids)
    return [
        feed
        for feed in feeds
        if feed.kind is not FeedKind.WELCOME
        and (feed.id in named if named else not feed.stopped)
        and (force or is_due(feed.next_check, now))
    ]


def as_checked(feed: Feed, outcome: Outcome) -> FeedChecked:
    """What is told of a check."""
    checked = FeedChecked(feed.id, feed.url, CheckStatus.UNCHANGED)
    match outcome:
        case Unchanged(size, note):
            return replace(checked, bytes=size, error=note)
        case Updated(new, updated, size, note):
            status = CheckStatus.UPDATED if new or updated else CheckStatus.UNCHANGED
            return replace(checked, status=status, new=new, updated=updated, bytes=size, error=note)
        case Failed(reason) | Stopped(reason):
            return replace(checked, status=CheckStatus.FAILED, error=reason)


class _Tally:
    """Counts what workers report, and tells it on."""

    def __init__(self, total: int, emit: Callable[[Event], None]) -> None:
        self._total = total
        self._emit = emit
        self._started = time.monotonic()
        self._feeds: list[FeedChecked] = []
        self._so_far = SoFar()

    def count(self, checked: FeedChecked) -> None:
        before = self._so_far
        self._so_far = SoFar(
            before.new_articles + checked.new,
            before.failed + (checked.status is CheckStatus.FAILED),
            before.bytes + checked.bytes,
            time.monotonic() - self._started,
        )
        self._feeds.append(checked)
        self._emit(replace(checked, done=len(self._feeds), total=self._total, so_far=self._so_far))

    def summary(self) -> RefreshSummary:
        def of(status: CheckStatus) -> int:
            return sum(feed.status is status for feed in self._feeds)

        return RefreshSummary(
            checked=len(self._feeds),
            unchanged=of(CheckStatus.UNCHANGED),
            updated=of(CheckStatus.UPDATED),
            failed=self._so_far.failed,
            new_articles=self._so_far.new_articles,
            bytes=self._so_far.bytes,
            cancelled=self._total - len(self._feeds),
            seconds=time.monotonic() - self._started,
            feeds=tuple(self._feeds),
        )


def _first_cause(failures: BaseExceptionGroup[BaseException]) -> BaseException:
    """The error that ended the check, preferably one that a person can act on."""
    flat: list[BaseException] = []
    for failure in failures.exceptions:
        flat.append(_first_cause(failure) if isinstance(failure, BaseExceptionGroup) else failure)
    return next((failure for failure in flat if isinstance(failure, ReaderError)), flat[0])
