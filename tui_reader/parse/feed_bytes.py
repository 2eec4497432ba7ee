"""What the bytes of a would-be feed are, before any parser sees them."""

from __future__ import annotations

import codecs
import re

from tui_reader.model.errors import NotAFeed, ParseError, SourceError

LARGEST_FEED = 16 * 1024 * 1024
"""Bytes: just above what the fetcher lets through, so that only local files meet this limit."""

LONGEST_ENTITY = 64
"""Bytes of one entity declaration. Honest ones name a character (``<!ENTITY nbsp "&#160;">``)."""

_PROLOG = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_WIDE = (
    # By byte order mark, else by the zeros around the first "<"; UTF-32 first, because its marks begin like UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_FEED_ROOTS = frozenset(("rss", "feed", "rdf", "channel"))
_ENTITY = re.compile(rb"<!ENTITY[^>]*>", re.IGNORECASE)
_DECLARED = re.compile(rb"""^(\s*<\?xml\b[^>]{0,200}?)\s+encoding\s*=\s*["']([^"'>]{0,60})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]{1,60})""", re.IGNORECASE)
_SKIP_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL | re.IGNORECASE)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"ID3", "a sound file"),
    (b"SQLite format 3", "a database"),
)
# Character sets that text on the web is really in. Python knows others that are traps: UTF-7 hides markup, punycode
# and idna take quadratic time.
_HONEST_CHARSETS = re.compile(
    r"(utf-(8|16|32)(-sig|-[bl]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rut]|gb2312|gbk|gb18030|big5\w*|euc\w+|shift_jis\w*|"
    r"iso2022_\w+|johab|hz|mac-\w+|tis-620|ptcp154|kz1048)"
)


def not_a_feed(body: bytes) -> SourceError | None:
    """Why nothing here can be a feed, in one sentence; ``None`` where a parser should look."""
    if len(body) > LARGEST_FEED:
        return ParseError(f"The feed is larger than {LARGEST_FEED >> 20} MiB, and was left unread.")
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return NotAFeed("The address gave an empty answer instead of a feed; try again later.")
    binary = next((name for magic, name in _MAGIC if body.startswith(magic)), "")
    if not binary and b"\x00" in body[:1_000] and not _wide_encoding(body):
        binary = "binary data"
    if binary:
        return NotAFeed(f"This is {binary}, no feed; look for the site's feed address.")
    return _not_a_feed_root(_head(body))


def looks_like_json(body: bytes) -> bool:
    return _head(body)[:1] in ("{", "[")


def _not_a_feed_root(head: str) -> NotAFeed | None:
    if head[:1] in "{[":
        return None
    if not head.startswith("<"):
        found = _ROOT.search(head)
        if not found or found[1].lower().rpartition(":")[2] not in _FEED_ROOTS:
            return NotAFeed("This is plain text, no feed; add it as an article, or look for the site's feed address.")
        return None
    root = _root(head)
    if root in ("html", "body", "head", "!doctype-html"):
        return NotAFeed("This is a web page, no feed; add the site's address to look for its feeds.")
    if root == "opml":
        return NotAFeed("This is an OPML list of feeds, no feed; import it instead.")
    if root in ("urlset", "sitemapindex"):
        return NotAFeed("This is a site map, no feed; look for the site's feed address.")
    return None


def _root(head: str) -> str:
    """The local name of the first element, in lower case; empty where the head shows none."""
    if re.match(r"<!doctype\s+html", head, re.IGNORECASE):
        return "!doctype-html"
    prolog = _PROLOG.match(head)
    if re.search(r"<!doctype\s+html", prolog[0] if prolog else "", re.IGNORECASE):
        return "!doctype-html"
    found = _ROOT.search(head, prolog.end() if prolog else 0)
    return found[1].lower().rpartition(":")[2] if found else ""


def _head(body: bytes) -> str:
    return body[:8_000].decode(_wide_encoding(body) or "utf-8", "replace").lstrip("\ufeff\x00 \t\r\n")


def _wide_encoding(body: bytes) -> str:
    """UTF-16 or UTF-32 in either order; empty for every other encoding."""
    return next((encoding for start, encoding in _WIDE if body.startswith(start)), "")


def has_feed_root(body: bytes) -> bool:
    return _root(_head(body)) in _FEED_ROOTS


def for_feedparser(body: bytes, content_type: str) -> tuple[bytes, str]:
    """Body and content type without what would hurt: entities that grow, character sets that are traps."""
    if encoding := _wide_encoding(body):
        body, content_type = _narrowed(body, encoding), content_type.split(";")[0]
    if b"<!ENTITY" in body[:100_000]:
        body = _ENTITY.sub(lambda match: match[0] if len(match[0]) <= LONGEST_ENTITY else b"", body)
    if (declared := _DECLARED.match(body)) and not honest_charset(declared[2].decode("latin-1")):
        body = declared[1] + body[declared.end() :]
    charset = _CHARSET.search(content_type)
    if charset and not honest_charset(charset[1]):
        content_type = content_type[: charset.start()].rstrip(" ;")
    return body, content_type


def _narrowed(body: bytes, encoding: str) -> bytes:
    """UTF-16 or UTF-32 as UTF-8; the declaration loses the encoding that it names."""
    narrow = body.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    declared = _DECLARED.match(narrow)
    return declared[1] + narrow[declared.end() :] if declared else narrow


def honest_charset(name: str) -> str:
    """Python's name of a character set that text may be in; empty for an unknown one or a trap."""
    try:
        known = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    return known if _HONEST_CHARSETS.fullmatch(known) else ""


def named_charsets(body: bytes, content_type: str) -> tuple[str, str]:
    """What the header and the XML declaration claim, as written; empty where they are silent."""
    header, declared = _CHARSET.search(content_type), _DECLARED.match(body[:400])
    return header[1] if header else "", declared[2].decode("latin-1") if declared else ""


def skip_hours(body: bytes) -> frozenset[int]:
    """RSS 2.0 ``skipHours``; 24 is midnight, as RSS 0.91 counted."""
    match = _SKIP_HOURS.search(body)
    hours = {int(hour) for hour in _HOUR.findall(match[1])} if match else set()
    return frozenset(hour % 24 for hour in hours if hour <= 24)
