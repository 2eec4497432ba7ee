"""One pane at a time: what is put into a pane that is not seen is there when it is seen again."""

from __future__ import annotations

from tests.ui.conftest import Desk, recognised
from tests.ui.test_reading_stories import opened, until
from tui_reader.ui.widgets.line_view import LineView

NARROW = (50, 16)


def painted(pane: LineView) -> str:
    return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


async def test_from_a_name_one_comes_to_the_article_where_it_stands(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled, size=NARROW) as (screen, pilot):
        await pilot.press("enter", "i", "j", "escape")
        await until(pilot, lambda: screen.article.display and "université d’Auxerre" in painted(screen.article))
        await pilot.press("i", "j", "enter")
        await until(pilot, lambda: screen.focused is screen.article and "mai 2019" in painted(screen.article))
        await pilot.press("G")
        assert "reparaît" in painted(screen.article)


async def test_names_of_another_article_have_the_width_of_the_screen(filled: Desk) -> None:
    recognised(filled)
    async with opened(filled, size=NARROW) as (screen, pilot):
        await pilot.press("enter", "i", "escape", "J", "i")
        await until(pilot, lambda: screen.entities.display and "Institut national" in painted(screen.entities))
