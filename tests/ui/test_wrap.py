"""Laying out documents: every character painted once, offsets both ways, nothing wider than asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model.documents import Align, Block, BlockKind, Document, Span, SpanKind
from tui_reader.ui.widgets import parts, wrap
from tui_reader.ui.widgets.line_breaks import break_lines, cells
from tui_reader.ui.widgets.lines import Role
from tui_reader.ui.widgets.link_numbers import LinkNumbers
from tui_reader.ui.widgets.wrap import Layout, code_cells

WORDS = st.one_of(
    st.sampled_from("abc éà’«»-–/ \u00a0\u202f\t"),
    st.sampled_from(["e\u0301", "中", "文", "👨\u200d👩\u200d👧", "🇫🇷", "❤\ufe0f", "שלום", "क्षि", "\u200b"]),
)
INLINE = st.lists(st.one_of(WORDS, st.text("abcdefgh ", max_size=30)), max_size=20).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    texts: list[str] = []
    blocks: list[Block] = []
    spans: list[Span] = []
    position = 0
    for kind in draw(st.lists(st.sampled_from(list(BlockKind)), max_size=8)):
        text = draw(INLINE)
        if kind is BlockKind.TABLE:
            rows = draw(st.lists(st.lists(INLINE, min_size=1, max_size=5), min_size=1, max_size=5))
            text = "\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in rows)
        elif kind in (BlockKind.CODE, BlockKind.FIGURE):
            text = "\n".join(draw(st.lists(INLINE, max_size=3)))
        elif kind is BlockKind.RULE:
            text = ""
        blocks.append(
            Block(
                kind,
                position,
                position + len(text),
                level=draw(st.integers(0, 4)),
                quote=draw(st.integers(0, 3)),
                marker=draw(st.sampled_from(["•", "3.", "10.", "b)", "一、", ""])) if kind is BlockKind.ITEM else "",
                header_rows=draw(st.integers(0, 1)),
                align=draw(st.sampled_from([(), (Align.RIGHT, Align.CENTRE)])),
            )
        )
        for start, end in draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3)):
            if start < end <= len(text):
                address = f"https://example.org/{start % 3}"
                spans.append(Span(SpanKind.LINK, position + start, position + end, address))
        texts.append(text)
        position += len(text) + 1
    return Document("\n".join(texts), tuple(blocks), tuple(sorted(spans, key=lambda span: span.start)))


def laid_out(document: Document, width: int) -> Layout:
    layout = Layout(document, width, image_label="Image", links_label="Links", links=LinkNumbers(document))
    while layout.extend(16):
        pass
    return layout


@given(documents(), st.integers(4, 90))
@settings(max_examples=150, deadline=None)
def test_every_visible_character_is_painted_exactly_once(document: Document, width: int) -> None:
    assert document.flaws() == []
    painted = [0] * len(document.text)
    for line in laid_out(document, width).lines:
        for piece in line.pieces:
            for offset in range(piece.start, piece.end):
                painted[offset] += 1
    assert all(count == 1 for count, c in zip(painted, document.text, strict=True) if c not in " \t\n")
    assert all(count <= 1 for count in painted)


@given(documents(), st.integers(4, 90))
@settings(max_examples=150, deadline=None)
def test_only_code_and_tables_are_wider_than_the_width(document: Document, width: int) -> None:
    layout = laid_out(document, width)
    for number, line in enumerate(layout.lines):
        right = cells(line.prefix)
        drawn = [(note.column, note.column + cells(note.shown)) for note in line.notes]
        for piece in line.pieces:
            before = [end for column, end in drawn if column < piece.column]
            right = max([right, *before])
            part = document.text[piece.start : piece.end]
            assert piece.column >= right, "pieces do not run into each other"
            right = piece.column + (code_cells(part) if layout.is_code(number) else cells(part))
        right = max([right, *(end for _column, end in drawn)])
        assert right <= line.width
        if document.blocks[line.block].kind not in (BlockKind.CODE, BlockKind.TABLE):
            assert max(right, line.width, cells(line.prefix)) <= max(width, 4)


@given(documents(), st.integers(4, 90))
@settings(max_examples=60, deadline=None)
def test_offsets_lead_to_a_line_and_a_column_and_back(document: Document, width: int) -> None:
    layout = laid_out(document, width)
    for number, line in enumerate(layout.lines):
        for piece in line.pieces:
            for offset in range(piece.start, piece.end):
                assert layout.line_of(offset) == number
                column = layout.column_of(number, offset)
                back = layout.offset_of(number, column)
                between = document.text[min(back, offset) : max(back, offset)]
                assert back == offset or len(between) < 8, "the same grapheme"
                assert layout.column_of(number, back) <= column or cells(between) <= 2


@given(documents(), st.integers(4, 90), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_reading_from_the_middle_lays_out_the_same_lines(document: Document, width: int, offset: int) -> None:
    whole = laid_out(document, width)
    lazy = Layout(document, width, image_label="Image", links_label="Links", links=LinkNumbers(document))
    number = lazy.line_of(min(offset, len(document.text)))
    lazy.reach_line(number + 3)
    assert lazy.lines == whole.lines[: len(lazy.lines)]


@given(documents(), st.integers(4, 90), st.integers(0, 400))
@settings(max_examples=100, deadline=None)
def test_what_is_laid_out_from_the_middle_becomes_the_whole(document: Document, width: int, offset: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wrap, "FAR", 0)
        patched.setattr(parts, "PART", 20)
        patched.setattr(parts, "NEAR", 10)
        whole = laid_out(document, width)
        offset = min(offset, len(document.text))
        numbers = LinkNumbers(document)
        layout = Layout(document, width, image_label="Image", links_label="Links", links=numbers, offset=offset)
        number = layout.line_of(offset)
        shown = layout.line(number) if layout.lines else None
        while not layout.complete_above:
            before = layout.first
            number += (grown := layout.extend_above(2))
            assert layout.first <= before + grown
            assert layout.line(number) == shown
        while layout.extend(16):
            pass
    assert layout.first == 0
    assert layout.lines == whole.lines


@given(documents(), st.integers(4, 90))
@settings(max_examples=100, deadline=None)
def test_a_block_laid_out_in_parts_paints_every_character_once(document: Document, width: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parts, "PART", 20)
        patched.setattr(parts, "NEAR", 10)
        painted = [0] * len(document.text)
        for line in laid_out(document, width).lines:
            for piece in line.pieces:
                for offset in range(piece.start, piece.end):
                    painted[offset] += 1
    assert all(count == 1 for count, c in zip(painted, document.text, strict=True) if c not in " \t\n")


def test_a_list_of_thousands_widens_where_its_numbers_do() -> None:
    items = [(BlockKind.ITEM, "item", {"level": 1, "marker": f"{number}."}) for number in range(1, 2_002)]
    shown = _shown(_document(*items), 20)
    assert (shown[0], shown[999], shown[-1]) == ("   1. item", "1000. item", "2001. item")


def test_a_long_table_keeps_its_columns_and_loses_no_cell() -> None:
    rows = "\n".join(f"{number}\tname" for number in range(4_000))
    shown = _shown(_document((BlockKind.TABLE, f"No\tName\n{rows}", {"header_rows": 1})), 30)
    assert shown[1] == "────  ────"
    assert (len(shown), shown[-1]) == (4_002, "3999  name")


def _shown(document: Document, width: int) -> list[str]:
    layout = laid_out(document, width)
    shown = []
    for line in layout.lines:
        row = line.prefix
        inner = [(piece.column, document.text[piece.start : piece.end]) for piece in line.pieces]
        for column, part in sorted(inner + [(note.column, note.shown) for note in line.notes]):
            row += " " * (column - cells(row)) + part
        shown.append((row + " " * (line.width - cells(row) - len(line.suffix)) + line.suffix).rstrip())
    return shown


def _document(*blocks: tuple[BlockKind, str, dict[str, object]]) -> Document:
    made, position = [], 0
    for kind, text, more in blocks:
        made.append(Block(kind, position, position + len(text), **more))  # type: ignore[arg-type]
        position += len(text) + 1
    return Document("\n".join(text for _, text, _ in blocks), tuple(made))


def test_lists_hang_and_numbers_stand_under_each_other() -> None:
    document = _document(
        (BlockKind.ITEM, "first of a numbered list", {"level": 1, "marker": "9."}),
        (BlockKind.ITEM, "second", {"level": 1, "marker": "10."}),
        (BlockKind.ITEM, "nested item that goes on", {"level": 2, "marker": "•"}),
        (BlockKind.PARAGRAPH, "in the item", {"level": 2}),
    )
    assert _shown(document, 20) == [
        " 9. first of a",
        "    numbered list",
        "10. second",
        "    • nested item",
        "      that goes on",
        "",
        "      in the item",
    ]


def test_quotes_carry_a_bar_on_every_line_and_through_the_air_between_paragraphs() -> None:
    document = _document(
        (BlockKind.QUOTE, "one two three four", {"quote": 1}),
        (BlockKind.QUOTE, "five", {"quote": 1}),
    )
    assert _shown(document, 15) == ["▎ one two three", "▎ four", "▎", "▎ five"]


def test_a_table_is_fitted_by_wrapping_its_cells() -> None:
    document = _document(
        (
            BlockKind.TABLE,
            "Name\tYear\nÉcole nationale supérieure\t2019\nb\t7",
            {"header_rows": 1, "align": (Align.LEFT, Align.RIGHT)},
        ),
    )
    assert _shown(document, 24) == [
        "Name                Year",
        "──────────────────  ────",
        "École nationale     2019",
        "supérieure",
        "b                      7",
    ]


def test_a_figure_is_a_box_with_its_caption_below() -> None:
    document = _document((BlockKind.FIGURE, "Two people sign\nThe signing, in Paris", {}))
    assert _shown(document, 22) == [
        "╭─ Image ────────────╮",
        "│ Two people sign    │",
        "╰────────────────────╯",
        "  The signing, in",
        "  Paris",
    ]


def test_a_figure_without_words_for_the_picture_frames_its_caption() -> None:
    document = _document((BlockKind.FIGURE, "\nThe signing, in Paris", {}))
    assert _shown(document, 22) == [
        "╭─ Image ────────────╮",
        "│ The signing, in    │",
        "│ Paris              │",
        "╰────────────────────╯",
    ]


def test_links_are_numbered_and_listed_and_equal_addresses_share_a_number() -> None:
    document = _document((BlockKind.PARAGRAPH, "See here, there or here.", {}))
    spans = [
        Span(SpanKind.LINK, 4, 8, "https://example.org/a"),
        Span(SpanKind.LINK, 10, 15, "https://example.org/b"),
        Span(SpanKind.LINK, 19, 23, "https://example.org/a"),
    ]
    assert _shown(replace(document, spans=tuple(spans)), 26) == [
        "See here[1], there[2] or",
        "here[1].",
        "",
        "",
        "Links",
        "[1] https://example.org/a",
        "[2] https://example.org/b",
    ]


def test_words_break_after_hyphens_but_never_at_no_break_spaces() -> None:
    document = _document((BlockKind.PARAGRAPH, "à Clermont-Ferrand, 12\u202f000\u00a0euros", {}))
    assert _shown(document, 12) == ["à Clermont-", "Ferrand,", "12\u202f000\u00a0euros"]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_quotes_and_double_signs_stay_with_their_words(space: str) -> None:
    text = f"Il y voit «{space}une étape{space}», dit-il{space}: vraiment{space}? «{space}Oui{space}!{space}»"
    for width in range(12, 40):
        lines = _shown(_document((BlockKind.PARAGRAPH, text, {})), width)
        assert not any(line.startswith(tuple("»:?!")) or line.endswith("«") for line in lines)


def test_a_line_of_signs_alone_breaks_where_it_must() -> None:
    assert max(map(cells, _shown(_document((BlockKind.PARAGRAPH, "« ! ? : » " * 9 + "日本 ! ? ; ", {})), 8))) <= 8


def test_a_zero_width_character_after_a_tab_does_not_hide_the_tabs_width() -> None:
    document = _document((BlockKind.CODE, "\t\u200babcd", {}))
    layout = laid_out(document, 20)
    assert [layout.offset_of(0, column) for column in (1, 4, 5, 8)] == [0, 0, 2, 5]


def test_code_stays_verbatim_however_wide() -> None:
    document = _document((BlockKind.CODE, "def f():\n    return 'a long line of code'", {}))
    layout = laid_out(document, 12)
    assert [line.role for line in layout.lines] == [Role.CODE, Role.CODE]
    assert layout.widest > 12
    assert _shown(document, 12)[1] == "     return 'a long line of code'"


@pytest.mark.parametrize("width", range(6, 40))
def test_no_line_of_japanese_begins_with_a_full_stop_or_ends_with_an_opening_bracket(width: int) -> None:
    text = "これは長い文章です。「学校」と（大学）、そして研究所。" * 6
    lines = [text[start:end] for start, end in break_lines(text, 0, len(text), width)]
    assert "".join(lines) == text
    assert not [line for line in lines if line[0] in "。、」）" or line[-1] in "「（"]
