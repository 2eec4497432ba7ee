"""How values are written into columns: times, bodies, lists of ids."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import NewType

from tui_reader.model.articles import PackedDocument
from tui_reader.model.document_rows import DocumentRows
from tui_reader.model.documents import Document, hash_of_json

try:
    # The same format in a third of the time, which is a sixth of a refresh; where it has no wheel, zlib does as well.
    from isal.isal_zlib import compress, decompress
except ImportError:
    from zlib import compress, decompress

Micros = NewType("Micros", int)
"""Microseconds since the epoch, UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LEVEL = 1
"""Level 6 saves a tenth of the space for three times the time."""
_WORTH_PACKING = 200
"""Bytes; below, zlib gains nothing."""
_ROOM, _EXPANDS = 16_384, 6
"""Bytes to begin with, and times what is compressed: text that fits is unpacked without being copied together."""
_PIECE = 65_536
TITLE_LENGTH = 300
"""Characters of a title that a list keeps."""


def micros(moment: datetime) -> Micros:
    return Micros((moment - _EPOCH) // _MICROSECOND)


def maybe_micros(moment: datetime | None) -> Micros | None:
    return None if moment is None else micros(moment)


def moment(stored: int) -> datetime:
    return _EPOCH + timedelta(microseconds=stored)


def maybe_moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)


def pack_text(text: str) -> bytes:
    """JSON text, compressed where that is worth it. A packed text starts with ``x``, JSON never does."""
    return _compressed(text.encode("utf-8", "surrogatepass"))


def _compressed(plain: bytes) -> bytes:
    return compress(plain, _LEVEL) if len(plain) >= _WORTH_PACKING else plain


def pack_document(document: Document | DocumentRows) -> PackedDocument:
    """Serialised once, for the hash and for the body."""
    plain = document.to_json().encode("utf-8", "surrogatepass")
    return PackedDocument(_compressed(plain), hash_of_json(plain), list_title(document))


def list_title(document: Document | DocumentRows) -> str:
    """What a list calls an article: its title, else its first words."""
    title = document.title.strip()
    if not title:
        lines = (line.strip() for line in document.text.splitlines())
        title = next((line for line in lines if line), "")
    return " ".join(title[:TITLE_LENGTH].split())


def unpack_text(body: bytes) -> str:
    plain = decompress(body, bufsize=max(_ROOM, _EXPANDS * len(body))) if body[:1] == b"x" else body
    return plain.decode("utf-8", "surrogatepass")


def read_document(body: bytes) -> Document:
    return Document.from_json(unpack_text(body))


def open_document(body: bytes) -> Document:
    """``read_document`` for a screen: what is not looked at of a long document is not made."""
    return Document.of_stored(unpack_text(body))


def document_text(body: bytes) -> str:
    """The text alone of a packed document, its blocks and spans unread."""
    serialised = unpack_text(body)
    if not serialised.startswith(_BEFORE_TEXT):
        return read_document(body).text
    text: str
    text, _ = _DECODER.raw_decode(serialised, len(_BEFORE_TEXT))
    return text


_DECODER = json.JSONDecoder()
_BEFORE_TEXT = "[1,"
"""What ``Document.to_json`` writes before the text."""


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def id_list(ids: Iterable[int]) -> str:
    """Ids as the JSON array that ``json_each`` takes."""
    return f"[{','.join(map(str, ids))}]"


def ids_of(joined: str | None) -> array[int]:
    """Ids that ``group_concat`` joined: three times faster than fetching rows at 100,000.

    Read in pieces of a millisecond, between which other threads go on.
    """
    found, start, length = array("q"), 0, len(joined or "")
    while joined and start < length:
        end = joined.find(",", start + _PIECE)
        end = length if end < 0 else end
        found.extend(json.loads(f"[{joined[start:end]}]"))
        start = end + 1
    return found


def deltas(ids: Iterable[int]) -> list[int]:
    """Ids sorted, each as its distance from the one before: long runs compress to almost nothing."""
    ordered = sorted(ids)
    return [b - a for a, b in zip([0, *ordered], ordered, strict=False)]


def from_deltas(distances: Sequence[int]) -> list[int]:
    return list(accumulate(distances))
