"""Letting go of old articles of a feed whose person asked for that. By default everything is kept.

What goes is the text with all that was made of it; the entry stays known, so that a feed that still carries it does
not bring it back as new. Starred and tagged articles never go, and what is deleted stays as it is.
"""

from __future__ import annotations

from tui_reader.model.articles import ArticleId
from tui_reader.model.documents import Document
from tui_reader.model.feeds import FeedId
from tui_reader.storage.codec import id_list, pack_text
from tui_reader.storage.connection import Connection
from tui_reader.storage.journal import DELETED
from tui_reader.storage.search import Search

BATCH = 50
"""Articles in a transaction."""

_TOO_OLD = """
    SELECT article_id FROM state s WHERE feed_id = ?1 AND gone = 0 AND starred = 0
    AND NOT EXISTS (SELECT 1 FROM tags t WHERE t.article_id = s.article_id)
    AND article_id NOT IN (
        SELECT article_id FROM state WHERE feed_id = ?1 AND gone = 0 ORDER BY date DESC, article_id DESC LIMIT ?2
    )
"""
_DERIVED = (
    "acronyms",
    "article_institutions",
    "dates",
    "recognitions",
    "revisions",
    "changes",
    "pages",
    "article_images",
    "illustrated",
)


def retire(db: Connection, search: Search, feed_id: FeedId, newest: int) -> int:
    """Let go of all but the ``newest`` articles of a feed; how many went."""
    ids = [ArticleId(row[0]) for row in db.rows(_TOO_OLD, (feed_id, newest))]
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        with db.transaction():
            search.forget(batch)
            listed = (id_list(batch),)
            for table in _DERIVED:
                db.run(f"DELETE FROM {table} WHERE article_id IN (SELECT value FROM json_each(?))", listed)
            db.run(
                "UPDATE documents SET body = ?2 WHERE article_id IN (SELECT value FROM json_each(?1))",
                (*listed, pack_text(Document("").to_json())),
            )
            db.run(
                f"UPDATE state SET gone = gone | {DELETED} WHERE article_id IN (SELECT value FROM json_each(?))", listed
            )
    return len(ids)
