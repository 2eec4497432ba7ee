"""Waiting on conditions, with a deadline and without guessing how long things take; an engine and what it said."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from tui_reader.config.paths import Paths
from tui_reader.engine.client import EngineClient
from tui_reader.model.events import Event

PATIENCE = 20.0
"""Seconds before a test gives a condition up."""

E = TypeVar("E")


async def until(condition: Callable[[], bool]) -> None:
    """Let the loop turn until the condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.to_thread(os.sched_yield)


async def gone(pid: int) -> bool:
    """Wait until a process is no more (a zombie that its parent has yet to reap counts as gone)."""
    await until(lambda: not is_alive(pid))
    return True


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(number) for number in found.split()]


class Heard:
    """The events of an engine, and waiting for one of a kind."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._changed = asyncio.Event()

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        self._changed.set()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def wait_for(self, kind: type[E], count: int = 1) -> E:
        """The newest event of a kind, once there are so many of it."""
        try:
            async with asyncio.timeout(PATIENCE):
                while len(self.of(kind)) < count:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            pytest.fail(f"{count} {kind.__name__} expected; heard {self.events}")
        return self.of(kind)[-1]


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "reader")


@pytest.fixture
async def heard() -> Heard:
    return Heard()


StartEngine = Callable[..., Awaitable[EngineClient]]


@pytest.fixture
async def start_engine(places: Paths, heard: Heard) -> AsyncIterator[StartEngine]:
    """Starts engines that end with the test; without arguments, the program's own."""
    started: list[EngineClient] = []

    async def start(**options: object) -> EngineClient:
        client = EngineClient(places, heard, backoff=(0.0,), **options)
        started.append(client)
        await client.start()
        return client

    yield start
    for client in started:
        await client.stop()
