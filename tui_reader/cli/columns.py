"""Text in columns: how wide it is on a terminal, cut and filled to a width."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"


def cells(text: str) -> int:
    """Columns of a terminal that a text takes: East Asian wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def cut(text: str, width: int | None) -> str:
    """At most so many columns of a text, ``…`` where something is left out; all of it without a width."""
    if width is None or cells(text) <= width:
        return text
    used, kept = 0, 0
    for character in text:
        used += _cells(character)
        if used > width - len(ELLIPSIS):
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def padded(text: str, width: int) -> str:
    """With spaces behind it up to a width."""
    return text + " " * max(0, width - cells(text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
