"""Markdown to a ``Document``: CommonMark with tables, strikethrough and footnotes, by way of HTML.

HTML inside Markdown is therefore treated like any other HTML: shown where it is text, dropped where it is live.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from tui_reader.model.documents import Document
from tui_reader.parse.article import ArticleKind, ParsedArticle
from tui_reader.parse.front_matter import split_front_matter
from tui_reader.parse.html import html_document
from tui_reader.parse.plain import plain_document
from tui_reader.text.clean import clean

MAX_MARKDOWN = 500_000
"""Characters that are read, a long chapter; the parser is in Python and takes seconds for the worst of that many.
The rest is cut off."""
MAX_BLANKS = 100
"""White space in a row: the parser's time grows with the square of it."""
MAX_NESTING = 40
"""Nested lists and quotations; the parser calls itself for each."""

_BLANKS = re.compile(f"[ \t]{{{MAX_BLANKS},}}")


def markdown_document(source: str, *, title: str = "", base_url: str = "", language: str = "") -> Document:
    """The document that ``source`` holds; see ``read_markdown``."""
    return read_markdown(source, title=title, base_url=base_url, language=language).document


def read_markdown(source: str, *, title: str = "", base_url: str = "", language: str = "") -> ParsedArticle:
    """The article in ``source``, with what its front matter says. Never raises.

    The title is ``title``, or that of the front matter, or else a first heading of level 1.
    """
    source = _BLANKS.sub(" " * MAX_BLANKS, clean(source[:MAX_MARKDOWN]).lstrip("\n"))
    head, body = split_front_matter(source)
    title, language = title or head.title, language or head.language
    document = _document(body, title, head.link or base_url, language)
    return ParsedArticle(
        document,
        author=head.author,
        published=head.published,
        updated=head.updated,
        link=head.link,
        language=document.language,
        kind=ArticleKind.MARKDOWN,
    )


def _document(body: str, title: str, base_url: str, language: str) -> Document:
    parser = _parser()
    try:
        tokens = parser.parse(body)
        markup = parser.renderer.render(tokens, parser.options, {})
    except (RecursionError, IndexError, ValueError):
        # What this parser cannot take is still a text that somebody wanted to read.
        return plain_document(body, title=title, language=language)
    return html_document(markup, title=title or _first_heading(tokens), base_url=base_url, language=language)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.add_render_rule("footnote_anchor", lambda *_token: "")  # the way back, which paper does not need either
    return parser


def _first_heading(tokens: Sequence[Token]) -> str:
    if len(tokens) < 2 or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        return ""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in tokens[1].children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak", "text_special")
    )
