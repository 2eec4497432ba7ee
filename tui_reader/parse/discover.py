"""Where a site's feeds are: what its page says, and what sites usually do."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, cast
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree

from tui_reader.model.values import dataclass
from tui_reader.parse.charset import decode
from tui_reader.parse.feed_addresses import subscription_address
from tui_reader.text.clean import clean_line

LARGEST_PAGE = 4 * 1024 * 1024
"""Bytes; feeds are named in the head."""
MOST_FOUND = 50
LONGEST_TITLE = 300

_JSON_FEED = "application/feed+json"
_FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/rdf+xml", _JSON_FEED)
_VAGUE_TYPES = ("application/xml", "text/xml", "application/json")
"""A feed only if its address looks like one."""

_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:feeds?|rss\d?|atom|rdf|syndication|flux|fil-rss|xmlrss)(?:[/._-]|$)|\.(?:rss|atom|rdf)$|"
    r"(?:rss|atom|feed|index|backend)\.(?:xml|json|php)$",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|page)=(?:rss2?|atom|feed|rdf|backend)\b", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9/])")
_NOT_A_FEED = re.compile(r"\.(?:png|jpe?g|gif|svg|css|js|pdf|zip|mp3|mp4|webp|ico)$", re.IGNORECASE)

_AT_ROOT = (
    *("/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.xml", "/feed/", "/rss", "/feed.json"),
    *("/feeds/posts/default", "/rss/", "/?feed=rss2", "/spip.php?page=backend", "/blog/feed", "/blog/index.xml"),
)
_BELOW = ("/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.xml")


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """An address where a page says, or hints, that there is a feed."""

    url: str
    title: str = ""
    type: str = ""
    """The media type that the page claims; empty for a plain link that only looks like one."""


def feed_links(body: bytes, *, url: str, content_type: str = "") -> list[FoundFeed]:
    """The feeds that a page names, likeliest first: ``<link rel=alternate>``, then links that look like feeds.

    Only http and https addresses. Of those announced, JSON (often a shorter twin) and feeds of comments come last.
    Never raises for bad HTML.
    """
    markup = decode(body[:LARGEST_PAGE], content_type)
    collector = _Collector(url)
    parser = etree.HTMLParser(
        target=cast(Any, collector), recover=True, encoding="utf-8"
    )  # the stubs want tags that may be bytes
    parser.feed(markup.encode("utf-8", "replace") or b" ")
    with suppress(etree.XMLSyntaxError, AssertionError):  # an empty or cut page: what was found until then counts
        parser.close()
    announced = sorted(collector.announced, key=_rank)
    found: dict[str, FoundFeed] = {}
    for feed in (*announced, *collector.linked):
        if feed.url not in found and len(found) < MOST_FOUND:
            found[feed.url] = feed
    return list(found.values())


def _rank(feed: FoundFeed) -> tuple[bool, bool]:
    about_comments = "comment" in f"{feed.url} {feed.title}".lower()
    return about_comments, feed.type == _JSON_FEED


class _Collector:
    """A parser target: gathers while the page is read, so that no tree is built."""

    def __init__(self, url: str) -> None:
        self.base = url
        self.announced: list[FoundFeed] = []
        self.linked: list[FoundFeed] = []
        self._based = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "link":
            self._announced(attributes)
        elif tag == "a" and len(self.linked) < MOST_FOUND:
            self._linked(attributes)
        elif tag == "base" and not self._based and attributes.get("href"):
            self._based = True
            self.base = _joined(self.base, attributes["href"])

    def _announced(self, attributes: dict[str, str]) -> None:
        relations = attributes.get("rel", "").lower().split()
        kind = attributes.get("type", "").split(";")[0].strip().lower()
        if "alternate" not in relations and "feed" not in relations:
            return
        address = self._absolute(attributes.get("href", ""))
        is_feed = kind in _FEED_TYPES or "feed" in relations or (kind in _VAGUE_TYPES and _looks_like_a_feed(address))
        if address and is_feed:
            title = clean_line(attributes.get("title", "")[:LONGEST_TITLE])
            self.announced.append(FoundFeed(address, title, kind))

    def _linked(self, attributes: dict[str, str]) -> None:
        address = self._absolute(attributes.get("href", ""))
        kind = attributes.get("type", "").split(";")[0].strip().lower()
        if address and (kind in _FEED_TYPES or _looks_like_a_feed(address)):
            self.linked.append(FoundFeed(address, clean_line(attributes.get("title", "")[:LONGEST_TITLE]), kind))

    def _absolute(self, written: str) -> str:
        address = subscription_address(_joined(self.base, written))[0] if written.strip() else ""
        return address.partition("#")[0] if address.lower().startswith(("http:", "https:")) else ""

    def close(self) -> None:
        """Nothing to hand over: the lists are read from outside."""


def _joined(base: str, written: str) -> str:
    written = written.strip()
    if written.lower().startswith("feed:"):
        written = subscription_address(written)[0]
    try:
        return urljoin(base, written)
    except ValueError:
        return ""


def _looks_like_a_feed(address: str) -> bool:
    parts = urlsplit(address)
    if _NOT_A_FEED.search(parts.path):
        return False
    return bool(_FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query))


def guesses(url: str) -> list[str]:
    """Addresses where a feed may be though the page names none, likeliest first, none twice, never ``url`` itself."""
    try:
        parts = urlsplit(url if _OTHER_SCHEME.match(url) or "://" in url else "https://" + url)
    except ValueError:
        return []
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return []
    root = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    section, below = _sections(parts.path)
    candidates = [root + section + path for path in _BELOW if section]
    candidates += [root + path for path in _AT_ROOT]
    candidates += [root + below + path for path in _BELOW if below]
    return [address for address in dict.fromkeys(candidates) if address != url]


def _sections(path: str) -> tuple[str, str]:
    """``/blog`` and, where the page is right below it, ``/blog/en``.

    Deeper folders are those of single articles, where WordPress would offer the feed of their comments.
    """
    segments = [segment for segment in path.split("/") if segment]
    if segments and "." in segments[-1]:
        segments.pop()
    first = "/" + segments[0] if segments else ""
    return first, f"{first}/{segments[1]}" if len(segments) == 2 else ""
