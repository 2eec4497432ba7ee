"""Colours: our own four themes beside Textual's, and the shades that the style sheet derives from any of them."""

from __future__ import annotations

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

DEFAULT = "reader-dark"
WITHOUT_COLOUR = "ansi-dark"
"""With ``NO_COLOR``: only a theme of the terminal's own colours can leave all colours out."""

OWN = (
    Theme(
        name="reader-dark",
        primary="#8ab4d8",
        secondary="#8fbf9a",
        accent="#e3b262",
        foreground="#d6d5cf",
        background="#15171b",
        surface="#1b1e23",
        panel="#22262c",
        success="#8fbf9a",
        warning="#e3b262",
        error="#e88383",
    ),
    Theme(
        name="reader-light",
        primary="#2a5f96",
        secondary="#2c6b4c",
        accent="#955600",
        foreground="#26262a",
        background="#fbfaf6",
        surface="#f4f2ec",
        panel="#eae7de",
        success="#2c6b4c",
        warning="#955600",
        error="#b0271f",
        dark=False,
    ),
    Theme(
        name="high-contrast-dark",
        primary="#87d7ff",
        secondary="#87ff9f",
        accent="#ffd75f",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        success="#87ff9f",
        warning="#ffd75f",
        error="#ff8787",
    ),
    Theme(
        name="high-contrast-light",
        primary="#00307a",
        secondary="#00482a",
        accent="#6b3000",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#e4e4e4",
        success="#00482a",
        warning="#6b3000",
        error="#9a0000",
        dark=False,
    ),
)

CYCLE = (*(theme.name for theme in OWN), "nord", "gruvbox", "solarized-light", "ansi-dark", "ansi-light")
"""What ``F3`` goes through."""

_SHADES = {
    "dim": ("foreground", 0.62, 0.78),
    "faint": ("foreground", 0.42, 0.62),
    "rule": ("foreground", 0.22, 0.45),
    "cursor": ("primary", 0.30, 0.40),
    "cursor-blurred": ("foreground", 0.11, 0.20),
    "header": ("foreground", 0.06, 0.12),
    "header-focus": ("accent", 0.22, 0.30),
    "code": ("foreground", 0.06, 0.10),
    "hit": ("accent", 0.30, 0.40),
}
"""Name: the colour mixed into the background, and how much of it (plain themes, high contrast)."""


def known_theme(name: str) -> str:
    """The theme of that name, else the default one."""
    return name if name in BUILTIN_THEMES or any(theme.name == name for theme in OWN) else DEFAULT


def next_theme(name: str) -> str:
    return CYCLE[(CYCLE.index(name) + 1) % len(CYCLE)] if name in CYCLE else CYCLE[0]


def shades(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """The ``$reader-…`` variables of a theme, all opaque: strips are painted without blending."""
    if theme.ansi:
        return _ansi_shades()
    background = Color.parse(variables["background"])
    contrast = theme.name.startswith("high-contrast")
    mixed = {
        f"reader-{name}": background.blend(Color.parse(variables[source]), much if contrast else some).hex
        for name, (source, some, much) in _SHADES.items()
    }
    return mixed | {"reader-date": variables["secondary"], "reader-institution": variables["accent"]}


def _ansi_shades() -> dict[str, str]:
    plain = dict.fromkeys((f"reader-{name}" for name in _SHADES), "ansi_default")
    return plain | {"reader-date": "ansi_cyan", "reader-institution": "ansi_yellow", "reader-rule": "ansi_bright_black"}
