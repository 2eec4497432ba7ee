"""What happens without the person: other processes write to the archive, and counts follow what changed."""

from __future__ import annotations

import gc
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui_reader.model.errors import ReaderError
from tui_reader.model.feeds import Feed
from tui_reader.model.views import View, ViewKind
from tui_reader.ui.commands.base import Commands

if TYPE_CHECKING:
    from tui_reader.services.library import Library

WATCH_SECONDS = 2.0
"""How often the archive is asked whether somebody else wrote to it: one PRAGMA, some 5 µs."""

COUNT_SECONDS, COUNT_SECONDS_REFRESHING = 0.3, 1.0
"""Counts in the feeds pane follow what happens at this pace at most: 500 feeds take 10 ms to read and 5 to show."""

COLLECT_SECONDS = 4.0
"""After so long without a key the heap is searched for rubbish, once."""

REST_SECONDS, LONGEST_WAIT = 0.25, 16
"""While feeds are refreshed counts wait for a rest between keys, but not for more than so many rests."""


class WatchCommands(Commands):
    """Timers of the screen; nothing of it moves what is read."""

    _version = 0
    _counting: Timer | None = None
    _shown = 0
    _collected_after = 0.0

    def begin(self) -> None:
        self._version = self.library.data_version()
        self.screen.set_interval(WATCH_SECONDS, lambda: self.screen.attempt(self.look_for_changes))

    def look_for_changes(self) -> None:
        """Another process wrote: counts and marks follow, the list stays. What a refresh writes is told as it comes."""
        if self._collected_after != self.screen.acted < monotonic() - COLLECT_SECONDS:
            self._collected_after = self.screen.acted
            gc.collect()
        if self.screen.feeding.refreshing:
            return
        version = self.library.data_version()
        if version != self._version:
            self._version = version
            self.screen.articles.reread()
            self.counts_soon()

    def counts_soon(self) -> None:
        """Count again, beside the screen, when what happens now is likely over."""
        if self._counting is None:
            pause = COUNT_SECONDS_REFRESHING if self.screen.feeding.refreshing else COUNT_SECONDS
            self._counting = self.screen.set_timer(pause, partial(self._count_between_keys, LONGEST_WAIT))

    def _count_between_keys(self, patience: int) -> None:
        """A person who scrolls through a list while it is refreshed is not held up for the sake of numbers."""
        if patience and self.screen.feeding.refreshing and monotonic() - self.screen.acted < REST_SECONDS:
            self._counting = self.screen.set_timer(REST_SECONDS, partial(self._count_between_keys, patience - 1))
        else:
            self.screen.run_worker(self._count_beside())

    async def _count_beside(self) -> None:
        self._counting = None
        shown = self._shown
        try:
            counted = await self.desk.background.ask(_counted)
            if shown == self._shown:  # else something newer is on the screen
                self._show(*counted)
        except ReaderError as error:
            self.screen.say(str(error), error=True)

    def count(self) -> None:
        """Read the feeds and their counts again, now. Raises ``StoreError``."""
        self._show(*_counted(self.library))

    def _show(self, feeds: list[Feed], starred: int) -> None:
        self._shown += 1
        self.screen.feed_list = feeds
        counts = {ViewKind.UNREAD: sum(feed.unread for feed in feeds), ViewKind.STARRED: starred}
        self.screen.feeds.show(feeds, counts)
        if not self.screen.searching.is_on:
            self.screen.articles.retitle(self.screen.reading.title_of(self.screen.reading.view))
        self.screen.hints.look_again()


def _counted(library: Library) -> tuple[list[Feed], int]:
    """The feeds with their counts, and how many articles are starred."""
    return library.feeds(), library.count(View(ViewKind.STARRED))
