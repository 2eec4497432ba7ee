"""What recognition of institutions must reach. ``python tests/quality/run.py`` prints the whole table."""

from __future__ import annotations

import pytest

from tests.quality.scoring import SHARED, Annotated, Extent, own_texts, score, shared_texts, unbracketed
from tui_reader.entities.context import Context
from tui_reader.entities.registry import built_in
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Recognition


def institutions_of(text: Annotated) -> list[Extent]:
    found = built_in()[0].recognise(Document.of_text(text.text, text.language), Context(text.language), Recognition())
    extents = {(m.start, m.end) for m in found.mentions}
    return sorted(e for e in extents if not any(e[0] < b and a < e[1] for a, b in text.ignored))


@pytest.mark.parametrize(
    ("language", "count", "exact_f", "overlap_f", "precision"), [("fr", 40, 93, 96, 97), ("en", 20, 95, 97, 97)]
)
def test_our_own_texts_are_read_right(
    language: str, count: int, exact_f: float, overlap_f: float, precision: float
) -> None:
    texts = [text for text in own_texts() if text.language == language]
    assert len(texts) == count
    result = score(texts, institutions_of)
    assert result.figures(result.exact)[2] >= exact_f, result.wrong
    assert result.figures(result.overlap)[2] >= overlap_f, result.wrong
    assert result.figures(result.overlap)[0] >= precision, result.wrong


@pytest.mark.parametrize(
    ("language", "least", "exact_f", "overlap_f", "precision"), [("fr", 125, 96, 97, 98), ("en", 105, 93, 94, 97)]
)
def test_texts_in_many_manners_are_read_right(
    language: str, least: int, exact_f: float, overlap_f: float, precision: float
) -> None:
    texts = [text for text in own_texts("institutions-varied") if text.language == language]
    assert len(texts) >= least
    result = score(texts, institutions_of)
    assert result.figures(result.exact)[2] >= exact_f, result.wrong
    assert result.figures(result.overlap)[2] >= overlap_f, result.wrong
    assert result.figures(result.overlap)[0] >= precision, result.wrong


@pytest.mark.parametrize(
    ("name", "exact_f", "overlap_f", "precision"),
    [("institutions-fr-news", 78, 84, 86), ("institutions-en-mixed", 60, 65, 66)],
)
def test_the_shared_sets_reach_what_is_asked(name: str, exact_f: float, overlap_f: float, precision: float) -> None:
    path = SHARED / f"{name}.jsonl"
    if not path.exists():
        pytest.skip(f"../shared/data/{name}.jsonl is not here")
    result = score(shared_texts(path), institutions_of)
    assert result.figures(result.exact)[2] >= exact_f
    assert result.figures(result.overlap)[2] >= overlap_f
    assert result.figures(result.overlap)[0] >= precision


def test_brackets_become_extents() -> None:
    assert unbracketed("L'⟦IMT⟧ et ⟦Le Monde⟧.") == ("L'IMT et Le Monde.", ((2, 5), (9, 17)))
