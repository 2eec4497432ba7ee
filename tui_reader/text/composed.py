"""The composed spelling of a text (Unicode NFC), with the way back to the offsets of the text as it was given."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from tui_reader.model.values import dataclass

_JAMO = range(0x1161, 0x1200)
"""Hangul vowels and finals, which join the letter before them without being combining marks."""


@dataclass(frozen=True, slots=True)
class Composed:
    """``places``: for each character of ``text``, and for its end, the offset it has in the text as given."""

    text: str
    places: tuple[int, ...]

    def given(self, offset: int) -> int:
        """Where an offset of the composed text lies in the text as given."""
        return self.places[offset]

    def composed(self, offset: int) -> int:
        """Where an offset of the text as given lies in the composed one; inside a character: after it."""
        return bisect_left(self.places, offset)


def compose(text: str) -> Composed | None:
    """The text in NFC; ``None`` where it is so already, as nearly every text is."""
    if unicodedata.is_normalized("NFC", text):
        return None
    parts: list[str] = []
    places: list[int] = []
    for start, end in _characters(text):
        part = unicodedata.normalize("NFC", text[start:end])
        parts.append(part)
        places += [start] if len(part) == 1 else [min(start + n, end) for n in range(len(part))]
    return Composed("".join(parts), (*places, len(text)))


def _characters(text: str) -> Iterator[tuple[int, int]]:
    """What normalisation may join: a character with the marks that follow it, never across lines."""
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and text[place - 1] != "\n":
            following = text[place]
            if unicodedata.combining(following) or ord(following) in _JAMO:
                continue
        yield start, place
        start = place
