"""How the screen is divided: a decision from its size and what is wanted."""

from __future__ import annotations

from tui_reader.model.values import dataclass
from tui_reader.ui.state import LEAST_ENTITIES, LEAST_FEEDS, LEAST_LIST, ScreenState

WIDE, MEDIUM = 120, 80
"""Columns from which all three panes stand side by side, and from which two do."""

SHORT = 12
"""Lines under which the list and the article no longer stand over each other."""

BOTTOM = 2
NARROW_ENTITIES, WIDE_ENTITIES = 34, 46
"""Columns of the pane of names and dates where nobody dragged it: a quarter of the terminal between these."""

LEAST_ARTICLE = 30


@dataclass(frozen=True, slots=True)
class Division:
    """The panes that are shown, and how wide or high they are in cells."""

    shown: frozenset[str] = frozenset()
    feeds_width: int = 0
    entities_width: int = 0
    list_height: int = 0
    one_pane: bool = False


def divide(
    width: int,
    height: int,
    state: ScreenState,
    *,
    current: str,
    drawer: bool,
    zen: bool = False,
    alone: bool = False,
    linear: bool = False,
) -> Division:
    """Wide: everything. Medium: the entities take the place of the feeds. Narrow: the current pane alone.

    ``alone``: one document was asked for; lists have nothing to say beside it.
    """
    body = max(1, height - BOTTOM)
    list_height = min(max(LEAST_LIST, body * state.list_height // 100), max(LEAST_LIST, body - 5))
    if zen:
        return Division(frozenset({"article"}), one_pane=False)
    if linear or width < MEDIUM:
        return Division(frozenset({current}), one_pane=True)
    wanted = state.entities_width or min(max(width // 4, NARROW_ENTITIES), WIDE_ENTITIES)
    if alone:
        beside = {"entities"} if drawer else set()
        return Division(frozenset({"article"} | beside), 0, max(LEAST_ENTITIES, min(wanted, width * 2 // 5)))
    stacked = {"articles", "article"} if body >= SHORT else {"article" if current == "article" else "articles"}
    feeds = max(LEAST_FEEDS, min(state.feeds_width, width // 4))
    entities = max(LEAST_ENTITIES, min(wanted, width - LEAST_ARTICLE - 1))
    if width < WIDE:
        beside = {"entities"} if drawer else {"feeds"}
        return Division(frozenset(stacked | beside), feeds, min(entities, width * 2 // 5), list_height)
    entities = min(entities, width - feeds - LEAST_ARTICLE - 2)
    beside = {"feeds", "entities"} if drawer else {"feeds"}
    return Division(frozenset(stacked | beside), feeds, entities, list_height)
