"""The whole article behind a teaser: its page, fetched and kept as a newer version of the article.

::

    asked for by a person ──────────────► page asked for, with its validators if it was fetched before
    feed whose setting says so ─ teaser? ─┤ yes      └─ text kept, the feed's own is the revision before
                                          └ no: its own text is whole
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.exchange import FetchRequest, FetchResponse
from tui_reader.i18n import _
from tui_reader.model.articles import Article, ArticleId, NewArticle
from tui_reader.model.documents import Document
from tui_reader.model.errors import FetchError, ParseError, SourceError, UsageError
from tui_reader.model.events import Event, FullTextFetched
from tui_reader.model.feeds import Feed, FeedKind, Validators
from tui_reader.services.digest import titled
from tui_reader.services.jobs import DigestJob, Parser
from tui_reader.storage.store import Store, utc_now

MOST_PAGES = 30
"""Pages of one feed in one refresh, newest articles first; the rest follows with the next ones."""

TEASER = 1_000
"""Characters; what a feed gives of an article is rarely the whole of it if it is shorter."""

PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5, */*;q=0.1"

_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$|(?:read more|continue reading|lire la suite|en savoir plus)\W*$", re.IGNORECASE
)


class FullTextService:
    """The feed's own text stays as the revision before, one key away."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        parser: Parser,
        *,
        clock: Callable[[], datetime] = utc_now,
        emit: Callable[[Event], None] = lambda event: None,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._parser = parser
        self._clock = clock
        self._emit = emit

    async def fetch(self, article_id: ArticleId) -> None:
        """Fetch the page that an article links to; one that has not changed since changes nothing.

        Raises ``ReaderError``; the article is then as it was.
        """
        article = self._store.articles.get(article_id)
        if not article.link.lower().startswith(("http://", "https://")):
            raise UsageError(_("This article names no web page."))
        known = self._store.pages.get(article_id)
        # The link is content, so its address must be public; at the feed's own host the person chose to trust it.
        trusted = urlsplit(article.link).netloc == urlsplit(article.feed_url).netloc
        validators = known.validators if known else Validators()
        request = FetchRequest(article.link, validators, typed_by_user=trusted, accept=PAGE_TYPES, undo_coding=False)
        response = await self._fetcher.get(request)
        if response.not_modified:
            return
        try:
            self._keep(article, await self._read(article, response))
        except ParseError as error:
            self._record(article_id, response.validators, str(error))
            raise
        self._record(article_id, response.validators)

    async def fetch_teasers(self, feeds: Iterable[Feed]) -> int:
        """Fetch the pages behind the teasers of feeds whose setting says so; how many articles are whole now.

        One after the other, at the fetcher's pace. What fails is not asked for again until the article changes, unless
        it was the network's or the server's trouble.
        """
        whole = 0
        for feed in feeds:
            if feed.full_text and not feed.stopped:
                whole += await self._fetch_teasers_of(feed)
        return whole

    async def _fetch_teasers_of(self, feed: Feed) -> int:
        whole = 0
        for article_id in self._store.pages.wanted(feed.id, MOST_PAGES):
            if not is_teaser(self._store.articles.document(article_id)):
                self._record(article_id, Validators(), _("The feed gives the whole text."))
                continue
            try:
                await self.fetch(article_id)
            except FetchError as error:
                if error.status is None or error.status == 429 or error.status >= 500:
                    break  # the next refresh tries again
                self._record(article_id, Validators(), str(error))
            except (SourceError, UsageError) as error:
                self._record(article_id, Validators(), str(error))
            else:
                whole += 1
                self._emit(FullTextFetched(article_id))
        return whole

    async def _read(self, article: Article, response: FetchResponse) -> NewArticle:
        digest = await self._parser.digest(
            DigestJob(
                article.link,
                FeedKind.PAGE,
                response.body,
                response.url,
                response.content_type,
                response.content_encoding,
            )
        )
        page = digest.articles[0]
        if len(page.document.text) <= len(article.document.text):
            raise ParseError(_("The page {url} gives no more text than the feed does.").format(url=article.link))
        return page

    def _keep(self, article: Article, page: NewArticle) -> None:
        entry_hash = self._store.articles.known(article.feed_id)[article.entry_id]
        self._store.articles.save(article.feed_id, [_with_page(article, page, entry_hash)], seen=self._clock())

    def _record(self, article_id: ArticleId, validators: Validators, error: str = "") -> None:
        self._store.pages.record(article_id, validators, fetched=self._clock(), error=error)


def is_teaser(document: Document) -> bool:
    """Whether a feed's text looks like the beginning of a longer one."""
    text = document.text.rstrip()
    return len(text) < TEASER or bool(_BREAKS_OFF.search(text[-60:]))


def _with_page(article: Article, page: NewArticle, entry_hash: str) -> NewArticle:
    """The article with the page's text under its own title, for pages head theirs with the name of the site.

    Its entry hash stays, so that the feed's next copy does not bring it back.
    """
    return replace(
        page,
        document=titled(page.document, article.document.title),
        entry_id=article.entry_id,
        entry_hash=entry_hash,
        link=article.link,
        author=article.author or page.author,
        published=article.published or page.published,
        updated=article.updated or page.updated,
        categories=article.categories,
        enclosures=article.enclosures,
    )
