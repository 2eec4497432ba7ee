"""The order in which feeds are checked: hosts take turns, none holds more workers than it may, failing feeds wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from urllib.parse import urlsplit

from tui_reader.model.feeds import Feed

PER_HOST = 2
"""Workers that one host may hold: as many as the fetcher lets in at once. Fifty feeds of a slow host then leave the
other workers to everybody else."""


class Lanes:
    """Hands feeds to workers: ``take`` one, check it, say ``done``."""

    def __init__(self, feeds: Iterable[Feed], *, per_host: int = PER_HOST) -> None:
        self._queues: dict[str, deque[Feed]] = {}
        for feed in sorted(feeds, key=lambda feed: feed.failures > 0):
            self._queues.setdefault(host_of(feed), deque()).append(feed)
        self._left = sum(map(len, self._queues.values()))
        self._turns: asyncio.Queue[str | None] = asyncio.Queue()
        self._offered = dict.fromkeys(self._queues, 0)
        for _round in range(per_host):
            for host in self._queues:
                self._offer(host)
        self._close_when_empty()

    async def take(self) -> Feed | None:
        """The next feed whose host is free; ``None`` when all have been handed out."""
        host = await self._turns.get()
        if host is None:
            self._turns.put_nowait(None)
            return None
        self._offered[host] -= 1
        self._left -= 1
        feed = self._queues[host].popleft()
        self._close_when_empty()
        return feed

    def done(self, feed: Feed) -> None:
        """The feed has been checked: its host is free for another one."""
        self._offer(host_of(feed))

    def _offer(self, host: str) -> None:
        if self._offered[host] < len(self._queues[host]):
            self._offered[host] += 1
            self._turns.put_nowait(host)

    def _close_when_empty(self) -> None:
        if not self._left:
            self._turns.put_nowait(None)


def host_of(feed: Feed) -> str:
    """Whose turn a check takes; local files share one."""
    try:
        return (urlsplit(feed.url).netloc.rpartition("@")[2]).lower()
    except ValueError:
        return ""
