"""Articles of any length: opened where they were left, gone through from end to end, without a long wait."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from tests.builders import a_document, a_feed, an_article, stored
from tests.ui.conftest import Desk
from tests.ui.test_reading_stories import opened, until
from tui_reader.model import stored_rows
from tui_reader.model.documents import Block, BlockKind, Document, Span, SpanKind
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition
from tui_reader.model.views import View
from tui_reader.ui.panes.article import ArticlePane
from tui_reader.ui.screens.main import MainScreen
from tui_reader.ui.widgets.link_numbers import LinkNumbers

PARAGRAPHS = 900
TEXT = "\n".join(f"Paragraph {n}: " + "words to fill the page, and no more. " * 8 for n in range(PARAGRAPHS))
"""270,000 characters."""
WORDS = re.compile(r"\S+")


def shown(pane: ArticlePane) -> list[str]:
    return [pane.render_line(y).text.rstrip("┃ ") for y in range(1, pane.size.height)]


def left_at(desk: Desk, words: str) -> int:
    """The long article, left where some words begin; their offset."""
    stored(desk.store, a_feed(desk.store, "long"), an_article(title="Long", text=TEXT))
    (number,) = desk.store.articles.ids(View())
    offset = desk.store.articles.get(number).document.text.index(words)
    desk.store.state.set_position(number, offset)
    return offset


def grown(screen: MainScreen) -> Callable[[], bool]:
    return lambda: screen.article.layout_lines.complete and screen.article.layout_lines.complete_above


def test_the_first_links_are_numbered_without_reading_what_lies_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = tuple(Span(SpanKind.STRONG, 5 * n, 5 * n + 4) for n in range(20_000))
    written = Document("word " * 20_000, (Block(BlockKind.PARAGRAPH, 0, 100_000),), spans).to_json()
    read: list[object] = []
    rows = stored_rows._Chunk.rows_now
    monkeypatch.setattr(stored_rows._Chunk, "rows_now", lambda chunk: read.append(chunk) or rows(chunk))
    assert LinkNumbers(Document.of_stored(written)).within(0, 400) == []
    assert len(read) == 1


def test_links_asked_for_one_by_one_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        spans = tuple(Span(SpanKind.LINK, 5 * n, 5 * n + 4, f"https://a.example/{n}") for n in range(count))
        links = LinkNumbers(Document("word " * count, (Block(BlockKind.PARAGRAPH, 0, 5 * count),), spans))
        start = time.process_time()
        for n in range(count):
            assert list(links.within(5 * n, 5 * n + 4)) == [5 * n + 4]
        taken = time.process_time() - start
        assert links.shown(5 * count - 1) == f"[{count}]"
        return taken

    small, large = seconds(5_000), seconds(20_000)
    assert large < 8 * small + 0.1


async def test_text_is_not_read_to_its_end_while_its_links_are_to_come(desk: Desk) -> None:
    text = " ".join(f"lien{n}" for n in range(60))
    links = tuple(
        Span(SpanKind.LINK, at.start(), at.end(), f"https://a.example/{at[0]}") for at in WORDS.finditer(text)
    )
    article = replace(an_article(), document=replace(a_document(text), spans=links))
    stored(desk.store, a_feed(desk.store), article)
    async with opened(desk) as (screen, pilot):
        pane = screen.article
        assert any("lien59" in line for line in shown(pane)) and pane.top < pane.last_top
        assert pane.progress() == 99
        await pilot.press("enter", "G")
        assert pane.progress() == 100


async def test_a_long_article_opens_in_its_middle_and_what_is_above_comes_without_moving_it(desk: Desk) -> None:
    left_at(desk, "Paragraph 500:")
    async with opened(desk) as (screen, pilot):
        pane = screen.article
        assert not pane.layout_lines.complete_above
        before = shown(pane)
        assert before[0].strip().startswith("Paragraph 500:")
        await until(pilot, grown(screen))
        assert shown(pane) == before
        assert pane.layout_lines.first == 0
        assert pane.layout_lines.line_of(pane.reading_offset) == pane.top


async def test_scrolling_up_from_the_middle_meets_every_line(desk: Desk) -> None:
    left_at(desk, "Paragraph 500:")
    async with opened(desk) as (screen, pilot):
        pane = screen.article
        await pilot.press("enter", "k", "k")
        assert shown(pane)[0].strip().endswith("and no more.")
        assert shown(pane)[2].strip().startswith("Paragraph 500:")
        await pilot.press("pageup")
        assert any("Paragraph 498:" in line for line in shown(pane))


async def test_top_and_bottom_are_one_key_away_from_the_middle(desk: Desk) -> None:
    left_at(desk, "Paragraph 500:")
    async with opened(desk) as (screen, pilot):
        pane = screen.article
        await pilot.press("enter", "G")
        assert pane.progress() == 100
        assert any(f"Paragraph {PARAGRAPHS - 1}:" in line for line in shown(pane))
        await pilot.press("g")
        assert pane.top == 0
        assert "Long" in shown(pane)[0]
        await pilot.press("G", "k")
        assert pane.progress() < 100
        assert await _whole(pilot, screen) == pane.layout_lines.end


async def test_a_name_far_away_is_shown_without_laying_out_what_is_between(desk: Desk) -> None:
    offset = left_at(desk, "Paragraph 800:")
    desk.store.state.set_position(desk.store.articles.ids(View())[0], 0)
    async with opened(desk) as (screen, pilot):
        pane = screen.article
        pane.reveal(offset, offset + 9)
        assert any("Paragraph 800:" in line for line in shown(pane))
        assert not pane.layout_lines.complete_above
        before = shown(pane)
        await until(pilot, grown(screen))
        assert shown(pane) == before


async def test_another_width_keeps_the_line_in_the_middle_at_the_top(desk: Desk) -> None:
    left_at(desk, "Paragraph 500:")
    async with opened(desk) as (screen, pilot):
        await until(pilot, grown(screen))
        await pilot.press("enter", "<", "<")
        assert shown(screen.article)[0].strip().startswith("Paragraph 500:")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert shown(screen.article)[0].strip().startswith("Paragraph 500:")


async def _whole(pilot: Pilot[int], screen: MainScreen) -> int:
    await until(pilot, grown(screen))
    return len(screen.article.layout_lines.lines)


async def test_an_article_that_names_a_thousand_lists_them_all_without_waiting_for_them(desk: Desk) -> None:
    left_at(desk, "Paragraph 500:")
    (number,) = desk.store.articles.ids(View())
    text = desk.store.articles.get(number).document.text
    places = [text.index(f"Paragraph {n}:") for n in range(PARAGRAPHS)]
    mentions = tuple(
        Mention(MentionKind.INSTITUTION, at, at + 9, "Paragraph", ref, 0.9, "a test") for ref, at in enumerate(places)
    )
    named = tuple(Institution(f"x{ref}", f"Institute {ref}") for ref in range(PARAGRAPHS))
    desk.store.mentions.save(number, Recognition(mentions, named), key="test")
    async with opened(desk) as (screen, pilot):
        await until(pilot, lambda: screen.entities.row_total > PARAGRAPHS)
        await pilot.press("enter", "j")
        await until(pilot, lambda: screen.entities.subject == (MentionKind.INSTITUTION, 501))
        await pilot.press("]")
        assert screen.article.current.ref == 501
