"""The engine's log: one file that never grows beyond two of its size, for what no person was told in full."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

MAX_BYTES = 512 * 1024
"""Of the file; one older file of this size is kept beside it."""

_log = logging.getLogger(__name__)


class _LoggedLines:
    """Stands in for stdout and stderr: a stray print becomes a line of the log."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def write(self, text: str) -> int:
        for line in text.splitlines():
            if line.strip():
                _log.warning("printed: %s", line)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return False


def log_to(path: Path) -> None:
    """Send warnings, stray prints and Python's last words to this file. Without it, where it cannot be written."""
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    root.handlers[:] = [_handler(path)]
    sys.stdout = sys.stderr = _LoggedLines()
    with suppress(OSError):
        faulthandler.enable(path.open("a", encoding="utf-8"))


@contextmanager
def logged_to(path: Path) -> Iterator[None]:
    """Send warnings to this file for the time of one command, and to no terminal; stdout and stderr stay."""
    root = logging.getLogger()
    handler = _handler(path)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()


def _handler(path: Path) -> logging.Handler:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
