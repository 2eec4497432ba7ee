"""``reader dates``: the agenda of the archive as text, JSON and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.builders import a_document
from tests.cli.conftest import Reader
from tui_reader.config.paths import Paths
from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.feeds import FeedId
from tui_reader.model.mentions import DateKind, DateSense, DateValue, Precision, TimexType
from tui_reader.services.agenda import AgendaItem
from tui_reader.services.calendar import LINE_OCTETS, calendar


def test_the_agenda_is_in_order_of_time_with_what_happens(reader: Reader, archive: Paths) -> None:
    told = reader("dates").out.splitlines()
    assert [line.split()[0] for line in told] == ["2019-05-06", "2020-09", "2021-01-03", "2025"]
    assert "ont signé, le 6 mai 2019, un accord" in told[0]
    assert "from" in told[1]
    assert told[2].split()[2] == "2"


def test_bounds_may_be_days_months_and_years(reader: Reader, archive: Paths) -> None:
    def values(*bounds: str) -> list[str]:
        return [item["value"] for item in reader("dates", "--json", *bounds).json]

    assert values("--from", "2020") == ["2020-09", "2021-01-03", "2025"]
    assert values("--to", "2020-09") == ["2019-05-06", "2020-09"]
    assert values("--from", "2020-09-30", "--to", "2020") == ["2020-09"]
    assert values("--from", "2021-01-04", "--to", "2024") == []


def test_a_query_chooses_the_articles(reader: Reader, archive: Paths) -> None:
    assert [item["article"] for item in reader("dates", "laboratoire", "--json").json] == [2]
    assert [item["article"] for item in reader("dates", "institution:IMT", "--json").json] == [1, 1, 1]


def test_all_brings_the_dates_that_are_not_key(reader: Reader, archive: Paths) -> None:
    assert len(reader("dates", "--all", "--json").json) >= len(reader("dates", "--json").json)
    assert len(reader("dates", "--all", "--limit", "1", "--json").json) == 1


def test_an_archive_without_dates_says_so(reader: Reader, archive: Paths) -> None:
    ended = reader("dates", "--from", "2090")
    assert (ended.code, ended.out) == (0, "")
    assert "No dates found" in ended.err


@pytest.mark.parametrize("bound", ["yesterday", "2020-13", "2020-02-30", "20", "2020-2-3"])
def test_a_wrong_bound_is_a_usage_error(reader: Reader, archive: Paths, bound: str) -> None:
    ended = reader("dates", "--from", bound)
    assert ended.code == 2
    assert bound in ended.err


def test_the_calendar_holds_what_has_a_day_or_a_month(reader: Reader, archive: Paths) -> None:
    ended = reader("dates", "--all", "--ics")
    events = [dict(event) for event in parsed(ended.raw.decode())]
    assert [(e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"]) for e in events] == [
        ("20190506", "20190507"),
        ("20200901", "20201001"),
        ("20210103", "20210104"),
    ]
    assert events[0]["URL"] == "https://ecoles.example.org/accord"


def test_the_same_archive_gives_the_same_calendar(reader: Reader, archive: Paths) -> None:
    once, twice = reader("dates", "--ics").raw, reader("dates", "--ics").raw
    assert once == twice
    uids = [event["UID"] for event in map(dict, parsed(once.decode()))]
    assert len(set(uids)) == len(uids) == 3


def test_calendar_lines_are_folded_by_octets_and_text_is_escaped() -> None:
    about = "Accord ; signé, dit-on : \\ le texte, " + "école é" * 40 + "\U0001f393" * 30 + "\nfin"
    item = an_item(DAY, about=about)
    raw = "".join(calendar([item]))
    assert raw.endswith("END:VCALENDAR\r\n")
    for line in raw.split("\r\n"):
        assert len(line.encode()) <= LINE_OCTETS
        assert "\n" not in line
    [event] = parsed(raw)
    assert unescaped(dict(event)["SUMMARY"]) == about


@pytest.mark.parametrize(
    "coarse",
    [
        {"value": "2020", "precision": Precision.YEAR, "earliest": date(2020, 1, 1), "latest": date(2020, 12, 31)},
        {"value": "2020-21", "precision": Precision.SEASON, "earliest": date(2020, 3, 1), "latest": date(2020, 5, 31)},
        {"value": "P5Y", "kind": DateKind.DURATION},
        {"value": "P1Y", "kind": DateKind.RECURRING},
        {"earliest": None, "latest": None},
    ],
)
def test_no_day_is_made_up_for_what_has_none(coarse: dict[str, object]) -> None:
    assert list(parsed("".join(calendar([an_item(replace(DAY, **coarse))])))) == []  # type: ignore[arg-type]


def test_a_range_lasts_to_its_last_day_and_the_last_day_of_time_is_no_fault() -> None:
    days = replace(DAY, kind=DateKind.RANGE, latest=date(2019, 5, 8))
    [event] = parsed("".join(calendar([an_item(days)])))
    assert dict(event)["DTEND;VALUE=DATE"] == "20190509"
    end = replace(DAY, earliest=date.max, latest=date.max)
    [event] = parsed("".join(calendar([an_item(end)])))
    assert "DTEND;VALUE=DATE" not in dict(event)


def test_a_hostile_link_does_not_become_a_line_of_the_calendar() -> None:
    item = an_item(DAY, link="https://example.org/\r\nATTACH:evil")
    [event] = parsed("".join(calendar([item])))
    assert not {"ATTACH", "URL"} & set(dict(event))


DAY = DateValue(
    "2019-05-06", "2019-05-06", TimexType.DATE, date(2019, 5, 6), date(2019, 5, 6), Precision.DAY, sense=DateSense.AT
)


def an_item(value: DateValue, *, about: str = "Un accord", link: str = "https://example.org/1") -> AgendaItem:
    article = Article(
        ArticleId(1),
        FeedId(1),
        "https://example.org/feed",
        "Les Écoles",
        "entry",
        a_document(title="Un titre"),
        link=link,
        date=datetime(2019, 5, 6, 10, tzinfo=UTC),
    )
    return AgendaItem(article, replace(value, clause=about), "le 6 mai")


def parsed(calendar_text: str) -> Iterator[list[tuple[str, str]]]:
    """The events of a calendar, read as RFC 5545 says: unfold, then split at the first colon."""
    lines = calendar_text.replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    event: list[tuple[str, str]] = []
    for line in lines:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = []
        elif line == "END:VEVENT":
            yield event
        else:
            event.append((name, value))


def unescaped(text: str) -> str:
    return (
        text.replace("\\\\", "\x00").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\x00", "\\")
    )
