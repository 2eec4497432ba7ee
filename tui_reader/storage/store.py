"""The store: one SQLite file that several processes use at once.

::

    Store ── feeds      subscriptions                    articles   entries, documents, lists
          ├─ state      what the user did                journal    undo and redo of that
          ├─ mentions   recognitions and their index     search     full text
          ├─ changes    what search and mentions are behind with
          ├─ pages      the web pages behind articles
          └─ images     the images in them that are kept
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tui_reader.i18n import _
from tui_reader.model.errors import StoreBusy, StoreError
from tui_reader.model.feeds import FeedId
from tui_reader.storage import migrations
from tui_reader.storage.articles import Articles
from tui_reader.storage.changes import Changes
from tui_reader.storage.connection import BUSY_MS, Connection
from tui_reader.storage.feeds import Feeds
from tui_reader.storage.journal import Journal
from tui_reader.storage.mentions import Mentions
from tui_reader.storage.state import State

if TYPE_CHECKING:
    from tui_reader.storage.housekeeping import StoreFigures
    from tui_reader.storage.images import Images
    from tui_reader.storage.pages import Pages
    from tui_reader.storage.search import Search


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_store(
    path: Path, *, clock: Callable[[], datetime] = utc_now, read_only: bool = False, busy_ms: int = BUSY_MS
) -> Store:
    """Open the store, making it where there is none and bringing an older one up to date (a backup is made first).

    Use it in the thread that opened it. Raises ``StoreError`` and its kinds, each with what to do.
    """
    _check_path(path, read_only)
    db = Connection(path, read_only=read_only, busy_ms=busy_ms)
    try:
        if not read_only:
            _use_wal(db)
        migrations.bring_up_to_date(db)
    except BaseException:
        db.close()
        raise
    return Store(db, clock)


class Store:
    """What the first screen does without is imported when it is asked for."""

    def __init__(self, db: Connection, clock: Callable[[], datetime]) -> None:
        self._db = db
        self.changes = Changes(db)
        self.journal = Journal(db, clock)
        self.feeds = Feeds(db, self.journal, clock)
        self.articles = Articles(db, clock)
        self.state = State(db, self.journal, clock)
        self.mentions = Mentions(db, self.changes)

    @cached_property
    def search(self) -> Search:
        from tui_reader.storage.search import Search

        return Search(self._db, self.changes)

    @cached_property
    def pages(self) -> Pages:
        from tui_reader.storage.pages import Pages

        return Pages(self._db)

    @cached_property
    def images(self) -> Images:
        from tui_reader.storage.images import Images

        return Images(self._db)

    @property
    def path(self) -> Path:
        return self._db.path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def transaction(self, *, durable: bool = False) -> AbstractContextManager[None]:
        """Make several calls one: all of them or none, on the disk at its end if ``durable``."""
        return self._db.transaction(durable=durable)

    def retire(self, feed_id: FeedId, newest: int) -> int:
        """Let go of all but the newest articles of a feed, starred and tagged ones aside; how many went."""
        from tui_reader.storage import retention

        return retention.retire(self._db, self.search, feed_id, newest)

    def data_version(self) -> int:
        """Changes when another connection, of this process or another, has written."""
        return int(self._db.value("PRAGMA data_version"))

    def backup(self, target: Path) -> None:
        """Copy the whole store to a file, while it is in use. An older file of that name is replaced."""
        migrations.back_up(self._db, target)

    def check(self) -> list[str]:
        """What is wrong with it, one sentence each; reads everything."""
        from tui_reader.storage import housekeeping

        return housekeeping.check(self._db)

    def figures(self) -> StoreFigures:
        from tui_reader.storage import housekeeping

        return housekeeping.figures(self._db)

    def recognise_again(self) -> None:
        """Queue all articles for recognition; what is known of them stays until then."""
        from tui_reader.storage import housekeeping

        housekeeping.recognise_again(self._db)

    def compact(self) -> int:
        """Give free space back to the disk; how many bytes."""
        from tui_reader.storage import housekeeping

        return housekeeping.compact(self._db)


def _check_path(path: Path, read_only: bool) -> None:
    if path.is_dir():
        raise StoreError(_("The store {path} is a folder; name a file, or move the folder away.").format(path=path))
    if read_only and not path.exists():
        raise StoreError(_("There is no store {path} yet; add a feed first.").format(path=path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            _("The folder {path} for the store cannot be made ({reason}); allow writing there.").format(
                path=path.parent, reason=error.strerror
            )
        ) from error


def _use_wal(db: Connection) -> None:
    """Readers then never wait for a writer. The file remembers it, so this writes once in its life."""
    for attempt in range(_WAL_ATTEMPTS):
        if db.value("PRAGMA journal_mode") == "wal":
            return
        try:
            db.run("PRAGMA journal_mode = WAL")
        except StoreBusy:
            if attempt == _WAL_ATTEMPTS - 1:
                raise
            # Another process is making the same store. SQLite does not wait for it here, but in a transaction it does.
            with db.transaction():
                pass


_WAL_ATTEMPTS = 20
"""Far more than processes that start at the same moment."""
