"""Parser processes: one bad document costs only itself."""

from __future__ import annotations

import asyncio
import datetime
import os
import pickle
import sys
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from tests.engine.conftest import gone, until
from tui_reader.engine import frames
from tui_reader.engine.frames import LENGTH, pack, unpack
from tui_reader.engine.parsers import MOST, QUEUE, ParserPool
from tui_reader.i18n import set_language
from tui_reader.model import articles, documents, mentions
from tui_reader.model.documents import Align, Block, BlockKind, Document, Span, SpanKind
from tui_reader.model.errors import NotAFeed, ParseError
from tui_reader.model.feeds import FeedKind, Pace
from tui_reader.services import jobs
from tui_reader.services.jobs import Digest, DigestJob

MISBEHAVING = (sys.executable, str(Path(__file__).with_name("misbehaving_child.py")))


def job(source: str, body: bytes = b"") -> DigestJob:
    return DigestJob(source, FeedKind.FEED, body)


def pool(deadline: float = 10.0) -> ParserPool:
    return ParserPool(command=MISBEHAVING, deadline=deadline)


async def test_no_process_runs_before_the_first_job_and_none_after_the_last():
    async with pool() as parsers:
        assert parsers.pids == []
        await parsers.digest(job("a"))
        (pid,) = parsers.pids
    assert await gone(pid)


async def test_a_process_stays_warm_between_jobs():
    async with pool() as parsers:
        first = await parsers.digest(job("same"))
        second = await parsers.digest(job("same"))
    assert first.title == second.title


async def test_a_process_started_ahead_takes_the_first_job():
    async with pool() as parsers:
        await parsers.warm_up()
        (pid,) = parsers.pids
        await parsers.digest(job("a"))
        assert parsers.pids == [pid]


@pytest.mark.parametrize("deed", ["fail", "recurse", "memory", "crash", "sneak", "number"])
async def test_a_parser_that_breaks_costs_one_feed_and_says_so(deed):
    async with pool() as parsers:
        with pytest.raises(ParseError) as failure:
            await parsers.digest(job(deed))
        after = await parsers.digest(job("the next feed"))
    assert deed in str(failure.value) or deed == "sneak"
    assert "\n" not in str(failure.value)
    assert after.title.startswith("the next feed")


async def test_a_parser_that_hangs_is_killed_at_the_deadline_and_the_feed_is_named():
    async with pool(deadline=2.0) as parsers:
        await parsers.digest(job("warm"))
        (pid,) = parsers.pids
        with pytest.raises(ParseError, match=r"^Reading hang took longer than 2 seconds.*no other feed"):
            await parsers.digest(job("hang"))
        assert await gone(pid)
        assert (await parsers.digest(job("next"))).title.startswith("next")


async def test_what_the_parser_says_of_the_source_arrives_as_it_was_said():
    async with pool() as parsers:
        with pytest.raises(NotAFeed, match=r"^This is a recipe, no feed\.$"):
            await parsers.digest(job("no"))


async def test_stray_prints_do_not_reach_the_protocol():
    async with pool() as parsers:
        assert (await parsers.digest(job("chatter"))).title == "still sound"
        assert (await parsers.digest(job("next"))).title.startswith("next")


async def test_cancelling_a_job_frees_the_parser_at_once():
    async with pool() as parsers:
        hanging = asyncio.create_task(parsers.digest(job("hang")))
        await until(lambda: bool(parsers.pids))
        (pid,) = parsers.pids
        hanging.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hanging
        assert await gone(pid)
        assert (await parsers.digest(job("next"))).title.startswith("next")


async def test_a_process_that_died_between_two_jobs_is_replaced_unnoticed():
    async with pool() as parsers:
        await parsers.digest(job("first"))
        (pid,) = parsers.pids
        os.kill(pid, 9)
        assert await gone(pid)
        assert (await parsers.digest(job("second"))).title.startswith("second")


@pytest.mark.parametrize("deed", ["crash", "memory", "hang"])
async def test_jobs_sent_ahead_are_done_by_the_next_process(deed):
    async with pool(deadline=2.0) as parsers:
        failed, *rest = await asyncio.gather(*map(parsers.digest, map(job, (deed, "b", "c"))), return_exceptions=True)
    assert isinstance(failed, ParseError)
    assert [digest.title[:1] for digest in rest] == ["b", "c"]


async def test_taking_back_a_job_sent_ahead_costs_no_other(tmp_path):
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    async with pool() as parsers:
        await parsers.warm_up()
        (pid,) = parsers.pids
        slow = asyncio.create_task(parsers.digest(job(str(gate))))
        behind = asyncio.create_task(parsers.digest(job("behind")))
        both_sent = await asyncio.wait((slow, behind), timeout=0.05)
        assert not both_sent[0]
        behind.cancel()
        with pytest.raises(asyncio.CancelledError):
            await behind
        assert await gone(pid)
        await asyncio.to_thread(gate.write_text, "opened")
        assert (await slow).title == "opened"
        assert (await parsers.digest(job("next"))).title.startswith("next")


async def test_jobs_that_no_longer_wait_leave_their_place():
    async with pool() as parsers:
        hanging = [asyncio.create_task(parsers.digest(job("hang"))) for _number in range(20)]
        await until(lambda: len(parsers.pids) == MOST)
        for one in hanging:
            one.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
        many = await asyncio.gather(*(parsers.digest(job("x")) for _number in range(20)))
    assert len(many) == 20


async def test_a_second_process_starts_only_when_several_jobs_wait():
    async with pool() as parsers:
        few = await asyncio.gather(*(parsers.digest(job("x")) for _number in range(QUEUE)))
        assert len({digest.title for digest in few}) == len(parsers.pids) == 1
        many = await asyncio.gather(*(parsers.digest(job("x")) for _number in range(20)))
        assert len(parsers.pids) == MOST >= len({digest.title for digest in many})


async def test_a_large_body_crosses_the_pipe():
    async with pool() as parsers:
        assert (await parsers.digest(job("large", bytes(15 * 1024 * 1024)))).title.startswith("large")


def round_trip(value: object) -> object:
    return unpack(pack(value)[LENGTH.size :])


def test_documents_cross_unchanged():
    document = Document(
        "Titre\nMot\ta\n\ud800",
        (
            Block(BlockKind.TITLE, 0, 5),
            Block(BlockKind.TABLE, 6, 11, 1, 2, "•", "py", "t", 1, (Align.LEFT, Align.CENTRE)),
            Block(BlockKind.PARAGRAPH, 12, 13),
        ),
        (Span(SpanKind.LINK, 6, 9, "https://exemple.fr/"),),
        "fr",
    )
    there_and_back = round_trip(document)
    assert there_and_back == document
    assert isinstance(there_and_back, Document)
    assert type(there_and_back.blocks[1].kind) is BlockKind and type(there_and_back.blocks[1].align[0]) is Align


def test_a_job_and_its_answer_cross_unchanged():
    digest = Digest("t", "s", "fr", (), 3, Pace(60, frozenset({1, 2})), "fast")
    assert round_trip(digest) == digest
    asked = DigestJob("s", FeedKind.PAGE, b"\x00", known={"a": "b"})
    assert round_trip(asked) == asked
    now = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
    assert round_trip(now) == now


@pytest.mark.parametrize("called", [eval, getattr, os.system, __import__, Path, pickle.loads, datetime.tzinfo])
def test_a_frame_cannot_name_anything_that_acts(called):
    with pytest.raises(ParseError, match="not admitted"):
        unpack(pickle.dumps(called))


@pytest.mark.parametrize("payload", [b"", b"garbage", pickle.dumps(1)[:-1], b"\x80\x05" + b"(" * 1000 + b"."])
def test_a_frame_that_is_no_pickle_is_refused(payload):
    with pytest.raises(ParseError):
        unpack(payload)


def test_every_class_of_a_job_or_an_answer_is_admitted_and_exists():
    for module, names in frames._ADMITTED.items():
        for name in names:
            assert hasattr(import_module(module), name), f"{module}.{name} is admitted and does not exist"
    crossing = [jobs, mentions, articles.NewArticle, documents]
    for place in crossing:
        for name, kind in vars(place).items() if not isinstance(place, type) else [(place.__name__, place)]:
            if isinstance(kind, type) and is_dataclass(kind):
                assert name in frames._ADMITTED[kind.__module__], f"{kind} cannot cross the pipe"


async def test_the_program_s_own_parsers_do_each_kind_of_job():
    feed = b'<rss version="2.0"><channel><title>T</title><item><title>Le CNRS</title></item></channel></rss>'
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>'
    outline = b'<opml><body><outline xmlUrl="https://exemple.fr/rss"/></body></opml>'
    document = Document.of_text("Le CNRS a signé le 6 mai 2019.", "fr")
    async with ParserPool() as parsers:
        digest = await parsers.digest(job("feed", feed))
        assert [article.document.title for article in digest.articles] == ["Le CNRS"]
        assert (await parsers.read_feed(jobs.FeedJob("feed", feed))).title == "T"
        assert (await parsers.discover(jobs.DiscoverJob("page", page, "https://exemple.fr/"))).named
        assert len(await parsers.read_outline(jobs.OutlineJob("list", outline))) == 1
        (found,) = await parsers.recognise(jobs.RecogniseJob("text", (jobs.RecogniseItem(document, "fr"),)))
        assert found.dates[0].earliest == datetime.date(2019, 5, 6)


async def test_a_parser_explains_itself_in_the_reader_s_language():
    set_language("fr")
    try:
        async with ParserPool() as parsers:
            with pytest.raises(NotAFeed, match="abonnement"):
                await parsers.read_outline(jobs.OutlineJob("liste.opml", b"<opml><body></body></opml>"))
    finally:
        set_language("en")
