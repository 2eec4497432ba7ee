"""Addresses that content names: made absolute, and kept only where a reader may follow them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from tui_reader.text.clean import clean

MAX_ADDRESS = 4096
"""Characters of an address; longer ones are data or tracking, and no server is bound to take them (RFC 9110 §4.1)."""

LINK_SCHEMES = ("http:", "https:", "mailto:")
IMAGE_SCHEMES = ("http:", "https:")

_LAZY_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-url")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset")
_ORDINARY = re.compile(f"https?://[!-Z^-~]{{1,{MAX_ADDRESS - 10}}}")
_STRIPPED = re.compile("[\t\n\r]")
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)[wx]")


def link(target: str, base: str) -> str:
    """``target`` absolute against ``base``; empty unless it is http, https or mailto."""
    return _absolute(target, base, LINK_SCHEMES)


def picture(attributes: Mapping[str, str], base: str) -> str:
    """The address of an ``img`` or ``source``: lazily loaded first, then the widest of its set, then ``src``."""
    for name in _LAZY_SOURCES:
        if address := _absolute(attributes.get(name, ""), base, IMAGE_SCHEMES):
            return address
    for name in (*_LAZY_SETS, "srcset"):
        if name in attributes and (address := _absolute(widest(attributes[name]), base, IMAGE_SCHEMES)):
            return address
    return _absolute(attributes.get("src", ""), base, IMAGE_SCHEMES)


def widest(candidates: str) -> str:
    """The candidate of a ``srcset`` with the greatest width or density."""
    best, best_size = "", 0.0
    words = iter(candidates.split())
    address = next(words, "").lstrip(",")
    while address:
        following = ""
        size = ""
        if not address.endswith(","):
            size, _, following = next(words, "").partition(",")
        number = _SIZE.fullmatch(size)
        if not best or (number and float(number[1]) > best_size):
            best, best_size = address.rstrip(","), float(number[1]) if number else 1.0
        address = (following or next(words, "")).lstrip(",")
    return best


def _absolute(target: str, base: str, schemes: tuple[str, ...]) -> str:
    if _ORDINARY.fullmatch(target):  # of a scheme that all may have
        return target
    target = target.strip()
    target = _STRIPPED.sub("", target)
    if not target or len(target) > MAX_ADDRESS:
        return ""
    if target.startswith("//") and not base:
        target = f"https:{target}"
    try:
        # Both refuse what nobody could open, such as an unfinished "[" of IPv6.
        target = urljoin(base, target) if base else target
        urlsplit(target)
    except ValueError:
        return ""
    target = clean(target).replace("\n", "").replace(" ", "%20").replace("\t", "")
    scheme = target[:8].lower()
    return target if scheme.startswith(schemes) and len(target) <= MAX_ADDRESS else ""
