"""What is printed on stdout: data, as text for people or as one JSON document."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from tui_reader.i18n import _
from tui_reader.model.errors import ReaderError
from tui_reader.text.printable import printable


class Output:
    """stdout. Text passes the output guard; JSON is UTF-8 wherever that can hold it."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout or io.StringIO()  # a closed stdout takes everything and shows nothing

    @property
    def is_terminal(self) -> bool:
        return self._stream.isatty()

    @property
    def width(self) -> int | None:
        """Columns of the terminal; ``None`` in a pipe or a file, where nothing is cut."""
        return shutil.get_terminal_size().columns if self.is_terminal else None

    def line(self, text: str = "") -> None:
        self.raw(printable(text) + "\n")

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.line(text)

    def json(self, value: object, *, indent: int | None = 2) -> None:
        """One JSON document and a newline."""
        self.raw(json_text(value, indent=indent) + "\n")

    def raw(self, text: str) -> None:
        """As it is: OPML, calendars, completions."""
        with _written():
            self._stream.write(text)

    def flush(self) -> None:
        """Hand over what is printed so far, to a program that waits for each answer."""
        with _written():
            self._stream.flush()


class OutputFailed(ReaderError):
    """What was asked for could not be handed over; the disk behind stdout is full, for one."""


@contextmanager
def _written() -> Iterator[None]:
    """A reader who has enough (``BrokenPipeError``) is no failure and goes on as it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = _("The output could not be written ({reason}); free some space or write elsewhere.")
        raise OutputFailed(message.format(reason=reason)) from error


def json_text(value: object, *, indent: int | None = None) -> str:
    """JSON in UTF-8 with escapes for what a terminal would obey, what ends a line for some readers, and surrogates."""
    return re.sub(_UNSAFE, _escape, json.dumps(value, ensure_ascii=False, indent=indent))


_UNSAFE = "[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"


def _escape(unsafe: re.Match[str]) -> str:
    return json.dumps(unsafe[0])[1:-1]
