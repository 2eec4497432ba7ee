"""The blocks of an HTML page: what its elements do, whatever they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tui_reader.model.document_rows import SpanRow
from tui_reader.model.documents import Block, BlockKind, SpanKind
from tui_reader.parse import addresses
from tui_reader.parse.builder import NOTHING, DocumentBuilder, Piece, joined
from tui_reader.parse.figures import Figure, Picture
from tui_reader.parse.inline import Inline
from tui_reader.parse.markers import ListMarkers
from tui_reader.parse.tables import Cell, Content, Table

MAX_LEVEL = 20
"""Nested lists or quotations that a block counts; deeper ones look like this one."""

_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SCRIPTED = "0123456789+-−=()"
"""Letters stay as they are: *1er*, *XXe* and *2nd* must be found as they are written."""

Attributes = Mapping[str, str]


class HtmlBlocks:
    """Takes what an HTML reader meets, in order, and hands finished blocks to ``builder``.

    Every ``start_…`` is followed by its ``end_…``, properly nested.
    """

    def __init__(self, builder: DocumentBuilder, base_url: str) -> None:
        self.builder = builder
        self.base = base_url
        self._inline = Inline()
        self._lists: list[ListMarkers] = []
        self._marker = ""
        self._indent = 0
        self._quote = 0
        self._heading = 0
        self._pre = 0
        self._code_language = ""
        self._links: list[bool] = []
        self.scripts: list[dict[int, int]] = []
        """Superscripts and subscripts that are open; their text must come as a whole."""
        self._tables: list[Table] = []
        self._figures: list[Figure] = []
        self._waiting: list[tuple[Picture, str]] = []
        self._source = ""
        self._last_picture = ""

    def text(self, data: str) -> None:
        if self._pre:
            self._inline.verbatim(data)
        elif self.scripts and not data.strip(_SCRIPTED):
            self._inline.text(data.translate(self.scripts[-1]))
        else:
            self._inline.text(data)

    def part(self) -> None:
        """A block begins or ends here; inside preformatted text that is a line break."""
        if self._pre:
            if not self._inline.ends_line:
                self._inline.verbatim("\n")
        else:
            self.flush()

    @property
    def takes_paragraphs(self) -> bool:
        """Whether a paragraph that begins here is nothing but that, so that it may come as a whole."""
        self.flush()
        return not (
            self._marker or self._heading or self._pre or self._tables or self._figures or self._inline.has_open
        )

    def paragraph(self, text: str, spans: Sequence[SpanRow]) -> None:
        """A whole paragraph, its text clean, where the blocks take one."""
        if self._quote or self._lists or self._indent:
            kind = BlockKind.QUOTE if self._quote else BlockKind.PARAGRAPH
            self.builder.add_read(kind, text, spans, self._level, self._quotes)
        else:
            self.builder.add_read(BlockKind.PARAGRAPH, text, spans, 0, 0)

    def flush(self) -> None:
        if not self._inline.empty:
            piece = self._inline.take()
            if piece.text:
                self._add_paragraph(piece)
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for picture, linked_to in waiting:
                self._add_picture(picture, linked_to=linked_to)

    def _add_paragraph(self, piece: Piece) -> None:
        if self._figures and self._figures[-1].in_caption:
            self._figures[-1].captions.append(piece)
        elif cell := self._cell():
            marked = joined([Piece(f"{self._marker} "), piece], "") if self._marker else piece
            self._marker = ""
            cell.contents.append(Content(marked))
        elif self._marker:
            marker, self._marker = self._marker, ""
            self._lists[-1].placed(self.builder.count)
            self._add(BlockKind.ITEM, piece, marker=marker)
        elif self._heading:
            self.builder.add(Block(BlockKind.HEADING, 0, 0, level=self._heading, quote=self._quotes), piece)
        else:
            self._add(BlockKind.QUOTE if self._quote else BlockKind.PARAGRAPH, piece)

    def _add(self, kind: BlockKind, piece: Piece, *, marker: str = "", language: str = "") -> None:
        self.builder.add_plain(kind, piece, self._level, self._quotes, marker, language)

    def _add_picture(self, picture: Picture, caption: Piece = NOTHING, linked_to: str = "") -> None:
        block = Block(BlockKind.FIGURE, 0, 0, self._level, self._quotes, target=picture.target)
        if cell := self._cell():
            cell.contents.append(Content(picture.piece(caption, linked_to), block))
        elif not picture.target or picture.target != self._last_picture:
            # Lazy loading often leaves the same picture twice in a row: placeholder and fallback.
            self._last_picture = picture.target
            self._settle_marker()
            self.builder.add(block, picture.piece(caption, linked_to))

    def _settle_marker(self) -> None:
        """An item begins with something that is no paragraph: its number is kept, a mere bullet is not."""
        marker, self._marker = self._marker, ""
        if marker and self._lists and self._lists[-1].ordered and not self._cell():
            self._lists[-1].placed(self.builder.count)
            self._add(BlockKind.ITEM, Piece(), marker=marker)

    @property
    def _level(self) -> int:
        return min(len(self._lists) + self._indent, MAX_LEVEL)

    @property
    def _quotes(self) -> int:
        return min(self._quote, MAX_LEVEL)

    # Spans and pictures

    def open_span(self, kind: SpanKind) -> None:
        if not self._pre:
            self._inline.open(kind)

    def close_span(self, kind: SpanKind) -> None:
        if not self._pre:
            self._inline.close(kind)

    def start_link(self, attributes: Attributes) -> None:
        target = "" if self._pre else addresses.link(attributes.get("href", ""), self.base)
        self._links.append(bool(target))
        if target:
            self._inline.open(SpanKind.LINK, target)

    def end_link(self) -> None:
        if self._links and self._links.pop():
            self._inline.close(SpanKind.LINK)

    def start_script(self, *, raised: bool) -> None:
        self.scripts.append(_RAISED if raised else _LOWERED)

    def end_script(self) -> None:
        if self.scripts:
            self.scripts.pop()

    def picture(self, attributes: Attributes) -> None:
        picture = Picture.read(attributes, self.base, fallback=self._source)
        if picture is None:
            return
        if self._pre:
            self._inline.verbatim(picture.alternative)
        elif picture.icon:
            self._inline.text(picture.alternative)
        elif self._figures:
            self._figures[-1].pictures.append(picture)
        else:
            # It follows the paragraph that it stands in, so that no sentence is cut in two.
            self._waiting.append((picture, self._inline.link_target()))
            if self._inline.empty:
                self.flush()

    def start_source(self, attributes: Attributes) -> None:
        self._source = self._source or addresses.picture(attributes, self.base)

    def end_sources(self) -> None:
        self._source = ""

    def start_figure(self) -> None:
        self.flush()
        self._figures.append(Figure())

    def start_caption(self) -> None:
        self.flush()
        if self._figures:
            self._figures[-1].in_caption = True

    def end_caption(self) -> None:
        self.flush()
        if self._figures:
            self._figures[-1].in_caption = False

    def end_figure(self) -> None:
        self.end_caption()
        figure = self._figures.pop()
        caption = joined(figure.captions, " ")
        for picture in figure.pictures[:-1]:
            self._add_picture(picture)
        if figure.pictures:
            self._add_picture(figure.pictures[-1], caption)
        elif caption.text:
            self._add_paragraph(caption)

    # Headings, quotations, code, lists

    def start_heading(self, level: int) -> None:
        self.flush()
        self._leave_cell()
        self._heading = level

    def end_heading(self) -> None:
        self.flush()
        self._heading = 0

    def start_quote(self) -> None:
        self.flush()
        self._leave_cell()
        self._settle_marker()
        self._quote += 1

    def end_quote(self) -> None:
        self.flush()
        self._quote -= 1

    def code_language(self, language: str) -> None:
        """Said by an element around or inside preformatted text."""
        self._code_language = language or self._code_language

    def start_code(self) -> None:
        if not self._pre:
            self.flush()
            self._leave_cell()
        self._pre += 1

    def end_code(self) -> None:
        self._pre -= 1
        if self._pre:
            return
        text = self._inline.take(strip=False).text.removeprefix("\n").rstrip()
        language, self._code_language = self._code_language, ""
        if text:
            self._settle_marker()
            self._add(BlockKind.CODE, Piece(text), language=language)

    def start_list(self, attributes: Attributes, *, ordered: bool) -> None:
        self.part()
        self._settle_marker()
        self._lists.append(ListMarkers.read(attributes, ordered=ordered))

    def end_list(self) -> None:
        self.part()
        ended = self._lists.pop()
        for number, marker in ended.renumbered():
            self.builder.mark(number, marker)

    def start_item(self, attributes: Attributes) -> None:
        self.part()
        if not self._lists:
            self._lists.append(ListMarkers(implied=True))
        self._marker = self._lists[-1].next(attributes)

    def end_item(self) -> None:
        self.part()
        self._settle_marker()
        if self._lists and self._lists[-1].implied:
            self._lists.pop()

    def start_indent(self) -> None:
        self.part()
        self._indent += 1

    def end_indent(self) -> None:
        self.part()
        self._indent -= 1

    def start_term(self) -> None:
        self.part()
        self._inline.open(SpanKind.STRONG)

    def end_term(self) -> None:
        self._inline.close(SpanKind.STRONG)
        self.part()

    def line_break(self) -> None:
        if self._pre:
            self._inline.verbatim("\n")
        elif self._cell():
            self._inline.text(" ")
        elif self._inline.line_break():
            self.flush()

    def rule(self) -> None:
        if not self._pre:
            self.flush()
            self._leave_cell()
            self._add(BlockKind.RULE, Piece())

    def quotation_mark(self, mark: str) -> None:
        (self._inline.verbatim if self._pre else self._inline.text)(mark)

    # Tables

    def _cell(self) -> Cell | None:
        return self._tables[-1].cell if self._tables and not self._tables[-1].layout else None

    def _leave_cell(self) -> None:
        """What comes now cannot stand in a cell, so that the table around it is layout."""
        if self._tables and not self._tables[-1].layout:
            self._dissolve(self._tables[-1])

    def _dissolve(self, table: Table) -> None:
        table.layout, table.cell = True, None
        contents = list(table.contents())
        table.rows.clear()
        for content in contents:
            if content.block:
                self.builder.add(content.block, content.piece)
            else:
                self._add_paragraph(content.piece)

    def start_table(self, attributes: Attributes) -> None:
        self.flush()
        self._leave_cell()
        self._settle_marker()
        self._tables.append(Table(layout=bool(self._pre) or attributes.get("role") in ("presentation", "none")))

    def end_table(self) -> None:
        self.flush()
        table = self._tables.pop()
        if table.layout:
            return
        if built := table.block():
            block, piece = built
            self.builder.add(replace(block, level=self._level, quote=self._quotes), piece)
        else:
            self._dissolve(table)

    def start_row(self) -> None:
        self.part()
        if self._tables and not self._tables[-1].layout:
            self._tables[-1].start_row()

    def start_cell(self, attributes: Attributes, *, header: bool) -> None:
        self.part()
        if self._tables and not self._tables[-1].layout:
            self._tables[-1].start_cell(attributes, header=header)

    def end_cell(self) -> None:
        self.part()
        if self._tables:
            self._tables[-1].cell = None

    def start_head(self) -> None:
        self.part()
        if self._tables:
            self._tables[-1].in_head = True

    def end_head(self) -> None:
        self.part()
        if self._tables:
            self._tables[-1].in_head = False
