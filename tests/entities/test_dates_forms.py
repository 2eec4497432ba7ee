"""Every form of date that the recogniser promises to find, read on Friday 10 May 2019."""

from __future__ import annotations

import pytest

from tests.entities.dates_reading import found

FRENCH = {
    "signé le 6 mai 2019 à Lyon": [("le 6 mai 2019", "2019-05-06")],
    "le 1er mai, jour férié": [("le 1er mai", "2019-05-01")],
    "le lundi 6 mai": [("le lundi 6 mai", "2019-05-06")],
    "le 6/05/2019": [("le 6/05/2019", "2019-05-06")],
    "reçu le 06.05.19": [("le 06.05.19", "2019-05-06")],
    "mi-mai": [("mi-mai", "2019-05")],
    "fin 2020": [("fin 2020", "2020")],
    "en 2016": [("2016", "2016")],
    "dès 2020": [("2020", "2020")],
    "d'ici à 2025": [("2025", "2025")],
    "la réforme de 2016": [("2016", "2016")],
    "au premier trimestre 2019": [("premier trimestre 2019", "2019-Q1")],
    "au second semestre 2018": [("second semestre 2018", "2018-H2")],
    "à l'été 2018": [("l'été 2018", "2018-SU")],
    "l'année universitaire 2019-2020": [("l'année universitaire 2019-2020", "2019/2020")],
    "la rentrée 2020": [("la rentrée 2020", "2020-09")],
    "les années 1980": [("les années 1980", "198")],
    "au XIXe siècle": [("XIXe siècle", "18")],
    "à Pâques 2018": [("Pâques 2018", "2018-04-01")],
    "à Noël 2018": [("Noël 2018", "2018-12-25")],
    "le 14 Juillet 2018": [("le 14 Juillet 2018", "2018-07-14")],
    "hier et aujourd'hui": [("hier", "2019-05-09"), ("aujourd'hui", "2019-05-10")],
    "demain soir": [("demain soir", "2019-05-11TEV")],
    "lundi dernier": [("lundi dernier", "2019-05-06")],
    "la semaine prochaine": [("la semaine prochaine", "2019-W20")],
    "il y a deux ans": [("il y a deux ans", "2017")],
    "dans trois semaines": [("trois semaines", "2019-W22")],
    "Il a parlé le 3 mars. Le lendemain, il partait.": [("le 3 mars", "2019-03-03"), ("Le lendemain", "2019-03-04")],
    "du 3 au 7 juin": [("3", "2019-06-03"), ("7 juin", "2019-06-07")],
    "du 28 mai au 3 juin 2018": [("28 mai", "2018-05-28"), ("3 juin 2018", "2018-06-03")],
    "de 1992 à 1995": [("1992", "1992"), ("1995", "1995")],
    "entre mars et juin": [("mars", "2019-03"), ("juin", "2019-06")],
    "pendant cinq ans": [("cinq ans", "P5Y")],
    "depuis un an et demi": [("un an et demi", "P1.5Y")],
    "chaque lundi": [("chaque lundi", "XXXX-WXX-1")],
    "chaque année": [("chaque année", "P1Y")],
    "hier à 20 h 30": [("hier", "2019-05-09"), ("20 h 30", "2019-05-09T20:30")],
    "dans la nuit de samedi à dimanche": [("la nuit de samedi à dimanche", "2019-05-04TNI")],
    "ces dernières années": [("ces dernières années", "PXY")],
    "le mois dernier": [("le mois dernier", "2019-04")],
    "actuellement": [("actuellement", "PRESENT_REF")],
}
ENGLISH = {
    "signed on May 6, 2019": [("May 6, 2019", "2019-05-06")],
    "the 6th of May": [("the 6th of May", "2019-05-06")],
    "in May 2019": [("May 2019", "2019-05")],
    "early June": [("early June", "2019-06")],
    "since '09": [("'09", "2009")],
    "since 2004": [("2004", "2004")],
    "in the third quarter of 2018": [("the third quarter of 2018", "2018-Q3")],
    "in Q3 2018": [("Q3 2018", "2018-Q3")],
    "the first half of 2018": [("the first half of 2018", "2018-H1")],
    "the summer of 1964": [("the summer of 1964", "1964-SU")],
    "FY2024": [("FY2024", "2024")],
    "fiscal 2018": [("fiscal 2018", "2018")],
    "in the 1980s": [("the 1980s", "198")],
    "in the 19th century": [("the 19th century", "18")],
    "Thanksgiving 2018": [("Thanksgiving 2018", "2018-11-22")],
    "He left yesterday": [("yesterday", "2019-05-09")],
    "It opens next Tuesday": [("next Tuesday", "2019-05-14")],
    "He called on Monday": [("Monday", "2019-05-06")],
    "He will call on Monday": [("Monday", "2019-05-13")],
    "five years ago": [("five years ago", "2014")],
    "It opens in three weeks": [("three weeks", "2019-W22")],
    "He spoke on March 3. Two days later he left.": [("March 3", "2019-03-03"), ("Two days later", "2019-03-05")],
    "from May 3 to 7": [("May 3", "2019-05-03"), ("7", "2019-05-07")],
    "the 2017-2021 plan": [("2017", "2017"), ("2021", "2021")],
    "a five-year plan": [("five-year", "P5Y")],
    "a 29-year-old man": [("29-year-old", "P29Y")],
    "every spring": [("every spring", "XXXX-SP")],
    "at 10 p.m. Thursday": [("10 p.m. Thursday", "2019-05-09T22:00")],
    "this morning": [("this morning", "2019-05-10TMO")],
    "the past two years": [("the past two years", "P2Y")],
    "half an hour": [("half an hour", "PT30M")],
}
OTHERS = {
    "de": {
        "am Montag, 6. Mai 2019": [("Montag, 6. Mai 2019", "2019-05-06")],
        "im Jahr 2010": [("Jahr 2010", "2010")],
        "vergangene Woche": [("vergangene Woche", "2019-W18")],
        "am Donnerstagabend wurde gewählt": [("Donnerstagabend", "2019-05-09TEV")],
        "vor zwei Jahren": [("vor zwei Jahren", "2017")],
        "ein dreijähriges Kind": [("dreijähriges", "P3Y")],
    },
    "es": {
        "el 6 de mayo de 2019": [("el 6 de mayo de 2019", "2019-05-06")],
        "hace dos años": [("hace dos años", "2017")],
        "la semana pasada": [("la semana pasada", "2019-W18")],
    },
    "it": {
        "il 6 maggio 2019": [("il 6 maggio 2019", "2019-05-06")],
        "due anni fa": [("due anni fa", "2017")],
        "lunedì scorso": [("lunedì scorso", "2019-05-06")],
    },
    "pt": {
        "em 6 de maio de 2019": [("6 de maio de 2019", "2019-05-06")],
        "há dois anos": [("há dois anos", "2017")],
    },
    "nl": {
        "op 6 mei 2019": [("6 mei 2019", "2019-05-06")],
        "twee jaar geleden": [("twee jaar geleden", "2017")],
    },
}


@pytest.mark.parametrize("text", FRENCH)
def test_a_french_form_is_found_with_its_value(text: str) -> None:
    assert found(text, "fr") == FRENCH[text]


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_form_is_found_with_its_value(text: str) -> None:
    assert found(text, "en") == ENGLISH[text]


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, forms in OTHERS.items() for text in forms])
def test_a_form_of_another_language_is_found_with_its_value(language: str, text: str) -> None:
    assert found(text, language) == OTHERS[language][text]


def test_typographic_apostrophes_and_narrow_spaces_change_nothing() -> None:
    assert found("aujourd’hui, le 6\u202fmai\u00a02019", "fr") == [
        ("aujourd’hui", "2019-05-10"),
        ("le 6\u202fmai\u00a02019", "2019-05-06"),
    ]
