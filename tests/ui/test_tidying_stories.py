"""Putting things in order: folders, full text and feed's own, filters, links; and undo that goes through all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from textual.widgets import Input

from tests.builders import NOON, a_document, a_feed, an_article, stored
from tests.ui.conftest import Desk, recognised
from tests.ui.test_reading_stories import opened, title, until
from tui_reader.model import events
from tui_reader.model.documents import Span, SpanKind
from tui_reader.model.feeds import FolderPath, Validators
from tui_reader.model.views import View, ViewKind
from tui_reader.ui.panes.entities import Shown
from tui_reader.ui.screens.main import MainScreen


def folders(screen: MainScreen) -> list[str]:
    return [row.folder for row in screen.feeds.rows if row.folder is not None]


def to_folder(screen: MainScreen, folder: str) -> None:
    screen.show_pane(screen.feeds)
    index = next(i for i, row in enumerate(screen.feeds.rows) if row.folder == folder)
    screen.feeds.move_cursor(index, silent=True)


async def test_a_folder_is_renamed_dissolved_and_both_are_undone(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        to_folder(screen, "Recherche")
        await pilot.press("f2")
        await pilot.pause()
        question = screen.app.screen.query_one(Input)
        assert question.value == "Recherche"
        question.value = "Labos/CNRS"
        await pilot.press("enter")
        await until(pilot, lambda: folders(screen) == ["Labos∕CNRS"])
        assert screen.feeds.current is not None and screen.feeds.current.folder == "Labos∕CNRS"
        await pilot.press("d")
        await until(pilot, lambda: folders(screen) == [])
        assert len(filled.store.feeds.all()) == 2, "its feeds stay"
        await pilot.press("u")
        await until(pilot, lambda: folders(screen) == ["Labos∕CNRS"])
        await pilot.press("u")
        await until(pilot, lambda: folders(screen) == ["Recherche"])
        await pilot.press("ctrl+r")
        await until(pilot, lambda: folders(screen) == ["Labos∕CNRS"])


async def test_a_folder_goes_with_its_feeds_and_comes_back_with_them(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        to_folder(screen, "Recherche")
        (inside,) = [row.view for row in screen.feeds.rows if row.title == "Sciences"]
        assert inside is not None
        screen.reading.show_view(inside)
        await pilot.press("f8")
        await until(pilot, lambda: folders(screen) == [])
        assert [feed.title for feed in filled.store.feeds.all()] == ["Monde"]
        assert "1 feed; u brings it back" in screen.status.message
        assert screen.reading.view != inside
        await pilot.press("u")
        await until(pilot, lambda: folders(screen) == ["Recherche"])
        assert "a folder removed with its feeds" in screen.status.message


async def test_the_cursor_stays_beside_a_feed_that_is_removed(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        screen.show_pane(screen.feeds)
        placed = [row.view for row in screen.feeds.rows if row.feed is not None]
        first, second = placed
        assert first is not None and second is not None
        folder = View(ViewKind.FOLDER, folder=FolderPath("Recherche"))
        for gone, beside in ((first, folder), (second, View(ViewKind.UNREAD))):
            screen.feeds.select(gone)
            screen.reading.show_view(gone)
            await pilot.press("d")
            await until(pilot, lambda gone=gone: all(row.view != gone for row in screen.feeds.rows))
            assert screen.feeds.current is not None and screen.feeds.current.view == beside
            assert screen.reading.view == beside


async def test_taking_back_a_feed_that_is_on_the_screen_goes_to_what_is_there(filled: Desk) -> None:
    added = filled.store.feeds.add("https://added.example.org/feed", title="Added")
    async with opened(filled) as (screen, pilot):
        screen.feeds.select(View(ViewKind.FEED, feed_id=added.id))
        screen.reading.show_view(View(ViewKind.FEED, feed_id=added.id))
        await pilot.press("u")
        await until(pilot, lambda: all(row.title != "Added" for row in screen.feeds.rows))
        await until(pilot, lambda: screen.reading.view == View(ViewKind.UNREAD))
        assert len(screen.articles.ids) > 0
        await pilot.press("ctrl+r")
        await until(pilot, lambda: any(row.title == "Added" for row in screen.feeds.rows))


async def test_a_folder_moves_with_what_is_in_it(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        to_folder(screen, "Recherche")
        await pilot.press("f6")
        await pilot.pause()
        screen.app.screen.query_one(Input).value = "Monde / Recherche"
        await pilot.press("enter")
        await until(pilot, lambda: folders(screen) == ["Monde", "Monde/Recherche"])


async def test_a_folded_folder_shows_that_something_in_it_fails_and_opens_on_the_reason(filled: Desk) -> None:
    feed = next(feed for feed in filled.store.feeds.all() if feed.folder)
    filled.store.feeds.record_failure(feed.id, error="No answer.", checked=NOON, next_check=NOON + timedelta(hours=1))
    async with opened(filled) as (screen, pilot):
        to_folder(screen, "Recherche")
        await pilot.press("F")
        row = screen.feeds.current
        assert row is not None and row.folded and row.failing
        await pilot.press("!", "escape")
        row = screen.feeds.current
        assert row is not None and not row.folded
        assert any(row.feed is not None and row.failing for row in screen.feeds.rows)


async def test_undo_goes_back_through_marks_and_corrections_in_their_order(filled: Desk) -> None:
    recognised(filled)

    def names() -> list[str]:
        found = screen.entities.found
        return [institution.name for institution in found.institutions] if found else []

    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "tab")
        both = names()
        await pilot.press("x")
        once = names()
        await pilot.press("s", "x")
        assert [len(both), len(once), len(names())] == [2, 1, 0]
        await pilot.press("u")
        assert names() == once
        await pilot.press("u")
        await until(pilot, lambda: (row := screen.articles.row(0)) is not None and not row.starred)
        assert names() == once
        await pilot.press("u")
        await until(pilot, lambda: names() == both)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: names() == once)


async def test_f_goes_from_the_full_text_to_the_feeds_own_and_back(desk: Desk) -> None:
    feed = a_feed(desk.store, "short")
    teaser = an_article("one", title="Accord", text="L’INSEE signe.", link="https://example.org/one")
    stored(desk.store, feed, teaser)
    async with opened(desk) as (screen, pilot):
        await until(pilot, lambda: desk.engines)
        await pilot.press("enter", "f")
        (asked,) = desk.engine.asked_for(events.FetchFullText)
        whole = a_document("L’INSEE signe.\nEt l’INSEE explique longuement pourquoi.", title="Accord")
        stored(desk.store, feed, replace(teaser, document=whole))
        desk.store.pages.record(asked.article_id, Validators(), fetched=NOON)
        recognised(desk)
        desk.engine.say(events.FullTextFetched(asked.article_id))
        await until(pilot, lambda: "longuement" in screen.article.document.text)
        assert len(screen.article.mentions) == 2
        await pilot.press("f")
        assert "longuement" not in screen.article.document.text
        assert [screen.article.document.text[m.start : m.end] for m in screen.article.mentions] == ["INSEE"]
        await pilot.press("f")
        assert "longuement" in screen.article.document.text
        assert len(desk.engine.asked_for(events.FetchFullText)) == 1, "it is here already"


async def test_an_article_that_its_feed_made_longer_is_not_taken_for_its_page(desk: Desk) -> None:
    feed = a_feed(desk.store, "live")
    first = an_article("one", title="En direct", text="Début.", link="https://example.org/one")
    stored(desk.store, feed, first)
    stored(desk.store, feed, replace(first, document=a_document("Début.\nEt la suite.", title="En direct")))
    async with opened(desk) as (screen, pilot):
        await until(pilot, lambda: desk.engines)
        await pilot.press("enter", "f")
        assert desk.engine.asked_for(events.FetchFullText)
        assert "suite" in screen.article.document.text


async def test_v_lists_only_institutions_then_only_dates_and_is_remembered(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled) as (screen, pilot):
        await pilot.press("v")
        assert screen.entities.header_parts()[0] == "Institutions only"
        kinds = {row.subject[0] for row in screen.entities._rows if row.subject}
        assert len(kinds) == 1
        await pilot.press("v")
        assert screen.entities.shown is Shown.DATES
    async with opened(filled) as (screen, pilot):
        assert screen.entities.shown is Shown.DATES
        await pilot.press("v")
        assert screen.entities.shown is Shown.ALL


async def test_a_capital_letter_shows_where_a_link_leads(desk: Desk) -> None:
    feed = a_feed(desk.store, "links")
    document = a_document("Lire ici.", title="Liens")
    at = document.text.index("ici")
    link = Span(SpanKind.LINK, at, at + 3, "https://example.org/ici")
    stored(desk.store, feed, replace(an_article(title="Liens"), document=replace(document, spans=(link,))))
    async with opened(desk) as (screen, pilot):
        await pilot.press("enter", "L", "A")
        await pilot.pause()
        assert screen.status.message == "https://example.org/ici"
        assert screen.article.hints
        await pilot.press("escape")
        await pilot.pause()
        assert screen.status.message == ""
        row = next(y for y in range(20) if "ici" in screen.article.render_line(y).text)
        assert "ici[1]." in screen.article.render_line(row).text
        column = screen.article.render_line(row).text.index("ici")
        await pilot.hover(screen.article, offset=(column + 1, row))
        await pilot.pause()
        assert screen.status.message == "https://example.org/ici"


async def test_a_refresh_is_not_begun_twice_and_an_error_is_put_away_by_escape(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("R", "R")
        assert "under way" in screen.status.message
        filled.engine.say(events.EngineLost("it was killed", restarted=True))
        await until(pilot, lambda: screen.status.is_error)
        assert not screen.feeding.refreshing
        await pilot.press("escape")
        assert screen.status.message == ""
        assert screen.focused is screen.articles


async def test_an_engine_that_is_gone_answers_a_question_at_once(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"new.example.org", "enter")
        filled.engine.say(events.EngineLost("it was killed", restarted=False))
        text = screen.app.screen.query_one("#dialog-text")
        await until(pilot, lambda: any("it was killed" in text.render_line(y).text for y in range(text.size.height)))


async def test_only_what_was_never_fetched_is_refreshed_after_adding(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines)
        await pilot.press("a", *"list.opml", "enter")
        request = filled.engine.asked_for(events.Add)[0]
        new, known = a_feed(filled.store, "new"), a_feed(filled.store, "known")
        filled.store.feeds.record_unchanged(known.id, checked=NOON, next_check=NOON)
        filled.engine.say(events.Added(request.request, (new.id, known.id)))
        await until(pilot, lambda: filled.engine.asked_for(events.Refresh))
        assert filled.engine.asked_for(events.Refresh) == [events.Refresh((new.id,))]
        assert title(screen) or screen.reading.view == View(ViewKind.FEED, feed_id=new.id)


async def test_whether_images_are_kept_is_taken_back_too(filled: Desk) -> None:
    def wishes() -> list[bool | None]:
        return [feed.images for feed in filled.store.feeds.all()]

    recognised(filled)
    async with opened(filled) as (screen, pilot):
        await pilot.press("j", "enter", "escape", "]", "x", "I")
        assert True in wishes()
        assert "kept from the next refresh on" in screen.status.message
        rows = screen.articles.row_total
        await pilot.press("u")
        await until(pilot, lambda: "settings of 1 feed" in screen.status.message)
        assert wishes() == [None, None]
        assert screen.articles.row_total == rows, "the list is what it was"
        await pilot.press("I")
        assert "kept from the next refresh on" in screen.status.message, "the screen knows that it was taken back"
        await pilot.press("u")
        await until(pilot, lambda: wishes() == [None, None])
        await pilot.press("ctrl+r")
        await until(pilot, lambda: True in wishes())


async def test_tags_come_and_go_without_moving_the_line_that_is_read(filled: Desk) -> None:
    def has_tag(screen: MainScreen) -> bool:
        article = screen.article.article
        return article is not None and article.tags == ("ours",)

    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "pagedown", "pagedown")
        reading = screen.article.reading_offset
        assert reading > 0
        await pilot.press("t")
        await pilot.pause()
        screen.app.screen.query_one(Input).value = "ours"
        await pilot.press("enter")
        await until(pilot, lambda: has_tag(screen))
        assert screen.article.reading_offset == reading
        await pilot.press("u")
        await until(pilot, lambda: not has_tag(screen))
        assert screen.article.reading_offset == reading
        await pilot.press("ctrl+r", "g")
        await until(pilot, lambda: has_tag(screen))
        assert any("ours" in screen.article.render_line(y).text for y in range(6))


async def test_a_merge_that_was_begun_is_said_and_ends_with_escape_or_another_article(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "]", "M")
        begun = screen.status.message
        assert "press M again" in begun
        await pilot.press("}")
        assert screen.status.message == begun, "it is still to be done"
        await pilot.press("escape")
        assert screen.status.message == ""
        assert screen.focused is screen.article, "Esc did only that"
        for leave in ("escape", "J"):
            await pilot.press("]", "M", leave, "]", "]", "M")
            assert "press M again" in screen.status.message, "it begins anew"
            await pilot.press("escape")
        assert not filled.paths.corrections_file.exists()


async def test_a_feed_that_is_renamed_is_called_so_over_its_articles_too(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        screen.reading.show_view(View(ViewKind.FEED, feed_id=filled.store.feeds.all()[0].id))
        screen.show_pane(screen.feeds)
        screen.feeds.select(screen.reading.view)
        await pilot.press("f2")
        await pilot.pause()
        screen.app.screen.query_one(Input).value = "Quotidien"
        await pilot.press("enter")
        await until(pilot, lambda: screen.articles.title == "Quotidien")


async def test_who_looks_for_nothing_is_back_in_the_article(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "/", "escape")
        assert screen.focused is screen.article
        await pilot.press("escape", "/", "escape")
        assert screen.focused is screen.articles


async def test_alone_the_article_has_nothing_beside_it(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter")
        drawer = screen.drawer_open
        await pilot.press("z", "i")
        assert "shown alone" in screen.status.message
        await pilot.press("z")
        assert screen.drawer_open == drawer


async def test_a_click_on_its_mark_folds_a_folder_and_opens_it_up(filled: Desk) -> None:
    async with opened(filled, size=(160, 48)) as (screen, pilot):
        index = next(i for i, row in enumerate(screen.feeds.rows) if row.folder == "Recherche")
        titles = [row.title for row in screen.feeds.rows]
        view = screen.reading.view
        await pilot.click(screen.feeds, offset=(1, index + 1))
        assert [row.title for row in screen.feeds.rows] == [title for title in titles if title != "Sciences"]
        assert screen.reading.view == view, "the list stays"
        await pilot.click(screen.feeds, offset=(1, index + 1))
        assert [row.title for row in screen.feeds.rows] == titles
        await pilot.click(screen.feeds, offset=(6, index + 1))
        assert screen.reading.view == View(ViewKind.FOLDER, folder=FolderPath("Recherche"))
