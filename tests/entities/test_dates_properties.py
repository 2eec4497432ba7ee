"""What holds of every date and every text."""

from __future__ import annotations

import locale
import os
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.entities.dates_reading import found, recognised
from tui_reader.entities.dates.cldr import calendar_names, render
from tui_reader.entities.dates.moments import bounds, easter
from tui_reader.entities.dates.packs import FOLDER, LANGUAGES

NAMES = {tag: calendar_names(tag) for tag in LANGUAGES}
FORMS = {
    "fr": ("le {day} {month} {year}", "{weekday} {day} {month} {year}", "{day:02}/{m:02}/{year}"),
    "en": ("{month} {day}, {year}", "{weekday}, {month} {day}, {year}", "{day} {month} {year}", "{m}/{day}/{year}"),
    "de": ("am {day}. {month} {year}", "{weekday}, {day}. {month} {year}", "{day:02}.{m:02}.{year}"),
    "es": ("el {day} de {month} de {year}", "{weekday}, {day} de {month} de {year}"),
    "it": ("il {day} {month} {year}", "{weekday} {day} {month} {year}"),
    "pt": ("{day} de {month} de {year}", "{weekday}, {day} de {month} de {year}"),
    "nl": ("op {day} {month} {year}", "{weekday} {day} {month} {year}"),
}
_WORDS = """le la du au 3 6 12 mai mars 2019 1998 lundi dernier prochain semaine an ans deux dans il y a depuis fin mi -
, . à et h 20 30 the last two years May June Friday of quarter third ago later night soir matin 1980s ' / % été de en
FY2019 Q3 XIXe siècle trimestre premier week-end weekend every chaque par fois jusqu'au dès 20h30 10:30 p.m. 6/05/2019
2019-05-06 Noël Easter nuit samedi Uhr vor Jahre Mitte halbe anni secolo half first earlier this year the past next"""


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(date(1900, 1, 1), date(2039, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_a_date_written_in_full_is_read_back(language: str, day: date) -> None:
    names = NAMES[language]
    months = names["month"][str(day.month)].split(" | ")
    weekday = names["weekday"][str(day.isoweekday())].split(" | ")[0]
    for form in FORMS[language]:
        text = form.format(day=day.day, m=day.month, month=months[0], year=day.year, weekday=weekday)
        assert [timex for _, timex in found(text, language)] == [day.isoformat()], text


@given(words=st.lists(st.sampled_from(_WORDS.split()), max_size=40), language=st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_mentions_never_overlap_and_bounds_are_in_order(words: list[str], language: str) -> None:
    text = " ".join(words)
    result = recognised(text, language)
    for left, right in pairwise(result.mentions):
        assert left.end <= right.start
    for mention in result.mentions:
        assert mention.surface == text[mention.start : mention.end] and mention.surface.strip() == mention.surface
        value = result.dates[mention.ref]
        assert (value.earliest is None) == (value.latest is None)
        assert value.earliest is None or value.latest is None or value.earliest <= value.latest
        assert value.clause and value.reason


@given(text=st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_survived(text: str) -> None:
    for language in ("fr", "en", "de"):
        recognised(text, language, None)


@given(published=st.dates(date.min, date.max))
@settings(max_examples=60, deadline=None)
def test_any_publication_date_is_survived(published: date) -> None:
    recognised("hier, lundi, il y a 3000 ans, dans 9000 ans, en mai, le 12, cet hiver, le week-end", "fr", published)


def test_neither_clock_nor_zone_nor_locale_changes_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "hier soir, lundi, le 3 mai, la semaine dernière, à 20 h"
    before = recognised(text, "fr")
    usual = locale.setlocale(locale.LC_ALL)
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        locale.setlocale(locale.LC_ALL, "C")
        assert recognised(text, "fr") == before
    finally:
        locale.setlocale(locale.LC_ALL, usual)
        monkeypatch.undo()
        time.tzset()


def test_the_calendar_file_agrees_with_babel() -> None:
    assert (FOLDER / "cldr.json").read_text(encoding="utf-8") == render()


@pytest.mark.parametrize(("year", "day"), [(2000, "04-23"), (2018, "04-01"), (2019, "04-21"), (2024, "03-31")])
def test_easter_falls_where_the_church_says(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(
    "timex", ["2019", "2019-05", "2019-W19", "2019-Q2", "2019-SU", "2019-WI", "201", "20", "2019-W19-WE"]
)
def test_every_kind_of_value_bounds_some_days(timex: str) -> None:
    limits = bounds(timex)
    assert limits is not None and limits[0] <= limits[1]
