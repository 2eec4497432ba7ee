"""What is said on stderr, and how a command ends."""

from __future__ import annotations

import io
import shutil
import sys
from enum import IntEnum
from typing import TextIO

from tui_reader.cli.columns import cells, cut
from tui_reader.text.printable import printable


class Exit(IntEnum):
    """Exit codes: a contract with scripts."""

    FINE = 0
    SOME_FAILED = 1
    USAGE = 2
    STORE = 3
    INTERRUPTED = 130


class Diagnostics:
    """Sentences and progress for a person, on stderr. Progress is shown on a terminal only."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr or io.StringIO()
        self._live = self._stream.isatty()
        self._drawn = 0

    def say(self, sentence: str) -> None:
        """One line. Characters that a terminal would act on are taken out."""
        self._erase()
        print(printable(sentence).replace("\n", " "), file=self._stream, flush=True)

    def hint(self, sentence: str) -> None:
        """What a person may want to do next; said on a terminal only, so that a quiet cron job sends no mail."""
        if self._live:
            self.say(sentence)

    def problem(self, source: str, reason: str) -> None:
        """What is wrong with one of several sources. It is named once, even where the reason names it, too."""
        self.say(f"reader: {reason}" if source in reason else f"reader: {source}: {reason}")

    def progress(self, text: str) -> None:
        """Replace the progress line."""
        if self._live:
            shown = cut(printable(" ".join(text.split())), shutil.get_terminal_size().columns - 2)
            print("\r" + shown + " " * (self._drawn - cells(shown)), end="", file=self._stream, flush=True)
            self._drawn = cells(shown)

    def done(self) -> None:
        """Take the progress line away."""
        self._erase()

    def _erase(self) -> None:
        if self._drawn:
            print("\r" + " " * self._drawn + "\r", end="", file=self._stream, flush=True)
            self._drawn = 0
