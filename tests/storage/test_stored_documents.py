"""Large documents are read from the store only as far as they are looked at, and are the same documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model import documents, stored_rows
from tui_reader.model.documents import Align, Block, BlockKind, Document, Span, SpanKind

HOSTILE = st.one_of(
    st.text(max_size=12),
    st.lists(st.sampled_from(['"', "],[", "]],[[", "],", "\\", "]],[]", "[", "link", ",", "1"]), max_size=6).map(
        "".join
    ),
)


@st.composite
def sound_documents(draw: st.DrawFn) -> Document:
    blocks, spans, texts, position = [], [], [], 0
    for text in draw(st.lists(HOSTILE, max_size=6)):
        kind, marker = draw(st.sampled_from(list(BlockKind))), draw(HOSTILE)
        align = draw(st.sampled_from([(), (Align.NONE, Align.RIGHT), (Align.LEFT,)]))
        target = draw(HOSTILE)
        blocks.append(
            Block(kind, position, position + len(text), draw(st.integers(0, 2)), 0, marker, "", target, 0, align)
        )
        spans += [
            Span(kind, position, position + len(text), draw(HOSTILE))
            for kind in draw(st.lists(st.sampled_from(list(SpanKind)), max_size=2 if text else 0))
        ]
        texts.append(text)
        position += len(text) + 1
    return Document("\n".join(texts), tuple(blocks), tuple(spans), draw(st.sampled_from(["fr", ""])))


@given(sound_documents())
@settings(max_examples=60, deadline=None)
def test_a_document_opened_row_by_row_is_the_one_that_was_stored(document: Document) -> None:
    stored = document.to_json()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(documents, "LONG", 0)
        patched.setattr(stored_rows, "CHUNK", 30)
        opened = Document.of_stored(stored)
    assert opened == document
    assert hash(opened) == hash(document)
    assert opened.title == document.title
    assert opened.to_json() == stored


def test_what_nobody_looks_at_is_never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    make = documents._block
    monkeypatch.setattr(documents, "_block", lambda row: made.append(row) or make(row))
    opened = Document.of_stored(Document.of_text("\n".join(["word"] * 5_000)).to_json())
    assert opened.blocks[4_000].start == opened.blocks[4_000].end - 4 == 4_000 * 5
    assert len(made) == 1


def test_the_spans_of_a_stored_document_can_be_read_as_rows() -> None:
    spans = (Span(SpanKind.STRONG, 0, 2), Span(SpanKind.LINK, 1, 4, "https://a.example/"), Span(SpanKind.LINK, 5, 9))
    document = Document("word " * 5_000, (Block(BlockKind.PARAGRAPH, 0, 25_000),), spans)
    rows = [("strong", 0, 2, ""), ("link", 1, 4, "https://a.example/"), ("link", 5, 9, "")]
    assert list(document.span_rows()) == list(Document.of_stored(document.to_json()).span_rows()) == rows


def test_rows_are_a_sequence_like_any_other() -> None:
    blocks = Document.of_text("\n".join(["word"] * 5_000)).blocks
    rows = Document.of_stored(Document.of_text("\n".join(["word"] * 5_000)).to_json()).blocks
    assert (rows[-1], rows[17:19], len(rows)) == (blocks[-1], blocks[17:19], 5_000)
    assert list(rows) == list(blocks)
    with pytest.raises(IndexError):
        rows[5_000]
    with pytest.raises(IndexError):
        rows[-5_001]


def test_a_long_document_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 2"):
        Document.of_stored('[2,"' + "x" * 30_000 + '",[],[],""]')
