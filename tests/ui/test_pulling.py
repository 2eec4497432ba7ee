"""What can be pulled with the mouse: the borders of the panes, and the bars that say where one is."""

from __future__ import annotations

from textual import events

from tests.builders import a_feed, an_article, stored
from tests.ui.conftest import Desk
from tests.ui.mouse import mouse, pull
from tests.ui.test_reading_stories import opened, until
from tui_reader.ui.widgets.splitter import Splitter


def many(desk: Desk, count: int = 400) -> None:
    stored(desk.store, a_feed(desk.store), *(an_article(f"{n}", title=f"Titre {n}") for n in range(count)))


async def test_a_border_goes_where_it_is_pulled_and_is_let_go_there(filled: Desk) -> None:
    async with opened(filled, size=(160, 48)) as (screen, pilot):
        border = screen.query_one("#split-feeds", Splitter)
        for column in (20, 34, 30):
            await pull(pilot, border, (0, 5), (column - border.region.x, 9))
            assert border.region.x == column
            assert screen.app.mouse_captured is None


async def test_the_line_between_list_and_article_is_pulled(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        before = screen.articles.size.height
        await pull(pilot, screen.article, (5, 0), (5, 4))
        assert abs(screen.articles.size.height - before - 4) <= 1


async def test_the_bar_of_a_list_takes_it_along_and_the_cursor_stays(desk: Desk) -> None:
    many(desk)
    async with opened(desk) as (screen, pilot):
        articles = screen.articles
        edge, bottom = articles.size.width - 1, articles.size.height - 1
        cursor = articles.cursor
        await pull(pilot, articles, (edge, 1), (edge, bottom))
        assert articles.top == articles.last_top
        middle = (1 + bottom) // 2
        await pull(pilot, articles, (edge, bottom), (edge + 5, middle))
        assert abs(articles.top - articles.last_top / 2) <= articles.last_top / bottom
        await pull(pilot, articles, (edge, middle), (edge - 9, -20))
        assert articles.top == 0
        assert articles.cursor == cursor


async def test_the_bar_comes_to_where_the_button_goes_down(desk: Desk) -> None:
    many(desk)
    async with opened(desk) as (screen, pilot):
        articles = screen.articles
        await pilot.click(articles, offset=(articles.size.width - 1, articles.size.height - 1))
        assert articles.top == articles.last_top
        await pilot.click(articles, offset=(articles.size.width - 1, 1))
        assert articles.top == 0


async def test_the_bar_of_an_article_selects_and_opens_nothing(filled: Desk) -> None:
    async with opened(filled) as (screen, pilot):
        article = screen.article
        await until(pilot, lambda: article.layout_lines.complete)
        edge = article.size.width - 1
        await pull(pilot, article, (edge, 1), (edge - 8, 5), (edge - 8, article.size.height + 3))
        assert article.top == article.last_top
        assert not screen.selections
        assert screen.app.mouse_captured is None


async def test_the_bar_stays_under_the_pointer_where_it_was_gripped(desk: Desk) -> None:
    many(desk, 40)
    async with opened(desk) as (screen, pilot):
        articles = screen.articles
        edge = articles.size.width - 1
        await pilot.press("j", "j")
        articles.scroll_to_line(1)
        bar = articles._bar()
        assert len(bar) > 1
        last = articles.header_height + bar[-1]
        await pull(pilot, articles, (edge, last), (edge + 3, last), (edge, last))
        assert articles.top == 1, "it was not moved up or down"
        await pull(pilot, articles, (edge, last), (edge, last + 1))
        assert articles._bar()[-1] == bar[-1] + 1


async def test_what_is_pulled_is_let_go_where_a_dialog_opens_or_it_is_hidden(desk: Desk) -> None:
    many(desk)
    async with opened(desk, size=(160, 48)) as (screen, pilot):
        for pulled, (column, row), key, back in (
            (screen.articles, (screen.articles.size.width - 1, 5), "?", "escape"),
            (screen.query_one("#split-feeds"), (0, 5), "z", "z"),
        ):
            x, y = pulled.region.x + column, pulled.region.y + row
            mouse(pilot, events.MouseDown, x, y)
            await pilot.press(key)
            mouse(pilot, events.MouseUp, x, y)
            await pilot.press(back)
            await pilot.pause()
            assert screen.app.mouse_captured is None
            before = (screen.articles.top, screen.articles.region)
            mouse(pilot, events.MouseMove, x, y + 4)
            mouse(pilot, events.MouseMove, x + 4, y + 4)
            await pilot.pause()
            assert (screen.articles.top, screen.articles.region) == before
