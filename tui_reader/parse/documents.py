"""The document of a feed entry."""

from __future__ import annotations

from tui_reader.model.document_rows import DocumentRows
from tui_reader.model.feeds import Entry
from tui_reader.parse.builder import primary_tag
from tui_reader.parse.html import html_rows
from tui_reader.parse.plain import plain_document


def entry_rows(entry: Entry, *, base_url: str) -> DocumentRows:
    """The title of ``entry`` and its content, or its summary where it has none, as one document.

    Its language is what the text shows, and only where that is unsure what the feed claims: feeds written in French
    and declared ``en`` by their software are common. Never raises.
    """
    markup = entry.content if entry.content.strip() else entry.summary
    base_url = entry.link or base_url
    if entry.content_type == "text/plain":
        rows = plain_document(markup, title=entry.title).rows()
    elif entry.content_type == "text/markdown":
        from tui_reader.parse.markdown import markdown_document  # rare in feeds, and a third of a parser's start

        rows = markdown_document(markup, title=entry.title, base_url=base_url).rows()
    else:
        rows = html_rows(markup, title=entry.title, base_url=base_url)
    rows.language = rows.language or primary_tag(entry.language)
    return rows
