"""What the bytes of a would-be feed are, before any parser sees them."""

from __future__ import annotations

import codecs
import re

from tui_reader.i18n import _
from tui_reader.model.errors import NotAFeed, ParseError, SourceError

LARGEST_FEED = 16 * 1024 * 1024
"""Bytes: just above what the fetcher lets through, so that only local files meet this limit."""

LONGEST_HEAD = 64 * 1024
"""Bytes before the first element; feedparser searches them in quadratic time."""

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
_FIRST_ELEMENT = re.compile(rb"<\w")
# An entity that names a character or a word is all that honest feeds declare (``<!ENTITY nbsp "&#160;">``).
_SAFE_ENTITY = re.compile(rb"""<!ENTITY\s+\w{1,50}\s+"(?:[^"<>&]{0,40}|&#\w{1,8};)"\s*>""")
_MOST_ENTITIES = 300
_NUMBERED = re.compile(rb"&#(?:(\d+)|[xX]([0-9a-fA-F]+))")
_DECLARED = re.compile(rb"""^(\s*<\?xml\b[^>]{0,200}?)\s+encoding\s*=\s*["']([^"'>]{0,60})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]{1,60})""", re.IGNORECASE)
_UPDATE_PERIOD = re.compile(rb"<sy:updatePeriod>\s*([A-Za-z]{4,8})\s*</sy:updatePeriod>")
_UPDATE_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,4})\s*</sy:updateFrequency>")
_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_HEAD_BYTES = 20_000
"""Where a feed speaks of itself; its entries follow."""
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"ID3", "MP3"),
    (b"SQLite format 3", "SQLite"),
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
        return ParseError(_("The feed is larger than {size} MiB, and was left unread.").format(size=LARGEST_FEED >> 20))
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return NotAFeed(_("It is empty where a feed was expected; try again later, or check that it is the right one."))
    if kind := next((name for magic, name in _MAGIC if body.startswith(magic)), ""):
        return NotAFeed(_("This is a {kind} file, no feed; look for the site's feed address.").format(kind=kind))
    if b"\x00" in body[:1_000] and not _wide_encoding(body):
        return NotAFeed(_("This is binary data, no feed; look for the site's feed address."))
    return _not_a_feed_root(_head(body))


def looks_like_json(body: bytes) -> bool:
    return _head(body)[:1] in ("{", "[")


def _not_a_feed_root(head: str) -> NotAFeed | None:
    if head[:1] in "{[":
        return None
    if not head.startswith("<"):
        found = _ROOT.search(head)
        if not found or found[1].lower().rpartition(":")[2] not in _FEED_ROOTS:
            return NotAFeed(
                _("This is plain text, no feed; add it as an article, or look for the site's feed address.")
            )
        return None
    root = _root(head)
    if root in ("html", "body", "head", "!doctype-html"):
        return NotAFeed(_("This is a web page, no feed; add the site's address to look for its feeds."))
    if root == "opml":
        return NotAFeed(_("This is an OPML list of feeds, no feed; import it instead."))
    if root in ("urlset", "sitemapindex"):
        return NotAFeed(_("This is a site map, no feed; look for the site's feed address."))
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
    """Body and content type without what would hurt: entities that grow, numbers that are no characters, character
    sets that are traps."""
    if encoding := _wide_encoding(body):
        body, content_type = _narrowed(body, encoding), content_type.split(";")[0]
    body = _NUMBERED.sub(_sound_reference, _with_safe_head(body))
    if (declared := _DECLARED.match(body)) and not honest_charset(declared[2].decode("latin-1")):
        body = declared[1] + body[declared.end() :]
    charset = _CHARSET.search(content_type)
    if charset and not honest_charset(charset[1]):
        content_type = content_type[: charset.start()].rstrip(" ;")
    return body, content_type


def _with_safe_head(body: bytes) -> bytes:
    """The body with a DOCTYPE that declares characters at most, or with none."""
    first = _FIRST_ELEMENT.search(body)
    head = body[: first.start()] if first else body
    if b"<!DOCTYPE" not in head and b"<!ENTITY" not in head and len(head) <= LONGEST_HEAD:
        return body
    entities = [match[0] for match in _SAFE_ENTITY.finditer(head[:LONGEST_HEAD])][:_MOST_ENTITIES]
    doctype = b"\n<!DOCTYPE feed [\n" + b"\n".join(entities) + b"\n]>\n" if entities else b""
    declaration = re.match(rb"\s*<\?xml\b[^<>]{0,300}\?>", head)
    return (declaration[0] if declaration else b"") + doctype + body[len(head) :]


def _sound_reference(match: re.Match[bytes]) -> bytes:
    digits, base = (match[1], 10) if match[1] else (match[2], 16)
    digits = digits.lstrip(b"0")
    number = int(digits, base) if 0 < len(digits) < 9 else -1
    return match[0] if 0 < number < 0xD800 or 0xDFFF < number < 0x110000 else b"&#xFFFD"


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
    """RSS 2.0 ``skipHours``, which feedparser does not hand out."""
    start = body.find(b"<skipHours>")
    end = body.find(b"</skipHours>", start) if start >= 0 else -1
    found = _HOUR.findall(body[start : min(end, start + 5_000)]) if end >= 0 else []
    return hours_of([hour.decode() for hour in found])


def syndication_minutes(body: bytes) -> int | None:
    """Minutes between two updates as RSS 1.0's syndication module says it, which WordPress writes into RSS 2.0 too."""
    head = body[:_HEAD_BYTES]
    period, frequency = _UPDATE_PERIOD.search(head), _UPDATE_FREQUENCY.search(head)
    minutes = _PERIODS.get(period[1].decode().lower()) if period else None
    times = int(frequency[1]) if frequency else 1
    return minutes // times if minutes and times else None


def hours_of(written: list[str]) -> frozenset[int]:
    """Hours of the day; 24 is midnight, as RSS 0.91 counted."""
    hours = (int(hour) for hour in written if hour.isascii() and hour.isdigit() and len(hour) <= 2)
    return frozenset(hour % 24 for hour in hours if hour <= 24)
