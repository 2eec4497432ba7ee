"""The terminal: what is drawn reaches it, and it is given back as it was when the process is told to end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

ENDING = ("SIGTERM", "SIGHUP")


def end_on_signals(end: Callable[[], None]) -> None:
    """Call ``end`` in the running loop when the process is asked to end; Textual alone would leave its modes on."""
    loop = asyncio.get_running_loop()
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, end)
        except (NotImplementedError, RuntimeError, ValueError):
            # Not on this platform, or not in the main thread (tests): then the default handling stays.
            return


class UntilItIsGone:
    """A terminal that may go: what is written to it then is lost.

    Textual's thread that writes would end with the error, and leave the program waiting for ever for its queue.
    """

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._terminal.write(text)
        return len(text)

    def flush(self) -> None:
        """Raises nothing: what is left for a terminal that is gone would end the program with an error."""
        try:
            self._terminal.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._terminal.fileno())
            os.close(nowhere)

    def __getattr__(self, name: str) -> object:
        return getattr(self._terminal, name)


@contextmanager
def drawn_on_the_terminal() -> Iterator[None]:
    """Textual draws on standard error; where that leads elsewhere (``reader 2>errors``), on standard output."""
    kept = sys.__stderr__
    terminal = sys.__stdout__ if kept is None or not kept.isatty() else kept
    vars(sys)["__stderr__"] = UntilItIsGone(terminal) if terminal is not None else None
    try:
        yield
    finally:
        vars(sys)["__stderr__"] = kept
        for stream in filter(None, (sys.__stdout__, kept)):
            UntilItIsGone(stream).flush()
