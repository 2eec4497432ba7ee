"""The life of the engine process, and what it answers."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.engine.conftest import children_of, gone, until
from tests.loopback import Gate, LoopbackServer
from tui_reader.config.paths import Paths
from tui_reader.engine.launch import child_command
from tui_reader.engine.log import MAX_BYTES
from tui_reader.model.articles import ArticleId
from tui_reader.model.errors import EngineError
from tui_reader.model.events import (
    Add,
    Added,
    ArticlesRecognised,
    CancelRefresh,
    EngineLost,
    EngineReady,
    FeedChecked,
    FetchFullText,
    FullTextFetched,
    LookAt,
    LookedAt,
    Problem,
    Recognise,
    Refresh,
    RefreshSummary,
)
from tui_reader.storage.store import open_store

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")

ARTICLE = """Un accord pour la recherche

L'Institut Mines-Télécom et l'université de Lille ont signé un accord le 6 mai 2019.
"""


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Presse</title>
<item><title>Le CNRS signe</title><guid>1</guid><description>Le CNRS a signé le 6 mai 2019.</description></item>
</channel></rss>"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "accord.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


async def test_the_engine_says_when_it_is_ready_and_ends_cleanly(start_engine, heard):
    client = await start_engine()
    ready = await heard.wait_for(EngineReady)
    assert ready.pid == client.pid
    await client.stop()
    assert await gone(ready.pid)
    assert heard.of(EngineLost) == []


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no priorities on this system")
async def test_the_engine_gives_way_to_the_screen(start_engine, heard):
    await start_engine()
    ready = await heard.wait_for(EngineReady)
    assert os.getpriority(os.PRIO_PROCESS, ready.pid) > os.getpriority(os.PRIO_PROCESS, 0)


async def test_what_is_added_is_stored_recognised_and_indexed(start_engine, heard, places, article):
    client = await start_engine()
    client.send(Add(7, str(article), "Presse"))
    added = await heard.wait_for(Added)
    assert added.request == 7 and added.skipped == () and len(added.feed_ids) == 1
    await heard.wait_for(ArticlesRecognised)
    with open_store(places.store) as store:
        (feed,) = store.feeds.all()
        assert (feed.folder, feed.total, feed.title) == ("Presse", 1, "Un accord pour la recherche")
        number = heard.of(ArticlesRecognised)[0].article_ids[0]
        assert store.mentions.get(number) is not None
        await until(lambda: store.search.remaining() == 0)


async def test_an_article_on_the_screen_is_recognised_again_when_asked(start_engine, heard, article):
    client = await start_engine()
    client.send(Add(1, str(article)))
    (number,) = (await heard.wait_for(ArticlesRecognised)).article_ids
    client.send(Recognise((number, ArticleId(999))))
    assert (await heard.wait_for(ArticlesRecognised, 2)).article_ids == (number,)


async def test_by_wish_feeds_that_are_due_are_checked_without_being_told(start_engine, heard, places, loopback):
    loopback.route("/due", body=RSS)
    loopback.route("/later", body=RSS)
    with open_store(places.store) as store:
        due, later = (store.feeds.add(loopback.url(path)) for path in ("/due", "/later"))
        now = datetime.now(UTC)
        store.feeds.record_unchanged(later.id, checked=now, next_check=now + timedelta(hours=1))
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text("refresh_minutes = 15", encoding="utf-8")
    await start_engine()
    summary = await heard.wait_for(RefreshSummary)
    assert [feed.feed_id for feed in summary.feeds] == [due.id]


async def test_a_command_that_cannot_be_read_is_said_and_harms_nothing(start_engine, heard, article):
    client = await start_engine()
    await heard.wait_for(EngineReady)
    client._process.stdin.write(b"rubbish\n")
    assert "no message" in (await heard.wait_for(Problem)).message
    client.send(Add(1, str(article)))
    assert (await heard.wait_for(Added)).feed_ids


async def test_what_cannot_be_added_or_fetched_is_answered_with_the_reason(start_engine, heard, tmp_path):
    client = await start_engine()
    client.send(Add(3, str(tmp_path / "nothing.xml")))
    client.send(FetchFullText(ArticleId(12)))
    added = await heard.wait_for(Added)
    assert added.request == 3 and "does not exist" in added.skipped[0][1]
    assert "12" in (await heard.wait_for(FullTextFetched)).error


async def test_a_feed_is_looked_at_without_being_stored(start_engine, heard, places, loopback: LoopbackServer):
    loopback.route("/feed", body=RSS)
    client = await start_engine()
    client.send(LookAt(loopback.url("/feed"), loopback.url("/")))
    seen = await heard.wait_for(LookedAt)
    assert (seen.url, seen.error, seen.articles) == (loopback.url("/feed"), "", len(seen.newest)) and seen.articles
    client.send(LookAt(loopback.url("/gone"), loopback.url("/")))
    assert "404" in (await heard.wait_for(LookedAt, 2)).error
    with open_store(places.store) as store:
        assert store.feeds.all() == []


async def test_cancelling_when_nothing_runs_is_fine_and_an_empty_refresh_is_answered(start_engine, heard):
    client = await start_engine()
    client.send(CancelRefresh())
    client.send(Refresh())
    assert (await heard.wait_for(RefreshSummary)).checked == 0


@pytest.mark.parametrize("how", ["cancelled", "ended"])
async def test_a_refresh_that_is_cut_short_blames_no_feed(start_engine, heard, places, loopback: LoopbackServer, how):
    client = await start_engine()
    gate = Gate()
    loopback.route("/feed", body=RSS)
    client.send(Add(1, loopback.url("/feed")))
    await heard.wait_for(Added)
    loopback.route("/feed", body=RSS, delay=gate)
    client.send(Refresh())
    client.send(Refresh())
    await loopback.arrived(2)
    if how == "cancelled":
        client.send(CancelRefresh())
        await heard.wait_for(RefreshSummary, 2)
        assert sorted(summary.cancelled for summary in heard.of(RefreshSummary)) == [0, 1]
    else:
        await client.stop()
    gate.open()
    with open_store(places.store) as store:
        (feed,) = store.feeds.all()
        assert (feed.error, feed.failures, feed.total) == ("", 0, 1)


async def test_a_refresh_tells_each_feed_and_its_sum(start_engine, heard, loopback: LoopbackServer):
    client = await start_engine()
    loopback.route("/feed", body=RSS)
    client.send(Add(1, loopback.url("/feed")))
    await heard.wait_for(Added)
    client.send(Refresh())
    summary = await heard.wait_for(RefreshSummary)
    assert (summary.checked, summary.unchanged, summary.failed) == (1, 1, 0)
    assert heard.of(FeedChecked)[-1].url == loopback.url("/feed")


async def test_commands_sent_at_once_after_the_start_are_not_lost(start_engine, heard, article):
    client = await start_engine()
    for number in range(20):
        client.send(Add(number, str(article)))
    await heard.wait_for(Added, 20)
    assert sum(len(added.feed_ids) for added in heard.of(Added)) == 1


async def test_a_crashed_engine_is_started_again_and_said(start_engine, heard, article):
    client = await start_engine()
    first = (await heard.wait_for(EngineReady)).pid
    os.kill(first, signal.SIGKILL)
    lost = await heard.wait_for(EngineLost)
    assert lost.restarted and "9" in lost.reason
    assert (await heard.wait_for(EngineReady, 2)).pid != first
    client.send(Add(1, str(article)))
    assert (await heard.wait_for(Added)).feed_ids


async def test_an_engine_that_keeps_crashing_is_given_up_after_three_restarts(start_engine, heard):
    client = await start_engine(command=[sys.executable, "-c", "import sys; sys.exit('no such luck')"])
    await until(lambda: any(not lost.restarted for lost in heard.of(EngineLost)))
    assert [lost.restarted for lost in heard.of(EngineLost)] == [True, True, True, False]
    assert "no such luck" in heard.of(EngineLost)[-1].reason
    with pytest.raises(EngineError, match="not started again"):
        client.send(Refresh())


async def test_an_engine_that_cannot_open_the_store_says_why_and_is_not_started_again(start_engine, heard, places):
    places.store.parent.mkdir(parents=True)
    places.store.write_bytes(b"this is no database, but it is long enough to look like one" * 100)
    await start_engine()
    lost = await heard.wait_for(EngineLost)
    assert not lost.restarted
    assert "damaged" in (await heard.wait_for(Problem)).message


async def test_an_engine_that_will_not_end_is_killed_within_two_seconds(start_engine, heard):
    deaf = 'import signal, threading; print(\'{"type":"EngineReady","pid":0}\', flush=True); threading.Event().wait()'
    client = await start_engine(command=[sys.executable, "-c", deaf])
    await heard.wait_for(EngineReady)
    pid = client.pid
    started = asyncio.get_running_loop().time()
    await client.stop()
    assert await gone(pid)
    assert asyncio.get_running_loop().time() - started < 3.0


async def test_events_longer_than_a_pipe_arrive(start_engine, heard):
    long = f'print(\'{{"type":"Problem","message":"\' + \'x\' * {2**21} + \'"}}\', flush=True); input()'
    await start_engine(command=[sys.executable, "-c", long])
    assert len((await heard.wait_for(Problem)).message) == 2**21


@linux_only
async def test_when_the_screen_is_killed_the_engine_and_its_parsers_vanish(places: Paths, article: Path):
    screen = textwrap.dedent(
        """
        import asyncio, sys
        from pathlib import Path
        from tui_reader.config.paths import Paths
        from tui_reader.engine.client import EngineClient
        from tui_reader.model.events import Add, ArticlesRecognised

        async def main():
            recognised = asyncio.Event()
            hear = lambda event: isinstance(event, ArticlesRecognised) and recognised.set()
            client = EngineClient(Paths.under(Path(sys.argv[1])), hear)
            await client.start()
            client.send(Add(1, sys.argv[2]))
            await recognised.wait()
            print(client.pid, flush=True)
            await asyncio.Event().wait()

        asyncio.run(main())
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", screen, str(places.config_dir.parent), str(article)], stdout=subprocess.PIPE
    )
    try:
        engine = int(await asyncio.to_thread(process.stdout.readline))
        family = [engine, *children_of(engine)]
        assert len(family) == 2
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    assert all([await gone(pid) for pid in family])


@linux_only
async def test_a_parser_that_hangs_does_not_outlive_a_killed_engine():
    child = Path(__file__).with_name("misbehaving_child.py")
    engine = textwrap.dedent(
        """
        import asyncio, sys
        from tui_reader.engine.parsers import ParserPool
        from tui_reader.model.feeds import FeedKind
        from tui_reader.services.jobs import DigestJob

        async def main():
            pool = ParserPool(command=[sys.executable, sys.argv[1]])
            await pool.digest(DigestJob("warm", FeedKind.FEED, b""))
            hanging = asyncio.create_task(pool.digest(DigestJob("hang", FeedKind.FEED, b"")))
            print(*pool.pids, flush=True)
            await hanging

        asyncio.run(main())
        """
    )
    process = subprocess.Popen([sys.executable, "-c", engine, str(child)], stdout=subprocess.PIPE)
    try:
        pid = int(await asyncio.to_thread(process.stdout.readline))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    assert await gone(pid)


def test_the_worker_ends_on_sigterm_and_on_the_end_of_its_input(places: Paths):
    for end in (subprocess.Popen.terminate, lambda process: process.stdin.close()):
        process = subprocess.Popen(
            [sys.executable, "-m", "tui_reader.engine.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        with process:
            assert b"EngineReady" in process.stdout.readline()
            end(process)
            assert process.wait(timeout=20) == 0


def test_the_folder_one_stands_in_lends_no_modules(tmp_path: Path):
    (tmp_path / "httpx.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    process = subprocess.run(
        child_command("tui_reader.engine.parser_child"), cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True
    )
    assert process.returncode == 0, process.stderr


def test_the_log_stays_small_whatever_is_printed(tmp_path: Path):
    chatter = (
        "import sys; from pathlib import Path; from tui_reader.engine.log import log_to; log_to(Path(sys.argv[1]))\n"
        "for _number in range(2000): print('x' * 1000)"
    )
    log = tmp_path / "state" / "engine.log"
    subprocess.run([sys.executable, "-c", chatter, str(log)], check=True, stdout=subprocess.DEVNULL)
    assert 0 < sum(path.stat().st_size for path in log.parent.iterdir()) < 2.1 * MAX_BYTES


def test_the_screen_s_end_imports_nothing_heavy():
    script = "import sys, tui_reader.engine.client; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"httpx", "feedparser", "lxml", "trafilatura", "sqlite3", "textual", "babel", "logging.handlers"}
    assert not heavy & set(loaded)
    assert not [name for name in loaded if name.startswith(("tui_reader.services", "tui_reader.storage"))]


@pytest.mark.parametrize("module", ["client", "worker", "local", "parsers", "parser_child", "launch", "log", "pipes"])
def test_no_module_needs_what_windows_lacks(module: str):
    script = (
        "import sys\n"
        "for name in ('fcntl', 'resource', 'pwd', 'termios'): sys.modules[name] = None\n"
        f"import tui_reader.engine.{module}"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
