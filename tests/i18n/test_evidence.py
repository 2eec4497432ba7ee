"""Why a mention is marked can be read in French, whatever rule marked it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.quality.dates_table import dated_sets
from tests.quality.scoring import own_texts
from tui_reader import i18n
from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.i18n.evidence import evidence_words, reason_words
from tui_reader.model.documents import Document


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    i18n.set_language("fr")
    yield
    i18n.set_language("en")


def test_no_rule_gives_its_evidence_in_english_alone() -> None:
    texts = [(text.text, text.language) for text in own_texts()]
    texts += [(row["text"], row["language"]) for rows in dated_sets().values() for row in rows[:20]]
    for text, language in texts:
        found = recognise(Document.of_text(text, language), Context(language))
        for mention in found.mentions:
            assert evidence_words(mention.evidence) != mention.evidence
        for value in found.dates:
            for phrase in value.reason.split("; "):
                assert reason_words(phrase) != phrase or phrase in ("vague",)


def test_evidence_within_evidence_is_translated_too() -> None:
    english = "same name as elsewhere in the text (head noun “institut” + Pascal)"
    assert evidence_words(english) == "même nom qu’ailleurs dans le texte (nom de tête « institut » + Pascal)"
    assert reason_words("full date; still to come") == "date complète ; encore à venir"


def test_what_a_plug_in_says_is_shown_as_it_says_it() -> None:
    assert evidence_words("rule 7 of my own") == "rule 7 of my own"
