"""Subscribing: to an address, a site, a single page, a local file or folder, or to what a list of feeds names.

::

    address ── fetched once ─┬─ a feed ───────────────────────────► subscribed, its articles are there
                             ├─ a page, and --page ───────────────► kept as one article
                             ├─ a page ─ feeds it names, then guesses, politely until one parses
                             └─ a page that names several, and choose ─► the person is asked
    file ──────┬─ feed, article ──────────────────────────────────► subscribed, read
               └─ OPML, newsboat's urls ──────────────────────────► all subscribed, none fetched yet
    folder ──────────────────────────────────────────────────────► each article file in it read
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from tui_reader.fetch.client import Fetcher
from tui_reader.i18n import _
from tui_reader.model.errors import NotAFeed, SourceError
from tui_reader.model.events import NamedFeed
from tui_reader.model.feeds import TOP, Feed, FeedKind, FolderPath, OutlineFeed, OutlineList
from tui_reader.services.address_check import AddressCheck
from tui_reader.services.feed_finder import FeedFinder, Several
from tui_reader.services.file_check import FileCheck
from tui_reader.services.hashes import body_hash
from tui_reader.services.inputs import Addresses, FileReading, LocalPath, Unclear, meaning_of, must_be_text, readings_of
from tui_reader.services.jobs import Digest, DigestJob, OutlineJob, Parser
from tui_reader.services.local_files import read_file, scan_folder
from tui_reader.services.schedule import Scheduler
from tui_reader.storage.store import Store, utc_now


@dataclass(slots=True)
class AddResult:
    """``skipped``: (input, reason) pairs; ``harmless``: how many of them are subscribed already, or named twice;
    ``tried``: the addresses asked, in order; ``choices``: the feeds that a page names, for the person to choose."""

    added: list[Feed] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    harmless: int = 0
    tried: list[str] = field(default_factory=list)
    choices: list[NamedFeed] = field(default_factory=list)

    def skip_known(self, given: str, feed: Feed) -> None:
        title = feed.title or feed.url
        self.skipped.append((given, _("it is subscribed already, as “{title}”").format(title=title)))
        self.harmless += 1

    def skip_repeated(self, given: str) -> None:
        self.skipped.append((given, _("it is listed twice")))
        self.harmless += 1


class SubscribeService:
    """Adds subscriptions. Whatever fails is a pair in the result, never an exception, but for the store's own."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        parser: Parser,
        *,
        clock: Callable[[], datetime] = utc_now,
        scheduler: Scheduler = Scheduler(),  # noqa: B008  (frozen)
    ) -> None:
        self._store = store
        self._parser = parser
        self._finder = FeedFinder(fetcher, parser)
        self._addresses = AddressCheck(store, fetcher, parser, clock=clock, scheduler=scheduler)
        self._files = FileCheck(store, parser, clock)

    async def add(self, given: str, *, folder: str = "", page: bool = False, choose: bool = False) -> AddResult:
        """Subscribe to what is given. ``page``: keep a web page as one article instead of looking for its feeds.

        ``choose``: where it names several feeds, subscribe to none and return them as ``choices``.
        """
        result = AddResult()
        target = FolderPath(folder)
        try:
            match meaning_of(given):
                case Addresses(urls):
                    await self._add_address(given, urls, target, result, page=page, choose=choose)
                case LocalPath(path):
                    await self._add_path(path, target, result)
                case Unclear(scheme):
                    result.skipped.append((given, _not_understood(scheme)))
        except SourceError as error:
            result.skipped.append((given, str(error)))
        return result

    async def look_at(self, url: str, site: str) -> Digest:
        """What a feed holds that the page ``site`` names; nothing is stored. Raises ``SourceError``."""
        return (await self._finder.look_at(url, site)).digest

    async def add_list(self, name: str, body: bytes) -> AddResult:
        """Subscribe to what an OPML or a newsboat file lists; what is no list is said, and nothing else is tried."""
        result = AddResult()
        try:
            listed = await self._parser.read_outline(OutlineJob(name, body))
            self._add_outline(listed, TOP, result, certain=readings_of(name, body) == (FileReading.OUTLINE,))
        except SourceError as error:
            result.skipped.append((name, str(error)))
        return result

    async def _add_address(
        self, given: str, urls: Sequence[str], folder: FolderPath, result: AddResult, *, page: bool, choose: bool
    ) -> None:
        if known := next((feed for url in urls if (feed := self._store.feeds.by_url(url))), None):
            result.skip_known(given, known)
            return
        found = await self._finder.find(urls, page=page, choose=choose, tried=result.tried)
        if isinstance(found, Several):
            by_url = self._store.feeds.by_url
            result.choices += [replace(named, subscribed=by_url(named.url) is not None) for named in found.feeds]
            return
        if (feed := self._subscribed(given, found.url, found.kind, folder, result)) is not None:
            self._addresses.keep_digest(feed, found.response, found.digest)
            result.added.append(self._store.feeds.get(feed.id))

    def _subscribed(self, given: str, url: str, kind: FeedKind, folder: FolderPath, result: AddResult) -> Feed | None:
        """The new subscription; ``None`` where there is one by now, which another ``add`` may have made meanwhile."""
        if (known := self._store.feeds.by_url(url)) is not None:
            result.skip_known(given, known)
            return None
        return self._store.feeds.add(url, kind=kind, folder=folder)

    async def _add_path(self, path: Path, folder: FolderPath, result: AddResult) -> None:
        if (known := self._store.feeds.by_url(path.as_uri())) is not None:
            result.skip_known(str(path), known)
        elif path.is_dir():
            await self._add_folder(path, folder, result)
        else:
            body = await asyncio.to_thread(read_file, path)
            if not body.strip():
                raise NotAFeed(_("{path} is empty.").format(path=path))
            await self._add_file(path, body, folder, result)

    async def _add_folder(self, path: Path, folder: FolderPath, result: AddResult) -> None:
        await asyncio.to_thread(scan_folder, path)
        if (feed := self._subscribed(str(path), path.as_uri(), FeedKind.FOLDER, folder, result)) is not None:
            _outcome, scan = await self._files.check_folder(feed, path)
            result.added.append(self._store.feeds.get(feed.id))
            result.skipped += scan.skipped

    async def _add_file(self, path: Path, body: bytes, folder: FolderPath, result: AddResult) -> None:
        """Try the ways to read it in turn. What the last one says of it is what a person is told."""
        readings = readings_of(path.name, body)
        last: SourceError | None = None
        for reading in readings:
            try:
                match reading:
                    case FileReading.FEED:
                        await self._add_article_or_feed(path, body, FeedKind.FEED, folder, result)
                    case FileReading.ARTICLE:
                        must_be_text(str(path), body)
                        await self._add_article_or_feed(path, body, FeedKind.FILE, folder, result)
                    case FileReading.OUTLINE:
                        listed = await self._parser.read_outline(OutlineJob(str(path), body))
                        self._add_outline(listed, folder, result, certain=len(readings) == 1)
                return
            except NotAFeed as error:
                last = error
        assert last is not None
        raise last

    async def _add_article_or_feed(
        self, path: Path, body: bytes, kind: FeedKind, folder: FolderPath, result: AddResult
    ) -> None:
        digest = await self._parser.digest(DigestJob(str(path), kind, body, path.as_uri(), name=path.name))
        if (feed := self._subscribed(str(path), path.as_uri(), kind, folder, result)) is not None:
            self._files.keep(feed, digest, body_hash(body))
            result.added.append(self._store.feeds.get(feed.id))

    def _add_outline(self, listed: OutlineList, folder: FolderPath, result: AddResult, *, certain: bool) -> None:
        """Subscribe to all at once; they are fetched at the next refresh.

        Raises ``NotAFeed`` for a file that is not ``certain`` to be a list and reads like something else.
        """
        if not certain and len(listed.skipped) >= len(listed.feeds):
            raise NotAFeed(_("this is neither a feed nor a list of feeds"))
        result.skipped += listed.skipped
        for written in listed.repeated:
            result.skip_repeated(written)
        with self._store.feeds.added_together():
            for outline in listed.feeds:
                try:
                    if (known := self._store.feeds.by_url(outline.url)) is not None:
                        result.skip_known(outline.url, known)
                    else:
                        result.added.append(self._of_outline(outline, folder))
                except ValueError as error:  # text that no database takes, a lone surrogate for one
                    result.skipped.append((ascii(outline.url), _("it cannot be stored: {reason}").format(reason=error)))

    def _of_outline(self, outline: OutlineFeed, folder: FolderPath) -> Feed:
        inside = FolderPath("/".join(part for part in (folder, outline.folder) if part))
        return self._store.feeds.add(outline.url, title=outline.title, folder=inside, site=outline.site)


def _not_understood(scheme: str) -> str:
    if scheme:
        return _("{scheme} addresses are not understood; give an http or https address, a file or a folder").format(
            scheme=scheme
        )
    return _("it is neither an address nor a file or folder here")
