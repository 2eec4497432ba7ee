"""The engine process: commands as lines on stdin, events as lines on stdout, everything else in the log.

::

    stdin ──► Worker ──┬─ refresh (one at a time)          ┐
                       ├─ add, full text, images to draw   ├──► events ──► stdout
                       ├─ images to keep, after all that   │
                       └─ Background: recognition, index   ┘

It ends when stdin closes, which the system sees to even when the screen is killed, and on SIGTERM.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tui_reader.config.paths import Paths, paths
from tui_reader.config.settings import load_settings
from tui_reader.engine.background import Background
from tui_reader.engine.launch import die_with_parent, give_way, take_stdin_and_stdout
from tui_reader.engine.local import LocalEngine
from tui_reader.engine.log import log_to
from tui_reader.engine.pipes import LineWriter, read_lines
from tui_reader.engine.protocol import decode, encode
from tui_reader.i18n import _, set_language
from tui_reader.model.errors import ConfigError, EngineError, ReaderError
from tui_reader.model.events import (
    Add,
    Added,
    CancelRefresh,
    Command,
    DrawImage,
    EngineReady,
    Event,
    FetchFullText,
    FullTextFetched,
    Headline,
    ImageDrawn,
    ImagesFetched,
    LookAt,
    LookedAt,
    Problem,
    Recognise,
    Refresh,
    RefreshSummary,
    Shutdown,
)
from tui_reader.services.jobs import Digest

_log = logging.getLogger(__name__)

HEADLINES = 5
"""Told of a feed that somebody looks at."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def main(arguments: Sequence[str] = ()) -> int:
    """Run until told to end. Without arguments (see ``engine.client``) in the person's own folders."""
    places, language = _read_arguments(arguments)
    die_with_parent()
    give_way()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    commands, events = take_stdin_and_stdout()
    log_to(places.log_file)
    set_language(language)
    return asyncio.run(_serve(places, commands, events))


def _read_arguments(arguments: Sequence[str]) -> tuple[Paths, str]:
    if len(arguments) != 2:
        return paths(), "auto"
    folders = json.loads(arguments[0])
    return Paths(*(Path(folders[field.name]) for field in fields(Paths))), arguments[1]


async def _serve(places: Paths, commands: BinaryIO, events: BinaryIO) -> int:
    writer = LineWriter(events)

    def emit(event: Event) -> None:
        writer.write(encode(event))

    engine = LocalEngine(places, on_event=emit)
    worker = Worker(engine, emit)
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGTERM, worker.end)
    read_lines(commands, loop, worker.hear, worker.end)
    try:
        return await worker.run(refresh_minutes=_refresh_minutes(places, emit))
    finally:
        await engine.close()
        writer.close()


def _refresh_minutes(places: Paths, emit: Callable[[Event], None]) -> int:
    try:
        return load_settings(places.settings_file).refresh_minutes
    except ConfigError as error:
        emit(Problem(str(error)))
        return 0


class Worker:
    """Carries commands out until ``end``."""

    def __init__(self, engine: LocalEngine, emit: Callable[[Event], None]) -> None:
        self._engine = engine
        self._emit = emit
        self._background = Background(engine, emit)
        self._refreshes: asyncio.Queue[Refresh] = asyncio.Queue()
        self._refresh: asyncio.Task[RefreshSummary] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._images_wanted = asyncio.Event()
        self._images: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    async def run(self, *, refresh_minutes: int = 0) -> int:
        """The exit code: 0, or the error's where the store cannot be used, which is reported first."""
        try:
            self._engine.store.data_version()
        except ReaderError as error:
            self._emit(Problem(str(error)))
            return error.exit_code
        self._emit(EngineReady(os.getpid()))
        self._start(self._refresh_in_turn())
        self._start(self._background.run())
        self._start(self._keep_images())
        if refresh_minutes:
            self._start(self._refresh_every(refresh_minutes * 60))
        await self._ended.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        return 0

    def end(self) -> None:
        self._ended.set()

    def hear(self, line: bytes) -> None:
        """Begin what a line asks for."""
        try:
            command = decode(line)
        except EngineError as error:
            self._emit(Problem(str(error)))
            return
        self.begin(command)

    def begin(self, command: Command | Event) -> None:
        match command:
            case Refresh():
                self._refreshes.put_nowait(command)
            case CancelRefresh():
                self._cancel_refreshes()
            case Add():
                self._start(self._add(command))
            case LookAt():
                self._start(self._look_at(command))
            case Recognise(article_ids):
                self._background.prefer(article_ids)
            case FetchFullText():
                self._start(self._fetch_full_text(command))
            case DrawImage():
                self._start(self._draw(command))
            case Shutdown():
                self.end()

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(self._reported(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _reported(self, work: Coroutine[object, object, object]) -> None:
        """A command that fails is told; it does not end the engine."""
        try:
            await work
        except ReaderError as error:
            self._emit(Problem(str(error)))
        except Exception as error:  # the edge of a command: whatever it met, the engine goes on; the log has it all
            _log.exception("a command failed")
            self._emit(Problem(_unexpected(error)))

    async def _refresh_in_turn(self) -> None:
        while True:
            command = await self._refreshes.get()
            self._background.set_busy(True)
            self._refresh = asyncio.create_task(self._engine.refresh(command.feed_ids, force=command.force))
            try:
                await asyncio.wait((self._refresh,))
                self._report_end_of(self._refresh)
                if not self._refresh.cancelled():
                    self._images_wanted.set()
            finally:
                # It must be over before the parsers are ended, which would look like a failure of the feeds.
                self._refresh.cancel()
                await asyncio.gather(self._refresh, return_exceptions=True)
                self._refresh = None
                self._background.set_busy(False)

    def _report_end_of(self, refresh: asyncio.Task[RefreshSummary]) -> None:
        error = None if refresh.cancelled() else refresh.exception()
        if isinstance(error, ReaderError):
            self._emit(Problem(str(error)))
        elif error is not None:
            _log.error("a refresh failed", exc_info=error)
            self._emit(Problem(_unexpected(error)))

    def _cancel_refreshes(self) -> None:
        """The one under way and those waiting, each of which is answered, and the fetching of images."""
        while not self._refreshes.empty():
            self._refreshes.get_nowait()
            self._emit(RefreshSummary())
        for running in (self._refresh, self._images):
            if running is not None:
                running.cancel()

    async def _refresh_every(self, seconds: float) -> None:
        """Those that are due, by their own schedule: now, for the program may have been away, and again and again."""
        while True:
            if self._refresh is None and self._refreshes.empty():
                self._refreshes.put_nowait(Refresh(force=False))
            await asyncio.sleep(seconds)

    async def _add(self, command: Add) -> None:
        try:
            result = await self._engine.add(
                command.input, folder=command.folder, page=command.page, choose=command.choose
            )
        except ReaderError as error:
            self._emit(Added(command.request, skipped=((command.input, str(error)),)))
            return
        self._emit(
            Added(
                command.request,
                tuple(feed.id for feed in result.added),
                tuple(result.skipped),
                tuple(result.tried),
                tuple(result.choices),
            )
        )
        self._background.wake()
        self._images_wanted.set()

    async def _look_at(self, command: LookAt) -> None:
        try:
            digest = await self._engine.look_at(command.url, command.site)
        except ReaderError as error:
            self._emit(LookedAt(command.url, error=str(error)))
            return
        self._emit(LookedAt(command.url, digest.title, len(digest.articles), newest_of(digest)))

    async def _keep_images(self) -> None:
        """What articles show, whenever there may be new ones; a refresh does not wait for it."""
        while True:
            await self._images_wanted.wait()
            self._images_wanted.clear()
            self._images = asyncio.create_task(self._reported(self._engine.keep_images()))
            try:
                await asyncio.wait((self._images,))
                if self._images.cancelled():
                    self._emit(ImagesFetched(0, 0))
            finally:
                self._images.cancel()
                await asyncio.gather(self._images, return_exceptions=True)
                self._images = None

    async def _draw(self, command: DrawImage) -> None:
        drawn = b""
        with suppress(ReaderError):  # the screen leaves the place empty
            drawn = await self._engine.draw_image(command.file, command.width, command.height, as_png=command.as_png)
        data = base64.b64encode(drawn).decode("ascii")
        self._emit(ImageDrawn(command.file, command.width, command.height, command.as_png, data))

    async def _fetch_full_text(self, command: FetchFullText) -> None:
        try:
            await self._engine.fetch_full_text(command.article_id)
        except ReaderError as error:
            self._emit(FullTextFetched(command.article_id, str(error)))
            return
        self._emit(FullTextFetched(command.article_id))
        self._background.prefer((command.article_id,))
        self._images_wanted.set()


def newest_of(digest: Digest) -> tuple[Headline, ...]:
    """The newest articles first, those without a date last."""
    dated = sorted(digest.articles, key=lambda article: article.published or _LONG_AGO, reverse=True)
    return tuple(
        Headline(article.document.title, article.published.isoformat() if article.published else "")
        for article in dated[:HEADLINES]
    )


def _unexpected(error: BaseException) -> str:
    return _("Something failed unexpectedly ({reason}); the log says more.").format(
        reason=f"{type(error).__name__}: {error}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
