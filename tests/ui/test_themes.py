"""Themes and remembered sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.conftest import Desk
from tests.ui.test_reading_stories import until
from tui_reader.config.settings import Settings
from tui_reader.ui.state import ScreenState, load_state, save_state
from tui_reader.ui.themes import CYCLE, DEFAULT, next_theme


async def test_every_theme_of_the_cycle_can_be_painted(filled: Desk) -> None:
    app = filled.app()
    async with app.run_test(size=(120, 30)) as pilot:
        for _theme in CYCLE:
            await pilot.press("f3")
            await pilot.pause()
            assert app.theme in CYCLE
            assert app.main_screen.article.render_line(1).cell_length == app.main_screen.article.size.width


async def test_a_theme_that_does_not_exist_is_said(filled: Desk) -> None:
    app = filled.app(settings=Settings(theme="gruvbx"))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "“gruvbx”" in app.main_screen.status.message)
        assert app.theme == DEFAULT


def test_the_cycle_comes_round() -> None:
    assert next_theme(CYCLE[-1]) == CYCLE[0]
    assert next_theme("no such theme") == CYCLE[0]


async def test_no_color_paints_without_any_colour(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = filled.app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        for widget in (app.main_screen.articles, app.main_screen.article, app.main_screen.hints):
            for line in widget.render_lines(widget.size.region):
                for _text, style, _control in line:
                    assert style is None or style.color is None or style.color.is_default
                    assert style is None or style.bgcolor is None or style.bgcolor.is_default


def test_state_comes_back_and_nonsense_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "state" / "screen.json"
    state = ScreenState(feeds_width=30, theme="nord", folded=("A/B",))
    save_state(path, state)
    assert load_state(path) == state
    path.write_text('{"feeds_width": "wide", "theme": 3, "folded": [1, "x"], "unknown": 1}')
    assert load_state(path) == ScreenState(folded=("x",))
    path.write_text("[not json")
    assert load_state(path) == ScreenState()
