"""What is printed on stdout: data, as text for people or as one JSON document."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from tui_reader.text.clean import printable


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
        print(printable(text), file=self._stream)

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.line(text)

    def json(self, value: object, *, indent: int | None = 2) -> None:
        """One JSON document and a newline. Lone surrogates, which UTF-8 cannot hold, are written as escapes."""
        text = json.dumps(value, ensure_ascii=False, indent=indent)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            text = json.dumps(value, ensure_ascii=True, indent=indent)
        print(text, file=self._stream)

    def raw(self, text: str) -> None:
        """As it is: OPML, calendars, completions."""
        self._stream.write(text)

    def flush(self) -> None:
        """Hand over what is printed so far, to a program that waits for each answer."""
        self._stream.flush()
