"""Any size of terminal, and every key in it."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any, cast

import pytest
from textual._compositor import Compositor
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot

from tests.ui.conftest import Desk, recognised
from tests.ui.mouse import pull
from tests.ui.test_reading_stories import opened, until
from tui_reader.config.settings import Settings
from tui_reader.i18n import set_language
from tui_reader.ui.actions import ACTIONS
from tui_reader.ui.keymap import make_keymap

SIZES = [(1, 1), (2, 1), (1, 40), (400, 1), (20, 3), (79, 24), (80, 24), (81, 12), (119, 13), (120, 36), (400, 120)]


async def resized(pilot: Pilot[int], width: int, height: int) -> None:
    """As ``resize_terminal``, but without waiting for the machine to be idle: 200 times that are 20 seconds."""
    size = Size(width, height)
    cast(HeadlessDriver, pilot.app._driver)._size = size
    pilot.app.post_message(Resize(size, size))
    await pilot.pause(0)
    await until(pilot, lambda: pilot.app.screen.size == size)


async def test_a_storm_of_sizes_leaves_the_reader_on_the_same_line(filled: Desk) -> None:
    recognised(filled)
    app = filled.app()
    chance = random.Random(7)
    sizes = SIZES + [(chance.randint(1, 400), chance.randint(1, 120)) for _ in range(200)]
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        screen = app.main_screen
        await pilot.press("enter", "pagedown")
        offset = screen.article.reading_offset
        for width, height in sizes:
            await resized(pilot, width, height)
            assert screen.size == (width, height)
            for widget in (screen.feeds, screen.articles, screen.article, screen.entities, screen.status, screen.hints):
                for strip in widget.render_lines(widget.size.region):
                    assert strip.cell_length == widget.size.width
        await pilot.resize_terminal(160, 48)
        await until(pilot, lambda: screen.size == (160, 48) and screen.article.size.width > 80)
        await until(pilot, lambda: screen.article.reading_offset == offset)
        assert screen.articles.cursor == 0


async def test_every_key_does_something_or_nothing_but_never_harm(filled: Desk) -> None:
    recognised(filled)
    harmless = [
        a.id for a in ACTIONS if a.id not in ("app.quit", "app.back", "app.escape", "app.suspend", "article.browser")
    ]
    for preset, size, pane in (
        ("vim", (160, 48), "articles"),
        ("newsboat", (90, 24), "article"),
        ("vim", (50, 14), "feeds"),
        ("newsboat", (160, 48), "entities"),
    ):
        keymap = make_keymap(preset, {})
        app = filled.app(Settings(preset=preset))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for action_id in filter(keymap.keys.__getitem__, harmless):
                app.main_screen.show_pane(getattr(app.main_screen, pane))
                app.simulate_key(keymap.keys[action_id][0])
                await pilot.pause(0)
                while app.screen is not app.main_screen:
                    app.simulate_key("escape")
                    await pilot.pause(0)
                if app.main_screen.search_line.display:
                    await pilot.press("escape")
            assert app.is_running


async def test_every_action_is_carried_out_by_something(filled: Desk) -> None:
    app = filled.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        screen = app.main_screen
        owners = (screen.feeds, screen.articles, screen.article, screen.entities, *screen.commands)
        assert [a.id for a in ACTIONS if not any(hasattr(owner, a.method) for owner in owners)] == []


async def test_the_hints_show_only_keys_that_work_now(filled: Desk) -> None:
    app = filled.app()
    async with app.run_test(size=(200, 48)) as pilot:
        await pilot.pause()
        screen = app.main_screen
        ids = [action_id for action_id, _key, _label in screen.working_hints()]
        assert "feeds.problems" not in ids
        assert "article.toggle-star" in ids
        assert all(screen.works(action_id) for action_id in ids)
        await pilot.press("tab")
        ids = [action_id for action_id, _key, _label in screen.working_hints()]
        assert "mention.next-institution" not in ids, "nothing is recognised here"


async def test_own_keys_are_bound_and_shown(filled: Desk) -> None:
    app = filled.app(Settings(keys={"article.toggle-star": "*", "move.down": "ctrl+j"}))
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+j", "*")
        await pilot.pause()
        row = app.main_screen.articles.row(1)
        assert row is not None and row.starred
        assert any(key == "*" for _id, key, _label in app.main_screen.working_hints())


async def test_help_lists_the_keys_in_force_and_can_be_searched(filled: Desk) -> None:
    app = filled.app(Settings(preset="newsboat"))
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("?")
        await pilot.pause()
        await pilot.press(*"unread")
        await pilot.pause()
        text = app.screen.query_one("#dialog-text")
        lines = [text.render_line(y).text.split() for y in range(text.size.height)]
        assert ["N", "Read", "or", "unread"] in lines
        assert not any("star" in line for line in lines)


async def test_the_palette_does_any_action_by_name(filled: Desk) -> None:
    app = filled.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(":", *"star or take", "enter")
        await pilot.pause()
        row = app.main_screen.articles.row(0)
        assert row is not None and row.starred


async def test_the_screen_speaks_french(filled: Desk) -> None:
    set_language("fr")
    app = filled.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        assert "Non lus" in app.main_screen.feeds.render_line(1).text
        assert "1 mars" in app.main_screen.articles.render_line(1).text


def test_the_first_picture_needs_no_network_and_no_parser() -> None:
    """In a fresh interpreter: what is imported when the first screen has been painted."""
    code = """
import asyncio, sys, tempfile
from pathlib import Path
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.services.library import Library
from tui_reader.storage.store import open_store
from tui_reader.ui.app import ReaderApp
async def main():
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.under(Path(folder))
        app = ReaderApp(paths, Settings(), lambda: Library(open_store(paths.store)))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("j", "tab", "?")
asyncio.run(main())
heavy = {"httpx", "feedparser", "lxml", "trafilatura", "babel", "listparser", "markdown_it", "PIL", "httpcore", "h2"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['markdown_it']") and "httpx" not in done.stdout


async def test_a_terminal_that_is_made_wide_and_small_again_is_divided_as_one_that_began_so(filled: Desk) -> None:
    async with opened(filled, size=(100, 30)) as (screen, pilot):
        assert (screen.feeds.display, screen.entities.display) == (True, False)
        await pilot.resize_terminal(140, 40)
        await until(pilot, lambda: (screen.feeds.display, screen.entities.display) == (True, True))
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: (screen.feeds.display, screen.entities.display) == (True, False))


async def test_a_mouse_needs_no_keyboard(filled: Desk) -> None:
    app = filled.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        screen = app.main_screen
        await pilot.click(screen.articles, offset=(20, 3))
        await pilot.pause()
        assert screen.article.document.title == "Article 2"
        await pilot.click(screen.feeds, offset=(3, 2))
        await pilot.pause()
        assert screen.articles.title == "All"
        border = screen.query_one("#split-feeds")
        await pull(pilot, border, (0, 5), (40 - border.region.x, 5))
        await until(pilot, lambda: screen.feeds.size.width == 40)
        await pull(pilot, screen.article, (5, 0), (5, 23 - screen.article.region.y))
        await until(pilot, lambda: screen.articles.size.height == 23)


async def test_changing_panes_makes_no_widgets(filled: Desk) -> None:
    app = filled.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        before = len(list(app.main_screen.walk_children()))
        for switch in range(500):
            app.simulate_key("tab")
            if switch % 25 == 24:  # all of them are carried out; a look at each picture would take two seconds
                await pilot.pause(0)
        await pilot.pause()
        assert app.main_screen.focused is app.main_screen.articles
        assert len(list(app.main_screen.walk_children())) == before


@pytest.mark.parametrize(("size", "most"), [((160, 48), 1), ((100, 30), 1), ((80, 24), 1), ((60, 20), 3)])
async def test_changing_panes_paints_little_of_the_screen(
    filled: Desk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], most: int
) -> None:
    """In screens full; where one pane takes the place of another, Textual paints what goes, what comes, its size."""
    recognised(filled)
    painted = 0
    paint = Compositor.render_update

    def counted(compositor: Compositor, *arguments: Any, **options: Any) -> Any:
        nonlocal painted
        regions = [region.intersection(compositor.size.region) for region in compositor._dirty_regions]
        painted += len({(x, y) for region in regions for y in region.line_range for x in region.column_range})
        return paint(compositor, *arguments, **options)

    app = filled.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        monkeypatch.setattr(Compositor, "render_update", counted)
        for _switch in range(5):
            painted = 0
            await pilot.press("tab")
            await pilot.pause(0.05)
            assert 0 < painted <= most * app.main_screen.size.area
