"""What acronyms stand for, feed by feed: a bare one is resolved by its article, then by its feed, else kept apart.

::

    article says "Observatoire breton des vents (OBV)"   → bare = 0   what the feed means by OBV
    article says only "OBV"                              → bare = 1   is that, if the feed means one thing

Nothing is rewritten when a feed says something new: what a bare acronym means is worked out when it is asked for.
"""

from __future__ import annotations

from tui_reader.model.articles import ArticleId
from tui_reader.model.mentions import Institution, Recognition
from tui_reader.model.values import dataclass
from tui_reader.storage.connection import Connection
from tui_reader.storage.words import fold_name

_MEANT = """(
    SELECT CASE WHEN min(d.institution_id) = max(d.institution_id) THEN min(d.institution_id) END
    FROM acronyms d WHERE d.feed_id = u.feed_id AND d.letters = u.letters AND d.bare = 0
)"""
"""The one institution that the feed of a bare acronym ``u`` means by it, or NULL."""

ARTICLES_OF = f"""
    SELECT m.article_id FROM article_institutions m WHERE m.institution_id = ?1
    EXCEPT
    SELECT u.article_id FROM acronyms u
    WHERE u.institution_id = ?1 AND u.bare = 1 AND coalesce({_MEANT}, ?1) <> ?1
    UNION
    SELECT u.article_id FROM acronyms d JOIN acronyms u
    ON u.feed_id = d.feed_id AND u.letters = d.letters AND u.bare = 1
    WHERE d.institution_id = ?1 AND d.bare = 0 AND {_MEANT} = ?1
"""
"""The articles that mean institution ?1, hidden ones too."""

NAMED_BY_THEIR_FEEDS = f"""
    SELECT u.article_id FROM institutions i JOIN acronyms d ON d.institution_id = i.id AND d.bare = 0
    JOIN acronyms u ON u.feed_id = d.feed_id AND u.letters = d.letters AND u.bare = 1
    WHERE instr(i.folded, ?1) AND {_MEANT} = i.id
"""
"""The articles with a bare acronym of an institution that has ?1 in one of its names."""


@dataclass(frozen=True, slots=True)
class Said:
    """An institution of an article that has an acronym. ``bare``: the article writes nothing else of it."""

    institution_id: int
    letters: str
    bare: bool


def said_of(number: int, institution: Institution, surfaces: set[str]) -> Said | None:
    """What an article says of an institution; ``None`` where there is no acronym."""
    letters = _letters(institution.acronym)
    return Said(number, letters, {_letters(surface) for surface in surfaces} == {letters}) if letters else None


def save(db: Connection, article_id: ArticleId, said: list[Said]) -> None:
    """Replace what an article says."""
    db.run("DELETE FROM acronyms WHERE article_id = ?", (article_id,))
    db.run_many(
        "INSERT OR IGNORE INTO acronyms (feed_id, letters, bare, institution_id, article_id)"
        " SELECT feed_id, ?1, ?2, ?3, id FROM articles WHERE id = ?4",
        [(one.letters, int(one.bare), one.institution_id, article_id) for one in said],
    )


def meant(db: Connection, article_id: ArticleId, recognition: Recognition) -> Recognition:
    """The recognition with bare acronyms as the institutions that the article's feed means by them."""
    if not any(institution.acronym for institution in recognition.institutions):
        return recognition
    found = db.rows(
        f"SELECT b.key, i.key, i.name, i.acronym, i.kind, i.country FROM acronyms u"
        f" JOIN institutions b ON b.id = u.institution_id JOIN institutions i ON i.id = {_MEANT}"
        " WHERE u.article_id = ? AND u.bare = 1 AND i.id <> b.id",
        (article_id,),
    )
    known = {row[0]: Institution(row[1], row[2], row[3], (), row[4], row[5]) for row in found}
    if not known:
        return recognition
    institutions = tuple(known.get(one.key, one) for one in recognition.institutions)
    return Recognition(recognition.mentions, institutions, recognition.dates)


def moved(db: Connection) -> dict[tuple[int, int], int]:
    """(id under which bare acronyms are counted, id of what is meant) → in how many visible articles."""
    found = db.rows(
        f"SELECT bare_id, meant_id, count(*) FROM (SELECT u.institution_id AS bare_id, {_MEANT} AS meant_id,"
        " u.article_id FROM acronyms u JOIN state s ON s.article_id = u.article_id WHERE u.bare = 1 AND s.gone = 0)"
        " WHERE meant_id <> bare_id GROUP BY bare_id, meant_id"
    )
    return {(bare, meant): count for bare, meant, count in found}


def _letters(name: str) -> str:
    return "".join(c for c in fold_name(name) if c.isalnum())
