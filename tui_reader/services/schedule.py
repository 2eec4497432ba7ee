"""When a feed is asked again: what is known of it, put before ``fetch.policy``."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tui_reader.fetch import policy
from tui_reader.fetch.exchange import FetchResponse
from tui_reader.model.errors import FetchError, SourceError
from tui_reader.model.feeds import Feed
from tui_reader.services.jobs import Digest


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Sets the next check. ``chance`` gives numbers from 0 up to 1, so that feeds drift apart."""

    chance: Callable[[], float] = field(default=random.random)

    def after_success(
        self, response: FetchResponse, published: Sequence[datetime], digest: Digest | None, now: datetime
    ) -> datetime:
        """After an answer. ``published``: times of the newest entries; ``digest``: what was read, where it was."""
        schedule = policy.Schedule(
            published=published,
            expires_in=response.expires_in,
            retry_after=response.retry_after,
            ttl_minutes=digest.ttl_minutes if digest else None,
            skip_hours=digest.skip_hours if digest else frozenset(),
            has_validators=bool(response.validators.etag or response.validators.last_modified),
        )
        return policy.next_check(schedule, now=now, chance=self.chance())

    def after_failure(self, feed: Feed, error: SourceError, now: datetime) -> datetime:
        """After one more failure: later the longer it lasts, and not before its server allows."""
        schedule = policy.Schedule(
            retry_after=error.retry_after if isinstance(error, FetchError) else None, failures=feed.failures + 1
        )
        return policy.next_check(schedule, now=now, chance=self.chance())
