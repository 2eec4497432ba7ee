"""One SQLite connection: how it is set up, its transactions, and its errors in the words of ``model.errors``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tui_reader.i18n import _
from tui_reader.model.errors import StoreBusy, StoreDamaged, StoreError

BUSY_MS = 5_000
"""How long a statement waits for another process; the engine holds the store for milliseconds at a time."""
CACHE_KIB = 16_000
LOG_PAGES = 4_000
"""Of the write-ahead log, 16 MB, from which on it is carried over into the store. By default SQLite does that at a
quarter of it: four times as often during a first refresh, waiting for the disk each time."""
STATEMENTS = 256
"""Prepared statements kept: more than there are different ones here."""
OLDEST_SQLITE = (3, 37)
"""STRICT tables came with it."""

Row = tuple[Any, ...]
Params = Sequence[object]


class Connection:
    """``sqlite3`` in autocommit mode. Used by the thread that opened it only."""

    def __init__(self, path: Path, *, read_only: bool = False, busy_ms: int = BUSY_MS) -> None:
        self.path = path
        self.read_only = read_only
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            wanted = ".".join(map(str, OLDEST_SQLITE))
            raise StoreError(
                _("SQLite {version} is too old for the store; Python needs one from {wanted} on.").format(
                    version=sqlite3.sqlite_version, wanted=wanted
                )
            )
        try:
            self.raw = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}",
                uri=True,
                isolation_level=None,
                cached_statements=STATEMENTS,
                timeout=busy_ms / 1000,
            )
        except sqlite3.Error as error:
            raise translated(error, path) from error
        self._durable = False
        try:
            self.run(f"PRAGMA cache_size = -{CACHE_KIB}")
            self.run(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
            self.run("PRAGMA temp_store = MEMORY")
            self.run("PRAGMA synchronous = NORMAL")
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        self.raw.close()

    def run(self, sql: str, params: Params = ()) -> sqlite3.Cursor:
        try:
            return self.raw.execute(sql, params)
        except sqlite3.Error as error:
            raise translated(error, self.path) from error

    def run_many(self, sql: str, rows: Iterable[Params]) -> None:
        try:
            self.raw.executemany(sql, rows)
        except sqlite3.Error as error:
            raise translated(error, self.path) from error

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        try:
            return self.raw.execute(sql, params).fetchall()
        except sqlite3.Error as error:
            raise translated(error, self.path) from error

    def row(self, sql: str, params: Params = ()) -> Row | None:
        try:
            found: Row | None = self.raw.execute(sql, params).fetchone()
        except sqlite3.Error as error:
            raise translated(error, self.path) from error
        return found

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row, ``None`` where there is none."""
        found = self.row(sql, params)
        return found[0] if found else None

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """All or nothing, holding the write lock from the start. Inside another one it simply joins that.

        ``durable``: on the disk when it returns, even if power fails; otherwise the newest transactions may be lost
        then (never half of one).
        """
        if self.raw.in_transaction:
            yield
            return
        if durable != self._durable:
            self.run(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.raw.in_transaction:
                self.raw.rollback()
            raise


def is_damage(error: Exception) -> bool:
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def translated(error: Exception, path: Path) -> Exception:
    """The exception a person can act on; the error itself where it can only be a fault of the program."""
    code = _code(error)
    if is_damage(error):
        return StoreDamaged(_damaged(path))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(
            _("The store {path} is in use by another program; try again when that has finished.").format(path=path)
        )
    sentence = _sentence(code)
    return StoreError(sentence.format(path=path)) if sentence else error


def _code(error: Exception) -> int:
    """The primary result code; 0 for errors of Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _damaged(path: Path) -> str:
    backups = sorted(path.parent.glob(f"{path.name}.v*.backup"))
    if backups:
        return _(
            "The store {path} is damaged; nothing was deleted: move it away and put the backup {backup} in its place."
        ).format(path=path, backup=backups[-1])
    return _(
        "The store {path} is damaged; nothing was deleted: move it away to start with an empty one"
        " (no backup lies beside it)."
    ).format(path=path)


def _sentence(code: int) -> str:
    match code:
        case sqlite3.SQLITE_READONLY:
            return _("The store {path} cannot be written; allow writing to it and to its folder.")
        case sqlite3.SQLITE_CANTOPEN:
            return _("The store {path} cannot be opened; check that its folder exists and may be written.")
        case sqlite3.SQLITE_PERM:
            return _("The store {path} cannot be opened; check its permissions.")
        case sqlite3.SQLITE_FULL:
            return _("The disk is full: the store {path} could not be written; free some space and try again.")
        case sqlite3.SQLITE_IOERR:
            return _("The store {path} could not be read or written; check the disk it lies on.")
    return ""
