"""The agenda: the dates that stored articles speak of, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.mentions import DateValue, Recognition
from tui_reader.model.values import dataclass
from tui_reader.services.library import Library

_KEPT = 512
"""Articles kept at hand while walking through time: neighbouring dates are often of the same few."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A date of an article. ``surface``: its own words, where it stands first."""

    article: Article
    value: DateValue
    surface: str

    @property
    def about(self) -> str:
        """What happens then: the clause, else the title of the article."""
        return self.value.clause or self.article.document.title or self.surface


def agenda(
    library: Library, *, first: date | None = None, last: date | None = None, query: str = "", key_only: bool = True
) -> Iterator[AgendaItem]:
    """Resolved dates that touch ``first`` to ``last``, earliest first; of articles that a query means, if one is given.

    A date that an article names several times is one item. Raises ``UsageError`` for a query that cannot be read.
    """
    chosen = set(library.find(query).ids) if query else None

    @lru_cache(maxsize=_KEPT)
    def known(number: ArticleId) -> tuple[Article, Recognition]:
        return library.article(number), library.recognition(number) or Recognition()

    met: set[tuple[ArticleId, str, str]] = set()
    for stored in library.dates(first, last, key_only=key_only):
        if chosen is not None and stored.article_id not in chosen:
            continue
        article, found = known(stored.article_id)
        if stored.ref >= len(found.dates):  # recognised anew between the two reads
            continue
        value = found.dates[stored.ref]
        same = (article.id, value.value, value.sense.value)
        if same not in met:
            met.add(same)
            yield AgendaItem(article, value, _surface(found, stored.ref))


def _surface(found: Recognition, ref: int) -> str:
    mentions = found.of_date(ref)
    return " ".join(mentions[0].surface.split()) if mentions else found.dates[ref].value
