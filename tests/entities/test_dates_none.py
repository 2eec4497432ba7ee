"""Numbers and names that look like dates and are none."""

from __future__ import annotations

import pytest

from tests.entities.dates_reading import found

FRENCH = [
    "Le kilo coûte 2019 euros.",
    "Le match s'est terminé 3-2.",
    "Une hausse de 2,5 % et de 12 %.",
    "La version 2.3.2 est sortie.",
    "En salle 2016, page 2019.",
    "Tél. 01 42 16 20 19",
    "75016 Paris et 63000 Clermont-Ferrand",
    "La planète Mars est rouge. Mars tourne.",
    "rue du 4-Août",
    "avenue du 11 Novembre 1918",
    "place du 8-Mai-1945",
    "près de 280 étudiants obtiennent leur diplôme",
    "Clément Rocher Publié le",
    "Il a été élu. Ils ont été reçus.",
    "Plus de 2000 personnes ont défilé.",
    "Le quotidien 20 Minutes",
    "les 28 pays et le 49.3",
    "https://example.org/2019/05/06/accord",
    "Le prix est passé de 1990 à 2050 euros.",
    "Avril Lavigne chante. Le 20 heures de TF1.",
    "Le G20, l'A380, le vol AF 1984 et Canal 2020.",
    "Office 2016 sur la D 2019, le roman « 1984 ».",
    "Les Avril vivent à Juillet-sur-Marne.",
    "Le décret n° 2004-2010, l'alinéa 2020, Radio 2000 et le pont du 19-Mars-1962.",
    "L'hebdomadaire Le Point, selon Paul Avril et Luc Dimanche.",
]
ENGLISH = [
    "You may march on. It may be so.",
    "April Jones met June Brown.",
    "The second man wed the first.",
    "It costs $2019 or 2,010 dollars.",
    "They won 21-17 on page 2010.",
    "Version 2.3.20 runs on Windows 2000.",
    "Call 212-555-2019, room 2016.",
    "The fall of the wall; spring up; fall apart.",
    "He scored in the second half of the match.",
    "Mars is a planet; Marche is a region.",
    "The Sun and LA Weekly",
    "It rose from 1990 to 2050 dollars.",
    "A quarter of voters and one quarter of firms use Monday.com.",
    "The Russell 2000, serial 1999-2, Interstate 2020, the March of Dimes and a june-bug.",
    "The Nikkei 225 fell to 2,045; the film “2001, a Space Odyssey” and Office 2016.",
]
GERMAN = [
    "Der DAX stieg auf 2045 Punkte, Flug LH 1984 fiel aus.",
    "Die Straße des 17. Juni und die SS 2019.",
    "Herr Sonntag traf Frau Mai.",
    "Audi 80, Porsche 911 und Windows 2000; Kapitel 2001, Seite 1990.",
]


@pytest.mark.parametrize("text", FRENCH)
def test_a_french_number_that_is_no_date_stays_alone(text: str) -> None:
    assert found(text, "fr") == []


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_word_or_number_that_is_no_date_stays_alone(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize("text", GERMAN)
def test_a_german_name_or_number_that_is_no_date_stays_alone(text: str) -> None:
    assert found(text, "de") == []


def test_a_numbered_section_is_no_date_but_a_dotted_date_is() -> None:
    assert found("2.3.2018 Champ\n2.3.2019 Objet\n2.3.2020 Durée", "fr") == []
    assert found("Reçu le 2.3.2019 au greffe", "fr") == [("le 2.3.2019", "2019-03-02")]


def test_an_impossible_day_is_no_date() -> None:
    assert found("le 31/02/2019 et le 45 mai", "fr") in ([], [("mai", "2019-05")])
