"""What is said on stderr, and how a command ends."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import TextIO

from tui_reader.text.clean import printable


class Exit(IntEnum):
    """Exit codes: a contract with scripts."""

    FINE = 0
    SOME_FAILED = 1
    USAGE = 2
    STORE = 3
    INTERRUPTED = 130


class Diagnostics:
    """Sentences and progress for a person, on stderr. Progress is shown on a terminal only."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._live = not quiet and self._stream.isatty()
        self._drawn = 0

    def say(self, sentence: str) -> None:
        """One line. Characters that a terminal would act on are taken out."""
        self._erase()
        print(printable(sentence), file=self._stream, flush=True)

    def progress(self, text: str) -> None:
        """Replace the progress line."""
        if self._live:
            shown = printable(text)[:78]
            print("\r" + shown.ljust(self._drawn), end="", file=self._stream, flush=True)
            self._drawn = len(shown)

    def done(self) -> None:
        """Take the progress line away."""
        self._erase()

    def _erase(self) -> None:
        if self._drawn:
            print("\r" + " " * self._drawn + "\r", end="", file=self._stream, flush=True)
            self._drawn = 0
