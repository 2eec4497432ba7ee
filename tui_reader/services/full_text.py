"""The whole article behind a teaser: its page, fetched and kept as a newer version of the article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.exchange import FetchRequest
from tui_reader.i18n import _
from tui_reader.model.articles import Article, ArticleId, NewArticle
from tui_reader.model.errors import ParseError, UsageError
from tui_reader.model.feeds import FeedKind
from tui_reader.services.jobs import DigestJob, Parser
from tui_reader.storage.store import Store, utc_now


class FullTextService:
    """The feed's own text stays as the revision before, one key away."""

    def __init__(
        self, store: Store, fetcher: Fetcher, parser: Parser, *, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._parser = parser
        self._clock = clock

    async def fetch(self, article_id: ArticleId) -> None:
        """Fetch the page that an article links to. Raises ``ReaderError``; the article is then as it was."""
        article = self._store.articles.get(article_id)
        if not article.link.lower().startswith(("http://", "https://")):
            raise UsageError(_("This article names no web page."))
        # The link is content, so its address must be public; at the feed's own host the person chose to trust it.
        trusted = urlsplit(article.link).netloc == urlsplit(article.feed_url).netloc
        response = await self._fetcher.get(FetchRequest(article.link, typed_by_user=trusted))
        digest = await self._parser.digest(
            DigestJob(article.link, FeedKind.PAGE, response.body, response.url, response.content_type)
        )
        known = self._store.articles.known(article.feed_id)
        for page in digest.articles[:1]:
            if len(page.document.text) <= len(article.document.text):
                raise ParseError(_("The page {url} gives no more text than the feed does.").format(url=article.link))
            whole = _with_page(article, page, known[article.entry_id])
            self._store.articles.save(article.feed_id, [whole], seen=self._clock())


def _with_page(article: Article, page: NewArticle, entry_hash: str) -> NewArticle:
    """The article with the page's text. Its entry hash stays, so that the feed's next copy does not bring it back."""
    return replace(
        page,
        entry_id=article.entry_id,
        entry_hash=entry_hash,
        link=article.link,
        author=article.author or page.author,
        published=article.published or page.published,
        updated=article.updated or page.updated,
        categories=article.categories,
        enclosures=article.enclosures,
    )
