"""How this terminal shows pictures, told from the surroundings without asking it: an answer would take time at the
start, and get mixed up with what is typed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum, auto

from tui_reader.parse.images import can_draw

WITH_COLOURS = ("256", "truecolor")
"""As Rich names what a terminal can paint; in eight colours nothing can be made out."""

MULTIPLEXERS = ("TMUX", "STY")
"""They keep cells only, and would paint over a picture or lose it."""


class Drawing(Enum):
    """A picture made of characters each half of which has its colour, or one that the terminal lays over its cells."""

    NONE = auto()
    HALF_BLOCKS = auto()
    KITTY = auto()


def how_to_draw(setting: str, environ: Mapping[str, str], *, colours: str | None, installed: bool) -> Drawing:
    """By the configuration's ``images``, the environment, what Rich knows of colours, whether the extra is there."""
    if setting == "off" or not installed or "NO_COLOR" in environ:
        return Drawing.NONE
    kitty = setting == "kitty" or (setting == "auto" and _lays_pictures_over_cells(environ))
    if kitty and not any(environ.get(name) for name in MULTIPLEXERS):
        return Drawing.KITTY
    return Drawing.HALF_BLOCKS if setting == "half-blocks" or colours in WITH_COLOURS else Drawing.NONE


def drawing_here(setting: str, colours: str | None) -> Drawing:
    """What this process can do on its terminal."""
    return how_to_draw(setting, os.environ, colours=colours, installed=can_draw())


def _lays_pictures_over_cells(environ: Mapping[str, str]) -> bool:
    """kitty and Ghostty know the placeholders that let a picture scroll with its line; others only parts of it."""
    return bool(
        environ.get("KITTY_WINDOW_ID")
        or environ.get("TERM") in ("xterm-kitty", "xterm-ghostty")
        or environ.get("TERM_PROGRAM") == "ghostty"
    )
