"""The queue of articles that derived data (search index, mentions) has still to catch up with. Triggers fill it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tui_reader.model.articles import ArticleId
from tui_reader.model.values import dataclass
from tui_reader.storage.codec import id_list
from tui_reader.storage.connection import Connection


class ChangeKind(StrEnum):
    SEARCH = "search"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Change:
    """``before``: the version of the article that the derived data stands for, 0 where there is none yet."""

    article_id: ArticleId
    before: int


class Changes:
    def __init__(self, db: Connection) -> None:
        self._db = db

    def take(self, kind: ChangeKind, limit: int, *, newest_first: bool = False) -> list[Change]:
        """The next ones, in order of arrival; they stay in the queue until ``done``."""
        found = self._db.rows(
            "SELECT article_id, before FROM changes WHERE kind = ?"
            f" ORDER BY article_id {'DESC' if newest_first else 'ASC'} LIMIT ?",
            (kind, limit),
        )
        return [Change(ArticleId(article), before) for article, before in found]

    def done(self, kind: ChangeKind, article_ids: Iterable[ArticleId]) -> None:
        """Take them out. Call it in the transaction that writes the derived data, so that neither is there alone."""
        with self._db.transaction():
            self._db.run(
                "DELETE FROM changes WHERE kind = ? AND article_id IN (SELECT value FROM json_each(?))",
                (kind, id_list(article_ids)),
            )

    def remaining(self, kind: ChangeKind) -> int:
        return int(self._db.value("SELECT count(*) FROM changes WHERE kind = ?", (kind,)))
