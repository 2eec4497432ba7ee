"""The store's own health: checking it, copying it, its size."""

from __future__ import annotations

from pathlib import Path

from tui_reader.i18n import _
from tui_reader.model.errors import StoreDamaged
from tui_reader.model.values import dataclass
from tui_reader.storage.changes import ChangeKind
from tui_reader.storage.connection import Connection

_FLAWS = (
    "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM documents)",
    "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM state)",
    "SELECT count(*) FROM state WHERE article_id NOT IN (SELECT id FROM articles)",
    "SELECT count(*) FROM articles WHERE feed_id NOT IN (SELECT id FROM feeds)",
    "SELECT count(*) FROM articles a WHERE a.version - 1"
    " <> (SELECT count(*) FROM revisions r WHERE r.article_id = a.id)",
    "SELECT count(*) FROM feeds LEFT JOIN counts ON feed_id = id WHERE"
    " total IS NOT (SELECT count(*) FROM state s WHERE s.feed_id = id AND gone = 0) OR"
    " unread IS NOT (SELECT count(*) FROM state s WHERE s.feed_id = id AND gone = 0 AND read = 0)",
    "SELECT count(*) FROM institutions i WHERE i.articles <> (SELECT count(*)"
    " FROM article_institutions m JOIN state s ON s.article_id = m.article_id"
    " WHERE m.institution_id = i.id AND s.gone = 0)",
)


def _flaw_names() -> list[str]:
    """What each of ``_FLAWS`` counts."""
    return [
        _("Articles without a document: {count}."),
        _("Articles that no list shows: {count}."),
        _("List entries without an article: {count}."),
        _("Articles of an unknown feed: {count}."),
        _("Articles that lack an earlier version: {count}."),
        _("Feeds counted wrongly: {count}."),
        _("Institutions counted wrongly: {count}."),
    ]


@dataclass(frozen=True, slots=True)
class StoreFigures:
    """Sizes in bytes, the rest counts. ``free`` can be given back to the disk by ``Store.compact``."""

    bytes: int
    free: int
    log_bytes: int
    feeds: int
    articles: int
    revisions: int
    institutions: int
    waiting_for_search: int
    waiting_for_mentions: int


def check(db: Connection) -> list[str]:
    """What is wrong with the store, one sentence each; empty for a sound one. Reads all of it."""
    try:
        found = [f"SQLite: {row[0]}." for row in db.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        if not found:
            counted = zip(_flaw_names(), (db.value(sql) for sql in _FLAWS), strict=True)
            found = [sentence.format(count=count) for sentence, count in counted if count]
        if not db.read_only:
            db.run("INSERT INTO search (search) VALUES ('integrity-check')")
    except StoreDamaged as error:
        return [str(error)]
    return found


def figures(db: Connection) -> StoreFigures:
    page, pages, free = (int(db.value(f"PRAGMA {name}")) for name in ("page_size", "page_count", "freelist_count"))
    log = Path(f"{db.path}-wal")
    waiting = "SELECT count(*) FROM changes WHERE kind = ?"
    return StoreFigures(
        bytes=page * pages,
        free=page * free,
        log_bytes=log.stat().st_size if log.exists() else 0,
        feeds=db.value("SELECT count(*) FROM feeds WHERE removed = 0"),
        articles=db.value("SELECT count(*) FROM state"),
        revisions=db.value("SELECT count(*) FROM revisions"),
        institutions=db.value("SELECT count(*) FROM institutions WHERE articles > 0"),
        waiting_for_search=db.value(waiting, (ChangeKind.SEARCH,)),
        waiting_for_mentions=db.value(waiting, (ChangeKind.MENTIONS,)),
    )


def recognise_again(db: Connection) -> None:
    """Make every recognition one of an older version; each is shown until a new one takes its place."""
    with db.transaction():
        db.run("UPDATE recognitions SET key = ''")


def compact(db: Connection) -> int:
    """Give free space back to the disk; how many bytes. Needs as much free space again while it works."""
    before = figures(db)
    db.run("INSERT INTO search (search) VALUES ('optimize')")
    db.run("VACUUM")
    db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return before.bytes - figures(db).bytes
