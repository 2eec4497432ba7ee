"""The screen as SVG: one rectangle a shaded run, one text element a run of words, nothing fetched from anywhere.

Textual's own export names fonts of another host and relies on leading blanks that some viewers drop; this one is the
same on every machine and reads in every viewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.color import Color, blend_rgb
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color as Shade

FONTS = "'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace"
SIZE = 16
ADVANCE = 0.602 * SIZE
"""Of DejaVu Sans Mono; where another font is used, ``textLength`` keeps the columns."""
LINE = 19
BASELINE = 14.5
PADDING = 14
DIM = 0.5


class Run(NamedTuple):
    """Text in one style on one line."""

    row: int
    column: int
    text: str
    style: Style


def draw(app: App[Any], title: str) -> str:
    """What the app shows now."""
    background, foreground = _colour(app, "background"), _colour(app, "foreground")
    width, height = app.size
    wide, high = width * ADVANCE + 2 * PADDING, height * LINE + 2 * PADDING
    runs = [*_runs(app)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high}" width="{wide:.0f}" height="{high}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{wide:.0f}" height="{high}" rx="8" fill="{background.hex}"/>',
        f'<g transform="translate({PADDING},{PADDING})" font-family="{FONTS}" font-size="{SIZE}">',
        *(shade for run in runs if (shade := _shade(run, background, foreground))),
        *(words for run in runs if (words := _words(run, background, foreground))),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _runs(app: App[Any]) -> Iterator[Run]:
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    for row, strips in enumerate(update.strips):  # type: ignore[union-attr]
        column = 0
        for text, style, control in Segment.simplify(segment for strip in strips for segment in strip):
            if not control:
                yield Run(row, column, text, style or Style())
                column += cell_len(text)


def _colour(app: App[Any], name: str) -> ColorTriplet:
    shade = Shade.parse(app.get_css_variables()[name])
    return ColorTriplet(shade.r, shade.g, shade.b)


def _of(colour: Color | None, default: ColorTriplet) -> ColorTriplet:
    return default if colour is None or colour.is_default else colour.get_truecolor()


def _colours(style: Style, background: ColorTriplet, foreground: ColorTriplet) -> tuple[ColorTriplet, ColorTriplet]:
    behind, front = _of(style.bgcolor, background), _of(style.color, foreground)
    if style.reverse:
        behind, front = front, behind
    return behind, blend_rgb(front, behind, DIM) if style.dim else front


def _shade(run: Run, background: ColorTriplet, foreground: ColorTriplet) -> str:
    behind, _front = _colours(run.style, background, foreground)
    if behind == background:
        return ""
    return (
        f'<rect x="{run.column * ADVANCE:.2f}" y="{run.row * LINE}" width="{cell_len(run.text) * ADVANCE:.2f}"'
        f' height="{LINE}" fill="{behind.hex}" shape-rendering="crispEdges"/>'
    )


def _words(run: Run, background: ColorTriplet, foreground: ColorTriplet) -> str:
    bare = run.text.lstrip(" ")
    column = run.column + len(run.text) - len(bare)
    bare = bare.rstrip(" ")
    if not bare:
        return ""
    style, (_behind, front) = run.style, _colours(run.style, background, foreground)
    looks = [f'fill="{front.hex}"']
    looks += ['font-weight="bold"'] if style.bold else []
    looks += ['font-style="italic"'] if style.italic else []
    lines = [name for name, on in (("underline", style.underline), ("line-through", style.strike)) if on]
    looks += [f'text-decoration="{" ".join(lines)}"'] if lines else []
    return (
        f'<text x="{column * ADVANCE:.2f}" y="{run.row * LINE + BASELINE:.1f}"'
        f' textLength="{cell_len(bare) * ADVANCE:.2f}" {" ".join(looks)} xml:space="preserve">{escape(bare)}</text>'
    )
