"""The pane at the left: smart feeds, then the tree of folders and feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from textual import events

from tui_reader.i18n import _
from tui_reader.model.feeds import TOP, Feed, FeedKind, FolderPath
from tui_reader.model.values import dataclass
from tui_reader.model.views import View, ViewKind
from tui_reader.text.offsets import fold
from tui_reader.ui.widgets.columns import fit
from tui_reader.ui.widgets.row_list import RowList

SMART = (ViewKind.UNREAD, ViewKind.ALL, ViewKind.STARRED, ViewKind.TODAY)


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A row of the pane. ``view`` is ``None`` for the gap between smart feeds and feeds."""

    view: View | None
    title: str = ""
    depth: int = 0
    count: int = 0
    feed: Feed | None = field(default=None, compare=False)
    """Its counts and title are in the row; when it was checked last does not make it another one."""
    folded: bool = False
    failing: bool = False
    """True of a feed that fails, and of a folded folder around one."""

    @property
    def folder(self) -> FolderPath | None:
        """The folder that the row is, if it is one."""
        return self.view.folder if self.view is not None and self.view.kind is ViewKind.FOLDER else None


def smart_title(kind: ViewKind) -> str:
    return {
        ViewKind.ALL: _("All"),
        ViewKind.UNREAD: _("Unread"),
        ViewKind.STARRED: _("Starred"),
        ViewKind.TODAY: _("Today"),
    }[kind]


def feed_title(feed: Feed) -> str:
    if feed.kind is FeedKind.WELCOME:
        return _("Welcome")
    return feed.title or short_address(feed.url)


def short_address(url: str) -> str:
    """What tells an address from others: host and path."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


def feed_rows(feeds: Sequence[Feed], counts: dict[ViewKind, int], folded: frozenset[FolderPath]) -> list[FeedRow]:
    """The rows in the order of the screen: smart feeds, feeds at the top, folders with what is in them."""
    rows = [FeedRow(View(kind), smart_title(kind), count=counts.get(kind, 0)) for kind in SMART]
    if feeds:
        rows.append(FeedRow(None))
    by_folder: dict[FolderPath, list[Feed]] = {}
    for feed in _sorted(feeds):
        by_folder.setdefault(feed.folder, []).append(feed)
    rows += [_feed_row(feed, 0) for feed in by_folder.get(TOP, ())]
    for folder in _all_folders(feeds):
        if any(_is_inside(folder, closed) for closed in folded if closed != folder):
            continue
        depth = folder.count("/")
        around = [path for path in by_folder if path == folder or _is_inside(path, folder)]
        inside = [feed for path in around for feed in by_folder[path]]
        unread = sum(feed.unread for feed in inside)
        view, closed = View(ViewKind.FOLDER, folder=folder), folder in folded
        failing = closed and any(feed.error for feed in inside)
        rows.append(FeedRow(view, folder.rpartition("/")[2], depth, unread, folded=closed, failing=failing))
        if folder not in folded:
            rows += [_feed_row(feed, depth + 1) for feed in by_folder.get(folder, ())]
    return rows


def _feed_row(feed: Feed, depth: int) -> FeedRow:
    view = View(ViewKind.FEED, feed_id=feed.id)
    return FeedRow(view, feed_title(feed), depth, feed.unread, feed, failing=bool(feed.error))


def _sorted(feeds: Sequence[Feed]) -> list[Feed]:
    return sorted(feeds, key=lambda feed: _folded(feed_title(feed)))


@lru_cache(4096)
def _folded(title: str) -> str:
    return fold(title)


def _all_folders(feeds: Sequence[Feed]) -> list[FolderPath]:
    """Every folder that holds a feed, and every folder around one, in the order of a tree."""
    found: set[str] = set()
    for feed in feeds:
        parts = feed.folder.split("/") if feed.folder else []
        found.update("/".join(parts[: i + 1]) for i in range(len(parts)))
    return [FolderPath(path) for path in sorted(found, key=lambda path: [_folded(part) for part in path.split("/")])]


def _is_inside(folder: str, outer: str) -> bool:
    return folder.startswith(outer + "/")


class FeedsPane(RowList):
    """Feeds and folders, with what is unread in each."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[FeedRow] = []
        self.folded: frozenset[FolderPath] = frozenset()
        self._feeds: Sequence[Feed] = ()
        self._counts: dict[ViewKind, int] = {}
        self._wanted: View | None = None

    def show(self, feeds: Sequence[Feed], counts: dict[ViewKind, int]) -> None:
        """New feeds or new counts; the cursor stays on what it was on."""
        self._feeds, self._counts = feeds, counts
        self._rebuild()

    def _rebuild(self) -> None:
        view = self._wanted or (self.current.view if self.current else None)
        self._wanted = None
        before, self.rows = self.rows, feed_rows(self._feeds, self._counts, self.folded)
        if len(before) == len(self.rows) and self._repainted(before):
            return
        self.strips.clear()
        if view is not None and not (self.cursor < len(self.rows) and self.rows[self.cursor].view == view):
            self.select(view)
        elif self.cursor >= len(self.rows):
            self.move_cursor(len(self.rows) - 1, silent=True)
        self.refresh()

    def _repainted(self, before: Sequence[FeedRow]) -> bool:
        """Paint only the rows that changed. False where rows have moved, and the cursor may have to."""
        if any(old.view != new.view for old, new in zip(before, self.rows, strict=True)):
            return False
        for index, (old, new) in enumerate(zip(before, self.rows, strict=True)):
            if old != new:
                self.refresh_row(index)
        return True

    @property
    def current(self) -> FeedRow | None:
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def select(self, view: View) -> None:
        """Put the cursor on a view, without a word about it."""
        for index, row in enumerate(self.rows):
            if row.view == view:
                self.move_cursor(index, silent=True)
                return
        self.move_cursor(0, silent=True)

    def inside(self, row: FeedRow) -> frozenset[View]:
        """What can be listed of a folder: its feeds and folders, all the way down."""
        if row.folder is None:
            return frozenset()
        folder = row.folder
        feeds = [feed for feed in self._feeds if feed.folder == folder or _is_inside(feed.folder, folder)]
        folders = [path for path in _all_folders(feeds) if _is_inside(path, folder)]
        views = [View(ViewKind.FEED, feed_id=feed.id) for feed in feeds]
        return frozenset(views + [View(ViewKind.FOLDER, folder=path) for path in folders])

    def step_aside(self, gone: frozenset[View] = frozenset()) -> View:
        """The row under the cursor is about to go, and what is ``gone`` with it: the cursor will be on the one below,
        at the end on the one above."""
        left = [row for row in self.rows[self.cursor + 1 :] if row.view not in gone]
        below = [row for row in left if row.feed is not None or row.folder is not None]
        above = [row for row in self.rows[self.cursor - 1 : 0 : -1] if row.feed is not None]  # a folder may go with it
        self._wanted = next((row.view for row in (*below, *above)), None) or View(ViewKind.UNREAD)
        return self._wanted

    @property
    def row_total(self) -> int:
        return len(self.rows)

    def is_heading(self, index: int) -> bool:
        return self.rows[index].view is None

    def header_parts(self) -> tuple[str, str]:
        return _("Feeds"), ""

    def row_parts(self, index: int, width: int) -> Sequence[tuple[str, str]]:
        row = self.rows[index]
        if row.view is None:
            return [(" " * width, "row--text")]
        count = f"{row.count} " if row.count else ""
        bad = "! " if row.failing else ""
        lead = " " + "  " * row.depth
        if row.view.kind is ViewKind.FOLDER:
            lead += "▸ " if row.folded else "▾ "
        name = "feeds--smart" if row.view.kind in SMART else "feeds--unread" if row.count else "feeds--read"
        title = fit(lead + row.title, max(0, width - len(count) - len(bad) - 1)) + " "
        return [(fit(title, max(0, width - len(count) - len(bad))), name), (bad, "feeds--bad"), (count, "feeds--count")]

    def on_click(self, event: events.Click) -> None:
        """On the mark before a folder: fold it or open it up."""
        number = self.number_at(event.y)
        row = self.rows[number] if number is not None else None
        if number is not None and row is not None and row.folder is not None and event.x <= 2 * row.depth + 2:
            event.stop()
            event.prevent_default()
            self.move_cursor(number, silent=True)
            self.do_view_fold()

    def can_view_fold(self) -> bool:
        return self.current is not None and self.current.folder is not None

    def do_view_fold(self) -> None:
        if self.current is not None and self.current.folder is not None:
            self.folded = self.folded ^ {self.current.folder}
            self._rebuild()

    def folder_moved(self, folder: FolderPath, to: FolderPath) -> None:
        """A folder has another path: what was folded stays so, and the cursor goes with it."""
        moved = {
            FolderPath(to + path[len(folder) :]) for path in self.folded if path == folder or _is_inside(path, folder)
        }
        self.folded = frozenset(p for p in self.folded if p != folder and not _is_inside(p, folder)) | moved
        if self.current is not None and self.current.folder == folder:
            self._wanted = View(ViewKind.FOLDER, folder=to)

    def unfold_failing(self) -> None:
        """Open every folder that hides a feed with a problem."""
        failing = [feed.folder for feed in self._feeds if feed.error]
        around = {folder for folder in self.folded if any(f == folder or _is_inside(f, folder) for f in failing)}
        if around:
            self.folded -= around
            self._rebuild()
