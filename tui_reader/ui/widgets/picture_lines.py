"""The lines that a figure's picture takes in its box: as many as its size asks for, whether it is drawn already or not,
so that nothing moves when it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from types import MappingProxyType

from tui_reader.model.documents import Block
from tui_reader.model.images import KeptImage
from tui_reader.ui.widgets.lines import Line, Role

CELL = (8, 16)
"""Pixels that a cell stands for: a small picture is not blown up to the width of the text."""

MOST_ROWS = 18
"""So that a picture and its caption are seen together in a window of 24 lines."""

MOST_COLUMNS = 120
"""Kitty's placeholders can count so far; no text is as wide."""

NO_IMAGES: Mapping[str, KeptImage] = MappingProxyType({})


def picture_size(image: KeptImage, room: int) -> tuple[int, int]:
    """The columns and rows of a picture where there is room for so many columns; each at least one."""
    width, height = CELL
    columns = max(1, min(room, MOST_COLUMNS, ceil(image.width / width)))
    rows = columns * width * image.height / (image.width * height)
    if rows > MOST_ROWS:
        columns, rows = max(1, int(columns * MOST_ROWS / rows)), MOST_ROWS
    return columns, max(1, round(rows))


def picture_lines(number: int, block: Block, prefix: str, inner: int, image: KeptImage | None) -> Iterator[Line]:
    """The lines between the sides of the box; none without an image."""
    if image is None:
        return
    for row in range(picture_size(image, inner)[1]):
        yield Line(number, block.start, (), prefix + "│ ", " │", Role.PICTURE, len(prefix) + inner + 4, picture_row=row)


def opens_a_box(line: Line) -> bool:
    """Whether a line is the upper edge of a figure's box."""
    return line.role is Role.FIGURE and line.prefix.endswith("╮")


def box_key(offset: int) -> int:
    """What stands for a figure that begins at an offset, where else an offset stands for a link. Its own inverse."""
    return -1 - offset
