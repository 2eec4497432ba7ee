"""Names are taken as far as they go, and no farther."""

from __future__ import annotations

import pytest

from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.mentions import MentionKind


def surfaces(text: str, language: str = "fr") -> list[str]:
    found = recognise(Document.of_text(text, language), Context(language))
    return [m.surface for m in found.mentions if m.kind is MentionKind.INSTITUTION]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dirige l'Institut de recherche sur les surfaces.", ["Institut de recherche sur les surfaces"]),
        ("Le Laboratoire de mécanique et génie civil recrute.", ["Laboratoire de mécanique et génie civil"]),
        ("Selon l'Association des directeurs de bibliothèques universitaires, rien ne va.",
         ["Association des directeurs de bibliothèques universitaires"]),
        ("La Fondation pour la mémoire et la paix proteste.", ["Fondation pour la mémoire et la paix"]),
        ("Le Centre national de la recherche scientifique et technologique reçoit.",
         ["Centre national de la recherche scientifique et technologique"]),
        ("Le rectorat de l'académie de Versailles répond.", ["rectorat de l'académie de Versailles"]),
        ("La chambre de commerce et d'industrie du Gers déménage.", ["chambre de commerce et d'industrie du Gers"]),
        ("Elle publie aux Éditions Jeanne Martel.", ["Éditions Jeanne Martel"]),
        ("Il dirige le laboratoire Aubry-Massin depuis 2002.", ["laboratoire Aubry-Massin"]),
        ("Elle travaille au Kepler Institute for Astronomy et à la University of Ghana.",
         ["Kepler Institute for Astronomy", "University of Ghana"]),
        ("Le patron de Greenpeace Canada est venu.", ["Greenpeace Canada"]),
    ],
)  # fmt: skip
def test_french_names_go_on_to_what_they_are_about(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Union européenne sur la conjoncture se tait.", ["Union européenne"]),
        ("L'avis de l'Autorité de sûreté nucléaire à propos de la cuve tarde.", ["Autorité de sûreté nucléaire"]),
        ("Elle fut élève de l'École normale supérieure de la rue d'Ulm.", ["École normale supérieure"]),
        ("Il siège au conseil de surveillance d'Areva.", ["Areva"]),
        ("La présidente du conseil d'administration a réuni le comité de pilotage de Lyon.", []),
        ("Le Conseil pour la première fois a voté.", []),
    ],
)
def test_french_names_stop_where_the_sentence_goes_on(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Department for Culture, Media and Sport agreed.", ["Department for Culture, Media and Sport"]),
        ("The National Academies of Sciences, Engineering, and Medicine will report.",
         ["National Academies of Sciences, Engineering, and Medicine"]),
        ("She joined the Nursing and Midwifery Council.", ["Nursing and Midwifery Council"]),
        ("A grant of the Gordon and Betty Miller Foundation helped.", ["Gordon and Betty Miller Foundation"]),
        ("The Andrew W. Mellon Foundation gave money.", ["Andrew W. Mellon Foundation"]),
        ("A nurse of St. Michael's Hospital left Addenbrooke's Hospital.",
         ["St. Michael's Hospital", "Addenbrooke's Hospital"]),
        ("It is owned by the law firm Hartley, Simmons & Rice.", ["Hartley, Simmons & Rice"]),
        ("Amnesty International Kenya welcomed it.", ["Amnesty International Kenya"]),
        ("The International Union of Bakers and Aerospace Workers met.",
         ["International Union of Bakers and Aerospace Workers"]),
        ("He left the Universidade Federal de Santa Catarina.", ["Universidade Federal de Santa Catarina"]),
    ],
)  # fmt: skip
def test_english_names_are_whole(text: str, expected: list[str]) -> None:
    assert surfaces(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "She married John College, a surgeon.",
        "They met in Church Street and walked to Parliament Square.",
        "The University Arms is a hotel.",
        "Agencies are alarmed as Congress Stalls.",
        "A neighbour saw Kenya's School year begin.",
    ],
)
def test_streets_persons_and_headlines_are_no_institutions(text: str) -> None:
    assert surfaces(text, "en") == []
