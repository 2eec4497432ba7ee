"""A real HTTP server on 127.0.0.1 for tests: it answers as told, well or badly, and remembers what it was asked.

::

    with LoopbackServer() as server:
        server.route("/feed.xml", body=RSS, etag='"v1"')
        server.url("/feed.xml")             # http://127.0.0.1:PORT/feed.xml
        server.requests[0].headers["user-agent"]

It runs its own event loop in a thread, so that tests with and without asyncio can use it. A request to a path without
a route is answered 404. Nothing here waits for a length of time unless a route is given a ``delay`` in seconds (for
measurements); tests hold an answer back with a ``Gate``.
"""

from __future__ import annotations

import asyncio
import gzip as gzip_module
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from tests.certificates import server_context

CRLF = b"\r\n"
PATIENCE_SECONDS = 10.0
"""How long a test waits for something that must happen, before it fails."""


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came. Header names are lower case; a name sent twice keeps its last value in ``headers``."""

    method: str
    path: str
    headers: Mapping[str, str]
    header_lines: tuple[tuple[str, str], ...] = ()
    connection: int = 0
    """Which connection brought it, counted from 1: equal numbers mean that the connection was kept alive."""
    at: float = 0.0
    """Seconds of the server's monotonic clock."""


class Gate:
    """Holds answers back until a test opens it."""

    def __init__(self) -> None:
        self._opened = threading.Event()
        self._waiters: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def open(self) -> None:
        self._opened.set()
        for loop, event in self._waiters:
            loop.call_soon_threadsafe(event.set)

    async def passed(self) -> None:
        event = asyncio.Event()
        self._waiters.append((asyncio.get_running_loop(), event))
        if not self._opened.is_set():
            await event.wait()


@dataclass(frozen=True, slots=True)
class Reply:
    """How to answer. ``raw`` overrides all but ``delay`` and ``hold`` and is followed by closing the connection."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = field(default_factory=dict)
    content_type: str = "application/rss+xml; charset=utf-8"
    etag: str = ""
    last_modified: str = ""
    gzip: bool = False
    deflate: bool = False
    chunked: bool = False
    redirect: str = ""
    """Location; ``status`` is then 302 unless it is given as another 3xx."""
    delay: float | Gate = 0.0
    truncate: int | None = None
    """Announce the whole body, send this many bytes of it, close."""
    close: bool = False
    hold: Gate | None = None
    """Wait behind what is sent (see ``truncate`` and ``raw``) before going on or closing."""
    raw: bytes | None = None


Handler = Callable[[Received], Reply]


class LoopbackServer:
    """See the module. ``tls`` names a certificate: ``trusted``, ``self-signed``, ``expired`` or ``wrong-host``."""

    def __init__(self, *, tls: str = "", host: str = "127.0.0.1") -> None:
        self.requests: list[Received] = []
        self.connections = 0
        self.host = host
        self.port = 0
        self._tls = tls
        self._routes: dict[str, Handler] = {}
        self._fallback: Handler = lambda received: Reply(b"nothing here", 404, content_type="text/plain")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="loopback-server", daemon=True)
        self._ready = threading.Event()
        self._changed = threading.Condition()
        self._stopping: asyncio.Event | None = None

    def __enter__(self) -> LoopbackServer:
        self._thread.start()
        assert self._ready.wait(PATIENCE_SECONDS), "the loopback server did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server; addresses of it refuse connections from now on. Calling it twice is fine."""
        if self._thread.is_alive() and self._stopping is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join(PATIENCE_SECONDS)

    def url(self, path: str = "/", *, host: str = "") -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def route(self, path: str, reply: Reply | Handler | None = None, **options: Any) -> None:
        """Answer ``path`` (without its query) with a Reply, the result of a function, or ``Reply(**options)``."""
        if reply is None:
            reply = Reply(**options)
        if isinstance(reply, Reply):
            fixed = reply
            self._routes[path] = lambda received: fixed
        else:
            self._routes[path] = reply

    def fallback(self, handler: Handler) -> None:
        """Answer every path without a route by this function."""
        self._fallback = handler

    def paths(self) -> list[str]:
        """The paths asked for so far, in order."""
        return [received.path for received in self.requests]

    def wait_for(self, count: int) -> None:
        """Block until so many requests came in all."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= count, PATIENCE_SECONDS), (
                f"{len(self.requests)} of {count} requests came"
            )

    async def arrived(self, count: int = 1) -> None:
        """Wait in an async test until so many requests came in all."""
        await asyncio.to_thread(self.wait_for, count)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        # Clients that hang up or refuse a certificate are what the tests are about; they are no news here.
        self._loop.set_exception_handler(lambda loop, context: None)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        self._stopping = asyncio.Event()
        context = server_context(self._tls) if self._tls else None
        conversations: set[asyncio.Task[None]] = set()

        async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            conversations.add(task)
            try:
                await self._converse(reader, writer)
                writer.close()
                await writer.wait_closed()
            except (OSError, asyncio.CancelledError):
                pass  # the client hung up, or the test is over
            finally:
                writer.transport.abort()
                conversations.discard(task)

        server = await asyncio.start_server(converse, self.host, 0, ssl=context, limit=2**20, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopping.wait()
        server.close()
        for task in list(conversations):
            task.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
        for _ in range(3):  # aborted transports give their sockets back in the next turns of the loop
            await _span(0)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        while True:
            received = await _read_request(reader, number)
            if received is None:
                writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                return
            with self._changed:
                self.requests.append(received)
                self._changed.notify_all()
            reply = self._answer(received)
            if isinstance(reply.delay, Gate):
                await reply.delay.passed()
            elif reply.delay:
                await _span(reply.delay)
            message, keep = render(reply)
            writer.write(message)
            await writer.drain()
            if reply.hold is not None:
                await reply.hold.passed()
            if not keep:
                return

    def _answer(self, received: Received) -> Reply:
        reply = self._routes.get(received.path.partition("?")[0], self._fallback)(received)
        sent = received.headers
        fresh = (reply.etag and sent.get("if-none-match") == reply.etag) or (
            not sent.get("if-none-match")
            and reply.last_modified
            and sent.get("if-modified-since") == reply.last_modified
        )
        if fresh and reply.status == 200:
            return Reply(status=304, headers=reply.headers, etag=reply.etag, last_modified=reply.last_modified)
        return reply


async def _span(seconds: float) -> None:
    """Latency, which is this server's to have: tests themselves wait for what happens, never for time."""
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, over.set)
    await over.wait()


async def _read_request(reader: asyncio.StreamReader, connection: int) -> Received | None:
    """A request; None where something else came (a greeting of TLS), or the end."""
    try:
        if not (start := await reader.readexactly(1)).isalpha():
            return None
        head = start + await reader.readuntil(CRLF * 2)
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _version = first.split(" ", 2)
    pairs = tuple(
        (name.strip().lower(), value.strip()) for name, colon, value in (line.partition(":") for line in lines) if colon
    )
    return Received(method, path, dict(pairs), pairs, connection, asyncio.get_running_loop().time())


def render(reply: Reply) -> tuple[bytes, bool]:
    """The bytes of an answer, and whether the connection stays open after them."""
    if reply.raw is not None:
        return reply.raw, False
    status = 302 if reply.redirect and reply.status == 200 else reply.status
    given = reply.headers.items() if isinstance(reply.headers, Mapping) else reply.headers
    headers = [(name, value) for name, value in given]
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    if reply.redirect:
        headers.append(("Location", reply.redirect))
    if reply.etag:
        headers.append(("ETag", reply.etag))
    if reply.last_modified:
        headers.append(("Last-Modified", reply.last_modified))
    if reply.gzip:
        body = gzip_module.compress(body, compresslevel=1)
        headers.append(("Content-Encoding", "gzip"))
    elif reply.deflate:
        body = zlib.compress(body)
        headers.append(("Content-Encoding", "deflate"))
    if status not in (204, 304):
        headers.append(("Content-Type", reply.content_type))
        headers.append(("Transfer-Encoding", "chunked") if reply.chunked else ("Content-Length", str(len(body))))
    else:
        body = b""
    keep = reply.truncate is None and not reply.close
    if reply.close:
        headers.append(("Connection", "close"))
    if reply.chunked:
        body = _in_chunks(body)
    if reply.truncate is not None:
        body = body[: reply.truncate]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {status} {_REASONS.get(status, 'Some')}\r\n{head}\r\n".encode("latin-1") + body, keep


_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found", 410: "Gone"}


def _in_chunks(body: bytes, size: int = 1000) -> bytes:
    parts = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(f"{len(part):x}\r\n".encode() + part + CRLF for part in parts) + b"0\r\n\r\n"
