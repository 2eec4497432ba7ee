"""Killable parser processes: each job has a deadline and a memory cap, and can harm nothing but itself.

::

    engine ── job frame ──► parser process ── answer frame ──► engine
                 │ 10 s passed, pipe closed, cancelled
                 └► killed; the next job starts another

A process has its next job in the pipe while it works, so that it need not wait until the engine has stored its last
answer. A second process starts only while the first is at work and more jobs wait: a few feeds need one, a first
refresh of many keeps two cores busy.
"""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import Sequence
from typing import TypeVar

from tui_reader.engine.frames import pack, read_frame, unpack
from tui_reader.engine.launch import child_command
from tui_reader.i18n import _, language
from tui_reader.model.errors import EngineError, ParseError, SourceError
from tui_reader.model.feeds import OutlineList, ParsedFeed
from tui_reader.model.mentions import Recognition
from tui_reader.services.jobs import (
    OUT_OF_MEMORY,
    PARSER_BUG,
    Digest,
    DigestJob,
    Discovered,
    DiscoverJob,
    DrawJob,
    FeedJob,
    Job,
    JobFailed,
    OutlineJob,
    RecogniseJob,
)

DEADLINE = 10.0
"""Seconds for one job. A 15 MiB feed takes 2 to 5 by the slow parser."""

MOST = 2
"""Processes. With the engine beside them they fill the cores of a small machine; more would only wait for it."""

QUEUE = 4
"""Jobs waiting before another process is started: its start costs as much as reading ten feeds."""

AHEAD = 2
"""Jobs that a process has been sent and has not answered, the one it works at included."""

STREAM_LIMIT = 1024 * 1024
"""Bytes asyncio buffers of an answer before it lets the pipe fill."""

_A = TypeVar("_A")


class ParserPool:
    """The ``services.jobs.Parser`` of the program. Processes start with the first job and stay warm.

    ``command`` is the child to run: ours, or a test's that misbehaves. ``size``: the most processes at once.
    """

    def __init__(self, *, command: Sequence[str] | None = None, size: int = MOST, deadline: float = DEADLINE) -> None:
        chosen = tuple(command or child_command("tui_reader.engine.parser_child", language()))
        self._slots = [_Slot(chosen, deadline) for _number in range(size)]
        self._in_use = 1
        self._waiting: deque[asyncio.Future[_Slot]] = deque()

    async def __aenter__(self) -> ParserPool:
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End the processes, whatever they are doing."""
        for slot in self._slots:
            slot.kill()
        for slot in self._slots:
            await slot.reap()

    async def warm_up(self) -> None:
        """Start a process while its first job is still being prepared."""
        await self._slots[0].start()

    @property
    def pids(self) -> list[int]:
        """Of the processes that run now."""
        return [slot.pid for slot in self._slots if slot.pid]

    async def digest(self, job: DigestJob) -> Digest:
        return await self._run(job, Digest)

    async def read_feed(self, job: FeedJob) -> ParsedFeed:
        return await self._run(job, ParsedFeed)

    async def discover(self, job: DiscoverJob) -> Discovered:
        return await self._run(job, Discovered)

    async def read_outline(self, job: OutlineJob) -> OutlineList:
        return await self._run(job, OutlineList)

    async def recognise(self, job: RecogniseJob) -> tuple[Recognition, ...]:
        found = _all_of(await self._run(job, tuple), Recognition, job)
        if len(found) != len(job.items):
            raise _misbehaved(job)
        return found

    async def draw(self, job: DrawJob) -> bytes:
        return await self._run(job, bytes)

    async def _run(self, job: Job, kind: type[_A]) -> _A:
        slot = await self._take()
        try:
            answer = unpack(await slot.exchange(job))
            if isinstance(answer, JobFailed) and answer.error == OUT_OF_MEMORY:
                slot.kill()
        finally:
            self._give_back(slot)
        # Whoever waits for the process sends its job first, so that it works while this answer is being stored.
        await asyncio.sleep(0)
        if isinstance(answer, JobFailed):
            raise _failure(job, answer)
        if not isinstance(answer, kind):
            raise _misbehaved(job)
        return answer

    async def _take(self) -> _Slot:
        """A place with room for a job, the one with the least to do."""
        if len(self._waiting) >= QUEUE and self._in_use < len(self._slots):
            self._in_use += 1
        slot = min(self._slots[: self._in_use], key=lambda slot: slot.load)
        if slot.load < AHEAD:
            slot.load += 1
            return slot
        place: asyncio.Future[_Slot] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            return await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._give_back(place.result())
            raise

    def _give_back(self, slot: _Slot) -> None:
        """Pass the place on to who waits longest."""
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(slot)
                return
        slot.load -= 1


class _Lost(Exception):
    """The process was ended for another job's sake before it came to this one."""


class _Slot:
    """A place for one process, which may be a new one at every job."""

    def __init__(self, command: Sequence[str], deadline: float) -> None:
        self._command = command
        self._deadline = deadline
        self._process: Process | None = None
        self._killed: list[Process] = []
        self._start = asyncio.Lock()
        self._turn = asyncio.Lock()
        self.load = 0
        """Jobs that were given this place and are not answered."""

    @property
    def pid(self) -> int:
        return self._process.pid if self._process is not None else 0

    async def exchange(self, job: Job) -> bytes:
        """Send a job, return the answer's payload. Whatever goes wrong, this slot can be used again.

        A warm process may have ended since its last job, which says nothing of this one: then a fresh one is asked.
        """
        frame = pack(job)
        may_be_dead = bool(self.pid)
        while True:
            try:
                return await self._ask(await self._running(), frame)
            except _Lost:
                continue
            except TimeoutError:
                raise ParseError(
                    _(
                        "Reading {source} took longer than {seconds:g} seconds and was stopped; "
                        "no other feed is affected. Its address may lead to something that is no ordinary feed."
                    ).format(source=job.source, seconds=self._deadline)
                ) from None
            except (EOFError, ConnectionError):
                if not may_be_dead:
                    break
                may_be_dead = False
        raise ParseError(
            _(
                "The parser broke down over {source}; no other feed is affected. "
                "Its address may lead to something that is no ordinary feed."
            ).format(source=job.source)
        )

    async def start(self) -> None:
        """Have a process. Raises ``EngineError``."""
        await self._running()

    async def _ask(self, process: Process, frame: bytes) -> bytes:
        """Send a frame behind those sent before, and read its answer behind theirs."""
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(frame)
        try:
            async with self._turn:
                if process is not self._process:
                    raise _Lost
                async with asyncio.timeout(self._deadline):
                    await process.stdin.drain()
                    return await read_frame(process.stdout)
        except BaseException as error:
            if process is self._process:
                self.kill()  # the pipes are out of step after anything, cancellation included
            elif isinstance(error, EOFError | ConnectionError):
                raise _Lost from None
            raise

    async def _running(self) -> Process:
        """The process, started where there is none. Jobs that wait for it go on in the order in which they came."""
        async with self._start:
            await self.reap()
            if self._process is not None and self._process.returncode is not None:
                self._process = None
            if self._process is None:
                try:
                    self._process = await asyncio.create_subprocess_exec(
                        *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=STREAM_LIMIT
                    )
                except OSError as error:
                    raise EngineError(
                        _("The parser process cannot be started: {reason}.").format(reason=error.strerror or error)
                    ) from error
            return self._process

    def kill(self) -> None:
        if self._process is not None:
            if self._process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    self._process.kill()
            self._killed.append(self._process)
            self._process = None

    async def reap(self) -> None:
        """Wait for the processes that were killed, so that none is left as a zombie."""
        while self._killed:
            process = self._killed[0]
            assert process.stdin is not None
            process.stdin.close()
            await process.wait()
            self._killed.remove(process)


def _failure(job: Job, failed: JobFailed) -> SourceError:
    """The error to raise: a source's own as it is, a parser's with a sentence of ours around it."""
    if failed.error == OUT_OF_MEMORY:
        return ParseError(
            _("Reading {source} needed too much memory and was stopped; no other feed is affected.").format(
                source=job.source
            )
        )
    if failed.error == PARSER_BUG:
        return ParseError(
            _("The parser failed on {source} ({reason}); no other feed is affected.").format(
                source=job.source, reason=failed.message
            )
        )
    return failed.exception()


def _misbehaved(job: Job) -> ParseError:
    return ParseError(
        _("The parser gave no usable answer on {source}; no other feed is affected.").format(source=job.source)
    )


def _all_of(answer: tuple[object, ...], kind: type[_A], job: Job) -> tuple[_A, ...]:
    items = tuple(item for item in answer if isinstance(item, kind))
    if len(items) != len(answer):
        raise _misbehaved(job)
    return items
