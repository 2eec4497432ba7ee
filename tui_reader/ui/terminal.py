"""The terminal: what is drawn reaches it, and it is given back as it was when the process is told to end."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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


@contextmanager
def drawn_on_the_terminal() -> Iterator[None]:
    """Textual draws on standard error; where that leads elsewhere (``reader 2>errors``), on standard output."""
    kept = sys.__stderr__
    if kept is None or not kept.isatty():
        vars(sys)["__stderr__"] = sys.__stdout__
    try:
        yield
    finally:
        vars(sys)["__stderr__"] = kept
