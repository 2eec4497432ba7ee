"""What each element of an item or entry means to the fast tier.

A handler takes the draft of an entry and the element. The tables are keyed by ``name_of(element)``; which of them
applies to a tag is looked up once per feed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tui_reader.model.feeds import Enclosure, Entry
from tui_reader.parse.fast_xml import XML, Element, Unusual, inner_markup, name_of, text_of
from tui_reader.parse.feed_entries import HTML, Markup, RawEntry, finish_entry, whole_number, written_markup
from tui_reader.parse.feed_times import read_time

_BARE_REFERENCE = re.compile(r"&([A-Za-z0-9_]+);")


class Misaligned(Exception):
    """What looked like entries in the bytes is none: the feed must be read whole."""


@dataclass(slots=True)
class Draft:
    """An entry while its elements are met one by one."""

    raw: RawEntry = field(default_factory=RawEntry)
    descriptions: list[Markup] = field(default_factory=list)
    secondary: list[Markup] = field(default_factory=list)
    media: list[Enclosure] = field(default_factory=list)
    media_title: str = ""
    permanent_id: bool = False
    created: datetime | None = None
    bases: bool = False
    """Whether ``xml:base`` occurs in the feed at all; asking every element for its base is dear."""


Handler = Callable[[Draft, Element], None]


@dataclass(slots=True)
class Handlers:
    """A table of handlers that remembers which tag is which; one per feed, because prefixes are the feed's."""

    table: Mapping[str, Handler]
    of_tag: dict[str, Handler | None] = field(default_factory=dict)

    def fill(self, draft: Draft, parent: Element) -> None:
        """Hand every child to its handler."""
        of_tag = self.of_tag
        for child in parent:
            tag = child.tag
            if tag not in of_tag:
                of_tag[tag] = self._find(child)
            if handler := of_tag[tag]:
                handler(draft, child)

    def _find(self, element: Element) -> Handler | None:
        name = name_of(element)
        return self.table.get(name) or (None if ":" in name else _unknown)


def finished(drafts: Iterable[Draft], url: str, hashes: Sequence[str], *, of: int) -> tuple[Entry, ...]:
    """The entries of a feed that has so many. ``hashes`` are those of their bytes, where these could be told.

    Raises ``Misaligned`` where the hashes are those of something else.
    """
    if hashes and len(hashes) != of:
        raise Misaligned
    entries = []
    for number, draft in enumerate(drafts):
        draft.raw.hash = hashes[number] if hashes else ""
        entries.append(_finish(draft, url))
    return tuple(entries)


def _finish(draft: Draft, url: str) -> Entry:
    raw = draft.raw
    if len(draft.descriptions) > 1:
        raise Unusual("has two descriptions in one entry")
    if draft.descriptions:
        raw.summary = draft.descriptions[0]
    elif draft.secondary:
        raw.summary = draft.secondary.pop(0)
    if not raw.contents:
        raw.contents = [text for text in draft.secondary if len(text.value) > len(raw.summary.value)]
    raw.title = raw.title or draft.media_title
    raw.enclosures += draft.media
    if not raw.link and draft.permanent_id:
        raw.link = raw.id
    return finish_entry(raw, url)


def read_link(written: str) -> str:
    """Addresses escaped once too often, and the semicolon that old tools put behind every parameter's name."""
    return _BARE_REFERENCE.sub(r"&\1", written.replace("&amp;", "&")) if "&" in written else written


def base_of(draft: Draft, element: Element) -> str:
    return (element.base or "") if draft.bases else ""


def moment(element: Element) -> datetime | None:
    written = text_of(element)
    read = read_time(written)
    if written and not read:
        raise Unusual("has a date that only the reference tier may know")
    return read


def _unknown(_draft: Draft, element: Element) -> None:
    if len(element):
        raise Unusual(f"has elements inside {element.tag}")


def _title(draft: Draft, element: Element) -> None:
    if element.get("type") or element.get("mode"):
        raise Unusual("has a typed title where titles have no type")
    draft.raw.title = draft.raw.title or text_of(element)


def _media_title(draft: Draft, element: Element) -> None:
    draft.media_title = draft.media_title or text_of(element)


def published(draft: Draft, element: Element) -> None:
    draft.raw.published = moment(element)


def updated(draft: Draft, element: Element) -> None:
    draft.raw.updated = moment(element)


def _created(draft: Draft, element: Element) -> None:
    draft.created = moment(element)


def _creator(draft: Draft, element: Element) -> None:
    if author := text_of(element):
        draft.raw.authors.append(author)


def person(draft: Draft, element: Element) -> None:
    """Atom's author (RFC 4287 §3.2)."""
    names = {name_of(child): text_of(child) for child in element}
    if author := names.get("name") or names.get("email"):
        draft.raw.authors.append(author)


def link(draft: Draft, element: Element) -> None:
    """``atom:link``, in RSS as well."""
    href = element.get("href") or ""
    kind = (element.get("rel") or "alternate").lower()
    if not href and (text_of(element) or element.get("uri") or element.get("url")):
        raise Unusual("has an Atom link without href")
    if kind == "enclosure":
        draft.raw.enclosures.append(
            Enclosure(href.strip(), element.get("type") or "", whole_number(element.get("length")))
        )
    elif href and kind == "alternate" and is_page(element):
        draft.raw.link, draft.raw.link_base = href, base_of(draft, element)


def is_page(element: Element) -> bool:
    return (element.get("type") or "html").lower() in ("text/html", "html", "application/xhtml+xml", "xhtml")


def _enclosure(draft: Draft, element: Element) -> None:
    _unknown(draft, element)
    address = element.get("url") or element.get("href") or ""
    length = whole_number(element.get("length"))
    draft.raw.enclosures.append(Enclosure(address.strip(), element.get("type") or "", length))


def _category(draft: Draft, element: Element) -> None:
    name = element.get("label") or element.get("term") or text_of(element)
    if name:
        draft.raw.categories.append(name)


def _keywords(draft: Draft, element: Element) -> None:
    draft.raw.categories += [word.strip() for word in text_of(element).split(",")]


def _itunes_category(draft: Draft, element: Element) -> None:
    draft.raw.categories.append(element.get("text") or "")
    for inner in element:
        _itunes_category(draft, inner)


def _language(draft: Draft, element: Element) -> None:
    draft.raw.language = text_of(element)


def _encoded(draft: Draft, element: Element) -> None:
    draft.raw.contents.append(written_markup(text_of(element), HTML, base_of(draft, element)))
    draft.raw.language = draft.raw.language or element.get(XML + "lang") or ""


def _body(draft: Draft, element: Element) -> None:
    """XHTML among the fields of an item, as Radio UserLand wrote it."""
    draft.raw.contents.append(Markup(inner_markup(element), HTML, base_of(draft, element)))
    draft.raw.language = draft.raw.language or element.get(XML + "lang") or ""


def _secondary(draft: Draft, element: Element) -> None:
    if text := text_of(element):
        draft.secondary.append(written_markup(text, secondary=True))


def _media_content(draft: Draft, element: Element) -> None:
    address = (element.get("url") or "").strip()
    draft.media.append(Enclosure(address, element.get("type") or "", whole_number(element.get("fileSize"))))
    _media_group(draft, element)


def _media_group(draft: Draft, element: Element) -> None:
    for child in element:
        if handler := _IN_MEDIA.get(name_of(child)):
            handler(draft, child)


_IN_MEDIA: dict[str, Handler] = {
    "media:title": _media_title,
    "media:description": _secondary,
    "media:content": _media_content,
    "media:group": _media_group,
    "media:keywords": _keywords,
    "media:category": _category,
}

EXTENSIONS: dict[str, Handler] = {
    **_IN_MEDIA,
    "content:encoded": _encoded,
    "dc:creator": _creator,
    "dc:author": _creator,
    "dc:title": _title,
    "dc:date": updated,
    "dc:description": _secondary,
    "category": _category,
    "dc:subject": _category,
    "dc:language": _language,
    "dcterms:created": _created,
    "dcterms:issued": published,
    "dcterms:modified": updated,
    "itunes:author": _creator,
    "itunes:summary": _secondary,
    "itunes:keywords": _keywords,
    "itunes:category": _itunes_category,
}
"""What means the same in RSS and Atom."""


def _description(draft: Draft, element: Element) -> None:
    if element.get("type") or element.get("mode"):
        raise Unusual("has a typed description")
    if text := text_of(element):
        draft.descriptions.append(written_markup(text, HTML, base_of(draft, element)))
    draft.raw.language = draft.raw.language or element.get(XML + "lang") or ""


def _rss_link(draft: Draft, element: Element) -> None:
    if element.get("href") or element.get("rel"):
        link(draft, element)
    else:
        draft.raw.link, draft.raw.link_base = read_link(text_of(element)), base_of(draft, element)


def _guid(draft: Draft, element: Element) -> None:
    draft.raw.id = text_of(element)
    draft.permanent_id = (element.get("isPermaLink") or element.get("ispermalink") or "true") == "true"


def _rss_author(draft: Draft, element: Element) -> None:
    if len(element):
        person(draft, element)
    else:
        _creator(draft, element)


def _source(_draft: Draft, _element: Element) -> None:
    """The feed that an entry was taken from: not the entry's own."""


def refuse(_draft: Draft, element: Element) -> None:
    raise Unusual(f"has {element.tag} where it does not belong")


_FOREIGN = (
    *("abstract", "content", "created", "id", "image", "issued", "item", "keywords"),
    *("lastbuilddate", "managingeditor", "modified", "name", "summary", "tags", "textinput", "url", "webmaster"),
    "xhtml:div",
)
"""Elements of other formats and places, to which feedparser gives a meaning in an item as well."""

RSS_ITEM: dict[str, Handler] = {
    **EXTENSIONS,
    "title": _title,
    "link": _rss_link,
    "guid": _guid,
    "description": _description,
    "author": _rss_author,
    "pubdate": published,
    "published": published,
    "updated": updated,
    "category": _category,
    "enclosure": _enclosure,
    "fullitem": _encoded,
    "body": _body,
    "xhtml:body": _body,
    "source": _source,
    **dict.fromkeys(_FOREIGN, refuse),
}
