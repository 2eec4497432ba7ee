"""A lean HTTP/1.1 transport under httpx's public interface: GET only, one request at a time on a connection.

httpx's stock transport spends most of its time in its pool and its parser; this one costs about a third (measured by
``tests/bench/transport.py``). It never follows, never decompresses and never retries but once: a kept connection that
the server closed in the meantime.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx

from tui_reader.fetch.http1 import HEAD_END, ChunkedBody, Framing, Head, Malformed, parse_head
from tui_reader.fetch.limits import Limits
from tui_reader.fetch.problems import CutShort, HeadersTooLarge, NoAnswer
from tui_reader.fetch.wire import Dialler, Endpoint, Wire

PRIVATE_ALLOWED = "tui_reader.private_allowed"
"""Request extension: True where the address may be of this machine or network."""

_PORTS = {"http": 80, "https": 443}


class LeanTransport(httpx.AsyncBaseTransport):
    """See the module. Used from one event loop; the number of connections is bounded by its callers."""

    def __init__(self, limits: Limits, dialler: Dialler | None = None) -> None:
        self._limits = limits
        self._dialler = dialler or Dialler(limits)
        self._idle: dict[Endpoint, list[Wire]] = {}
        self._idle_count = 0
        self._open: set[Wire] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        message = _message(request)
        url = request.url
        endpoint = Endpoint(
            url.scheme,
            url.raw_host.decode("ascii"),
            url.port or _PORTS[url.scheme],
            bool(request.extensions.get(PRIVATE_ALLOWED)),
        )
        wire = self._take(endpoint)
        if wire is not None:
            # NoAnswer: the server closed the kept connection just now, before it saw the request.
            with suppress(NoAnswer):
                return await self._ask(wire, message, endpoint)
        wire = await self._dialler.dial(endpoint)
        self._open.add(wire)
        return await self._ask(wire, message, endpoint)

    async def aclose(self) -> None:
        wires = list(self._open)
        for wire in wires:
            self.discard(wire)
        self._idle.clear()
        self._idle_count = 0
        await asyncio.gather(*(wire.closed() for wire in wires))

    async def _ask(self, wire: Wire, message: bytes, endpoint: Endpoint) -> httpx.Response:
        try:
            wire.send(message)
            head = await self._read_head(wire)
        except BaseException:
            self.discard(wire)
            raise
        return httpx.Response(
            head.status,
            headers=head.headers,
            stream=_Body(self, wire, head, endpoint, self._limits),
            extensions={"http_version": head.version, "reason_phrase": head.reason},
        )

    async def _read_head(self, wire: Wire) -> Head:
        cap = self._limits.header_bytes
        buffer = wire.buffer
        spent = searched = 0
        while True:
            end = HEAD_END.search(buffer, searched)
            if spent + (end.end() if end else len(buffer)) > cap:
                raise HeadersTooLarge(f"more than {cap} bytes of headers")
            if end is None:
                searched = max(0, len(buffer) - 3)
                await _more_of_head(wire)
                continue
            try:
                head = parse_head(bytes(buffer[: end.start()]))
            except Malformed as error:
                raise httpx.RemoteProtocolError(str(error)) from error
            del buffer[: end.end()]
            if not head.interim:
                return head
            spent += end.end()
            searched = 0

    def _take(self, endpoint: Endpoint) -> Wire | None:
        """A kept connection that is still good."""
        kept = self._idle.get(endpoint)
        oldest = asyncio.get_running_loop().time() - self._limits.idle_seconds
        while kept:
            wire = kept.pop()
            self._idle_count -= 1
            if wire.quiet and wire.idle_since >= oldest:
                return wire
            self.discard(wire)
        return None

    def keep(self, wire: Wire, endpoint: Endpoint) -> None:
        """Put a connection by whose answer was read to its end."""
        if not wire.quiet:
            self.discard(wire)
            return
        wire.idle_since = asyncio.get_running_loop().time()
        self._idle.setdefault(endpoint, []).append(wire)
        self._idle_count += 1
        while self._idle_count > self._limits.idle_connections:
            self._forget_first()

    def discard(self, wire: Wire) -> None:
        """Close a connection that can serve no more."""
        self._open.discard(wire)
        wire.drop()

    def _forget_first(self) -> None:
        """Close one of the endpoint that was met first: in a refresh it is the least likely to be asked again."""
        endpoint = next(iter(self._idle))
        kept = self._idle[endpoint]
        if kept:
            self.discard(kept.pop(0))
            self._idle_count -= 1
        if not kept:
            del self._idle[endpoint]


class _Body(httpx.AsyncByteStream):
    """A body as it comes; its connection is kept if it was read to the end, else closed."""

    def __init__(self, transport: LeanTransport, wire: Wire, head: Head, endpoint: Endpoint, limits: Limits) -> None:
        self._transport = transport
        self._wire: Wire | None = wire
        self._head = head
        self._endpoint = endpoint
        self._limits = limits
        self._started = False
        if head.framing is Framing.NONE or (head.framing is Framing.LENGTH and not head.length):
            self._complete(wire)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        wire = self._wire
        if wire is None:
            return
        self._started = True
        try:
            async for part in self._parts(wire):
                yield part
        except Malformed as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        except OSError as error:
            raise httpx.ReadError(str(error)) from error
        self._complete(wire)

    async def aclose(self) -> None:
        wire = self._wire
        if wire is None:
            return
        length = self._head.length
        if not self._started and self._head.framing is Framing.LENGTH and length <= len(wire.buffer):
            # The short body of a redirect or an error came along with its head: the connection is still good.
            del wire.buffer[:length]
            self._complete(wire)
            return
        self._wire = None
        self._transport.discard(wire)

    def _complete(self, wire: Wire) -> None:
        self._wire = None
        if self._head.keeps_alive:
            self._transport.keep(wire, self._endpoint)
        else:
            self._transport.discard(wire)

    def _parts(self, wire: Wire) -> AsyncIterator[bytes]:
        match self._head.framing:
            case Framing.CHUNKED:
                return _chunked(wire, self._limits.header_bytes)
            case Framing.LENGTH:
                return _of_length(wire, self._head.length)
            case _:
                return _until_close(wire)


def _message(request: httpx.Request) -> bytes:
    """The request as bytes. Raises httpx.LocalProtocolError for what this transport does not do."""
    if request.method != "GET":
        raise httpx.LocalProtocolError(f"only GET is spoken here, not {request.method}")
    lines = [b"GET %b HTTP/1.1" % request.url.raw_path, *(b"%b: %b" % pair for pair in request.headers.raw)]
    message = b"\r\n".join(lines) + b"\r\n\r\n"
    if message.count(b"\n") != len(lines) + 1 or message.count(b"\r") != len(lines) + 1:
        raise httpx.LocalProtocolError("a line end inside a header")
    return message


async def _more_of_head(wire: Wire) -> None:
    if wire.buffer[:5] != b"HTTP/"[: len(wire.buffer)]:
        raise httpx.RemoteProtocolError("the answer is not HTTP/1.x")
    try:
        grown = await wire.more()
    except OSError as error:
        if not wire.buffer:
            raise NoAnswer(str(error)) from error
        raise httpx.ReadError(str(error)) from error
    if not grown:
        raise NoAnswer("closed before an answer") if not wire.buffer else CutShort("closed inside the headers")


async def _more_of_body(wire: Wire) -> None:
    if not await wire.more():
        raise CutShort("closed inside the body")


async def _of_length(wire: Wire, length: int) -> AsyncIterator[bytes]:
    buffer = wire.buffer
    while length:
        if not buffer:
            await _more_of_body(wire)
        part = bytes(buffer[:length])
        del buffer[:length]
        length -= len(part)
        yield part


async def _chunked(wire: Wire, trailer_cap: int) -> AsyncIterator[bytes]:
    body = ChunkedBody()
    while True:
        part = body.take(wire.buffer, trailer_cap)
        if part:
            yield part  # meanwhile more may have come: look again before waiting
        elif not body.complete:
            await _more_of_body(wire)
        if body.complete:
            return


async def _until_close(wire: Wire) -> AsyncIterator[bytes]:
    while wire.buffer or await wire.more():
        part = bytes(wire.buffer)
        wire.buffer.clear()
        yield part
