"""Everything a person can do, in one table.

Bindings, the key hints, the help screen, the palette and README's key table are all made from ``ACTIONS``. An action's
``id`` leads to its code: ``article.toggle-star`` is the method ``do_article_toggle_star`` of the pane that has the
focus, or of one of the screen's commands; a method ``can_article_toggle_star`` beside it says whether it works now.
"""

from __future__ import annotations

from enum import StrEnum

from tui_reader.i18n import N_
from tui_reader.model.values import dataclass


class Group(StrEnum):
    """The chapters of the help; values are English message ids."""

    MOVING = N_("Moving")
    READING = N_("Reading")
    MARKING = N_("Marking")
    MENTIONS = N_("Institutions and dates")
    FEEDS = N_("Feeds")
    SCREEN = N_("Screen")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``title`` is an English message id; ``keys`` are those of the preset ``vim``."""

    id: str
    title: str
    keys: tuple[str, ...] = ()
    group: Group = Group.SCREEN

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
    Action("move.down", N_("One line down"), ("j", "down"), Group.MOVING),
    Action("move.up", N_("One line up"), ("k", "up"), Group.MOVING),
    Action("pane.left", N_("Pane to the left, out"), ("h", "left"), Group.MOVING),
    Action("pane.right", N_("Pane to the right, in"), ("l", "right"), Group.MOVING),
    Action("pane.next", N_("Next pane"), ("tab",), Group.MOVING),
    Action("pane.previous", N_("Previous pane"), ("shift+tab",), Group.MOVING),
    Action("move.top", N_("To the top"), ("g", "home"), Group.MOVING),
    Action("move.bottom", N_("To the bottom"), ("G", "end"), Group.MOVING),
    Action("move.half-down", N_("Half a page down"), ("ctrl+d",), Group.MOVING),
    Action("move.half-up", N_("Half a page up"), ("ctrl+u",), Group.MOVING),
    Action("move.page-down", N_("One page down"), ("pagedown",), Group.MOVING),
    Action("move.page-up", N_("One page up"), ("pageup",), Group.MOVING),
    Action("item.open", N_("Open"), ("enter",), Group.READING),
    Action("read.on", N_("Page on, at the end next unread"), ("space",), Group.READING),
    Action("read.back", N_("Page back"), ("b",), Group.READING),
    Action("article.next-unread", N_("Next unread, or next match"), ("n",), Group.READING),
    Action("article.previous-unread", N_("Previous unread, or previous match"), ("N",), Group.READING),
    Action("article.next", N_("Next article"), ("J",), Group.READING),
    Action("article.previous", N_("Previous article"), ("K",), Group.READING),
    Action("article.browser", N_("Open in the browser"), ("o",), Group.READING),
    Action("article.full-text", N_("Feed’s own text or full text"), ("f",), Group.READING),
    Action("links.hints", N_("Open a link by its letters"), ("L",), Group.READING),
    Action("article.copy-link", N_("Copy the link, or what is selected"), ("y",), Group.READING),
    Action("article.pipe", N_("Pipe the article to a command"), ("|",), Group.READING),
    Action("search.open", N_("Search the whole archive"), ("/",), Group.READING),
    Action("article.toggle-read", N_("Read or unread"), ("m",), Group.MARKING),
    Action("article.toggle-star", N_("Star or take the star away"), ("s",), Group.MARKING),
    Action("article.tags", N_("Set tags"), ("t",), Group.MARKING),
    Action("view.mark-read", N_("Mark all in this list as read"), ("A",), Group.MARKING),
    Action("item.delete", N_("Remove the article or feed, dissolve the folder"), ("d",), Group.MARKING),
    Action("change.undo", N_("Undo"), ("u",), Group.MARKING),
    Action("change.redo", N_("Redo"), ("ctrl+r",), Group.MARKING),
    Action("mention.next-institution", N_("Next institution"), ("]",), Group.MENTIONS),
    Action("mention.previous-institution", N_("Previous institution"), ("[",), Group.MENTIONS),
    Action("mention.next-date", N_("Next date"), ("}",), Group.MENTIONS),
    Action("mention.previous-date", N_("Previous date"), ("{",), Group.MENTIONS),
    Action("mention.why", N_("Why is this marked?"), ("w",), Group.MENTIONS),
    Action("mention.reject", N_("Never mark this again"), ("x",), Group.MENTIONS),
    Action("mention.merge", N_("Merge two institutions"), ("M",), Group.MENTIONS),
    Action("view.entities", N_("Show or hide institutions and dates"), ("i",), Group.MENTIONS),
    Action("entities.filter", N_("Only institutions, only dates, or both"), ("v",), Group.MENTIONS),
    Action("feeds.add", N_("Add a feed, site, file or folder"), ("a",), Group.FEEDS),
    Action("feeds.refresh", N_("Refresh this"), ("r",), Group.FEEDS),
    Action("feeds.refresh-all", N_("Refresh all"), ("R",), Group.FEEDS),
    Action("feeds.problems", N_("Feeds with problems"), ("!",), Group.FEEDS),
    Action("feed.rename", N_("Rename the feed or folder"), ("f2",), Group.FEEDS),
    Action("feed.move", N_("Move the feed or folder into a folder"), ("f6",), Group.FEEDS),
    Action("folder.remove", N_("Remove the folder with its feeds"), ("f8",), Group.FEEDS),
    Action("feed.images", N_("Keep the feed’s images for reading offline, or no longer"), ("I",), Group.FEEDS),
    Action("view.fold", N_("Fold or unfold a folder"), ("F",), Group.FEEDS),
    Action("view.reload", N_("Show what arrived"), (".",), Group.FEEDS),
    Action("view.order", N_("Newest or oldest first"), ("O",), Group.SCREEN),
    Action("view.zen", N_("The article alone"), ("z",), Group.SCREEN),
    Action("view.narrower", N_("Narrower text"), ("<",), Group.SCREEN),
    Action("view.wider", N_("Wider text"), (">",), Group.SCREEN),
    Action("view.sideways-left", N_("Wide code and tables: left"), ("shift+left",), Group.SCREEN),
    Action("view.sideways-right", N_("Wide code and tables: right"), ("shift+right",), Group.SCREEN),
    Action("view.theme", N_("Next theme"), ("f3",), Group.SCREEN),
    Action("app.palette", N_("Everything by name"), (":", "ctrl+p"), Group.SCREEN),
    Action("app.message", N_("The last message in full"), ("f4",), Group.SCREEN),
    Action("app.help", N_("Help"), ("?",), Group.SCREEN),
    Action("app.back", N_("Back, then quit"), ("q",), Group.SCREEN),
    Action("app.escape", N_("Stop what runs; else back, then quit"), ("escape",), Group.SCREEN),
    Action("app.suspend", N_("To the shell and back"), ("ctrl+z",), Group.SCREEN),
    Action("app.quit", N_("Quit"), ("Q", "ctrl+c"), Group.SCREEN),
)

BY_ID = {action.id: action for action in ACTIONS}

SHORT = {
    "item.open": N_("open"),
    "read.on": N_("read on"),
    "article.next-unread": N_("next unread"),
    "view.entities": N_("names, dates"),
    "mention.next-institution": N_("institution"),
    "mention.next-date": N_("date"),
    "mention.why": N_("why"),
    "mention.reject": N_("reject"),
    "mention.merge": N_("merge"),
    "entities.filter": N_("filter"),
    "article.toggle-read": N_("read"),
    "article.toggle-star": N_("star"),
    "article.browser": N_("browser"),
    "article.copy-link": N_("copy link"),
    "links.hints": N_("links"),
    "view.mark-read": N_("all read"),
    "view.reload": N_("show new"),
    "feeds.add": N_("add"),
    "feeds.refresh": N_("refresh"),
    "feeds.refresh-all": N_("refresh all"),
    "feeds.problems": N_("problems"),
    "item.delete": N_("remove"),
    "search.open": N_("search"),
    "pane.next": N_("pane"),
    "change.undo": N_("undo"),
    "app.help": N_("help"),
    "app.back": N_("back"),
}
"""What an action is called in the line of key hints."""

_HINTED = {
    "feeds": """
        item.open feeds.add app.help app.back feeds.problems feeds.refresh feeds.refresh-all search.open pane.next
        view.mark-read change.undo item.delete
    """,
    "articles": """
        view.reload item.open read.on article.next-unread view.entities app.help app.back article.toggle-read
        article.toggle-star search.open pane.next view.mark-read change.undo feeds.add feeds.refresh feeds.problems
        article.browser
    """,
    "article": """
        read.on article.next-unread mention.next-institution mention.next-date view.entities app.help app.back
        mention.why article.toggle-star article.browser links.hints article.copy-link pane.next search.open
        change.undo feeds.problems
    """,
    "entities": """
        item.open mention.why mention.reject mention.merge entities.filter pane.next app.help app.back view.entities
        search.open
        change.undo feeds.problems
    """,
}
HINTS = {pane: tuple((action_id, SHORT[action_id]) for action_id in ids.split()) for pane, ids in _HINTED.items()}
"""What the line of key hints offers in each pane, the most wanted first; it shows those that work now, while there is
room."""

IN_VAIN = {
    "article.next-unread": N_("Nothing is listed."),
    "article.browser": N_("This article has no link."),
    "article.copy-link": N_("This article has no link, and nothing is selected."),
    "article.full-text": N_("This article has no page of its own."),
    "links.hints": N_("No link is in sight."),
    "view.mark-read": N_("Nothing is listed."),
    "mention.next-institution": N_("No institution is marked in this article."),
    "mention.next-date": N_("No date is marked in this article."),
    "mention.why": N_("Nothing is marked here."),
    "mention.reject": N_("No institution is marked here."),
    "view.entities": N_("The article is shown alone; that view ends first."),
    "mention.merge": N_("No institution is marked here."),
    "app.message": N_("Nothing was said yet."),
    "feeds.refresh": N_("There is no feed yet."),
    "feeds.refresh-all": N_("There is no feed yet."),
    "feeds.problems": N_("No feed has a problem."),
    "view.reload": N_("Nothing new has arrived."),
}
"""What is said where an action is known but has nothing to work on."""

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
