"""What a date says of itself: sense, anchor, computed ends, how much it matters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.entities.dates_reading import found, recognised, value
from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.model.mentions import DateKind, DateSense, Precision, TimexType

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "article-sigma-imt.txt"
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample article is not here")


@needs_sample
def test_the_sample_article_gives_its_dates_and_nothing_else() -> None:
    result = recognised(SAMPLE.read_text(encoding="utf-8"), "fr", None)
    values = [(m.surface, result.dates[m.ref].timex) for m in result.mentions]
    assert values == [
        ("le 6 mai 2019", "2019-05-06"),
        ("le 6 mai 2019", "2019-05-06"),
        ("2020", "2020"),
        ("le 6 mai 2019", "2019-05-06"),
        ("cinq ans", "P5Y"),
        ("2016", "2016"),
        ("aujourd’hui", "PRESENT_REF"),
        ("2020", "2020"),
        ("Chaque année", "P1Y"),
    ]
    senses = [result.dates[m.ref].sense for m in result.mentions if m.surface == "2020"]
    assert senses == [DateSense.AT, DateSense.FROM]


@needs_sample
def test_the_convention_of_the_sample_article_ends_in_may_2024() -> None:
    result = recognised(SAMPLE.read_text(encoding="utf-8"), "fr", None)
    five_years = next(result.dates[m.ref] for m in result.mentions if m.surface == "cinq ans")
    assert five_years.computed
    assert five_years.latest == date(2024, 5, 31)
    assert (five_years.value, five_years.anchor) == ("2019-05-06/2024-05", "2019-05-06")
    assert "le 6 mai 2019" in five_years.reason and "cinq ans" in five_years.reason


def test_a_duration_without_a_dated_event_has_no_end() -> None:
    lasting = value("Le voyage a duré cinq ans.", "fr")
    assert (lasting.type, lasting.earliest, lasting.latest) == (TimexType.DURATION, None, None)


@pytest.mark.parametrize(
    ("text", "language", "sense"),
    [
        ("dès 2020", "fr", DateSense.FROM),
        ("depuis 2004", "fr", DateSense.FROM),
        ("à partir de juin 2020", "fr", DateSense.FROM),
        ("d'ici 2025", "fr", DateSense.BEFORE),
        ("avant le 3 juin", "fr", DateSense.BEFORE),
        ("après 2020", "fr", DateSense.AFTER),
        ("jusqu'au 30 juin 2020", "fr", DateSense.UNTIL),
        ("jusqu'en 2020", "fr", DateSense.UNTIL),
        ("en 2020", "fr", DateSense.AT),
        ("since 2004", "en", DateSense.FROM),
        ("until May 2020", "en", DateSense.UNTIL),
        ("by May 2020", "en", DateSense.BEFORE),
        ("before 2020", "en", DateSense.BEFORE),
        ("after 2020", "en", DateSense.AFTER),
        ("bis 2020", "de", DateSense.UNTIL),
    ],
)
def test_the_word_before_a_date_gives_its_sense(text: str, language: str, sense: DateSense) -> None:
    assert value(text, language).sense is sense


def test_the_ends_of_a_range_know_the_whole_range() -> None:
    start, end = recognised("du 3 au 7 juin 2019", "fr").dates
    assert (start.kind, start.sense, start.value) == (DateKind.RANGE, DateSense.FROM, "2019-06-03/2019-06-07")
    assert (end.kind, end.sense, end.value) == (DateKind.RANGE, DateSense.UNTIL, "2019-06-03/2019-06-07")


def test_no_day_is_invented_for_a_year() -> None:
    year = value("en 2020", "fr")
    assert (year.value, year.precision) == ("2020", Precision.YEAR)
    assert (year.earliest, year.latest) == (date(2020, 1, 1), date(2020, 12, 31))
    assert not year.computed


def test_a_relative_day_says_what_it_was_counted_from() -> None:
    yesterday = value("hier", "fr")
    assert (yesterday.timex, yesterday.anchor, yesterday.computed) == ("2019-05-09", "2019-05-10", True)


@pytest.mark.parametrize(
    ("text", "timex"), [("lundi", "XXXX-WXX-1"), ("la semaine dernière", "XXXX-WXX"), ("hier", "XXXX-XX-XX")]
)
def test_without_publication_date_a_relative_date_stays_unresolved_and_says_so(text: str, timex: str) -> None:
    unresolved = value(text, "fr", None)
    assert (unresolved.timex, unresolved.earliest, unresolved.latest) == (timex, None, None)
    assert "no publication date" in unresolved.reason


def test_the_publication_line_of_the_text_anchors_where_nothing_else_does() -> None:
    text = "Publié le 6 mai 2019\nLe maire a démissionné hier."
    assert found(text, "fr", None) == [("le 6 mai 2019", "2019-05-06"), ("hier", "2019-05-05")]


def test_the_publication_line_matters_little_and_a_signature_much() -> None:
    text = "Publié le 6 mai 2019\nL'accord sera signé le 12 juin 2019 à Paris."
    line, signature = recognised(text, "fr").dates
    assert (line.key, line.reason) == (False, "publication line")
    assert signature.key and "event verb near it" in signature.reason
    assert signature.clause == "L'accord sera signé le 12 juin 2019 à Paris."


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Le vote aura lieu au printemps 2022.", DateSense.AT),
        ("Le décret paraîtra au deuxième semestre 2023.", DateSense.AT),
        ("Il est ouvert jusqu’au 5 mai 2019.", DateSense.UNTIL),
    ],
)
def test_au_leads_to_a_date_only_in_a_range(text: str, sense: DateSense) -> None:
    assert [value.sense for value in recognised(text, "fr").dates] == [sense]


def test_a_clause_keeps_the_apostrophes_and_spaces_of_its_author() -> None:
    text = "Tout est dit. «\u00a0L’université\u00a0», dit-il,\nsignera le 12 juin 2019\u00a0!"
    assert recognised(text, "fr").dates[0].clause in text.replace("\n", " ")
    assert "L’université" in recognised(text.replace("\n", " "), "fr").dates[0].clause


def test_a_background_year_is_no_key_date() -> None:
    filler = "Une phrase sans date. " * 40
    assert not value(filler + "La ville comptait 300 habitants en 1954.", "fr").key


def test_a_weekday_with_a_day_finds_the_year_in_which_they_meet() -> None:
    assert found("mardi 10 août", "fr", date(2010, 3, 17)) == [("mardi 10 août", "2010-08-10")]


def test_repeated_dates_share_one_value_and_dates_stand_in_order_of_time() -> None:
    result = recognised("En 2016, puis le 3 mai 2018. En 2016 encore, et récemment.", "fr")
    assert [v.timex for v in result.dates] == ["2016", "2018-05-03", "PAST_REF"]
    assert len(result.of_date(0)) == 2


def test_dates_in_code_are_left_alone() -> None:
    text = "Le 3 mai 2018\ngit log --since 2018-05-03"
    blocks = (Block(BlockKind.PARAGRAPH, 0, 13), Block(BlockKind.CODE, 14, len(text)))
    from tui_reader.entities.context import Context
    from tui_reader.entities.dates import DateRecogniser
    from tui_reader.model.mentions import Recognition

    result = DateRecogniser().recognise(Document(text, blocks, (), "fr"), Context("fr"), Recognition())
    assert [m.surface for m in result.mentions] == ["Le 3 mai 2018"]


def test_a_line_wrapped_by_hand_does_not_cut_a_date() -> None:
    lines = [
        "The company, which makes parts for aircraft, said that in",
        "the third quarter its net income rose by a tenth, and that",
        "it expects the same of the fourth; the shares rose on May",
        "6, 2019, to a new high, and fell thereafter as the market",
        "took in the news from abroad, which had not been expected.",
    ]
    assert ("May\n6, 2019", "2019-05-06") in found("\n".join(lines), "en")
