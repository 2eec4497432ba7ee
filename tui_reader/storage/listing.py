"""Lists of articles: which index serves which view, and the ids in it, newest first.

Every query names its index, so that no statistics and no SQLite version can turn a list into a scan with a sort.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime

from tui_reader.model.articles import PageKey
from tui_reader.model.feeds import FolderPath
from tui_reader.model.values import dataclass
from tui_reader.model.views import View, ViewKind
from tui_reader.storage.codec import ids_of, micros
from tui_reader.storage.connection import Connection, Params

_NEWEST_FIRST = "ORDER BY date DESC, article_id DESC"
_OLDEST_FIRST = "ORDER BY date, article_id"


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of ``state`` that a view shows."""

    index: str
    where: str
    params: tuple[int, ...] = ()

    @property
    def source(self) -> str:
        return f"FROM state INDEXED BY {self.index} WHERE {self.where}"


def selection(db: Connection, view: View, now: datetime) -> Selection:
    """Raises ``ValueError`` for a query: its articles are found by ``Search``, not by an index."""
    unread = view.unread_only or view.kind is ViewKind.UNREAD
    index, where = ("state_unread", "gone = 0 AND read = 0") if unread else ("state_newest", "gone = 0")
    match view.kind:
        case ViewKind.ALL | ViewKind.UNREAD:
            return Selection(index, where)
        case ViewKind.STARRED:
            starred = "gone = 0 AND starred = 1" + (" AND read = 0" if unread else "")
            return Selection("state_starred", starred)
        case ViewKind.TODAY:
            return Selection(index, f"{where} AND date >= ?", (start_of_day(now),))
        case ViewKind.FEED:
            index = "state_feed_unread" if unread else "state_feed"
            return Selection(index, f"{where} AND feed_id = ?", (view.feed_id or 0,))
        case ViewKind.FOLDER:
            feeds = feeds_in(db, view.folder) or [0]  # SQLite takes no index for an empty list
            return Selection(index, f"{where} AND +feed_id IN ({','.join(map(str, feeds))})")
        case ViewKind.QUERY:
            raise ValueError(f"a query is answered by Search, not by a list: {view.query}")


def start_of_day(now: datetime) -> int:
    """Today begins where the person is, not in Greenwich."""
    return micros(now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0))


def feeds_in(db: Connection, folder: FolderPath) -> list[int]:
    """The feeds in a folder and in all folders in it."""
    found = db.rows("SELECT id, folder FROM feeds WHERE removed = 0")
    return [number for number, path in found if not folder or path == folder or path.startswith(f"{folder}/")]


def ids(db: Connection, view: View, now: datetime) -> array[int]:
    """The list's snapshot."""
    chosen = selection(db, view, now)
    return joined_ids(db, f"SELECT article_id {chosen.source} {_NEWEST_FIRST}", chosen.params)


@dataclass(frozen=True, slots=True)
class ListStart:
    """The first ids of a list, and what is needed to read the others as they were then."""

    view: View
    oldest_first: bool
    ids: array[int]
    total: int
    last: PageKey | None
    """The key of the last of ``ids``; ``None`` where they are all."""
    newest: int
    """The largest id at that time: what arrives later is in no list that is shown already."""


def start(db: Connection, view: View, now: datetime, limit: int, oldest_first: bool) -> ListStart:
    """Reads as many index entries as it returns."""
    chosen = selection(db, view, now)
    order = _OLDEST_FIRST if oldest_first else _NEWEST_FIRST
    newest = int(db.value("SELECT coalesce(max(article_id), 0) FROM state"))
    found = db.rows(f"SELECT article_id, date {chosen.source} {order} LIMIT ?", (*chosen.params, limit))
    first = array("q", [row[0] for row in found])
    if len(found) < limit:
        return ListStart(view, oldest_first, first, len(first), None, newest)
    total = max(len(first), count(db, view, now))
    return ListStart(view, oldest_first, first, total, PageKey(found[-1][1], found[-1][0]), newest)


def rest(db: Connection, begun: ListStart, now: datetime) -> array[int]:
    """The ids that follow the first ones."""
    if begun.last is None:
        return array("q")
    chosen = selection(db, begun.view, now)
    order, further = (_OLDEST_FIRST, ">") if begun.oldest_first else (_NEWEST_FIRST, "<")
    query = f"SELECT article_id {chosen.source} AND (date, article_id) {further} (?, ?) AND +article_id <= ? {order}"
    return joined_ids(db, query, (*chosen.params, begun.last.date, begun.last.id, begun.newest))


class Newest:
    """All visible articles, newest first, read again only when somebody wrote: a search is a selection of them."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._ids: array[int] = array("q")
        self._read_at: tuple[int, int] | None = None

    def ids(self) -> array[int]:
        now = (int(self._db.value("PRAGMA data_version")), self._db.raw.total_changes)
        if now != self._read_at:
            query = f"SELECT article_id FROM state INDEXED BY state_newest WHERE gone = 0 {_NEWEST_FIRST}"
            self._ids, self._read_at = joined_ids(self._db, query), now
        return self._ids


def page(db: Connection, view: View, now: datetime, after: PageKey | None, limit: int) -> list[int]:
    """One page of ids by keyset: reads as many index entries as it returns (of a folder: those it skips as well)."""
    chosen = selection(db, view, now)
    where, params = chosen.source, chosen.params
    if after is not None:
        where, params = f"{where} AND (date, article_id) < (?, ?)", (*params, after.date, after.id)
    found = db.rows(f"SELECT article_id {where} {_NEWEST_FIRST} LIMIT ?", (*params, limit))
    return [row[0] for row in found]


def newest_dates(db: Connection, feed_id: int, limit: int) -> list[int]:
    """From the index alone: a refresh asks this of every feed."""
    found = db.rows(
        f"SELECT date FROM state INDEXED BY state_feed WHERE gone = 0 AND feed_id = ? {_NEWEST_FIRST} LIMIT ?",
        (feed_id, limit),
    )
    return [row[0] for row in found]


def count(db: Connection, view: View, now: datetime) -> int:
    """From the counts that are kept of every feed, where they say it."""
    column = "unread" if view.unread_only or view.kind is ViewKind.UNREAD else "total"
    match view.kind:
        case ViewKind.ALL | ViewKind.UNREAD:
            return int(db.value(f"SELECT coalesce(sum({column}), 0) FROM counts"))
        case ViewKind.FEED:
            return int(db.value(f"SELECT coalesce(sum({column}), 0) FROM counts WHERE feed_id = ?", (view.feed_id,)))
        case ViewKind.FOLDER:
            feeds = ",".join(map(str, feeds_in(db, view.folder)))
            return int(db.value(f"SELECT coalesce(sum({column}), 0) FROM counts WHERE feed_id IN ({feeds})"))
    chosen = selection(db, view, now)
    return int(db.value(f"SELECT count(*) {chosen.source}", chosen.params))


def joined_ids(db: Connection, query: str, params: Params | Sequence[int] = ()) -> array[int]:
    """The ids that a query of one column called ``article_id`` gives, in its order."""
    return ids_of(db.value(f"SELECT group_concat(article_id) FROM ({query})", params))
