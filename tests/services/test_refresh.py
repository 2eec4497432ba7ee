"""Checking feeds: what is new is kept, what fails is said, one feed never touches another."""

from __future__ import annotations

import asyncio

import pytest

from tests.loopback import Gate, LoopbackServer, Reply
from tests.services.workbench import Bench, InProcessParser, rss
from tui_reader.fetch.client import LARGE, Fetcher, FetchRequest, FetchResponse
from tui_reader.fetch.limits import Limits
from tui_reader.model.errors import StoreError
from tui_reader.model.events import CheckStatus, FeedChecked, RefreshStarted, RefreshSummary
from tui_reader.model.feeds import FeedKind
from tui_reader.services import digest as work
from tui_reader.services.jobs import Digest, DigestJob
from tui_reader.services.room import LARGE_AT_ONCE


async def test_new_entries_are_stored_and_counted(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un", "Deux"))
    (feed,) = bench.subscribed(loopback.url("/feed"))
    summary = await bench.refreshing().refresh()
    assert (summary.checked, summary.updated, summary.failed, summary.new_articles) == (1, 1, 0, 2)
    assert bench.titles(feed) == {"Un", "Deux"}
    now = bench.now(feed)
    assert (now.title, now.site, now.total, now.error) == ("Nouvelles", "https://exemple.fr/", 2, "")
    assert now.last_checked == bench.clock() and now.next_check > bench.clock()


async def test_a_304_stops_everything_further(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un"), etag='"v1"', last_modified="Mon, 02 Mar 2026 07:00:00 GMT")
    (feed,) = bench.subscribed(loopback.url("/feed"))
    refreshing = bench.refreshing()
    await refreshing.refresh()
    jobs = len(bench.parser.jobs)
    bench.clock.advance(hours=1)
    summary = await refreshing.refresh()
    assert (summary.unchanged, summary.updated) == (1, 0)
    assert loopback.requests[1].headers["if-none-match"] == '"v1"'
    assert len(bench.parser.jobs) == jobs
    assert bench.now(feed).last_checked == bench.clock()


async def test_the_same_body_again_is_not_parsed(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un"))
    bench.subscribed(loopback.url("/feed"))
    refreshing = bench.refreshing()
    await refreshing.refresh()
    jobs = len(bench.parser.jobs)
    assert (await refreshing.refresh()).unchanged == 1
    assert len(bench.parser.jobs) == jobs


async def test_the_same_entity_tag_again_is_not_parsed(bench: Bench, loopback: LoopbackServer):
    """Some servers send the whole feed with the entity tag they were asked about."""
    bodies = iter([rss("Un"), rss("Un") + "<!-- a moment later -->"])
    loopback.route("/feed", lambda received: Reply(next(bodies), headers={"ETag": '"v1"'}))
    bench.subscribed(loopback.url("/feed"))
    refreshing = bench.refreshing()
    await refreshing.refresh()
    assert (await refreshing.refresh()).unchanged == 1


async def test_only_new_and_changed_entries_become_documents(bench: Bench, loopback: LoopbackServer):
    bodies = iter([rss("Un", "Deux"), rss("Trois", "Un", "Deux"), rss("Trois", "Un", "Deux", item=" Corrigé.")])
    loopback.route("/feed", lambda received: Reply(next(bodies)))
    (feed,) = bench.subscribed(loopback.url("/feed"))
    refreshing = bench.refreshing()
    await refreshing.refresh()
    second = await refreshing.refresh()
    third = await refreshing.refresh()
    assert (second.feeds[0].new, second.feeds[0].updated) == (1, 0)
    assert (third.feeds[0].new, third.feeds[0].updated) == (0, 3)
    assert third.feeds[0].status is CheckStatus.UPDATED
    jobs = [job for job in bench.parser.jobs if isinstance(job, DigestJob)]
    assert [len(job.known) for job in jobs] == [0, 2, 3]
    assert bench.titles(feed) == {"Un", "Deux", "Trois"}


async def test_each_feed_reports_and_a_failing_one_harms_no_other(bench: Bench, loopback: LoopbackServer):
    loopback.route("/good", body=rss("Un"))
    good, bad = bench.subscribed(loopback.url("/good"), loopback.url("/bad"))
    summary = await bench.refreshing().refresh()
    assert isinstance(bench.events[0], RefreshStarted) and bench.events[0].total == 2
    checked = [event for event in bench.events if isinstance(event, FeedChecked)]
    assert [(event.done, event.total) for event in checked] == [(1, 2), (2, 2)]
    assert bench.events[-1] == summary
    assert (summary.checked, summary.updated, summary.failed) == (2, 1, 1)
    assert "404" in bench.now(bad).error and bench.now(bad).failures == 1
    assert bench.now(good).error == ""


async def test_a_failure_is_remembered_since_when_and_forgotten_when_it_ends(bench: Bench, loopback: LoopbackServer):
    answers = iter([*(Reply(status=500) for _failure in range(4)), Reply(rss("Un"))])
    loopback.route("/feed", lambda received: next(answers))
    (feed,) = bench.subscribed(loopback.url("/feed"))
    refreshing = bench.refreshing()
    started = bench.clock()
    await refreshing.refresh()
    first_wait = bench.now(feed).next_check - bench.clock()
    for _failure in range(3):
        bench.clock.advance(hours=1)
        await refreshing.refresh()
    failing = bench.now(feed)
    assert (failing.failing_since, failing.failures) == (started, 4)
    assert failing.next_check - bench.clock() > first_wait
    await refreshing.refresh()
    assert (bench.now(feed).error, bench.now(feed).failing_since, bench.now(feed).failures) == ("", None, 0)


@pytest.mark.parametrize(
    "reply",
    [
        Reply("<!doctype html><html><body><p>Bienvenue</p></body></html>", content_type="text/html"),
        Reply(""),
        Reply("%PDF-1.7", content_type="application/pdf"),
        Reply(rss("Un"), truncate=100),
        Reply(rss("Un")[:40]),
        Reply(status=404),
        Reply(status=503),
        Reply(redirect="/feed"),
        Reply(raw=b"SSH-2.0-OpenSSH\r\n"),
        Reply(rss("Un"), headers={"Content-Encoding": "br"}),
    ],
)
async def test_bad_answers_are_one_sentence_and_lose_nothing(bench: Bench, loopback: LoopbackServer, reply: Reply):
    answers = iter([Reply(rss("Un"), etag='"v1"'), reply])
    loopback.route("/feed", lambda received: next(answers, reply))
    (feed,) = bench.subscribed(loopback.url("/feed"))
    refreshing = bench.refreshing()
    await refreshing.refresh()
    before = bench.now(feed)
    (checked,) = (await refreshing.refresh()).feeds
    assert checked.status is CheckStatus.FAILED
    assert checked.error and "\n" not in checked.error
    after = bench.now(feed)
    assert after.error == checked.error
    assert (after.total, after.validators, after.body_hash) == (before.total, before.validators, before.body_hash)


async def test_truncated_xml_gives_what_can_be_read(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un", "Deux").removesuffix("</channel></rss>"))
    (feed,) = bench.subscribed(loopback.url("/feed"))
    await bench.refreshing().refresh()
    assert bench.titles(feed) == {"Un", "Deux"}


async def test_a_wrong_charset_costs_no_letters(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Été à Noël").encode(), content_type="application/rss+xml; charset=iso-8859-1")
    body = rss("Événement").replace("utf-8", "iso-8859-1").encode("iso-8859-1")
    loopback.route("/latin", body=body, content_type="application/rss+xml")
    utf8, latin = bench.subscribed(loopback.url("/feed"), loopback.url("/latin"))
    await bench.refreshing().refresh()
    assert bench.titles(latin) == {"Événement"}
    assert bench.now(utf8).total == 1


async def test_without_a_network_each_feed_says_what_failed_and_nothing_else_changes(bench: Bench):
    with LoopbackServer() as server:
        server.route("/a", body=rss("Un"))
        server.route("/b", body=rss("Deux"))
        feeds = bench.subscribed(server.url("/a"), server.url("/b"))
        await bench.refreshing().refresh()
    titles = [bench.titles(feed) for feed in feeds]
    summary = await bench.refreshing().refresh()
    assert (summary.failed, summary.new_articles) == (2, 0)
    assert all(feed.error for feed in summary.feeds)
    assert [bench.titles(feed) for feed in feeds] == titles
    assert [bench.now(feed).title for feed in feeds] == ["Nouvelles", "Nouvelles"]


async def test_cancelling_leaves_each_feed_old_or_new(bench: Bench, loopback: LoopbackServer):
    gate = Gate()
    loopback.route("/fast", body=rss("Un"), etag='"v1"')
    loopback.route("/slow", body=rss("Deux"), etag='"v1"', delay=gate)
    fast, slow = bench.subscribed(loopback.url("/fast"), loopback.url("/slow"))
    running = asyncio.create_task(bench.refreshing().refresh())
    await loopback.arrived(2)
    while not bench.now(fast).total:
        await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    gate.open()
    summary = bench.events[-1]
    assert isinstance(summary, RefreshSummary)
    assert (summary.checked, summary.cancelled) == (1, 1)
    assert bench.titles(fast) == {"Un"}
    assert bench.now(slow) == slow


async def test_articles_are_stored_together_with_what_is_recorded_of_their_feed(
    bench: Bench, loopback: LoopbackServer, monkeypatch: pytest.MonkeyPatch
):
    loopback.route("/feed", body=rss("Un", "Deux"), etag='"v1"')
    (feed,) = bench.subscribed(loopback.url("/feed"))
    recorded = bench.store.feeds.record_success

    def broken(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("in the middle of it")

    monkeypatch.setattr(bench.store.feeds, "record_success", broken)
    assert (await bench.refreshing().refresh()).failed == 1
    assert bench.titles(feed) == set() and not bench.now(feed).validators.etag
    monkeypatch.setattr(bench.store.feeds, "record_success", recorded)
    assert (await bench.refreshing().refresh()).new_articles == 2
    assert bench.titles(feed) == {"Un", "Deux"}


async def test_a_slow_feed_delays_nobody(bench: Bench, loopback: LoopbackServer):
    gate = Gate()
    loopback.route("/slow", body=rss("Lent"), delay=gate)
    loopback.fallback(lambda received: Reply(rss(received.path)))
    bench.subscribed(loopback.url("/slow"), *(loopback.url(f"/{number}") for number in range(30)))
    running = asyncio.create_task(bench.refreshing(at_once=4).refresh())
    while len([event for event in bench.events if isinstance(event, FeedChecked)]) < 30:
        await asyncio.sleep(0)
    gate.open()
    assert (await running).updated == 31


async def test_one_host_holds_no_more_workers_than_it_may(bench: Bench, loopback: LoopbackServer):
    fetcher = CountingFetcher(bench.fetcher)
    bench.fetcher = fetcher
    loopback.fallback(lambda received: Reply(rss(received.path)))
    bench.subscribed(*(loopback.url(f"/{number}") for number in range(40)))
    assert (await bench.refreshing(at_once=8).refresh()).updated == 40
    assert fetcher.most == 2


class CountingFetcher:
    """Passes on, and counts how many requests were under way at most."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._under_way = 0
        self.most = 0

    async def get(self, request: FetchRequest) -> FetchResponse:
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        try:
            return await self._fetcher.get(request)
        finally:
            self._under_way -= 1


async def test_a_body_that_swells_without_end_costs_its_own_feed_only(bench: Bench, loopback: LoopbackServer):
    loopback.route("/bomb", body="<rss>" + " " * (Limits().body_bytes + 1), gzip=True)
    loopback.route("/torn", body=b"\x1f\x8b\x08torn", headers={"Content-Encoding": "gzip"})
    loopback.route("/good", body=rss("Un"), gzip=True)
    bomb, torn, good = bench.subscribed(*(loopback.url(path) for path in ("/bomb", "/torn", "/good")))
    assert (await bench.refreshing().refresh()).failed == 2
    assert "15 MiB" in bench.now(bomb).error and bench.now(torn).error
    assert bench.titles(good) == {"Un"}


async def test_progress_tells_what_has_come_so_far(bench: Bench, loopback: LoopbackServer):
    loopback.route("/two", body=rss("Un", "Deux"))
    loopback.route("/broken", body="", status=500)
    bench.subscribed(loopback.url("/two"), loopback.url("/broken"))
    summary = await bench.refreshing().refresh()
    told = [event for event in bench.events if isinstance(event, FeedChecked)]
    assert [(event.done, event.total) for event in told] == [(1, 2), (2, 2)]
    last = told[-1].so_far
    assert (last.new_articles, last.failed, last.bytes) == (2, 1, len(rss("Un", "Deux").encode()))
    assert 0.0 < last.seconds <= summary.seconds and summary.bytes == last.bytes


class PatientParser(InProcessParser):
    """Holds every answer back until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = asyncio.Event()

    async def digest(self, job: DigestJob) -> Digest:
        self._note(job)
        await self.let_go.wait()
        return work.digest(job)


async def test_few_large_bodies_are_held_at_once_while_small_ones_pass(bench: Bench):
    filling = "<!--" + "x" * (LARGE + 1) + "-->"
    names = [f"/large{number}" for number in range(6)] + [f"/small{number}" for number in range(6)]
    bench.parser = PatientParser()
    with LoopbackServer(host="0.0.0.0") as everywhere:
        everywhere.fallback(
            lambda received: Reply(rss(received.path, extra=filling if "large" in received.path else ""))
        )
        bench.subscribed(*(everywhere.url(name, host=f"127.0.0.{at + 1}") for at, name in enumerate(names)))
        running = asyncio.create_task(bench.refreshing().refresh())
        while len(bench.parser.jobs) < 6 + LARGE_AT_ONCE and not running.done():
            await asyncio.sleep(0)
        held = [job for job in bench.parser.jobs if isinstance(job, DigestJob) and len(job.body) > LARGE]
        assert len(held) == LARGE_AT_ONCE
        bench.parser.let_go.set()
        assert (await running).updated == 12


async def test_a_bug_met_by_one_feed_is_its_own_trouble(bench: Bench, loopback: LoopbackServer):
    loopback.route("/good", body=rss("Un"))
    loopback.route("/evil", body=rss("Deux"))
    good, evil = bench.subscribed(loopback.url("/good"), loopback.url("/evil"))

    def trip(job):
        if job.source.endswith("/evil"):
            raise ZeroDivisionError("a slip of ours")

    bench.parser.before = trip
    summary = await bench.refreshing().refresh()
    assert (summary.updated, summary.failed) == (1, 1)
    assert "a slip of ours" in bench.now(evil).error
    assert bench.titles(good) == {"Un"}


async def test_a_store_that_cannot_be_written_ends_the_refresh_with_one_error(bench: Bench, loopback: LoopbackServer):
    loopback.fallback(lambda received: Reply(rss(received.path)))
    bench.subscribed(*(loopback.url(f"/{number}") for number in range(5)))

    def full(*_arguments, **_options):
        raise StoreError("The disk is full.")

    bench.store.articles.save = full
    with pytest.raises(StoreError, match="disk is full"):
        await bench.refreshing().refresh()
    assert isinstance(bench.events[-1], RefreshSummary)


async def test_a_page_is_one_article_that_is_revised(bench: Bench, loopback: LoopbackServer):
    def page(text: str) -> Reply:
        body = f"<html><head><title>Annonce</title></head><body><article><h1>Annonce</h1>{text}</article></body></html>"
        return Reply(body, content_type="text/html; charset=utf-8")

    paragraph = "<p>" + "Un long paragraphe qui dit quelque chose d'utile aux lecteurs. " * 8 + "</p>"
    bodies = iter([page(paragraph), page(paragraph + paragraph.replace("utile", "entièrement nouveau"))])
    loopback.route("/page", lambda received: next(bodies))
    feed = bench.store.feeds.add(loopback.url("/page"), kind=FeedKind.PAGE)
    refreshing = bench.refreshing()
    first, second = await refreshing.refresh(), await refreshing.refresh()
    assert (first.new_articles, second.feeds[0].updated) == (1, 1)
    assert bench.now(feed).total == 1


async def test_the_welcome_articles_are_never_checked(bench: Bench):
    bench.store.feeds.add("welcome:", kind=FeedKind.WELCOME)
    assert (await bench.refreshing().refresh()).checked == 0
