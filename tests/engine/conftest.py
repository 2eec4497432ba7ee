"""Waiting on conditions, with a deadline and without guessing how long things take."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

PATIENCE = 15.0
"""Seconds before a test gives a condition up."""


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
