"""The reference tier: feedparser, for every feed that is not plain enough for the fast one.

feedparser decides what is in the feed; dates, titles, addresses and the choice of texts are ours, the same as in the
other tiers. It is given bytes only (a string could be taken for an address), and sanitises and resolves nothing.
It may be slow on hostile input: callers run it where it can be killed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.sax import SAXException
from xml.sax.saxutils import unescape

import feedparser

from tui_reader.i18n import _
from tui_reader.model.errors import NotAFeed, ParseError
from tui_reader.model.feeds import Enclosure, ParsedFeed
from tui_reader.model.values import dataclass
from tui_reader.parse.feed_bytes import for_feedparser, has_feed_root, skip_hours
from tui_reader.parse.feed_entries import (
    HTML,
    MOST_ENTRIES,
    PLAIN,
    Markup,
    RawEntry,
    finish_entry,
    language_tag,
    safe_address,
    whole_number,
    written_markup,
)
from tui_reader.parse.feed_markup import is_markup, title_text, without_void_ends
from tui_reader.parse.feed_times import read_time
from tui_reader.text.clean import clean_line

Fields = Mapping[str, Any]

MOST_TAGS = 500_000
"""In a feed of 16 MiB, one tag in 32 bytes. feedparser takes about 10 µs for each, so that this takes it 5 s."""
MOST_REFERENCES = 2_000_000
"""The same for ``&``; escaped markup is dense with them, and they cost a fifth of a tag."""

_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_KINDS = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": PLAIN}


def read_with_feedparser(body: bytes, *, url: str = "", content_type: str = "") -> ParsedFeed:
    """The feed as feedparser sees it. Raises ``NotAFeed`` or ``ParseError``."""
    body, content_type = for_feedparser(body, content_type)
    if body.count(b"<") > MOST_TAGS or body.count(b"&") > MOST_REFERENCES:
        raise ParseError(_("The feed is ill-formed, and too intricate to be repaired; tell its publisher."))
    headers = {"content-type": content_type} if content_type else {}
    try:
        result = feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # feedparser documents no exceptions and raises many on hostile feeds; this is its edge
        raise ParseError(
            _("The feed cannot be read ({error}); tell its publisher.").format(error=type(error).__name__)
        ) from error
    version = str(result.get("version") or "")
    broken = isinstance(result.get("bozo_exception"), SAXException)
    entries = list(result["entries"])[:MOST_ENTRIES]
    cut_off = broken and not _CLOSED.search(body, max(0, len(body) - 1_000))
    if cut_off and entries and not _has_identity(entries[-1]):
        entries.pop()  # cut off inside: it would come back under another identity when it comes whole
    if not entries and not version and not has_feed_root(body):
        raise NotAFeed(_("This is XML, but no feed of a kind that can be read; look for the site's feed address."))
    if not entries and cut_off:
        raise ParseError(_("The feed is cut off before its first entry; try again later."))
    loose = broken or not result.get("encoding")
    return _feed(result["feed"], entries, _Given(version.startswith("atom"), loose), url, skip_hours(body))


@dataclass(frozen=True, slots=True)
class _Given:
    """What holds for every entry of a feed."""

    atom: bool
    loose: bool
    """Whether feedparser fell back on its HTML-like reading, which leaves plain fields escaped."""
    authors: tuple[str, ...] = ()
    language: str = ""

    def plain(self, text: str) -> str:
        return unescape(text, {"&quot;": '"', "&apos;": "'"}) if self.loose and "&" in text else text


def _feed(feed: Fields, entries: list[Fields], given: _Given, url: str, hours: frozenset[int]) -> ParsedFeed:
    atom, links = given.atom, feed.get("links", ())
    language = language_tag(_text(feed, "language"))
    given = replace(given, authors=tuple(_authors(feed, given)) if atom else (), language=language)
    return ParsedFeed(
        title=clean_line(title_text(_text(feed, "title"), _title_kind(feed, atom))),
        link=safe_address(_text(feed, "link"), url),
        language=language,
        entries=tuple(finish_entry(_entry(entry, given), url) for entry in entries),
        ttl_minutes=whole_number(_text(feed, "ttl")),
        skip_hours=hours,
        next_page=next((safe_address(_text(link, "href"), url) for link in links if _text(link, "rel") == "next"), ""),
        parser="feedparser",
    )


def _entry(entry: Fields, given: _Given) -> RawEntry:
    atom = given.atom
    published, updated, created = (_time(entry, name) for name in ("published", "updated", "created"))
    contents = [_markup(detail, atom) for detail in entry.get("content", ()) if _text(detail, "value")]
    copied = bool(contents) and "summary_detail" not in entry  # feedparser fills the summary from the content
    summary = {} if copied else dict(entry.get("summary_detail", {}), value=_text(entry, "summary"))
    written = language_tag(_text(entry, "language") or _detail_language(entry))
    return RawEntry(
        id=given.plain(_text(entry, "id")),
        title=_text(entry, "title"),
        title_type=_title_kind(entry, atom),
        link=_text(entry, "link"),
        authors=_authors(entry, given) or list(given.authors),
        published=published if atom else published or created or updated,
        updated=updated,
        summary=_markup(summary, atom),
        contents=contents,
        language="" if written == given.language else written,
        categories=[given.plain(_text(tag, "label") or _text(tag, "term")) for tag in entry.get("tags", ())],
        enclosures=_enclosures(entry),
    )


def _markup(detail: Fields, atom: bool) -> Markup:
    value, kind = _text(detail, "value"), _text(detail, "type") or HTML
    if kind == "application/xhtml+xml":
        value = without_void_ends(value)  # it writes <br></br>, which HTML reads as two
    guessed = HTML if is_markup(value) or kind.endswith("xml") else PLAIN
    secondary = kind == PLAIN and not atom
    return written_markup(value, _KINDS.get(kind, guessed), _text(detail, "base"), secondary=secondary)


def _title_kind(fields: Fields, atom: bool) -> str:
    kind = _text(fields.get("title_detail", {}), "type")
    if kind == "application/xhtml+xml":
        return HTML
    return (kind if kind in (HTML, PLAIN) else PLAIN) if atom else ""


def _time(entry: Fields, name: str) -> datetime | None:
    written = _text(entry, name)
    moment = read_time(written) if written else None
    parsed = dict.get(entry, f"{name}_parsed") if written and not moment and isinstance(entry, dict) else None
    try:
        return moment or (datetime(*parsed[:6]).replace(tzinfo=UTC) if parsed else None)
    except (TypeError, ValueError):
        return None


def _authors(fields: Fields, given: _Given) -> list[str]:
    """Names; of a single author in RSS what was written, for feedparser cuts addresses under newer domains in two."""
    authors: list[Fields] = list(fields.get("authors", ()))
    written = _text(fields, "author")
    if written and (len(authors) == 1 or not any(authors)) and not given.atom:
        return [given.plain(written)]
    names = (_text(author, "name") or _text(author, "email") for author in authors)
    return [given.plain(name) for name in names if name]


def _enclosures(entry: Fields) -> list[Enclosure]:
    links = [link for link in entry.get("links", ()) if _text(link, "rel") == "enclosure"]
    found = [Enclosure(_text(e, "href"), _text(e, "type"), whole_number(_text(e, "length"))) for e in links]
    media = entry.get("media_content", ())
    return found + [Enclosure(_text(m, "url"), _text(m, "type"), whole_number(_text(m, "filesize"))) for m in media]


def _detail_language(entry: Fields) -> str:
    details = [*entry.get("content", ()), entry.get("summary_detail", {}), entry.get("title_detail", {})]
    return next((language for detail in details if (language := _text(detail, "language"))), "")


def _has_identity(entry: Fields) -> bool:
    return bool(_text(entry, "id") or _text(entry, "link"))


def _text(fields: Fields, name: str) -> str:
    """What is stored under a name, and only that: feedparser's own ``get`` looks under other names as well."""
    value = dict.get(fields, name) if isinstance(fields, dict) else None
    return value if isinstance(value, str) else ""
