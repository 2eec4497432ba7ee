"""An article as lines of plain text and as Markdown: for pipes, screen readers, files and mail."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from tui_reader.model.documents import CELL_SEPARATOR, ROW_SEPARATOR, Align, Block, BlockKind, Document, Span, SpanKind

INDENT = "  "
MARKDOWN_SPANS = {
    SpanKind.EMPHASIS: ("*", "*"),
    SpanKind.STRONG: ("**", "**"),
    SpanKind.STRIKE: ("~~", "~~"),
}


def plain_lines(document: Document, *, width: int | None = None, byline: str = "") -> Iterator[str]:
    """The document block by block; paragraphs are wrapped only where a width in characters is given.

    ``byline`` stands under the title, or first where there is none. Links are numbered in the text and listed at the
    end, as a person who listens or prints needs them.
    """
    links: dict[str, int] = {}
    previous: Block | None = None
    if byline and (not document.blocks or document.blocks[0].kind is not BlockKind.TITLE):
        yield byline
        yield ""
    for block in document.blocks:
        if previous is not None and not _belong_together(previous, block):
            yield ""
        prefix = "> " * block.quote + INDENT * _depth(block)
        yield from _plain_block(document, block, prefix, links, width)
        if byline and previous is None and block.kind is BlockKind.TITLE:
            yield byline
        previous = block
    if links:
        yield ""
        yield from (f"[{number}] {address}" for address, number in links.items())


def _depth(block: Block) -> int:
    if block.kind is BlockKind.ITEM:
        return max(0, block.level - 1)
    return 0 if block.kind in (BlockKind.HEADING, BlockKind.TITLE) else block.level


def _belong_together(one: Block, other: Block) -> bool:
    return one.kind is other.kind is BlockKind.ITEM and one.quote == other.quote


def _plain_block(
    document: Document, block: Block, prefix: str, links: dict[str, int], width: int | None
) -> Iterator[str]:
    if block.kind is BlockKind.RULE:
        yield prefix + "---"
    elif block.kind is BlockKind.CODE:
        yield from (prefix + INDENT * 2 + line for line in document.block_text(block).split("\n"))
    elif block.kind is BlockKind.TABLE:
        yield from (prefix + line for line in table_lines(document, block))
    else:
        text = _with_link_numbers(document, block, links)
        if block.kind is BlockKind.FIGURE:
            text = "[" + ": ".join(part for part in text.split("\n") if part) + "]"
        first = prefix + (f"{block.marker} " if block.marker else "")
        rest = prefix + " " * (len(first) - len(prefix))
        for line in text.split("\n"):
            yield from _wrapped(line, first, rest, width)
            first = rest


def _wrapped(line: str, first: str, rest: str, width: int | None) -> list[str]:
    if width is None or len(first) + len(line) <= width:
        return [first + line]
    return textwrap.wrap(
        line,
        max(width, len(rest) + 10),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first]


def _with_link_numbers(document: Document, block: Block, links: dict[str, int]) -> str:
    pieces: list[str] = []
    position = block.start
    for span in document.spans:
        inside = span.kind is SpanKind.LINK and span.target and block.start < span.end <= block.end
        if inside and span.end >= position:
            number = links.setdefault(span.target, len(links) + 1)
            pieces.append(f"{document.text[position : span.end]}[{number}]")
            position = span.end
    return "".join(pieces) + document.text[position : block.end]


def table_cells(document: Document, block: Block) -> list[list[str]]:
    """The rows of a table block, all of the same length."""
    rows = [row.split(CELL_SEPARATOR) for row in document.block_text(block).split(ROW_SEPARATOR)]
    columns = max(map(len, rows))
    return [row + [""] * (columns - len(row)) for row in rows]


def table_lines(document: Document, block: Block) -> Iterator[str]:
    """A table with its columns aligned by spaces, a line under the header rows."""
    rows = table_cells(document, block)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    aligns = [*block.align, *([Align.NONE] * len(widths))]
    for number, row in enumerate(rows):
        cells = [_padded(cell, width, align) for cell, width, align in zip(row, widths, aligns, strict=False)]
        yield "  ".join(cells).rstrip()
        if number + 1 == block.header_rows:
            yield "  ".join("-" * width for width in widths)


def _padded(cell: str, width: int, align: Align) -> str:
    if align is Align.RIGHT:
        return cell.rjust(width)
    return cell.center(width) if align is Align.CENTRE else cell.ljust(width)


def markdown(document: Document) -> str:
    """The document as CommonMark with pipe tables."""
    parts: list[str] = []
    previous: Block | None = None
    for block in document.blocks:
        together = previous is not None and _belong_together(previous, block)
        indent = INDENT * 2 * _depth(block)
        prefix = "> " * block.quote + indent
        separator = "" if previous is None else "\n" if together else "\n\n"
        parts.append(separator + "\n".join(prefix + line for line in _markdown_block(document, block)))
        previous = block
    return "".join(parts) + "\n"


def _markdown_block(document: Document, block: Block) -> list[str]:
    text = document.block_text(block)
    match block.kind:
        case BlockKind.TITLE:
            return ["# " + _one_line(_markdown_inline(document, block))]
        case BlockKind.HEADING:
            return ["#" * min(6, max(2, block.level)) + " " + _one_line(_markdown_inline(document, block))]
        case BlockKind.RULE:
            return ["---"]
        case BlockKind.CODE:
            fence = "`" * max(3, _longest_run(text) + 1)
            return [fence + block.language, *text.split("\n"), fence]
        case BlockKind.TABLE:
            return _markdown_table(document, block)
        case BlockKind.FIGURE:
            alternative, _newline, caption = text.partition("\n")
            return [f"![{_escaped(alternative)}](<{block.target}>)", *([_line(_escaped(caption))] if caption else [])]
        case BlockKind.ITEM:
            marker = block.marker if block.marker[:-1].isdigit() else "-"
            lines = _markdown_inline(document, block).split("\n")
            return [f"{marker} {_line(lines[0])}", *("  " + _line(line) for line in lines[1:])]
        case _:
            lines = [_line(line) for line in _markdown_inline(document, block).split("\n")]
            return [line + "  " for line in lines[:-1]] + lines[-1:]


def _markdown_table(document: Document, block: Block) -> list[str]:
    rows = [[_escaped(cell).replace("|", "\\|") for cell in row] for row in table_cells(document, block)]
    rules = {Align.LEFT: ":---", Align.RIGHT: "---:", Align.CENTRE: ":---:", Align.NONE: "---"}
    aligns = [*block.align, *([Align.NONE] * len(rows[0]))][: len(rows[0])]
    header = rows.pop(0) if block.header_rows else [""] * len(aligns)
    return ["| " + " | ".join(row) + " |" for row in [header, [rules[a] for a in aligns], *rows]]


def _markdown_inline(document: Document, block: Block) -> str:
    """The text with its marks. At one offset what closes comes first; an outer mark opens first and closes last."""
    spans = [
        span
        for span in document.spans
        if block.start <= span.start < span.end <= block.end and span.kind is not SpanKind.IMAGE
    ]
    codes = [span for span in spans if span.kind is SpanKind.CODE]
    marks: list[tuple[int, int, int, int, str]] = []
    for span in spans:
        if span.kind is not SpanKind.CODE and any(c.start <= span.start and span.end < c.end for c in codes):
            continue  # nothing is a mark within code
        start, end = _without_blanks(document.text, span)
        opening, closing = _marks(document, span)
        rank = _NESTING.index(span.kind)
        marks.append((start, 1, -end, rank, opening))
        marks.append((end, 0, -start, -rank, closing))
    pieces: list[str] = []
    position = block.start
    for offset, _order, _length, _rank, mark in sorted(marks):
        pieces += [_segment(document, position, offset, codes), mark]
        position = offset
    return "".join([*pieces, _segment(document, position, block.end, codes)])


_NESTING = (SpanKind.LINK, SpanKind.STRONG, SpanKind.EMPHASIS, SpanKind.STRIKE, SpanKind.CODE)
"""Which of two spans over the same words stands outside the other."""


def _segment(document: Document, start: int, end: int, codes: Sequence[Span]) -> str:
    text = document.text[start:end]
    return text if any(code.start <= start < end <= code.end for code in codes) else _escaped(text)


def _without_blanks(text: str, span: Span) -> tuple[int, int]:
    """Emphasis may not begin or end with a blank (CommonMark 0.31 §6.2)."""
    words = text[span.start : span.end]
    if not words.strip():
        return span.start, span.end
    return span.end - len(words.lstrip()), span.start + len(words.rstrip())


def _marks(document: Document, span: Span) -> tuple[str, str]:
    if span.kind is SpanKind.LINK:
        return ("[", f"](<{span.target}>)") if span.target else ("", "")
    if span.kind is SpanKind.CODE:
        code = document.text[span.start : span.end]
        fence = "`" * (_longest_run(code) + 1)
        return (f"{fence} ", f" {fence}") if "`" in (code[0], code[-1]) else (fence, fence)
    return MARKDOWN_SPANS[span.kind]


def _longest_run(text: str) -> int:
    """Of backticks."""
    return max(map(len, _BACKTICKS.findall(text)), default=0)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _line(text: str) -> str:
    """A line that does not begin like a heading, an item, a quotation or a rule."""
    return _BLOCK_START.sub(r"\g<1>\\\g<2>", text, count=1)


def _one_line(text: str) -> str:
    """For a heading, whose last number signs would be taken for its end."""
    return _CLOSING_SIGNS.sub(r"\g<1>\\\g<2>", " ".join(text.split("\n")))


_CLOSING_SIGNS = re.compile(r"(^|\s)(#+)$")
_BACKTICKS = re.compile("`+")
_SPECIAL = re.compile(r"[\\*_`\[\]<~&]")
_BLOCK_START = re.compile(r"^(\s*(?:\d+(?=[.)])|(?=[#+\-=>])))(.)")
