"""Everything a person can do, in one table.

Bindings, the key hints, the help screen, the palette and README's key table are all made from ``ACTIONS``. An action's
``id`` leads to its code: ``article.toggle-star`` is the method ``do_article_toggle_star`` of the pane that has the
focus, or of one of the screen's commands; a method ``can_article_toggle_star`` beside it says whether it works now.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The chapters of the help; values are English message ids."""

    MOVING = "Moving"
    READING = "Reading"
    MARKING = "Marking"
    MENTIONS = "Institutions and dates"
    FEEDS = "Feeds"
    SCREEN = "Screen"


FEEDS, LIST, ARTICLE, ENTITIES = "feeds", "list", "article", "entities"
EVERYWHERE = (FEEDS, LIST, ARTICLE, ENTITIES)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``title`` and ``short`` are English message ids; ``keys`` are those of the preset ``vim``.

    ``short`` stands in the key hints of the panes named in ``hinted``, the most wanted ones first (``rank``).
    """

    id: str
    title: str
    keys: tuple[str, ...] = ()
    group: Group = Group.SCREEN
    short: str = ""
    hinted: tuple[str, ...] = ()
    rank: int = 50

    @property
    def method(self) -> str:
        return "do_" + self.slug

    @property
    def condition(self) -> str:
        return "can_" + self.slug

    @property
    def slug(self) -> str:
        return self.id.replace(".", "_").replace("-", "_")


ACTIONS: tuple[Action, ...] = (
    Action("move.down", "One line down", ("j", "down"), Group.MOVING),
    Action("move.up", "One line up", ("k", "up"), Group.MOVING),
    Action("pane.left", "Pane to the left, out", ("h", "left"), Group.MOVING),
    Action("pane.right", "Pane to the right, in", ("l", "right"), Group.MOVING),
    Action("pane.next", "Next pane", ("tab",), Group.MOVING, "pane", EVERYWHERE, 60),
    Action("pane.previous", "Previous pane", ("shift+tab",), Group.MOVING),
    Action("move.top", "To the top", ("g", "home"), Group.MOVING),
    Action("move.bottom", "To the bottom", ("G", "end"), Group.MOVING),
    Action("move.half-down", "Half a page down", ("ctrl+d",), Group.MOVING),
    Action("move.half-up", "Half a page up", ("ctrl+u",), Group.MOVING),
    Action("move.page-down", "One page down", ("pagedown",), Group.MOVING),
    Action("move.page-up", "One page up", ("pageup",), Group.MOVING),
    Action("item.open", "Open", ("enter",), Group.READING, "open", (FEEDS, LIST, ENTITIES), 10),
    Action("read.on", "Page on, at the end next unread", ("space",), Group.READING, "read on", (LIST, ARTICLE), 11),
    Action("read.back", "Page back", ("b",), Group.READING),
    Action("article.next-unread", "Next unread, or next match", ("n",), Group.READING, "unread", (LIST, ARTICLE), 12),
    Action("article.previous-unread", "Previous unread, or previous match", ("N",), Group.READING),
    Action("article.next", "Next article", ("J",), Group.READING),
    Action("article.previous", "Previous article", ("K",), Group.READING),
    Action("article.browser", "Open in the browser", ("o",), Group.READING, "browser", (LIST, ARTICLE), 30),
    Action("article.full-text", "Fetch the full text", ("f",), Group.READING),
    Action("links.hints", "Open a link by its letters", ("L",), Group.READING, "links", (ARTICLE,), 31),
    Action("article.copy-link", "Copy the link, or what is selected", ("y",), Group.READING, "copy", (ARTICLE,), 45),
    Action("article.pipe", "Pipe the article to a command", ("|",), Group.READING),
    Action("search.open", "Search the whole archive", ("/",), Group.READING, "search", (FEEDS, LIST, ARTICLE), 25),
    Action("article.toggle-read", "Read or unread", ("m",), Group.MARKING, "read", (LIST, ARTICLE), 20),
    Action("article.toggle-star", "Star or take the star away", ("s",), Group.MARKING, "star", (LIST, ARTICLE), 21),
    Action("article.tags", "Set tags", ("t",), Group.MARKING),
    Action("view.mark-read", "Mark all in this list as read", ("A",), Group.MARKING, "all read", (FEEDS, LIST), 40),
    Action("item.delete", "Remove the feed or the article", ("d",), Group.MARKING, "remove", (FEEDS,), 41),
    Action("change.undo", "Undo", ("u",), Group.MARKING, "undo", EVERYWHERE, 55),
    Action("change.redo", "Redo", ("ctrl+r",), Group.MARKING),
    Action("mention.next-institution", "Next institution", ("]",), Group.MENTIONS, "institution", (ARTICLE,), 22),
    Action("mention.previous-institution", "Previous institution", ("[",), Group.MENTIONS),
    Action("mention.next-date", "Next date", ("}",), Group.MENTIONS, "date", (ARTICLE,), 23),
    Action("mention.previous-date", "Previous date", ("{",), Group.MENTIONS),
    Action("mention.why", "Why is this marked?", ("w",), Group.MENTIONS, "why", (ARTICLE, ENTITIES), 24),
    Action("view.entities", "Show or hide institutions and dates", ("i",), Group.MENTIONS, "names", (LIST,), 42),
    Action("feeds.add", "Add a feed, site, file or folder", ("a",), Group.FEEDS, "add", (FEEDS, LIST), 15),
    Action("feeds.refresh", "Refresh this", ("r",), Group.FEEDS, "refresh", (FEEDS, LIST), 16),
    Action("feeds.refresh-all", "Refresh all", ("R",), Group.FEEDS, "all", (FEEDS,), 17),
    Action("feeds.problems", "Feeds with problems", ("!",), Group.FEEDS, "problems", EVERYWHERE, 13),
    Action("feed.rename", "Rename the feed or folder", ("f2",), Group.FEEDS),
    Action("feed.move", "Move the feed to a folder", ("f6",), Group.FEEDS),
    Action("view.fold", "Fold or unfold a folder", ("F",), Group.FEEDS),
    Action("view.zen", "The article alone", ("z",), Group.SCREEN),
    Action("view.narrower", "Narrower text", ("<",), Group.SCREEN),
    Action("view.wider", "Wider text", (">",), Group.SCREEN),
    Action("view.sideways-left", "Wide code and tables: left", ("shift+left",), Group.SCREEN),
    Action("view.sideways-right", "Wide code and tables: right", ("shift+right",), Group.SCREEN),
    Action("view.theme", "Next theme", ("f3",), Group.SCREEN),
    Action("app.palette", "Everything by name", (":", "ctrl+p"), Group.SCREEN, "all actions", EVERYWHERE, 71),
    Action("app.help", "Help", ("?",), Group.SCREEN, "help", EVERYWHERE, 18),
    Action("app.back", "Back, then quit", ("q",), Group.SCREEN, "back", EVERYWHERE, 19),
    Action("app.escape", "Stop what runs; else back, then quit", ("escape",), Group.SCREEN),
    Action("app.quit", "Quit", ("Q", "ctrl+c"), Group.SCREEN),
)

BY_ID = {action.id: action for action in ACTIONS}

NEWSBOAT: dict[str, tuple[str, ...]] = {
    "article.toggle-read": ("N",),
    "article.previous-unread": ("p",),
    "links.hints": ("u",),
    "change.undo": ("U",),
    "item.delete": ("D",),
    "article.toggle-star": ("s", "ctrl+e"),
    "pane.left": ("left",),
    "pane.right": ("right",),
}
"""What differs from the first preset, for hands that know newsboat."""

PRESETS: dict[str, dict[str, tuple[str, ...]]] = {"vim": {}, "newsboat": NEWSBOAT}
