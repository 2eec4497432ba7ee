"""Text selected with the mouse: what is under the pointer, in the article where it began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from textual import events
from textual.pilot import Pilot

from tests.builders import a_document, a_feed, an_article, stored
from tests.ui.conftest import Desk
from tests.ui.mouse import mouse, pull
from tests.ui.test_reading_stories import opened, until
from tui_reader.model.documents import Span, SpanKind
from tui_reader.ui.commands import reading
from tui_reader.ui.screens.main import MainScreen
from tui_reader.ui.widgets.selected_text import word_at

TEXT = "Deux écoles signent un accord.\nAujourd’hui, l’INSEE compte 👩‍🔬 et e\u0301lèves.\nLa fin."
FIRST, SECOND, LAST = TEXT.split("\n")


def place(screen: MainScreen, words: str) -> tuple[int, int]:
    """Where some words are painted in the article."""
    for y in range(screen.article.size.height):
        line = screen.article.render_line(y).text
        if words in line:
            return line.index(words), y
    raise AssertionError(words)


async def draw(pilot: Pilot[int], *places: tuple[int, int]) -> None:
    """Pull the mouse, its button down, from place to place of the article."""
    await pull(pilot, pilot.app.screen.query_one("#article"), *places)


def two_articles(desk: Desk) -> None:
    stored(desk.store, a_feed(desk.store), *(an_article(f"{n}", title=f"Titre {n}", text=TEXT) for n in range(2)))


async def test_a_line_drawn_into_the_air_ends_where_its_text_ends(desk: Desk) -> None:
    two_articles(desk)
    async with opened(desk) as (screen, pilot):
        column, row = place(screen, "signent")
        for end in ((screen.article.size.width - 3, row), (column + 3, row + 1)):
            await draw(pilot, (column, row), (column + 1, row), end)
            assert screen.get_selected_text() == "signent un accord."


async def test_what_is_drawn_out_of_the_article_stays_in_it(desk: Desk) -> None:
    two_articles(desk)
    async with opened(desk) as (screen, pilot):
        column, row = place(screen, "signent")
        await draw(pilot, (column, row), (column - 2, row), (-20, row))
        assert screen.get_selected_text() == "Deux écoles s"
        await draw(pilot, (column, row), (column, row + 2), (column, screen.article.size.height))
        assert screen.get_selected_text() == TEXT[TEXT.index("signent") :]


async def test_drawn_beyond_the_edge_it_scrolls_along_until_the_button_comes_up(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        article = screen.article
        text = article.document.text
        left, top = article.region.offset
        column, row = place(screen, "Paragraphe 0")
        x, y = left + column, top + article.size.height + 9
        mouse(pilot, events.MouseDown, x, top + row)
        mouse(pilot, events.MouseMove, x, top + row + 1)
        mouse(pilot, events.MouseMove, x, y)
        await until(pilot, lambda: article.top >= article.last_top)
        mouse(pilot, events.MouseMove, x, top + row)
        mouse(pilot, events.MouseMove, x, -1)
        await until(pilot, lambda: article.top == 0)
        assert screen.get_selected_text() == text[: text.index("Paragraphe 0") + 1]
        mouse(pilot, events.MouseUp, x, -1)
        await draw(pilot, (column, row), (column, row + 1), (column, article.size.height + 2))
        await until(pilot, lambda: article._drawing_on._timer is None)
        assert article.top < article.last_top, "the button was up at once"


async def test_nothing_is_drawn_on_under_a_dialog(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        article = screen.article
        left, top = article.region.offset
        column, row = place(screen, "Paragraphe 0")
        mouse(pilot, events.MouseDown, left + column, top + row)
        mouse(pilot, events.MouseMove, left + column, top + row + 1)
        mouse(pilot, events.MouseMove, left + column, top + article.size.height + 2)
        await pilot.press("?")
        await until(pilot, lambda: article._drawing_on._timer is None)
        mouse(pilot, events.MouseUp, left + column, top + article.size.height + 2)
        await pilot.press("escape")
        selected, before = screen.get_selected_text(), article.top
        mouse(pilot, events.MouseMove, left, top + article.size.height + 2)
        await pilot.pause()
        assert (screen.get_selected_text(), article.top) == (selected, before)


async def test_a_selection_begun_inside_does_not_go_on_from_where_the_last_one_ended(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        article = screen.article
        left, top = article.region.offset
        column, row = place(screen, "Paragraphe 0")
        await draw(pilot, (column, row), (column, row + 1), (column, article.size.height + 9))
        mouse(pilot, events.MouseDown, left + column, top + row)
        await pilot.pause()
        assert article._drawing_on._timer is None
        assert article.top == 0


async def test_what_is_drawn_below_ends_with_what_is_seen(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        column, row = place(screen, "Paragraphe 0")
        seen = screen.article.visible_range()[1]
        await draw(pilot, (column, row), (column, row + 1), (column, screen.article.size.height + 3))
        text = screen.get_selected_text()
        assert text
        assert screen.article.document.text.index(text) + len(text) <= seen


async def test_drawn_over_the_header_it_begins_with_the_first_line_in_sight(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        await pilot.press("enter", "pagedown")
        first, _last = screen.article.visible_range()
        await draw(pilot, (30, 4), (30, 2), (30, 0))
        text = screen.get_selected_text()
        assert text
        assert screen.article.document.text.index(text, first) == first


async def test_the_header_divides_and_selects_nothing(desk: Desk) -> None:
    two_articles(desk)
    async with opened(desk) as (screen, pilot):
        await draw(pilot, (30, 0), (30, 2), (30, 4))
        assert not screen.get_selected_text()


async def test_an_emoji_and_its_neighbours_are_taken_whole(desk: Desk) -> None:
    two_articles(desk)
    async with opened(desk) as (screen, pilot):
        column, row = place(screen, "Aujourd")
        before = column + len("Aujourd’hui, l’INSEE compte ")
        await draw(pilot, (before - 1, row), (before - 1, row), (before, row))
        assert screen.get_selected_text() == " 👩‍🔬"
        await draw(pilot, (before + 6, row), (before + 6, row), (before + 5, row))
        assert screen.get_selected_text() == " e\u0301"


async def test_twice_selects_the_word_and_three_times_the_paragraph(desk: Desk) -> None:
    two_articles(desk)
    async with opened(desk) as (screen, pilot):
        column, row = place(screen, "signent")
        await pilot.click(screen.article, offset=(column + 3, row), times=2)
        assert screen.get_selected_text() == "signent"
        await pilot.click(screen.article, offset=(column + 12, row), times=3)
        assert screen.get_selected_text() == FIRST


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("les établissements-composantes, ici", "composantes", "établissements-composantes"),
        ("Aujourd’hui.", "hui", "Aujourd’hui"),
        ("un (mot)", "(", "("),
        ("e\u0301tude finie", "tude", "e\u0301tude"),
    ],
)
def test_a_word_has_its_hyphens_apostrophes_and_accents(text: str, at: str, word: str) -> None:
    start, end = word_at(text, text.index(at))
    assert text[start:end] == word


async def test_another_article_has_nothing_selected(desk: Desk) -> None:
    two_articles(desk)
    async with opened(desk) as (screen, pilot):
        column, row = place(screen, "signent")
        await draw(pilot, (column, row), (column + 1, row), (column + 6, row))
        assert screen.get_selected_text() == "signent"
        await pilot.press("J", "y")
        assert screen.app.clipboard.startswith("https://")


async def test_escape_takes_the_selection_away_before_it_leaves_the_article(desk: Desk) -> None:
    two_articles(desk)
    async with opened(desk) as (screen, pilot):
        column, row = place(screen, "signent")
        await draw(pilot, (column, row), (column + 1, row), (column + 6, row))
        await pilot.press("escape")
        assert not screen.get_selected_text()
        assert screen.focused is screen.article
        await pilot.press("escape")
        assert screen.focused is screen.articles


async def test_a_selection_that_ends_on_a_link_does_not_open_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = linked(desk, monkeypatch)
    async with opened(desk) as (screen, pilot):
        column, row = place(screen, "Lire")
        await draw(pilot, (column, row), (column + 2, row), (column + 15, row))
        assert screen.get_selected_text() == "Lire la suite ic"
        await pilot.press("y")
        assert screen.app.clipboard == "Lire la suite ic"
        assert not seen
        await pilot.click(screen.article, offset=(column + 15, row))
        assert seen == ["https://example.org/ici"]


async def test_the_numbered_addresses_under_the_text_open_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "https://example.org/" + "ici/" * 30
    seen = linked(desk, monkeypatch, long)
    async with opened(desk) as (screen, pilot):
        await pilot.press("enter")
        column, row = place(screen, "[1] https://")
        await pilot.click(screen.article, offset=(column + 8, row))
        await pilot.click(screen.article, offset=(column + 5, row + 1))
        assert seen == [long, long]
        await pilot.hover(screen.article, offset=(column + 9, row))
        assert screen.status.message == long


def linked(desk: Desk, monkeypatch: pytest.MonkeyPatch, address: str = "https://example.org/ici") -> Sequence[str]:
    """An article without an address of its own, and what the browser was asked for."""
    document = a_document("Lire la suite ici et là.", title="Liens")
    at = document.text.index("ici")
    spans = (Span(SpanKind.LINK, at, at + 3, address),)
    article = replace(an_article(title="Liens"), link="", document=replace(document, spans=spans))
    stored(desk.store, a_feed(desk.store), article)
    seen: list[str] = []
    monkeypatch.setattr(reading, "open_address", lambda address, _browser: bool(seen.append(address) or True))
    return seen
