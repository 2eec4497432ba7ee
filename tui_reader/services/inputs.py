"""What a person means by what they give to ``add``: decided from the words, and from the first bytes of a file."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from tui_reader.i18n import _
from tui_reader.model.errors import FileError
from tui_reader.model.values import dataclass
from tui_reader.services.local_files import ARTICLE_SUFFIXES, is_local, path_of

_HOST = re.compile(
    r"""(?ix) (?: localhost | \[[0-9a-f:.]+\] | [\w-]+ (?: \.[\w-]+ )+ )  # a name with a dot, an address, this machine
        (?: :\d{1,5} )? (?: [/?#] \S* )? $"""
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

_NO_HOST = frozenset(
    {".txt", ".text", ".html", ".htm", ".xhtml", ".markdown", ".xml", ".rss", ".atom", ".rdf", ".json", ".opml"}
)
"""No host ends like this: it is a file whose name was mistyped."""

_FEED_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf", b"<channel", b"<atom:feed")
_SNIFFED = 4096
"""Bytes at the start of a file among which its root element is looked for."""

_PDF = b"%PDF-"
_NO_TEXT = (_PDF, b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x7fELF")
"""How documents, pictures and archives begin that are no text."""
_MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True, slots=True)
class Addresses:
    """HTTP addresses to try in this order."""

    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocalPath:
    path: Path


@dataclass(frozen=True, slots=True)
class Unclear:
    """Neither an address nor a file. ``scheme``: the kind of address that is not understood, or empty."""

    scheme: str = ""


Meaning = Addresses | LocalPath | Unclear


def meaning_of(given: str) -> Meaning:
    """An address, a path (``~`` expanded, made absolute; what exists wins over a host of that name), or neither."""
    given = given.strip()
    lowered = given.lower()
    if lowered.startswith("feed:"):
        rest = given[len("feed:") :].removeprefix("//")
        return meaning_of(rest if _SCHEME.match(rest) else f"https://{rest}")
    if lowered.startswith(("http://", "https://")):
        return Addresses((given,)) if _has_host(given) else Unclear()
    if is_local(lowered):
        return LocalPath(path_of(given))
    if scheme := _SCHEME.match(given):
        return Unclear(scheme[0].partition(":")[0])
    if given and _may_be_path(given):
        return LocalPath(_absolute(given))
    if "/" not in given and PurePath(given).suffix.lower() in _NO_HOST:
        return LocalPath(_absolute(given))
    if _HOST.match(given) and _has_host(f"https://{given}"):
        return Addresses((f"https://{given}", f"http://{given}"))
    return Unclear()


def _may_be_path(given: str) -> bool:
    try:
        return (
            given.startswith(("/", "~", "./", "../", ".\\", "..\\"))
            or given in (".", "..")
            or _absolute(given).exists()
        )
    except (OSError, ValueError):
        return False


def _absolute(given: str) -> Path:
    """Links resolved, so that one file has one identity."""
    try:
        return Path(given).expanduser().resolve()
    except (RuntimeError, OSError):  # no home of that name, links in a circle
        return Path(given).absolute()


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


class FileReading(Enum):
    """A way to read a local file."""

    FEED = auto()
    OUTLINE = auto()
    """A list of subscriptions."""
    ARTICLE = auto()


def readings_of(name: str, body: bytes) -> tuple[FileReading, ...]:
    """What a file may be, by its name and how it starts, the likeliest first."""
    head = body[:_SNIFFED].lower()
    suffix = PurePath(name).suffix.lower()
    if suffix == ".opml" or b"<opml" in head or name == "urls" or suffix == ".urls":
        return (FileReading.OUTLINE,)
    if any(root in head for root in _FEED_ROOTS) and b"<html" not in head:
        return (FileReading.FEED,)
    if suffix in ARTICLE_SUFFIXES or body.startswith(_NO_TEXT):
        return (FileReading.ARTICLE,)
    if suffix in (".xml", ".rss", ".atom", ".rdf", ".json") or b"\x00" in head:
        return (FileReading.FEED,)
    return (FileReading.FEED, FileReading.OUTLINE, FileReading.ARTICLE)


def must_be_text(name: str, body: bytes) -> None:
    """Raises ``FileError`` for what no article can be read from, saying what to do."""
    if body.startswith(_PDF):
        message = _("{file} is a PDF, which cannot be read; turn it into text first, with “pdftotext” for one.")
    elif body.startswith(_NO_TEXT) or (b"\x00" in body[:_SNIFFED] and not body.startswith(_MARKS_OF_UTF16)):
        message = _("{file} is binary, no text; turn it into text, HTML or Markdown first.")
    else:
        return
    raise FileError(message.format(file=name))
