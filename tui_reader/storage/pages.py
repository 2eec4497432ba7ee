"""The pages behind articles: which were asked for, and with what validators they may be asked for again."""

from __future__ import annotations

from datetime import datetime

from tui_reader.model.articles import ArticleId
from tui_reader.model.feeds import FeedId, Validators
from tui_reader.model.values import dataclass
from tui_reader.storage.codec import micros
from tui_reader.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class StoredPage:
    """``error``: why the page gave nothing; its text is in the article where it did."""

    validators: Validators
    error: str = ""


class Pages:
    def __init__(self, db: Connection) -> None:
        self._db = db

    def get(self, article_id: ArticleId) -> StoredPage | None:
        """``None`` where the page was never asked for in the article's present version."""
        found = self._db.row(
            "SELECT etag, last_modified, error FROM pages p JOIN articles a ON a.id = p.article_id"
            " AND a.version = p.version WHERE article_id = ?",
            (article_id,),
        )
        return StoredPage(Validators(found[0], found[1]), found[2]) if found else None

    def record(self, article_id: ArticleId, validators: Validators, *, fetched: datetime, error: str = "") -> None:
        """The page was asked for; its article is now the version that the page stands for."""
        with self._db.transaction():
            self._db.run(
                "INSERT OR REPLACE INTO pages (article_id, version, fetched, etag, last_modified, error)"
                " SELECT id, version, ?2, ?3, ?4, ?5 FROM articles WHERE id = ?1",
                (article_id, micros(fetched), validators.etag, validators.last_modified, error),
            )

    def wanted(self, feed_id: FeedId, limit: int) -> list[ArticleId]:
        """Visible articles of a feed whose page was never asked for in their present version, newest first."""
        found = self._db.rows(
            "SELECT s.article_id FROM state s JOIN articles a ON a.id = s.article_id"
            " LEFT JOIN pages p ON p.article_id = a.id"
            " WHERE s.feed_id = ? AND s.gone = 0 AND p.version IS NOT a.version"
            " ORDER BY s.date DESC, s.article_id DESC LIMIT ?",
            (feed_id, limit),
        )
        return [ArticleId(row[0]) for row in found]
