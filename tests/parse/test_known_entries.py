"""Entries that are known, left out before they are read."""

from __future__ import annotations

import pytest

from tui_reader.parse.feeds import parse_feed

HERE = "https://news.example/feed"


def rss(item: str) -> bytes:
    return f'<rss version="2.0"><channel><title>Presse</title><item>{item}</item></channel></rss>'.encode()


def atom(entry: str) -> bytes:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Presse</title><id>urn:feed</id>'
    return f"{feed}<entry>{entry}</entry></feed>".encode()


@pytest.mark.parametrize("body", [rss("<guid>1</guid><title>Un</title>"), atom("<id>urn:1</id><title>Un</title>")])
def test_an_entry_that_is_known_is_not_read_again(body: bytes) -> None:
    (entry,) = parse_feed(body, url=HERE).entries
    again = parse_feed(body, url=HERE, known={entry.id: entry.hash})
    assert (again.entries, again.left_out) == ((), 1)
    changed = body.replace(b"Un", b"Deux")
    (whole,) = parse_feed(changed, url=HERE, known={entry.id: entry.hash}).entries
    assert (whole.id, whole.title) == (entry.id, "Deux") and whole.hash != entry.hash


def test_of_two_entries_with_one_identity_the_first_counts_whichever_is_known() -> None:
    body = rss("<guid>1</guid><title>Un</title></item><item><guid>1</guid><title>Deux</title>")
    first, second = parse_feed(body, url=HERE).entries
    assert parse_feed(body, url=HERE, known={"1": first.hash}).entries == ()
    assert [entry.title for entry in parse_feed(body, url=HERE, known={"1": second.hash}).entries] == ["Un"]


@pytest.mark.parametrize(
    "odd",
    [
        "<!-- <item><guid>0</guid></item> -->",
        "<item><guid>2</guid><description><![CDATA[</item>]]></description></item>",
        "<item><guid>2</guid><description><![CDATA[<item>]]></description></item>",
    ],
)
def test_entries_that_bytes_cannot_tell_are_read_all_the_same(odd: str) -> None:
    body = rss("<guid>1</guid><title>Un</title>").replace(b"<item>", odd.encode() + b"<item>", 1)
    entries = parse_feed(body, url=HERE).entries
    known = {entry.id: entry.hash for entry in entries}
    assert "1" in known
    again = parse_feed(body, url=HERE, known=known)
    assert all(known[entry.id] == entry.hash for entry in again.entries)
    changed = parse_feed(body.replace(b"]]></description>", b"!]]></description>"), url=HERE)
    assert (changed.entries == entries) == ("]]>" not in odd)


def test_what_is_said_of_a_feed_does_not_hide_its_entries() -> None:
    body = rss("<guid>1</guid><title>Un</title>").replace(
        b"<title>Presse", b"<description>&lt;feed> or <![CDATA[<feed >]]></description><title>Presse"
    )
    (entry,) = parse_feed(body, url=HERE).entries
    assert parse_feed(body, url=HERE, known={entry.id: entry.hash}).left_out == 1


@pytest.mark.parametrize(
    "said", ["<![CDATA[Un <!-- et --> deux]]>", "<!-- rien -->Un", "<![CDATA[Un]]> <![CDATA[deux]]>"]
)
def test_quotations_and_comments_that_end_in_their_entry_are_no_hindrance(said: str) -> None:
    body = rss(f"<guid>1</guid><description>{said}</description>")
    (entry,) = parse_feed(body, url=HERE).entries
    assert parse_feed(body, url=HERE, known={entry.id: entry.hash}).left_out == 1
