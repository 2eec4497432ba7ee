"""When feeds are asked, and with what: the manners that hold over many checks, restarts and failures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.loopback import LoopbackServer, Reply
from tests.services.workbench import UNHURRIED, Bench, InProcessParser, rss
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.policy import FLOOR, FLOOR_WITHOUT_VALIDATORS
from tui_reader.storage.store import open_store


@asynccontextmanager
async def session(path: Path, clock: Clock) -> AsyncIterator[Bench]:
    """The program started once: its own connection to the archive, its own connections to servers."""
    with open_store(path, clock=clock) as store:
        async with Fetcher(UNHURRIED, clock) as fetcher:
            yield Bench(store, fetcher, InProcessParser(), clock)


def conditions(loopback: LoopbackServer) -> list[tuple[str, str]]:
    """What each request said that we know already."""
    return [(r.headers.get("if-none-match", ""), r.headers.get("if-modified-since", "")) for r in loopback.requests]


async def test_validators_outlive_the_program_as_a_pair(tmp_path: Path, clock: Clock, loopback: LoopbackServer):
    # A date that no program would write so: it must come back as it is, not as we would write it.
    pair = ("W/\"v1, 'odd'\"", "Tue,  3 Feb 2026 04:05:06 +0000")
    loopback.route("/feed", body=rss("Un"), etag=pair[0], last_modified=pair[1])
    async with session(tmp_path / "s", clock) as bench:
        bench.subscribed(loopback.url("/feed"))
        await bench.refreshing().refresh()
    for _start in range(2):
        async with session(tmp_path / "s", clock) as bench:
            assert (await bench.refreshing().refresh()).unchanged == 1
    assert conditions(loopback) == [("", ""), pair, pair]


@pytest.mark.parametrize("trouble", [429, 500, 503, 404])
async def test_validators_outlive_an_answer_that_is_an_error(bench: Bench, loopback: LoopbackServer, trouble: int):
    good = Reply(rss("Un"), etag='"v1"')
    answers = iter([good, Reply("", status=trouble, etag='"error"'), good])
    loopback.route("/feed", lambda received: next(answers))
    bench.subscribed(loopback.url("/feed"))
    for _check in range(3):
        await bench.refreshing().refresh()
    assert conditions(loopback) == [("", ""), ('"v1"', ""), ('"v1"', "")]


async def test_new_validators_take_the_place_of_both_old_ones(bench: Bench, loopback: LoopbackServer):
    answers = iter([Reply(rss("Un"), etag='"v1"', last_modified="A"), Reply(rss("Deux"), etag='"v2"'), Reply(rss("X"))])
    loopback.route("/feed", lambda received: next(answers))
    bench.subscribed(loopback.url("/feed"))
    for _check in range(3):
        await bench.refreshing().refresh()
    assert conditions(loopback) == [("", ""), ('"v1"', "A"), ('"v2"', "")]


async def test_no_feed_is_fetched_unconditionally_twice_even_when_forced(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un"), etag='"v1"')
    await bench.subscribing().add(loopback.url("/feed"))
    for _check in range(3):
        await bench.refreshing().refresh(force=True)
    assert [etag for etag, _date in conditions(loopback)] == ["", '"v1"', '"v1"', '"v1"']


async def test_adding_a_feed_is_one_request_and_the_next_waits_for_its_time(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un"), etag='"v1"')
    await bench.subscribing().add(loopback.url("/feed"))
    assert (await bench.refreshing().refresh(force=False)).checked == 0
    assert loopback.paths() == ["/feed"]


async def test_the_address_asked_for_is_the_one_subscribed_to(bench: Bench, loopback: LoopbackServer):
    loopback.fallback(lambda received: Reply(rss("Un"), headers={"Set-Cookie": "id=1"}))
    bench.subscribed(loopback.url("/feed?format=rss&b=%C3%A9"))
    for _check in range(2):
        await bench.refreshing().refresh()
    assert loopback.paths() == ["/feed?format=rss&b=%C3%A9"] * 2
    for received in loopback.requests:
        assert not {"cookie", "referer", "origin", "pragma", "cache-control"} & received.headers.keys()


async def test_retry_after_outlives_the_program(tmp_path: Path, clock: Clock, loopback: LoopbackServer):
    loopback.route("/feed", status=429, headers={"Retry-After": "7200"})
    async with session(tmp_path / "s", clock) as bench:
        bench.subscribed(loopback.url("/feed"))
        await bench.refreshing().refresh(force=False)
    for hours, asked in ((1, 1), (2, 2)):
        clock.advance(hours=hours)
        async with session(tmp_path / "s", clock) as bench:
            await bench.refreshing().refresh(force=False)
        assert len(loopback.requests) == asked


async def test_what_cache_control_calls_fresh_is_not_asked_for(tmp_path: Path, clock: Clock, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un"), headers={"Cache-Control": "max-age=43200"})
    async with session(tmp_path / "s", clock) as bench:
        bench.subscribed(loopback.url("/feed"))
        await bench.refreshing().refresh(force=False)
    clock.advance(hours=11)
    async with session(tmp_path / "s", clock) as bench:
        assert (await bench.refreshing().refresh(force=False)).checked == 0
    clock.advance(hours=3)
    async with session(tmp_path / "s", clock) as bench:
        assert (await bench.refreshing().refresh(force=False)).checked == 1


async def test_gone_for_good_is_asked_no_more_unless_by_name(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", status=410)
    (feed,) = bench.subscribed(loopback.url("/feed"))
    refreshing = bench.refreshing()
    summary = await refreshing.refresh()
    assert summary.failed == 1 and "410" in summary.feeds[0].error
    assert bench.now(feed).stopped
    assert (await refreshing.refresh()).checked == 0
    assert (await refreshing.refresh((feed.id,))).checked == 1
    assert len(loopback.requests) == 2


async def test_only_feeds_that_are_due_are_asked_unless_forced(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un"), headers={"Cache-Control": "max-age=7200"})
    (feed,) = bench.subscribed(loopback.url("/feed"))
    refreshing = bench.refreshing()
    await refreshing.refresh(force=False)
    assert bench.now(feed).next_check >= bench.clock() + timedelta(hours=2)
    assert (await refreshing.refresh(force=False)).checked == 0
    assert (await refreshing.refresh()).checked == 1
    bench.clock.advance(hours=3)
    assert (await refreshing.refresh(force=False)).checked == 1


async def test_what_a_feed_asks_for_is_remembered_while_it_does_not_change(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un", extra="<ttl>600</ttl>"), etag='"v1"')
    (feed,) = bench.subscribed(loopback.url("/feed"))
    for _check in range(2):
        await bench.refreshing().refresh()
        assert bench.now(feed).next_check >= bench.clock() + timedelta(hours=10)
        bench.clock.advance(hours=1)


async def test_hours_that_a_feed_asks_to_skip_are_skipped(bench: Bench, loopback: LoopbackServer):
    soon = [(bench.clock().hour + after) % 24 for after in range(6)]
    hours = "".join(f"<hour>{hour}</hour>" for hour in soon)
    loopback.route("/feed", body=rss("Un", extra=f"<skipHours>{hours}</skipHours>"), etag='"v1"')
    (feed,) = bench.subscribed(loopback.url("/feed"))
    for _check in range(2):
        await bench.refreshing().refresh()
        assert bench.now(feed).next_check.hour not in soon


async def test_the_person_s_own_interval_replaces_the_rhythm_but_not_what_the_server_asks(
    bench: Bench, loopback: LoopbackServer
):
    loopback.route("/free", body=rss("Un"), etag='"v1"')
    loopback.route("/asking", body=rss("Un"), headers={"Cache-Control": "max-age=36000"}, etag='"v1"')
    free, asking = bench.subscribed(loopback.url("/free"), loopback.url("/asking"))
    for feed in (free, asking):
        bench.store.feeds.set_interval(feed.id, 5)
    await bench.refreshing().refresh()
    assert bench.now(free).next_check == bench.clock() + timedelta(minutes=5)
    assert bench.now(asking).next_check >= bench.clock() + timedelta(hours=10)


async def test_a_feed_without_validators_is_asked_less_often(bench: Bench, loopback: LoopbackServer):
    minutes = (bench.clock() - timedelta(minutes=4 * number) for number in range(4))
    items = "".join(f"<item><guid>{at}</guid><pubDate>{format_datetime(at)}</pubDate></item>" for at in minutes)
    body = rss().replace("</channel>", f"{items}</channel>")
    loopback.route("/with", body=body, etag='"v1"')
    loopback.route("/without", body=body)
    with_, without = bench.subscribed(loopback.url("/with"), loopback.url("/without"))
    await bench.refreshing().refresh()
    assert bench.now(with_).next_check == bench.clock() + FLOOR
    assert bench.now(without).next_check == bench.clock() + FLOOR_WITHOUT_VALIDATORS


async def test_only_as_many_articles_are_kept_as_the_person_wants(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un", "Deux", "Trois"))
    (feed,) = bench.subscribed(loopback.url("/feed"))
    bench.store.feeds.set_keep_newest(feed.id, 2)
    refreshing = bench.refreshing()
    assert (await refreshing.refresh()).new_articles == 3
    assert len(bench.titles(feed)) == 2
    loopback.route("/feed", body=rss("Quatre", "Un", "Deux", "Trois"))
    assert (await refreshing.refresh()).new_articles == 1
    assert len(bench.titles(feed)) == 2 and "Quatre" in bench.titles(feed)


async def test_retry_after_is_waited_for(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", status=429, headers={"Retry-After": "36000"})
    (feed,) = bench.subscribed(loopback.url("/feed"))
    await bench.refreshing().refresh()
    assert bench.now(feed).next_check >= bench.clock() + timedelta(hours=10)


async def test_an_address_follows_a_permanent_redirect_once_it_has_held_twice(bench: Bench, loopback: LoopbackServer):
    loopback.route("/old", redirect="/new", status=301)
    loopback.route("/new", body=rss("Un"), etag='"v1"')
    (feed,) = bench.subscribed(loopback.url("/old"))
    refreshing = bench.refreshing()
    await refreshing.refresh()
    assert bench.now(feed).url == loopback.url("/old")
    await refreshing.refresh()
    assert bench.now(feed).url == loopback.url("/new")
    await refreshing.refresh()
    assert loopback.paths()[-1] == "/new"


async def test_the_first_sighting_of_a_redirect_outlives_the_program(bench: Bench, loopback: LoopbackServer):
    loopback.route("/old", redirect="/new", status=301)
    loopback.route("/new", body=rss("Un"))
    (feed,) = bench.subscribed(loopback.url("/old"))
    await bench.refreshing().refresh()
    assert (bench.now(feed).url, bench.now(feed).moving_to) == (loopback.url("/old"), loopback.url("/new"))
    await bench.refreshing().refresh()
    assert (bench.now(feed).url, bench.now(feed).moving_to) == (loopback.url("/new"), "")


async def test_a_redirect_that_holds_once_and_then_not_is_forgotten(bench: Bench, loopback: LoopbackServer):
    away, home = Reply(redirect="/new", status=301), Reply(rss("Un"))
    answers = iter([away, home, away])
    loopback.route("/old", lambda received: next(answers))
    loopback.route("/new", body=rss("Un"))
    (feed,) = bench.subscribed(loopback.url("/old"))
    refreshing = bench.refreshing()
    for _check in range(3):
        await refreshing.refresh()
    assert bench.now(feed).url == loopback.url("/old")


async def test_a_redirect_to_a_login_page_never_moves_a_feed(bench: Bench, loopback: LoopbackServer):
    loopback.route("/old", redirect="/login", status=301)
    loopback.route("/login", body="<html><body><form>Who are you?</form></body></html>", content_type="text/html")
    (feed,) = bench.subscribed(loopback.url("/old"))
    refreshing = bench.refreshing()
    for _check in range(3):
        assert (await refreshing.refresh()).failed == 1
    assert bench.now(feed).url == loopback.url("/old")
