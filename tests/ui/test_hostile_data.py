"""Nothing from outside is ever taken for markup or obeyed by the terminal."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.widget import Widget

from tests.builders import a_feed, an_article, stored
from tests.ui.conftest import NOON, Desk
from tui_reader.text.clean import clean, clean_line
from tui_reader.ui.links import may_open
from tui_reader.ui.widgets.columns import fit, safe
from tui_reader.ui.widgets.line_breaks import cells

NAUGHTY = Path(__file__).parents[2] / ".." / "shared" / "data" / "blns.json"
MARKUP = "[bold]x[/] [link=file:///etc/passwd]y[/link] [@click=app.quit]z[/]"


def text_of(widget: Widget) -> str:
    return "\n".join(strip.text for strip in widget.render_lines(widget.size.region))


async def test_markup_in_names_titles_and_bodies_is_shown_as_it_stands(desk: Desk) -> None:
    feed = a_feed(desk.store, "evil", title=MARKUP)
    stored(desk.store, feed, an_article(title=MARKUP, text=MARKUP))
    desk.store.feeds.record_failure(feed.id, error=MARKUP, checked=NOON, next_check=NOON + timedelta(hours=1))
    app = desk.app()
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        screen = app.main_screen
        assert "[bold]x[/]" in text_of(screen.feeds)
        assert "[bold]x[/]" in text_of(screen.articles)
        assert text_of(screen.article).count("[bold]x[/]") >= 2
        screen.say(MARKUP)
        await pilot.pause()
        assert MARKUP in text_of(screen.status)
        await pilot.press("!")
        await pilot.pause()
        assert "[bold]x[/]" in text_of(app.screen.query_one("#dialog-text"))


async def test_markup_typed_into_a_question_is_shown_as_it_stands(filled: Desk) -> None:
    filled.store.feeds.rename(filled.store.feeds.all()[0].id, MARKUP)
    app = filled.app()
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        app.main_screen.ask(MARKUP, MARKUP, lambda _answer: None)
        await pilot.pause()
        assert "[bold]x[/]" in text_of(app.screen.query_one(".dialog-title"))


async def test_naughty_strings_are_listed_and_read_without_breaking_a_line(desk: Desk) -> None:
    if not NAUGHTY.exists():
        pytest.skip("../shared/data/blns.json is not here")
    strings = [text for text in json.loads(NAUGHTY.read_text(encoding="utf-8")) if clean_line(text)]
    feed = a_feed(desk.store, "naughty")
    articles = [
        an_article(
            f"n{number}",
            title=clean_line(text),
            text=clean(text),
            published=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        )
        for number, text in enumerate(strings)
    ]
    stored(desk.store, feed, *articles)
    for text in strings[:20]:
        a_feed(desk.store, f"f{abs(hash(text))}", title=clean_line(text))
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = app.main_screen
        for _number in range(len(strings)):
            screen.reading.do_article_next()
            for widget in (screen.articles, screen.article):
                for strip in widget.render_lines(widget.size.region):
                    assert strip.cell_length == widget.size.width
                    assert strip.text.isprintable() or all(c.isprintable() or ord(c) > 0xA0 for c in strip.text)
        assert screen.articles.cursor == len(strings) - 1


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://example.org/x", "ssh://h", ""),
        *("http:///nowhere", "https://example.org/a b", "https://example.org/\x1b]0;x\x07", "//example.org", "-x"),
    ],
)
def test_only_web_and_mail_addresses_are_opened(address: str) -> None:
    assert not may_open(address)


def test_web_and_mail_addresses_may_be_opened() -> None:
    assert all(map(may_open, ("https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@example.org")))


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "a\nb\tc", "bell\x07", "中文標題", "👨\u200d👩\u200d👧 x", "\ud800", "\u202eabc"]
)
@pytest.mark.parametrize("width", [0, 1, 2, 5, 12])
def test_columns_hold_whatever_stands_in_them(text: str, width: int) -> None:
    assert cells(fit(text, width)) == width
    assert len(safe(text)) == len(text)
    assert "\x1b" not in fit(text, width)
