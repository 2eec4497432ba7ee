"""Searching the archive as one types, and going from hit to hit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from textual.timer import Timer

from tui_reader.i18n import _, ngettext
from tui_reader.model.articles import ArticleId
from tui_reader.model.errors import ReaderError
from tui_reader.services.listed import remaining
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.widgets.marks import Layer, Mark

TYPING_SECONDS = 0.12
"""How long typing pauses before the archive is asked."""


class Covered(NamedTuple):
    """The list that was there before the search."""

    ids: Sequence[ArticleId]
    title: str
    one_feed: bool
    cursor: int
    is_stale: bool = False
    """Feeds came or went since: it is to be made anew."""


class SearchCommands(Commands):
    """The search line, its results, and the hits in the open article."""

    is_on = False
    query = ""
    _pause: Timer | None = None
    covered: Covered | None = None
    _hits: tuple[Mark, ...] = ()

    began_in_article = False
    """Where one goes back to who looks for nothing after all."""

    def do_search_open(self) -> None:
        self.began_in_article = self.screen.focused is self.screen.article
        self.screen.show_all()
        self.screen.show_search_line(self.query)

    def typed(self, query: str) -> None:
        """The line changed: search when the typing pauses."""
        self._stop_waiting()
        self._pause = self.screen.set_timer(TYPING_SECONDS, lambda: self.run(query))

    def _stop_waiting(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def run(self, query: str) -> None:
        """List what is found; the list that was there comes back when the search is closed."""
        query = query.strip()
        if query == self.query and self.is_on:
            return
        self.query = query
        if query:
            self.screen.run_worker(self._find(query), group="search", exclusive=True)
        else:
            self.close(keep_line=True)

    async def _find(self, query: str) -> None:
        try:
            found = await self.desk.background.ask(lambda library: library.find(query, live=True))
        except ReaderError as error:
            self.screen.say(str(error), error=True)
            return
        if query != self.query:
            return
        if not self.is_on:
            pane = self.screen.articles
            self.covered = Covered(pane.ids, pane.title, pane.one_feed, pane.cursor)
            self.is_on = True
        ids = cast("Sequence[ArticleId]", found.ids)
        self.screen.reading.show_ids(ids, _("Search: {query}").format(query=query))
        count = len(ids)
        said = ngettext("{count} article found", "{count} articles found", count).format(count=count)
        if found.unindexed:
            said += " · " + _("{count} not indexed yet").format(count=found.unindexed)
        self.screen.say(said)

    def accept(self) -> None:
        """Enter in the line: on to the results."""
        self._stop_waiting()
        self.run(self.screen.search_line.value)
        self.screen.hide_search_line()
        self.screen.show_pane(self.screen.articles)

    def close(self, *, keep_line: bool = False) -> None:
        """Back to the list that was there before."""
        self._stop_waiting()
        if not keep_line:
            self.screen.hide_search_line()
            self.query = ""
        if self.is_on and self.covered is not None:
            (ids, title, one_feed, cursor, is_stale), self.covered = self.covered, None
            self.is_on = False
            self.screen.reading.show_ids(ids, title, one_feed=one_feed, cursor=cursor, open_first=not is_stale)
            if is_stale:
                self.screen.reading.reread_view()
            self.screen.say("")
        self.mark_hits()

    def drop(self) -> None:
        """Another list was asked for: the search is over, what it covered is not wanted back."""
        self._stop_waiting()
        if self.is_on:
            self.screen.hide_search_line()
            self.is_on, self.covered, self.query = False, None, ""
            self.mark_hits()

    def again(self) -> None:
        """Feeds came or went: search anew, and make the list below anew when it is seen."""
        if self.covered is not None:
            self.covered = self.covered._replace(is_stale=True)
        self.screen.run_worker(self._find(self.query), group="search", exclusive=True)

    def without(self, gone: Sequence[ArticleId]) -> Covered | None:
        """Take removed articles out of the list that the search covers; how that was before."""
        before = self.covered
        if before is not None:
            above = sum(number in gone for number in before.ids[: before.cursor])
            self.covered = before._replace(ids=remaining(before.ids, gone), cursor=before.cursor - above)
        return before

    def mark_hits(self) -> None:
        """Mark the words of the search in the open article."""
        if not self.is_on and not self._hits:
            return
        text = self.screen.article.document.text
        ranges = self.library.hits(text, self.query, live=True) if self.is_on else []
        self._hits = tuple(Mark(start, end, "mark--hit") for start, end in ranges)
        self.screen.article.set_marks(Layer.SEARCH, self._hits)

    def step(self, direction: int) -> bool:
        """To the next hit, in this article or the next; False while no search is on."""
        if not self.is_on:
            return False
        article = self.screen.article
        current = article.marks(Layer.CURRENT)
        first, last = article.visible_range()
        place = current[0].start if current else (first - 1 if direction > 0 else last)
        ahead = [hit for hit in self._hits if (hit.start > place if direction > 0 else hit.start < place)]
        if ahead:
            hit = ahead[0] if direction > 0 else ahead[-1]
            article.reveal(hit.start, hit.end)
            article.set_marks(Layer.CURRENT, (Mark(hit.start, hit.end, "mark--current"),))
        elif direction > 0:
            self.screen.reading.do_article_next()
        else:
            self.screen.reading.do_article_previous()
        return True
