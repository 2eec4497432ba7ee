"""Articles as plain lines and as Markdown: nothing is lost or added on the way out."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import a_document
from tui_reader.model.documents import Block, BlockKind, Document, Span, SpanKind
from tui_reader.parse.markdown import markdown_document
from tui_reader.services.linear import markdown, plain_lines
from tui_reader.welcome import articles

BUNDLED = [article.document for article in articles()]
HOSTILE = st.text("ab é1.)(*_`[]<>#+-=!&|~\\:;\"'", min_size=1, max_size=30)


def read_back(document: Document) -> Document:
    parsed = markdown_document(markdown(document))
    return getattr(parsed, "document", parsed)  # type: ignore[no-any-return]


@pytest.mark.parametrize("document", BUNDLED, ids=lambda document: document.title[:20])
def test_markdown_read_back_is_the_same_article(document: Document) -> None:
    again = read_back(document)
    assert again.text == document.text
    assert [(b.kind, b.level, b.quote, b.marker, b.align) for b in again.blocks] == [
        (b.kind, b.level, b.quote, b.marker, b.align) for b in document.blocks
    ]
    assert [(s.kind, s.start, s.end, s.target) for s in again.spans] == [
        (s.kind, s.start, s.end, s.target) for s in document.spans
    ]


@given(HOSTILE, HOSTILE)
@example("# a", "1. a")
@example("- a", "> a")
@example("&amp;", "<b>a</b>")
@example("[a](b)", "![a](b)")
@example("a\\", "``a`")
def test_no_text_becomes_markup(title: str, paragraph: str) -> None:
    title, paragraph = " ".join(f"Titre {title}".split()), " ".join(paragraph.split()) or "b"
    document = a_document(paragraph, title=title)
    again = read_back(document)
    assert again.text == document.text
    assert [block.kind for block in again.blocks] == [BlockKind.TITLE, BlockKind.PARAGRAPH]
    assert again.spans == ()


@given(st.text("ab *_`[]\\<&", min_size=1, max_size=12).map(lambda code: " ".join(code.split()) or "a"))
def test_code_in_a_line_stays_as_it_is(code: str) -> None:
    text = f"avant {code} après"
    document = Document(
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        (Span(SpanKind.CODE, 6, 6 + len(code)),),
    )
    again = read_back(document)
    assert again.text == text
    assert [(span.start, span.end) for span in again.spans] == [(6, 6 + len(code))]


def test_a_link_around_code_and_emphasis_with_blanks() -> None:
    text = "un code lié et important ici"
    document = Document(
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        (
            Span(SpanKind.LINK, 3, 11, "https://example.org/a(b)"),
            Span(SpanKind.CODE, 3, 11),
            Span(SpanKind.STRONG, 14, 25),
        ),
    )
    assert markdown(document) == "un [`code lié`](<https://example.org/a(b)>) et **important** ici\n"


def test_plain_lines_number_links_and_wrap_only_where_told() -> None:
    text = "Un lien et encore un lien, assez long pour deux lignes."
    document = Document(
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        (Span(SpanKind.LINK, 3, 7, "https://a.example.org"), Span(SpanKind.LINK, 21, 25, "https://a.example.org")),
    )
    whole = list(plain_lines(document))
    assert whole == [
        "Un lien[1] et encore un lien[1], assez long pour deux lignes.",
        "",
        "[1] https://a.example.org",
    ]
    assert max(map(len, plain_lines(document, width=30))) <= 30


def test_the_byline_stands_under_the_title_or_first() -> None:
    titled = a_document("Le texte.", title="Le titre")
    assert list(plain_lines(titled, byline="Ada")) == ["Le titre", "Ada", "", "Le texte."]
    assert list(plain_lines(a_document("Le texte."), byline="Ada")) == ["Ada", "", "Le texte."]
    long = a_document("Le texte.", title="Un titre qui prend deux lignes")
    assert list(plain_lines(long, width=20, byline="Ada"))[:3] == ["Un titre qui prend", "deux lignes", "Ada"]
