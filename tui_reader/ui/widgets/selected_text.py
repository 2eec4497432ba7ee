"""What the mouse selects: places in a document, and the ranges between two of them.

Textual keeps a selection as two ``Offset`` and adds one to the later, as if there always were a character under the
pointer. So places are counted in halves: ``2 * n`` on character ``n``, ``2 * n - 1`` in front of it, where the pointer
is in the margin, in the air between paragraphs or beyond the end of a line.
"""

from __future__ import annotations

import re

from textual.geometry import Offset
from textual.selection import Selection

from tui_reader.ui.widgets.line_breaks import graphemes

LONGEST_GRAPHEME = 64
"""Code points looked at for the end of one: the longest emoji has ten, stacks of combining marks may have more."""

_WORD = re.compile(r"\w(?:[\w\u0300-\u036f\u200d]|[-'’‐\u00ad.](?=\w))*")


def on_character(offset: int) -> Offset:
    return Offset(2 * offset, 0)


def in_front_of(offset: int) -> Offset:
    return Offset(2 * offset - 1, 0)


def selection_of(start: int, end: int) -> Selection:
    """A range that was not drawn."""
    return Selection(in_front_of(start), Offset(2 * end, 0))


def selected_range(selection: Selection, text: str) -> tuple[int, int]:
    """From the first character to behind the last; whole characters as they are seen."""
    start = 0 if selection.start is None else (selection.start.x + 1) // 2
    if selection.end is None:
        return start, len(text)
    end, is_on_character = divmod(selection.end.x, 2)
    return start, min(_grapheme_end(text, end) if is_on_character else end, len(text))


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word that a character belongs to: with its hyphens and apostrophes; a sign alone."""
    left = max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset)) + 1
    for word in _WORD.finditer(text, left):
        if word.start() > offset:
            break
        if offset < word.end():
            return word.span()
    return offset, _grapheme_end(text, offset)


def _grapheme_end(text: str, offset: int) -> int:
    found = graphemes(text[offset : offset + LONGEST_GRAPHEME])
    return offset + found[0][1] if found else offset
