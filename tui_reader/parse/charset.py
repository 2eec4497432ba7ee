"""Bytes to text, by what they say about themselves and, failing that, by what they look like."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN = 2048
"""Bytes searched for a declaration: HTML asks for 1024, generous for pages with long comments before it."""
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.ASCII)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_UTF16_MARKUP = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))

# The Encoding Standard reads these labels as Windows-1252: that is what their authors wrote.
_LATIN = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin_1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_ALIASES = {"x-sjis": "cp932", "shift_jis": "cp932", "iso8859-9": "cp1254", "x-gbk": "gb18030", "utf8mb4": "utf-8"}


def decode(body: bytes, content_type: str = "", *, default: str = "utf-8") -> str:
    """``body`` as text; never raises.

    In this order: byte order mark, ``charset`` of ``content_type``, XML declaration or ``<meta>``, ``default``. Each
    must fit the bytes without an error; then UTF-8, then Windows-1252. Bytes that fit nothing become U+FFFD.
    Where Western bytes are declared and the body is sound UTF-8 with accents, it is UTF-8: chance does not write that.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for encoding in (*_declared(body, content_type), default, "utf-8"):
        if (text := _strictly(body, encoding)) is not None:
            return (_strictly(body, "utf-8") or text) if _known(encoding) == "cp1252" else text
    return body.decode("utf-8" if _mostly_utf8(body) else "cp1252", "replace")


def _declared(body: bytes, content_type: str) -> list[str]:
    start = body[:_PRESCAN]
    found = [match[1] for match in [_HEADER.search(content_type[:400])] if match]
    found += [encoding for lead, encoding in _UTF16_MARKUP if start.startswith(lead)]
    found += [match[1].decode("ascii") for match in (_XML.search(start), _META.search(start)) if match]
    return found


def _known(encoding: str) -> str:
    """Python's codec for a label, or nothing for what is no text encoding."""
    try:
        name = codecs.lookup(_ALIASES.get(encoding.lower(), encoding)).name
        "".encode(name)
    except (LookupError, UnicodeError, ValueError):
        return ""
    return _ALIASES.get(name, _LATIN.get(name, name))


def _strictly(body: bytes, encoding: str) -> str | None:
    name = _known(encoding)
    try:
        return body.decode(name) if name and name not in ("utf-7", "idna", "punycode") else None
    except (UnicodeError, LookupError, ValueError):
        return None


def _mostly_utf8(body: bytes) -> bool:
    """UTF-8 with few broken bytes: all but one in a hundred characters beyond ASCII are sound, the last may be cut."""
    text = body.decode("utf-8", "replace").removesuffix("\ufffd")
    beyond = sum(1 for character in text if character > "\x7f")
    broken = text.count("\ufffd")
    return beyond > broken and broken * 100 <= beyond
