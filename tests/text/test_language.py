import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.text.language import detect

DATA = Path(__file__).parents[3] / "shared" / "data"
SAMPLES = Path(__file__).parent / "languages.txt"
WORDS = 40


def passages() -> list[tuple[str, str]]:
    """Language and text of each sample: ``[fr]`` lines head paragraphs of our own."""
    language, found = "", []
    for line in SAMPLES.read_text("utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line:
            found.append((language, line))
    return found


@pytest.mark.parametrize(("language", "text"), passages())
def test_a_paragraph_shows_its_language(language: str, text: str) -> None:
    assert len(text.split()) >= WORDS
    assert detect(text) == language


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "it", "pt", "nl"])
def test_every_language_has_samples(language: str) -> None:
    assert sum(1 for found, _ in passages() if found == language) >= 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2019-05-06",
        "Sigma Clermont",
        "Berlin, Paris, London, Madrid, Roma, Lisboa, Amsterdam",
        "日本語の文章はここにあります。",
        "Привет, как дела? Сегодня хорошая погода.",
        "def f(x): return x + 1",
    ],
)
def test_nothing_is_said_of_what_shows_no_language(text: str) -> None:
    assert detect(text) == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Budget 2027 : la Cour des comptes alerte mardi"),
        ("fr", "Rentrée le 3 septembre"),
        ("fr", "Signé le 6 mai 2019"),
        ("fr", "L'Insee publie ses chiffres hier"),
        ("fr", "Grève SNCF : trafic perturbé vendredi"),
        ("fr", "Paris, 12 mai"),
        ("en", "The Senate votes Tuesday"),
        ("en", "Two agencies merge on 1 April"),
        ("en", "UK GDP rises 0.2% in March"),
        ("en", "Nvidia results due next week"),
        ("de", "Am Dienstag tagt der Rat"),
        ("es", "Huelga de trenes el viernes"),
        ("fr", "Le décret paraîtra au printemps 2022."),
        ("fr", "Rapport attendu au second semestre 2023"),
        ("fr", "Concours : inscriptions au 1er trimestre"),
        ("en", "New campus opens in autumn 2027"),
        ("en", "Growth slows in the third quarter"),
        ("", "Paris 2024"),
        ("", "Bank of Ireland"),
    ],
)
def test_a_headline_shows_its_language_by_its_dates(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(("name", "language"), [("institutions-fr-news", "fr"), ("institutions-en-mixed", "en")])
def test_real_passages_are_told_apart(name: str, language: str) -> None:
    source = DATA / f"{name}.jsonl"
    if not source.exists():
        pytest.skip("the texts lie in ../shared/data, which is not here")
    answers = []
    for line in source.read_text("utf-8").splitlines()[:200]:
        words = json.loads(line)["text"].split()
        answers += [detect(" ".join(words[at : at + WORDS])) for at in range(0, min(len(words) - WORDS, 200), WORDS)]

    assert answers.count(language) >= 0.98 * len(answers)
    assert set(answers) <= {language, ""}


ODD_WORDS = ("œuvre", "été", "d’une", "l'an", "²", "3ème", "µ", "ŸVES", "Œil", "_a_", "“mot”", "n°", "a-t-il", "(la)")


@settings(deadline=None)
@given(st.lists(st.sampled_from(("le", "la", "un", "des", "the", "of", "and", "und", "de", "os", *ODD_WORDS))))
def test_a_sign_that_few_alphabets_have_does_not_change_the_language(words: list[str]) -> None:
    text = " ".join(words)
    assert detect(f"{text} ∎") == detect(text)
