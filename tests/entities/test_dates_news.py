"""How news texts write dates: the wire, the local paper, the regional daily. Extents and TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest

from tests.entities.dates_reading import found

THURSDAY = date(2013, 3, 21)
NOVEMBER = date(2001, 11, 14)

ENGLISH = [
    ("It rose from last year's level.", [("last year", "2012")]),
    ("In May last year he left.", [("May last year", "2012-05")]),
    ("He resigned in the fall of 1997.", [("the fall of 1997", "1997-FA")]),
    ("It grew in the 1996 third quarter.", [("the 1996 third quarter", "1996-Q3")]),
    ("In the past, he won.", [("the past", "PAST_REF")]),
    ("Trading resumed at 2 p.m. EDT and ended.", [("2 p.m. EDT", "2013-03-21T14:00")]),
    ("At 1930 GMT the power failed.", [("1930 GMT", "2013-03-21T19:30")]),
    ("Storms could last two weeks.", [("two weeks", "P2W")]),
    ("Six-and-a-half years later, it closed.", [("Six-and-a-half years later", "2019")]),
    ("Around noon, it closed.", [("noon", "2013-03-21T12:00")]),
    ("It starts at 8 o'clock Sunday night.", [("8 o'clock Sunday night", "2013-03-24T20:00")]),
    ("It will be on the first Monday in May.", [("the first Monday in May", "2013-05-06")]),
    ("It will be in the third week of April.", [("the third week of April", "2013-04")]),
    ("A man in his 50s and a woman in her early thirties.", []),
    ("In the 2013 fiscal year, sales rose.", [("the 2013 fiscal year", "2013")]),
    ("They met Tuesday through Thursday.", [("Tuesday", "2013-03-19"), ("Thursday", "2013-03-21")]),
    ("It fell from last year's fourth quarter.", [("last year", "2012"), ("fourth quarter", "2012-Q4")]),
    ("It runs 24 hours a day.", [("24 hours", "PT24H"), ("a day", "P1D")]),
    ("The board meets the second Tuesday of every month.", [("the second Tuesday of every month", "XXXX-WXX-2")]),
]

TENSES = [
    ("“We have until Monday,” a spokesman said.", "2013-03-25"),
    ("The road will stay closed through Monday.", "2013-03-25"),
    ("He was told to leave by Friday.", "2013-03-22"),
    ("The game is Saturday.", "2013-03-23"),
    ("The plane, missing since Saturday, was found.", "2013-03-16"),
    ("The report, to be published Tuesday, says so.", "2013-03-26"),
    ("Traders await Friday's report.", "2013-03-22"),
    ("The law takes effect in January.", "2014-01"),
    ("The season begins June 1.", "2013-06-01"),
]

FRENCH = [
    ("Jugement le 17 prochain.", [("le 17 prochain", "2001-11-17")]),
    ("La fête aura lieu le dernier dimanche de mai.", [("le dernier dimanche de mai", "2002-05-26")]),
    ("Il a disparu depuis le mois de décembre.", [("le mois de décembre", "2000-12")]),
    ("Le premier meeting doit se tenir lundi.", [("lundi", "2001-11-19")]),
    (
        "En 1990, il part. En 1992, il revient. Le 6 novembre, il est mort.",
        [("1990", "1990"), ("1992", "1992"), ("Le 6 novembre", "2001-11-06")],
    ),
    ("Né en 1925, il est mort dimanche 4 novembre.", [("1925", "1925"), ("dimanche 4 novembre", "2001-11-04")]),
    ("Né en 1965 et nommé en octobre.", [("1965", "1965"), ("octobre", "2001-10")]),
    ("Plus tôt ce mois-ci, il riait.", [("Plus tôt ce mois-ci", "2001-11")]),
    ("Du 6 au 24 juillet prochain.", [("6", "2002-07-06"), ("24 juillet prochain", "2002-07-24")]),
    ("Depuis mai 68, 30 ans ont passé.", [("mai 68", "1968-05"), ("30 ans", "P30Y")]),
    ("C'est finalement le 15 mai que la sonde va plonger.", [("le 15 mai", "2002-05-15")]),
    ("Les accusations de Mai Fatty.", []),
    ("Selon Mai Fatty et Jean-Noël Jeanneney, en mars 45 personnes ont fui.", [("mars", "2001-03")]),
    ("Au dernier trimestre 2000, tout allait bien.", [("dernier trimestre 2000", "2000-Q4")]),
    ("Rendez-vous ce vendredi 16.", [("ce vendredi 16", "2001-11-16")]),
    ("Le jeudi de l'Ascension 2002.", [("Le jeudi de l'Ascension 2002", "2002-05-09")]),
    ("Comme chaque 8 mai.", [("chaque 8 mai", "XXXX-05-08")]),
    ("Musée ouvert le dimanche.", [("le dimanche", "XXXX-WXX-7")]),
    ("L'enquête, ouverte vendredi, se poursuit.", [("vendredi", "2001-11-09")]),
    ("Les 17 et 18 novembre prochains, foire.", [("Les 17", "2001-11-17"), ("18 novembre prochains", "2001-11-18")]),
    ("Le 8 mai 45, tout était fini.", [("Le 8 mai 45", "1945-05-08")]),
    ("L'accord fut conclu au printemps.", [("printemps", "2001-SP")]),
    ("En mai de l'an dernier, il chantait.", [("mai de l'an dernier", "2000-05")]),
    ("Reportée au mardi 20. Le conseil vote.", [("mardi 20", "2001-11-20")]),
    ("À la fin de l'année 2002.", [("la fin de l'année 2002", "2002")]),
    ("Dans la journée de samedi, il a plu.", [("la journée de samedi", "2001-11-10")]),
    ("Cela fait deux mois que la route est coupée.", [("deux mois", "P2M")]),
    ("Elle gagne en 1 heure 56 minutes.", [("1 heure 56 minutes", "PT1H56M")]),
    ("Peu après 10 heures, le feu a pris.", [("10 heures", "2001-11-14T10:00")]),
    ("Le défilé du vendredi 14 juillet 2000.", [("vendredi 14 juillet 2000", "2000-07-14")]),
    ("La grève, commencée lundi, devrait durer.", [("lundi", "2001-11-12")]),
    ("L'accord devrait être signé lundi.", [("lundi", "2001-11-19")]),
    ("Il est parti le 3 au matin.", [("le 3 au matin", "2001-11-03TMO")]),
    ("Il était 8 heures.", [("8 heures", "2001-11-14T08:00")]),
    ("Dans la matinée d'hier, il a plu.", [("la matinée d'hier", "2001-11-13TMO")]),
    ("Depuis le 11-Septembre, tout a changé.", [("le 11-Septembre", "2001-09-11")]),
    ("Il a même été élu en boîte de nuit.", []),
    ("L'appareil est en veille.", []),
]

GERMAN = [
    ("Am nächsten Morgen fuhr er weiter.", [("nächsten Morgen", "2001-11-15TMO")]),
    ("Im Winter 1944/45 fror er.", [("Winter 1944/45", "1944-WI")]),
    ("Im Frühjahr kommenden Jahres wird gewählt.", [("Frühjahr kommenden Jahres", "2002-SP")]),
    ("Im Vorjahr waren es mehr.", [("Vorjahr", "2000")]),
    ("Man werde am Montag entscheiden, sagte er.", [("Montag", "2001-11-19")]),
    ("Ab Montag galt eine Sperre.", [("Montag", "2001-11-19")]),
    ("Das erste Halbjahr sei gut verlaufen.", [("Das erste Halbjahr", "2001-H1")]),
    ("Vor genau 100 Jahren wurde er geboren.", [("Vor genau 100 Jahren", "1901")]),
    ("Kurz vor Mitternacht brannte es.", [("Mitternacht", "2001-11-14T24:00")]),
    ("An diesem Wochenende ist Markt.", [("diesem Wochenende", "2001-W46-WE")]),
    ("In der Nacht von Samstag auf Sonntag brannte es.", [("der Nacht von Samstag auf Sonntag", "2001-11-10TNI")]),
    ("Schon 1999. Im Mai wird gewählt.", [("1999", "1999"), ("Mai", "2002-05")]),
    ("Die letzten beiden Jahre waren gut.", [("Die letzten beiden Jahre", "P2Y")]),
    (
        "Er war 1965 geboren und starb 1998. Seit Anfang Oktober ist zu.",
        [("1965", "1965"), ("1998", "1998"), ("Anfang Oktober", "2001-10")],
    ),
    ("Frau Mai und die Firma März.", []),
]


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_english_wire(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text, "en", THURSDAY) == wanted


@pytest.mark.parametrize(("text", "wanted"), TENSES)
def test_the_verb_says_which_day_is_meant(text: str, wanted: str) -> None:
    assert [timex for _, timex in found(text, "en", THURSDAY)] == [wanted]


@pytest.mark.parametrize(("text", "wanted"), FRENCH)
def test_french_local_paper(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text, "fr", NOVEMBER) == wanted


@pytest.mark.parametrize(("text", "wanted"), GERMAN)
def test_german_regional_daily(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text, "de", NOVEMBER) == wanted


def test_the_hour_after_this_morning_is_of_the_day_of_publication() -> None:
    text = "La fête eut lieu le 6 mai. Il sera inhumé ce matin à 10 h. Cet après-midi, à 15 h, réunion."
    assert [timex for _, timex in found(text, "fr", NOVEMBER)] == [
        "2001-05-06",
        "2001-11-14TMO",
        "2001-11-14T10:00",
        "2001-11-14TAF",
        "2001-11-14T15:00",
    ]


def test_a_background_year_does_not_draw_later_dates_to_itself() -> None:
    text = "It was the first visit since the 2008 war, and the coldest since 1940. The school year ends in late June."
    assert found(text, "en", THURSDAY)[-1] == ("late June", "2013-06")


def test_the_quarter_is_not_that_of_the_year_compared_with() -> None:
    text = "Third-quarter profit fell from $14 million a year earlier. Revenue in the quarter rose."
    assert [timex for _, timex in found(text, "en", date(1989, 11, 2))] == ["1989-Q3", "1988-Q3", "1989-Q3"]
