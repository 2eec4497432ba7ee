"""Pictures as HTML writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from tui_reader.model.documents import Span, SpanKind
from tui_reader.model.values import dataclass
from tui_reader.parse import addresses
from tui_reader.parse.builder import Piece, cleaned, comparable, joined
from tui_reader.text.clean import clean_line

ICON_SIZE = 32
"""Pixels up to which a picture is an icon in the line and not a figure."""

_ICON = re.compile(r"(?:^|[\s_-])(?:emoji|smiley|icon)")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Picture:
    """An ``img``: its address (may be empty), alternative text and title, each one line."""

    target: str
    alternative: str = ""
    title: str = ""
    icon: bool = False

    @classmethod
    def read(cls, attributes: Mapping[str, str], base: str, *, fallback: str = "") -> Picture | None:
        """The picture, or nothing for tracking pixels and for what has neither address nor text."""
        width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
        target = addresses.picture(attributes, base) or fallback
        alternative = clean_line(attributes.get("alt", ""))
        title = clean_line(attributes.get("title", ""))
        if (width is not None and width < 2) or (height is not None and height < 2) or not (target or alternative):
            return None
        small = width is not None and height is not None and max(width, height) <= ICON_SIZE
        icon = small or bool(_ICON.search(attributes.get("class", "")))
        return cls(target, alternative or title, title if alternative else "", icon)

    def piece(self, caption: Piece, linked_to: str = "") -> Piece:
        """The text of the figure block: alternative text, then its caption on the next line.

        Without a caption the title is one. An alternative text that the caption repeats is left out.
        """
        caption = cleaned(caption)
        caption = Piece(caption.text.replace("\n", " ").replace("\t", " "), caption.spans)
        if not caption.text and comparable(self.title) != comparable(self.alternative):
            caption = Piece(self.title)
        alternative = self.alternative
        if caption.text and comparable(alternative) == comparable(caption.text):
            alternative = ""
        spans = (Span(SpanKind.LINK, 0, len(alternative), linked_to),) if linked_to and alternative else ()
        first = Piece(alternative, spans)
        return joined([first, caption], "\n") if caption.text else first


@dataclass(slots=True)
class Figure:
    """A ``figure`` being read."""

    pictures: list[Picture] = field(default_factory=list)
    captions: list[Piece] = field(default_factory=list)
    in_caption: bool = False


def _pixels(size: str) -> int | None:
    found = _PIXELS.fullmatch(size)
    return int(found[1]) if found else None
