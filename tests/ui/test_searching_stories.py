"""A search laid over a list: what is done meanwhile, and the way back."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.ui.conftest import Desk
from tests.ui.test_reading_stories import opened, until
from tui_reader.model.views import View, ViewKind
from tui_reader.ui.commands.searching import TYPING_SECONDS
from tui_reader.ui.screens.main import MainScreen


async def searched(pilot: Pilot[int], screen: MainScreen, words: str) -> None:
    await pilot.press("/", *words, "enter")
    await until(pilot, lambda: screen.searching.is_on and words in screen.articles.title)


def indexed(desk: Desk) -> Desk:
    desk.store.search.index_pending(100)
    return desk


async def test_what_is_removed_from_a_search_is_gone_from_the_list_below_and_comes_back(filled: Desk) -> None:
    async with opened(indexed(filled)) as (screen, pilot):
        before = list(screen.articles.ids)
        await searched(pilot, screen, "science")
        found = list(screen.articles.ids)
        await pilot.press("j", "d")
        assert list(screen.articles.ids) == found[:1]
        await pilot.press("u")
        await until(pilot, lambda: list(screen.articles.ids) == found)
        assert screen.articles.current_id == found[1]
        assert screen.searching.is_on
        await pilot.press("d", "escape")
        assert list(screen.articles.ids) == [number for number in before if number != found[1]]


async def test_another_feed_ends_the_search(filled: Desk) -> None:
    async with opened(indexed(filled)) as (screen, pilot):
        await searched(pilot, screen, "science")
        feed = filled.store.feeds.all()[0]
        screen.feeds.select(View(ViewKind.FEED, feed_id=feed.id))
        screen.feed_chosen()
        listed = list(screen.articles.ids)
        assert not screen.searching.is_on
        await pilot.press("escape")
        assert list(screen.articles.ids) == listed
        assert screen.focused is screen.feeds


async def test_a_feed_removed_under_a_search_leaves_both(filled: Desk) -> None:
    async with opened(indexed(filled)) as (screen, pilot):
        await searched(pilot, screen, "science")
        sciences = next(feed for feed in filled.store.feeds.all() if feed.title == "Sciences")
        screen.feeds.select(View(ViewKind.FEED, feed_id=sciences.id))
        screen.show_pane(screen.feeds)
        await pilot.press("d")
        await until(pilot, lambda: not screen.articles.row_total)
        assert screen.searching.is_on
        await pilot.press("escape")
        assert len(screen.articles.ids) == 5


async def test_a_removal_taken_back_leaves_the_list_as_it_was(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        before = list(screen.articles.ids)
        await pilot.press("m", "j", "j", "d", "d")
        await until(pilot, lambda: len(screen.articles.ids) == 5)
        await pilot.press("u")
        await until(pilot, lambda: len(screen.articles.ids) == 6)
        await pilot.press("u")
        await until(pilot, lambda: list(screen.articles.ids) == before)
        assert screen.articles.cursor == 2
        await pilot.press("ctrl+r")
        await until(pilot, lambda: before[2] not in screen.articles.ids)


async def test_a_search_that_is_left_at_once_does_not_come_back(filled: Desk) -> None:
    async with opened(indexed(filled)) as (screen, pilot):
        rung: list[bool] = []
        await searched(pilot, screen, "science")
        screen.set_timer(TYPING_SECONDS, lambda: rung.append(True))
        await pilot.press("escape")
        await until(pilot, lambda: rung)
        await screen.workers.wait_for_complete()
        assert screen.articles.title == "Unread"
        assert not screen.searching.is_on
