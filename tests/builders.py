"""Things to test with: feeds, documents and articles as short as a story needs them, and whole archives, fast.

Import it by its path (``--import-mode=importlib``): ``from tests.builders import an_article``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count
from random import Random

from tui_reader.model.articles import ArticleId, NewArticle
from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.model.feeds import Enclosure, Feed, FeedId, FeedKind, FolderPath
from tui_reader.storage.store import Store

NOON = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
"""A Monday: the moment at which test stories begin."""

_numbers = count(1)


def a_document(text: str = "Deux écoles signent un accord.", *, title: str = "", language: str = "fr") -> Document:
    """Every line of ``text`` a paragraph, under a title where there is one."""
    whole = f"{title}\n{text}" if title else text
    blocks: list[Block] = []
    start = 0
    for number, line in enumerate(whole.split("\n")):
        kind = BlockKind.TITLE if title and number == 0 else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    return Document(whole, tuple(blocks), (), language)


def an_article(
    entry_id: str = "",
    *,
    title: str = "Un accord",
    text: str = "Deux écoles signent un accord.",
    link: str = "",
    author: str = "",
    published: datetime | None = NOON,
    entry_hash: str | None = None,
    categories: tuple[str, ...] = (),
    enclosures: tuple[Enclosure, ...] = (),
    language: str = "fr",
) -> NewArticle:
    entry_id = entry_id or f"entry-{next(_numbers)}"
    return NewArticle(
        entry_id=entry_id,
        document=a_document(text, title=title, language=language),
        link=link or f"https://example.org/{entry_id}",
        author=author,
        published=published,
        categories=categories,
        enclosures=enclosures,
        entry_hash=f"{title}|{text}|{author}|{published}" if entry_hash is None else entry_hash,
    )


def a_feed(
    store: Store, name: str = "", *, folder: str = "", kind: FeedKind = FeedKind.FEED, title: str | None = None
) -> Feed:
    """A subscription in the store, at ``https://NAME.example.org/feed``."""
    name = name or f"feed-{next(_numbers)}"
    return store.feeds.add(
        f"https://{name}.example.org/feed",
        kind=kind,
        title=name.capitalize() if title is None else title,
        folder=FolderPath(folder),
        undoable=False,
    )


def stored(store: Store, feed: Feed | FeedId, *articles: NewArticle, seen: datetime = NOON) -> list[ArticleId]:
    """Save articles; their ids in the order given."""
    feed_id = feed.id if isinstance(feed, Feed) else feed
    saved = store.articles.save(feed_id, articles, seen=seen)
    by_entry = {store.articles.get(number).entry_id: number for number in (*saved.new, *saved.updated)}
    return [by_entry[article.entry_id] for article in articles]


def fill(store: Store, *, feeds: int, articles: int, words: int = 60, seed: int = 1) -> list[FeedId]:
    """An archive of many articles, an hour apart, dealt round robin to the feeds; about 50 µs an article."""
    random = Random(seed)
    ids = [a_feed(store, f"bulk-{number}", folder=f"Folder {number % 5}").id for number in range(feeds)]
    with store.transaction():
        for feed_number, feed_id in enumerate(ids):
            store.articles.save(feed_id, _bulk(feed_number, feeds, articles, words, random), seen=NOON)
    return ids


def _bulk(first: int, step: int, articles: int, words: int, random: Random) -> Iterator[NewArticle]:
    for number in range(first, articles, step):
        chosen = random.choices(VOCABULARY, cum_weights=_WEIGHTS, k=words)
        yield an_article(
            f"bulk-{number}",
            title=f"Article {number} : {' '.join(chosen[:4])}",
            text=" ".join(chosen),
            author=f"Autrice {number % 40}",
            published=NOON - timedelta(hours=number),
        )


_COMMON = """
    le la de et un accord école université ministère annonce rentrée étudiants recherche campus février laboratoire
    agreement school research science minister students budget opening congress results strategy
"""
VOCABULARY = [*_COMMON.split(), *(f"mot{number}" for number in range(3000))]
"""Most frequent first, as in a language; ``mot…`` are the rare ones."""

_WEIGHTS = list(accumulate(1 / (rank + 1) for rank in range(len(VOCABULARY))))
