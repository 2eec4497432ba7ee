"""Derived data, brought up to date in the background: recognition of what is on the screen at once, the rest in idle
time in small steps."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable

from tui_reader.engine.local import INDEXED_AT_ONCE, LocalEngine
from tui_reader.i18n import _
from tui_reader.model.articles import ArticleId
from tui_reader.model.errors import ReaderError
from tui_reader.model.events import Event, Indexed, Problem

LOOK_AGAIN_SECONDS = 60.0
"""Another process may have brought articles, or the person edited the corrections."""

_log = logging.getLogger(__name__)


class Background:
    """Runs until cancelled. While ``busy`` only what somebody waits for is recognised."""

    def __init__(self, engine: LocalEngine, emit: Callable[[Event], None]) -> None:
        self._engine = engine
        self._emit = emit
        self._awake = asyncio.Event()
        self._busy = 0
        self._said = ""

    def prefer(self, article_ids: Iterable[ArticleId]) -> None:
        """Recognise these next."""
        self._engine.annotation.prefer(article_ids)
        self.wake()

    def wake(self) -> None:
        """There may be work."""
        self._awake.set()

    def set_busy(self, busy: bool) -> None:
        """Tell when a refresh begins and when it ends."""
        self._busy += 1 if busy else -1
        self.wake()

    async def run(self) -> None:
        while True:
            self._awake.clear()
            if not await self._step_reported():
                try:
                    async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                        await self._awake.wait()
                except TimeoutError:
                    continue

    async def _step_reported(self) -> bool:
        """Whether there may be more to do. What fails is said once and tried again when something changes."""
        try:
            worked = await self._step()
        except ReaderError as error:
            self._say(str(error))
            return False
        except Exception as error:  # the background must outlive any fault of its own; the log has the whole of it
            _log.exception("background work failed")
            self._say(_("Recognition or indexing failed: {reason}.").format(reason=f"{type(error).__name__}: {error}"))
            return False
        if worked:
            self._said = ""
        return worked

    async def _step(self) -> bool:
        annotation = self._engine.annotation
        if annotation.has_preferred:
            await annotation.step(preferred_only=True)
            return True
        if self._busy:
            return False
        recognised = await annotation.step()
        indexed = self._engine.store.search.index_pending(INDEXED_AT_ONCE)
        if indexed:
            self._emit(Indexed(self._engine.store.search.remaining()))
        await asyncio.sleep(0)
        return bool(recognised or indexed)

    def _say(self, message: str) -> None:
        if message != self._said:
            self._said = message
            self._emit(Problem(message))
