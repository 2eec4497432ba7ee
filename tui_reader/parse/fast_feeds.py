"""The fast tier: well-formed, ordinary RSS and Atom on lxml; everything else is left to the reference tier.

feedparser takes ten to twenty times as long for the same result. This tier is strict so that the result *is* the same:
what it does not know for certain it does not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tui_reader.model.feeds import ParsedFeed
from tui_reader.parse.fast_atom import read_atom
from tui_reader.parse.fast_fields import Misaligned
from tui_reader.parse.fast_rss import read_rdf, read_rss
from tui_reader.parse.fast_xml import Unusual, read_tree
from tui_reader.parse.known_entries import without_known

NONE_KNOWN: Mapping[str, str] = MappingProxyType({})

_READERS = {
    "rss": read_rss,
    "{http://www.w3.org/2005/Atom}feed": read_atom,
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF": read_rdf,
}


def read_fast_feed(
    body: bytes, *, url: str = "", content_type: str = "", known: Mapping[str, str] = NONE_KNOWN
) -> ParsedFeed:
    """The feed, if it is an ordinary one. Raises ``Unusual``, saying why, where feedparser must look.

    Entries whose hash is the ``known`` one of their id are left out and counted.
    """
    rest = without_known(body, known)
    try:
        feed = _read(rest.body, content_type, url, rest.hashes)
    except Misaligned:
        return _read(body, content_type, url, ())
    if not rest.cut:
        return feed
    entries = tuple(rest.unless_cut(feed.entries, known))
    return replace(feed, entries=entries, left_out=len(rest.cut) + len(feed.entries) - len(entries))


def _read(body: bytes, content_type: str, url: str, hashes: Sequence[str]) -> ParsedFeed:
    root = read_tree(body, content_type)
    reader = _READERS.get(root.tag)
    if not reader:
        raise Unusual(f"starts with {root.tag}")
    return reader(root, body, url, hashes)
