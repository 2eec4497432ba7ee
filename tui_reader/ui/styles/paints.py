"""How everything that is painted by lines looks: one accent, weight before colour, no meaning by colour alone.

A paint is ``text styles $colour on $background`` over the colours of the theme and the shades of ``themes``. They stand
in a table, not in the style sheet: Textual works component classes out anew for every pane at the start and on each
change of focus (40 ms and 5 ms for these), whether they are ever painted or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from textual.app import App

PAINTS = {
    "pane--header": "$reader-dim on $reader-header",
    "pane--header-focus": "bold $foreground on $reader-header-focus",
    "pane--info": "$reader-faint on $reader-header",
    "pane--info-focus": "$foreground on $reader-header-focus",
    "pane--bar": "$reader-rule",
    "row--cursor": "$foreground on $reader-cursor",
    "row--cursor-blurred": "on $reader-cursor-blurred",
    "row--empty": "$reader-faint",
    "row--key": "$reader-faint",
    "feeds--smart": "$foreground",
    "feeds--unread": "bold $foreground",
    "feeds--read": "$reader-dim",
    "feeds--count": "$reader-faint",
    "feeds--bad": "bold $error",
    "articles--unread": "bold",
    "articles--read": "$reader-dim",
    "articles--mark": "bold $accent",
    "articles--star": "bold $accent",
    "articles--date": "$reader-dim",
    "articles--same-date": "$reader-faint",
    "articles--feed": "$reader-dim",
    "articles--institution": "$reader-faint",
    "document--title": "bold $foreground",
    "document--byline": "$reader-dim",
    "document--heading": "bold $foreground",
    "document--subheading": "bold italic $foreground",
    "document--quote": "$reader-dim",
    "document--code": "on $reader-code",
    "document--table-head": "bold",
    "document--figure": "$reader-dim",
    "document--picture": "$reader-dim",
    "document--caption": "italic $reader-dim",
    "document--rule": "$reader-rule",
    "document--note": "$reader-faint",
    "document--reference": "$reader-dim",
    "span--emphasis": "italic",
    "span--strong": "bold",
    "span--strike": "strike",
    "span--code": "on $reader-code",
    "span--link": "italic $primary",
    "mark--institution": "bold $reader-institution",
    "mark--date": "underline $reader-date",
    "mark--hit": "on $reader-hit",
    "mark--current": "reverse",
    "mark--selection": "on $reader-cursor",
    "mark--hint": "bold $background on $accent",
    "entities--heading": "bold $reader-dim",
    "entities--count": "$reader-faint",
    "entities--name": "bold $reader-institution",
    "entities--date": "underline $reader-date",
    "entities--detail": "$reader-dim",
    "entities--mark": "bold $accent",
    "entities--rule": "$reader-faint",
    "status--message": "$reader-dim",
    "status--error": "bold $error",
    "status--progress": "$accent",
    "hints--key": "bold $foreground",
    "hints--label": "$reader-dim",
    "text--strong": "bold",
    "text--dim": "$reader-dim",
    "text--key": "bold $accent",
    "text--error": "$error",
}

IN_TERMINAL_COLOURS = {
    "row--cursor": "reverse",
    "row--cursor-blurred": "underline",
    "pane--header": "underline",
    "pane--header-focus": "bold reverse",
    "pane--info": "underline",
    "pane--info-focus": "reverse",
    "articles--read": "dim",
    "mark--institution": "bold italic $reader-institution",
    "mark--hit": "underline bold",
    "mark--selection": "reverse",
    "mark--hint": "reverse",
}
"""In the terminal's own colours, and without any: reverse and weight say what shades say elsewhere."""


class Palette:
    """The paints in the colours of one theme."""

    def __init__(self, variables: Mapping[str, str], *, ansi: bool) -> None:
        self._variables = variables
        self._paints = PAINTS | IN_TERMINAL_COLOURS if ansi else PAINTS
        self._styles: dict[str, Style] = {}

    def style(self, name: str) -> Style:
        """Only what the paint says; what it does not say is left to what lies under it. Unknown names say nothing."""
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self._made(self._paints.get(name, ""))
        return style

    def _made(self, paint: str) -> Style:
        words = paint.split()
        place = words.index("on") if "on" in words else len(words)
        colours = [self._colour(word) if word.startswith("$") else None for word in words]
        foreground = next((colour for colour in colours[:place] if colour), None)
        attributes = {word: True for word in words[:place] if not word.startswith("$")}
        return Style(color=foreground, bgcolor=next(iter(colours[place + 1 :]), None), **cast(Any, attributes))

    def _colour(self, variable: str) -> RichColor:
        return Color.parse(self._variables[variable.removeprefix("$")]).rich_color


class Painted(Protocol):
    """An app with a palette."""

    palette: Palette


def palette_of(app: App[Any]) -> Palette:
    return cast(Painted, app).palette
