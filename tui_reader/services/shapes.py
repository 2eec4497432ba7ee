"""The JSON that scripts may rely on: values of the model as plain dictionaries.

Times are ISO 8601 in UTC, days ISO 8601, offsets characters of ``text``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tui_reader.model.articles import Article, ArticleRow
from tui_reader.model.documents import Block, Document, Span
from tui_reader.model.events import FeedChecked, RefreshSummary
from tui_reader.model.feeds import Enclosure, Entry, Feed, ParsedFeed
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition

if TYPE_CHECKING:
    from tui_reader.services.agenda import AgendaItem

Shape = dict[str, Any]


def day_or_time(value: date | datetime | None) -> str | None:
    return value.isoformat() if value is not None else None


def feed(value: Feed) -> Shape:
    return {
        "id": value.id,
        "url": value.url,
        "title": value.title,
        "folder": value.folder,
        "unread": value.unread,
        "total": value.total,
        "last_checked": day_or_time(value.last_checked),
        "error": value.error or None,
    }


def row(value: ArticleRow) -> Shape:
    """A line of a list."""
    return {
        "id": value.id,
        "feed": value.feed_url,
        "feed_title": value.feed_title,
        "title": value.title,
        "link": value.link or None,
        "published": day_or_time(value.published),
        "read": value.read,
        "starred": value.starred,
    }


def found_row(value: ArticleRow) -> Shape:
    """A line of what a search found: ``snippet`` is empty where only conditions matched, no words."""
    return row(value) | {"snippet": value.snippet}


def enclosure(value: Enclosure) -> Shape:
    return {"url": value.url, "type": value.type or None, "length": value.length}


def entry(value: Entry) -> Shape:
    return {
        "id": value.id,
        "title": value.title,
        "link": value.link or None,
        "published": day_or_time(value.published),
        "updated": day_or_time(value.updated),
        "author": value.author or None,
        "summary": value.summary,
        "content": value.content,
    }


def parsed_feed(value: ParsedFeed) -> Shape:
    return {
        "title": value.title,
        "link": value.link or None,
        "entries": [entry(e) for e in value.entries],
    }


def block(value: Block) -> Shape:
    shape: Shape = {"kind": value.kind.value, "start": value.start, "end": value.end}
    optional = {
        "level": value.level,
        "quote": value.quote,
        "marker": value.marker,
        "language": value.language,
        "target": value.target,
        "header_rows": value.header_rows,
        "align": [a.value for a in value.align],
    }
    return shape | {name: given for name, given in optional.items() if given}


def span(value: Span) -> Shape:
    shape: Shape = {"kind": value.kind.value, "start": value.start, "end": value.end}
    return shape | {"target": value.target} if value.target else shape


def recognition(value: Recognition, *, explained: bool = False) -> Shape:
    """The two lists ``institutions`` (most salient first) and ``dates`` (one object a mention, in text order).

    ``explained``: with what the screen shows when asked why: keys, kinds, rules, anchors, scores, clauses.
    """
    by_institution: dict[int, list[Shape]] = {}
    for mention in value.mentions:
        if mention.kind is MentionKind.INSTITUTION:
            by_institution.setdefault(mention.ref, []).append(_mention(mention))
    institutions = [
        _institution(institution, explained) | {"mentions": by_institution.get(ref, [])}
        for ref, institution in enumerate(value.institutions)
    ]
    dates = [_date(value, mention, explained) for mention in value.mentions if mention.kind is MentionKind.DATE]
    return {"institutions": institutions, "dates": dates}


def _institution(value: Institution, explained: bool) -> Shape:
    shape: Shape = {"name": value.name, "acronym": value.acronym or None, "aliases": list(value.aliases)}
    more = {"id": value.key, "kind": value.kind or None, "country": value.country or None}
    return shape | more if explained else shape


def _mention(mention: Mention) -> Shape:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.surface,
        "confidence": round(mention.confidence, 3),
        "evidence": mention.evidence,
    }


def _date(found: Recognition, mention: Mention, explained: bool) -> Shape:
    value = found.dates[mention.ref]
    shape = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.surface,
        "value": value.value,
        "timex": value.timex,
        "type": value.type.value,
        "earliest": day_or_time(value.earliest),
        "latest": day_or_time(value.latest),
        "precision": value.precision.value,
        "kind": value.kind.value,
        "sense": value.sense.value,
        "computed": value.computed,
        "key": value.key,
    }
    more = {
        "anchor": value.anchor or None,
        "score": round(value.score, 3),
        "reason": value.reason,
        "clause": value.clause or None,
        "confidence": round(mention.confidence, 3),
        "evidence": mention.evidence,
    }
    return shape | more if explained else shape


def agenda_item(value: AgendaItem) -> Shape:
    """A date of the agenda; ``about`` is the clause, else the title."""
    found = value.value
    return {
        "value": found.value,
        "timex": found.timex,
        "earliest": day_or_time(found.earliest),
        "latest": day_or_time(found.latest),
        "precision": found.precision.value,
        "kind": found.kind.value,
        "sense": found.sense.value,
        "computed": found.computed,
        "key": found.key,
        "text": value.surface,
        "about": value.about,
        "article": value.article.id,
        "title": value.article.document.title,
        "link": value.article.link or None,
        "feed": value.article.feed_url,
        "feed_title": value.article.feed_title,
    }


def recognised(
    source: str,
    document: Document,
    language: str,
    published: date | None,
    found: Recognition,
    *,
    explained: bool = False,
) -> Shape:
    """One object of ``reader entities``."""
    return {
        "source": source,
        "language": language or None,
        "published": day_or_time(published),
        "text": document.text,
        **recognition(found, explained=explained),
    }


def article(value: Article, found: Recognition | None) -> Shape:
    """A whole article; ``institutions`` and ``dates`` are ``null`` where recognition has not been there yet."""
    shape: Shape = {
        "id": value.id or None,
        "feed": value.feed_url or None,
        "feed_title": value.feed_title or None,
        "title": value.document.title,
        "author": value.author or None,
        "link": value.link or None,
        "published": day_or_time(value.published),
        "updated": day_or_time(value.updated),
        "read": value.read,
        "starred": value.starred,
        "tags": list(value.tags),
        "categories": list(value.categories),
        "enclosures": [enclosure(e) for e in value.enclosures],
        "revisions": value.revisions,
        "language": value.document.language or None,
        "text": value.document.text,
        "blocks": [block(b) for b in value.document.blocks],
        "spans": [span(s) for s in value.document.spans],
    }
    return shape | (recognition(found, explained=True) if found is not None else {"institutions": None, "dates": None})


def checked(value: FeedChecked) -> Shape:
    return {"url": value.url, "status": value.status.value, "new": value.new, "error": value.error or None}


def refresh(value: RefreshSummary) -> Shape:
    return {
        "checked": value.checked,
        "unchanged": value.unchanged,
        "updated": value.updated,
        "failed": value.failed,
        "new_articles": value.new_articles,
        "feeds": [checked(f) for f in value.feeds],
    }


def added(feeds: Sequence[Feed], skipped: Sequence[tuple[str, str]]) -> Shape:
    return {
        "added": [feed(f) for f in feeds],
        "skipped": [{"input": given, "reason": reason} for given, reason in skipped],
    }
