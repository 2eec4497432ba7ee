"""Names of institutions that the user brought: a small database of its own, so that the archive can go without it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.model.mentions import Institution
from tui_reader.storage.codec import compact
from tui_reader.storage.connection import Connection

_SCHEMA = (
    "CREATE TABLE institutions (id INTEGER PRIMARY KEY, fields TEXT NOT NULL) STRICT",
    "CREATE TABLE names (folded TEXT, id INTEGER, PRIMARY KEY (folded, id)) STRICT, WITHOUT ROWID",
    "CREATE TABLE firsts (word TEXT PRIMARY KEY, longest INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)

_REMEMBERED = 20_000
"""First words kept in memory: texts repeat them, and each is a few dozen bytes."""


@dataclass(slots=True)
class StoredGazetteer:
    """Looks names up in the file, which is opened at the first look-up; only the path goes to another process."""

    path: Path
    fingerprint: str
    _db: Connection | None = field(default=None, repr=False, compare=False)
    _longest: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def lookup(self, folded_name: str) -> Sequence[Institution]:
        """The institutions that carry this name, folded as it was when they were imported, in order of import."""
        found = self._open().rows(
            "SELECT fields FROM names JOIN institutions USING (id) WHERE folded = ? ORDER BY id", (folded_name,)
        )
        return [_institution(fields) for (fields,) in found]

    def longest(self, folded_word: str) -> int:
        """How many words the longest name has that starts with this one; 0: none does."""
        known = self._longest.get(folded_word)
        if known is None:
            if len(self._longest) >= _REMEMBERED:
                self._longest.clear()
            row = self._open().row("SELECT longest FROM firsts WHERE word = ?", (folded_word,))
            known = self._longest[folded_word] = int(row[0]) if row else 0
        return known

    def _open(self) -> Connection:
        if self._db is None:
            self._db = Connection(self.path, read_only=True)
        return self._db

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def __reduce__(self) -> tuple[type[StoredGazetteer], tuple[Path, str]]:
        return StoredGazetteer, (self.path, self.fingerprint)


def open_gazetteer(path: Path) -> StoredGazetteer:
    """Raises ``StoreError`` where the file is there but cannot be used."""
    db = Connection(path, read_only=True)
    try:
        return StoredGazetteer(path, str(db.value("SELECT value FROM facts WHERE name = 'fingerprint'")))
    finally:
        db.close()


def write_gazetteer(path: Path, institutions: Iterable[Institution], *, fold: Callable[[str], str]) -> int:
    """Put these in the place of all that was there; how many. ``fold`` is the one that look-ups will use."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    db = Connection(unfinished)
    try:
        with db.transaction():
            count = _fill(db, institutions, fold)
    finally:
        db.close()
    unfinished.replace(path)
    return count


def _fill(db: Connection, institutions: Iterable[Institution], fold: Callable[[str], str]) -> int:
    for statement in _SCHEMA:
        db.run(statement)
    content = hashlib.blake2b(digest_size=16)
    count = 0
    for institution in institutions:
        count += 1
        fields = compact([getattr(institution, name) for name in Institution.__slots__])
        content.update(fields.encode())
        db.run("INSERT INTO institutions (id, fields) VALUES (?, ?)", (count, fields))
        names = {fold(name) for name in (institution.name, institution.acronym, *institution.aliases)} - {""}
        db.run_many("INSERT INTO names (folded, id) VALUES (?, ?)", [(name, count) for name in sorted(names)])
    db.run(
        "INSERT INTO firsts (word, longest) SELECT substr(folded, 1, instr(folded || ' ', ' ') - 1),"
        " max(length(folded) - length(replace(folded, ' ', '')) + 1) FROM names GROUP BY 1"
    )
    db.run("INSERT INTO facts (name, value) VALUES ('fingerprint', ?)", (content.hexdigest(),))
    return count


def _institution(fields: str) -> Institution:
    key, name, acronym, aliases, kind, country = json.loads(fields)
    return Institution(key, name, acronym, tuple(aliases), kind, country)
