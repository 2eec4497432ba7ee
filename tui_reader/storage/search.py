"""Searching the archive: the index kept up to date, and queries answered from it.

::

    Node ─► evaluation ─► set of ids ─► newest first ─► rows, snippets, ranking of the newest
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from tui_reader.model.articles import ArticleId
from tui_reader.model.queries import And, Found, InTitle, Node, Or, Phrase, Word
from tui_reader.storage import listing
from tui_reader.storage.changes import Change, ChangeKind, Changes
from tui_reader.storage.codec import document_text, id_list
from tui_reader.storage.connection import Connection
from tui_reader.storage.evaluation import Evaluation
from tui_reader.storage.words import Term, occurrences, phrase_term, snippet, word_term

BATCH = 50
"""Articles indexed in one transaction, where a person at the screen may want to write meanwhile."""
ALONE = 2_000
"""Where nobody waits: a third faster, for the index writes fewer and longer runs."""
RANKED = 300
"""The newest articles found that a ranking looks into; the rest follows by date."""
_SORTED_BY_SQL = 2_000
"""Found articles up to which looking up each date beats walking the whole list."""


class Search:
    def __init__(self, db: Connection, changes: Changes) -> None:
        self._db = db
        self._changes = changes
        self._newest = listing.Newest(db)

    def find(self, node: Node, *, verified: int | None = None) -> Found:
        """The visible articles that a query means, newest first, those not indexed yet as well while they are few.

        ``verified``: the most articles to look for a phrase in, 30 µs each; older ones then count as ``unindexed``.
        """
        evaluation = Evaluation(self._db, self._newest, verified)
        ids = evaluation.ids(node)
        return Found(self._newest_first(ids), evaluation.unindexed)

    def ids(self, node: Node) -> array[int]:
        return self.find(node).ids

    def ranked(self, node: Node, ids: Sequence[int]) -> array[int]:
        """The same ids, the newest ``RANKED`` of them by how well they fit."""
        terms = positive_terms(node)
        head = list(ids[:RANKED])
        texts = self._texts(head)
        score = {number: _score(texts.get(number, ("", "")), terms) for number in head}
        return array("q", [*sorted(head, key=lambda number: -score[number]), *ids[RANKED:]])

    def snippets(self, node: Node, ids: Sequence[int]) -> dict[ArticleId, str]:
        """The words around the first hit in each article; its beginning where the query names no words."""
        terms = positive_terms(node)
        return {
            ArticleId(number): snippet(text, terms, body_from=_body_start(title, text))
            for number, (title, text) in self._texts(ids).items()
        }

    def index_pending(self, limit: int, *, batch: int = BATCH) -> int:
        """Index up to ``limit`` articles in order of arrival, in transactions of ``batch``; how many were left to do
        and are done now. Zero: the index is up to date."""
        done = 0
        while done < limit:
            with self._db.transaction():
                taken = self._changes.take(ChangeKind.SEARCH, min(batch, limit - done))
                if not taken:
                    break
                self._index(taken)
                self._changes.done(ChangeKind.SEARCH, [change.article_id for change in taken])
            done += len(taken)
        return done

    def remaining(self) -> int:
        return self._changes.remaining(ChangeKind.SEARCH)

    def rebuild(self) -> None:
        """Empty the index and queue every article; ``index_pending`` then fills it again."""
        with self._db.transaction():
            self._db.run("INSERT INTO search (search) VALUES ('delete-all')")
            self._db.run(
                "INSERT OR REPLACE INTO changes (kind, article_id, before) SELECT ?, id, 0 FROM articles",
                (ChangeKind.SEARCH,),
            )

    def forget(self, article_ids: Iterable[ArticleId]) -> None:
        """Take articles out of the index while their documents are still what they were when they came in."""
        with self._db.transaction():
            for number in article_ids:
                before = self._db.value(
                    "SELECT before FROM changes WHERE kind = ? AND article_id = ?", (ChangeKind.SEARCH, number)
                )
                if before is None:
                    self._take_out(number, self._db.value("SELECT body FROM documents WHERE article_id = ?", (number,)))
                elif before:
                    self._take_out(number, self._revision(number, before))
                self._changes.done(ChangeKind.SEARCH, [number])

    def _index(self, batch: list[Change]) -> None:
        for change in batch:
            if change.before:
                self._take_out(change.article_id, self._revision(change.article_id, change.before))
        bodies = self._db.run(
            "SELECT article_id, body FROM documents WHERE article_id IN (SELECT value FROM json_each(?))"
            " ORDER BY article_id",
            (id_list(change.article_id for change in batch),),
        )
        self._db.run_many(
            "INSERT INTO search (rowid, text) VALUES (?, ?)", ((number, document_text(body)) for number, body in bodies)
        )

    def _take_out(self, number: int, indexed: bytes) -> None:
        """A contentless index forgets a text only when it is told the very text that it was given."""
        self._db.run(
            "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)", (number, document_text(indexed))
        )

    def _revision(self, article_id: ArticleId, number: int) -> bytes:
        body: bytes = self._db.value(
            "SELECT body FROM revisions WHERE article_id = ? AND number = ?", (article_id, number)
        )
        return body

    def _newest_first(self, ids: set[int]) -> array[int]:
        if len(ids) <= _SORTED_BY_SQL:
            return listing.joined_ids(
                self._db,
                "SELECT article_id FROM state WHERE article_id IN (SELECT value FROM json_each(?)) AND gone = 0"
                " ORDER BY date DESC, article_id DESC",
                (id_list(ids),),
            )
        return array("q", filter(ids.__contains__, self._newest.ids()))

    def _texts(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """(title in lists, whole text) by id, in the order asked."""
        found = self._db.rows(
            "SELECT a.id, a.title, d.body FROM articles a JOIN documents d ON d.article_id = a.id"
            " WHERE a.id IN (SELECT value FROM json_each(?))",
            (id_list(ids),),
        )
        by_id = {number: (title, document_text(body)) for number, title, body in found}
        return {number: by_id[number] for number in ids if number in by_id}


def positive_terms(node: Node) -> list[Term]:
    """The terms that an article found shows: those under no negation."""
    match node:
        case Word(text, prefix):
            return [word_term(text, prefix=prefix)]
        case Phrase(text) | InTitle(text):
            return [phrase_term(text)]
        case And(parts) | Or(parts):
            return [term for part in parts for term in positive_terms(part) if term.words]
        case _:
            return []


def hits(text: str, node: Node) -> list[tuple[int, int]]:
    """Where a query's words stand in a text: character ranges, in order."""
    return occurrences(text, positive_terms(node))


def _body_start(title: str, text: str) -> int:
    """Where the text goes on behind its title, which a list shows anyway."""
    line_end = text.find("\n")
    return line_end + 1 if line_end > 0 and " ".join(text[:line_end].split()) == title else 0


_TITLE_WEIGHT = 4.0
_SATURATION = 1.2
"""A tenth mention says less than the first: n / (n + saturation), the term part of BM25 without the rarity."""
_USUAL_LENGTH = 3_000
"""Characters; shorter articles weigh a mention more, longer ones less."""


def _score(article: tuple[str, str], terms: Sequence[Term]) -> float:
    title, text = article
    weight = _SATURATION * (0.5 + 0.5 * len(text) / _USUAL_LENGTH)
    score = 0.0
    for term in terms:
        count = sum(1 for _ in term.pattern().finditer(text))
        score += count / (count + weight) + (_TITLE_WEIGHT if term.pattern().search(title) else 0.0)
    return score
