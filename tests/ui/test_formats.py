"""Dates as people read them: CLDR's patterns, and never finer than they were written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from babel.dates import format_date, format_skeleton

from tui_reader.i18n import set_language
from tui_reader.model.mentions import DateKind, DateSense, DateValue, Precision, TimexType
from tui_reader.ui.formats import DATE_WIDTH, half, long_day, medium_day, month, quarter, resolved, row_date, short_day
from tui_reader.ui.widgets.line_breaks import cells

DAYS = [date(2019, number, 2 * number) for number in range(1, 13)]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (long_day, lambda day, locale: format_date(day, "long", locale=locale)),
        (medium_day, lambda day, locale: format_date(day, "medium", locale=locale)),
        (short_day, lambda day, locale: format_skeleton("MMMd", day, locale=locale)),
        (month, lambda day, locale: format_skeleton("yMMMM", day, locale=locale)),
    ],
)
def test_days_are_written_as_cldr_says(
    language: str, ours: Callable[[date], str], theirs: Callable[[date, str], str]
) -> None:
    set_language(language)
    assert [ours(day) for day in DAYS] == [theirs(day, language) for day in DAYS]


@pytest.mark.parametrize(("language", "skeleton"), [("en", "yQQQ"), ("fr", "yQQQQ")])
def test_quarters_are_written_as_cldr_says(language: str, skeleton: str) -> None:
    set_language(language)
    assert [quarter(day) for day in DAYS] == [format_skeleton(skeleton, day, locale=language) for day in DAYS]
    assert half(DAYS[0]) == {"en": "H1 2019", "fr": "1er semestre 2019"}[language]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_dates_in_lists_fit_their_column(language: str) -> None:
    set_language(language)
    now = datetime(2026, 12, 31, 12, tzinfo=UTC)
    moments = [now, *(datetime(year, m, 28, 9, tzinfo=UTC) for year in (2019, 2026, 2027) for m in range(1, 13))]
    assert all(cells(row_date(moment, now, UTC)) <= DATE_WIDTH for moment in moments)
    assert row_date(now, now, UTC) == "12:00"


def test_the_last_days_of_december_are_days_in_january() -> None:
    set_language("en")
    now = datetime(2026, 1, 2, 12, tzinfo=UTC)
    assert row_date(datetime(2025, 12, 30, tzinfo=UTC), now, UTC) == "Dec 30"
    assert row_date(datetime(2025, 2, 10, tzinfo=UTC), now, UTC) == "Feb 10"
    assert row_date(datetime(2025, 1, 10, tzinfo=UTC), now, UTC) == "1/2025"
    assert row_date(datetime(2026, 1, 10, tzinfo=UTC), now, UTC) == "1/2026"


def a_value(first: date, last: date, precision: Precision, **more: object) -> DateValue:
    return DateValue("", "", TimexType.DATE, first, last, precision, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (a_value(date(2019, 5, 6), date(2019, 5, 6), Precision.DAY), "6 mai 2019"),
        (a_value(date(2019, 5, 1), date(2019, 5, 31), Precision.MONTH), "mai 2019"),
        (a_value(date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR, sense=DateSense.FROM), "2020 (dès)"),
        (a_value(date(2022, 3, 1), date(2022, 5, 31), Precision.SEASON), "printemps 2022"),
        (a_value(date(2021, 12, 1), date(2022, 2, 28), Precision.SEASON), "hiver 2022"),
        (a_value(date(2019, 9, 1), date(2020, 8, 31), Precision.SCHOOL_YEAR), "2019–2020"),
        (a_value(date(2019, 4, 1), date(2019, 6, 30), Precision.QUARTER), "2e trimestre 2019"),
        (a_value(date(2019, 1, 1), date(2019, 6, 30), Precision.QUARTER), "1 janv. – 30 juin 2019"),
        (a_value(date(2019, 7, 1), date(2019, 12, 31), Precision.HALF), "2e semestre 2019"),
        (
            a_value(date(2019, 4, 1), date(2019, 4, 3), Precision.DAY, kind=DateKind.RANGE),
            "1 avr. 2019 – 3 avr. 2019",
        ),
        (a_value(date(2019, 4, 1), date(2024, 4, 1), Precision.YEAR, kind=DateKind.DURATION), "cinq ans (fin : 2024)"),
    ],
)
def test_a_resolved_date_is_no_finer_than_it_was_written(value: DateValue, shown: str) -> None:
    set_language("fr")
    assert resolved(value, "cinq ans") == shown
