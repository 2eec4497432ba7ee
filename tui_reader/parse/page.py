"""A whole file or web page as one article."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from lxml import etree

from tui_reader.i18n import _
from tui_reader.model.documents import Document
from tui_reader.model.errors import ParseError
from tui_reader.model.values import dataclass
from tui_reader.parse.article import ArticleKind, ParsedArticle
from tui_reader.parse.bylines import read_date
from tui_reader.parse.charset import decode
from tui_reader.parse.html import html_document
from tui_reader.parse.markdown import read_markdown
from tui_reader.parse.page_body import article_part, main_part
from tui_reader.parse.page_head import PageHead, read_head
from tui_reader.parse.plain import read_plain
from tui_reader.text.clean import clean_line

MAX_PAGE = 4_000_000
"""Characters of a page that are read; trees of longer ones take more memory than a parser process may have."""

_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_PLAIN_NAMES = (".txt", ".text", ".log", ".asc", ".rst", ".org")
_PLAIN_TYPES = ("text/plain", "text/markdown", "text/x-markdown")
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_HTML_PIECE = re.compile(
    r"\s*<(?:p|div|h[1-6]|article|section|main|ul|ol|table|blockquote|figure|img|a)\b[^<>]*>", re.I
)
_MARKDOWN_START = re.compile(r"\s*(?:---[ \t]*\n[\w.-]+\s*:|\+\+\+[ \t]*\n)")
_MARKDOWN_SIGN = re.compile(r"^(?:#{1,6} \S|```|\|?\s*:?-{3,}:?\s*\|)|\]\((?:https?://|/)|(?<!\w)\*\*\w", re.MULTILINE)
_TIME = re.compile(r"<(/?)time(?=[\s/>])", re.IGNORECASE)


_BY = re.compile(r"^(?:par|by|écrit par|written by)\s*:?\s+(?=\S)", re.IGNORECASE)
"""What pages write before the name of an author."""


def parse_article_file(body: bytes, *, name: str, url: str = "") -> ParsedArticle:
    """The article in a local file; HTML, Markdown or plain text by its name and, where that leaves it open, its text.

    ``url`` is the address that relative links are relative to. Never raises; a file without text gives a document
    without text.
    """
    text = decode(body)
    kind = kind_of(name, text)
    if kind is ArticleKind.HTML:
        return _html_file(text, url)
    if kind is ArticleKind.MARKDOWN:
        return read_markdown(text, base_url=url)
    return read_plain(text)


def kind_of(name: str, text: str) -> ArticleKind:
    """How a file of this name and beginning is written."""
    suffix = PurePath(name).suffix.lower()
    start = text[:4000]
    if suffix in _HTML_NAMES or _HTML_START.match(start):
        return ArticleKind.HTML
    if suffix in _MARKDOWN_NAMES:
        return ArticleKind.MARKDOWN
    if suffix in _PLAIN_NAMES:
        return ArticleKind.PLAIN
    if _HTML_PIECE.match(start):
        return ArticleKind.HTML
    signs = len(set(_MARKDOWN_SIGN.findall(start))) if not _MARKDOWN_START.match(start) else 2
    return ArticleKind.MARKDOWN if signs > 1 else ArticleKind.PLAIN


def parse_page(body: bytes, *, url: str, content_type: str = "") -> ParsedArticle:
    """The article of the web page at ``url``, without what stands around it on the page.

    Raises ``ParseError`` where the answer is no page or has no text to read.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type and media_type not in (*_PLAIN_TYPES, *_PAGE_TYPES):
        raise ParseError(
            _("{url} is no page to read but {type}. Open it in a browser instead.").format(url=url, type=media_type)
        )
    text = decode(body, content_type)
    if media_type in _PLAIN_TYPES and not _HTML_START.match(text[:4000]):
        article = read_markdown(text, base_url=url) if "markdown" in media_type else read_plain(text)
        return replace(article, link=article.link or url)
    article = _web_page(text[:MAX_PAGE], url)
    if not article.document.text.strip():
        raise ParseError(_("{url} has no text to read. It may need a browser to build it.").format(url=url))
    return article


def _html_file(text: str, url: str) -> ParsedArticle:
    page = _tree(text[:MAX_PAGE])
    if page is None:
        return ParsedArticle(html_document(text, base_url=url), kind=ArticleKind.HTML)
    head = read_head(page, url)
    whole = next(page.iter("article", "main", "nav"), None) is not None
    markup = _markup(main_part(page)) if whole else text
    document = html_document(markup, title=head.title, base_url=url or head.link)
    return _article(document, head, ArticleKind.HTML, head.link)


def _web_page(text: str, url: str) -> ParsedArticle:
    page = _tree(text)
    if page is None:
        return ParsedArticle(Document(""), link=url, kind=ArticleKind.PAGE)
    head = read_head(page, url)
    found = _extract(text, url)
    head = replace(
        head,
        title=head.title or found.title,
        author=head.author or found.author,
        published=head.published or found.published,
        site=head.site or found.site,
    )
    document = Document("")
    if found.markup:
        document = html_document(found.markup, title=head.title, base_url=url)
        if (part := article_part(page, document)) is not None:
            document = html_document(_markup(part), title=head.title, base_url=url)
    if not _has_body(document):
        document = html_document(_markup(main_part(page)), title=head.title, base_url=url)
    return _article(document, head, ArticleKind.PAGE, head.link or url)


def _article(document: Document, head: PageHead, kind: ArticleKind, link: str) -> ParsedArticle:
    document = (
        document if document.language or not head.language else replace(document, language=head.language[:2].lower())
    )
    return ParsedArticle(document, head.author, head.published, head.updated, link, head.site, document.language, kind)


def _has_body(document: Document) -> bool:
    return len(document.text) > len(document.title)


def _tree(text: str) -> etree._Element | None:
    try:
        parser = etree.HTMLParser(
            encoding="utf-8", recover=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None


def _markup(part: etree._Element) -> str:
    return etree.tostring(part, encoding="unicode", method="html", with_tail=False)


@dataclass(frozen=True, slots=True)
class _Extracted:
    markup: str = ""
    title: str = ""
    author: str = ""
    published: datetime | None = None
    site: str = ""


def _extract(text: str, url: str) -> _Extracted:
    """What trafilatura takes for the article; empty where it finds none."""
    # Nearly half a second to import, and needed for whole pages only.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract_with_metadata(
            # It takes <time> for page furniture and would cut the dates out of sentences.
            _TIME.sub(r"<\1span", text),
            url=url or None,
            output_format="html",
            include_comments=False,
            include_formatting=True,
            include_images=True,
            include_links=True,
            include_tables=True,
            # A date that only some number in the page suggests is worse than none.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError):
        # Pages that break an extractor of this size are not rare; the page itself is still there to be read.
        return _Extracted()
    if found is None:
        return _Extracted()
    return _Extracted(
        markup=found.text or "",
        title=clean_line(found.title or ""),
        author=_BY.sub("", clean_line(found.author or "")),
        published=read_date(found.date or ""),
        site=clean_line(found.sitename or ""),
    )
