"""Longer questions to the archive, answered beside the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from tui_reader.services.library import Library

Answer = TypeVar("Answer")


class Background:
    """One thread with a library of its own: a store belongs to its thread."""

    def __init__(self, open_library: Callable[[], Library]) -> None:
        self._open = open_library
        self._library: Library | None = None
        self._thread: ThreadPoolExecutor | None = None

    async def ask(self, question: Callable[[Library], Answer]) -> Answer:
        """The answer to a question; raises what asking raised."""
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._answer, question)

    def _answer(self, question: Callable[[Library], Answer]) -> Answer:
        if self._library is None:
            self._library = self._open()
        return question(self._library)

    def close(self) -> None:
        """Wait for the question under way and let the thread go."""
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)
