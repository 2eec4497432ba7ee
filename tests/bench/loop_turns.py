"""How long the turns of an event loop take: what comes meanwhile, a key for one, waits for their end.

Run in the process that is measured: SIGUSR1 begins, SIGUSR2 writes down what was seen since.
"""

from __future__ import annotations

import gc
import json
import signal
import time
from asyncio import Handle
from dataclasses import asdict, dataclass
from pathlib import Path

LONG = 50.0
"""Milliseconds: what a person notices."""


@dataclass(slots=True)
class Turns:
    """Milliseconds of wall time; ``worst_cpu`` is the most that any turn worked itself, without waiting for a core."""

    turns: int = 0
    worst: float = 0.0
    worst_cpu: float = 0.0
    worst_gc: float = 0.0
    over_50_ms: int = 0


class Watch:
    """Times every callback of every loop in this process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = Turns()
        self._run = Handle._run
        self._collecting = 0.0
        Handle._run = lambda handle: self._timed(handle)  # type: ignore[assignment, method-assign]
        gc.callbacks.append(self._collected)
        signal.signal(signal.SIGUSR1, lambda _number, _frame: self._begin())
        signal.signal(signal.SIGUSR2, lambda _number, _frame: self._write())

    def _begin(self) -> None:
        self._seen = Turns()

    def _write(self) -> None:
        self._path.write_text(json.dumps(asdict(self._seen)), encoding="utf-8")

    def _timed(self, handle: Handle) -> None:
        seen, wall, cpu = self._seen, time.perf_counter(), time.thread_time()
        self._run(handle)
        taken = round((time.perf_counter() - wall) * 1e3, 1)
        seen.turns += 1
        seen.worst = max(seen.worst, taken)
        seen.worst_cpu = max(seen.worst_cpu, round((time.thread_time() - cpu) * 1e3, 1))
        seen.over_50_ms += taken > LONG

    def _collected(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.perf_counter()
        else:
            taken = round((time.perf_counter() - self._collecting) * 1e3, 1)
            self._seen.worst_gc = max(self._seen.worst_gc, taken)
