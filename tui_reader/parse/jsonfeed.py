"""JSON Feed 1.0 and 1.1 (jsonfeed.org), read with the standard library."""

from __future__ import annotations

import json
from typing import Any

from tui_reader.i18n import _
from tui_reader.model.errors import NotAFeed, ParseError
from tui_reader.model.feeds import Enclosure, Entry, ParsedFeed
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
from tui_reader.parse.feed_times import read_time
from tui_reader.text.clean import clean_line

_VERSION = "jsonfeed.org/version/"


def read_json_feed(body: bytes, *, url: str = "", content_type: str = "") -> ParsedFeed:
    """Raises ``NotAFeed`` for JSON that is no feed, ``ParseError`` for JSON that is none."""
    try:
        feed = json.loads(body.decode(json.detect_encoding(body), "replace"))
    except (ValueError, RecursionError) as error:
        raise ParseError(_("The feed looks like JSON, but is cut off or ill-formed; try again later.")) from error
    if not isinstance(feed, dict) or not _is_feed(feed):
        raise NotAFeed(_("This is JSON, but no JSON Feed; look for the site's feed address."))
    inherited = _authors(feed)
    items = [item for item in _list(feed, "items") if isinstance(item, dict)][:MOST_ENTRIES]
    return ParsedFeed(
        title=clean_line(_text(feed, "title")),
        link=safe_address(_text(feed, "home_page_url"), url),
        language=language_tag(_text(feed, "language")),
        entries=tuple(_entry(item, inherited, url) for item in items),
        next_page=safe_address(_text(feed, "next_url"), url),
        parser="jsonfeed",
    )


def _is_feed(feed: dict[str, Any]) -> bool:
    """Writers leave the version out or misspell it; items with a title or contents are a feed all the same."""
    if _VERSION in _text(feed, "version"):
        return True
    items = feed.get("items")
    if not isinstance(items, list) or not items or not isinstance(feed.get("title"), str):
        return False
    return all(isinstance(item, dict) and ("id" in item or "url" in item) for item in items)


def _entry(item: dict[str, Any], inherited: list[str], url: str) -> Entry:
    html, text = _text(item, "content_html"), _text(item, "content_text")
    content = Markup(html, HTML) if html else Markup(text, PLAIN)
    attachments = [a for a in _list(item, "attachments") if isinstance(a, dict)]
    raw = RawEntry(
        id=_scalar(item, "id"),
        title=_text(item, "title"),
        title_type=PLAIN,
        link=_text(item, "url") or _text(item, "external_url"),
        authors=_authors(item) or list(inherited),
        published=read_time(_text(item, "date_published")),
        updated=read_time(_text(item, "date_modified")),
        summary=written_markup(_text(item, "summary"), PLAIN),
        contents=[content],
        language=_text(item, "language"),
        categories=[tag for tag in _list(item, "tags") if isinstance(tag, str)],
        enclosures=[
            Enclosure(_text(a, "url"), _text(a, "mime_type"), whole_number(a.get("size_in_bytes"))) for a in attachments
        ],
    )
    return finish_entry(raw, url)


def _authors(fields: dict[str, Any]) -> list[str]:
    """1.1's ``authors``, else 1.0's ``author``."""
    written = _list(fields, "authors") or [fields.get("author")]
    people = [author for author in written if isinstance(author, dict)]
    return [name for author in people if (name := _text(author, "name") or _text(author, "url"))]


def _scalar(fields: dict[str, Any], name: str) -> str:
    """An identifier as a string: 1.0 wrote numbers as well (1.1, "id")."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    return value if isinstance(value, list) else []
