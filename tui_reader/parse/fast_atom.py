"""The fast tier's Atom 1.0 (RFC 4287, feed paging by RFC 5005)."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.model.feeds import ParsedFeed
from tui_reader.parse.fast_fields import (
    EXTENSIONS,
    Draft,
    Handler,
    Handlers,
    base_of,
    finished,
    link,
    person,
    published,
    refuse,
    updated,
)
from tui_reader.parse.fast_xml import XML, Element, Unusual, inner_xhtml, name_of, text_of
from tui_reader.parse.feed_entries import (
    HTML,
    MOST_ENTRIES,
    PLAIN,
    Markup,
    language_tag,
    safe_address,
    whole_number,
    written_markup,
)
from tui_reader.parse.feed_markup import title_text
from tui_reader.text.clean import clean_line

_KINDS = {"text": PLAIN, "text/plain": PLAIN, "html": HTML, "text/html": HTML}


def read_atom(root: Element, body: bytes, url: str, hashes: Sequence[str] = ()) -> ParsedFeed:
    """Raises ``Unusual``."""
    bases, languages = b"xml:base" in body, b"xml:lang" in body
    feed = Draft(bases=bases)
    head = Handlers(_FEED)
    handlers = Handlers(_ENTRY)
    ttl, entries, next_page = "", [], ""
    head.fill(feed, root)
    for child in root:
        name = name_of(child)
        if name == "entry":
            entries.append(child)
        elif name == "link" and (child.get("rel") or "").lower() == "next":
            next_page = safe_address(child.get("href") or "", base_of(feed, child), url)
        elif name == "ttl":
            ttl = text_of(child)
    language = language_tag(root.get(XML + "lang") or feed.raw.language)
    drafts = [_entry(entry, handlers, feed, language if languages else "") for entry in entries[:MOST_ENTRIES]]
    return ParsedFeed(
        title=clean_line(title_text(feed.raw.title, feed.raw.title_type)),
        link=safe_address(feed.raw.link or feed.raw.id, feed.raw.link_base, url),
        language=language,
        entries=finished(drafts, url, hashes, of=len(entries)),
        ttl_minutes=whole_number(ttl),
        next_page=next_page,
        parser="fast",
    )


def _entry(entry: Element, handlers: Handlers, feed: Draft, language: str) -> Draft:
    draft = Draft(bases=feed.bases)
    handlers.fill(draft, entry)
    raw = draft.raw
    raw.authors = raw.authors or list(feed.raw.authors)
    raw.language = raw.language or entry.get(XML + "lang") or ""
    if language_tag(raw.language) == language:
        raw.language = ""
    return draft


def _text(draft: Draft, element: Element) -> Markup:
    """A text construct (RFC 4287 §3.1) or inline content (§4.1.3)."""
    kind = (element.get("type") or "text").lower()
    if element.get("mode") or element.get("src"):
        raise Unusual("has contents that are somewhere else, or an old mode")
    draft.raw.language = draft.raw.language or element.get(XML + "lang") or ""
    if kind in ("xhtml", "application/xhtml+xml"):
        return Markup(inner_xhtml(element), HTML, base_of(draft, element))
    if kind not in _KINDS:
        raise Unusual(f"has contents of type {kind}")
    return written_markup(text_of(element), _KINDS[kind], base_of(draft, element))


def _title(draft: Draft, element: Element) -> None:
    if draft.raw.title:
        return
    kind = (element.get("type") or "text").lower()
    title = _text(draft, element)
    draft.raw.title, draft.raw.title_type = title.value, _KINDS.get(kind, HTML)


def _id(draft: Draft, element: Element) -> None:
    draft.raw.id = text_of(element)
    if draft.bases and ":" not in draft.raw.id:
        raise Unusual("has a relative identifier under xml:base")
    draft.permanent_id = True


def _summary(draft: Draft, element: Element) -> None:
    if (text := _text(draft, element)).value:
        draft.descriptions.append(text)


def _content(draft: Draft, element: Element) -> None:
    draft.raw.contents.append(_text(draft, element))


def _nothing(_draft: Draft, _element: Element) -> None:
    """Known, and of no use to a reader."""


_FOREIGN = (
    *("body", "copyright", "created", "description", "entry", "feed", "fullitem", "guid", "info", "issued", "item"),
    *("modified", "pubdate", "tagline", "xhtml:body", "xhtml:div"),
)
"""Elements of other formats, to which feedparser gives a meaning in Atom as well."""

_ENTRY: dict[str, Handler] = {
    **EXTENSIONS,
    "title": _title,
    "id": _id,
    "link": link,
    "author": person,
    "published": published,
    "updated": updated,
    "summary": _summary,
    "content": _content,
    "source": _nothing,
    "contributor": _nothing,
    "rights": _nothing,
    **dict.fromkeys(_FOREIGN, refuse),
}

_FEED: dict[str, Handler] = {
    "title": _title,
    "dc:title": _title,
    "id": _id,
    "link": link,
    "author": person,
    "dc:creator": EXTENSIONS["dc:creator"],
    "dc:language": EXTENSIONS["dc:language"],
    "entry": _nothing,
    "contributor": _nothing,
    "generator": _nothing,
    "subtitle": _nothing,
    "rights": _nothing,
    "item": refuse,
    "channel": refuse,
}
