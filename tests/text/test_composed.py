"""Names are looked for in composed text and marked in the text as it was given."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.composed import compose


def test_a_composed_text_needs_no_map() -> None:
    assert compose("L’université de Limoges\r\n") is None


def test_an_accent_and_its_letter_become_one_character_and_back() -> None:
    spelled = compose("Lycée et école".replace("é", "e\u0301"))
    assert spelled is not None
    assert spelled.text == "Lycée et école"
    assert (spelled.given(3), spelled.given(4), spelled.composed(5), spelled.composed(4)) == (3, 5, 4, 4)


@given(st.text(alphabet=st.characters(max_codepoint=0x1200), max_size=60))
def test_every_character_has_its_place(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text) + "e\u0301"
    spelled = compose(decomposed)
    assert spelled is not None
    assert len(spelled.places) == len(spelled.text) + 1
    assert list(spelled.places) == sorted(spelled.places)
    assert unicodedata.normalize("NFC", spelled.text) == unicodedata.normalize("NFC", decomposed)
    assert spelled.given(len(spelled.text)) == len(decomposed)
