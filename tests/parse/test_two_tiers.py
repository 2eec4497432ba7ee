"""The fast tier and feedparser see the same feed, on every feed at hand that the fast one takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import lxml.html
import pytest

from tui_reader.model.errors import SourceError
from tui_reader.model.feeds import Entry, ParsedFeed
from tui_reader.parse.fast_feeds import read_fast_feed
from tui_reader.parse.fast_xml import Unusual
from tui_reader.parse.feed_bytes import not_a_feed
from tui_reader.parse.feeds import parse_feed
from tui_reader.parse.reference_feeds import read_with_feedparser

FEEDS = Path(__file__).parents[3] / "shared" / "data" / "feeds"
HERE = "http://reader.example/feeds/news.xml"

NOT_COMPARED = {"hash", "parser", "entries"}

JUSTIFIED = {
    # feed: (fields that differ, why the fast tier is right)
    "gofeed/parser/rss/rss_channel_item_uri_at_protocol.xml": (
        {"id", "link"},
        "feedparser takes an unknown attribute of <link> for its address and loses the address that is its text",
    ),
}

pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the feeds of ../shared/data/feeds are not here")


def every_feed() -> Iterator[tuple[str, bytes]]:
    for path in sorted(FEEDS.rglob("*")):
        if path.suffix in (".xml", ".json"):
            yield path.relative_to(FEEDS).as_posix(), path.read_bytes()


def same_markup(text: str) -> str:
    """Markup as a browser sees it: both tiers may write one tree in different words."""
    if "<" not in text:
        return " ".join(text.split())
    tree = lxml.html.fragment_fromstring(text, create_parent="div")
    return " ".join(lxml.html.tostring(tree, encoding="unicode").split())


def compared(value: ParsedFeed | Entry) -> dict[str, object]:
    named = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in NOT_COMPARED}
    if isinstance(value, Entry) and value.content_type == "text/html":
        named |= {"summary": same_markup(value.summary), "content": same_markup(value.content)}
    return named


def differences(fast: ParsedFeed, reference: ParsedFeed) -> dict[str, tuple[object, object]]:
    """Fields by name with what the fast tier and the reference read."""
    if len(fast.entries) != len(reference.entries):
        return {"entries": (len(fast.entries), len(reference.entries))}
    found: dict[str, tuple[object, object]] = {}
    pairs = [(fast, reference), *zip(fast.entries, reference.entries, strict=True)]
    for left, right in pairs:
        mine, theirs = compared(left), compared(right)
        found |= {name: (mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]}
    return found


def test_both_tiers_read_the_same_and_every_difference_is_justified() -> None:
    seen: dict[str, dict[str, tuple[object, object]]] = {}
    accepted = 0
    for name, body in every_feed():
        if not_a_feed(body):
            continue
        try:
            fast = read_fast_feed(body, url=HERE)
        except Unusual:
            continue
        accepted += 1
        if found := differences(fast, read_with_feedparser(body, url=HERE)):
            seen[name] = found
    assert {name: set(found) for name, found in seen.items()} == {name: JUSTIFIED[name][0] for name in JUSTIFIED}, seen
    assert accepted > 1_200


def test_every_feed_is_read_or_refused_in_one_sentence() -> None:
    refusals: dict[str, str] = {}
    for name, body in every_feed():
        try:
            feed = parse_feed(body, url=HERE, content_type="text/xml")
        except SourceError as error:
            refusals[name] = str(error)
            continue
        for entry in feed.entries:
            assert entry.id
            assert len(entry.hash) == 32
            assert entry.published is None or entry.published.utcoffset() is not None
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in refusals.values())
    assert len([name for name in refusals if name.endswith(".xml")]) < 12


def test_the_same_bytes_give_the_same_hashes() -> None:
    for _name, body in [*every_feed()][::50]:
        try:
            assert parse_feed(body) == parse_feed(body)
        except SourceError:
            continue
