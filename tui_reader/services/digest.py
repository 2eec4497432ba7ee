"""From bytes to articles, and recognition: what a parser process does. Pure functions of the job.

::

    DigestJob     feed | page | article file  →  Digest (title, site, articles with their documents)
    FeedJob       feed                        →  ParsedFeed
    DiscoverJob   web page                    →  Discovered (addresses to try)
    OutlineJob    OPML, newsboat urls         →  OutlineList
    RecogniseJob  documents                   →  Recognition …
    DrawJob       image file                  →  pixels
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePath

from tui_reader.entities.context import Context, Gazetteer
from tui_reader.i18n import _
from tui_reader.model.articles import NewArticle
from tui_reader.model.documents import BLOCK_SEPARATOR, Block, BlockKind, Document
from tui_reader.model.errors import NotAFeed
from tui_reader.model.feeds import Entry, FeedKind, OutlineList, Pace, ParsedFeed
from tui_reader.model.mentions import Recognition
from tui_reader.services.jobs import (
    Answer,
    Digest,
    DigestJob,
    Discovered,
    DiscoverJob,
    DrawJob,
    FeedJob,
    Job,
    OutlineJob,
    RecogniseJob,
)
from tui_reader.storage.codec import pack_document
from tui_reader.text.clean import clean_line

LONGEST_TTL = 24 * 60
"""Minutes; the schedule never waits longer, whatever a feed asks for."""

_UNUSED = Document("")


def perform(job: Job) -> Answer:
    """Do any job. Raises ``SourceError`` where the source is at fault; a parser's own bugs come through as they are."""
    match job:
        case DigestJob():
            return digest(job)
        case FeedJob():
            return read_feed(job)
        case DiscoverJob():
            return discover(job)
        case OutlineJob():
            return read_outline(job)
        case RecogniseJob():
            return recognise(job)
        case DrawJob():
            return draw(job)


def digest(job: DigestJob) -> Digest:
    """The articles in a body that are new or changed."""
    if job.content_encoding:
        job = replace(job, body=_undone(job), content_encoding="")
    if job.kind in (FeedKind.PAGE, FeedKind.FILE, FeedKind.FOLDER):
        return _digest_article(job)
    from tui_reader.parse.feeds import parse_feed

    parsed = parse_feed(job.body, url=job.url, content_type=job.content_type, known=job.known)
    return Digest(
        title=parsed.title,
        site=parsed.link,
        language=_primary(parsed.language),
        articles=tuple(
            _article(
                entry,
                base_url=entry.link or parsed.link or job.url,
                declared=entry.language or parsed.language,
                packed=job.packed,
            )
            for entry in _unknown(parsed.entries, job.known)
        ),
        seen=len(parsed.entries) + parsed.left_out,
        pace=Pace(min(parsed.ttl_minutes or 0, LONGEST_TTL), parsed.skip_hours),
        parser=parsed.parser,
    )


def _undone(job: DigestJob) -> bytes:
    from tui_reader.fetch.encodings import BadCompression, TooLarge, decode
    from tui_reader.fetch.limits import Limits
    from tui_reader.parse.gzipped import unzipped

    if job.content_encoding == "gzip" and (plain := unzipped(job.body, Limits().body_bytes)) is not None:
        return plain
    try:
        return decode(job.body, job.content_encoding, Limits().body_bytes)
    except (BadCompression, TooLarge) as error:
        from tui_reader.fetch.problems import transport_error  # heavy, and hardly ever needed

        raise transport_error(error, job.url, seconds=Limits().seconds) from error


def draw(job: DrawJob) -> bytes:
    from tui_reader.parse import images

    return images.draw(Path(job.path), job.width, job.height, as_png=job.as_png)


def read_feed(job: FeedJob) -> ParsedFeed:
    from tui_reader.parse.feeds import parse_feed

    return parse_feed(job.body, url=job.url, content_type=job.content_type)


def discover(job: DiscoverJob) -> Discovered:
    from tui_reader.parse.discover import feed_links, guesses

    found = feed_links(job.body, url=job.url, content_type=job.content_type)
    named = {link.url: link.title for link in reversed(found)}
    urls = tuple(dict.fromkeys(link.url for link in found))
    guessed = tuple(url for url in guesses(job.url) if url not in named)
    return Discovered(urls, guessed, tuple(named[url] for url in urls))


def read_outline(job: OutlineJob) -> OutlineList:
    """The subscriptions in OPML if the body is markup, else in newsboat's format.

    Raises ``NotAFeed`` where there is nothing that could be one.
    """
    if job.body.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<", b"\x00<")):
        from tui_reader.parse.opml import read_opml

        listed = read_opml(job.body)
    else:
        from tui_reader.parse.charset import decode
        from tui_reader.parse.newsboat import read_urls

        listed = read_urls(decode(job.body))
    if not listed.feeds and not listed.skipped:
        raise NotAFeed(_("{source} lists no subscriptions.").format(source=job.source))
    return listed


def recognise(job: RecogniseJob) -> tuple[Recognition, ...]:
    from tui_reader.entities.recognise import recognise as recognise_document

    given = Context(
        corrections=job.corrections,
        gazetteer=_gazetteer(job.gazetteer, job.fingerprint) if job.gazetteer else None,
        metonyms=job.metonyms,
    )
    return tuple(
        recognise_document(item.document, replace(given, language=item.language, published=item.published))
        for item in job.items
    )


@lru_cache(maxsize=1)
def _gazetteer(path: str, fingerprint: str) -> Gazetteer:
    """Kept open between jobs while its content is the same."""
    from tui_reader.storage.gazetteer import StoredGazetteer

    return StoredGazetteer(Path(path), fingerprint)


def _digest_article(job: DigestJob) -> Digest:
    from tui_reader.parse.page import parse_article_file, parse_page

    if job.kind is FeedKind.PAGE:
        parsed = parse_page(job.body, url=job.url, content_type=job.content_type)
    else:
        parsed = parse_article_file(job.body, name=job.name, url=job.url)
    document = _in_its_language(parsed.document, parsed.language)
    if not document.title and job.kind is not FeedKind.PAGE:
        document = titled(document, clean_line(PurePath(job.name).stem))
    article = NewArticle(
        entry_id=job.name or job.url,
        document=document,
        link=parsed.link or job.url,
        author=parsed.author,
        published=parsed.published or parsed.updated,
        updated=parsed.updated,
        entry_hash=document.content_hash,
    )
    site = job.url if job.kind is FeedKind.PAGE else ""
    return Digest(parsed.site or document.title, site, document.language, (article,), 1, parser=str(job.kind))


def _unknown(entries: Iterable[Entry], known: Mapping[str, str]) -> Iterable[Entry]:
    """Entries that are new or changed; of two with one id the first, which feeds write newest first."""
    met: set[str] = set()
    for entry in entries:
        if entry.id not in met and known.get(entry.id) != entry.hash:
            yield entry
        met.add(entry.id)


def _article(entry: Entry, *, base_url: str, declared: str, packed: bool) -> NewArticle:
    from tui_reader.parse.documents import entry_rows

    rows = entry_rows(entry, base_url=base_url)
    rows.language = rows.language or _primary(declared)
    return NewArticle(
        entry_id=entry.id,
        document=_UNUSED if packed else Document.of_rows(rows),
        packed=pack_document(rows) if packed else None,
        link=entry.link,
        author=entry.author,
        # Atom asks for the time of the last change only (RFC 4287 §4.1.2): better than the time of our check.
        published=entry.published or entry.updated,
        updated=entry.updated,
        categories=entry.categories,
        enclosures=entry.enclosures,
        entry_hash=entry.hash,
    )


def titled(document: Document, title: str) -> Document:
    """The document with this title before what it says, in the place of its own; everything else moves along."""
    if not title or title == document.title:
        return document
    if document.title:
        document = _without_first_block(document)
    by = len(title) + len(BLOCK_SEPARATOR) if document.blocks else 0
    moved = (replace(block, start=block.start + by, end=block.end + by) for block in document.blocks)
    spans = tuple(replace(span, start=span.start + by, end=span.end + by) for span in document.spans)
    text = f"{title}{BLOCK_SEPARATOR}{document.text}" if document.blocks else title
    return Document(text, (Block(BlockKind.TITLE, 0, len(title)), *moved), spans, document.language)


def _without_first_block(document: Document) -> Document:
    cut = document.blocks[0].end + len(BLOCK_SEPARATOR)
    blocks = (replace(block, start=block.start - cut, end=block.end - cut) for block in document.blocks[1:])
    spans = (replace(span, start=span.start - cut, end=span.end - cut) for span in document.spans if span.start >= cut)
    return Document(document.text[cut:], tuple(blocks), tuple(spans), document.language)


def _in_its_language(document: Document, declared: str) -> Document:
    """The parsers go by the words; where those say nothing, what was declared counts."""
    return document if document.language or not declared else replace(document, language=_primary(declared))


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
