"""What the user did, so that it can be undone and done again, in this session or a later one.

::

    Change ── FlagChange   read, star, delete: the ids that really changed
           ├─ TagChange    tags before and after
           ├─ FeedChange   name, folder, removed, what is set for it
           └─ FeedChanges  the same to several feeds: all in a folder, all that a list names

Every change knows its inverse. A change is carried out by ``Journal.perform`` only, which also writes it down.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from tui_reader.model.values import dataclass
from tui_reader.model.views import Undone
from tui_reader.storage.codec import compact, deltas, from_deltas, id_list, micros, pack_text, unpack_text
from tui_reader.storage.connection import Connection

KEPT = 200
"""Actions that can be undone; a mark-all-read is one."""

DELETED = 1
FEED_REMOVED = 2
"""Bits of ``state.gone``."""


class Flag(StrEnum):
    READ = "read"
    STARRED = "starred"
    DELETED = "deleted"


class FeedField(StrEnum):
    NAME = "name"
    FOLDER = "folder"
    REMOVED = "removed"
    FULL_TEXT = "full_text"
    INTERVAL = "interval_minutes"
    KEEP_NEWEST = "keep_newest"
    IMAGES = "images"


@dataclass(frozen=True, slots=True)
class FlagChange:
    """``ids`` are those whose flag was the other way round before."""

    flag: Flag
    value: bool
    ids: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.ids)

    def inverse(self) -> FlagChange:
        return replace(self, value=not self.value)

    def apply(self, db: Connection) -> None:
        db.run(
            f"UPDATE state SET {_ASSIGNMENTS[self.flag, self.value]}"
            " WHERE article_id IN (SELECT value FROM json_each(?))",
            (id_list(self.ids),),
        )


@dataclass(frozen=True, slots=True)
class TagChange:
    """(article, tags before, tags after) of every article whose tags changed."""

    tags: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        return len(self.tags)

    def inverse(self) -> TagChange:
        return TagChange(tuple((article, after, before) for article, before, after in self.tags))

    def apply(self, db: Connection) -> None:
        db.run_many("DELETE FROM tags WHERE article_id = ?", [(article,) for article, _, _ in self.tags])
        db.run_many(
            "INSERT INTO tags (article_id, tag) VALUES (?, ?)",
            [(article, tag) for article, _, after in self.tags for tag in after],
        )


@dataclass(frozen=True, slots=True)
class FeedChange:
    """``removed`` holds the time of removal in microseconds, ``"0"`` where the feed is there; numbers are in digits,
    empty for NULL."""

    feed_id: int
    field: FeedField
    before: str
    after: str

    @property
    def count(self) -> int:
        return 1

    def inverse(self) -> FeedChange:
        return replace(self, before=self.after, after=self.before)

    def apply(self, db: Connection) -> None:
        after: str | int | None = self.after
        if self.field not in (FeedField.NAME, FeedField.FOLDER):
            after = int(self.after) if self.after else None
        db.run(f"UPDATE feeds SET {self.field} = ? WHERE id = ?", (after, self.feed_id))
        if self.field is FeedField.REMOVED:
            bits = f"gone | {FEED_REMOVED}" if after else f"gone & ~{FEED_REMOVED}"
            db.run(f"UPDATE state SET gone = {bits} WHERE feed_id = ?", (self.feed_id,))


@dataclass(frozen=True, slots=True)
class FeedChanges:
    """What was done to several feeds in one step. Counted are the feeds."""

    changes: tuple[FeedChange, ...]

    @property
    def count(self) -> int:
        return len({change.feed_id for change in self.changes})

    def inverse(self) -> FeedChanges:
        return FeedChanges(tuple(change.inverse() for change in reversed(self.changes)))

    def apply(self, db: Connection) -> None:
        for change in self.changes:
            change.apply(db)


Change = FlagChange | TagChange | FeedChange | FeedChanges

_ASSIGNMENTS = {
    (Flag.READ, True): "read = 1",
    (Flag.READ, False): "read = 0",
    (Flag.STARRED, True): "starred = 1",
    (Flag.STARRED, False): "starred = 0",
    (Flag.DELETED, True): f"gone = gone | {DELETED}",
    (Flag.DELETED, False): f"gone = gone & ~{DELETED}",
}


class Journal:
    def __init__(self, db: Connection, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._together: list[FeedChange] | None = None

    @contextmanager
    def as_one(self, action: str) -> Iterator[None]:
        """One step back for all that is done to feeds in the block. Nothing is written down where it raises."""
        with self._db.transaction(durable=True):
            together: list[FeedChange] = []
            self._together = together
            try:
                yield
            finally:
                self._together = None
            if together:
                self._write(action, FeedChanges(tuple(together)))

    def perform(self, action: str, change: Change) -> int:
        """Carry a change out and write it down; what had been undone can no longer be redone. How many it touched."""
        with self._db.transaction(durable=True):
            if change.count:
                change.apply(self._db)
                if self._together is None or not isinstance(change, FeedChange | FeedChanges):
                    self._write(action, change)
                else:
                    self._together += change.changes if isinstance(change, FeedChanges) else (change,)
        return change.count

    def undo(self) -> Undone | None:
        """Take the newest action back, ``None`` where there is none left."""
        with self._db.transaction(durable=True):
            found = self._db.row("SELECT id, action, change FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1")
            if not found:
                return None
            number, action, packed = found
            change = _read(packed).inverse()
            change.apply(self._db)
            self._db.run("UPDATE journal SET undone = 1 WHERE id = ?", (number,))
        return Undone(action, change.count)

    def redo(self) -> Undone | None:
        """Do the action again that was undone last, ``None`` where nothing was."""
        with self._db.transaction(durable=True):
            found = self._db.row("SELECT id, action, change FROM journal WHERE undone = 1 ORDER BY id LIMIT 1")
            if not found:
                return None
            number, action, packed = found
            change = _read(packed)
            change.apply(self._db)
            self._db.run("UPDATE journal SET undone = 0 WHERE id = ?", (number,))
        return Undone(action, change.count)

    def _write(self, action: str, change: Change) -> None:
        self._db.run("DELETE FROM journal WHERE undone = 1")
        added = self._db.run(
            "INSERT INTO journal (time, action, count, change) VALUES (?, ?, ?, ?)",
            (micros(self._clock()), action, change.count, _packed(change)),
        ).lastrowid
        self._db.run(
            "DELETE FROM journal WHERE id <= (SELECT id FROM journal WHERE id <= ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (added, KEPT),
        )


def _packed(change: Change) -> bytes:
    match change:
        case FlagChange(flag, value, ids):
            return pack_text(compact(["flag", flag, value, deltas(ids)]))
        case TagChange(tags):
            return pack_text(compact(["tags", tags]))
        case FeedChange(feed_id, field, before, after):
            return pack_text(compact(["feed", feed_id, field, before, after]))
        case FeedChanges(changes):
            each = [[change.feed_id, change.field, change.before, change.after] for change in changes]
            return pack_text(compact(["feeds", each]))


def _read(packed: bytes) -> Change:
    kind, *values = json.loads(unpack_text(packed))
    if kind == "flag":
        flag, value, distances = values
        return FlagChange(Flag(flag), value, tuple(from_deltas(distances)))
    if kind == "tags":
        return TagChange(tuple((article, tuple(before), tuple(after)) for article, before, after in values[0]))
    if kind == "feeds":
        return FeedChanges(tuple(_feed_change(*each) for each in values[0]))
    return _feed_change(*values)


def _feed_change(feed_id: int, field: str, before: str, after: str) -> FeedChange:
    return FeedChange(feed_id, FeedField(field), before, after)
