"""Keeping the images of articles for reading offline, where the person wants that.

::

    feeds whose images are wanted
      │ articles whose images are not listed ──► listed, their addresses wait
      └ addresses that are due ──► asked for, two at a time ─ an image of ours ──► a file, named after its content
                                                            ├ nothing of that ──► never again
                                                            └ trouble ──────────► again, later and later
    what no article shows any more ──► file removed

An image is content: its address must be public whatever the feed's is, and what it is says its first bytes.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.exchange import FetchRequest
from tui_reader.fetch.policy import backoff
from tui_reader.i18n import _
from tui_reader.model.documents import BlockKind, Document
from tui_reader.model.errors import FetchError, StoreError
from tui_reader.model.events import Event, ImagesFetched
from tui_reader.model.feeds import Feed
from tui_reader.model.images import ImageHeader, KeptImage
from tui_reader.parse.images import MOST_PIXELS, read_header
from tui_reader.storage.images import DueImage
from tui_reader.storage.store import Store, utc_now

AT_ONCE = 2
"""Images under way in all; hosts have their own pace besides."""
MOST_BYTES = 5 * 2**20
"""Of one image; a photograph of a newspaper has 0.1 to 0.5 million."""
MOST_IN_AN_ARTICLE = 20
MOST_AT_ONCE = 300
"""Images asked for after one refresh; the rest follows with the next ones."""
LISTED_AT_ONCE = 200
"""Articles of a feed whose images are listed after one refresh, newest first."""
LEAST_PIXELS = 8
"""An image less wide or high is no picture but a counter of readers."""
MOST_TRIES = 5
"""After trouble of network or server, over some fifteen hours."""
LONGEST_URL = 2048

IMAGE_TYPES = "image/webp, image/png, image/jpeg, image/gif;q=0.8"


class ImageKeeper:
    """Files are kept in ``folder``, which is made when the first one comes."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        folder: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        emit: Callable[[Event], None] = lambda event: None,
    ) -> None:
        self._store = store
        self._images = store.images
        self._fetcher = fetcher
        self._folder = folder
        self._clock = clock
        self._emit = emit

    async def keep(self, feeds: Iterable[Feed], *, by_default: bool) -> int:
        """Fetch what is due of the feeds whose setting says so; how many images came.

        ``by_default`` is meant for feeds without a setting of their own. Cancelling it is safe. Raises ``StoreError``.
        """
        wanted = [feed.id for feed in feeds if (by_default if feed.images is None else feed.images)]
        for feed_id in wanted:
            for article_id in self._images.unlisted(feed_id, LISTED_AT_ONCE):
                addresses = figures(self._store.articles.document(article_id))
                self._images.list_of(article_id, addresses, now=self._clock())
                await asyncio.sleep(0)
        due = deque(self._images.due(wanted, now=self._clock(), limit=MOST_AT_ONCE) if wanted else ())
        came = await self._fetch_all(due)
        self.sweep()
        return came

    def sweep(self) -> None:
        """Remove the files of images that no article shows any more. Raises ``StoreError``."""
        if not self._images.has_unused():
            return
        with self._store.transaction():  # another process may be keeping the same image for another article
            for name in self._images.unused_files():
                try:
                    (self._folder / name).unlink(missing_ok=True)
                except OSError as error:
                    raise self._not_writable(error) from error
            self._images.forget_unused()

    async def _fetch_all(self, due: deque[DueImage]) -> int:
        came, total = [], len(due)

        async def work() -> None:
            while due:
                came.append(await self._fetch(due.popleft()))
                self._emit(ImagesFetched(len(came), total))

        try:
            async with asyncio.TaskGroup() as group:
                for _worker in range(min(AT_ONCE, len(due))):
                    group.create_task(work())
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from failures
        return sum(came)

    async def _fetch(self, image: DueImage) -> bool:
        request = FetchRequest(image.url, accept=IMAGE_TYPES, body_bytes=MOST_BYTES)
        try:
            response = await self._fetcher.get(request)
        except FetchError as error:
            self._images.record_failure(image.id, str(error), next_try=next_try(error, image.failures, self._clock()))
            return False
        header = read_header(response.body)
        if (refused := refusal(header)) or header is None:
            self._images.record_failure(image.id, refused, next_try=None)
            return False
        name = f"{blake2b(response.body, digest_size=16).hexdigest()}.{header.suffix}"
        with self._store.transaction():
            self._write(name, response.body)
            self._images.record(image.id, KeptImage(name, header.width, header.height), len(response.body))
        return True

    def _write(self, name: str, body: bytes) -> None:
        """Whole or not at all: whoever sees the name sees all of it."""
        unfinished = self._folder / f"{name}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished.write_bytes(body)
            unfinished.replace(self._folder / name)
        except OSError as error:
            raise self._not_writable(error) from error

    def _not_writable(self, error: OSError) -> StoreError:
        said = _("The folder {path} for images cannot be written ({reason}); check its permissions and the disk.")
        return StoreError(said.format(path=self._folder, reason=error.strerror or error))


def figures(document: Document) -> list[str]:
    """The addresses of the images that a document shows, each once, as many as are kept of an article."""
    return list(dict.fromkeys(_addresses(document)))[:MOST_IN_AN_ARTICLE]


def _addresses(document: Document) -> Iterator[str]:
    for block in document.blocks:
        address = block.target if block.kind is BlockKind.FIGURE else ""
        if address.lower().startswith(("http://", "https://")) and len(address) <= LONGEST_URL:
            yield address


def refusal(header: ImageHeader | None) -> str:
    """Why an image is not kept; empty for one that is."""
    if header is None:
        return _("It is no PNG, JPEG, GIF or WebP image.")
    if header.width * header.height > MOST_PIXELS:
        return _("It has too many pixels ({width} × {height}).").format(width=header.width, height=header.height)
    if min(header.width, header.height) < LEAST_PIXELS:
        return _("It is too small to show anything.")
    return ""


def next_try(error: FetchError, failures: int, now: datetime) -> datetime | None:
    """When to ask again after a failure that followed so many others; ``None`` for never."""
    trouble = error.status is None or error.status == 429 or error.status >= 500
    if error.final or not trouble or failures + 1 >= MOST_TRIES:
        return None
    return now + max(backoff(failures + 1), timedelta(seconds=error.retry_after or 0))
