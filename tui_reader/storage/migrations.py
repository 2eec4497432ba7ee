"""Schema versions: a fresh store runs every script, an older one those it lacks, a newer one is refused.

::

    001_store.sql ─► 002_journal_and_counts.sql ─► 003_schedule.sql ─► …

``PRAGMA user_version`` is the number of the last one that ran.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tui_reader.i18n import _
from tui_reader.model.errors import StoreError, StoreTooNew
from tui_reader.storage.connection import Connection, is_damage, translated

VERSION = 6
APPLICATION_ID = 0x74756972
"""``tuir``: tells a store from any other SQLite database."""


def bring_up_to_date(db: Connection) -> None:
    """Leave the store at ``VERSION``. A backup of an older one is made first, beside it.

    Raises ``StoreTooNew``; ``StoreError`` for a database that is not a store.
    """
    version = checked_version(db)
    if version == VERSION:
        return
    if db.read_only:
        raise StoreError(
            _("The store {path} must be brought up to date first; run “reader feeds” once.").format(path=db.path)
        )
    if version:
        back_up(db, backup_path(db.path, version))
    with db.transaction(durable=True):
        for number in range(checked_version(db) + 1, VERSION + 1):
            for statement in statements(script(number)):
                db.run(statement)
            db.run(f"PRAGMA user_version = {number}")
        db.run(f"PRAGMA application_id = {APPLICATION_ID}")


def checked_version(db: Connection) -> int:
    version = int(db.value("PRAGMA user_version"))
    application = int(db.value("PRAGMA application_id"))
    empty = version == 0 and not db.value("SELECT count(*) FROM sqlite_schema")
    if not empty and application != APPLICATION_ID:
        raise StoreError(
            _("{path} is a database of another program; move it away or name another store.").format(path=db.path)
        )
    if version > VERSION:
        raise StoreTooNew(
            _(
                "The store {path} was written by a newer version of this program (schema {theirs}, this one knows"
                " {ours}); install that version again. Nothing was changed."
            ).format(path=db.path, theirs=version, ours=VERSION)
        )
    return version


def backup_path(store: Path, version: int) -> Path:
    return store.with_name(f"{store.name}.v{version}.backup")


def back_up(db: Connection, target: Path) -> None:
    """Copy the store while others go on using it. An older file of that name is replaced when the copy is whole."""
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        copy = sqlite3.connect(unfinished)
        try:
            db.raw.backup(copy)
        finally:
            copy.close()
        unfinished.replace(target)
    except (sqlite3.Error, OSError) as error:
        if is_damage(error):
            raise translated(error, db.path) from error
        raise StoreError(
            _("The backup {path} could not be written ({reason}); nothing was changed.").format(
                path=target, reason=error
            )
        ) from error


def script(number: int) -> str:
    [path] = (Path(__file__).parent / "schema").glob(f"{number:03}_*.sql")
    return path.read_text("utf-8")


def statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one, so that they run inside a transaction (``executescript`` would end it)."""
    gathered = ""
    for line in sql.splitlines(keepends=True):
        gathered += line
        if ";" in line and sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
    if gathered.strip():
        raise ValueError(f"a schema script ends inside a statement: {gathered[:80]!r}")
