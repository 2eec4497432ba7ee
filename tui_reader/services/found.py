"""Results of searches, in pages and as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui_reader.model.articles import ArticleId, ArticleRow, PageKey
from tui_reader.model.queries import Found, Node
from tui_reader.storage.store import Store

LIVE_VERIFIED = 3_000
"""Articles that a phrase is looked for in while it is being typed: about 100 ms."""


class SearchResults:
    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, node: Node, *, live: bool = False) -> Found:
        """``live``: rather soon than whole, see ``LIVE_VERIFIED``."""
        return self._store.search.find(node, verified=LIVE_VERIFIED if live else None)

    def page(self, node: Node, after: PageKey | None, limit: int) -> Sequence[ArticleId]:
        """The newest ``limit`` articles found that are older than ``after``, wherever that one is now."""
        ids = self.of(node).ids
        start = 0
        if after is not None:
            start = self._first_older(ids, after)
        return [ArticleId(number) for number in ids[start : start + limit]]

    def rows(self, node: Node, ids: Sequence[int]) -> list[ArticleRow]:
        """With the words around the first hit."""
        snippets = self._store.search.snippets(node, ids)
        rows = self._store.articles.rows([ArticleId(number) for number in ids])
        return [replace(row, snippet=snippets.get(row.id, "")) for row in rows]

    def _first_older(self, ids: Sequence[int], after: PageKey) -> int:
        """By bisection: ids are ordered newest first, and a row is read for each of some 17 steps."""
        low, high = 0, len(ids)
        while low < high:
            middle = (low + high) // 2
            [row] = self._store.articles.rows([ArticleId(ids[middle])])
            key = PageKey.of(row)
            if (key.date, key.id) >= (after.date, after.id):
                low = middle + 1
            else:
                high = middle
        return low
