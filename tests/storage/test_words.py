import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.storage.words import Term, fold, fold_name, occurrences, phrase_term, snippet, word_term

FRENCH = "L’École « œuvre » d’Élan, à Noël : garçon, Ελλάς, Ёлка, Ístanbul, naïveté"


def test_folding_keeps_offsets_and_takes_accents_away() -> None:
    assert len(fold(FRENCH)) == len(FRENCH)
    assert fold("ÉCOLE garçon Noël naïf") == "ecole garcon noel naif"
    assert fold("İstanbul")[1:] == "stanbul"


@given(st.text())
def test_folding_never_changes_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=FRENCH, min_size=1))
def test_any_text_is_found_by_its_own_words(text: str) -> None:
    term = phrase_term(text)
    if term.words:
        assert term.pattern().search(text)
        assert term.pattern().search(text.upper())


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("l'école", ("ecole",)),
        ("D’Alembert", ("alembert",)),
        ("qu'il", ("il",)),
        ("aujourd'hui", ("aujourd", "hui")),
        ("vingt-deux", ("vingt", "deux")),
        ("snake_case", ("snake", "case")),
        ("C++", ("c",)),
        ("&", ()),
    ],
)
def test_a_word_of_a_query_is_cut_as_the_index_cuts_it(written: str, words: tuple[str, ...]) -> None:
    assert word_term(written) == Term(words)


def test_occurrences_are_whole_words_in_order() -> None:
    text = "École, écoles, ECOLE; l’école supérieure"
    assert [text[a:b] for a, b in occurrences(text, [word_term("école")])] == ["École", "ECOLE", "école"]
    assert [
        text[a:b] for a, b in occurrences(text, [word_term("eco", prefix=True), phrase_term("école supérieure")])
    ] == [
        "École",
        "écoles",
        "ECOLE",
        "école",
    ]
    assert occurrences(text, []) == []


def test_names_are_compared_by_whole_words() -> None:
    assert fold_name("Institut Mines‑Télécom") == " institut mines telecom "


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("Un texte\ncourt.", [word_term("court")]) == "Un texte court."
    assert snippet("", [word_term("court")]) == ""
