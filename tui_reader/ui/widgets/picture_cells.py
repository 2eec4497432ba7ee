"""Pictures as segments: two pixels a cell, or kitty's placeholders.

The graphics protocol is described at https://sw.kovidgoyal.net/kitty/graphics-protocol/ (“Unicode placeholders”): the
picture is sent once under a number, and stands wherever cells name that number by their colour and their place in the
picture by two marks over a private character. So it scrolls, and is covered and uncovered, as text is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

UPPER_HALF = "▀"
PLACEHOLDER = "\U0010eeee"
CHUNK = 4096
"""Characters of base64 in one message, as the protocol has it."""

_RUNS = """
    305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 5ab-5ac 5af
    5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d 73f-741 743 745 747
    749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82c
"""
"""The marks that stand for 0, 1, 2 …: those of combining class 230 that take part in no composed character."""


def _marks() -> Iterator[str]:
    for run in _RUNS.split():
        first, _, last = run.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


MARKS = tuple(_marks())


def labelled_edge(edge: str, label: str, plain: Style, marked: Style) -> list[Segment]:
    """The upper edge of a box with a label on it, as wide as before."""
    start = edge.index("╭") + 2
    label = label[: len(edge) - start - 1]
    return [Segment(edge[:start], plain), Segment(label, marked), Segment(edge[start + len(label) :], plain)]


def half_blocks(pixels: bytes, columns: int, row: int) -> list[Segment]:
    """One line of a picture from rows of RGB bytes, two pixels high."""
    width = 3 * columns
    upper = pixels[2 * row * width : (2 * row + 1) * width]
    lower = pixels[(2 * row + 1) * width : (2 * row + 2) * width]
    pairs = [(upper[at : at + 3], lower[at : at + 3]) for at in range(0, width, 3)]
    return [
        Segment(UPPER_HALF * sum(1 for _cell in cells), Style(color=_colour(above), bgcolor=_colour(below)))
        for (above, below), cells in groupby(pairs)
    ]


def _colour(pixel: bytes) -> Color:
    return Color.from_rgb(*pixel)


def placeholders(number: int, columns: int, row: int) -> list[Segment]:
    """One line of a picture that was sent under a number."""
    style = Style(color=Color.from_rgb(number >> 16 & 0xFF, number >> 8 & 0xFF, number & 0xFF))
    return [Segment("".join(PLACEHOLDER + MARKS[row] + MARKS[column] for column in range(columns)), style)]


def messages(number: int, columns: int, rows: int, data: str) -> Iterator[str]:
    """What sends a PNG (in base64) to the terminal under a number, and asks it not to answer."""
    control = f"a=T,U=1,f=100,q=2,i={number},c={columns},r={rows},"
    for start in range(0, len(data), CHUNK):
        more = int(start + CHUNK < len(data))
        yield f"\x1b_G{control}m={more};{data[start : start + CHUNK]}\x1b\\"
        control = ""


def forget(number: int) -> str:
    """What lets the terminal forget a picture."""
    return f"\x1b_Ga=d,d=I,q=2,i={number}\x1b\\"
