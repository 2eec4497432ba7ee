"""One search: a syntax tree becomes a set of article ids.

Words come from the index; phrases are looked for by their words there and then verified in the text, after every
other condition has narrowed the articles down. Articles that wait for the index are looked into directly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, reduce
from heapq import nlargest

from tui_reader.model.queries import (
    And,
    ByAuthor,
    Dated,
    InFeed,
    InTitle,
    Is,
    Names,
    Node,
    Not,
    Or,
    Phrase,
    Status,
    Tagged,
    Word,
)
from tui_reader.storage import acronyms
from tui_reader.storage.changes import ChangeKind
from tui_reader.storage.codec import compact, document_text, id_list, micros
from tui_reader.storage.connection import Connection, Params
from tui_reader.storage.listing import Newest, joined_ids
from tui_reader.storage.words import Term, fold, fold_name, phrase_term, word_term

SCANNED = 300
"""Articles waiting for the index that a search looks into itself, newest first: about 20 ms."""
_READ_AT_ONCE = 500

TextNode = Word | Phrase | InTitle


class Evaluation:
    """Good for one search; ``unindexed`` counts the articles that its words could not be looked for in."""

    def __init__(self, db: Connection, newest: Newest, verified: int | None = None) -> None:
        self._db = db
        self._newest = newest
        self._verified_at_most = verified
        self.unindexed = 0

    def ids(self, node: Node) -> set[int]:
        """May hold hidden articles, never lacks a visible one."""
        match node:
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return set().union(*map(self.ids, parts))
            case Not(part):
                return self._everything - self.ids(part)
            case Word() | Phrase() | InTitle():
                return self._all_of((node,))
            case _:
                return self._by_metadata(node)

    def _all_of(self, parts: Sequence[Node]) -> set[int]:
        texts = [part for part in parts if isinstance(part, TextNode)]
        others = [self.ids(part) for part in parts if not isinstance(part, TextNode | Not)]
        without = [part for part in parts if isinstance(part, Not)]
        terms = [(part, _term(part)) for part in texts]
        terms = [(part, term) for part, term in terms if term.words]
        if terms:
            indexed = self._indexed([term for _, term in terms])
            indexed.update(self._waiting)
            others.append(indexed)
        found = reduce(set.intersection, sorted(others, key=len)) if others else set(self._everything)
        for negated in without:
            found = found - self.ids(negated.part)
        return self._verified(found, terms) if terms else found

    def _indexed(self, terms: Sequence[Term]) -> set[int]:
        expression = " AND ".join(term.match_expression() for term in terms)
        query = "SELECT rowid AS article_id FROM search WHERE search MATCH ?"
        return set(joined_ids(self._db, query, (expression,)))

    def _verified(self, found: set[int], terms: Sequence[tuple[TextNode, Term]]) -> set[int]:
        """What the index cannot know: titles, phrases, and everything about articles that wait for it."""
        in_titles = [term for part, term in terms if isinstance(part, InTitle)]
        in_texts = [term for part, term in terms if not isinstance(part, InTitle)]
        if in_titles:
            found = self._with_titles(found, in_titles)
        waiting = found.intersection(self._waiting)
        phrases = [term for term in in_texts if term.is_phrase]
        if waiting:
            found = found - waiting
        if phrases:
            found = self._with_texts(self._the_newest(found), phrases)
        return found | self._with_texts(waiting, in_texts) if waiting else found

    def _the_newest(self, ids: set[int]) -> set[int]:
        """As many as may be verified; the rest is counted as not looked into."""
        limit = self._verified_at_most
        if limit is None or len(ids) <= limit:
            return ids
        self.unindexed += len(ids) - limit
        return set(nlargest(limit, ids))

    def _with_titles(self, ids: Iterable[int], terms: Sequence[Term]) -> set[int]:
        titles = self._columns("SELECT id, title FROM articles WHERE id", ids)
        return {number for number, title in titles if _holds(str(title), terms)}

    def _with_texts(self, ids: Iterable[int], terms: Sequence[Term]) -> set[int]:
        bodies = self._columns("SELECT article_id, body FROM documents WHERE article_id", ids)
        return {number for number, body in bodies if _holds(document_text(body), terms)}

    def _columns(self, select: str, ids: Iterable[int]) -> Iterable[tuple[int, bytes]]:
        ordered = sorted(ids)
        for start in range(0, len(ordered), _READ_AT_ONCE):
            chunk = id_list(ordered[start : start + _READ_AT_ONCE])
            yield from self._db.rows(f"{select} IN (SELECT value FROM json_each(?))", (chunk,))

    @cached_property
    def _everything(self) -> set[int]:
        return set(self._newest.ids())

    @cached_property
    def _waiting(self) -> frozenset[int]:
        """The newest articles that the index lacks or knows in an older version."""
        found = self._db.rows(
            "SELECT article_id FROM changes WHERE kind = ? ORDER BY article_id DESC LIMIT ?",
            (ChangeKind.SEARCH, SCANNED),
        )
        if len(found) == SCANNED:
            self.unindexed += (
                self._db.value("SELECT count(*) FROM changes WHERE kind = ?", (ChangeKind.SEARCH,)) - SCANNED
            )
        return frozenset(row[0] for row in found)

    def _by_metadata(self, node: Node) -> set[int]:
        match node:
            case Is(Status.UNREAD):
                return self._set("SELECT article_id FROM state INDEXED BY state_unread WHERE gone = 0 AND read = 0")
            case Is(Status.READ):
                return self._set("SELECT article_id FROM state WHERE gone = 0 AND read = 1")
            case Is(Status.STARRED):
                return self._set("SELECT article_id FROM state INDEXED BY state_starred WHERE gone = 0 AND starred = 1")
            case Dated(first, last):
                return self._dated(first, last)
            case InFeed(text):
                return self._in_feeds(text)
            case ByAuthor(text):
                return self._by_author(text)
            case Tagged(text):
                return self._tagged(text)
            case Names(text):
                return self._naming(text)
            case _:
                raise AssertionError(f"not metadata: {node}")

    def _dated(self, first: date | None, last: date | None) -> set[int]:
        lower = _midnight(first) if first else -(1 << 62)
        upper = _midnight(last) + _DAY if last else 1 << 62
        return self._set(
            "SELECT article_id FROM state INDEXED BY state_newest WHERE gone = 0 AND date >= ? AND date < ?",
            (lower, upper),
        )

    def _in_feeds(self, text: str) -> set[int]:
        wanted = fold(text)
        feeds = self._db.rows("SELECT id, name, title, url FROM feeds WHERE removed = 0")
        chosen = [number for number, *names in feeds if any(wanted in fold(name) for name in names)]
        return self._set(
            "SELECT article_id FROM state INDEXED BY state_feed WHERE gone = 0"
            " AND feed_id IN (SELECT value FROM json_each(?))",
            (id_list(chosen),),
        )

    def _by_author(self, text: str) -> set[int]:
        wanted = fold(text)
        authors = self._db.rows("SELECT DISTINCT author FROM articles WHERE author <> ''")
        chosen = [author for (author,) in authors if wanted in fold(author)]
        return self._set(
            "SELECT id AS article_id FROM articles WHERE author <> '' AND author IN (SELECT value FROM json_each(?))",
            (compact(chosen),),
        )

    def _tagged(self, text: str) -> set[int]:
        wanted = fold(text)
        chosen = [tag for (tag,) in self._db.rows("SELECT DISTINCT tag FROM tags") if fold(tag) == wanted]
        return self._set(
            "SELECT article_id FROM tags WHERE tag IN (SELECT value FROM json_each(?))", (compact(chosen),)
        )

    def _naming(self, text: str) -> set[int]:
        return self._set(
            "SELECT m.article_id FROM institutions i JOIN article_institutions m ON m.institution_id = i.id"
            f" WHERE instr(i.folded, ?1) UNION {acronyms.NAMED_BY_THEIR_FEEDS}",
            (fold_name(text),),
        )

    def _set(self, query: str, params: Params = ()) -> set[int]:
        return set(joined_ids(self._db, query, params))


_DAY = timedelta(days=1) // timedelta(microseconds=1)


def _midnight(day: date) -> int:
    return micros(datetime.combine(day, time(), UTC))


def _term(node: TextNode) -> Term:
    return word_term(node.text, prefix=node.prefix) if isinstance(node, Word) else phrase_term(node.text)


def _holds(text: str, terms: Sequence[Term]) -> bool:
    return all(term.pattern().search(text) for term in terms)
