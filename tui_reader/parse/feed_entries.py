"""From the fields that a feed wrote to a clean ``Entry``: the one place that all feed parsers go through.

::

    JSON Feed ──┐
    fast tier ──┼─→ RawEntry ─→ finish_entry ─→ Entry
    feedparser ─┘

What is decided here (which text is the content, how a title is read, what an identifier is when none was written) is
therefore the same whichever tier read the feed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import field
from datetime import datetime
from urllib.parse import urljoin

from tui_reader.model.feeds import Enclosure, Entry
from tui_reader.model.values import dataclass
from tui_reader.parse.feed_markup import absolute_links, as_html, title_text
from tui_reader.text.clean import clean_line

MOST_ENTRIES = 10_000
"""Of one feed; the newest come first in feeds, so the rest is the oldest."""
LONGEST_MARKUP = 2_000_000
"""Characters of one text of one entry: five novels."""
LONGEST_ID = 2_048
"""Characters; a longer identifier is replaced by its hash."""
LONGEST_ADDRESS = 8_192
"""Characters; a longer address is dropped, because a cut one leads elsewhere."""
LONGEST_NAME = 500
MOST_AUTHORS = 20
MOST_CATEGORIES = 100
MOST_ENCLOSURES = 100

HTML = "text/html"
PLAIN = "text/plain"

_SAFE_SCHEMES = ("http", "https", "ftp", "mailto", "magnet", "news", "gopher", "gemini")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_EMAIL_NAME = re.compile(
    r"\s*[^\s@<>()]+@[^\s@<>()]+\s*\(([^()]+)\)\s*|\s*(\S[^<>]*?)\s*[<(][^\s@<>()]+@[^\s@<>()]+[>)]\s*"
)


@dataclass(frozen=True, slots=True)
class Markup:
    """A text and how its author wrote it. ``base`` is the ``xml:base`` in force; empty where none was written."""

    value: str = ""
    type: str = HTML
    base: str = ""
    secondary: bool = False
    """True for a text that only repeats or captions (``media:description``, ``itunes:summary``)."""


NO_MARKUP = Markup()


@dataclass(slots=True)
class RawEntry:
    """The fields of one entry while it is being read."""

    id: str = ""
    title: str = ""
    title_type: str = ""
    """``text/plain``, ``text/html``; empty where the format does not say and the text must tell."""
    link: str = ""
    link_base: str = ""
    authors: list[str] = field(default_factory=list)
    published: datetime | None = None
    updated: datetime | None = None
    summary: Markup = NO_MARKUP
    contents: list[Markup] = field(default_factory=list)
    language: str = ""
    categories: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    hash: str = ""
    """Of the entry as it was written, where the parser has it; else made from what was read."""


def finish_entry(raw: RawEntry, url: str) -> Entry:
    """The entry that the fields make; ``url`` is the feed's own address."""
    summary, content, content_type = _texts(raw)
    title = clean_line(title_text(raw.title, raw.title_type))
    link = safe_address(raw.link, raw.link_base, url)
    entry = Entry(
        id=_identity(raw.id, link, title, content or summary),
        title=title,
        link=link,
        author=clean_line(", ".join(_unique(map(author_name, raw.authors), MOST_AUTHORS))),
        published=raw.published,
        updated=raw.updated,
        summary=summary,
        content=content,
        content_type=content_type,
        language=language_tag(raw.language),
        categories=_unique((clean_line(name[:LONGEST_NAME]) for name in raw.categories), MOST_CATEGORIES),
        enclosures=_enclosures(raw, url),
        hash=raw.hash,
    )
    return entry if raw.hash else _with_hash(entry)


def _texts(raw: RawEntry) -> tuple[str, str, str]:
    """Summary, content and the one type that both are in; the summary is empty where it only repeats the content."""
    summary = raw.summary
    content = max(raw.contents, key=lambda text: (not text.secondary, len(text.value)), default=NO_MARKUP)
    if content.secondary and len(content.value) <= len(summary.value):
        content = NO_MARKUP
    if summary.value.strip() == content.value.strip():
        summary = NO_MARKUP
    texts = [text for text in (summary, content) if text.value]
    kinds = {text.type for text in texts}
    if len(kinds) <= 1:
        return _prepared(summary), _prepared(content), kinds.pop() if kinds else HTML
    return _prepared(summary, HTML), _prepared(content, HTML), HTML


def _prepared(text: Markup, kind: str = "") -> str:
    value = text.value[:LONGEST_MARKUP]
    if text.base and text.type == HTML:
        value = absolute_links(value, text.base)
    return as_html(value) if kind == HTML and text.type == PLAIN else value


def _identity(written: str, link: str, title: str, body: str) -> str:
    identifier = _encodable(written.strip()) or link
    if not identifier:
        return "hash:" + _digest(title, body)
    return identifier if len(identifier) <= LONGEST_ID else "hash:" + _digest(identifier)


def _enclosures(raw: RawEntry, url: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for enclosure in raw.enclosures[:MOST_ENCLOSURES]:
        address = safe_address(enclosure.url, raw.link_base, url)
        if address and address not in found:
            found[address] = Enclosure(address, clean_line(enclosure.type[:LONGEST_NAME]), enclosure.length)
    return tuple(found.values())


def _with_hash(entry: Entry) -> Entry:
    fields = (entry.id, entry.title, entry.link, entry.author, str(entry.published), str(entry.updated))
    texts = (entry.summary, entry.content, entry.content_type, entry.language, *entry.categories)
    digest = _digest(*fields, *texts, *(f"{e.url} {e.type} {e.length}" for e in entry.enclosures))
    object.__setattr__(entry, "hash", digest)  # before anybody has seen it: dataclasses.replace copies 13 fields
    return entry


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def written_markup(value: str, kind: str = HTML, base: str = "", *, secondary: bool = False) -> Markup:
    """A text whose writer may not have meant its type: what holds no markup is plain if it has lines to keep."""
    if "<" not in value and "&" not in value:
        kind = PLAIN if "\n" in value else HTML
    return Markup(value, kind, base, secondary)


def safe_address(written: str, *bases: str) -> str:
    """The address made absolute on the first base that is absolute itself; empty where it is none to follow.

    ``bases`` go from the innermost out: ``xml:base``, then the feed's own address.
    """
    address = _CONTROLS.sub("", written) if written.isprintable() is False or " " in written else written
    if not address or len(address) > LONGEST_ADDRESS:
        return ""
    scheme = _SCHEME.match(address)
    if not scheme:
        try:
            for base in bases:
                address = urljoin(base, address) if base else address
        except ValueError:
            return ""
        scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in _SAFE_SCHEMES:
        return ""
    return _encodable(address)


def author_name(written: str) -> str:
    """The person of ``name@example.org (Name)`` or ``Name <name@example.org>``; else what was written."""
    written = written[:LONGEST_NAME]
    match = _EMAIL_NAME.fullmatch(written) if "@" in written else None
    return clean_line((match[1] or match[2]) if match else written)


def language_tag(written: str) -> str:
    """The primary subtag, ``fr`` of ``fr_FR``; empty where it is none."""
    primary = written.strip()[:20].replace("_", "-").split("-")[0].lower()
    return primary if 2 <= len(primary) <= 3 and primary.isascii() and primary.isalpha() else ""


def whole_number(written: object) -> int | None:
    """A size or a number of minutes as feeds write them; ``None`` where it is none or cannot be stored."""
    if isinstance(written, bool):
        return None
    if isinstance(written, int | float):
        written = str(int(written)) if abs(written) < 2**53 else ""
    digits = written.strip() if isinstance(written, str) else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def _unique(names: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))[:most]


def _encodable(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
