"""The adapter for spaCy pipelines, with a tiny one built here; skipped where spaCy is not installed."""

from __future__ import annotations

import pytest

from tui_reader.entities.backends.spacy import SpacyRecogniser
from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise_with
from tui_reader.entities.registry import built_in
from tui_reader.model.documents import Document
from tui_reader.model.errors import ConfigError
from tui_reader.model.mentions import Recognition

TEXT = "Le Zorglub recrute.\nLe Zorglub et Paris grandissent."


@pytest.fixture
def recogniser() -> SpacyRecogniser:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'reader-tui[spacy]'")
    pipeline = spacy.blank("fr")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Zorglub"}, {"label": "LOC", "pattern": "Paris"}])
    return SpacyRecogniser(pipeline, languages=["fr"])


def test_organisations_of_a_pipeline_become_institutions(recogniser: SpacyRecogniser) -> None:
    found = recogniser.recognise(Document.of_text(TEXT, "fr"), Context("fr"), Recognition())
    assert [(m.start, m.end, m.surface) for m in found.mentions] == [(3, 10, "Zorglub"), (23, 30, "Zorglub")]
    assert [i.key for i in found.institutions] == ["zorglub"]
    assert "spaCy" in found.mentions[0].evidence


def test_it_adds_to_the_rules_and_takes_nothing_away(recogniser: SpacyRecogniser) -> None:
    document = Document.of_text("L'Inserm et le Zorglub.", "fr")
    found = recognise_with([*built_in(), recogniser], document, Context("fr"))
    assert [m.surface for m in found.mentions] == ["Inserm", "Zorglub"]


def test_it_is_silent_in_other_languages(recogniser: SpacyRecogniser) -> None:
    assert recogniser.recognise(Document.of_text(TEXT, "en"), Context("en"), Recognition()) == Recognition()


def test_the_version_is_that_of_the_pipeline(recogniser: SpacyRecogniser) -> None:
    assert recogniser.version.startswith("fr-")


def test_a_pipeline_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(ConfigError, match="not installed"):
        _ = SpacyRecogniser("xx_no_such_pipeline").version
