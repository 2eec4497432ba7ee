"""Entries told by their bytes, before any XML is read: what is known already is cut out of the feed.

::

    <channel> … <item>known</item><item>new</item><item>known</item> </channel>
         └─► <channel> … <item>new</item> </channel>, and the hash of each entry that stays

All but a few entries of a refreshed feed are known, and reading them is most of the work.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from tui_reader.model.feeds import Entry
from tui_reader.model.values import dataclass

_NAMES = (b"item", b"entry")
_ATOM = re.compile(rb"<feed[\s>]")
_HEAD = 4_000
"""Bytes in which Atom shows: it is searched for its entries first, and only one pass is made over most feeds."""
_BEHIND_A_NAME = b" >\t\r\n"
_QUOTE, _QUOTE_END = b"<![CDATA[", b"]]>"
_COMMENT, _COMMENT_END = b"<!--", b"-->"


@dataclass(frozen=True, slots=True)
class Remainder:
    """A feed without the entries that are known.

    ``hashes`` and ``places`` belong to the entries that stay, in order; ``cut`` says at which place a hash was met.
    """

    body: bytes
    hashes: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    cut: Mapping[str, int] | None = None

    def unless_cut(self, entries: Iterable[Entry], known: Mapping[str, str]) -> Iterator[Entry]:
        """The entries but those whose identity was cut out before them: of two with one identity the first counts."""
        for entry, place in zip(entries, self.places, strict=True):
            first = (self.cut or {}).get(known.get(entry.id, ""))
            if first is None or first > place:
                yield entry


def without_known(body: bytes, known: Mapping[str, str]) -> Remainder:
    """Cut the entries out whose hash is one of the ``known`` ones. ``hashes`` stays empty where none can be told."""
    known_hashes = frozenset(known.values())
    pieces: list[bytes] = []
    hashes: list[str] = []
    places: list[int] = []
    cut: dict[str, int] = {}
    kept_to = 0
    commented: bool | None = None
    for place, (start, end) in enumerate(_spans(body)):
        written = body[start:end]
        hashed = hashlib.blake2b(written, digest_size=16).hexdigest()
        is_known = hashed in known_hashes
        # The same bytes as before are as whole as they were then.
        if not is_known:
            commented = _COMMENT in body if commented is None else commented
            if not _is_whole(written, commented):
                return Remainder(body)
        if is_known:
            cut.setdefault(hashed, place)
            pieces.append(body[kept_to:start])
            kept_to = end
        else:
            hashes.append(hashed)
            places.append(place)
    if cut:
        body = b"".join([*pieces, body[kept_to:]])
    return Remainder(body, tuple(hashes), tuple(places), cut)


def _is_whole(written: bytes, commented: bool) -> bool:
    """Whether every quotation and comment in an entry ends in it. Where one stays open, the end that was found is not
    the entry's: it stands in somebody's text."""
    at = 0
    while (opening := written.find(_QUOTE, at)) >= 0:
        closing = written.find(_QUOTE_END, opening)
        if closing < 0 or written.find(_QUOTE_END, at, opening) >= 0:
            return False
        at = closing + len(_QUOTE_END)
    if written.find(_QUOTE_END, at) >= 0:
        return False
    return not commented or written.count(_COMMENT) == written.count(_COMMENT_END)


def _spans(body: bytes) -> Iterator[tuple[int, int]]:
    """Where entries begin and end, as far as bytes can tell; whether they are entries shows when they are read."""
    for name in _NAMES[::-1] if _ATOM.search(body, 0, _HEAD) else _NAMES:
        found = False
        for span in _spans_of(name, body):
            found = True
            yield span
        if found:
            return


def _spans_of(name: bytes, body: bytes) -> Iterator[tuple[int, int]]:
    opening = b"<" + name
    end_of = re.compile(b"</" + name + b">").search  # a third faster than bytes.find, which most time went into
    start = body.find(opening)
    while start >= 0:
        if body[start + len(opening) : start + len(opening) + 1] not in _BEHIND_A_NAME:
            start = body.find(opening, start + 1)
            continue
        closed = end_of(body, start)
        if closed is None:
            return
        yield start, closed.end()
        start = body.find(opening, closed.end())
