"""The engine in the process of one command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loopback import LoopbackServer
from tui_reader.config.paths import Paths
from tui_reader.engine.knowledge import KnowledgeReader
from tui_reader.engine.local import local_engine
from tui_reader.engine.parsers import ParserPool
from tui_reader.fetch.limits import Limits
from tui_reader.model.articles import Article
from tui_reader.model.errors import ConfigError, EngineError, FetchError, NotAFeed
from tui_reader.model.events import FeedChecked
from tui_reader.services.jobs import FeedJob
from tui_reader.storage.store import open_store

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Presse</title>
<item><title>Le CNRS signe</title><guid>1</guid><description>Le CNRS a signé le 6 mai 2019.</description></item>
</channel></rss>"""
PAGE = "<html><title>Annonce</title><article><p>" + "Un paragraphe utile aux lecteurs. " * 20 + "</p></article></html>"


async def test_what_a_command_adds_is_searchable_and_recognised_when_it_ends(places: Paths, loopback: LoopbackServer):
    loopback.route("/feed", body=RSS, etag='"v1"')
    async with local_engine(places) as engine:
        (feed,) = (await engine.add(loopback.url("/feed"))).added
        assert feed.total == 1
    with open_store(places.store) as store:
        assert store.search.remaining() == 0
        assert store.mentions.remaining("") == 0
        assert store.mentions.institutions()


async def test_a_refresh_tells_each_feed(places: Paths, loopback: LoopbackServer):
    loopback.route("/feed", body=RSS, etag='"v1"')
    heard: list[object] = []
    async with local_engine(places, on_event=heard.append, limits=Limits(host_pace=0)) as engine:
        await engine.add(loopback.url("/feed"))
        summary = await engine.refresh()
    assert summary.unchanged == 1
    assert [event.url for event in heard if isinstance(event, FeedChecked)] == [loopback.url("/feed")]


async def test_parsing_opens_neither_store_nor_network(places: Paths):
    async with local_engine(places) as engine:
        parsed = await engine.parse_feed(RSS.encode())
        assert [entry.title for entry in parsed.entries] == ["Le CNRS signe"]
        with pytest.raises(NotAFeed):
            await engine.parse_feed(b"<html></html>")
    assert not places.data_dir.exists()


async def test_a_page_is_read_without_being_stored(places: Paths, loopback: LoopbackServer):
    loopback.route("/a", body=PAGE, content_type="text/html")
    async with local_engine(places) as engine:
        article = await engine.read_address(loopback.url("/a"))
        with pytest.raises(FetchError):
            await engine.read_address(loopback.url("/missing"))
    assert isinstance(article, Article)
    assert "utile aux lecteurs" in article.document.text and article.link == loopback.url("/a")
    assert not places.data_dir.exists()


async def test_corrections_edited_by_hand_count_at_once(places: Paths):
    read = KnowledgeReader(places)
    first = read()
    assert read() is first
    places.config_dir.mkdir(parents=True)
    places.corrections_file.write_text("reject CNRS\n", encoding="utf-8")
    assert read().key != first.key
    places.corrections_file.write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        read()
    places.corrections_file.unlink()
    assert read().key == first.key
    places.settings_file.write_text("metonyms = true\n", encoding="utf-8")
    assert read().context.metonyms and read().key != first.key


async def test_a_failing_parser_start_is_one_sentence(places: Paths, tmp_path: Path):
    async with ParserPool(command=[str(tmp_path / "missing")]) as pool:
        with pytest.raises(EngineError, match="cannot be started"):
            await pool.read_feed(FeedJob("x", b""))
