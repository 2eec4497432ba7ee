"""Where sentences start and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.sentences import sentence_ranges


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste !", ["Il part.", "Elle reste !"]),
        ("M. Dupont et le Dr. Martin sont là. Fin.", ["M. Dupont et le Dr. Martin sont là.", "Fin."]),
        ("J. F. Kennedy spoke. The U.S. Army left.", ["J. F. Kennedy spoke.", "The U.S. Army left."]),
        ("« Il part. » Elle reste… « Oui ! »", ["« Il part. »", "Elle reste…", "« Oui ! »"]),
        ("Titre sans point\nUne phrase.", ["Titre sans point", "Une phrase."]),
        ("Il a payé 3.5 euros. 12 h.", ["Il a payé 3.5 euros.", "12 h."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="aB.!? »(\n", max_size=80))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_a_part_of_a_text_keeps_its_offsets() -> None:
    text = "Un. Deux. Trois."
    assert [text[a:b] for a, b in sentence_ranges(text, 4)] == ["Deux.", "Trois."]


@pytest.mark.parametrize("piece", [".", ". ", "! »", '!"', "A.", "\n", ".A ", "(. "])
def test_a_hostile_text_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    sentence_ranges(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 1.5
