"""Well-formed XML in, a tree out: the gate of the fast tier.

Everything that is not plain raises ``Unusual``, and the reference tier reads the feed instead. No entity is ever
expanded here: a document with a DOCTYPE does not come this far.
"""

from __future__ import annotations

import re

from lxml import etree

from tui_reader.parse.feed_bytes import honest_charset, named_charsets
from tui_reader.parse.feed_markup import without_void_ends

Element = etree._Element

XHTML = "{http://www.w3.org/1999/xhtml}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_PREFIXES = {
    # In lower case, because feeds write them in any; the empty prefix is the vocabulary of RSS and Atom themselves.
    "": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.w3.org/1999/xhtml": "xhtml",
}

# Text decoded twice somewhere on its way (``Ã©``), and Windows-1252 punctuation taken for control characters: the
# reference tier repairs both. Each pattern starts with one fixed and rare byte: it is searched for by memchr.
_WRONGLY_DECODED = re.compile(rb"\xc2(?:[\x80-\x9f]|[\xa0-\xbf](?<=\xc3[\x82-\xb4]..))", re.DOTALL)
_C1_REFERENCE = re.compile(rb"&#(?:1[2-5]\d|[xX][89][0-9a-fA-F]);")

_LATIN = {"iso8859-1": "cp1252", "cp1252": "cp1252", "iso8859-15": "iso8859-15"}
"""Read as browsers do: nobody means the C1 controls of ISO 8859-1."""


class Unusual(Exception):
    """Not for the fast tier; the message says why."""


def read_tree(body: bytes, content_type: str) -> Element:
    """The root of a plain document. Raises ``Unusual``."""
    body = body.lstrip()
    plain, encoding = _as_utf8(body, content_type)
    _refuse_oddities(plain)
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unusual(f"not well-formed: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unusual("has a DOCTYPE behind a long comment")
    return root


def _as_utf8(body: bytes, content_type: str) -> tuple[bytes, str | None]:
    """The bytes to parse and the encoding to force on the parser, ``None`` where the bytes say it right themselves."""
    claims = [claim for claim in named_charsets(body, content_type) if claim]
    names = {honest_charset(claim) for claim in claims}
    if len(names) > 1 or "" in names:
        raise Unusual("claims several encodings, or an unknown one")
    name = names.pop() if names else "utf-8"
    if name == "utf-8":
        return body, None
    if body.isascii() and name in (*_LATIN, "ascii"):
        return body, "utf-8"
    if name not in _LATIN or _is_utf8(body):
        raise Unusual(f"encoded as {name}")
    try:
        return body.decode(_LATIN[name]).encode(), "utf-8"
    except UnicodeDecodeError as error:
        raise Unusual(f"not {name}, though it says so") from error


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _refuse_oddities(body: bytes) -> None:
    if b"<!DOCTYPE" in body[:4_000]:
        raise Unusual("has a DOCTYPE")
    if _C1_REFERENCE.search(body) or (not body.isascii() and (_WRONGLY_DECODED.search(body))):
        raise Unusual("has text that was decoded wrongly")


def text_of(element: Element) -> str:
    """The text of an element that holds nothing else."""
    if len(element):
        raise Unusual(f"has elements inside {element.tag}")
    return (element.text or "").strip()


def inner_xhtml(element: Element) -> str:
    """The markup inside the one ``div`` that Atom prescribes (RFC 4287 §3.1.1.3), as HTML."""
    if len(element) != 1 or element[0].tag != XHTML + "div" or (element.text or "").strip():
        raise Unusual("has XHTML outside a div")
    div = element[0]
    if (div.tail or "").strip():
        raise Unusual("has XHTML outside a div")
    return inner_markup(div)


def inner_markup(element: Element) -> str:
    """The markup inside an element that holds XHTML, as HTML. Changes the tree: namespaces go."""
    for node in element.iter(etree.Element):
        if node.tag.startswith(XHTML):
            node.tag = node.tag[len(XHTML) :]
        elif node.tag.startswith("{"):
            raise Unusual("has another vocabulary inside XHTML")
    etree.cleanup_namespaces(element)
    markup: str = etree.tostring(element, method="html", encoding="unicode", with_tail=False)
    return without_void_ends(markup[markup.index(">") + 1 : markup.rindex("</")].strip())


def name_of(element: Element) -> str:
    """``dc:creator`` whatever prefix, case or misspelt namespace the feed used for it."""
    namespace, _, local = element.tag.rpartition("}")
    prefix = _PREFIXES.get(namespace[1:].strip().lower())
    if prefix is None:
        prefix = element.prefix
        if prefix is None:
            raise Unusual(f"has {element.tag}")
    return f"{prefix}:{local}".lower() if prefix else local.lower()
