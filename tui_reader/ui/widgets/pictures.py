"""The pictures of the article view: asked of the engine when their lines are painted, remembered by size.

Decoding is done in a parser process; here arrives what can be painted, and nothing waits for it.
"""

from __future__ import annotations

import os
from base64 import b64decode
from binascii import Error
from collections.abc import Callable
from itertools import count

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.cache import LRUCache

from tui_reader.i18n import _
from tui_reader.model import events
from tui_reader.model.images import KeptImage
from tui_reader.ui.pictures import Drawing
from tui_reader.ui.widgets import picture_cells

KEPT = 24
"""Pictures remembered: those of the articles one goes back and forth between."""

SHARP = (12, 24)
"""Pixels a cell where the terminal draws them: those of an ordinary window. It scales what it gets."""

_NUMBERS = count(1 + (os.getpid() % 2**16) * 2**8)
"""24 bits, which another program in the same window is not likely to use."""


class Pictures:
    """``ask`` the engine to draw; ``write`` to the terminal itself, for pictures that it lays over its cells."""

    def __init__(
        self,
        drawing: Drawing = Drawing.NONE,
        *,
        ask: Callable[[events.DrawImage], object] = lambda command: None,
        write: Callable[[str], object] = lambda sequence: None,
    ) -> None:
        self.drawing = drawing
        self._ask = ask
        self._write = write
        self._asked: set[events.DrawImage] = set()
        self._pixels: LRUCache[events.DrawImage, bytes] = LRUCache(KEPT)
        self._numbers: dict[events.DrawImage, int] = {}
        self._failed: set[events.DrawImage] = set()

    def row(self, image: KeptImage, columns: int, rows: int, row: int) -> list[Segment]:
        """One line of a picture; empty until it is there."""
        wanted = self._command(image, columns, rows)
        if wanted in self._failed:
            return [Segment(set_cell_size(_("This image cannot be shown."), columns))] if row == 0 else []
        if wanted in self._asked:
            return []
        if self.drawing is Drawing.KITTY and (number := self._numbers.get(wanted)):
            return picture_cells.placeholders(number, columns, row)
        if pixels := self._pixels.get(wanted):
            return picture_cells.half_blocks(pixels, columns, row)
        self._asked.add(wanted)
        self._ask(wanted)
        return []

    def arrived(self, drawn: events.ImageDrawn) -> bool:
        """Take what the engine drew; whether that was asked for and is to be painted now."""
        answered = events.DrawImage(drawn.file, drawn.width, drawn.height, drawn.as_png)
        if answered not in self._asked:
            return False
        self._asked.discard(answered)
        try:
            self._take(answered, b64decode(drawn.data, validate=True), drawn.data)
        except (Error, ValueError):
            self._failed.add(answered)
        return True

    def forget_asked(self) -> None:
        """Nothing that was asked for will be answered: the engine ended."""
        self._asked.clear()

    def _take(self, answered: events.DrawImage, drawn: bytes, data: str) -> None:
        """Raises ``ValueError`` for what is no picture of that size."""
        if answered.as_png and drawn:
            self._send(answered, data)
        elif drawn and len(drawn) == 3 * answered.width * answered.height:
            self._pixels[answered] = drawn
        else:
            raise ValueError

    def _send(self, answered: events.DrawImage, data: str) -> None:
        width, height = SHARP
        if len(self._numbers) >= KEPT:
            oldest = next(iter(self._numbers))
            self._write(picture_cells.forget(self._numbers.pop(oldest)))
        number = self._numbers[answered] = next(_NUMBERS)
        for message in picture_cells.messages(number, answered.width // width, answered.height // height, data):
            self._write(message)

    def _command(self, image: KeptImage, columns: int, rows: int) -> events.DrawImage:
        if self.drawing is Drawing.KITTY:
            return events.DrawImage(image.file, columns * SHARP[0], rows * SHARP[1], as_png=True)
        return events.DrawImage(image.file, columns, 2 * rows)
