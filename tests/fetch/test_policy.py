"""When a feed is asked again, when it is given up, when its address changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.fetch.policy import (
    CEILING,
    FLOOR,
    Move,
    Schedule,
    backoff,
    decide_move,
    is_due,
    next_check,
    outside_hours,
    rhythm,
    stops_polling,
)

NOW = datetime(2026, 3, 2, 8, 20, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def every(gap: timedelta, *, count: int = 10, newest: timedelta = timedelta(0)) -> tuple[datetime, ...]:
    """Times of entries with this gap, the newest so long ago."""
    return tuple(NOW - newest - gap * number for number in range(count))


@pytest.mark.parametrize(
    ("schedule", "wait"),
    [
        pytest.param(Schedule(), HOUR, id="nothing known"),
        pytest.param(Schedule(every(4 * MINUTE)), FLOOR, id="a busy feed: the floor"),
        pytest.param(Schedule(every(4 * MINUTE), has_validators=False), HOUR, id="busy, but always sent whole"),
        pytest.param(Schedule(every(2 * HOUR)), HOUR, id="half the usual gap"),
        pytest.param(Schedule(every(30 * DAY)), CEILING, id="a slow feed: the ceiling"),
        pytest.param(Schedule(every(HOUR, newest=5 * DAY)), 12 * HOUR, id="silent for five days"),
        pytest.param(Schedule(every(HOUR, newest=-HOUR)), FLOOR * 2, id="an entry from the future says nothing"),
        pytest.param(Schedule(expires_in=4 * 3600), 4 * HOUR, id="Cache-Control is honoured"),
        pytest.param(Schedule(expires_in=60), HOUR, id="a short max-age does not hurry us"),
        pytest.param(Schedule(ttl_minutes=180), 3 * HOUR, id="ttl is honoured"),
        pytest.param(Schedule(ttl_minutes=-5), HOUR, id="a negative ttl is nothing"),
        pytest.param(Schedule(ttl_minutes=10**6), CEILING, id="ttl of two years"),
        pytest.param(Schedule(retry_after=7200, failures=1), 2 * HOUR, id="Retry-After beats back-off"),
        pytest.param(Schedule(retry_after=60, failures=4), 4 * HOUR, id="back-off beats Retry-After"),
        pytest.param(Schedule(expires_in=1800, ttl_minutes=90), 90 * MINUTE, id="the longest decides"),
        pytest.param(Schedule(interval=5 * MINUTE), 5 * MINUTE, id="the person may go below the floor"),
        pytest.param(Schedule(every(30 * DAY), interval=HOUR), HOUR, id="the person's interval replaces the rhythm"),
        pytest.param(Schedule(interval=5 * MINUTE, expires_in=3600), HOUR, id="but not what the server asks"),
        pytest.param(Schedule(interval=5 * MINUTE, failures=2), HOUR, id="nor back-off"),
    ],
)
def test_the_next_check_follows_whoever_asks_for_most_patience(schedule: Schedule, wait: timedelta) -> None:
    assert next_check(schedule, now=NOW, chance=0.0) == NOW + wait


def test_chance_only_ever_adds_and_never_passes_the_ceiling() -> None:
    plain = next_check(Schedule(expires_in=7200), now=NOW, chance=0.0)
    late = next_check(Schedule(expires_in=7200), now=NOW, chance=0.999)
    assert plain == NOW + 2 * HOUR < late < plain + 13 * MINUTE
    assert next_check(Schedule(failures=20), now=NOW, chance=0.999) == NOW + CEILING


def test_hours_to_skip_are_skipped() -> None:
    schedule = Schedule(skip_hours=frozenset({9, 10, 11}))
    assert next_check(schedule, now=NOW, chance=0.0) == datetime(2026, 3, 2, 12, 20, tzinfo=UTC)


def test_skipping_every_hour_is_no_reason_to_stop() -> None:
    assert next_check(Schedule(skip_hours=frozenset(range(24))), now=NOW, chance=0.0) == NOW + HOUR


def test_skipped_hours_do_not_push_a_check_past_the_ceiling() -> None:
    moment = NOW + 23 * HOUR
    assert outside_hours(moment, frozenset({7, 8}), latest=NOW + CEILING) == moment


def test_hours_to_skip_are_those_of_utc() -> None:
    paris = datetime.fromisoformat("2026-03-02T09:20:00+01:00")
    assert outside_hours(paris, frozenset({8}), latest=paris + DAY) == datetime(2026, 3, 2, 9, 20, tzinfo=UTC)


def test_back_off_doubles_up_to_a_day() -> None:
    hours = [backoff(failures) / HOUR for failures in range(9)]
    assert hours == [0, 0.5, 1, 2, 4, 8, 16, 24, 24]
    assert backoff(10**9) == CEILING


def test_the_rhythm_of_a_feed_with_one_entry_is_unknown() -> None:
    assert rhythm(every(HOUR, count=1), NOW) == HOUR


def test_one_pause_does_not_change_the_rhythm() -> None:
    times = (*every(2 * HOUR, count=6), NOW - 40 * DAY, NOW - 41 * DAY)
    assert rhythm(times, NOW) == HOUR


def test_a_feed_never_checked_is_due() -> None:
    assert is_due(None, NOW)
    assert is_due(NOW, NOW)
    assert not is_due(NOW + MINUTE, NOW)


def test_only_gone_stops_polling() -> None:
    assert [status for status in (200, 401, 403, 404, 410, 429, 500, None) if stops_polling(status)] == [410]


def test_a_permanent_redirect_moves_a_feed_when_it_held_twice() -> None:
    first = decide_move("https://new.example/feed", remembered="", is_feed=True)
    assert first == Move(remember="https://new.example/feed")
    second = decide_move("https://new.example/feed", remembered=first.remember, is_feed=True)
    assert second == Move(rewrite_to="https://new.example/feed")


@pytest.mark.parametrize(
    ("permanent_url", "is_feed", "expected"),
    [
        pytest.param("https://other.example/", True, Move(remember="https://other.example/"), id="another target"),
        pytest.param("https://new.example/feed", False, Move(), id="a login page"),
        pytest.param("", True, Move(), id="no redirect any more"),
    ],
)
def test_a_redirect_that_did_not_hold_moves_nothing(permanent_url: str, is_feed: bool, expected: Move) -> None:
    assert decide_move(permanent_url, remembered="https://new.example/feed", is_feed=is_feed) == expected
