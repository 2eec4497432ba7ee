"""The main screens as text, line by line, and as pictures, with their colours.

``UPDATE_GOLDEN=1`` writes them anew; look at the difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.conftest import Desk, recognised
from tests.ui.drawing import draw
from tui_reader.config.settings import Settings
from tui_reader.i18n import set_language

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("name", "size", "language", "theme", "keys"),
    [
        ("first-80x24-en", (80, 24), "en", "reader-dark", ()),
        ("first-80x24-fr", (80, 24), "fr", "reader-light", ()),
        ("article-120x36-fr", (120, 36), "fr", "reader-dark", ("enter", "]")),
        ("article-200x60-en", (200, 60), "en", "reader-light", ("enter", "}")),
        ("names-100x30-fr", (100, 30), "fr", "reader-light", ("enter", "i", "tab")),
        ("narrow-50x16-en", (50, 16), "en", "reader-dark", ("enter",)),
        ("help-100x40-fr", (100, 40), "fr", "reader-dark", ("?",)),
        ("palette-100x30-en", (100, 30), "en", "reader-dark", (":", "s", "t", "a", "r")),
        ("add-100x30-en", (100, 30), "en", "reader-dark", ("a",)),
        ("why-100x30-fr", (100, 30), "fr", "reader-light", ("enter", "]", "w")),
    ],
)
async def test_the_screen_looks_as_it_did(
    filled: Desk, name: str, size: tuple[int, int], language: str, theme: str, keys: tuple[str, ...]
) -> None:
    set_language(language)
    recognised(filled)
    app = filled.app(Settings(theme=theme))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        app.main_screen.watching.count()
        await pilot.pause()
        painted = "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips()) + "\n"
    assert_golden(f"{name}.txt", painted)


@pytest.mark.parametrize(
    ("size", "language", "theme"),
    [
        ((80, 24), "en", "reader-dark"),
        ((80, 24), "fr", "reader-light"),
        ((120, 36), "fr", "reader-dark"),
        ((120, 36), "en", "reader-light"),
        ((200, 60), "en", "reader-dark"),
        ((200, 60), "fr", "reader-light"),
    ],
)
async def test_the_screen_is_coloured_as_it_was(filled: Desk, size: tuple[int, int], language: str, theme: str) -> None:
    set_language(language)
    recognised(filled)
    app = filled.app(Settings(theme=theme))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("enter", "]")
        app.main_screen.watching.count()
        await pilot.pause()
        drawn = draw(app, "reader")
    assert_golden(f"colours-{size[0]}x{size[1]}-{language}-{theme.removeprefix('reader-')}.svg", drawn)


def assert_golden(name: str, made: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
