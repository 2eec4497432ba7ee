"""Decisions about a feed between two fetches: when to ask again, when to stop, when an address has moved.

Pure: clock and chance are passed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from tui_reader import __version__
from tui_reader.model.values import dataclass

PROJECT_URL = "https://github.com/tui-reader/tui-reader"
"""Where the owner of a server finds out who asks."""

USER_AGENT = f"tui-reader/{__version__} (+{PROJECT_URL})"

FLOOR = timedelta(minutes=15)
"""Never sooner, unless the person set an interval of their own for the feed."""
CEILING = timedelta(hours=24)
"""Never later, so that a feed that comes back to life is noticed the next day."""
FLOOR_WITHOUT_VALIDATORS = timedelta(hours=1)
"""Where every check transfers the whole feed."""
UNKNOWN_RHYTHM = timedelta(hours=1)
ENTRIES_FOR_RHYTHM = 10
CHECKS_PER_GAP = 2
"""Checks in the usual time between two entries: an entry is then seen after a quarter of that time on average."""
QUIET_SHARE = 10
"""A feed that has been silent for ten days is asked once a day."""
JITTER = 0.1
"""At most this share is added, so that feeds added together drift apart. Nothing is ever taken off."""

GONE = 410


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is known about a feed when its next check is set. Seconds are as ``FetchResponse`` gives them."""

    published: Sequence[datetime] = ()
    """Times of its newest entries, in any order."""
    expires_in: float | None = None
    retry_after: float | None = None
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day, UTC, 0 to 23."""
    failures: int = 0
    """Failed checks in a row, the newest included."""
    has_validators: bool = True
    interval: timedelta | None = None
    """The person's own wish for this feed; it replaces rhythm and floor, not what the server asks."""


def next_check(schedule: Schedule, *, now: datetime, chance: float) -> datetime:
    """When to ask a feed again. ``chance`` is a number from 0 up to 1, the jitter.

    The longest of all that speak decides (its rhythm, Cache-Control and Expires, ``ttl``, Retry-After, back-off),
    between FLOOR and CEILING; then hours that the publisher asks to skip are skipped.
    """
    asked = [timedelta(seconds=schedule.expires_in or 0), timedelta(minutes=max(0, schedule.ttl_minutes or 0))]
    asked.append(timedelta(seconds=schedule.retry_after or 0))
    asked.append(backoff(schedule.failures))
    if schedule.interval is not None:
        asked.append(schedule.interval)
    else:
        asked.append(
            max(FLOOR if schedule.has_validators else FLOOR_WITHOUT_VALIDATORS, rhythm(schedule.published, now))
        )
    wait = min(max(asked) * (1 + JITTER * chance), CEILING)
    return outside_hours(now + wait, schedule.skip_hours, latest=now + CEILING)


def rhythm(published: Sequence[datetime], now: datetime) -> timedelta:
    """How often a feed is worth a look by its own habit: half its usual gap, longer the longer it is silent."""
    # Entries of one moment came together (a feed without dates, met for the first time) and tell of no rhythm.
    newest = sorted({time for time in published if time <= now}, reverse=True)[:ENTRIES_FOR_RHYTHM]
    if len(newest) < 2:
        return UNKNOWN_RHYTHM
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest)]
    return max(timedelta(seconds=median(gaps) / CHECKS_PER_GAP), (now - newest[0]) / QUIET_SHARE)


def backoff(failures: int) -> timedelta:
    """How long to leave a feed alone after so many failed checks in a row: half an hour, doubling, at most a day."""
    if failures <= 0:
        return timedelta(0)
    return min(FLOOR * (1 << min(failures, 10)), CEILING)


def outside_hours(moment: datetime, skip: frozenset[int], *, latest: datetime) -> datetime:
    """The first moment from this one on whose hour (UTC) is not to be skipped, or this one if that is too late."""
    shifted = moment.astimezone(UTC)
    for _ in range(24):
        if shifted.hour not in skip:
            return shifted if shifted <= latest else moment
        shifted = shifted.replace(minute=moment.minute, second=moment.second) + timedelta(hours=1)
    return moment


def is_due(next_check: datetime | None, now: datetime) -> bool:
    """Whether a feed's time has come; one that was never checked is due."""
    return next_check is None or next_check <= now


def stops_polling(status: int | None) -> bool:
    """Whether a status means that a feed will never come back (410 Gone)."""
    return status == GONE


@dataclass(frozen=True, slots=True)
class Move:
    """What to do about a permanent redirect."""

    rewrite_to: str = ""
    """The address to use from now on; empty to stay."""
    remember: str = ""
    """The new address to remember until the next check; empty for none."""


def decide_move(permanent_url: str, *, remembered: str, is_feed: bool) -> Move:
    """Move a feed when the same permanent redirect held at two checks in a row and led to a feed both times.

    A login or maintenance page at the other end is no feed: it is not followed, and what was remembered is forgotten.
    """
    if not permanent_url or not is_feed:
        return Move()
    if permanent_url == remembered:
        return Move(rewrite_to=permanent_url)
    return Move(remember=permanent_url)
