"""Room for large bodies: a few at a time, so that memory grows neither with the number of feeds nor with their size.

A small body (``fetch.client.LARGE``) is let in at once: there are never more of them than workers. A larger one stops
being read from its connection until one that came before is stored.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

LARGE_AT_ONCE = 2
"""15 MiB each at most, and as much again while it is handed to the parser."""


class Room:
    """Hands out room to checks; one for a whole refresh."""

    def __init__(self, large_at_once: int = LARGE_AT_ONCE) -> None:
        self._places = asyncio.Semaphore(large_at_once)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Callable[[], Awaitable[None]]]:
        """Room for the body of one check: what to wait for once it is large. Given back at the end."""
        held = False

        async def claim() -> None:
            nonlocal held
            if not held:
                await self._places.acquire()
                held = True

        try:
            yield claim
        finally:
            if held:
                self._places.release()
