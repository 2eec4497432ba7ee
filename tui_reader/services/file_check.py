"""Checking what lies on this computer: feed files, article files, folders of articles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tui_reader.i18n import ngettext
from tui_reader.model.articles import NewArticle
from tui_reader.model.errors import SourceError
from tui_reader.model.feeds import Feed, FeedKind, Validators
from tui_reader.services.hashes import body_hash
from tui_reader.services.jobs import Digest, DigestJob, Parser
from tui_reader.services.local_files import FolderScan, FoundFile, path_of, read_file, scan_folder
from tui_reader.services.outcome import Outcome, Unchanged, Updated
from tui_reader.storage.store import Store

BATCH = 50
"""Files read before their articles are stored: what is in memory stays small whatever the folder holds."""


class FileCheck:
    """Files are always due: looking costs a system call."""

    def __init__(self, store: Store, parser: Parser, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._parser = parser
        self._clock = clock

    async def check(self, feed: Feed) -> Outcome:
        """Read it again if it changed. Raises ``SourceError`` where it cannot be read."""
        path = path_of(feed.url)
        if feed.kind is FeedKind.FOLDER:
            return (await self.check_folder(feed, path))[0]
        body = await asyncio.to_thread(read_file, path)
        return await self.check_body(feed, path, body)

    async def check_body(self, feed: Feed, path: Path, body: bytes) -> Outcome:
        """As ``check``, for a file whose bytes are at hand."""
        hashed = body_hash(body)
        now = self._clock()
        if hashed == feed.body_hash:
            self._store.feeds.record_unchanged(feed.id, checked=now, next_check=None)
            return Unchanged()
        job = DigestJob(str(path), feed.kind, body, feed.url, name=path.name, known=self._store.articles.known(feed.id))
        return self.keep(feed, await self._parser.digest(job), hashed)

    def keep(self, feed: Feed, digest: Digest, hashed: str) -> Outcome:
        """Store what a file held."""
        now = self._clock()
        saved = self._store.articles.save(feed.id, digest.articles, seen=now)
        self._record(feed, digest.title, digest.site, hashed, now)
        return Updated(len(saved.new), len(saved.updated))

    async def check_folder(self, feed: Feed, folder: Path) -> tuple[Outcome, FolderScan]:
        """Read the files that are new or changed since; articles of deleted ones stay. Also says what was skipped."""
        scan = await asyncio.to_thread(scan_folder, folder)
        known = self._store.articles.known(feed.id)
        changed = [found for found in scan.files if known.get(found.name) != found.signature]
        new = updated = 0
        for start in range(0, len(changed), BATCH):
            articles = await self._articles(changed[start : start + BATCH], scan)
            saved = self._store.articles.save(feed.id, articles, seen=self._clock())
            new, updated = new + len(saved.new), updated + len(saved.updated)
        self._record(feed, folder.name, "", "", self._clock())
        note = skipped_note(scan.skipped)
        return (Updated(new, updated, note=note) if changed else Unchanged(note=note)), scan

    async def _articles(self, files: Sequence[FoundFile], scan: FolderScan) -> list[NewArticle]:
        articles: list[NewArticle] = []
        for found in files:
            try:
                body = await asyncio.to_thread(read_file, found.path)
                job = DigestJob(str(found.path), FeedKind.FILE, body, found.path.as_uri(), name=found.name)
                digest = await self._parser.digest(job)
            except SourceError as error:
                scan.skipped.append((str(found.path), str(error)))
            else:
                articles += [replace(article, entry_hash=found.signature) for article in digest.articles]
        return articles

    def _record(self, feed: Feed, title: str, site: str, hashed: str, now: datetime) -> None:
        self._store.feeds.record_success(
            feed.id,
            title=title,
            site=site,
            validators=Validators(),
            body_hash=hashed,
            checked=now,
            next_check=None,
        )


def skipped_note(skipped: Sequence[tuple[str, str]]) -> str:
    """One sentence on what was left out: how many, and why the first was."""
    if not skipped:
        return ""
    counted = ngettext(
        "{count} file was skipped: {reason}", "{count} files were skipped, the first because: {reason}", len(skipped)
    )
    return counted.format(count=len(skipped), reason=skipped[0][1])
