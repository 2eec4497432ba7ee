"""What an HTML page says about itself: in ``<meta>``, ``<link>`` and JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import unescape

from lxml import etree

from tui_reader.model.values import dataclass
from tui_reader.parse import addresses
from tui_reader.parse.builder import comparable
from tui_reader.parse.bylines import read_date
from tui_reader.text.clean import clean_line

MAX_SCRIPT = 200_000
"""Characters of a JSON-LD script that are searched."""

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "byl", "sailthru.author")
_PUBLISHED = (
    *("article:published_time", "datepublished", "og:published_time", "date", "dc.date", "dcterms.created"),
    *("citation_publication_date", "pubdate", "publish-date", "sailthru.date", "parsely-pub-date"),
)
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified")
_SITES = ("og:site_name", "application-name", "dc.publisher")
_SITE_SUFFIX = re.compile(r"\s+[|·•–—»:-]{1,2}\s+")
_JSON_DATE = re.compile(r'"(date(?:Published|Modified))"\s*:\s*"([^"]{4,40})"')


@dataclass(frozen=True, slots=True)
class PageHead:
    """Empty or ``None`` where the page does not say."""

    title: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    site: str = ""
    link: str = ""
    language: str = ""


def read_head(tree: etree._Element, url: str) -> PageHead:
    """What the page parsed into ``tree`` says about itself; ``url`` is where it was."""
    said = _meta(tree.iter("meta"))
    for script in tree.iter("script"):
        if "ld+json" in str(script.get("type", "")):
            for name, date in _JSON_DATE.findall((script.text or "")[:MAX_SCRIPT]):
                said.setdefault(name.lower(), date)
    author = _first(said, _AUTHORS)
    return PageHead(
        title=_title(tree, _first(said, _TITLES)),
        author="" if "://" in author else author,
        published=_first_date(said, _PUBLISHED),
        updated=_first_date(said, _UPDATED),
        site=_first(said, _SITES),
        link=_canonical(tree, url),
        language=str(tree.get("lang", "")) if tree.tag == "html" else "",
    )


def _meta(elements: Iterable[etree._Element]) -> dict[str, str]:
    said: dict[str, str] = {}
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := clean_line(str(element.get("content", ""))):
            said.setdefault(str(name).lower(), content)
    return said


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if name in said), "")


def _first_date(said: dict[str, str], names: tuple[str, ...]) -> datetime | None:
    return next((date for name in names if name in said and (date := read_date(said[name]))), None)


def _title(tree: etree._Element, declared: str) -> str:
    """The declared title, else the only ``<h1>``, else ``<title>``.

    ``<title>`` often adds the name of the site; where a heading is its beginning, the heading is the title.
    """
    headings = [clean_line("".join(map(str, heading.itertext()))) for heading in tree.iter("h1")][:5]
    headings = [heading for heading in headings if heading]
    if declared:
        return _without_site(unescape(declared), headings)
    title = clean_line(next((element.text or "" for element in tree.iter("title")), ""))
    if len(headings) == 1 and (not title or len(headings[0]) > 3):
        return headings[0]
    return _without_site(title, headings)


def _without_site(title: str, headings: list[str]) -> str:
    beginnings = {comparable(part) for part in (title[: found.start()] for found in _SITE_SUFFIX.finditer(title))}
    return next((heading for heading in headings if comparable(heading) in beginnings), title)


def _canonical(tree: etree._Element, url: str) -> str:
    for link in tree.iter("link"):
        if "canonical" in str(link.get("rel", "")).lower().split():
            return addresses.link(str(link.get("href", "")), url)
    return ""
