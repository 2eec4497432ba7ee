"""Bytes to a ``ParsedFeed``, whatever kind of feed they are.

::

    bytes ─→ can this be a feed at all? ──no──→ NotAFeed, saying what it is instead
               │ yes
               ├─ JSON ─────────────────────→ jsonfeed
               └─ XML ─→ fast tier ─unusual─→ feedparser, the reference
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tui_reader.model.feeds import ParsedFeed
from tui_reader.parse.fast_feeds import NONE_KNOWN, read_fast_feed
from tui_reader.parse.fast_xml import Unusual
from tui_reader.parse.feed_bytes import looks_like_json, not_a_feed, syndication_minutes
from tui_reader.parse.jsonfeed import read_json_feed


def parse_feed(
    body: bytes, *, url: str = "", content_type: str = "", known: Mapping[str, str] = NONE_KNOWN
) -> ParsedFeed:
    """The feed in ``body``; ``url`` is its final address, on which relative addresses are resolved.

    Entries whose hash is the ``known`` one of their id may be left out; they are counted.

    Raises ``NotAFeed`` where it is something else, ``ParseError`` where it is a feed that cannot be read. Pure, but
    feedparser may take seconds on hostile input: run it where it can be killed.
    """
    if refusal := not_a_feed(body):
        raise refusal
    if looks_like_json(body):
        return read_json_feed(body, url=url, content_type=content_type)
    try:
        feed = read_fast_feed(body, url=url, content_type=content_type, known=known)
    except Unusual:
        from tui_reader.parse.reference_feeds import read_with_feedparser  # most processes never need it

        feed = read_with_feedparser(body, url=url, content_type=content_type)
    if feed.ttl_minutes is None and (minutes := syndication_minutes(body)):
        return replace(feed, ttl_minutes=minutes)
    return feed
