"""How dailies and agencies write dates that grammars forget: short figures, whole units, days of named weeks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.entities.dates_reading import found

THURSDAY = date(2001, 5, 10)
NOVEMBER = date(2002, 11, 14)
QUARTER = date(1989, 11, 2)

GERMAN = [
    ("Am 03.05. wurde ein Rad gestohlen.", [("03.05.", "2001-05-03")]),
    ("Vom 1. 1. bis 30. 6. gesperrt.", [("1. 1.", "2001-01-01"), ("30. 6.", "2001-06-30")]),
    ("Vom 8. bis zum 10. Juni ist Markt.", [("8.", "2001-06-08"), ("10. Juni", "2001-06-10")]),
    ("Am 5./6. Mai war Markt.", [("5.", "2001-05-05"), ("6. Mai", "2001-05-06")]),
    ("Samstag/Sonntag wurde gefeiert.", [("Samstag", "2001-05-05"), ("Sonntag", "2001-05-06")]),
    ("Am Donnerstag vergangener Woche sprach er.", [("Donnerstag vergangener Woche", "2001-05-03")]),
    ("Am Dienstag dieser Woche sprach er.", [("Dienstag dieser Woche", "2001-05-08")]),
    ("Am kommenden Samstag, 12. Mai, ist Markt.", [("kommenden Samstag, 12. Mai", "2001-05-12")]),
    ("In der Nacht auf gestern brannte es.", [("der Nacht auf gestern", "2001-05-09TNI")]),
    ("In den frühen Morgenstunden brannte es.", [("den frühen Morgenstunden", "2001-05-10TMO")]),
    ("Am Morgen schneite es.", [("Morgen", "2001-05-10TMO")]),
    ("Morgen beginnt der Prozess.", [("Morgen", "2001-05-11")]),
    ("Sie stritten jahrelang.", [("jahrelang", "PXY")]),
    ("Den ganzen Tag regnete es.", [("Den ganzen Tag", "P1D")]),
    ("Im Winter 2000/2001 schneite es.", [("Winter 2000/2001", "2000-WI")]),
    ("Vor Jahren war das anders.", [("Vor Jahren", "PAST_REF")]),
    ("Mitte Juli beginnen die Arbeiten.", [("Mitte Juli", "2001-07")]),
    ("Am Sonntag spielt Brixen in Lana.", [("Sonntag", "2001-05-13")]),
    ("Drei Konzerte am Sonntag. Die Karte kostet nichts.", [("Sonntag", "2001-05-06")]),
    ("Im Jahr 1999 kamen 40, im Jahr zuvor 30.", [("Jahr 1999", "1999"), ("Jahr zuvor", "1998")]),
    ("Seit 1994 im Amt, geht er im Juni.", [("1994", "1994"), ("Juni", "2001-06")]),
    ("Es dauert von 19.30 bis 21 Uhr.", [("19.30", "2001-05-10T19:30"), ("21 Uhr", "2001-05-10T21:00")]),
    ("Die Studie untersuchte 2000 Kinder im Alter von drei bis sechs Jahren.", [("drei bis sechs Jahren", "P6Y")]),
    ("Innerhalb Juni soll er zustimmen.", [("Juni", "2001-06")]),
    ("Das ist mehr als im Vorquartal.", [("Vorquartal", "2001-Q1")]),
    ("Achtundzwanzig Jahre lang stand sie.", [("Achtundzwanzig Jahre", "P28Y")]),
    ("Gegründet wurde er 1854.", [("1854", "1854")]),
    ("Sie kam nie. 1996 hatte sie Glück.", [("1996", "1996")]),
    ("Ab Herbst wird gebaut.", [("Herbst", "2001-FA")]),
    ("Gestern besiegte es Rom, am Sonntag trifft es auf Wien.", [("Gestern", "2001-05-09"), ("Sonntag", "2001-05-13")]),
    ("Im Jahr 1999 kamen 40, zwei Jahre davor 30.", [("Jahr 1999", "1999"), ("zwei Jahre davor", "1997")]),
    ("Im Jahr 1999 kamen 40, im Jahr davor 30.", [("Jahr 1999", "1999"), ("Jahr davor", "1998")]),
    ("Die Konzerte am Sonntag.", [("Sonntag", "2001-05-06")]),
    ("Vortrag am Sonntag, Eintritt frei.", [("Sonntag", "2001-05-13")]),
    ("Warum am Sonntag ein Kampf beginnt.", [("Sonntag", "2001-05-13")]),
    ("Nach 30 Jahren geht Hofer im September.", [("30 Jahren", "P30Y"), ("September", "2001-09")]),
]

FRENCH = [
    ("Le 15/11, réunion publique. Tarif : 12/15 euros.", [("Le 15/11", "2002-11-15")]),
    ("Ouvert du 12/11 au 15/11.", [("12/11", "2002-11-12"), ("15/11", "2002-11-15")]),
    ("Il a plu toute la journée.", [("toute la journée", "P1D")]),
    ("Trois quarts d'heure de retard.", [("Trois quarts d'heure", "PT45M")]),
    ("Dans la nuit du 8 au 9 novembre, il a gelé.", [("la nuit du 8 au 9 novembre", "2002-11-08TNI")]),
    ("La nuit du 31 octobre au 1er novembre.", [("La nuit du 31 octobre au 1er novembre", "2002-10-31TNI")]),
    ("La déchetterie est ouverte le lundi.", [("le lundi", "XXXX-WXX-1")]),
    ("Il a dit que lundi la gare serait fermée.", [("lundi", "2002-11-11")]),
    ("Il a dit que lundi la gare fermera.", [("lundi", "2002-11-18")]),
    ("Un rendez-vous quotidien. Le quotidien régional l'annonce.", [("quotidien", "P1D")]),
    ("Il y a des années que cela dure.", [("Il y a des années", "PAST_REF")]),
    ("Ouvert du mardi au dimanche.", [("mardi", "XXXX-WXX-2"), ("dimanche", "XXXX-WXX-7")]),
    ("Du lundi 18 au mardi 19.", [("lundi 18", "2002-11-18"), ("mardi 19", "2002-11-19")]),
    ("Nancy joue ce soir (20 h).", [("ce soir", "2002-11-14TEV"), ("20 h", "2002-11-14T20:00")]),
    ("Les répétitions ont lieu le jeudi soir.", [("le jeudi soir", "XXXX-WXX-4TEV")]),
    ("Au premier semestre, l'exercice aura été bon.", [("premier semestre", "2002-H1")]),
    ("La route vient d'être fermée jeudi, à 16 heures.", [("jeudi", "2002-11-14"), ("16 heures", "2002-11-14T16:00")]),
    (
        "Vendredi, à partir de 8 h, deux accidents se sont produits.",
        [
            ("Vendredi", "2002-11-08"),
            ("8 h", "2002-11-08T08:00"),
        ],
    ),
    ("Un homme tué vendredi vers 6 heures.", [("vendredi", "2002-11-08"), ("6 heures", "2002-11-08T06:00")]),
    ("C'est le premier quotidien britannique.", []),
    ("Une journée portes ouvertes plaît.", []),
    ("Loto de l'amicale samedi.", [("samedi", "2002-11-16")]),
    ("Le SLUC affronte Le Mans samedi.", [("samedi", "2002-11-16")]),
    ("Bison futé voit orange au nécessaire. Ce week-end, Bison futé voit vert.", [("Ce week-end", "2002-W46-WE")]),
    ("La dernière journée de championnat.", []),
    ("Le 1/4 de finale est joué.", []),
    ("Plus vite pour les secondes places.", []),
]

ENGLISH = [
    ("The FTC on Tuesday sued to block it, which would hurt.", [("Tuesday", "1989-10-31")]),
    ("It was postponed from Oct. 16 and will be held Monday.", [("Oct. 16", "1989-10-16"), ("Monday", "1989-11-06")]),
    ("The Hawks lost Wednesday; they play again Saturday.", [("Wednesday", "1989-11-01"), ("Saturday", "1989-11-04")]),
    ("He worked all day.", [("all day", "P1D")]),
    ("Two years ago today, it began.", [("Two years ago today", "1987-11-02")]),
    ("On Tuesday of last week it closed.", [("Tuesday of last week", "1989-10-24")]),
    ("After the Oct. 17 earthquake it closed.", [("Oct. 17", "1989-10-17")]),
    ("The Friday meeting was short.", [("Friday", "1989-10-27")]),
    ("In the winter of 1988-89 it snowed.", [("the winter of 1988-89", "1988-WI")]),
    ("A yearlong study took a quarter-century.", [("yearlong", "P1Y"), ("quarter-century", "P25Y")]),
    ("It earned less in the year-ago quarter.", [("the year-ago quarter", "1988-Q3")]),
    ("Late this morning it rained.", [("Late this morning", "1989-11-02TMO")]),
    ("The night before, it rained.", [("The night before", "1989-11-01TNI")]),
    ("He was once a clerk. Once open, it stays.", [("once", "PAST_REF")]),
    ("It works from 9 to 11 a.m.", [("9", "1989-11-02T09:00"), ("11 a.m.", "1989-11-02T11:00")]),
    ("11/01/1989 13:37:00 NEWS", [("11/01/1989 13:37:00", "1989-11-01T13:37:00")]),
    ("The raid came a day before the talks.", [("a day", "P1D")]),
    ("Talks were put off until Jan. 10.", [("Jan. 10", "1990-01-10")]),
    ("It was shut until Sept. 10.", [("Sept. 10", "1989-09-10")]),
    ("They had threatened to cut off funds as of Tuesday.", [("Tuesday", "1989-11-07")]),
    ("Sales rose in October from a year earlier.", [("October", "1989-10"), ("a year earlier", "1988-10")]),
    ("Net for the quarter ended Sept. 30 fell.", [("the quarter", "1989-Q3"), ("Sept. 30", "1989-09-30")]),
    ("The chairman testifies Wednesday.", [("Wednesday", "1989-11-08")]),
    ("He will miss it after picking up a knock on Wednesday.", [("Wednesday", "1989-11-01")]),
    ("His three-day trip was short.", [("three-day", "P3D")]),
    ("Obama flies to Jordan later Friday.", [("later Friday", "1989-11-03")]),
    ("It took 2 hours and 46 minutes.", [("2 hours and 46 minutes", "PT2H46M")]),
    ("Twenty-eight years on, it stands.", [("Twenty-eight years", "P28Y")]),
    ("It rose from the prior quarter.", [("the prior quarter", "1989-Q3")]),
    (
        "The rights, which expire Nov. 21, 1999, go to holders of record Nov. 15.",
        [
            ("Nov. 21, 1999", "1999-11-21"),
            ("Nov. 15", "1989-11-15"),
        ],
    ),
    ("The third time in as many days. The player of the month.", []),
    ("A meeting has been called for Friday.", [("Friday", "1989-11-03")]),
    ("It will last until early spring.", [("early spring", "1990-SP")]),
    ("A strike would be the first in 25 years.", [("25 years", "P25Y")]),
    ("The chairman retires in January.", [("January", "1990-01")]),
    ("It said last week that sales fell.", [("last week", "1989-W43")]),
    ("It said late last year that sales fell.", [("late last year", "1988")]),
    ("At the last minute he left. About 1/2 of it.", []),
]


@pytest.mark.parametrize(("text", "wanted"), GERMAN)
def test_german_dailies(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text, "de", THURSDAY) == wanted


@pytest.mark.parametrize(("text", "wanted"), FRENCH)
def test_french_dailies(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text, "fr", NOVEMBER) == wanted


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_english_agencies(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text, "en", QUARTER) == wanted


@pytest.mark.parametrize("text", ["Punkt 3.5. und Kapitel 2.3. gelten.", "Platz 2.3. oder 4.5."])
def test_dotted_figures_without_a_preposition_are_no_german_day(text: str) -> None:
    assert found(text, "de", THURSDAY) == []
