"""Storing what a check of a feed brought: decided purely for each article, then written in short transactions.

::

    entry unknown ─────────────────────────► new
    entry known, document changed ─────────► revised: the old document is kept, the article stays read
    entry known, only its metadata changed ► retouched
    entry known, nothing changed ──────────► skipped
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import datetime
from enum import Enum, auto
from itertools import islice

from tui_reader.model.articles import ArticleId, NewArticle, PackedDocument
from tui_reader.model.feeds import FeedId
from tui_reader.model.values import dataclass
from tui_reader.storage.codec import Micros, compact, maybe_micros, micros, pack_document
from tui_reader.storage.connection import Connection
from tui_reader.storage.journal import DELETED, FEED_REMOVED

BATCH = 50
"""Articles in a transaction: the screen's own writes wait for one at most."""


@dataclass(frozen=True, slots=True)
class Saved:
    """``updated``: their documents changed. Articles that the user deleted are in neither."""

    new: tuple[ArticleId, ...] = ()
    updated: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of an entry."""

    article_id: ArticleId
    entry_hash: str
    content_hash: str
    version: int
    deleted: bool


class Step(Enum):
    NEW = auto()
    REVISE = auto()
    RETOUCH = auto()
    SKIP = auto()


def decide(article: NewArticle, content_hash: str, known: Known | None) -> Step:
    if known is None:
        return Step.NEW
    if content_hash != known.content_hash:
        return Step.REVISE
    return Step.SKIP if article.entry_hash == known.entry_hash else Step.RETOUCH


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article made ready outside the transaction."""

    article: NewArticle
    document: PackedDocument

    def metadata(self) -> tuple[object, ...]:
        a = self.article
        return (
            a.entry_hash,
            self.document.content_hash,
            self.document.title,
            a.link,
            a.author,
            maybe_micros(a.published),
            maybe_micros(a.updated),
            compact(a.categories) if a.categories else "",
            compact([[e.url, e.type, e.length] for e in a.enclosures]) if a.enclosures else "",
        )


@dataclass(slots=True)
class _Outcome:
    new: list[ArticleId] = field(default_factory=list)
    updated: list[ArticleId] = field(default_factory=list)


def save(db: Connection, feed_id: FeedId, articles: Iterable[NewArticle], seen: datetime) -> Saved:
    outcome = _Outcome()
    unique = {article.entry_id: article for article in reversed(list(articles))}
    # Oldest first: ids are then in order of arrival, as recognition and the search index expect.
    ordered = iter(sorted(unique.values(), key=lambda article: article.published or seen))
    while batch := [_prepared(article) for article in islice(ordered, BATCH)]:
        with db.transaction():
            _write(db, feed_id, batch, seen, outcome)
    return Saved(tuple(outcome.new), tuple(outcome.updated))


def _prepared(article: NewArticle) -> _Prepared:
    return _Prepared(article, article.packed or pack_document(article.document))


def _write(db: Connection, feed_id: FeedId, batch: list[_Prepared], seen: datetime, outcome: _Outcome) -> None:
    known = _known(db, feed_id, [prepared.article.entry_id for prepared in batch])
    new: list[_Prepared] = []
    for prepared in batch:
        before = known.get(prepared.article.entry_id)
        step = decide(prepared.article, prepared.document.content_hash, before)
        if before is None:
            new.append(prepared)
        elif step is Step.REVISE:
            _keep_revision(db, before)
            _update(db, before.article_id, prepared, before.version + 1)
            db.run("UPDATE articles SET seen = ? WHERE id = ?", (micros(seen), before.article_id))
            db.run("UPDATE documents SET body = ? WHERE article_id = ?", (prepared.document.body, before.article_id))
            if not before.deleted:
                outcome.updated.append(before.article_id)
        elif step is Step.RETOUCH:
            _update(db, before.article_id, prepared, before.version)
    if new:
        outcome.new += _insert(db, feed_id, new, seen)


def _known(db: Connection, feed_id: FeedId, entry_ids: list[str]) -> dict[str, Known]:
    found = db.rows(
        f"SELECT a.entry_id, a.id, a.entry_hash, a.content_hash, a.version, s.gone & {DELETED}"
        " FROM articles a JOIN state s ON s.article_id = a.id"
        " WHERE a.feed_id = ? AND a.entry_id IN (SELECT value FROM json_each(?))",
        (feed_id, compact(entry_ids)),
    )
    return {
        entry: Known(number, hashed, content, version, bool(gone))
        for entry, number, hashed, content, version, gone in found
    }


def _insert(db: Connection, feed_id: FeedId, new: list[_Prepared], seen: datetime) -> list[ArticleId]:
    gone = FEED_REMOVED if db.value("SELECT removed FROM feeds WHERE id = ?", (feed_id,)) else 0
    seen_at = micros(seen)
    numbers: list[ArticleId] = []
    bodies: list[tuple[ArticleId, bytes]] = []
    states: list[tuple[ArticleId, FeedId, Micros, int]] = []
    for prepared in new:
        metadata = prepared.metadata()
        number = db.run(
            "INSERT INTO articles (feed_id, entry_id, seen, entry_hash, content_hash, title, link, author, published,"
            " updated, categories, enclosures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (feed_id, prepared.article.entry_id, seen_at, *metadata),
        ).lastrowid
        assert number is not None
        numbers.append(ArticleId(number))
        bodies.append((numbers[-1], prepared.document.body))
        published = prepared.article.published
        states.append((numbers[-1], feed_id, micros(published) if published else seen_at, gone))
    db.run_many("INSERT INTO documents (article_id, body) VALUES (?, ?)", bodies)
    db.run_many("INSERT INTO state (article_id, feed_id, date, gone) VALUES (?, ?, ?, ?)", states)
    return numbers


def _keep_revision(db: Connection, before: Known) -> None:
    db.run(
        "INSERT INTO revisions (article_id, number, seen, body)"
        " SELECT a.id, a.version, a.seen, d.body FROM articles a JOIN documents d ON d.article_id = a.id"
        " WHERE a.id = ?",
        (before.article_id,),
    )


def _update(db: Connection, article_id: ArticleId, prepared: _Prepared, version: int) -> None:
    db.run(
        "UPDATE articles SET entry_hash = ?, content_hash = ?, title = ?, link = ?, author = ?, published = ?,"
        " updated = ?, categories = ?, enclosures = ?, version = ? WHERE id = ?",
        (*prepared.metadata(), version, article_id),
    )
    if prepared.article.published:
        db.run(
            "UPDATE state SET date = ?1 WHERE article_id = ?2 AND date <> ?1",
            (micros(prepared.article.published), article_id),
        )
