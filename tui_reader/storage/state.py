"""What the user did with articles: on the disk when a method returns, and all but the position journalled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from tui_reader.model.articles import ArticleId
from tui_reader.storage.codec import id_list
from tui_reader.storage.connection import Connection
from tui_reader.storage.journal import DELETED, Flag, FlagChange, Journal, TagChange

_CHANGING = {
    Flag.READ: "read <> ?",
    Flag.STARRED: "starred <> ?",
    Flag.DELETED: f"(gone & {DELETED}) <> ?",
}


class State:
    def __init__(self, db: Connection, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._journal = journal
        self._clock = clock

    def set_read(self, ids: Iterable[ArticleId], read: bool) -> int:
        """How many changed, as for all of these."""
        return self._set("read" if read else "unread", Flag.READ, ids, read)

    def set_starred(self, ids: Iterable[ArticleId], starred: bool) -> int:
        return self._set("star" if starred else "unstar", Flag.STARRED, ids, starred)

    def set_deleted(self, ids: Iterable[ArticleId], deleted: bool) -> int:
        """Deleted articles are in no list, and a refresh does not bring them back."""
        return self._set("delete" if deleted else "undelete", Flag.DELETED, ids, deleted)

    def set_tags(self, ids: Iterable[ArticleId], tags: Sequence[str]) -> int:
        """Give all of them exactly these tags."""
        after = tuple(sorted({tag.strip() for tag in tags} - {""}))
        with self._db.transaction(durable=True):
            before = {article: self._tags(article) for article in dict.fromkeys(ids)}
            changed = tuple((article, old, after) for article, old in before.items() if old != after)
            return self._journal.perform("tag", TagChange(changed))

    def set_position(self, article_id: ArticleId, offset: int) -> None:
        """Remember the character offset of the first line on the screen."""
        with self._db.transaction(durable=True):
            self._db.run("UPDATE state SET position = ? WHERE article_id = ?", (offset, article_id))

    def all_tags(self) -> list[tuple[str, int]]:
        """Every tag in use and how many articles carry it, by name."""
        return [
            (str(tag), int(count))
            for tag, count in self._db.rows("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag")
        ]

    def _set(self, action: str, flag: Flag, ids: Iterable[ArticleId], value: bool) -> int:
        with self._db.transaction(durable=True):
            changing = self._db.rows(
                f"SELECT article_id FROM state WHERE article_id IN (SELECT value FROM json_each(?))"
                f" AND {_CHANGING[flag]}",
                (id_list(ids), int(value)),
            )
            return self._journal.perform(action, FlagChange(flag, value, tuple(row[0] for row in changing)))

    def _tags(self, article_id: ArticleId) -> tuple[str, ...]:
        found = self._db.rows("SELECT tag FROM tags WHERE article_id = ? ORDER BY tag", (article_id,))
        return tuple(row[0] for row in found)
