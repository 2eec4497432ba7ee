"""What a person can do with the archive: read, mark, tidy, undo, search. Nothing here touches the network.

Every call but those that say so takes at most a few milliseconds at 100,000 articles.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from tui_reader.model.articles import Article, ArticleId, ArticleRow, PageKey, Revision
from tui_reader.model.documents import Document
from tui_reader.model.feeds import Feed, FeedId, FolderPath
from tui_reader.model.images import KeptImage
from tui_reader.model.mentions import Recognition
from tui_reader.model.views import Undone, View, ViewKind
from tui_reader.services.listed import AT_ONCE, ListedIds
from tui_reader.storage.changes import ChangeKind
from tui_reader.storage.store import Store

if TYPE_CHECKING:
    from tui_reader.model.queries import ArchiveDate, Found, Node
    from tui_reader.services.found import SearchResults


class Library:
    """Stands on a store, and belongs to its thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _results(self) -> SearchResults:
        """The first search imports what it needs: no start pays for it."""
        from tui_reader.services.found import SearchResults

        return SearchResults(self._store)

    def feeds(self) -> list[Feed]:
        """By folder and title, with their counts."""
        return self._store.feeds.all()

    def feed(self, feed_id: FeedId) -> Feed:
        """Raises ``NotFound``."""
        return self._store.feeds.get(feed_id)

    def folders(self) -> list[FolderPath]:
        return self._store.feeds.folders()

    def view_ids(self, view: View) -> Sequence[ArticleId]:
        """The snapshot that a list stands on, newest first: an ``array`` of ids.

        Raises ``UsageError`` where a query cannot be read. A query may take 50 ms and more: ask in a worker.
        """
        if view.kind is ViewKind.QUERY:
            return cast(Sequence[ArticleId], self._results.of(_query(view)).ids)
        return cast(Sequence[ArticleId], self._store.articles.ids(view))

    def listed(self, view: View, *, oldest_first: bool = False) -> ListedIds | Sequence[ArticleId]:
        """``view_ids`` for a screen: of a long list the first ids now, the others when they are asked for.

        Raises ``UsageError`` where a query cannot be read.
        """
        if view.kind is ViewKind.QUERY:
            ids = self.view_ids(view)
            return ids[::-1] if oldest_first else ids
        articles = self._store.articles
        return ListedIds(articles.start(view, AT_ONCE, oldest_first=oldest_first), articles.rest)

    def rest_of(self, listed: ListedIds) -> array[int]:
        """What ``ListedIds.bring`` wants. At 100,000 articles that takes 30 ms: ask in a worker."""
        return self._store.articles.rest(listed.start)

    def rows(self, ids: Sequence[ArticleId]) -> list[ArticleRow]:
        """In the order asked."""
        return self._store.articles.rows(ids)

    def page(self, view: View, after: PageKey | None = None, limit: int = 50) -> list[ArticleRow]:
        """The newest ``limit`` articles older than ``after``; reads no more than it shows.

        Raises ``UsageError`` where a query cannot be read.
        """
        if view.kind is not ViewKind.QUERY:
            return self._store.articles.page(view, after=after, limit=limit)
        return self.rows(self._results.page(_query(view), after, limit))

    def count(self, view: View) -> int:
        if view.kind is ViewKind.QUERY:
            return len(self.view_ids(view))
        return self._store.articles.count(view)

    def article(self, article_id: ArticleId) -> Article:
        """Raises ``NotFound``."""
        return self._store.articles.get(article_id)

    def revisions(self, article_id: ArticleId) -> list[Revision]:
        """Earlier versions, oldest first."""
        return self._store.articles.revisions(article_id)

    def feeds_own_text(self, article: Article) -> Document | None:
        """What the feed wrote of an article that shows its fetched page; ``None`` where it shows the feed's text."""
        page = self._store.pages.get(article.id)
        if page is None or page.error or not article.revisions:
            return None
        before = self._store.articles.revisions(article.id)[-1].document
        return before if len(before.text) < len(article.document.text) else None  # a page is kept if it says more

    def images(self, article_id: ArticleId) -> dict[str, KeptImage]:
        """The images of an article that are kept, by their addresses."""
        return self._store.images.of_article(article_id)

    def recognition(self, article_id: ArticleId) -> Recognition | None:
        """``None`` where recognition has not been yet."""
        return self._store.mentions.get(article_id)

    def dates(self, first: date | None = None, last: date | None = None, *, key_only: bool = True) -> list[ArchiveDate]:
        """Resolved dates of all visible articles, earliest first. Ask in a worker."""
        return self._store.mentions.dates(first, last, key_only=key_only)

    def set_read(self, ids: Iterable[ArticleId], read: bool) -> int:
        """How many changed. Durable, and undone by ``undo``, as all that follow."""
        return self._store.state.set_read(ids, read)

    def set_starred(self, ids: Iterable[ArticleId], starred: bool) -> int:
        return self._store.state.set_starred(ids, starred)

    def set_tags(self, ids: Iterable[ArticleId], tags: Sequence[str]) -> int:
        """Give all of them exactly these tags."""
        return self._store.state.set_tags(ids, tags)

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use and how many articles carry it."""
        return self._store.state.all_tags()

    def delete(self, ids: Iterable[ArticleId]) -> int:
        """Take articles out of every list; a refresh does not bring them back, an undo does."""
        return self._store.state.set_deleted(ids, True)

    def mark_listed_read(self, listed: Sequence[ArticleId]) -> int:
        """Read all that a list holds, and nothing that arrived since, in one undoable step.

        Many thousands take a second: ask in a worker.
        """
        if isinstance(listed, ListedIds) and not listed.complete:
            listed = cast(Sequence[ArticleId], listed.start.ids + self.rest_of(listed))
        return self._store.state.set_read(listed, True)

    def remember_position(self, article_id: ArticleId, offset: int) -> None:
        """The character offset of the first line on the screen. Durable, not undone."""
        self._store.state.set_position(article_id, offset)

    def remove_feed(self, feed_id: FeedId) -> None:
        """Hide a feed with its articles; nothing is deleted, and adding it again brings all back."""
        self._store.feeds.remove(feed_id)

    def rename_feed(self, feed_id: FeedId, title: str) -> None:
        """An empty title lets the feed name itself."""
        self._store.feeds.rename(feed_id, title)

    def move_feed(self, feed_id: FeedId, folder: FolderPath) -> None:
        self._store.feeds.move(feed_id, folder)

    def tuned_together(self) -> AbstractContextManager[None]:
        """One step back for all that is set for feeds in this block."""
        return self._store.feeds.tuned_together()

    def tune_feed(
        self,
        feed_id: FeedId,
        *,
        interval_minutes: int | None = None,
        keep_newest: int | None = None,
        full_text: bool | None = None,
    ) -> Feed:
        """Say how often a feed is checked, how many articles are kept (0 for both: as usual), whether pages are fetched
        behind its teasers; ``None`` leaves each as it is. Raises ``NotFound``."""
        feeds = self._store.feeds
        if interval_minutes is not None:
            feeds.set_interval(feed_id, interval_minutes)
        if keep_newest is not None:
            feeds.set_keep_newest(feed_id, keep_newest)
        if full_text is not None:
            feeds.set_full_text(feed_id, full_text)
        return feeds.get(feed_id)

    def keep_images(self, feed_id: FeedId, wanted: bool | None) -> Feed:
        """Say whether the images of a feed are kept for reading offline; ``None``: as the configuration says.

        Raises ``NotFound``.
        """
        self._store.feeds.set_images(feed_id, wanted)
        return self._store.feeds.get(feed_id)

    def move_folder(self, folder: FolderPath, to: FolderPath) -> int:
        """Rename or move a folder with what is in it; to the folder around it, dissolve it. How many feeds moved."""
        return self._store.feeds.move_folder(folder, to)

    def remove_folder(self, folder: FolderPath) -> int:
        """Hide all feeds of a folder and what is in it, in one step. How many there were."""
        return self._store.feeds.remove_folder(folder)

    def undo(self) -> Undone | None:
        """Take back the newest action of this or an earlier session; ``None`` where there is none."""
        return self._store.journal.undo()

    def redo(self) -> Undone | None:
        return self._store.journal.redo()

    def find(self, text: str, *, live: bool = False) -> Found:
        """The articles that a query means, newest first, and how many could not be looked into.

        ``live``: the query is still being typed; phrases are then looked for in the newest articles only.
        Ask in a worker. Raises ``UsageError`` with what is wrong.
        """
        return self._results.of(_parsed(text, live=live), live=live)

    def search(self, text: str, limit: int = 50, *, live: bool = False, by_relevance: bool = False) -> list[ArticleRow]:
        """Rows with snippets, newest first or best first. Ask in a worker. Raises ``UsageError``."""
        node = _parsed(text, live=live)
        ids = self._results.of(node, live=live).ids
        if by_relevance:
            ids = self._store.search.ranked(node, ids)
        return self._results.rows(node, ids[:limit])

    def hits(self, text: str, query: str, *, live: bool = False) -> list[tuple[int, int]]:
        """Where the words of a query stand in a text: character ranges, in order. Raises ``UsageError``."""
        from tui_reader.storage.search import hits

        return hits(text, _parsed(query, live=live))

    def backlog(self) -> int:
        """Articles that search or recognition has still to look into, counted once for each."""
        return sum(self._store.changes.remaining(kind) for kind in ChangeKind)

    def data_version(self) -> int:
        """Changes when anybody else has written to the store."""
        return self._store.data_version()


def _parsed(text: str, *, live: bool = False) -> Node:
    from tui_reader.query import parse

    return parse(text, live=live)


def _query(view: View) -> Node:
    from tui_reader.model.queries import And, Is, Status

    node = _parsed(view.query)
    return And((node, Is(Status.UNREAD))) if view.unread_only else node
