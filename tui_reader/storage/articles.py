"""Articles as they are read: whole, as rows, as lists of ids. ``saving`` puts them in."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui_reader.i18n import _
from tui_reader.model.articles import Article, ArticleId, ArticleRow, NewArticle, PageKey, Revision
from tui_reader.model.documents import Document
from tui_reader.model.errors import NotFound
from tui_reader.model.feeds import Enclosure, FeedId
from tui_reader.model.views import View
from tui_reader.storage import listing
from tui_reader.storage.codec import id_list, maybe_moment, moment, open_document, read_document
from tui_reader.storage.connection import Connection, Row
from tui_reader.storage.journal import DELETED
from tui_reader.storage.listing import ListStart

if TYPE_CHECKING:
    from tui_reader.storage.saving import Saved

# CROSS JOIN: SQLite keeps this order whatever its statistics say.
_ROW = """
    SELECT a.id, a.feed_id, f.url, CASE WHEN f.name <> '' THEN f.name ELSE f.title END, a.title, a.link, s.date,
        a.published, s.read, s.starred, a.institution
    FROM articles a CROSS JOIN state s ON s.article_id = a.id CROSS JOIN feeds f ON f.id = a.feed_id
    WHERE a.id IN (SELECT value FROM json_each(?))
"""
_ARTICLE = f"""
    SELECT a.feed_id, f.url, CASE WHEN f.name <> '' THEN f.name ELSE f.title END, a.entry_id, d.body, a.link, a.author,
        s.date, a.published, a.updated, s.read, s.starred, a.categories, a.enclosures, s.position, a.version,
        (SELECT json_group_array(tag) FROM tags t WHERE t.article_id = a.id)
    FROM articles a JOIN state s ON s.article_id = a.id JOIN feeds f ON f.id = a.feed_id
        JOIN documents d ON d.article_id = a.id
    WHERE a.id = ? AND s.gone & {DELETED} = 0
"""


class Articles:
    def __init__(self, db: Connection, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock

    def known(self, feed_id: FeedId) -> dict[str, str]:
        """Entry id → entry hash of all that is stored of a feed, deleted articles too."""
        return dict(self._db.rows("SELECT entry_id, entry_hash FROM articles WHERE feed_id = ?", (feed_id,)))

    def save(self, feed_id: FeedId, articles: Iterable[NewArticle], *, seen: datetime) -> Saved:
        """Store what is new or changed, in transactions of ``saving.BATCH`` articles; the rest is left alone.

        A changed document makes a revision of the one before; state (read, starred, deleted) never changes.
        """
        from tui_reader.storage import saving

        return saving.save(self._db, feed_id, articles, seen)

    def get(self, article_id: ArticleId) -> Article:
        """Raises ``NotFound``, for a deleted article too."""
        found = self._db.row(_ARTICLE, (article_id,))
        if found is None:
            raise _not_found(article_id)
        return _article(article_id, found)

    def rows(self, ids: Sequence[ArticleId]) -> list[ArticleRow]:
        """In the order asked; ids that are not stored are left out."""
        if not ids:
            return []
        found = self._db.rows(_ROW, (id_list(ids),))
        rows = {row[0]: _row(row) for row in found}
        return [rows[number] for number in ids if number in rows]

    def ids(self, view: View) -> array[int]:
        """Newest first: the snapshot that a list stands on.

        Raises ``ValueError`` for a view of kind query: search for that.
        """
        return listing.ids(self._db, view, self._clock())

    def start(self, view: View, limit: int, *, oldest_first: bool = False) -> ListStart:
        """The first of ``ids``, in a tenth of the time.

        Raises ``ValueError`` as ``ids`` does.
        """
        return listing.start(self._db, view, self._clock(), limit, oldest_first)

    def rest(self, begun: ListStart) -> array[int]:
        """The ids that follow those of a start, without what arrived since."""
        return listing.rest(self._db, begun, self._clock())

    def page(self, view: View, *, after: PageKey | None = None, limit: int) -> list[ArticleRow]:
        """The newest ``limit`` articles older than ``after`` (``PageKey.of`` the last row shown)."""
        return self.rows([ArticleId(n) for n in listing.page(self._db, view, self._clock(), after, limit)])

    def newest_dates(self, feed_id: FeedId, limit: int) -> list[datetime]:
        """When the newest visible articles of a feed were published, or first seen where they do not say."""
        return [moment(date) for date in listing.newest_dates(self._db, feed_id, limit)]

    def count(self, view: View) -> int:
        return listing.count(self._db, view, self._clock())

    def document(self, article_id: ArticleId) -> Document:
        """Raises ``NotFound``."""
        body = self._db.value("SELECT body FROM documents WHERE article_id = ?", (article_id,))
        if body is None:
            raise _not_found(article_id)
        return read_document(body)

    def revisions(self, article_id: ArticleId) -> list[Revision]:
        """Earlier versions, oldest first."""
        found = self._db.rows(
            "SELECT number, seen, body FROM revisions WHERE article_id = ? ORDER BY number", (article_id,)
        )
        return [Revision(number, moment(seen), read_document(body)) for number, seen, body in found]


def _not_found(article_id: ArticleId) -> NotFound:
    return NotFound(_("There is no article {number}; “reader list” shows the numbers.").format(number=article_id))


def _row(row: Row) -> ArticleRow:
    number, feed_id, feed_url, feed_title, title, link, date, published, read, starred, institution = row
    return ArticleRow(
        id=number,
        feed_id=feed_id,
        feed_url=feed_url,
        feed_title=feed_title,
        title=title,
        link=link,
        date=moment(date),
        published=maybe_moment(published),
        read=bool(read),
        starred=bool(starred),
        institution=institution,
    )


def _article(article_id: ArticleId, row: Row) -> Article:
    feed_id, feed_url, feed_title, entry_id, body, link, author, date, published, updated, *rest = row
    read, starred, categories, enclosures, position, version, tags = rest
    return Article(
        id=article_id,
        feed_id=feed_id,
        feed_url=feed_url,
        feed_title=feed_title,
        entry_id=entry_id,
        document=open_document(body),
        link=link,
        author=author,
        date=moment(date),
        published=maybe_moment(published),
        updated=maybe_moment(updated),
        read=bool(read),
        starred=bool(starred),
        tags=tuple(json.loads(tags)),
        categories=tuple(json.loads(categories)) if categories else (),
        enclosures=tuple(Enclosure(*e) for e in json.loads(enclosures)) if enclosures else (),
        position=position,
        revisions=version - 1,
    )
