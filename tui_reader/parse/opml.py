"""OPML in and out (OPML 1.0 to 2.0, opml.org/spec2).

listparser does the reading: it takes bare ampersands, attribute names in any case and namespaces. What it leaves out is
added here: the site's address, folders told from categories, and why an outline is no subscription.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, cast
from xml.sax.saxutils import quoteattr

from listparser.opml import OpmlMixin
from listparser.xml_handler import XMLHandler
from lxml import etree

from tui_reader.i18n import _
from tui_reader.model.errors import NotAFeed, ParseError
from tui_reader.model.feeds import TOP, Feed, FolderPath, OutlineFeed, OutlineList
from tui_reader.parse.charset import decode
from tui_reader.parse.feed_addresses import LONGEST_SHOWN, subscription_address
from tui_reader.text.clean import clean_line

LARGEST_LIST = 16 * 1024 * 1024
MOST_OUTLINES = 50_000
LONGEST_TITLE = 500
DEEPEST_FOLDER = 20
"""Folders in folders; what is deeper stands in the last of them."""

_SLASH = "\N{DIVISION SLASH}"
_INDENT = "  "
_FEED_TYPES = ("rss", "atom", "rdf", "feed")


def read_opml(body: bytes) -> OutlineList:
    """The subscriptions of an OPML document, in its order; of two with one address the first.

    Raises ``NotAFeed`` where it is no OPML, ``ParseError`` where it is too large.
    """
    if len(body) > LARGEST_LIST:
        raise ParseError(_("The list of feeds is larger than {size} MiB.").format(size=LARGEST_LIST >> 20))
    reader = _Reader()
    parser = etree.HTMLParser(
        target=cast(Any, reader), recover=True, encoding="utf-8"
    )  # the stubs want tags that may be bytes
    try:
        etree.parse(io.BytesIO(decode(body).encode("utf-8", "replace")), parser)
    except (etree.XMLSyntaxError, AssertionError) as error:
        raise NotAFeed(_("This is no OPML list of feeds.")) from error
    if not reader.is_opml:
        raise NotAFeed(_("This is no OPML list of feeds."))
    return OutlineList(tuple(reader.feeds.values()), tuple(reader.skipped), tuple(reader.repeated))


class _Reader(OpmlMixin, XMLHandler):
    """listparser's events, and beside its own harvest what it would leave out."""

    def __init__(self) -> None:
        super().__init__()
        self.harvest["meta"] = {}  # its own handlers of the head write there
        self.is_opml = False
        self.feeds: dict[str, OutlineFeed] = {}
        self.skipped: list[tuple[str, str]] = []
        self.repeated: list[str] = []

    def start_opml_opml(self, attrs: dict[str, str]) -> None:
        self.is_opml = True

    def start_opml_outline(self, attrs: dict[str, str]) -> None:
        title = clean_line((attrs.get("text", "").strip() or attrs.get("title", ""))[:LONGEST_TITLE])
        kind = attrs.get("type", "").strip().lower()
        address = attrs.get("xmlurl", "") or (attrs.get("url", "") if kind in _FEED_TYPES else "")
        if address.strip():
            self._subscription(attrs, title, address.strip())
        elif kind in ("link", "include"):
            self._skip(attrs.get("url", "") or title, _("it points to another list; import that list itself"))
        elif attrs.get("htmlurl", "").strip() and not self._has_parts(kind):
            self._skip(attrs["htmlurl"], _("it has no feed address; add the site instead"))
            title = ""
        self.hierarchy.append("" if address.strip() else title)

    @staticmethod
    def _has_parts(kind: str) -> bool:
        """A folder of some exporters has an address too, and says what it is."""
        return kind in ("folder", "group")

    def _subscription(self, attrs: dict[str, str], title: str, written: str) -> None:
        address, reason = subscription_address(written)
        if address in self.feeds:
            self._repeat(written)
            return
        if reason or len(self.feeds) >= MOST_OUTLINES:
            self._skip(written, reason or _("the list is too long"))
            return
        categories = [part.strip() for part in attrs.get("category", "").split(",") if part.strip()]
        folder = _folder(self.hierarchy)
        if not folder:  # OPML 2.0 writes a folder as a category with a leading slash
            folder = next((_folder(name.split("/")) for name in categories if name.startswith("/")), TOP)
        tags = tuple(dict.fromkeys(tag for name in categories if (tag := clean_line(name.strip("/")[:LONGEST_TITLE]))))
        site = subscription_address(attrs.get("htmlurl", ""))[0]
        name = "" if _bare(title) == _bare(written) else title
        self.feeds[address] = OutlineFeed(address, name, folder, site, tags)

    def _repeat(self, written: str) -> None:
        if len(self.repeated) < MOST_OUTLINES:
            self.repeated.append(clean_line(written[:LONGEST_SHOWN]))

    def _skip(self, written: str, reason: str) -> None:
        if len(self.skipped) < MOST_OUTLINES:
            self.skipped.append((clean_line(written[:LONGEST_SHOWN]), reason))


def _bare(address: str) -> str:
    """Some exporters name a feed that they never fetched by its address."""
    return address.partition("://")[2].rstrip("/") or address


def _folder(names: Iterable[str]) -> FolderPath:
    parts = [clean_line(name).replace("/", _SLASH) for name in names if name.strip()]
    return FolderPath("/".join(filter(None, parts[:DEEPEST_FOLDER])))


def write_opml(feeds: Iterable[Feed], *, title: str) -> str:
    """OPML 2.0 with a folder for every folder; ``read_opml`` gives the same subscriptions back."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"{_INDENT}<head><title>{_text(title)}</title></head>",
        f"{_INDENT}<body>",
    ]
    open_folders: list[str] = []
    for feed in sorted(feeds, key=_folders):
        folders = _folders(feed)
        shared = _shared(open_folders, folders)
        while len(open_folders) > shared:
            open_folders.pop()
            lines.append(f"{_INDENT * (2 + len(open_folders))}</outline>")
        for name in folders[shared:]:
            lines.append(f"{_INDENT * (2 + len(open_folders))}<outline text={_attribute(name)}>")
            open_folders.append(name)
        lines.append(_INDENT * (2 + len(open_folders)) + _outline(feed))
    while open_folders:
        open_folders.pop()
        lines.append(f"{_INDENT * (2 + len(open_folders))}</outline>")
    return "\n".join([*lines, f"{_INDENT}</body>", "</opml>", ""])


def _folders(feed: Feed) -> list[str]:
    return [name for part in feed.folder.split("/") if (name := clean_line(part))]


def _outline(feed: Feed) -> str:
    title = _attribute(clean_line(feed.title) or feed.url)
    site = f" htmlUrl={_attribute(feed.site)}" if feed.site else ""
    return f'<outline type="rss" text={title} title={title} xmlUrl={_attribute(feed.url)}{site}/>'


def _shared(left: list[str], right: list[str]) -> int:
    pairs = zip(left, right, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def _attribute(text: str) -> str:
    return quoteattr(clean_line(text))


def _text(text: str) -> str:
    return clean_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
