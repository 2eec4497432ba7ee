"""Definitions of every shape are linked, hostile text takes linear time, languages are data."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_reader.entities.context import Context
from tui_reader.entities.institutions import known, lexicon
from tui_reader.entities.institutions.recogniser import InstitutionRecogniser
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Recognition
from tui_reader.text.offsets import fold

HEADS = ["Agence", "Comité", "Institut", "Fédération", "Observatoire", "Conseil", "Association", "Centre", "Office"]
ADJECTIVES = ["national", "français", "européen", "régional", "international", "supérieur"]
NOUNS = ["recherche", "gestion", "santé", "forêts", "musique", "logement", "ports", "jeunesse", "vents", "brebis"]
LINKS = ["de", "de la", "des", "pour la", "du", "d'"]


@st.composite
def long_names(draw: st.DrawFn) -> str:
    head = draw(st.sampled_from(HEADS))
    adjectives = draw(st.lists(st.sampled_from(ADJECTIVES), min_size=0, max_size=2, unique=True))
    nouns = draw(st.lists(st.sampled_from(NOUNS), min_size=1, max_size=3, unique=True))
    links = [draw(st.sampled_from(LINKS)) for _ in nouns]
    parts = [f"{link} {noun}".replace("' ", "'") for link, noun in zip(links, nouns, strict=True)]
    return " ".join([head, *adjectives, *parts])


def initials(name: str) -> str:
    small = ("de", "la", "des", "pour", "du")
    return "".join(fold(word)[0].upper() for word in name.replace("d'", "").split() if word not in small)


def recognised(text: str, language: str = "fr") -> Recognition:
    return InstitutionRecogniser().recognise(Document.of_text(text, language), Context(language), Recognition())


@settings(max_examples=300, deadline=None)
@example("Observatoire de brebis de santé", True, "Hier, l'{} a parlé.")
@given(
    long_names(),
    st.booleans(),
    st.sampled_from(["Hier, l'{} a parlé.", "Selon le {}, rien.", "Pour la {} aussi.", "{} recrute."]),
)
def test_every_definition_is_linked_both_ways(name: str, acronym_first: bool, frame: str) -> None:
    acronym = initials(name)
    defined = f"{acronym} ({name})" if acronym_first else f"{name} ({acronym})"
    text = frame.format(defined) + f" Ensuite, {acronym} se tait."
    found = recognised(text)
    groups = [{m.surface for m in found.of_institution(n)} for n in range(len(found.institutions))]
    assert any({name, acronym} <= group for group in groups), (text, groups)
    linked = next(n for n, group in enumerate(groups) if acronym in group)
    assert sum(m.surface == acronym for m in found.of_institution(linked)) == 2
    assert found.institutions[linked].acronym == acronym


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["National", "European", "Royal", "Joint"]),
    st.sampled_from(["Council", "Agency", "Institute", "Office", "Society", "Foundation", "Commission", "Centre"]),
    st.sampled_from(["for", "of", "on"]),
    st.lists(
        st.sampled_from(["Botany", "Harbours", "Music", "Youth", "Wind", "Labour"]), min_size=1, max_size=2, unique=True
    ),
    st.booleans(),
)
def test_every_english_definition_is_linked_both_ways(
    first: str, head: str, link: str, nouns: list[str], acronym_first: bool
) -> None:
    name = f"{first} {head} {link} {' and '.join(nouns)}"
    acronym = "".join(word[0] for word in name.split() if word[0].isupper())
    defined = f"{acronym} ({name})" if acronym_first else f"{name} ({acronym})"
    found = recognised(f"Yesterday the {defined} spoke. Later the {acronym} fell silent.", "en")
    groups = [[m.surface for m in found.of_institution(n)] for n in range(len(found.institutions))]
    assert any(group.count(acronym) == 2 and group.count(name) == 1 for group in groups), (name, groups)


PIECES = (
    "A", "A ", "(", ")", "'", "l'", "A(", "AB (", "ONU ", "université de ", "Université de Lyon et de ", "« ",
    "ministère de l'", "la société « ", "A. ", "AB CD ", "et de la recherche ", "l'Institut ", "X (XYZ) Y (ABC) ",
    "Institut Abc. l'Institut ", "Comité national (CN) ", "Abc Def Institute of ", "Orange, ", "A\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_hostile_text_of_100_kb_takes_linear_time(piece: str) -> None:
    recognised("chauffe")
    started = time.process_time()
    recognised(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 4


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    for mention in recognised(text).mentions:
        assert text[mention.start : mention.end] == mention.surface


def test_recognising_twice_gives_the_same() -> None:
    text = "Le CNRS et l'Observatoire breton des vents (OBV)."
    assert recognised(text) == recognised(text)


def test_adding_a_language_touches_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "languages"
    shutil.copytree(Path(lexicon.__file__).with_name("languages"), folder)
    dutch = (folder / "base.toml").read_text(encoding="utf-8").replace('language = ""', 'language = "nl"')
    dutch = dutch.split("# A sign of a company")[0].replace("[heads]", '[heads]\nministry = "ministerie"')
    dutch = dutch.replace('genitives = ""', 'genitives = "van"').replace('links = ""', 'links = "van voor"')
    (folder / "nl.toml").write_text(dutch, encoding="utf-8")
    monkeypatch.setattr(lexicon, "_FOLDER", folder)
    lexicon.lexicon.cache_clear()
    try:
        assert lexicon.languages() == ("en", "fr", "nl")
        found = recognised("Het ministerie van Landbouw zwijgt.", "nl")
        assert [m.surface for m in found.mentions] == ["ministerie van Landbouw"]
    finally:
        lexicon.lexicon.cache_clear()


def test_every_language_file_has_the_sections_of_the_base() -> None:
    for language in lexicon.languages():
        words = lexicon.lexicon(language)
        assert words.language == language
        assert words.heads and words.tail_heads and words.nationalities and words.common_capitals


def test_more_than_fifteen_hundred_institutions_are_known() -> None:
    institutions = [i for i in known.known_names().institutions if i.kind != known.NONE]
    assert len(institutions) > 1500
    assert len({i.country for i in institutions}) > 20
    assert all(i.key and i.name and i.kind for i in institutions)


def test_no_two_known_institutions_share_a_key() -> None:
    keys = [i.key for i in known.known_names().institutions]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
