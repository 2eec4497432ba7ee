"""The images of articles: which are wanted, which are kept, which nothing shows any more.

An article's images are *listed* once for each of its versions; what is listed is asked for when it is due, and what
came of that is remembered, so that no image is asked for at every refresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tui_reader.model.articles import ArticleId
from tui_reader.model.feeds import FeedId
from tui_reader.model.images import KeptImage
from tui_reader.model.values import dataclass
from tui_reader.storage.codec import id_list, maybe_micros, micros
from tui_reader.storage.connection import Connection

_UNUSED = "NOT EXISTS (SELECT 1 FROM article_images WHERE image_id = images.id)"


@dataclass(frozen=True, slots=True)
class DueImage:
    """An image to ask for; ``failures`` in a row so far."""

    id: int
    url: str
    failures: int


class Images:
    def __init__(self, db: Connection) -> None:
        self._db = db

    def unlisted(self, feed_id: FeedId, limit: int) -> list[ArticleId]:
        """Visible articles of a feed whose images are not listed in their present version, newest first."""
        found = self._db.rows(
            "SELECT s.article_id FROM state s JOIN articles a ON a.id = s.article_id"
            " LEFT JOIN illustrated i ON i.article_id = a.id"
            " WHERE s.feed_id = ? AND s.gone = 0 AND i.version IS NOT a.version"
            " ORDER BY s.date DESC, s.article_id DESC LIMIT ?",
            (feed_id, limit),
        )
        return [ArticleId(row[0]) for row in found]

    def list_of(self, article_id: ArticleId, urls: Iterable[str], *, now: datetime) -> None:
        """These are the addresses of all images that an article shows in its present version."""
        with self._db.transaction():
            self._db.run("DELETE FROM article_images WHERE article_id = ?", (article_id,))
            for url in urls:
                self._db.run("INSERT OR IGNORE INTO images (url, next_try) VALUES (?, ?)", (url, micros(now)))
                self._db.run(
                    "INSERT OR IGNORE INTO article_images (article_id, image_id)"
                    " SELECT ?, id FROM images WHERE url = ?",
                    (article_id, url),
                )
            self._db.run(
                "INSERT OR REPLACE INTO illustrated (article_id, version)"
                " SELECT id, version FROM articles WHERE id = ?",
                (article_id,),
            )

    def due(self, feed_ids: Sequence[FeedId], *, now: datetime, limit: int) -> list[DueImage]:
        """What visible articles of these feeds show and is to be asked for now, that of the newest articles first."""
        found = self._db.rows(
            "SELECT i.id, i.url, i.failures FROM images i JOIN article_images m ON m.image_id = i.id"
            " JOIN state s ON s.article_id = m.article_id"
            " WHERE i.next_try <= ?1 AND s.gone = 0 AND s.feed_id IN (SELECT value FROM json_each(?2))"
            " GROUP BY i.id ORDER BY max(s.date) DESC, i.id LIMIT ?3",
            (micros(now), id_list(feed_ids), limit),
        )
        return [DueImage(*row) for row in found]

    def record(self, image_id: int, kept: KeptImage, size: int) -> None:
        """It came, and is a file of so many bytes now."""
        with self._db.transaction():
            self._db.run(
                "UPDATE images SET file = ?, width = ?, height = ?, bytes = ?, next_try = NULL, failures = 0,"
                " error = '' WHERE id = ?",
                (kept.file, kept.width, kept.height, size, image_id),
            )

    def record_failure(self, image_id: int, error: str, *, next_try: datetime | None) -> None:
        """It did not come; without ``next_try`` it is never asked for again."""
        with self._db.transaction():
            self._db.run(
                "UPDATE images SET error = ?, next_try = ?, failures = failures + 1 WHERE id = ?",
                (error, maybe_micros(next_try), image_id),
            )

    def of_article(self, article_id: ArticleId) -> dict[str, KeptImage]:
        """The images of an article that are kept, by their addresses."""
        found = self._db.rows(
            "SELECT url, file, width, height FROM article_images JOIN images ON id = image_id"
            " WHERE article_id = ? AND file <> ''",
            (article_id,),
        )
        return {url: KeptImage(*image) for url, *image in found}

    def has_unused(self) -> bool:
        """Whether there are images that no article shows."""
        return bool(self._db.value(f"SELECT EXISTS (SELECT 1 FROM images WHERE {_UNUSED})"))

    def unused_files(self) -> list[str]:
        """Files that only images without an article name."""
        found = self._db.rows(
            f"SELECT DISTINCT file FROM images WHERE file <> '' AND {_UNUSED} AND NOT EXISTS"
            f" (SELECT 1 FROM images other JOIN article_images ON image_id = other.id WHERE other.file = images.file)"
        )
        return [row[0] for row in found]

    def forget_unused(self) -> None:
        """Forget images that no article shows."""
        with self._db.transaction():
            self._db.run(f"DELETE FROM images WHERE {_UNUSED}")

    def failing(self) -> int:
        """How many were asked for in vain, so far or for good."""
        return int(self._db.value("SELECT count(*) FROM images WHERE error <> ''"))

    def size(self) -> tuple[int, int]:
        """How many files, and their bytes."""
        count, size = self._db.rows(
            "SELECT count(*), total(bytes) FROM (SELECT DISTINCT file, bytes FROM images WHERE file <> '')"
        )[0]
        return count, int(size)
