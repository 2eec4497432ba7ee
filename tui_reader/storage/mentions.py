"""Recognitions: one row for opening an article, and the archive seen from its institutions and dates."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from tui_reader.model.articles import ArticleId
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition
from tui_reader.storage import acronyms, recognition_codec
from tui_reader.storage.changes import ChangeKind, Changes
from tui_reader.storage.codec import compact, pack_text, unpack_text
from tui_reader.storage.connection import Connection
from tui_reader.storage.listing import joined_ids
from tui_reader.storage.words import fold_name

if TYPE_CHECKING:
    from tui_reader.model.queries import ArchiveDate, ArchiveInstitution

_LAST = "\U0010ffff"
_EARLIEST, _LATEST = date.min.toordinal(), date.max.toordinal()


class Mentions:
    def __init__(self, db: Connection, changes: Changes) -> None:
        self._db = db
        self._changes = changes

    def save(self, article_id: ArticleId, recognition: Recognition, *, key: str) -> None:
        """Replace what was recognised in an article, and take it out of the queue, all or nothing.

        ``key`` says what it was made with (recogniser versions, corrections); see ``pending``.
        """
        body = pack_text(recognition_codec.to_json(recognition))
        with self._db.transaction():
            self._db.run(
                "INSERT OR REPLACE INTO recognitions (article_id, key, body) VALUES (?, ?, ?)", (article_id, key, body)
            )
            self._save_institutions(article_id, recognition, key.partition(".")[0])
            self._save_dates(article_id, recognition)
            self._changes.done(ChangeKind.MENTIONS, [article_id])

    def get(self, article_id: ArticleId) -> Recognition | None:
        """``None`` where recognition has not been. May be of an earlier version of the article: see ``is_current``.

        An acronym that the article leaves bare is the institution that its feed means by it, if that is one.
        """
        body = self._db.value("SELECT body FROM recognitions WHERE article_id = ?", (article_id,))
        if body is None:
            return None
        return acronyms.meant(self._db, article_id, recognition_codec.from_json(unpack_text(body)))

    def key_of(self, article_id: ArticleId) -> str:
        """The key it was saved under; empty where recognition has not been or the article has changed since."""
        key = self._db.value(
            "SELECT key FROM recognitions r WHERE article_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.kind = 'mentions' AND c.article_id = r.article_id)",
            (article_id,),
        )
        return str(key or "")

    def pending(self, version_key: str, limit: int) -> list[ArticleId]:
        """Visible articles to recognise, newest arrivals first: new and changed ones, then those with an older key.

        A key is current when it starts with ``version_key``; what depends on the article alone (its document, its
        publication date) is watched by the store.
        """
        fresh = self._db.rows(
            "SELECT c.article_id FROM changes c CROSS JOIN state s ON s.article_id = c.article_id"
            " WHERE c.kind = 'mentions' AND s.gone = 0 ORDER BY c.article_id DESC LIMIT ?",
            (limit,),
        )
        found = [ArticleId(row[0]) for row in fresh]
        if len(found) < limit:
            stale = self._db.rows(
                "SELECT r.article_id FROM recognitions r CROSS JOIN state s ON s.article_id = r.article_id"
                " WHERE (r.key < ?1 OR r.key >= ?2) AND s.gone = 0"
                " AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.kind = 'mentions' AND c.article_id = r.article_id)"
                " ORDER BY r.article_id DESC LIMIT ?3",
                (version_key, version_key + _LAST, limit - len(found)),
            )
            found += [ArticleId(row[0]) for row in stale]
        return found

    def remaining(self, version_key: str) -> int:
        """How many ``pending`` would give without a limit, hidden articles counted too."""
        stale = self._db.value(
            "SELECT count(*) FROM recognitions r WHERE (r.key < ?1 OR r.key >= ?2)"
            " AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.kind = 'mentions' AND c.article_id = r.article_id)",
            (version_key, version_key + _LAST),
        )
        return int(stale) + self._changes.remaining(ChangeKind.MENTIONS)

    def institutions(self, *, limit: int | None = None) -> list[ArchiveInstitution]:
        """The index of the archive: the institutions of visible articles, most frequent first."""
        change: Counter[int] = Counter()
        for (bare, meant), count in acronyms.moved(self._db).items():
            change[bare] -= count
            change[meant] += count
        gaining = sorted(number for number in change if change[number] > 0)
        frequent = self._db.rows(
            f"SELECT {_INDEXED} FROM institutions INDEXED BY institutions_frequent WHERE articles > 0"
            " ORDER BY articles DESC, id DESC LIMIT ?",
            (-1 if limit is None else limit + len(change),),
        )
        gained = self._db.rows(
            f"SELECT {_INDEXED} FROM institutions WHERE id IN (SELECT value FROM json_each(?))", (compact(gaining),)
        )
        rows = {row[0]: row for row in [*frequent, *gained]}
        counted = sorted(((row[-1] + change[number], number) for number, row in rows.items()), reverse=True)
        return [_indexed(rows[number], articles) for articles, number in counted[:limit] if articles > 0]

    def articles_of(self, institution_key: str) -> array[int]:
        """The visible articles that mention an institution, newest first."""
        return joined_ids(
            self._db,
            f"SELECT s.article_id FROM state s WHERE s.gone = 0 AND s.article_id IN ({acronyms.ARTICLES_OF})"
            " ORDER BY s.date DESC, s.article_id DESC",
            (self._db.value("SELECT id FROM institutions WHERE key = ?", (institution_key,)),),
        )

    def dates(
        self, first: date | None = None, last: date | None = None, *, key_only: bool = True, limit: int | None = None
    ) -> list[ArchiveDate]:
        """The agenda, in order of time: resolved dates of visible articles that touch ``first`` to ``last``."""
        from tui_reader.model.queries import ArchiveDate

        index = "INDEXED BY dates_agenda WHERE d.key = 1 AND" if key_only else "INDEXED BY dates_earliest WHERE"
        found = self._db.rows(
            f"SELECT d.article_id, d.ref, d.value, d.earliest, d.latest, d.score FROM dates d {index}"
            " d.earliest <= ? AND d.latest >= ? AND (SELECT gone FROM state WHERE article_id = d.article_id) = 0"
            " ORDER BY d.earliest, d.latest, d.score DESC LIMIT ?",
            (
                last.toordinal() if last else _LATEST,
                first.toordinal() if first else _EARLIEST,
                -1 if limit is None else limit,
            ),
        )
        return [
            ArchiveDate(ArticleId(article), ref, value, date.fromordinal(earliest), date.fromordinal(latest), score)
            for article, ref, value, earliest, latest, score in found
        ]

    def _save_institutions(self, article_id: ArticleId, recognition: Recognition, made_with: str) -> None:
        self._db.run("DELETE FROM article_institutions WHERE article_id = ?", (article_id,))
        surfaces = _surfaces(recognition.mentions)
        said: list[acronyms.Said] = []
        for rank, found in enumerate(recognition.institutions):
            number = self._institution_id(found, made_with)
            written = surfaces.get(rank, [])
            if one := acronyms.said_of(number, found, set(written)):
                said.append(one)
            self._db.run(
                "INSERT OR IGNORE INTO article_institutions (article_id, institution_id, rank, mentions)"
                " VALUES (?, ?, ?, ?)",
                (article_id, number, rank, len(written)),
            )
        acronyms.save(self._db, article_id, said)
        first = recognition.institutions[0] if recognition.institutions else None
        name = (first.acronym or first.name) if first else ""
        self._db.run("UPDATE articles SET institution = ?1 WHERE id = ?2 AND institution <> ?1", (name, article_id))

    def _institution_id(self, found: Institution, made_with: str) -> int:
        """The row of an institution, brought up to what this article says of it.

        Names met elsewhere are kept, but none that an older key gave: a rename that was undone leaves nothing behind.
        """
        known = self._db.row(
            "SELECT id, name, acronym, aliases, kind, country, made_with FROM institutions WHERE key = ?", (found.key,)
        )
        if known is None:
            number = self._db.run(
                "INSERT INTO institutions (key, name, acronym, aliases, kind, country, folded, made_with)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (found.key, *_names(found), made_with),
            ).lastrowid
            assert number is not None
            return number
        number, name, acronym, aliases, kind, country, before = known
        row = Institution(found.key, name, acronym, tuple(json.loads(aliases)), kind, country)
        after = _names(merged_institution(row, found) if before == made_with else found)
        if (*after[:-1], made_with) != (name, acronym, aliases, kind, country, before):
            self._db.run(
                "UPDATE institutions SET name = ?, acronym = ?, aliases = ?, kind = ?, country = ?, folded = ?,"
                " made_with = ? WHERE id = ?",
                (*after, made_with, number),
            )
        return int(number)

    def _save_dates(self, article_id: ArticleId, recognition: Recognition) -> None:
        self._db.run("DELETE FROM dates WHERE article_id = ?", (article_id,))
        rows = [
            (article_id, ref, d.value, d.earliest.toordinal(), d.latest.toordinal(), d.score, int(d.key))
            for ref, d in enumerate(recognition.dates)
            if d.earliest and d.latest
        ]
        if rows:
            self._db.run_many(
                "INSERT INTO dates (article_id, ref, value, earliest, latest, score, key) VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )


def merged_institution(known: Institution, found: Institution) -> Institution:
    """One institution of two sightings: the longer name is the full one, all other names are aliases."""
    name = max(known.name, found.name, key=len)
    others = {known.name, found.name, *known.aliases, *found.aliases} - {name}
    return Institution(
        key=known.key,
        name=name,
        acronym=known.acronym or found.acronym,
        aliases=tuple(sorted(others)),
        kind=known.kind or found.kind,
        country=known.country or found.country,
    )


def _names(of: Institution) -> tuple[str, ...]:
    folded = "|".join(fold_name(name) for name in (of.name, of.acronym, *of.aliases) if name)
    return of.name, of.acronym, compact(of.aliases), of.kind, of.country, folded


def _surfaces(mentions: tuple[Mention, ...]) -> dict[int, list[str]]:
    """How the text writes each institution, by its place in the recognition."""
    written: dict[int, list[str]] = {}
    for mention in mentions:
        if mention.kind is MentionKind.INSTITUTION:
            written.setdefault(mention.ref, []).append(mention.surface)
    return written


_INDEXED = "id, key, name, acronym, aliases, kind, country, articles"


def _indexed(row: tuple[Any, ...], articles: int) -> ArchiveInstitution:
    _, key, name, acronym, aliases, kind, country, _ = row
    from tui_reader.model.queries import ArchiveInstitution

    return ArchiveInstitution(Institution(key, name, acronym, tuple(json.loads(aliases)), kind, country), articles)
