"""Being told to end: the terminal is given back as it was, and what matters is saved."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

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
