"""How much of the screen is painted again for a key: more than what changed is time taken from the next one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual._compositor import ChopsUpdate, LayoutUpdate

from tests.ui.conftest import Desk, recognised
from tests.ui.test_reading_stories import opened
from tui_reader.ui.app import ReaderApp


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Cells of each picture that is written."""
    cells: list[int] = []
    display = ReaderApp._display

    def counted(app: ReaderApp, screen: Any, picture: Any) -> None:
        if isinstance(picture, LayoutUpdate):
            cells.append(picture.region.area)
        elif isinstance(picture, ChopsUpdate):
            cells.append(sum(end - start for _line, start, end in picture.spans))
        display(app, screen, picture)

    monkeypatch.setattr(ReaderApp, "_display", counted)
    yield cells


@pytest.mark.parametrize(
    ("size", "most"), [((60, 20), 2.0), ((79, 24), 2.0), ((80, 24), 0.25), ((160, 48), 0.1), ((200, 60), 0.1)]
)
async def test_going_to_another_pane_paints_what_shows_it(
    filled: Desk, painted: list[int], size: tuple[int, int], most: float
) -> None:
    recognised(filled)
    async with opened(filled, size=size) as (_screen, pilot):
        for _pane in range(6):
            painted.clear()
            await pilot.press("tab")
            await pilot.pause()
            assert sum(painted) <= most * size[0] * size[1]


async def test_a_line_down_the_list_paints_two_rows_and_the_header(filled: Desk, painted: list[int]) -> None:
    async with opened(filled) as (screen, pilot):
        screen.article.display = False
        await pilot.press("j")
        await pilot.pause()
        painted.clear()
        await pilot.press("j")
        await pilot.pause()
        assert sum(painted) <= 6 * screen.articles.size.width + 4 * screen.size.width
