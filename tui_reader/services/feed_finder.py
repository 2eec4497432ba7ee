"""Finding the feed that a person means by an address: the address itself, else what its page names, else a guess."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.exchange import FetchRequest, FetchResponse
from tui_reader.i18n import ngettext
from tui_reader.model.errors import FetchError, NotAFeed, ParseError, SourceError
from tui_reader.model.events import NamedFeed
from tui_reader.model.feeds import FeedKind
from tui_reader.model.values import dataclass
from tui_reader.services.jobs import Digest, DigestJob, Discovered, DiscoverJob, Parser

MOST_TRIES = 12
"""Addresses asked of one site: the usual places, without knocking at every door."""


MOST_LOOKED_AT = 12
"""Feeds kept that somebody looked at and may choose next."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed, or a page wanted as such, with what was fetched and read of it: it is not asked for twice."""

    url: str
    kind: FeedKind
    response: FetchResponse
    digest: Digest


@dataclass(frozen=True, slots=True)
class Several:
    """A page that names more than one feed; none of them was asked for."""

    feeds: tuple[NamedFeed, ...]


class FeedFinder:
    def __init__(self, fetcher: Fetcher, parser: Parser) -> None:
        self._fetcher = fetcher
        self._parser = parser
        self._looked_at: dict[str, Found] = {}

    async def look_at(self, url: str, site: str) -> Found:
        """A feed that a page names; where it is chosen next, it is not asked for again.

        Raises ``SourceError``.
        """
        found = self._looked_at.get(url)
        if found is None:
            answer = await self._fetcher.get(FetchRequest(url, typed_by_user=_same_host(site, url)))
            found = self._looked_at[url] = await self._read(url, answer, FeedKind.FEED)
            if len(self._looked_at) > MOST_LOOKED_AT:
                del self._looked_at[next(iter(self._looked_at))]
        return found

    async def find(self, urls: Sequence[str], *, page: bool, choose: bool, tried: list[str]) -> Found | Several:
        """The feed meant by the first of these addresses that answers; every address asked is noted in ``tried``.

        ``page``: take what is there as one article if it is no feed. ``choose``: where it names several feeds, leave
        the choice to the person; what it names is then all that is known of them, for nothing more is asked.
        Raises ``SourceError`` saying what was tried.
        """
        if choose:
            self._looked_at.clear()
        elif (looked_at := self._looked_at.pop(urls[0], None)) is not None:
            tried.append(urls[0])
            return looked_at
        url, response = await self._first_answer(urls, tried)
        try:
            return await self._read(url, response, FeedKind.FEED)
        except NotAFeed:
            if not response.body.strip():
                raise
            if page:
                return await self._read(url, response, FeedKind.PAGE)
        discovered = await self._parser.discover(DiscoverJob(url, response.body, response.url, response.content_type))
        if choose and len(discovered.named) > 1:
            return Several(tuple(map(NamedFeed, discovered.named, discovered.titles)))
        return await self._elsewhere(url, discovered, tried)

    async def _first_answer(self, urls: Sequence[str], tried: list[str]) -> tuple[str, FetchResponse]:
        first_error: FetchError | None = None
        for url in urls:
            tried.append(url)
            try:
                return url, await self._fetcher.get(FetchRequest(url, typed_by_user=True))
            except FetchError as error:
                first_error = first_error or error
        assert first_error is not None
        raise first_error

    async def _read(self, url: str, response: FetchResponse, kind: FeedKind) -> Found:
        """What was fetched, read. The address kept is the one asked for, or where it moved for good."""
        address = response.permanent_url or url
        job = DigestJob(url, kind, response.body, response.url, response.content_type, name=address)
        return Found(address, kind, response, await self._parser.digest(job))

    async def _elsewhere(self, url: str, discovered: Discovered, tried: list[str]) -> Found:
        """The first address that the page names, or that is usual, where there is a feed."""
        broken: ParseError | None = None
        for candidate in (*discovered.named, *discovered.guessed):
            if len(tried) >= MOST_TRIES:
                break
            if candidate in tried:
                continue
            tried.append(candidate)
            try:
                # Still the person's own request: a site at home may name its feed at home.
                answer = await self._fetcher.get(FetchRequest(candidate, typed_by_user=_same_host(url, candidate)))
                return await self._read(candidate, answer, FeedKind.FEED)
            except ParseError as error:
                broken = broken or error
            except SourceError:
                continue
        raise broken or NotAFeed(_none_found(url, len(tried)))


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one).hostname == urlsplit(other).hostname


def _none_found(url: str, tried: int) -> str:
    message = ngettext(
        "No feed was found at {url} ({count} address tried). “reader add --page {url}” keeps the page as an article.",
        "No feed was found at {url} ({count} addresses tried). “reader add --page {url}” keeps the page as an article.",
        tried,
    )
    return message.format(url=url, count=tried)
