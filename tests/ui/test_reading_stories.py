"""Reading: lists, articles, places kept, marks, undo. A real store behind the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.builders import a_document, a_feed, an_article, stored
from tests.ui.conftest import Desk, found_in, recognised
from tui_reader.model.articles import ArticleId
from tui_reader.model.documents import BlockKind, Span, SpanKind
from tui_reader.model.events import ArticlesRecognised, Recognise
from tui_reader.model.mentions import MentionKind
from tui_reader.model.views import View, ViewKind
from tui_reader.ui.commands import reading
from tui_reader.ui.screens.main import MainScreen
from tui_reader.ui.screens.reading_dialog import ReadingDialog
from tui_reader.ui.widgets.bottom_lines import fit_sentence
from tui_reader.ui.widgets.text_view import TextView


@asynccontextmanager
async def opened(
    desk: Desk, size: tuple[int, int] = (160, 48), **options: Any
) -> AsyncIterator[tuple[MainScreen, Pilot[int]]]:
    app = desk.app(**options)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app.main_screen, pilot


async def until(pilot: Pilot[int], condition: Callable[[], object]) -> None:
    """Wait for the screen to come to something; fails by the test's timeout."""
    for _turn in range(400):
        if condition():
            return
        await pilot.pause(0.005)
    raise AssertionError("the screen never came to it")


def title(screen: MainScreen) -> str:
    return screen.article.document.title


async def test_the_first_article_is_open_beside_the_cursor(filled: Desk) -> None:
    async with opened(filled) as (screen, _pilot):
        assert screen.focused is screen.articles
        assert screen.articles.cursor == 0
        assert title(screen) == "Article 0"
        assert len(screen.articles.ids) == 7


async def test_looking_at_an_article_in_passing_does_not_read_it(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("j")
        await until(pilot, lambda: title(screen) == "Article 1")
        assert filled.store.articles.count(View(ViewKind.UNREAD)) == 7


async def test_enter_opens_and_reads(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("j", "enter")
        await pilot.pause()
        assert screen.focused is screen.article
        assert title(screen) == "Article 1"
        assert filled.store.articles.count(View(ViewKind.UNREAD)) == 6
        row = screen.articles.row(1)
        assert row is not None and row.read


async def test_space_pages_on_and_at_the_end_opens_the_next_unread(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("space")
        assert screen.article.top > 0
        for _page in range(20):
            if title(screen) != "Article 0":
                break
            await pilot.press("space")
        assert title(screen) == "Article 1"
        assert screen.article.top == 0


async def test_reopening_an_article_returns_to_the_same_line(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "j", "j", "j", "j", "j")
        line = screen.article.reading_offset
        assert line > 0
        await pilot.press("J")
        assert title(screen) == "Article 1"
        assert screen.article.reading_offset == 0
        await pilot.press("K")
        assert screen.article.reading_offset == line
    async with opened(filled) as (screen, pilot):
        await pilot.press("home")
        await until(pilot, lambda: screen.article.article is not None)
        first = filled.store.articles.ids(View())[0]
        assert filled.store.articles.get(first).position == line


async def test_another_width_keeps_the_line_that_is_read(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "pagedown", "pagedown")
        offset = screen.article.reading_offset
        await pilot.press("<", "<", "<")
        shown = screen.article.visible_range()
        assert shown[0] <= offset < shown[1]
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        first, last = screen.article.visible_range()
        assert first <= offset < last


async def test_n_goes_to_the_next_unread_and_N_back(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("j", "m", "k", "n")
        assert title(screen) == "Article 2"
        await pilot.press("N")
        assert title(screen) == "Article 0"


async def test_m_and_s_mark_and_u_takes_back(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):

        def is_marked() -> tuple[bool, bool]:
            row = screen.articles.row(0)
            assert row is not None
            return row.read, row.starred

        await pilot.press("m", "s")
        await pilot.pause()
        assert is_marked() == (True, True)
        await pilot.press("u", "u")
        await until(pilot, lambda: is_marked() == (False, False))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: is_marked() == (True, False))


async def test_A_reads_the_whole_list_and_can_be_undone(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("A")
        await until(pilot, lambda: filled.store.articles.count(View(ViewKind.UNREAD)) == 0)
        assert len(screen.articles.ids) == 7, "the list itself does not move"
        await until(pilot, lambda: screen.status.message)
        await pilot.press("u")
        await until(pilot, lambda: filled.store.articles.count(View(ViewKind.UNREAD)) == 7)


async def test_a_removed_article_leaves_the_list_and_comes_back(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("j", "d")
        await pilot.pause()
        assert len(screen.articles.ids) == 6
        assert screen.articles.cursor == 1
        await pilot.press("u")
        await pilot.pause()
        assert len(screen.articles.ids) == 7


async def test_marks_go_both_ways_between_article_and_names(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter")
        await pilot.press("]")
        assert screen.article.current is not None
        assert screen.article.current.surface == "université d’Auxerre"
        assert screen.entities.subject == (MentionKind.INSTITUTION, 1)
        await pilot.press("}")
        assert screen.article.current.surface == "6 mai 2019"
        assert screen.entities.subject == (MentionKind.DATE, 0)
        await pilot.press("tab")
        assert screen.focused is screen.entities
        await pilot.press("G")
        await pilot.pause()
        assert screen.article.current.surface == "2024"
        before = screen.article.top
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert screen.article.top > before, "the second mention stands far below"


async def test_scrolling_the_article_moves_the_cursor_among_the_names(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "G")
        await pilot.pause()
        assert screen.entities.subject == (MentionKind.INSTITUTION, 0)


async def test_an_unrecognised_article_is_recognised_on_sight_without_moving(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await until(pilot, lambda: filled.engines and filled.engine.asked_for(Recognise))
        await pilot.press("enter", "j", "j")
        top, lines = screen.article.top, list(screen.article.layout_lines.lines)
        asked = filled.engine.asked_for(Recognise)[0].article_ids
        recognised(filled)
        filled.engine.say(ArticlesRecognised(tuple(map(ArticleId, asked))))
        await until(pilot, lambda: screen.article.mentions)
        assert (screen.article.top, screen.article.layout_lines.lines) == (top, lines)
        assert screen.entities.row_total > 0


async def test_w_says_why_something_is_marked(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "]", "]", "w")
        await pilot.pause()
        lines = [screen.app.screen.query_one("#dialog-text").render_line(y).text for y in range(14)]  # type: ignore[attr-defined]
        assert any("Institut national de la statistique" in line for line in lines)
        assert any("a test said so" in line for line in lines)
        await pilot.press("escape")
        assert screen.app.screen is screen


async def test_a_rejected_name_is_gone_at_once_and_u_brings_it_back(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled) as (screen, pilot):
        before = len(screen.article.mentions)
        await pilot.press("enter", "]", "x")
        assert len(screen.article.mentions) == before - 1
        assert "université d’Auxerre" in filled.paths.corrections_file.read_text()
        await pilot.press("u")
        assert len(screen.article.mentions) == before
        assert "reject" not in filled.paths.corrections_file.read_text().replace("reject NAME", "")


async def test_two_institutions_are_merged_by_pressing_M_on_each(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "tab")
        assert screen.entities.found is not None and len(screen.entities.found.institutions) == 2
        await pilot.press("M", "j", "M")
        assert len(screen.entities.found.institutions) == 1
        assert screen.entities.found.institutions[0].name == "Université d’Auxerre"
        await pilot.press("u")
        assert len(screen.entities.found.institutions) == 2


async def test_y_copies_the_link(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("y")
        assert screen.app.clipboard == "https://example.org/m0"


async def test_feeds_list_their_articles_and_h_l_go_out_and_in(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("h")
        assert screen.focused is screen.feeds
        await pilot.press("G")
        await until(pilot, lambda: len(screen.articles.ids) == 2)
        assert title(screen) == "Science 1" or title(screen) == "Science 0"
        await pilot.press("l")
        assert screen.focused is screen.articles
        await pilot.press("q")
        assert screen.focused is screen.feeds


async def test_zen_shows_the_article_alone(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("z")
        assert screen.article.display
        assert not any(pane.display for pane in (screen.feeds, screen.articles, screen.entities))
        await pilot.press("q")
        assert screen.feeds.display


async def test_a_narrow_terminal_shows_one_pane_at_a_time(filled: Desk) -> None:
    async with opened(filled, (60, 20)) as (screen, pilot):
        assert [p.display for p in (screen.feeds, screen.articles, screen.article, screen.entities)] == [0, 1, 0, 0]
        await pilot.press("enter")
        await pilot.pause()
        assert title(screen) == "Article 0"
        assert [p.display for p in (screen.feeds, screen.articles, screen.article, screen.entities)] == [0, 0, 1, 0]
        await pilot.press("h")
        assert screen.focused is screen.articles
        await pilot.press("h")
        assert screen.feeds.display
        await pilot.press("q")
        assert not screen.app.is_running or screen.app.return_code == 0


async def test_i_opens_the_names_as_a_drawer_on_a_medium_terminal(filled: Desk) -> None:
    async with opened(filled, (100, 30)) as (screen, pilot):
        assert screen.feeds.display and not screen.entities.display
        await pilot.press("i")
        assert screen.entities.display and not screen.feeds.display
        await pilot.press("i")
        assert screen.feeds.display and not screen.entities.display


async def test_text_selected_with_the_mouse_is_what_y_copies(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        article, margin = screen.article, screen.article.margin()
        row = next(y for y in range(20) if "signent un accord" in article.render_line(y).text)
        column = article.render_line(row).text.index("signent")
        await pilot.mouse_down(article, offset=(column, row))
        await pilot.hover(article, offset=(column + 4, row))
        await pilot.hover(article, offset=(column + len("signent un accord") - 1, row))
        await pilot.mouse_up(article, offset=(column + len("signent un accord") - 1, row))
        await pilot.pause()
        assert margin > 0
        assert screen.get_selected_text() == "signent un accord"
        await pilot.press("y")
        assert screen.app.clipboard == "signent un accord"


async def test_link_letters_open_the_link_they_stand_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = a_feed(desk.store, "links")
    text = "Lire la suite ici et encore là."
    document = a_document(text, title="Liens")
    at = document.text.index("ici")
    spans = (
        Span(SpanKind.LINK, at, at + 3, "https://example.org/ici"),
        Span(SpanKind.LINK, document.text.index("là"), document.text.index("là") + 2, "javascript:alert(1)"),
    )
    stored(desk.store, feed, replace(an_article(title="Liens"), document=replace(document, spans=spans)))
    seen: list[str] = []
    monkeypatch.setattr(reading, "open_address", lambda address, _browser: bool(seen.append(address) or True))
    async with opened(desk) as (screen, pilot):
        await pilot.press("enter", "L")
        assert list(screen.article.hints.values()) == ["a", "s"]
        await pilot.press("a")
        await pilot.pause()
        assert seen == ["https://example.org/ici"]
        await pilot.press("L", "s")
        await pilot.pause()
        assert seen == ["https://example.org/ici"], "other schemes are never opened"
        assert screen.status.is_error
        await pilot.press("L", "z")
        assert not screen.article.hints


async def test_the_list_can_be_turned_round_under_the_cursor(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("j")
        current, ids = screen.articles.current_id, list(screen.articles.ids)
        await pilot.press("O")
        assert list(screen.articles.ids) == ids[::-1]
        assert screen.articles.current_id == current


async def test_a_key_that_has_nothing_to_work_on_says_so(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("!")
        assert screen.status.message == "No feed has a problem."
        await pilot.press("L")
        assert screen.status.message.startswith("Not possible here"), "letters stand over links in the article alone"
        await pilot.press("enter", "L")
        assert screen.status.message == "No link is in sight."


async def test_code_wider_than_the_text_says_that_it_goes_on(desk: Desk) -> None:
    document = a_document("x = " + "1 + " * 40 + "1", title="Code")
    blocks = (document.blocks[0], replace(document.blocks[1], kind=BlockKind.CODE))
    stored(desk.store, a_feed(desk.store), replace(an_article(), document=replace(document, blocks=blocks)))
    async with opened(desk) as (screen, pilot):

        def shown() -> str:
            lines = [screen.article.render_line(y).text for y in range(screen.article.size.height)]
            return next(line.strip() for line in lines if "1 + 1" in line)

        await pilot.press("enter")
        assert shown().startswith("x =")
        assert shown().endswith("›")
        await pilot.press("shift+right")
        assert shown()[0] + shown()[-1] == "‹›"
        await pilot.press(*["shift+right"] * 20)
        assert shown()[0] == "‹"
        assert shown().endswith("1")


async def test_a_message_too_long_for_its_line_says_how_it_is_read_whole(filled: Desk) -> None:
    async with opened(filled, size=(80, 24)) as (screen, pilot):
        address = "javascript:" + "x" * 200
        screen.reading.open_link(address)
        assert screen.status.render_line(0).text.rstrip().endswith("… F4")
        await pilot.press("f4")
        shown = screen.app.screen.query_one(TextView)
        text = "".join(shown.render_line(y).text.rstrip(" ┃").strip() for y in range(shown.size.height))
        assert address in text
        await pilot.press("escape")
        await pilot.click("#status", offset=(3, 0))
        assert isinstance(screen.app.screen, ReadingDialog)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Removed “A title that is rather long”; u brings it back.", "Removed “A title that…”; u brings it back."),
        (
            "Supprimé : «\u00a0Un titre plutôt long\u00a0» ; u l’annule.",
            "Supprimé : «\u00a0Un titre plu…\u00a0» ; u l’annule.",
        ),
        (
            "Nothing is quoted here, and it is long all the same.",
            "Nothing is quoted here, and it is long all the same.",
        ),
        (
            "“Short”; what follows it is by far too long for a line.",
            "“Short”; what follows it is by far too long for a line.",
        ),
    ],
)
def test_a_quoted_title_gives_way_to_what_is_said_about_it(said: str, shown: str) -> None:
    assert fit_sentence(said, 42) == shown


async def test_w_names_the_country_of_an_institution(filled: Desk) -> None:
    recognised(filled)
    for number in filled.store.articles.ids(View()):
        found = found_in(filled.store.articles.get(number).document.text)
        abroad = tuple(replace(institution, country="DE") for institution in found.institutions)
        filled.store.mentions.save(number, replace(found, institutions=abroad), key="abroad")
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "]", "w")
        shown = screen.app.screen.query_one(TextView)
        assert any("Germany" in shown.render_line(y).text for y in range(shown.size.height))
