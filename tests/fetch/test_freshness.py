"""How long an answer keeps, and how long a server wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui_reader.fetch.freshness import LONGEST_WAIT, expires_in, http_date, retry_after

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=3600"}, 3600),
        ({"cache-control": 'public, MAX-AGE="600"'}, 600),
        ({"cache-control": "max-age=600", "age": "500"}, 100),
        ({"cache-control": "max-age=600", "age": "5000"}, 0),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "max-age=31536000"}, LONGEST_WAIT),
        ({"cache-control": "max-age=" + "9" * 500, "age": "9" * 500}, 0),
        ({"cache-control": "s-maxage=600"}, None),
        ({"cache-control": "max-age=60", "expires": "Mon, 02 Mar 2026 10:00:00 GMT"}, 60),
        ({"expires": "Mon, 02 Mar 2026 10:00:00 GMT"}, 7200),
        ({"expires": "Mon, 02 Mar 2026 10:00:00 GMT", "date": "Mon, 02 Mar 2026 09:00:00 GMT"}, 3600),
        ({"expires": "Mon, 02 Mar 2020 10:00:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, LONGEST_WAIT),
    ],
)
def test_freshness_is_read_as_the_server_means_it(headers: dict[str, str], seconds: float | None) -> None:
    assert expires_in(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        ("99999999", LONGEST_WAIT),
        ("9" * 400, LONGEST_WAIT),
        ("Mon, 02 Mar 2026 08:10:00 GMT", 600),
        ("Monday, 02-Mar-26 08:10:00 GMT", 600),
        ("Mon Mar  2 08:10:00 2026", 600),
        ("Mon, 02 Mar 2026 07:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("-5", None),
        ("1.5", None),
        ("later", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_never_more_than_a_day(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == seconds


@pytest.mark.parametrize("value", ["", "x", "Mon, 99 Foo 2026", "Fri, 31 Dec 9999 23:59:59 -2300", "\x00", "9" * 100])
def test_what_is_no_date_is_none(value: str) -> None:
    assert http_date(value) is None
