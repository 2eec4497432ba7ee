"""Spellings that keep offsets, and spellings for comparing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.offsets import fold, fold_word, same_length


@given(st.text())
def test_plain_spelling_keeps_every_offset(text: str) -> None:
    assert len(same_length(text)) == len(text)


def test_typographic_signs_become_plain_and_guillemets_stay() -> None:
    assert same_length("« L’IMT‑Atlantique » “oui”\u00a0!") == '« L\'IMT-Atlantique » "oui" !'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Institut Mines‑Télécom", "institut mines telecom"),
        ("L’Œuvre", "l'oeuvre"),
        ("Météo-France", "Météo  France"),
        ("ÉCOLE", "école"),
        ("Straße", "STRASSE"),
        ("e\u0301cole", "école"),
    ],
)
def test_names_that_read_alike_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_folded_word_stays_one_word() -> None:
    assert fold_word("Auvergne‑Rhône-Alpes") == "auvergne-rhone-alpes"
