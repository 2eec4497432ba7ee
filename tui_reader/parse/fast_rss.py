"""The fast tier's RSS 0.90, 0.91–0.94, 1.0 and 2.0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui_reader.model.feeds import ParsedFeed
from tui_reader.parse.fast_fields import (
    RSS_ITEM,
    Draft,
    Handlers,
    finished,
    is_page,
    read_link,
)
from tui_reader.parse.fast_xml import XML, Element, Unusual, name_of, text_of
from tui_reader.parse.feed_bytes import hours_of
from tui_reader.parse.feed_entries import MOST_ENTRIES, language_tag, safe_address, whole_number
from tui_reader.parse.feed_markup import title_text
from tui_reader.text.clean import clean_line

_VERSIONS = ("0.9", "2.")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_rss(root: Element, body: bytes, url: str, hashes: Sequence[str] = ()) -> ParsedFeed:
    """Raises ``Unusual``."""
    if not (root.get("version") or "").startswith(_VERSIONS):
        raise Unusual("has an RSS version that is not known")
    children = list(root)
    if len(children) != 1 or name_of(children[0]) != "channel":
        raise Unusual("has more in it than one channel")
    channel = children[0]
    return _feed(channel, [child for child in channel if name_of(child) == "item"], root, body, url, hashes)


def read_rdf(root: Element, body: bytes, url: str, hashes: Sequence[str] = ()) -> ParsedFeed:
    """Raises ``Unusual``."""
    named = [(name_of(child), child) for child in root]
    channels = [child for name, child in named if name == "channel"]
    if len(channels) != 1 or {name for name, _ in named} - {"channel", "item", "image", "textinput"}:
        raise Unusual("has more in it than a channel and items")
    return _feed(channels[0], [child for name, child in named if name == "item"], root, body, url, hashes)


def _feed(
    channel: Element, items: list[Element], root: Element, body: bytes, url: str, hashes: Sequence[str]
) -> ParsedFeed:
    if b"xml:base" in body:
        raise Unusual("has xml:base in RSS")
    found: dict[str, str] = {"language": root.get(XML + "lang") or ""}
    for name, text in _channel_fields(channel):
        if name == "title" and found.get("title"):
            continue
        found[name] = text
    handlers = Handlers(RSS_ITEM)
    language = language_tag(found["language"])
    drafts = (_item(item, handlers, channel, language) for item in items[:MOST_ENTRIES])
    return ParsedFeed(
        title=clean_line(title_text(found.get("title", ""), "")),
        link=safe_address(found.get("link", ""), url),
        language=language,
        entries=finished(drafts, url, hashes, of=len(items)),
        ttl_minutes=whole_number(found.get("ttl", "")),
        skip_hours=hours_of(found.get("skiphours", "").split()),
        next_page=safe_address(found.get("next", ""), url),
        parser="fast",
    )


def _channel_fields(channel: Element) -> Iterator[tuple[str, str]]:
    names: dict[str, str] = {}
    for child in channel:
        tag = child.tag
        name = names.get(tag) or names.setdefault(tag, name_of(child))
        if name == "link" and (child.get("href") or child.get("rel")):
            kind = (child.get("rel") or "alternate").lower()
            if kind == "next" or (kind == "alternate" and is_page(child)):
                yield "next" if kind == "next" else "link", child.get("href") or ""
        elif name == "link":
            yield name, read_link(text_of(child))
        elif name in ("title", "dc:title", "language", "dc:language", "ttl"):
            yield name.removeprefix("dc:"), text_of(child)
        elif name == "skiphours":
            yield name, " ".join(text_of(hour) for hour in child)
        elif name in ("rss", "rdf:rdf", "feed", "entry"):
            raise Unusual(f"has {name} inside its channel")


def _item(item: Element, handlers: Handlers, channel: Element, language: str) -> Draft:
    draft = Draft()
    raw = draft.raw
    raw.id = item.get(_ABOUT) or ""
    handlers.fill(draft, item)
    raw.published = raw.published or draft.created or raw.updated
    raw.language = raw.language or item.get(XML + "lang") or channel.get(XML + "lang") or ""
    if language_tag(raw.language) == language:
        raw.language = ""
    return draft
