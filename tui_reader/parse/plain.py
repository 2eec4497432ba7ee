"""Plain text to a ``Document``: title, byline and caption by where they stand and how they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tui_reader.model.documents import Block, BlockKind, Document, Span, SpanKind
from tui_reader.parse.article import ArticleKind, ParsedArticle
from tui_reader.parse.builder import DocumentBuilder, Piece, comparable
from tui_reader.parse.bylines import Byline, read_byline
from tui_reader.parse.plain_blocks import LONG_LINE, Unit, ends_sentence, read_units, starts_block
from tui_reader.text.clean import clean

MAX_TEXT = 4_000_000
"""Characters that are read, a shelf of novels; the rest is cut off."""
MAX_TITLE = 200
MAX_HEADING = 80
MAX_HEADING_WORDS = 14
MAX_CAPTION = 500
HEADER_LINES = 6
"""Lines under the title that may be its repetition, bylines and dates."""
TRAILER_LINES = 2

_UNDERLINE = re.compile(r"[=-]{3,}\s*")
_MARKED_TITLE = re.compile(r"#\s+(\S.*?)\s*#*")
_CREDIT = re.compile(
    r"(?:\S+\s+){3}.*(?:©|\(c\)|ⓒ|(?://|[|—–(.])\s*(?:crédits?|photos?|credit|foto|bild|image)\s*(?:photos?)?\s*:)"
    r"\s*[^.]{2,80}[.)]?",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:\[?(?:photo|image|légende|caption|foto|bild|figure \d+|fig\. ?\d+)\s*[:：—–])\s*\S.*", re.IGNORECASE
)
_RIGHTS = re.compile(r"rights reserved|droits réservés|rechte vorbehalten|derechos reservados", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+")
_AFTER_ADDRESS = ".,;:!?'’*_"


def plain_document(source: str, *, title: str = "", language: str = "") -> Document:
    """The document that a plain text holds; see ``read_plain``."""
    return read_plain(source, title=title, language=language).document


def read_plain(source: str, *, title: str = "", language: str = "") -> ParsedArticle:
    """The article that a plain text holds. Never raises.

    The title is ``title``, or a first line that stands alone. What the lines under it and the last ones say of author
    and date is taken out of the text: a reader shows it beside the title. Only wrapped lines are joined.
    """
    lines = clean(source[:MAX_TEXT]).split("\n")
    title, lines = (title, lines) if title else _take_title(lines)
    lines, bylines = _take_bylines(lines, title)
    builder = DocumentBuilder(title)
    units = read_units(lines)
    for number, unit in enumerate(units):
        _add(builder, _understood(unit, units[number + 1] if number + 1 < len(units) else None))
    document = builder.document(language)
    return ParsedArticle(
        document,
        author=next((byline.author for byline in bylines if byline.author), ""),
        published=_first_date(bylines),
        language=document.language,
        kind=ArticleKind.PLAIN,
    )


def _first_date(bylines: Sequence[Byline]) -> datetime | None:
    return next((byline.published for byline in bylines if byline.published), None)


def _take_title(lines: list[str]) -> tuple[str, list[str]]:
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    rest = lines[first + 1 :]
    if not any(map(str.strip, rest)):
        return "", lines
    line = lines[first]
    if marked := _MARKED_TITLE.fullmatch(line):
        return marked[1], rest
    if starts_block(line) or len(line) > MAX_TITLE:
        return "", lines
    following = rest[0]
    if _UNDERLINE.fullmatch(following):
        return line.strip(), rest[1:]
    over_a_paragraph = len(following) > LONG_LINE >= len(line)
    alone = not following.strip() or over_a_paragraph or read_byline(following) is not None
    if (
        not alone
        or line.rstrip().endswith((",", ";"))
        or (ends_sentence(line) and not line.rstrip(" »”\"'").endswith(("?", "!", "…")))
    ):
        return "", lines
    return line.strip(), rest


def _take_bylines(lines: list[str], title: str) -> tuple[list[str], list[Byline]]:
    """The lines without bylines and repetitions of the title, and what they said."""
    written = [number for number, line in enumerate(lines) if line.strip()]
    dropped: set[int] = set()
    bylines: list[Byline] = []
    for number in written[:HEADER_LINES]:
        line = lines[number]
        if title and comparable(line) == comparable(title):
            dropped.add(number)
        elif byline := read_byline(line):
            dropped.add(number)
            bylines.append(byline)
        elif len(line) > LONG_LINE:
            break
    for number in reversed(written[HEADER_LINES:][-TRAILER_LINES:]):
        if byline := read_byline(lines[number]):
            dropped.add(number)
            bylines.append(byline)
        else:
            break
    return [line for number, line in enumerate(lines) if number not in dropped], bylines


def _understood(unit: Unit, following: Unit | None) -> Unit:
    """A paragraph that is a caption or a heading, as that."""
    if unit.kind is not BlockKind.PARAGRAPH or unit.lines > 1 or "\n" in unit.text:
        return unit
    if is_caption(unit.text):
        return replace(unit, kind=BlockKind.FIGURE, text=f"\n{unit.text}")
    if not unit.level and _looks_like_heading(unit.text) and following and _follows_heading(following):
        return replace(unit, kind=BlockKind.HEADING, level=2)
    return unit


def is_caption(line: str) -> bool:
    """Whether the line is what stands under a picture: a sentence with a credit, or one that says so at its start."""
    if len(line) > MAX_CAPTION or _RIGHTS.search(line):
        return False
    return bool(_CREDIT.fullmatch(line) or _PICTURE.fullmatch(line))


def _looks_like_heading(line: str) -> bool:
    if len(line) > MAX_HEADING or len(line.split()) > MAX_HEADING_WORDS or _ADDRESS.match(line):
        return False
    first = line.lstrip("«“\"' ")[:1]
    if not (first.isupper() or first.isdigit()) or not any(map(str.isalpha, line)):
        return False
    return line.endswith(("?", "!", "»", "”", '"')) or not (ends_sentence(line) or line.endswith((",", ";")))


def _follows_heading(unit: Unit) -> bool:
    if unit.kind is not BlockKind.PARAGRAPH:
        return unit.kind in (BlockKind.ITEM, BlockKind.CODE, BlockKind.QUOTE)
    return unit.lines > 1 or len(unit.text) > MAX_HEADING or ends_sentence(unit.text)


def _add(builder: DocumentBuilder, unit: Unit) -> None:
    like = Block(unit.kind, 0, 0, unit.level, unit.quote, unit.marker, unit.language)
    spans = () if unit.kind is BlockKind.CODE else tuple(_links(unit.text))
    builder.add(like, Piece(unit.text, spans))


def _links(text: str) -> list[Span]:
    links = []
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_AFTER_ADDRESS)
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(_AFTER_ADDRESS + ")")
        links.append(Span(SpanKind.LINK, found.start(), found.start() + len(address), address))
    return links
