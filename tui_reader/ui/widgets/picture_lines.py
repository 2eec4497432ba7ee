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

LEAST_ROWS, MOST_ROWS = 6, 18
"""How high a picture may become, by the height of the pane: it is to be seen together with its caption."""

BESIDES = 4
"""Lines of the pane that are left to the box and the caption."""

MOST_COLUMNS = 120
"""Kitty's placeholders can count so far; no text is as wide."""

NO_IMAGES: Mapping[str, KeptImage] = MappingProxyType({})


def rows_for(height: int) -> int:
    """How many rows a picture may have in a pane of so many lines."""
    return max(LEAST_ROWS, min(height - BESIDES, MOST_ROWS))


def picture_size(image: KeptImage, room: int, most_rows: int) -> tuple[int, int]:
    """The columns and rows of a picture where there is room for so many; each at least one."""
    width, height = CELL
    columns = max(1, min(room, MOST_COLUMNS, ceil(image.width / width)))
    rows = columns * width * image.height / (image.width * height)
    if rows > most_rows:
        columns, rows = max(1, int(columns * most_rows / rows)), most_rows
    return columns, max(1, round(rows))


def picture_lines(
    number: int, block: Block, prefix: str, inner: int, image: KeptImage | None, most_rows: int
) -> Iterator[Line]:
    """The lines between the sides of the box; none without an image."""
    if image is None:
        return
    for row in range(picture_size(image, inner, most_rows)[1]):
        yield Line(number, block.start, (), prefix + "│ ", " │", Role.PICTURE, len(prefix) + inner + 4, picture_row=row)


def opens_a_box(line: Line) -> bool:
    """Whether a line is the upper edge of a figure's box."""
    return line.role is Role.FIGURE and line.prefix.endswith("╮")


def box_key(offset: int) -> int:
    """What stands for a figure that begins at an offset, where else an offset stands for a link. Its own inverse."""
    return -1 - offset
