"""What a laid out document is made of: lines, and the pieces of text on them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """How a line is painted; each has a paint ``document--…``."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    QUOTE = "quote"
    CODE = "code"
    TABLE_HEAD = "table-head"
    TABLE = "table"
    FIGURE = "figure"
    PICTURE = "picture"
    CAPTION = "caption"
    RULE = "rule"
    BLANK = "blank"
    REFERENCE = "reference"


class Piece(NamedTuple):
    """A run of the document's text on one line, painted ``column`` cells from the left."""

    start: int
    end: int
    column: int


class Note(NamedTuple):
    """Something drawn inside a line that is not text: the number of a link, ``column`` cells from the left."""

    column: int
    shown: str


class Line(NamedTuple):
    """One line on the screen.

    ``prefix``, ``suffix`` and ``notes`` are drawn, not text: bars, markers, frames, numbers. ``width`` counts the cells
    up to the suffix's end. Lines without pieces are drawn only.
    """

    block: int
    start: int
    pieces: tuple[Piece, ...]
    prefix: str
    suffix: str
    role: Role
    width: int
    notes: tuple[Note, ...] = ()
    picture_row: int = -1
    """Which row of its figure's picture stands between prefix and suffix; -1 for none."""


BYLINE_BLOCK = -1
"""The block number of lines that belong to no block."""

TAB_IN_CODE = 4
"""Cells that a tab takes in code; it takes one everywhere else."""
