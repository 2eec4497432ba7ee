"""What earlier sentences make of a date: quarters that are compared, days told of, hours that come every week."""

from __future__ import annotations

from datetime import date

import pytest

from tests.entities.dates_reading import found, recognised

NOVEMBER = date(1989, 11, 2)
AUGUST = date(2001, 8, 9)

COMPARED = [
    ("Third-quarter net fell from $3 million a year ago.", ["1989-Q3", "1988-Q3"]),
    ("In the third quarter it lost $2 million; in the 1988 quarter, it gained.", ["1989-Q3", "1988-Q3"]),
    ("Claims in the week ended Oct. 28 rose.", ["1989-W43", "1989-10-28"]),
    ("It grew in September, from 2% the previous month and 3% a year earlier.", ["1989-09", "1989-08", "1988-09"]),
    ("It will report third-quarter earnings soon.", ["1989-Q3", "FUTURE_REF"]),
    ("In 1906, a quake hit. The next year, rebuilding began.", ["1906", "1907"]),
    ("After the 1979 crisis, the rule is to be lifted on December 15.", ["1979", "1989-12-15"]),
    ("Over the last decade, it grew. In the next year, it will shrink.", ["P1DE", "P1Y"]),
    ("Retailers, who had hoped for a strong Christmas season, cut orders.", ["1989-12-25"]),
    ("The plan must pass by midnight Saturday.", ["1989-11-04T24:00"]),
    ("It opened two years later than planned.", ["P2Y"]),
    ("Traffic fell in October from the year-ago month.", ["1989-10", "1988-10"]),
    ("Next year, elections are due in March.", ["1990", "1990-03"]),
    ("It helps 9,000, up from 7,000 six months ago.", ["1989-05"]),
    ("The season starts June 1 and ends Nov. 30.", ["1990-06-01", "1989-11-30"]),
    ("It fell half a century later. It closes for the summer next Friday.", ["2039", "1990-SU", "1989-11-03"]),
    ("Bills will be sold a week from today.", ["1989-11-09"]),
    ("A year and a half ago, it fell.", ["1988"]),
    ("Third-quarter net fell. The previous year was better.", ["1989-Q3", "1988"]),
    ("It was sold in 1987. Within 18 months, it fell. That year, sales rose.", ["1987", "P18M", "1987"]),
    ("It took years, and months passed before help came days after the quake.", ["PXY", "PXM", "PXD"]),
]
WEEKLY = [
    ("fr", "Ouvert le mercredi de 14 h à 17 h.", ["XXXX-WXX-3", "XXXX-XX-XXT14:00", "XXXX-XX-XXT17:00"]),
    (
        "de",
        "Das Büro ist von Montag bis Freitag von 9 bis 12 Uhr geöffnet.",
        ["XXXX-WXX-1", "XXXX-WXX-5", "XXXX-XX-XXT09:00", "XXXX-XX-XXT12:00"],
    ),
    ("en", "The office is open Monday to Friday.", ["XXXX-WXX-1", "XXXX-WXX-5"]),
    (
        "de",
        "Geöffnet am 12. August von 9 bis 12 und von 14 bis 18 Uhr.",
        ["2001-08-12", "2001-08-12T09:00", "2001-08-12T12:00", "2001-08-12T14:00", "2001-08-12T18:00"],
    ),
]
NOWADAYS = [
    ("de", "Der Betrieb, 1962 gegründet, hat heute 80 Mitarbeiter.", "PRESENT_REF"),
    ("de", "1988 übergab er den Hof. Heute lebt er in Brixen.", "PRESENT_REF"),
    ("de", "Der Brauch hält sich bis heute.", "PRESENT_REF"),
    ("fr", "Dans les années 30, on y dansait ; aujourd'hui, il n'en reste rien.", "PRESENT_REF"),
    ("fr", "On l'emploie encore aujourd'hui.", "PRESENT_REF"),
    ("de", "Der Rat soll noch heute entscheiden.", "2001-08-09"),
    ("de", "Heute tagt der Rat.", "2001-08-09"),
    ("fr", "Né en 1930, il sera fêté aujourd'hui.", "2001-08-09"),
]


@pytest.mark.parametrize(("text", "wanted"), COMPARED)
def test_comparisons_go_back_to_what_the_story_named(text: str, wanted: list[str]) -> None:
    assert [timex for _, timex in found(text, "en", NOVEMBER)] == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), WEEKLY)
def test_opening_hours_are_of_no_day_unless_one_is_named(language: str, text: str, wanted: list[str]) -> None:
    assert [timex for _, timex in found(text, language, AUGUST)] == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), NOWADAYS)
def test_today_may_mean_these_days(language: str, text: str, wanted: str) -> None:
    assert [timex for _, timex in found(text, language, AUGUST)][-1] == wanted


def test_two_lengths_of_one_unit_are_two() -> None:
    assert found("In 17 and 19 years it fell.", "en") == [("17", "P17Y"), ("19 years", "P19Y")]
    assert found("Elle dure 2 ans et 3 ans.", "fr") == [("2 ans", "P2Y"), ("3 ans", "P3Y")]


def test_an_age_is_no_date() -> None:
    text = "Un homme de 34 ans, Jean, 35 ans, et deux jeunes de 17 et 19 ans, âgés de 20 ans."
    assert found(text, "fr") == []
    assert found("Un retard de 2 ans.", "fr") == [("2 ans", "P2Y")]


def test_two_units_are_one_length() -> None:
    assert found("It lasted two days and six hours.", "en") == [("two days and six hours", "P2DT6H")]
    assert found("Un an et un jour de prison.", "fr") == [("Un an et un jour", "P1Y1D")]


def test_what_passed_on_tuesday_is_no_past_tuesday() -> None:
    assert found("La rentrée s'est bien passée mardi.", "fr", AUGUST) == [("mardi", "2001-08-07")]


def test_a_closing_day_comes_every_week() -> None:
    wanted = [("täglich", "P1D"), ("Montag", "XXXX-WXX-1"), ("10", "XXXX-XX-XXT10:00"), ("12 Uhr", "XXXX-XX-XXT12:00")]
    assert found("Geöffnet täglich außer Montag von 10 bis 12 Uhr.", "de", AUGUST) == wanted


def test_the_coming_weekend_is_the_nearest() -> None:
    assert found("Am kommenden Wochenende ist Markt.", "de", AUGUST) == [("kommenden Wochenende", "2001-W32-WE")]


def test_a_name_that_ends_in_a_weekday_is_none() -> None:
    assert found("Am Herz-Jesu-Sonntag brennen Feuer.", "de", AUGUST) == []


def test_a_sentence_without_verb_looks_ahead() -> None:
    assert found("Vendredi, pluie.", "fr", AUGUST) == [("Vendredi", "2001-08-10")]


def test_small_hours_of_a_night_are_of_its_second_day() -> None:
    text = "Un vol a été commis dans la nuit de lundi à mardi, vers 3 h."
    assert [timex for _, timex in found(text, "fr", AUGUST)] == ["2001-08-06TNI", "2001-08-07T03:00"]


def test_a_jubilee_is_no_length_of_time() -> None:
    assert found("Der Verein feiert das 75-Jahr-Jubiläum.", "de", AUGUST) == []


def test_the_simple_past_looks_back() -> None:
    assert found("Vendredi, le groupe entra en bourse.", "fr", AUGUST) == [("Vendredi", "2001-08-03")]


KEYS = [
    ("fr", "Publié le 12 novembre 2019 à 18h02. Le vote a eu lieu.", {"le 12 novembre 2019": False, "18h02": False}),
    ("fr", "L'élection se tiendra le 14 décembre à 9 h 30.", {"le 14 décembre": True, "9 h 30": False}),
    ("fr", "Il verra le jour en 2022, et remplace l'outil en service depuis 2009.", {"2022": True, "2009": False}),
    (
        "fr",
        "L'arrêté du 26 mai 2016 est modifié ; les écoles ont jusqu'à la fin de l'année 2021 pour voter.",
        {"26 mai 2016": False, "la fin de l'année 2021": True},
    ),
    ("en", "On Monday, students return to campus; it was founded in 1868.", {"Monday": True, "1868": False}),
]


@pytest.mark.parametrize(("language", "text", "wanted"), KEYS)
def test_key_dates_are_those_that_an_editor_would_pick(language: str, text: str, wanted: dict[str, bool]) -> None:
    result = recognised(text, language, date(2019, 11, 12))
    assert {m.surface: result.dates[m.ref].key for m in result.mentions} == wanted


def test_background_years_do_not_make_news_a_story_of_old_times() -> None:
    text = (
        "The court heard the case on Tuesday. The plan was made in 2013, changed in 2009, in 1987 and in 1965. "
        "A ruling is expected by the end of June."
    )
    assert found(text, "en", date(2023, 3, 2))[-1] == ("the end of June", "2023-06")


def test_the_years_of_a_column_are_read_alike() -> None:
    table = (
        "Format\tSince\tBy\nRSS 2.0\t2002\tan advisory board\nJSON Feed\t2017\ttwo developers\nVotes\t512\t2017\t1024"
    )
    assert [surface for surface, _value in found(table, "en", date(2019, 9, 2))] == ["2002", "2017"]
