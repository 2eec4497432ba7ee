"""Recognition of stored articles in the background: in small batches, what is on the screen first, then the newest.

What was found is kept under a key of everything that it depends on::

    versions of the recognisers, corrections, imported names, metonyms  │  document, language, publication date
    ──────────────────── same for all articles ─────────────────────────┼──────── of the article ────────────
                       a change makes all pending                       │  the store's triggers make it pending

Each article is saved by itself, so that ending at any moment loses nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field

from tui_reader.entities.context import Context
from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.errors import NotFound, ParseError
from tui_reader.model.events import ArticlesRecognised, Event
from tui_reader.model.mentions import Recognition
from tui_reader.model.values import dataclass
from tui_reader.services.jobs import Parser, RecogniseItem, RecogniseJob
from tui_reader.storage.store import Store

BATCH = 8
"""Articles in a job: some 50 ms, after which something more urgent may go first."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What recognition stands on, the same for all articles. ``gazetteer`` is a path, or empty."""

    context: Context = field(default_factory=Context)
    gazetteer: str = ""
    recognisers: str = ""
    """``entities.recognise.version()``."""

    @property
    def key(self) -> str:
        """The part of an article's key that all share."""
        names = self.context.gazetteer
        parts = (
            self.recognisers,
            self.context.corrections.fingerprint,
            names.fingerprint if names is not None else "",
            str(self.context.metonyms),
        )
        return _digest(parts) + "."

    def article_key(self, article: Article) -> str:
        """The whole key under which an article's recognition is kept."""
        document = article.document
        published = article.published.date().isoformat() if article.published else ""
        return self.key + _digest((document.content_hash, document.language, published))

    def job(self, articles: Sequence[Article]) -> RecogniseJob:
        names = self.context.gazetteer
        return RecogniseJob(
            source=articles[0].document.title or articles[0].link,
            items=tuple(_item(article) for article in articles),
            corrections=self.context.corrections,
            metonyms=self.context.metonyms,
            gazetteer=self.gazetteer if names is not None else "",
            fingerprint=names.fingerprint if names is not None else "",
        )


class AnnotateService:
    """Brings recognition up to date. ``knowledge`` is asked before every batch, so that a correction counts at once."""

    def __init__(
        self,
        store: Store,
        parser: Parser,
        knowledge: Callable[[], Knowledge],
        *,
        emit: Callable[[Event], None] = lambda event: None,
    ) -> None:
        self._store = store
        self._parser = parser
        self._knowledge = knowledge
        self._emit = emit
        self._preferred: dict[ArticleId, None] = {}

    def prefer(self, article_ids: Iterable[ArticleId]) -> None:
        """Take these before all others, the last asked for first of all."""
        self._preferred = dict.fromkeys([*article_ids, *self._preferred])

    @property
    def has_preferred(self) -> bool:
        return bool(self._preferred)

    async def step(self, *, preferred_only: bool = False) -> int:
        """Recognise one batch; how many articles were, zero when all are up to date.

        Raises ``EngineError`` where no parser process can be had, ``StoreError``, ``ConfigError`` of the corrections.
        """
        knowledge = self._knowledge()
        articles = self._take_preferred()
        if not articles and not preferred_only:
            pending = self._store.mentions.pending(knowledge.key, BATCH)
            articles = [article for number in pending if (article := self._article(number)) is not None]
        stale = [a for a in articles if self._store.mentions.key_of(a.id) != knowledge.article_key(a)]
        version = self._store.data_version()
        recognised = await self._recognised(stale, knowledge)
        others_wrote = self._store.data_version() != version
        for article, recognition in zip(stale, recognised, strict=True):
            if not others_wrote or self._is_still(article):
                self._store.mentions.save(article.id, recognition, key=knowledge.article_key(article))
        if articles:
            remaining = self._store.mentions.remaining(knowledge.key)
            self._emit(ArticlesRecognised(tuple(article.id for article in articles), remaining))
        return len(stale)

    def _take_preferred(self) -> list[Article]:
        taken = list(self._preferred)[:BATCH]
        for number in taken:
            del self._preferred[number]
        return [article for number in taken if (article := self._article(number)) is not None]

    def _article(self, number: ArticleId) -> Article | None:
        try:
            return self._store.articles.get(number)
        except NotFound:
            return None

    async def _recognised(self, articles: Sequence[Article], knowledge: Knowledge) -> Sequence[Recognition]:
        """One recognition for each; an empty one where recognition fails, so that it is not tried for ever."""
        if not articles:
            return ()
        try:
            return await self._parser.recognise(knowledge.job(articles))
        except ParseError as error:
            if len(articles) == 1:
                _log.warning("recognition of article %s failed: %s", articles[0].id, error)
                return (Recognition(),)
        return [(await self._recognised((article,), knowledge))[0] for article in articles]

    def _is_still(self, article: Article) -> bool:
        """Whether the stored article is the one that was recognised: another process may have updated it meanwhile."""
        now = self._article(article.id)
        return now is not None and now.document == article.document and now.published == article.published


def _item(article: Article) -> RecogniseItem:
    published = article.published.date() if article.published else None
    return RecogniseItem(article.document, article.document.language, published)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
