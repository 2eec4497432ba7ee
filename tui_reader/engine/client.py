"""The screen's end of the engine: starts the process, passes commands and events, starts it again if it is lost.

Imports nothing heavy: no network, no parser, no database.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import fields

from tui_reader.config.paths import Paths
from tui_reader.engine.launch import child_command
from tui_reader.engine.protocol import MAX_LINE, decode, encode
from tui_reader.i18n import _, language
from tui_reader.model.errors import EngineError, StoreError
from tui_reader.model.events import Command, EngineLost, Event, Problem, Shutdown

RESTARTS = 3
"""Within ``RESTART_WINDOW`` seconds; an engine that is lost more often will not be saved by one more start."""
RESTART_WINDOW = 60.0
BACKOFF = (0.0, 0.5, 2.0)
"""Seconds before the first, second and third restart of a window."""

STOP_SECONDS = 1.5
"""What a clean end may take before the engine is killed."""

_STDERR_KEPT = 2_000
"""Bytes of its last words, for the reason given."""


class EngineClient:
    """``on_event`` is called in the event loop for each event. ``command`` replaces the engine to run, in tests."""

    def __init__(
        self,
        paths: Paths,
        on_event: Callable[[Event], None],
        *,
        python: str = sys.executable,
        command: Sequence[str] | None = None,
        backoff: Sequence[float] = BACKOFF,
    ) -> None:
        folders = json.dumps({field.name: str(getattr(paths, field.name)) for field in fields(paths)})
        self._command = command or child_command("tui_reader.engine.worker", folders, language(), python=python)
        self._on_event = on_event
        self._backoff = backoff
        self._process: Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._unsent: list[bytes] = []
        self._restarts: deque[float] = deque()
        self._given_up = ""
        self._stopping = False

    @property
    def pid(self) -> int:
        """Of the engine that runs now; 0 for none."""
        return self._process.pid if self._process is not None else 0

    async def start(self) -> None:
        """Start the process; it says ``EngineReady`` when it is. Raises ``EngineError`` where it cannot be started."""
        self._process = await self._started()
        self._watch = asyncio.create_task(self._keep_alive(self._process))

    def send(self, command: Command) -> None:
        """Pass a command on; while the engine is being started again it waits for it.

        Raises ``EngineError`` when the engine was given up.
        """
        if self._given_up:
            raise EngineError(self._given_up)
        line = encode(command).encode("ascii")
        stdin = self._process.stdin if self._process is not None else None
        if stdin is None or stdin.is_closing():
            self._unsent.append(line)
        else:
            stdin.write(line)

    async def stop(self) -> None:
        """End the engine, within two seconds."""
        self._stopping = True
        process, self._process = self._process, None
        if process is not None:
            await _ended(process)
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def _started(self) -> Process:
        try:
            return await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=MAX_LINE
            )
        except OSError as error:
            raise EngineError(
                _("The engine cannot be started: {reason}.").format(reason=error.strerror or error)
            ) from error

    async def _keep_alive(self, process: Process) -> None:
        """Listen to one engine after the other until one ends as it should, or no more are started."""
        while True:
            last_words, _heard = await asyncio.gather(_tail(process), self._listen(process))
            code = await process.wait()
            if self._stopping:
                return
            self._process = None
            reason = _reason(code, last_words)
            delay = None if code == StoreError.exit_code else self._next_delay()
            if delay is None:
                self._give_up(reason)
                return
            await asyncio.sleep(delay)
            try:
                process = self._process = await self._started()
            except EngineError as error:
                self._give_up(str(error))
                return
            self._on_event(EngineLost(reason, restarted=True))
            unsent, self._unsent = self._unsent, []
            for line in unsent:
                assert process.stdin is not None
                process.stdin.write(line)

    def _give_up(self, reason: str) -> None:
        self._given_up = _("The engine ended and is not started again: {reason}").format(reason=reason)
        self._unsent.clear()
        self._on_event(EngineLost(reason, restarted=False))

    def _next_delay(self) -> float | None:
        """Seconds to wait before the next start; ``None`` when there were too many of late."""
        now = asyncio.get_running_loop().time()
        while self._restarts and now - self._restarts[0] > RESTART_WINDOW:
            self._restarts.popleft()
        if len(self._restarts) >= RESTARTS:
            return None
        delay = self._backoff[min(len(self._restarts), len(self._backoff) - 1)]
        self._restarts.append(now)
        return delay

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None
        with contextlib.suppress(ValueError):  # a line beyond MAX_LINE: the stream cannot be trusted any more
            while line := await process.stdout.readline():
                self._hear(line)
            return
        process.kill()

    def _hear(self, line: bytes) -> None:
        try:
            event = decode(line)
        except EngineError as error:
            self._on_event(Problem(str(error)))
            return
        self._on_event(event)  # type: ignore[arg-type]


async def _tail(process: Process) -> str:
    """The last thing said on stderr, where a process that cannot even log says why."""
    assert process.stderr is not None
    kept = b""
    while chunk := await process.stderr.read(_STDERR_KEPT):
        kept = (kept + chunk)[-_STDERR_KEPT:]
    lines = kept.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""


def _reason(code: int, last_words: str) -> str:
    how = _("signal {number}").format(number=-code) if code < 0 else _("exit code {number}").format(number=code)
    return f"{how}: {last_words}" if last_words else how


async def _ended(process: Process) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError, RuntimeError):
        process.stdin.write(encode(Shutdown()).encode("ascii"))
        process.stdin.close()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
