"""Taking things out: subscriptions as OPML, articles as JSON or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.feeds import FeedKind
from tui_reader.model.views import View, ViewKind
from tui_reader.parse.opml import write_opml
from tui_reader.services import shapes
from tui_reader.services.library import Library
from tui_reader.services.linear import markdown


def subscriptions(library: Library) -> str:
    """All feeds with their folders, as OPML 2.0; what no other reader could poll (pages, files, folders) is no feed."""
    return write_opml([feed for feed in library.feeds() if feed.kind is FeedKind.FEED], title="tui-reader")


def article_shapes(library: Library, query: Sequence[str]) -> Iterator[shapes.Shape]:
    """Whole articles as JSON shapes, one at a time: an archive need not fit into memory."""
    for article in _articles(library, query):
        yield shapes.article(article, library.recognition(article.id))


def articles_as_markdown(library: Library, query: Sequence[str]) -> Iterator[str]:
    """Articles as Markdown, each with its source and date under the title."""
    for article in _articles(library, query):
        yield as_markdown(article)


def as_markdown(article: Article) -> str:
    """One article as Markdown."""
    title, _newline, body = markdown(article.document).partition("\n")
    day = article.published.date().isoformat() if article.published else ""
    source = " · ".join(part for part in (article.author, article.feed_title, day, article.link) if part)
    return f"{title}\n\n{source}\n{body}" if source else f"{title}\n{body}"


def _articles(library: Library, query: Sequence[str]) -> Iterator[Article]:
    if query and all(word.isdecimal() for word in query):
        ids: Sequence[ArticleId] = [ArticleId(int(word)) for word in query]
    else:
        text = " ".join(query)
        ids = library.view_ids(View(ViewKind.QUERY, query=text) if text else View())
    for number in ids:
        yield library.article(number)
