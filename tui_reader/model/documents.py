"""A document: one text, with blocks and spans laid over it by character offsets.

::

    text    "Accord signé\\nL'IMT et Sigma ont signé.\\nDeuxième paragraphe."
    blocks   ^title       ^paragraph                ^paragraph
    spans                   ^link

Everything that is ever laid over an article (mentions, search hits, links, the reading position) speaks the
offsets of ``Document.text``: Unicode code points, ``end`` exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from tui_reader.model import document_rows as serial
from tui_reader.model.stored_rows import StoredRows, cut
from tui_reader.model.values import dataclass

BLOCK_SEPARATOR = "\n"
"""The one character between two neighbouring blocks; it belongs to neither."""

LONG = 20_000
"""Characters of a serialised document from which it is worth while to read only what is looked at."""

CELL_SEPARATOR = "\t"
ROW_SEPARATOR = "\n"


class BlockKind(StrEnum):
    TITLE = "title"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    FIGURE = "figure"
    RULE = "rule"


class SpanKind(StrEnum):
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"
    IMAGE = "image"


class Align(StrEnum):
    NONE = ""
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Block:
    """A range of the text that is laid out as a whole.

    A paragraph inside a quotation is of kind ``QUOTE``; ``quote`` counts the quotations around a block of any
    kind, so that a list inside a quotation inside a list keeps all three. A line break written by the author is a
    newline inside the block.
    In a table, cells are separated by a tab and rows by a newline. A figure's text is its alternative text, then, on
    the next line, its caption (either may be empty). A rule has no text.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Heading 1–6; list item: depth, outermost 1; a paragraph (or code, table …) inside an item: that item's depth."""
    quote: int = 0
    marker: str = ""
    """What stands before a list item: ``•``, ``3.``, ``b)``."""
    language: str = ""
    """Of code: the language that its author named."""
    target: str = ""
    """Of a figure: the address of the picture."""
    header_rows: int = 0
    align: tuple[Align, ...] = ()
    """Of a table: one for each column."""


@dataclass(frozen=True, slots=True)
class Span:
    """Inline meaning of a range: emphasis, link … Spans may nest and never cross a block's end."""

    kind: SpanKind
    start: int
    end: int
    target: str = ""
    """Of a link or an image: its address, absolute where a base was known."""


@dataclass(frozen=True, slots=True)
class Document:
    """Clean text in NFC, its blocks (tiling it in order, one separator between two) and its spans (by their starts).

    ``language`` is a BCP 47 primary tag (``fr``), or empty where unknown.
    """

    text: str
    blocks: Sequence[Block] = ()
    spans: Sequence[Span] = ()
    language: str = ""

    @classmethod
    def of_text(cls, text: str, language: str = "") -> Document:
        """Every line a paragraph, nothing changed: what ``--raw`` and ``--batch`` recognise."""
        blocks: list[Block] = []
        start = 0
        for line in text.split(BLOCK_SEPARATOR):
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
            start += len(line) + len(BLOCK_SEPARATOR)
        return cls(text, tuple(blocks), (), language)

    @property
    def title(self) -> str:
        """The text of the title block, which is the first; empty where there is none."""
        first = self.blocks[0] if self.blocks else None
        return self.text[first.start : first.end] if first is not None and first.kind is BlockKind.TITLE else ""

    def block_text(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def span_rows(self) -> Iterator[serial.SpanRow]:
        """The spans as plain rows, those of a stored document without making them."""
        if isinstance(self.spans, StoredRows):
            for kind, start, *more in self.spans.rows():
                yield kind, start, more[0] if more else 0, more[1] if len(more) > 1 else ""
        else:
            yield from ((span.kind.value, span.start, span.end, span.target) for span in self.spans)

    def flaws(self) -> list[str]:
        """What breaks the promises above; empty for a sound document."""
        found: list[str] = []
        position = 0
        for number, block in enumerate(self.blocks):
            if number and self.text[position : position + 1] != BLOCK_SEPARATOR:
                found.append(f"no separator before block {number}")
            expected = position + (len(BLOCK_SEPARATOR) if number else 0)
            if block.start != expected or block.end < block.start:
                found.append(f"block {number} is {block.start}–{block.end}, expected to start at {expected}")
            position = block.end
        if position != len(self.text):
            found.append(f"blocks end at {position}, the text at {len(self.text)}")
        found += [
            f"span {span.start}–{span.end} lies outside the text"
            for span in self.spans
            if not 0 <= span.start <= span.end <= len(self.text)
        ]
        return found

    @classmethod
    def of_rows(cls, rows: serial.DocumentRows) -> Document:
        """The document that was made as rows."""
        blocks = [
            Block(_BLOCK_KINDS[kind], start, end, level, quote, marker, language, target, header_rows, _aligns(align))
            for kind, start, end, level, quote, marker, language, target, header_rows, align in rows.blocks
        ]
        spans = [Span(_SPAN_KINDS[kind], start, end, target) for kind, start, end, target in rows.spans]
        return cls(rows.text, tuple(blocks), tuple(spans), rows.language)

    def rows(self) -> serial.DocumentRows:
        return serial.DocumentRows(
            self.text,
            [block_row(block, block.start, block.end) for block in self.blocks],
            [(span.kind.value, span.start, span.end, span.target) for span in self.spans],
            self.language,
        )

    def to_json(self) -> str:
        """Compact and deterministic: equal documents give equal strings. Defaults are left out of each row."""
        return self.rows().to_json()

    @classmethod
    def from_json(cls, serialised: str) -> Document:
        """The document that ``to_json`` wrote.

        Raises ``ValueError`` where the string is not one.
        """
        try:
            version, text, blocks, spans, language = json.loads(serialised)
            if version != 1:
                raise ValueError(f"document format {version} is not known")
            return cls(
                text,
                tuple(map(_block, blocks)),
                tuple(map(_span, spans)),
                language,
            )
        except (TypeError, KeyError, IndexError) as error:
            raise ValueError(f"not a serialised document: {error}") from error

    @classmethod
    def of_stored(cls, serialised: str) -> Document:
        """``from_json`` of what is known to be sound: blocks and spans of a long one are made when they are looked at.

        Raises ``ValueError`` as ``from_json`` does, of a long one for what is seen without reading its rows.
        """
        parts = cut(serialised) if len(serialised) >= LONG else None
        if parts is None:
            return cls.from_json(serialised)
        return cls(parts.text, StoredRows(parts.blocks, _block), StoredRows(parts.spans, _span), parts.language)

    @property
    def content_hash(self) -> str:
        """Changes exactly when what is shown changes: see ``hash_of_json``."""
        return hash_of_json(self.to_json().encode("utf-8", "surrogatepass"))


def hash_of_json(serialised: bytes) -> str:
    """The content hash of a document from what ``to_json`` wrote: BLAKE2b-128, in hexadecimal."""
    import hashlib

    return hashlib.blake2b(serialised, digest_size=16).hexdigest()


def block_row(like: Block, start: int, end: int) -> serial.BlockRow:
    """The row of a block that is ``like`` the given one in everything but its range."""
    return (
        *(like.kind.value, start, end, like.level, like.quote, like.marker, like.language, like.target),
        *(like.header_rows, tuple([align.value for align in like.align])),
    )


def _aligns(columns: tuple[str, ...]) -> tuple[Align, ...]:
    return tuple([Align(column) for column in columns]) if columns else ()


_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}
_SPAN_KINDS = {kind.value: kind for kind in SpanKind}


def _span(row: list[Any]) -> Span:
    kind, *more = row
    return Span(_SPAN_KINDS[kind], *more)


def _block(row: list[Any]) -> Block:
    """Most rows are a kind and a range."""
    kind, start, end, *more = row if len(row) > 2 else (*row, 0, 0)[:3]
    if type(start) is not int or type(end) is not int:
        raise TypeError("a block has no range")
    if len(more) == ALIGNED:
        more[-1] = _aligns(tuple(more[-1]))
    return Block(_BLOCK_KINDS[kind], start, end, *more)


ALIGNED = 7
"""Fields of a row behind its range where the last of them is there: a table's columns."""
