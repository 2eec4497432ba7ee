"""Feeds that mean harm cost at most themselves: bounded time, bounded memory, one sentence."""

from __future__ import annotations

import time
import tracemalloc
from itertools import pairwise

import pytest

from tui_reader.model.errors import NotAFeed, ParseError, SourceError
from tui_reader.model.feeds import ParsedFeed
from tui_reader.parse.feed_bytes import LARGEST_FEED
from tui_reader.parse.feed_entries import LONGEST_ADDRESS, LONGEST_ID, LONGEST_MARKUP, MOST_ENTRIES
from tui_reader.parse.feed_markup import LONGEST_TITLE
from tui_reader.parse.feeds import parse_feed

SECONDS = 10.0
"""The deadline of a parser process; the tests need far less, on a busy machine too."""


def feed_of(title: bytes = b"t", description: bytes = b"d", head: bytes = b"") -> bytes:
    item = b"<item><guid>1</guid><title>" + title + b"</title><description>" + description + b"</description></item>"
    return head + b'<rss version="2.0"><channel>' + item + b"</channel></rss>"


def outcome(body: bytes, content_type: str = "") -> ParsedFeed | SourceError:
    started = time.monotonic()
    try:
        result: ParsedFeed | SourceError = parse_feed(body, url="https://news.example/feed", content_type=content_type)
    except SourceError as error:
        result = error
    assert time.monotonic() - started < SECONDS
    return result


def test_a_billion_laughs_stay_untold() -> None:
    names = "abcdefghij"
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {after} "{f"&{name};" * 10}">' for name, after in pairwise(names)
    )
    tracemalloc.start()
    feed = outcome(feed_of(b"&j;", head=f"<!DOCTYPE lolz [{entities}]>".encode()))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(feed, ParsedFeed)
    assert len(feed.entries[0].title) < 10
    assert peak < 50_000_000


def test_one_long_entity_repeated_is_not_expanded() -> None:
    head = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 100_000 + b'">]>'
    feed = outcome(feed_of(b"&a;" * 10_000, b"&a;" * 10_000, head))
    assert isinstance(feed, ParsedFeed)
    assert len(feed.entries[0].summary) <= 30_000


def test_an_entity_that_names_a_character_still_does() -> None:
    feed = outcome(feed_of(b"a&nb;b", head=b'<!DOCTYPE rss [<!ENTITY nb "&#233;">]>'))
    assert isinstance(feed, ParsedFeed)
    assert feed.entries[0].title == "aéb"


def test_files_are_not_read_through_entities() -> None:
    head = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    feed = outcome(feed_of(b"[&f;]", head=head))
    assert isinstance(feed, ParsedFeed)
    assert feed.entries[0].title in ("[&f;]", "[]")


@pytest.mark.parametrize(
    "body",
    [
        b"<rss>" * 100_000,
        feed_of(description=b"<b>" * 20_000),
        feed_of(description=b"<b>" * 20_000 + b"</b>" * 20_000),
        feed_of(title=b"&lt;b&gt;" * 100_000),
        b"<!DOCTYPE x [" + b"<!ENTITY " * 200_000,
        b"<!--" * 500_000,
        b"<rss><channel><item><title>" + b"<" * 3_000_000,
        b"<rss><channel><item><title>" + b"&" * 3_000_000,
        b'<rss version="2.0"><channel>' + b"<skipHours>" * 600_000,
        b'<rss version="2.0" x="' + b"a" * 4_000_000 + b'"><channel/></rss>',
        b'<rss version="2.0" ' + b" ".join(b'a%d="1"' % n for n in range(50_000)) + b"><channel/></rss>",
        feed_of(description=b"<![CDATA[" + b'<a href="' * 300_000 + b"]]>"),
        b"[" * 500_000,
        b'{"a":' * 200_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": ' + b"9" * 20_000 + b"}]}",
        "é".encode() * 1_000_000,
    ],
    ids=range(16),
)
def test_depth_and_repetition_end_in_time(body: bytes) -> None:
    assert outcome(body) is not None


def test_more_than_the_largest_feed_is_left_unread() -> None:
    refused = outcome(b'<rss version="2.0" x="' + b"a" * (LARGEST_FEED * 3) + b'"/>')
    assert isinstance(refused, ParseError)
    assert "larger than" in str(refused)


def test_entries_and_texts_are_capped() -> None:
    items = b"<item><guid>%s</guid><title>%s</title><link>http://x/%s</link><description>%s</description></item>" % (
        b"g" * (LONGEST_ID + 1),
        b"t" * (LONGEST_TITLE * 2),
        b"l" * LONGEST_ADDRESS,
        b"d" * (LONGEST_MARKUP + 1),
    )
    body = b'<rss version="2.0"><channel>' + items + b"<item/>" * (MOST_ENTRIES + 1) + b"</channel></rss>"
    feed = outcome(body)
    assert isinstance(feed, ParsedFeed)
    assert len(feed.entries) == MOST_ENTRIES
    entry = feed.entries[0]
    assert entry.id.startswith("hash:")
    assert (len(entry.title), entry.link, len(entry.summary)) == (LONGEST_TITLE, "", LONGEST_MARKUP)


@pytest.mark.parametrize(
    "title", [b"a\x00b", b"a&#0;b", b"a&#xD800;b", b"a&#x110000;b", b"a\xed\xa0\x80b", b"a&#99999999999;b"]
)
def test_what_is_no_character_harms_no_entry(title: bytes) -> None:
    feed = outcome(b" " * 1_000 + feed_of(title))
    assert isinstance(feed, ParsedFeed)
    entry = feed.entries[0]
    assert entry.id == "1"
    entry.title.encode()


def test_lone_surrogates_in_json_can_be_stored() -> None:
    body = b'{"version": "https://jsonfeed.org/version/1.1", "title": "\\ud800", "items": [{"id": "\\udfff"}]}'
    feed = outcome(body)
    assert isinstance(feed, ParsedFeed)
    (feed.title + feed.entries[0].id).encode()


@pytest.mark.parametrize(
    "charset", ["utf-7", "punycode", "idna", "unicode_escape", "zip", "rot13", "base64", "undefined"]
)
@pytest.mark.parametrize("where", ["header", "declaration"])
def test_character_sets_that_are_traps_are_not_believed(charset: str, where: str) -> None:
    head = f"<?xml version='1.0' encoding='{charset}'?>".encode() if where == "declaration" else b""
    kind = f"application/xml; charset={charset}" if where == "header" else ""
    feed = outcome(feed_of(b"+ADw-b+AD4- \\u0041 \xc3\xa9", head=head), kind)
    assert isinstance(feed, ParsedFeed)
    assert feed.entries[0].title == "+ADw-b+AD4- \\u0041 é"


def test_a_wrong_charset_costs_accents_and_not_the_feed() -> None:
    body = feed_of("été".encode("cp1252"), head=b"<?xml version='1.0' encoding='utf-8'?>")
    feed = outcome(body, "text/xml; charset=utf-8")
    assert isinstance(feed, ParsedFeed)
    assert feed.entries[0].title == "été"


def test_doubly_encoded_accents_are_mended() -> None:
    feed = outcome(feed_of("été".encode().decode("latin-1").encode()))
    assert isinstance(feed, ParsedFeed)
    assert feed.entries[0].title == "été"


def test_noise_is_no_feed() -> None:
    assert isinstance(outcome(bytes(range(256)) * 100), NotAFeed)
