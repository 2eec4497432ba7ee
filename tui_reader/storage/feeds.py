"""Subscriptions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from tui_reader.i18n import _
from tui_reader.model.errors import NotFound
from tui_reader.model.feeds import TOP, Feed, FeedId, FeedKind, FolderPath, Pace, Validators
from tui_reader.storage.codec import maybe_micros, maybe_moment, micros
from tui_reader.storage.connection import Connection, Row
from tui_reader.storage.journal import FeedChange, FeedChanges, FeedField, Journal
from tui_reader.text.offsets import fold

_FEEDS = """
    SELECT id, url, kind, CASE WHEN name <> '' THEN name ELSE title END, folder, site, unread, total, last_checked,
        next_check, error, failing_since, failures, etag, last_modified, body_hash, full_text, stopped <> '',
        moving_to, ttl_minutes, skip_hours, interval_minutes, keep_newest, check_ms, images
    FROM feeds JOIN counts ON feed_id = id WHERE removed = 0
"""


class Feeds:
    def __init__(self, db: Connection, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._journal = journal
        self._clock = clock

    def all(self) -> list[Feed]:
        """By folder and title, removed ones left out."""
        feeds = [_feed(row) for row in self._db.rows(_FEEDS)]
        return sorted(feeds, key=lambda feed: (fold(feed.folder), fold(feed.title or feed.url), feed.id))

    def unread(self) -> dict[FeedId, int]:
        """How many unread articles each feed has; feeds without any are left out."""
        return dict(self._db.rows("SELECT feed_id, unread FROM counts WHERE unread > 0"))

    def get(self, feed_id: FeedId) -> Feed:
        """Raises ``NotFound``, for a removed feed too."""
        found = self._db.row(f"{_FEEDS} AND id = ?", (feed_id,))
        if found is None:
            raise _not_found(feed_id)
        return _feed(found)

    def by_url(self, url: str) -> Feed | None:
        found = self._db.row(f"{_FEEDS} AND url = ?", (url,))
        return _feed(found) if found else None

    def folders(self) -> list[FolderPath]:
        """Every folder that feeds or other folders are in, outer ones first."""
        paths = self._db.rows("SELECT DISTINCT folder FROM feeds WHERE removed = 0 AND folder <> ''")
        names = [path.split("/") for (path,) in paths]
        every = {"/".join(parts[:depth]) for parts in names for depth in range(1, len(parts) + 1)}
        return [FolderPath(path) for path in sorted(every, key=lambda path: path.casefold().split("/"))]

    def add(
        self,
        url: str,
        *,
        kind: FeedKind = FeedKind.FEED,
        title: str = "",
        folder: FolderPath = TOP,
        site: str = "",
        undoable: bool = True,
    ) -> Feed:
        """Subscribe. One that is there is returned as it is; a removed one comes back with its articles.

        ``title`` is what the person calls it: leave it empty for the feed to name itself (``record_success``).
        The step back from it is a removal, so that what was read meanwhile is not lost either.
        """
        now = micros(self._clock())
        with self._db.transaction(durable=True):
            self._db.run(
                "INSERT INTO feeds (url, kind, name, folder, site, added, removed) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (url) DO NOTHING",
                (url, kind, title, folder, site, now, now if undoable else 0),
            )
            known = self._db.row("SELECT id, folder, removed FROM feeds WHERE url = ?", (url,))
            assert known is not None
            number, before, removed = known
            if removed:
                changes = [FeedChange(number, FeedField.REMOVED, str(removed), "0")]
                if before != folder:
                    changes.append(FeedChange(number, FeedField.FOLDER, before, folder))
                self._journal.perform("add-feed", FeedChanges(tuple(changes)))
                self._db.run("UPDATE feeds SET stopped = '' WHERE id = ?", (number,))
        return self.get(FeedId(number))

    def added_together(self) -> AbstractContextManager[None]:
        """Feeds that one file or site named, added in this block, go again in one step."""
        return self._journal.as_one("add-feed")

    def tuned_together(self) -> AbstractContextManager[None]:
        """What is set for feeds in this block is taken back in one step."""
        return self._journal.as_one("tune-feed")

    def rename(self, feed_id: FeedId, title: str) -> None:
        """An empty title lets the feed name itself again."""
        self._change("rename-feed", feed_id, FeedField.NAME, title)

    def move(self, feed_id: FeedId, folder: FolderPath) -> None:
        self._change("move-feed", feed_id, FeedField.FOLDER, folder)

    def move_folder(self, folder: FolderPath, to: FolderPath) -> int:
        """Give a folder another path, with all that is in it, as one step. How many feeds moved.

        To the folder around it: the folder is gone, its feeds stay. A path that exists: both become one.
        """
        rows = self._db.rows("SELECT id, folder FROM feeds WHERE removed = 0")
        inside = [(feed_id, path) for feed_id, path in rows if path == folder or path.startswith(folder + "/")]
        changes = [
            FeedChange(feed_id, FeedField.FOLDER, path, (to + path[len(folder) :]).removeprefix("/"))
            for feed_id, path in inside
        ]
        changed = tuple(change for change in changes if change.before != change.after)
        return self._journal.perform(_folder_action(folder, to), FeedChanges(changed))

    def remove(self, feed_id: FeedId) -> None:
        """Hide the feed and its articles; nothing is deleted."""
        self._change("remove-feed", feed_id, FeedField.REMOVED, str(micros(self._clock())))

    def remove_folder(self, folder: FolderPath) -> int:
        """Hide the feeds of a folder and of those in it, as one step. How many there were."""
        rows = self._db.rows("SELECT id, folder FROM feeds WHERE removed = 0")
        now = str(micros(self._clock()))
        inside = [feed_id for feed_id, path in rows if path == folder or path.startswith(folder + "/")]
        changes = tuple(FeedChange(feed_id, FeedField.REMOVED, "0", now) for feed_id in inside)
        return self._journal.perform("remove-feeds", FeedChanges(changes))

    def record_success(
        self,
        feed_id: FeedId,
        *,
        title: str,
        site: str,
        validators: Validators,
        body_hash: str,
        checked: datetime,
        next_check: datetime | None,
        pace: Pace = Pace(),  # noqa: B008  (frozen)
        check_ms: int = 0,
    ) -> None:
        """A check brought a body that could be read. An empty title or site leaves what is known."""
        with self._db.transaction():
            self._db.run(
                "UPDATE feeds SET title = CASE WHEN ?1 <> '' THEN ?1 ELSE title END,"
                " site = CASE WHEN ?2 <> '' THEN ?2 ELSE site END, etag = ?3, last_modified = ?4, body_hash = ?5,"
                " last_checked = ?6, next_check = ?7, error = '', failing_since = NULL, failures = 0, ttl_minutes = ?8,"
                " skip_hours = ?9, check_ms = ?10 WHERE id = ?11",
                (
                    title,
                    site,
                    validators.etag,
                    validators.last_modified,
                    body_hash,
                    micros(checked),
                    maybe_micros(next_check),
                    pace.ttl_minutes,
                    _bits(pace.skip_hours),
                    check_ms,
                    feed_id,
                ),
            )

    def record_unchanged(
        self,
        feed_id: FeedId,
        *,
        checked: datetime,
        next_check: datetime | None,
        validators: Validators | None = None,
        check_ms: int = 0,
    ) -> None:
        """The server said, or the body showed, that nothing is new."""
        with self._db.transaction():
            self._db.run(
                "UPDATE feeds SET last_checked = ?, next_check = ?, error = '', failing_since = NULL, failures = 0,"
                " check_ms = ? WHERE id = ?",
                (micros(checked), maybe_micros(next_check), check_ms, feed_id),
            )
            if validators is not None:
                self._db.run(
                    "UPDATE feeds SET etag = ?, last_modified = ? WHERE id = ?",
                    (validators.etag, validators.last_modified, feed_id),
                )

    def record_failure(self, feed_id: FeedId, *, error: str, checked: datetime, next_check: datetime | None) -> None:
        """A check failed; everything else stays as it was."""
        with self._db.transaction():
            self._db.run(
                "UPDATE feeds SET error = ?1, last_checked = ?2, next_check = ?3, failures = failures + 1,"
                " failing_since = coalesce(failing_since, ?2) WHERE id = ?4",
                (error, micros(checked), maybe_micros(next_check), feed_id),
            )

    def rewrite_url(self, feed_id: FeedId, url: str) -> bool:
        """The feed moved for good. False, and nothing changed, where another feed has that address."""
        with self._db.transaction():
            if self._db.value("SELECT id FROM feeds WHERE url = ? AND id <> ?", (url, feed_id)):
                return False
            self._db.run("UPDATE feeds SET url = ?, moving_to = '' WHERE id = ?", (url, feed_id))
        return True

    def remember_move(self, feed_id: FeedId, url: str) -> None:
        """Where its address leads for good, seen at one check; an empty address forgets it."""
        with self._db.transaction():
            self._db.run("UPDATE feeds SET moving_to = ?1 WHERE id = ?2 AND moving_to <> ?1", (url, feed_id))

    def stop(self, feed_id: FeedId, reason: str) -> None:
        """Poll it no longer; ``reason`` is shown as its error."""
        with self._db.transaction():
            self._db.run("UPDATE feeds SET stopped = ?1, error = ?1 WHERE id = ?2", (reason or "stopped", feed_id))

    def set_full_text(self, feed_id: FeedId, full_text: bool) -> None:
        """Whether the page behind each article is fetched."""
        self._set(feed_id, FeedField.FULL_TEXT, full_text)

    def set_interval(self, feed_id: FeedId, minutes: int) -> None:
        """How often the person wants it checked; 0 leaves that to its schedule. It counts from the next check on."""
        self._set(feed_id, FeedField.INTERVAL, minutes)

    def set_keep_newest(self, feed_id: FeedId, newest: int) -> None:
        """How many of its newest articles are kept (see ``Articles.retire``); 0 for all."""
        self._set(feed_id, FeedField.KEEP_NEWEST, newest)

    def set_images(self, feed_id: FeedId, images: bool | None) -> None:
        """Whether the images of its articles are kept; ``None`` leaves that to the configuration."""
        self._set(feed_id, FeedField.IMAGES, images)

    def _set(self, feed_id: FeedId, field: FeedField, value: int | None) -> None:
        self._change("tune-feed", feed_id, field, "" if value is None else str(int(value)))

    def _change(self, action: str, feed_id: FeedId, field: FeedField, after: str) -> None:
        with self._db.transaction(durable=True):
            found = self._db.row(f"SELECT {field} FROM feeds WHERE id = ?", (feed_id,))
            if not found:
                raise _not_found(feed_id)
            before = "" if found[0] is None else str(found[0])
            same = before == after or (field is FeedField.REMOVED and (before == "0") == (after == "0"))
            if not same:
                self._journal.perform(action, FeedChange(feed_id, field, before, after))


def _folder_action(folder: FolderPath, to: FolderPath) -> str:
    around = folder.rpartition("/")[0]
    if to == around:
        return "remove-folder"
    return "rename-folder" if to.rpartition("/")[0] == around else "move-folder"


def _not_found(feed_id: FeedId) -> NotFound:
    return NotFound(_("There is no feed {number}; “reader feeds” shows the numbers.").format(number=feed_id))


def _feed(row: Row) -> Feed:
    number, url, kind, title, folder, site, unread, total, checked, due, error, since, failures, *rest = row
    etag, modified, body_hash, full_text, stopped, moving_to, ttl, skipped, interval, kept, check_ms, images = rest
    return Feed(
        id=number,
        url=url,
        kind=FeedKind(kind),
        title=title,
        folder=folder,
        site=site,
        unread=unread,
        total=total,
        last_checked=maybe_moment(checked),
        next_check=maybe_moment(due),
        error=error,
        failing_since=maybe_moment(since),
        failures=failures,
        validators=Validators(etag, modified),
        body_hash=body_hash,
        full_text=bool(full_text),
        stopped=bool(stopped),
        moving_to=moving_to,
        pace=Pace(ttl, _hours(skipped)) if ttl or skipped else _NO_PACE,
        interval_minutes=interval,
        keep_newest=kept,
        check_ms=check_ms,
        images=None if images is None else bool(images),
    )


_NO_PACE = Pace()


def _bits(hours: frozenset[int]) -> int:
    return sum(1 << hour for hour in hours if 0 <= hour < 24)


def _hours(bits: int) -> frozenset[int]:
    return frozenset(hour for hour in range(24) if bits >> hour & 1)
