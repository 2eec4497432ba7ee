"""When a feed is asked again: what is known of it, put before ``fetch.policy``."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime, timedelta

from tui_reader.fetch import policy
from tui_reader.fetch.exchange import FetchResponse
from tui_reader.model.errors import FetchError, SourceError
from tui_reader.model.feeds import Feed, Pace
from tui_reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Sets the next check. ``chance`` gives numbers from 0 up to 1, so that feeds drift apart."""

    chance: Callable[[], float] = field(default=random.random)

    def after_success(
        self, feed: Feed, response: FetchResponse, published: Sequence[datetime], pace: Pace, now: datetime
    ) -> datetime:
        """After an answer. ``published``: times of the newest entries; ``pace``: what the feed asks for by now."""
        schedule = policy.Schedule(
            published=published,
            expires_in=response.expires_in,
            retry_after=response.retry_after,
            ttl_minutes=pace.ttl_minutes,
            skip_hours=pace.skip_hours,
            has_validators=bool(response.validators.etag or response.validators.last_modified),
            interval=_interval(feed),
        )
        return policy.next_check(schedule, now=now, chance=self.chance())

    def after_failure(self, feed: Feed, error: SourceError, now: datetime) -> datetime:
        """After one more failure: later the longer it lasts, and not before its server allows."""
        schedule = policy.Schedule(
            retry_after=error.retry_after if isinstance(error, FetchError) else None,
            ttl_minutes=feed.pace.ttl_minutes,
            skip_hours=feed.pace.skip_hours,
            failures=feed.failures + 1,
            has_validators=bool(feed.validators.etag or feed.validators.last_modified),
            interval=_interval(feed),
        )
        return policy.next_check(schedule, now=now, chance=self.chance())


def _interval(feed: Feed) -> timedelta | None:
    return timedelta(minutes=feed.interval_minutes) if feed.interval_minutes else None
