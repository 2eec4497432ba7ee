"""A server on 127.0.0.1 that speaks HTTP/2 over TLS, and HTTP/1.1 to nobody: it answers as told and remembers.

::

    async with Http2Server() as server:
        server.route("/feed.xml", Reply2(b"<rss/>"))
        server.url("/feed.xml", host="localhost")

It lives in the loop of the test. Needs the extra ``http2``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import TracebackType

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import ConnectionTerminated, RequestReceived, StreamReset, WindowUpdated

from tests.certificates import server_context


@dataclass(frozen=True, slots=True)
class Reply2:
    """``endless``: the body is repeated until the client has had enough. ``silent``: no answer at all. ``broken``: the
    connection is closed instead of an answer."""

    body: bytes = b""
    status: int = 200
    headers: Iterable[tuple[str, str]] = ()
    endless: bool = False
    silent: bool = False
    broken: bool = False


@dataclass(slots=True)
class _Stream:
    """What is still to be sent."""

    reply: Reply2
    left: bytes


@dataclass
class Http2Server:
    requests: list[dict[str, str]] = field(default_factory=list)
    """Header fields as they came, those that begin with a colon too."""
    connections: int = 0
    resets: int = 0
    """Streams that the client gave up."""
    port: int = 0
    _routes: dict[str, Reply2] = field(default_factory=dict)
    _server: asyncio.Server | None = None
    _conversations: list[_Conversation] = field(default_factory=list)

    def route(self, path: str, reply: Reply2) -> None:
        self._routes[path] = reply

    def url(self, path: str, *, host: str = "localhost") -> str:
        return f"https://{host}:{self.port}{path}"

    async def __aenter__(self) -> Http2Server:
        context = server_context("trusted")
        context.set_alpn_protocols(["h2"])
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Conversation(self), "127.0.0.1", 0, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()

    def hang_up(self, *, politely: bool) -> None:
        """Close every connection, with a word before or without."""
        for conversation in self._conversations:
            conversation.close(politely=politely)
        self._conversations.clear()

    def met(self, conversation: _Conversation) -> None:
        self.connections += 1
        self._conversations.append(conversation)

    def answer(self, path: str) -> Reply2:
        return self._routes.get(path, Reply2(status=404))


class _Conversation(asyncio.Protocol):
    def __init__(self, server: Http2Server) -> None:
        self._server = server
        self._state = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        self._streams: dict[int, _Stream] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._server.met(self)
        self._state.initiate_connection()
        self._flush()

    def data_received(self, data: bytes) -> None:
        for event in self._state.receive_data(data):
            match event:
                case RequestReceived(stream_id=number, headers=headers):
                    self._begin(int(number or 0), {str(name): str(value) for name, value in headers or ()})
                case StreamReset(stream_id=number):
                    self._server.resets += 1
                    self._streams.pop(int(number or 0), None)
                case WindowUpdated():
                    for number in list(self._streams):
                        self._send(number)
                case ConnectionTerminated():
                    self._transport.close()
        self._flush()

    def close(self, *, politely: bool) -> None:
        if politely:
            self._state.close_connection()
            self._flush()
        self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        self._streams.clear()

    def _begin(self, number: int, headers: dict[str, str]) -> None:
        self._server.requests.append(headers)
        reply = self._server.answer(headers[":path"])
        if reply.broken:
            self._transport.close()
        if reply.silent or reply.broken:
            return
        self._state.send_headers(number, [(":status", str(reply.status)), *reply.headers])
        self._streams[number] = _Stream(reply, reply.body)
        self._send(number)

    def _send(self, number: int) -> None:
        """As much as the client lets in."""
        stream = self._streams[number]
        while stream.left:
            room = min(self._state.local_flow_control_window(number), self._state.max_outbound_frame_size)
            if room <= 0:
                return
            part, stream.left = stream.left[:room], stream.left[room:]
            self._state.send_data(number, part)
            if stream.reply.endless and not stream.left:
                stream.left = stream.reply.body
        del self._streams[number]
        self._state.end_stream(number)

    def _flush(self) -> None:
        self._transport.write(self._state.data_to_send())
