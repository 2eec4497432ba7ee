"""Dates of feeds, as they should be written and as they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui_reader.parse.feed_times import LONGEST_TIME, read_time

MORNING = datetime(2019, 5, 6, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 06 May 2019 08:00:00 GMT",
        "Mon, 6 May 2019 10:00:00 +0200",
        "6 May 2019 08:00 UT",
        "Mon,06 May 2019 08:00:00 +0000",
        "Monday, 06 May 2019 04:00:00 EDT",
        "Mon, 06 May 19 08:00:00 Z",
        "Tue, 06 May 2019 08:00:00 GMT",
        "Mon, 06 May 2019 10:00:00 GMT+02:00",
        "Mon, 06 May 2019 10:00:00 CEST",
        "Mon, 06 May 2019 08:00:00",
        "Mon, 06-May-2019 08:00:00 GMT",
        "May 6, 2019 08:00",
        "Mon May  6 08:00:00 2019",
        "Mon May  6 08:00:00 UTC 2019",
        "2019-05-06T08:00:00Z",
        "2019-05-06T10:00:00+02:00",
        "2019-05-06T10:00:00.123+0200",
        "2019-05-06 10:00:00 +02:00",
        "2019-05-06t08:00z",
        "20190506T080000Z",
        "2019/05/06 08:00:00",
        "lun., 06 mai 2019 10:00:00 +0200",
        "lundi 6 mai 2019 à 08h00",
        "Lundi, 6 Mai 2019 10:00:00 +0200",
        "Mo, 06 Mai 2019 10:00:00 +0200",
        "lun, 06 mag 2019 10:00:00 +0200",
        "  Mon, 06 May 2019 08:00:00 GMT \n",
    ],
)
def test_one_moment_in_all_its_spellings(written: str) -> None:
    assert read_time(written) == MORNING


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1er août 2021", datetime(2021, 8, 1, tzinfo=UTC)),
        ("mar. 2 févr. 2021", datetime(2021, 2, 2, tzinfo=UTC)),
        ("mar, 3 mar 2020", datetime(2020, 3, 3, tzinfo=UTC)),
        ("Mar 3, 2020", datetime(2020, 3, 3, tzinfo=UTC)),
        ("2020", datetime(2020, 1, 1, tzinfo=UTC)),
        ("2020-07", datetime(2020, 7, 1, tzinfo=UTC)),
        ("31 décembre 1969", datetime(1969, 12, 31, tzinfo=UTC)),
        ("Fri, 01 Jan 2999 00:00:00 GMT", datetime(2999, 1, 1, tzinfo=UTC)),
        ("2003-12-31T24:00:00Z", datetime(2004, 1, 1, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_days_and_the_edges_of_clocks(written: str, day: datetime) -> None:
    assert read_time(written) == day


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "soon", "Mon, 31 Jun 2020 10:00:00 GMT", "2020-13-40", "0000-00-00", "06/05/2019", "99999-01-01"),
        *("Mon, 06 May 2019 08:00:00 +9900", "١٢", "9999-12-31T23:59:59-23:59", "1" * (LONGEST_TIME + 1)),
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert read_time(written) is None
