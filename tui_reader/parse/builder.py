"""Blocks laid end to end into a sound ``Document``, whatever the parsers hand over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from unicodedata import normalize

from tui_reader.model.document_rows import BlockRow, DocumentRows, SpanRow
from tui_reader.model.documents import BLOCK_SEPARATOR, Block, BlockKind, Document, Span, block_row
from tui_reader.model.values import dataclass
from tui_reader.text.clean import clean, clean_line
from tui_reader.text.language import detect

_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
MAX_SPAN_WINDOW = 64
"""Characters before a span's edge that cleaning may still change (joined marks, composed letters)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with spans whose offsets count from its own start."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    def shifted(self, by: int) -> list[Span]:
        if not by:
            return list(self.spans)
        return [Span(span.kind, span.start + by, span.end + by, span.target) for span in self.spans]

    def rows(self, by: int) -> list[SpanRow]:
        return [(span.kind.value, span.start + by, span.end + by, span.target) for span in self.spans]


NOTHING = Piece()


class DocumentBuilder:
    """Takes blocks in order; ``document`` ends it.

    A first heading or paragraph that only repeats ``title`` is left out. Every text is cleaned here, once, so that
    callers may hand over what they read.
    """

    def __init__(self, title: str = "") -> None:
        self._parts: list[str] = []
        self._blocks: list[BlockRow] = []
        self._spans: list[SpanRow] = []
        self._position = 0
        self._title = comparable(title)
        self._may_repeat_title = bool(self._title)
        if title := clean_line(title):
            self.add(Block(BlockKind.TITLE, 0, 0), Piece(title))

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self._blocks)

    def add(self, like: Block, piece: Piece = NOTHING) -> None:
        """Append ``piece`` as a block that is ``like`` the given one in everything but its range."""
        piece = cleaned(piece)
        if not self._repeats_title(like.kind, piece.text):
            start, end = self._place(piece)
            self._blocks.append(block_row(like, start, end))

    def add_plain(self, kind: BlockKind, piece: Piece, level: int, quote: int, marker: str, language: str) -> None:
        """``add`` for what most blocks are; it spares making a block twice, which shows in every refresh."""
        piece = cleaned(piece)
        if not self._repeats_title(kind, piece.text):
            start, end = self._place(piece)
            self._blocks.append((kind.value, start, end, level, quote, marker, language, "", 0, ()))

    def add_read(self, kind: BlockKind, text: str, spans: Sequence[SpanRow], level: int, quote: int) -> None:
        """``add_plain`` for clean text whose ends, and those of its spans, may still be white space."""
        body = text.strip()
        if not body or (self._may_repeat_title and self._repeats_title(kind, body)):
            return
        start = self._position + (len(BLOCK_SEPARATOR) if self._blocks else 0)
        self._position = start + len(body)
        self._parts.append(body)
        self._blocks.append((kind.value, start, self._position, level, quote, "", "", "", 0, ()))
        if spans:
            lead = 0 if body[0] == text[0] else len(text) - len(text.lstrip())
            self._spans += placed(body, spans, lead, start)

    def _place(self, piece: Piece) -> tuple[int, int]:
        start = self._position + (len(BLOCK_SEPARATOR) if self._blocks else 0)
        self._position = start + len(piece.text)
        self._parts.append(piece.text)
        if piece.spans:
            self._spans += piece.rows(start)
        return start, self._position

    def mark(self, number: int, marker: str) -> None:
        """Change the marker of an item that is already there."""
        before = self._blocks[number]
        kind, start, end, level, quote = before[:5]
        language, target, header_rows, align = before[6:]
        self._blocks[number] = (kind, start, end, level, quote, marker, language, target, header_rows, align)

    def document(self, language: str = "", *, declared: str = "") -> Document:
        """``rows`` as a document."""
        return Document.of_rows(self.rows(language, declared=declared))

    def rows(self, language: str = "", *, declared: str = "") -> DocumentRows:
        """The document; its language is ``language`` (any BCP 47 tag), or else what the text looks like, or else
        what it was ``declared`` to be in."""
        text = BLOCK_SEPARATOR.join(self._parts)
        self._spans.sort(key=_outer_first)
        tag = primary_tag(language) or detect(text) or primary_tag(declared)
        return DocumentRows(text, self._blocks, self._spans, tag, clean=True)

    def _repeats_title(self, kind: BlockKind, text: str) -> bool:
        if not self._may_repeat_title or kind in (BlockKind.TITLE, BlockKind.FIGURE, BlockKind.RULE):
            return False
        self._may_repeat_title = False
        if kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or len(text) > 2 * len(self._title) + 80:
            return False
        return comparable(text) == self._title


def placed(body: str, spans: Iterable[SpanRow], lead: int, start: int) -> list[SpanRow]:
    """The spans of a text of which ``body`` is left behind ``lead`` white space, each without white space at its ends,
    none empty; their offsets then count from ``start`` before the body."""
    length = len(body)
    kept: list[SpanRow] = []
    for kind, first, last, target in spans:
        if lead or last > length:
            first, last = max(0, first - lead), min(length, last - lead)
        if first < last:
            if body[first].isspace():
                first += 1
            if first < last and body[last - 1].isspace():
                last -= 1
            if first < last:
                kept.append((kind, start + first, start + last, target))
    return kept


def _outer_first(span: SpanRow) -> tuple[int, int]:
    return span[1], -span[2]


def comparable(text: str) -> str:
    """Two titles are the same when these are: case, white space, punctuation and compatibility forms do not count."""
    return _NO_LETTER_OR_DIGIT.sub("", normalize("NFKC", clean(text)).casefold())


def primary_tag(language: str) -> str:
    """``fr`` of ``fr-FR`` and ``FR_ca``; empty where it is not a language tag."""
    tag = language.strip().replace("_", "-").partition("-")[0].lower()
    return tag if 2 <= len(tag) <= 3 and tag.isascii() and tag.isalpha() else ""


def joined(pieces: Iterable[Piece], separator: str) -> Piece:
    """Pieces one after another with ``separator`` between them."""
    parts: list[str] = []
    spans: list[Span] = []
    position = 0
    for piece in pieces:
        if parts:
            parts.append(separator)
            position += len(separator)
        parts.append(piece.text)
        spans += piece.shifted(position)
        position += len(piece.text)
    return Piece("".join(parts), tuple(spans))


def cleaned(piece: Piece) -> Piece:
    """``piece`` with its text cleaned and the edges of its spans moved along.

    Cleaning can join characters across an edge (a letter in bold, its accent outside), so that each stretch between two
    edges is cleaned together with the end of the one before it.
    """
    if clean(piece.text) == piece.text:
        return piece
    edges = sorted({0, len(piece.text), *(s.start for s in piece.spans), *(s.end for s in piece.spans)})
    moved = {0: 0}
    text = ""
    done: list[str] = []
    done_length = 0
    for start, end in pairwise(edges):
        text = clean(text + piece.text[start:end])
        moved[end] = done_length + len(text)
        if len(text) > MAX_SPAN_WINDOW:
            done.append(text[:-MAX_SPAN_WINDOW])
            done_length += len(done[-1])
            text = text[-MAX_SPAN_WINDOW:]
    result = clean("".join([*done, text]))
    spans = (
        replace(s, start=min(moved[s.start], len(result)), end=min(moved[s.end], len(result))) for s in piece.spans
    )
    return Piece(result, tuple(span for span in spans if span.start < span.end))
