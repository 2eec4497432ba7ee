"""Ordinary HTML read without libxml2: the fast tier of ``parse.html``, with the same result.

::

    markup ─→ tags and the texts between them ─→ each in its place? ──no──→ Unordinary: libxml2 reads it
                                                   │ yes
                     simple paragraph ─────────────┼─→ DocumentBuilder
                     anything else ── HtmlReader ──┘

Most articles are paragraphs with links and emphasis, properly nested. This tier reads those, and only those where no
parser of HTML has anything to repair or to guess: known elements, each closed where it was opened and standing where it
may, attributes in quotes, references that HTML 4 knows, characters that need no cleaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import name2codepoint

from tui_reader.model.document_rows import SpanRow
from tui_reader.model.documents import SpanKind
from tui_reader.parse import addresses
from tui_reader.parse.html_reader import SPANS, HtmlReader
from tui_reader.parse.inline import COLLAPSIBLE
from tui_reader.text.clean import clean

MAX_NESTING = 40
"""Open elements; far below the depth at which libxml2 loses some."""

_TAGS = re.compile("<([^<>]*)>").split
_TAG = re.compile(r"""(/?)([a-z][a-z0-9]*)((?:[\n ]+[a-z][a-z0-9-]*(?:="[^"<>]*"|='[^'<>]*')?)*)[\n ]*(/?)""")
_ATTRIBUTE = re.compile(r"""([a-z][a-z0-9-]*)(?:="([^"]*)"|='([^']*)')?""")
_REFERENCE = re.compile(r"&(?:#(\d{2,7})|#x([0-9a-fA-F]{2,6})|([a-zA-Z][a-zA-Z0-9]*));")

_FLOW = frozenset(("", "div", "section", "article", "blockquote", "li", "figure", "figcaption"))
"""Elements that may hold blocks and text; the empty name is the document itself."""
_LISTS = frozenset(("ul", "ol"))
_BLOCKS = frozenset(
    (*_LISTS, "p", "div", "section", "article", "blockquote", "figure", *(f"h{level}" for level in range(1, 7)))
)
_INLINE = frozenset(
    ("a", "em", "i", "cite", "strong", "b", "code", "del", "s", "span", "small", "u", "abbr", "sup", "sub")
)
_VOID = frozenset(("br", "hr", "img"))

_NO_ATTRIBUTES: Mapping[str, str] = {}
_COLLAPSIBLE = " \n\t"
_PARAGRAPH, _PARAGRAPH_END = "p", "/p"
_OPENED = {tag: kind.value for tag, kind in SPANS.items() if tag in _INLINE}
_CLOSED = {f"/{tag}": tag for tag in (*_OPENED, "a")}
_LINK = SpanKind.LINK.value


class Unordinary(Exception):
    """Not for this tier. What was handed on until then counts for nothing."""


def read_ordinary(markup: str, reader: HtmlReader) -> None:
    """Hand everything in ``markup`` to ``reader``, which has begun, and close it. Raises ``Unordinary``."""
    if clean(markup) is not markup:
        raise Unordinary
    tokens = _TAGS(markup)
    if markup.count("<") != len(tokens) // 2:
        raise Unordinary
    _Ordinary(tokens, reader, spaced="  " in markup or "\t" in markup).read()


class _Ordinary:
    def __init__(self, tokens: list[str], reader: HtmlReader, *, spaced: bool) -> None:
        tokens.append("")  # the tag behind the last text
        self._tokens = tokens
        self._reader = reader
        self._spaced = spaced
        self._open: list[str] = [""]

    def read(self) -> None:
        tokens, reader = self._tokens, self._reader
        at, last = 0, len(tokens) - 2
        between = False  # a simple paragraph ended just here: no text is under way, and white space says nothing
        while True:
            text = tokens[at]
            if text and not (between and not text.strip(_COLLAPSIBLE)):
                self._text(text)
                between = False
            if at == last:
                break
            tag = tokens[at + 1]
            at += 2
            may_be_simple = tag == _PARAGRAPH and (between or (self._open[-1] in _FLOW and reader.takes_paragraphs))
            behind = self._simple_paragraph(at) if may_be_simple else 0
            between = behind > 0
            if between:
                at = behind
            else:
                self._tag(tag)
        if len(self._open) > 1:
            raise Unordinary
        reader.close()

    def _text(self, text: str) -> None:
        if self._open[-1] in _LISTS:
            if not text.isspace():
                raise Unordinary
        else:
            self._reader.data(_resolved(text))

    def _tag(self, written: str) -> None:
        closing, name, attributes = _parts(written)
        if not name:
            return
        if closing:
            if self._open.pop() != name:
                raise Unordinary
            self._reader.end(name)
        elif name in _VOID:
            self._check_void(name)
            self._reader.start(name, attributes)
            self._reader.end(name)
        else:
            self._check_place(name)
            self._open.append(name)
            self._reader.start(name, attributes)

    def _check_void(self, name: str) -> None:
        parent = self._open[-1]
        if parent in _LISTS or (name == "hr" and parent not in _FLOW):
            raise Unordinary

    def _check_place(self, name: str) -> None:
        parent = self._open[-1]
        if name in _BLOCKS:
            fits = parent in _FLOW
        elif name == "li":
            fits = parent in _LISTS
        elif name == "figcaption":
            fits = parent == "figure"
        else:
            fits = name in _INLINE and parent not in _LISTS and (name == "span" or name not in self._open)
        if not fits or len(self._open) > MAX_NESTING:
            raise Unordinary

    def _simple_paragraph(self, at: int) -> int:
        """Read the paragraph whose text begins at this token; where it ends. 0: it is not simple, nothing was done."""
        tokens = self._tokens
        try:
            end = tokens.index(_PARAGRAPH_END, at)
        except ValueError:
            return 0
        if (end - at) % 2 == 0:  # a text that reads like the tag
            return 0
        texts = tokens[at:end:2]
        body = "".join(texts)
        if "&" in body:
            texts = [_resolved(text) for text in texts]
            body = "".join(texts)
            if clean(body) is not body:
                return 0
        if "\n" in body or (self._spaced and ("  " in body or "\t" in body)) or _meet_in_spaces(texts):
            texts = _collapsed(texts)
            body = "".join(texts)
        spans = self._spans(texts, tokens[at + 1 : end : 2]) if len(texts) > 1 else ()
        if spans is None:
            return 0
        self._reader.blocks.paragraph(body, spans)
        return end + 1

    def _spans(self, texts: list[str], tags: list[str]) -> list[SpanRow] | None:
        """The spans of a paragraph that has a tag behind each text but the last; ``None`` where it is not simple."""
        spans: list[SpanRow] = []
        opened: list[tuple[str, str, int, str]] = []
        at = 0
        for text, tag in zip(texts, tags, strict=False):
            at += len(text)
            if name := _CLOSED.get(tag):
                if not opened:
                    return None
                opening, kind, start, target = opened.pop()
                if opening != name:
                    return None
                if start < at:
                    spans.append((kind, start, at, target))
                continue
            kind = _OPENED.get(tag, "")
            if kind:
                name, target = tag, ""
            else:
                name, kind, target = "a", _LINK, self._link(tag)
                if not target:
                    return None
            for other in opened:
                if other[1] == kind:
                    return None
            opened.append((name, kind, at, target))
        return None if opened else spans

    def _link(self, tag: str) -> str:
        """Where a tag leads to that is ``a`` and not hidden; empty for any other."""
        if tag.startswith('a href="') and tag.find('"', 8) == len(tag) - 1:
            written = tag[8:-1]
            return addresses.link(_resolved(written) if "&" in written else written, self._reader.blocks.base)
        if not tag.startswith("a "):
            return ""
        attributes = _parts(tag)[2]
        if "hidden" in attributes or "style" in attributes:
            return ""
        return addresses.link(attributes.get("href", ""), self._reader.blocks.base)


def _meet_in_spaces(texts: list[str]) -> bool:
    """Whether a text ends in white space where the next begins with it."""
    spaced = False
    for text in texts:
        if text:
            if spaced and text[0] == " ":
                return True
            spaced = text[-1] == " "
    return False


def _collapsed(texts: list[str]) -> list[str]:
    """Texts that follow each other, with white space collapsed as CSS does, also from one to the next."""
    found = []
    at_space = True
    for text in texts:
        text = COLLAPSIBLE.sub(" ", text)
        if at_space and text[:1] == " ":
            text = text[1:]
        if text:
            at_space = text[-1] == " "
        found.append(text)
    return found


def _parts(written: str) -> tuple[bool, str, Mapping[str, str]]:
    """Whether a tag closes, its name and its attributes. A comment has no name."""
    found = _TAG.fullmatch(written)
    if found is None:
        if len(written) > 5 and written[:3] == "!--" and written[-2:] == "--" and "--" not in written[3:-2]:
            return _comment(written)
        raise Unordinary
    closing, name, attributes, empty = found.groups()
    if (closing and (attributes or empty)) or (empty and name not in _VOID):
        raise Unordinary
    return bool(closing), name, _attributes(attributes) if attributes else _NO_ATTRIBUTES


def _comment(written: str) -> tuple[bool, str, Mapping[str, str]]:
    if written[3] in "->" or written[-3] in "-!":  # ends and oddities that HTML has its own rules for
        raise Unordinary
    return False, "", _NO_ATTRIBUTES


def _attributes(written: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(written):
        if name in found:
            raise Unordinary
        found[name] = _resolved(double or single)
    return found


def _resolved(text: str) -> str:
    """The text with its references resolved. Raises ``Unordinary`` for one that parsers may read in different ways."""
    if "&" not in text:
        return text
    resolved, count = _REFERENCE.subn(_character, text)
    if count != text.count("&"):
        raise Unordinary
    return resolved


def _character(reference: re.Match[str]) -> str:
    digits, hexadecimal, name = reference.groups()
    code = int(digits) if digits else int(hexadecimal, 16) if hexadecimal else name2codepoint.get(name, 0)
    if not (32 <= code < 127 or 160 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x1FFFE):
        raise Unordinary
    return chr(code)
