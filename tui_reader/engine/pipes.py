"""The worker's two pipes, each with a thread: the same on every platform, and neither can hold up the event loop."""

from __future__ import annotations

import asyncio
import os
import queue
import threading
from collections.abc import Callable
from typing import BinaryIO

from tui_reader.engine.frames import write_blocking

_CHUNK = 65_536


def read_lines(
    stream: BinaryIO, loop: asyncio.AbstractEventLoop, on_line: Callable[[bytes], None], on_end: Callable[[], None]
) -> None:
    """Call back in the loop for every line, and once at the end of the stream.

    The thread is left reading when the process ends; it reads the descriptor itself, so that it holds no lock then.
    """

    def call(callback: Callable[..., None], *arguments: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(callback, *arguments)

    def read() -> None:
        rest = b""
        descriptor = stream.fileno()
        while chunk := os.read(descriptor, _CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                call(on_line, line)
        call(on_end)

    threading.Thread(target=read, name="commands", daemon=True).start()


class LineWriter:
    """Writes lines from a thread of its own. What is written after the reader has gone is dropped."""

    CLOSE_SECONDS = 1.0
    """How long closing waits for a reader that takes its time."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._drain, name="events", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Queue a line; never waits."""
        self._lines.put(line.encode("utf-8"))

    def close(self) -> None:
        """Write what is queued, as far as it is taken."""
        self._lines.put(None)
        self._thread.join(self.CLOSE_SECONDS)

    def _drain(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                write_blocking(self._stream, line)
            except OSError:
                return
