"""HTML to a ``Document``, in one pass over the events of lxml's parser; no tree is built.

Ordinary articles do not even need the parser: ``ordinary_html`` reads them in half the time, or leaves them to it.

::

    bytes → libxml2 → start / data / end ─→ _Reader ─→ DocumentBuilder → Document
                                              ├─ Inline   the running text of the open block
                                              ├─ lists, quotations, figures: a stack each
                                              └─ Table    cells, until it ends or proves to be layout

A tree would cost more time, lose everything nested deeper than libxml2's 256 levels without a word, and need
recursion or a second pass. Hostile input stays linear: what is nested deeper than ``MAX_DEPTH`` is shown as text only.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any, cast

from lxml import etree

from tui_reader.model.document_rows import DocumentRows
from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.parse.builder import DocumentBuilder, Piece
from tui_reader.parse.html_reader import HtmlReader, TooDeep
from tui_reader.parse.ordinary_html import Unordinary, read_ordinary

MAX_MARKUP = 4_000_000
"""Characters of markup that are read; the longest articles met in feeds have under 1,000,000. The rest is cut off."""

STEP = 100_000
"""Bytes parsed at a time; nearly all articles are shorter."""

_PROLOGUE = re.compile(r"\s*<\?xml[^>]*>")
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>?")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u)(?=[\s/>])[^<>]*>", re.IGNORECASE
)
_SCRIPT_EDGE = re.compile(r"<(/?)(?:script|style|template|svg)(?=[\s/>])", re.IGNORECASE)


def html_document(markup: str, *, title: str = "", base_url: str = "", language: str = "") -> Document:
    """``html_rows`` as a document."""
    return Document.of_rows(html_rows(markup, title=title, base_url=base_url, language=language))


def html_rows(markup: str, *, title: str = "", base_url: str = "", language: str = "") -> DocumentRows:
    """The document that ``markup`` (a page or a fragment) holds.

    ``title`` becomes the title block; a first heading that repeats it is left out. Links are made absolute against
    ``base_url``. Without ``language`` it is recognised from the text, or else taken from ``<html lang>``. Never raises.
    """
    markup = markup[:MAX_MARKUP]
    if "\x00" in markup:
        markup = markup.replace("\x00", "")
    if prologue := _PROLOGUE.match(markup):
        markup = markup[prologue.end() :]
    if ordinary := _ordinary_rows(markup, title, base_url, language):
        return ordinary
    builder = DocumentBuilder(title)
    machine = _IDLE.pop() if _IDLE else _Machine()
    try:
        reader = machine.read(markup, builder, base_url)
    except TooDeep:
        return _text_only(markup, title, language)
    _IDLE.append(machine)
    return reader.blocks.builder.rows(language, declared=reader.declared_language)


def _ordinary_rows(markup: str, title: str, base_url: str, language: str) -> DocumentRows | None:
    reader = HtmlReader(DocumentBuilder(title), base_url)
    try:
        read_ordinary(markup, reader)
    except Unordinary:
        return None
    return reader.blocks.builder.rows(language)


class _Machine:
    """A parser and its reader, used again and again: making a parser costs as much as reading a short article."""

    def __init__(self) -> None:
        self._reader = HtmlReader(DocumentBuilder())
        # The stubs of lxml think of Python 2, where tags could be bytes.
        # UTF-8 named here overrides what a <meta> claims about bytes that are long decoded.
        self._parser = etree.HTMLParser(target=cast(Any, self._reader), encoding="utf-8", recover=True, huge_tree=False)

    def read(self, markup: str, builder: DocumentBuilder, base_url: str) -> HtmlReader:
        """Fill ``builder``. After ``TooDeep`` the machine must not be used again."""
        self._reader.begin(builder, base_url)
        body = markup.encode("utf-8", "replace")
        try:
            # An error of ours is raised only at the end of what was fed, so that a long body is fed in steps.
            for start in range(0, len(body), STEP):
                self._parser.feed(body[start : start + STEP])
            self._parser.close()
        except etree.LxmlError:
            # With recovery on this means that nothing more could be read; what came before it counts.
            self._reader.close()
        return self._reader


_IDLE: list[_Machine] = []
"""Machines that nobody uses just now: one, as long as one document is read at a time."""


def _text_only(markup: str, title: str, language: str) -> DocumentRows:
    builder = DocumentBuilder(title)
    pieces = _SCRIPT_EDGE.split(markup)
    visible = [
        pieces[0],
        *(text.partition(">")[2] for edge, text in zip(pieces[1::2], pieces[2::2], strict=True) if edge),
    ]
    for line in _TAG.sub("\n", _INLINE_TAG.sub("", "".join(visible))).split("\n"):
        if text := " ".join(unescape(line).split()):
            builder.add(Block(BlockKind.PARAGRAPH, 0, 0), Piece(text))
    return builder.rows(language)
