"""What the command line names is read without becoming a subscription."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.builders import a_feed, an_article, stored
from tests.ui.conftest import NOON, Desk
from tests.ui.test_reading_stories import opened, until
from tui_reader.config.paths import Paths
from tui_reader.model import events
from tui_reader.model.feeds import FeedKind
from tui_reader.ui.links import may_open
from tui_reader.ui.throwaway import DEMO_PREFIX, archive_for


async def test_a_file_is_opened_in_the_article_pane(desk: Desk) -> None:
    async with opened(desk, open_input="letter.md") as (screen, pilot):
        await until(pilot, lambda: desk.engines and desk.engine.asked_for(events.Add))
        request = desk.engine.asked_for(events.Add)[0]
        assert request.input == "letter.md"
        assert "letter.md" in screen.status.message
        feed = a_feed(desk.store, "letter", kind=FeedKind.FILE)
        desk.engine.say(events.Added(request.request, (feed.id,)))
        await until(pilot, lambda: desk.engine.asked_for(events.Refresh))
        stored(desk.store, feed, an_article(title="A letter"))
        desk.engine.say(events.FeedChecked(feed.id, feed.url, events.CheckStatus.UPDATED, new=1, done=1, total=1))
        await until(pilot, lambda: screen.article.document.title == "A letter")
        assert screen.focused is screen.article


@pytest.mark.parametrize(("size", "beside"), [((160, 48), True), ((80, 24), True), ((60, 20), False)])
async def test_one_document_is_shown_alone_with_what_it_names(desk: Desk, size: tuple[int, int], beside: bool) -> None:
    async with opened(desk, size=size, open_input="letter.md") as (screen, pilot):
        await answered_with(desk, pilot, FeedKind.FILE)
        await until(pilot, lambda: screen.article.document.title == "A letter")
        assert screen.focused is screen.article
        shown = [pane.id for pane in (screen.feeds, screen.articles, screen.article, screen.entities) if pane.display]
        assert shown == (["article", "entities"] if beside else ["article"])
        await pilot.press("tab")
        assert screen.focused is screen.entities
        await pilot.press("h", "h")
        assert screen.focused is screen.articles
        assert screen.articles.display


@pytest.mark.parametrize("key", ["z", "/"])
async def test_the_lists_are_one_key_away_from_a_document_alone(desk: Desk, key: str) -> None:
    async with opened(desk, open_input="letter.md") as (screen, pilot):
        await answered_with(desk, pilot, FeedKind.PAGE)
        await until(pilot, lambda: screen.article.document.title == "A letter")
        assert "h" in screen.status.message
        await pilot.press(key)
        assert screen.feeds.display
        assert screen.articles.display


async def test_leaving_a_document_that_was_opened_alone_ends_the_program(desk: Desk) -> None:
    async with opened(desk, open_input="letter.md") as (screen, pilot):
        await answered_with(desk, pilot, FeedKind.FILE)
        await until(pilot, lambda: screen.article.article is not None)
        await pilot.press("q")
        await until(pilot, lambda: not screen.app.is_running)


async def test_a_folder_that_is_opened_is_listed(desk: Desk) -> None:
    async with opened(desk, open_input="letters") as (screen, pilot):
        await answered_with(desk, pilot, FeedKind.FOLDER)
        await until(pilot, lambda: screen.articles.display)
        assert screen.feeds.display


async def answered_with(desk: Desk, pilot: Pilot[int], kind: FeedKind) -> None:
    """The engine has read what the command line named."""
    await until(pilot, lambda: desk.engines and desk.engine.asked_for(events.Add))
    feed = a_feed(desk.store, "letter", kind=kind)
    stored(desk.store, feed, an_article(title="A letter"))
    desk.store.feeds.record_unchanged(feed.id, checked=NOON, next_check=NOON)
    desk.engine.say(events.Added(desk.engine.asked_for(events.Add)[0].request, (feed.id,)))


async def test_what_cannot_be_opened_is_said(desk: Desk) -> None:
    async with opened(desk, open_input="nothing.md") as (screen, pilot):
        await until(pilot, lambda: desk.engines and desk.engine.asked_for(events.Add))
        number = desk.engine.asked_for(events.Add)[0].request
        desk.engine.say(events.Added(number, (), (("nothing.md", "There is no file nothing.md."),)))
        await until(pilot, lambda: screen.status.message == "There is no file nothing.md.")
        assert screen.status.is_error


def test_an_opened_input_leaves_the_persons_archive_alone(tmp_path: Path) -> None:
    own = Paths.under(tmp_path)
    with archive_for(own, "letter.md", demo=False) as places:
        assert places.store != own.store
        assert places.settings_file == own.settings_file
        places.data_dir.mkdir()
    assert not places.data_dir.exists()
    assert not own.data_dir.exists()


@pytest.mark.parametrize(("name", "goes"), [(DEMO_PREFIX + "x", True), ("precious", False)])
def test_a_demonstration_takes_away_only_its_own_folder(tmp_path: Path, name: str, goes: bool) -> None:
    root = tmp_path / name
    (root / "data").mkdir(parents=True)
    with archive_for(Paths.under(root), "", demo=True) as places:
        assert places.store.is_relative_to(root)
    assert root.exists() is not goes


@pytest.mark.parametrize(
    ("address", "may"),
    [
        *(("http://a", True), ("HTTPS://X.y/é", True), ("http://[::1]/", True), ("mailto:a@b", True)),
        *(("ftp://x", False), ("http:///x", False), ("https://#", False), ("http://[", False), ("http://a b", False)),
        *(("http://a\x00", False), ("javascript:x", False), ("", False)),
    ],
)
def test_only_web_and_mail_addresses_may_be_opened(address: str, may: bool) -> None:
    assert may_open(address) is may
