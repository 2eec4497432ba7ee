"""The screen and the engine: refreshing, adding, failing, and nothing that moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_feed, an_article, stored
from tests.ui.conftest import NOON, Desk
from tests.ui.test_reading_stories import opened, until
from tui_reader.model import events
from tui_reader.model.errors import StoreBusy
from tui_reader.model.events import Add, CancelRefresh, CheckStatus, FeedChecked, NamedFeed, Refresh, RefreshSummary
from tui_reader.model.views import View, ViewKind


def arrives(desk: Desk, count: int = 1) -> FeedChecked:
    """New articles are stored, and the event that says so."""
    feed = desk.store.feeds.all()[0]
    later = datetime(2026, 3, 2, 9, tzinfo=UTC)
    stored(desk.store, feed, *(an_article(published=later + timedelta(minutes=n)) for n in range(count)))
    return FeedChecked(feed.id, feed.url, CheckStatus.UPDATED, new=count, done=1, total=2)


async def test_refreshing_shows_progress_and_moves_nothing(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("j", "enter", "j", "j", "R")
        assert filled.engine.asked_for(Refresh) == [Refresh(())]
        ids, cursor, top = list(screen.articles.ids), screen.articles.cursor, screen.article.top
        filled.engine.say(events.RefreshStarted(2))
        filled.engine.say(arrives(filled, 3))
        await until(pilot, lambda: "1/2" in screen.status.progress)
        assert "3 new" in screen.articles.header_parts()[1]
        filled.engine.say(RefreshSummary(checked=2, new_articles=3))
        await until(pilot, lambda: "3 new articles" in screen.status.message)
        assert screen.status.progress == ""
        assert (list(screen.articles.ids), screen.articles.cursor, screen.article.top) == (ids, cursor, top)
        assert screen.focused is screen.article


async def test_escape_stops_a_refresh_before_it_means_anything_else(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("R", "escape")
        assert filled.engine.asked_for(CancelRefresh)
        assert screen.focused is screen.articles
        filled.engine.say(RefreshSummary(checked=1, cancelled=1))
        await until(pilot, lambda: "1 left as they were" in screen.status.message)
        await pilot.press("escape")
        assert screen.focused is screen.feeds


async def test_r_refreshes_the_feed_that_is_listed(filled: Desk) -> None:
    feed = filled.store.feeds.all()[0]
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        screen.reading.show_view(View(ViewKind.FEED, feed_id=feed.id))
        await pilot.press("r")
        assert filled.engine.asked_for(Refresh) == [Refresh((feed.id,))]


async def test_new_articles_come_into_the_list_when_it_is_asked_for_again(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("j")
        current = screen.articles.current_id
        filled.engine.say(arrives(filled, 2))
        await until(pilot, lambda: screen.articles.arrived == 2)
        await pilot.press(".")
        assert len(screen.articles.ids) == 9
        assert screen.articles.current_id == current
        assert screen.articles.arrived == 0


async def test_what_arrived_and_is_not_listed_yet_stays_unread(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        filled.engine.say(arrives(filled, 2))
        await until(pilot, lambda: screen.articles.arrived == 2)
        await pilot.press("A")
        await until(pilot, lambda: "7" in screen.status.message)
        assert filled.store.articles.count(View(ViewKind.UNREAD)) == 2


async def test_the_article_that_is_read_stays_when_what_arrived_is_shown(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("j", "enter")
        current = screen.articles.current_id
        assert current is not None
        await until(pilot, lambda: filled.store.articles.get(current).read)
        filled.engine.say(arrives(filled, 2))
        await until(pilot, lambda: screen.articles.arrived == 2)
        await pilot.press(".")
        assert screen.articles.current_id == current == screen.article.article.id
        assert len(screen.articles.ids) == 9
        await pilot.press("h", "j", "k", "m", "m")
        filled.engine.say(arrives(filled, 1))
        await until(pilot, lambda: screen.articles.arrived == 1)
        below = screen.articles.ids[screen.articles.cursor + 1]
        await pilot.press(".")
        assert screen.articles.current_id == below, "read and left: the next one takes its place"


async def test_an_empty_list_fills_itself(desk: Desk) -> None:
    a_feed(desk.store, "quiet")
    async with opened(desk) as (screen, pilot):
        await until(pilot, lambda: desk.engines)
        assert screen.articles.row_total == 0
        desk.engine.say(arrives(desk))
        await until(pilot, lambda: screen.articles.row_total == 1)
        assert screen.article.article is not None


async def test_a_failing_feed_is_marked_and_explained(filled: Desk) -> None:
    feed = filled.store.feeds.all()[0]
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        error = "monde.example.org does not answer. Check the address."
        filled.store.feeds.record_failure(feed.id, error=error, checked=NOON, next_check=NOON + timedelta(hours=2))
        filled.engine.say(FeedChecked(feed.id, feed.url, CheckStatus.FAILED, error=error, done=1, total=1))
        filled.engine.say(RefreshSummary(checked=1, failed=1))
        await until(pilot, lambda: screen.works("feeds.problems"))
        assert screen.status.is_error
        await pilot.press("!")
        await pilot.pause()
        text = screen.app.screen.query_one("#dialog-text")
        assert any(error in text.render_line(y).text for y in range(12))


async def test_adding_says_what_was_found(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"new.example.org", "enter")
        request = filled.engine.asked_for(Add)[0]
        assert request.input == "new.example.org"
        feed = a_feed(filled.store, "new")
        stored(filled.store, feed, an_article(title="Fresh"))
        filled.engine.say(events.Added(request.request, (feed.id,)))
        await until(pilot, lambda: screen.article.document.title == "Fresh")
        text = screen.app.screen.query_one("#dialog-text")
        assert any("Added: New" in text.render_line(y).text for y in range(8))
        await pilot.press("escape")
        assert screen.feeds.current is not None and screen.feeds.current.feed is not None
        assert screen.feeds.current.feed.id == feed.id


SITE = (
    NamedFeed("https://new.example.org/all", "All news"),
    NamedFeed("https://new.example.org/science", "Science"),
    NamedFeed("https://new.example.org/known", "Known", subscribed=True),
)


async def test_what_was_added_can_be_taken_back_once_it_was_seen(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"new.example.org", "enter")
        feed = a_feed(filled.store, "new")
        stored(filled.store, feed, an_article(title="Fresh", published=NOON - timedelta(days=1)))
        filled.engine.say(events.Added(filled.engine.asked_for(Add)[0].request, (feed.id,)))
        dialog = screen.app.screen
        text = dialog.query_one("#dialog-text")

        def shown() -> str:
            return "\n".join(text.render_line(y).text for y in range(text.size.height))

        await until(pilot, lambda: "1 article · newest March 1, 2026" in shown())
        assert "Mar 1     Fresh" in " ".join(shown().split("·"))
        await pilot.press("f8")
        await until(pilot, lambda: "Taken back: New" in shown())
        assert feed.id not in [kept.id for kept in filled.store.feeds.all()]
        await pilot.press("escape", "u")
        await until(pilot, lambda: feed.id in [kept.id for kept in filled.store.feeds.all()])


async def test_a_site_with_several_feeds_lets_one_choose(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"new.example.org", "enter")
        (asked,) = filled.engine.asked_for(Add)
        assert asked.choose
        filled.engine.say(events.Added(asked.request, choices=SITE))
        dialog = screen.app.screen
        await until(pilot, lambda: dialog.focused is not None and dialog.focused.id == "dialog-choices")
        await pilot.press("space", "j", "space", "j", "enter")
        asked_for = [command for command in filled.engine.asked_for(Add) if command is not asked]
        assert [(command.input, command.choose) for command in asked_for] == [
            ("https://new.example.org/all", False),
            ("https://new.example.org/science", False),
        ]
        for name, command in zip(("all", "science"), asked_for, strict=True):
            feed = a_feed(filled.store, name)
            filled.engine.say(events.Added(command.request, (feed.id,)))
        text = dialog.query_one("#dialog-text")

        def shown() -> str:
            return "\n".join(text.render_line(y).text for y in range(text.size.height))

        await until(pilot, lambda: "Added: All" in shown() and "Added: Science" in shown())


async def test_what_each_feed_of_a_site_brings_is_shown_before_one_chooses(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"new.example.org", "enter")
        (asked,) = filled.engine.asked_for(Add)
        filled.engine.say(events.Added(asked.request, tried=("https://new.example.org/",), choices=SITE))
        await until(pilot, lambda: filled.engine.asked_for(events.LookAt))
        first, site = SITE[0].url, "https://new.example.org/"
        assert filled.engine.asked_for(events.LookAt) == [events.LookAt(first, site)], "only what the cursor is on"
        text = screen.app.screen.query_one("#dialog-preview")

        def shown() -> str:
            return "\n".join(text.render_line(y).text for y in range(text.size.height))

        await until(pilot, lambda: "Looking at it" in shown())
        newest = (events.Headline("Un accord", "2026-03-01T08:00:00+00:00"), events.Headline("Sans date"))
        filled.engine.say(events.LookedAt(first, "Toute l’actualité", 25, newest))
        await until(pilot, lambda: "25 articles · newest March 1, 2026" in shown())
        assert "Mar 1     Un accord" in shown() and "Sans date" in shown()
        await pilot.press("j")
        await until(pilot, lambda: len(filled.engine.asked_for(events.LookAt)) == 2)
        filled.engine.say(events.LookedAt(filled.engine.asked_for(events.LookAt)[1].url, error="It is gone."))
        await until(pilot, lambda: "It is gone." in shown())
        await pilot.press("k")
        await until(pilot, lambda: "Un accord" in shown())
        assert len(filled.engine.asked_for(events.LookAt)) == 2, "what was seen is not asked for again"


async def test_feeds_of_a_site_are_chosen_by_mouse(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"new.example.org", "enter")
        filled.engine.say(events.Added(filled.engine.asked_for(Add)[0].request, choices=SITE))
        choices = screen.app.screen.query_one("#dialog-choices")
        await until(pilot, lambda: choices.size.height == 1 + len(SITE) + 2)
        await pilot.click(choices, offset=(4, 2))
        await pilot.click(choices, offset=(4, 3))  # one that is subscribed already takes no click
        await pilot.click(choices, offset=(4, 5))
        await pilot.pause()
        assert [command.input for command in filled.engine.asked_for(Add)[1:]] == ["https://new.example.org/science"]


async def test_adding_in_vain_says_what_was_tried(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"nothing.example.org", "enter")
        request = filled.engine.asked_for(Add)[0].request
        skipped = (("nothing.example.org", "The site names no feed."),)
        filled.engine.say(events.Added(request, (), skipped, ("https://nothing.example.org/feed",)))
        text = screen.app.screen.query_one("#dialog-text")

        def shown() -> str:
            return "\n".join(text.render_line(y).text for y in range(text.size.height))

        await until(pilot, lambda: "The site names no feed." in shown())
        assert "https://nothing.example.org/feed" in shown()


async def test_a_removed_feed_comes_back_by_undo(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("h", "j", "j", "j", "j", "d")
        await until(pilot, lambda: len(filled.store.feeds.all()) == 1)
        await pilot.press("u")
        await until(pilot, lambda: len(filled.store.feeds.all()) == 2)
        await pilot.pause()
        assert any(row.title == "Monde" for row in screen.feeds.rows)


async def test_an_added_feed_goes_again_by_undo(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"new.example.org", "enter")
        feed = filled.store.feeds.add("https://new.example.org/feed", title="New")
        filled.engine.say(events.Added(filled.engine.asked_for(Add)[0].request, (feed.id,)))
        await until(pilot, lambda: any(row.title == "New" for row in screen.feeds.rows))
        await pilot.press("escape", "u")
        await until(pilot, lambda: not any(row.title == "New" for row in screen.feeds.rows))
        assert "Undone: 1 feed added." in screen.status.message


async def test_a_lost_engine_is_said_and_reading_goes_on(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        filled.engine.say(events.EngineLost("it was killed", restarted=False))
        await until(pilot, lambda: "it was killed" in screen.status.message)
        await pilot.press("J")
        assert screen.article.document.title == "Article 1"


async def test_leaving_stops_the_engine_and_saves_the_screen(filled: Desk) -> None:
    async with opened(filled) as (_screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press(">", "Q")
    assert filled.engine.stopped
    assert filled.paths.ui_state_file.exists()


async def test_searching_lists_hits_and_n_goes_through_them(filled: Desk) -> None:
    feed = filled.store.feeds.all()[0]
    stored(
        filled.store, feed, an_article(title="Rare", text="Un phénomène. " + "Rien. " * 600 + "Encore le phénomène.")
    )
    filled.store.search.index_pending(100)
    async with opened(filled) as (screen, pilot):
        await pilot.press("/", *"phenomene")
        await until(pilot, lambda: screen.articles.row_total == 1)
        await pilot.press("enter")
        await until(pilot, lambda: screen.article.document.title == "Rare")
        assert screen.focused is screen.articles
        await pilot.press("n", "n")
        await pilot.pause()
        assert screen.article.top > 0, "the second hit stands far below"
        await pilot.press("q")
        assert screen.articles.row_total > 1
        assert screen.articles.title == "Unread"


async def test_what_another_process_did_shows_without_moving_the_list(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        ids = list(screen.articles.ids)
        filled.store.state.set_read([screen.articles.ids[0]], True)
        screen.watching.look_for_changes()
        await until(pilot, lambda: screen.feeds.rows[0].count == 6)
        row = screen.articles.row(0)
        assert row is not None and row.read
        assert list(screen.articles.ids) == ids


async def test_a_busy_store_is_said_and_nothing_ends(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_arguments: object) -> int:
        raise StoreBusy("The store is busy. Try again.")

    async with opened(filled) as (screen, pilot):
        monkeypatch.setattr(screen.desk.library, "set_read", busy)
        for key in ("m", "enter", "space"):
            screen.say("")
            await pilot.press(key)
            await until(pilot, lambda: screen.status.message == "The store is busy. Try again.")
        monkeypatch.setattr(screen.desk.library, "rows", busy)
        monkeypatch.setattr(screen.desk.library, "article", busy)
        screen.articles.reread()
        await pilot.press("J")
        await until(pilot, lambda: screen.status.is_error)
        monkeypatch.undo()
        screen.articles.reread()
        await pilot.press("m")
        await until(pilot, lambda: filled.store.articles.count(View(ViewKind.UNREAD)) == 6)
