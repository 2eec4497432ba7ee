"""What reading a single article gives."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from tui_reader.model.documents import Document
from tui_reader.model.values import dataclass


class ArticleKind(StrEnum):
    """How the source was written."""

    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    PAGE = "page"
    """A whole web page, from which the article was taken."""


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article and what its source says about it; times are aware UTC, ``None`` where it says nothing."""

    document: Document
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    link: str = ""
    site: str = ""
    language: str = ""
    kind: ArticleKind = ArticleKind.PLAIN
