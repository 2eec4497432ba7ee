"""Whatever is read, the document keeps its promises."""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.model.documents import BlockKind, Document, SpanKind
from tui_reader.parse.html import html_document, html_rows
from tui_reader.parse.markdown import markdown_document
from tui_reader.parse.page import parse_article_file
from tui_reader.parse.plain import plain_document
from tui_reader.text.clean import clean

_TAGS = (
    *("p", "div", "h1", "h3", "ul", "ol", "li", "blockquote", "pre", "code", "a", "b", "em", "del", "sup", "q", "span"),
    *("table", "thead", "tr", "td", "th", "caption", "figure", "figcaption", "img", "picture", "source", "br", "hr"),
    *("dl", "dt", "dd", "details", "summary", "script", "svg"),
)
_ATTRIBUTES = (
    "",
    ' href="/x"',
    ' src="a.png" alt="Pic"',
    " colspan=3 rowspan=2",
    ' align="right"',
    " reversed start=3",
)
_WORDS = st.one_of(
    st.text(max_size=6),
    st.sampled_from([" ", "\n", "mot", "&nbsp;", "&#x301;", "\u202e", "e\u0301", "\t", "\r\n", "A", "©", "\ud800"]),
)
_OPEN = st.builds(lambda tag, attributes: f"<{tag}{attributes}>", st.sampled_from(_TAGS), st.sampled_from(_ATTRIBUTES))
_CLOSE = st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>")
HTML = st.lists(st.one_of(_OPEN, _OPEN, _CLOSE, _WORDS), max_size=40).map("".join)
_LINES = st.sampled_from(
    [
        *(
            "# A",
            "## B ##",
            "---",
            "***",
            "===",
            "- item",
            "  * inner",
            "1. one",
            "12) twelve",
            "> quoted",
            ">> deeper",
        ),
        *(
            "```py",
            "~~~",
            "    code",
            "\tcode",
            "| a | b |",
            "|---|--:|",
            "[x](y)",
            "![p](q 'r')",
            "<b>html</b>",
            "",
            "",
        ),
        *("Short line", "Par Jean Dupont", "Publié le 6 mai 2019", "Une légende. © AFP", "A sentence that ends here."),
        *("---\ntitle: x", "+++", "https://e.example/a_(b).", "&amp; \\* `c`", "~~no~~ **yes** _oui_"),
    ]
)
TEXT = st.lists(st.one_of(_LINES, _WORDS, st.text(max_size=80)), max_size=25).map("\n".join)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_sound(document: Document) -> None:
    assert document.flaws() == []
    assert clean(document.text) == document.text
    assert unicodedata.is_normalized("NFC", document.text)
    assert Document.from_json(document.to_json()) == document
    assert list(document.spans) == sorted(document.spans, key=lambda span: (span.start, -span.end))
    for span in document.spans:
        assert span.start < span.end
        assert any(block.start <= span.start and span.end <= block.end for block in document.blocks)
        assert span.kind is not SpanKind.LINK or span.target.lower().startswith(("http:", "https:", "mailto:"))
    for block in document.blocks:
        text = document.block_text(block)
        if block.kind is BlockKind.TABLE:
            assert len({row.count("\t") for row in text.split("\n")}) == 1
            assert len(block.align) in (0, text.partition("\n")[0].count("\t") + 1)
        if block.kind is BlockKind.FIGURE:
            assert text.count("\n") <= 1
        if block.kind is BlockKind.TITLE:
            assert "\n" not in text


@QUICK
@given(HTML, st.sampled_from(["", "A", "mot"]))
def test_wild_html_gives_a_sound_document(markup: str, title: str) -> None:
    assert_sound(html_document(markup, title=title, base_url="https://e.example/a/"))


@QUICK
@given(TEXT)
def test_wild_markdown_gives_a_sound_document(source: str) -> None:
    assert_sound(markdown_document(source, base_url="https://e.example/"))


@QUICK
@given(TEXT, st.sampled_from(["", "Short line"]))
def test_wild_text_gives_a_sound_document(source: str, title: str) -> None:
    assert_sound(plain_document(source, title=title))


@QUICK
@given(st.one_of(st.binary(max_size=200), HTML.map(lambda text: text.encode("utf-8", "replace"))), st.text(max_size=8))
def test_wild_files_give_a_sound_document(body: bytes, name: str) -> None:
    assert_sound(parse_article_file(body, name=name).document)


@QUICK
@given(HTML)
def test_reading_the_same_twice_gives_the_same(markup: str) -> None:
    assert html_document(markup).content_hash == html_document(markup).content_hash


@settings(deadline=None)
@given(HTML, st.sampled_from(["", 'Dire "oui"', "C:\\temp\tfin"]))
def test_what_a_refresh_stores_is_the_json_of_the_document(markup: str, title: str) -> None:
    rows = html_rows(markup, title=title)
    assert rows.to_json() == Document.of_rows(rows).to_json()
