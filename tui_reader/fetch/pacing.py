"""Turns: how many requests run at once, and how close together a host sees them start."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from tui_reader.fetch.limits import Limits


class _Host:
    """Who is at one host, and when the next may start."""

    __slots__ = ("door", "next_start", "places")

    def __init__(self, places: int) -> None:
        self.places = asyncio.Semaphore(places)
        self.door = asyncio.Lock()
        self.next_start = 0.0


class HostPacer:
    """Hands out turns in the order they are asked for. ``now`` and ``sleep`` are seconds of one monotonic clock."""

    def __init__(
        self,
        limits: Limits,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limits = limits
        self._now = now
        self._sleep = sleep
        self._all = asyncio.Semaphore(limits.at_once)
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a place at this host, for its pace and for a place among all, then hold them.

        Whoever holds a turn must not ask for another: two hosts that redirect to each other would wait for ever.
        """
        state = self._hosts.get(host)
        if state is None:
            state = self._hosts[host] = _Host(self._limits.per_host)
        async with state.places:
            # One at a time through the door: the pace counts from real starts, after the wait for a common place.
            async with state.door:
                wait = state.next_start - self._now()
                if wait > 0:
                    await self._sleep(wait)
                await self._all.acquire()
                state.next_start = self._now() + self._limits.host_pace
            try:
                yield
            finally:
                self._all.release()
