"""One connection: bytes out, bytes in, with a bounded buffer, and the dialling that makes one.

asyncio's own streams would copy every byte once more and cannot tell a quiet connection from one on which the server
has already said something unasked; this protocol can, so an idle connection is never reused by mistake.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, cast

import httpx

from tui_reader.fetch.addresses import is_address, is_public_address
from tui_reader.fetch.limits import Limits
from tui_reader.fetch.problems import ForbiddenAddress
from tui_reader.model.values import dataclass

BUFFER_BYTES = 2**18
"""Bytes received and not yet taken, above which the server has to wait."""


class Wire(asyncio.Protocol):
    """A connected socket. ``buffer`` holds what came; the reader takes from its front."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.ended = False
        """No more bytes will come."""
        self.idle_since = 0.0
        self._error: Exception | None = None
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._paused = False
        self._closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # asyncio hands out its TLS transport as a Transport in all but name.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if len(self.buffer) > BUFFER_BYTES and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self.ended = True
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        self.ended = True
        self._error = error
        self._wake()
        if not self._closed.done():
            self._closed.set_result(None)

    @property
    def quiet(self) -> bool:
        """Open, and nothing said since the last answer: fit for another request."""
        return not self.ended and not self.buffer

    def send(self, message: bytes) -> None:
        """Hand a message to the kernel or its queue; a failure shows when the answer is read."""
        assert self._transport is not None
        if not self._transport.is_closing():
            self._transport.write(message)

    async def more(self) -> bool:
        """Wait until the buffer has grown; False at the end. Raises OSError where the connection broke."""
        if self.ended:
            return self._end()
        if self._paused and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()
        known = len(self.buffer)
        self._waiter = asyncio.get_running_loop().create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None
        return len(self.buffer) > known or self._end()

    def drop(self) -> None:
        """Close at once, whatever is under way."""
        if self._transport is not None:
            self._transport.abort()

    async def closed(self) -> None:
        """Wait until the socket is given back, after ``drop``."""
        await asyncio.shield(self._closed)

    def _end(self) -> bool:
        if self._error is not None:
            raise self._error
        return False

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Whom to dial. Connections are kept apart by all of it: one dialled with leave to be private serves no other."""

    scheme: str
    host: str
    port: int
    private_allowed: bool


Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host in the system's order of preference. Raises socket.gaierror.

    Each look-up has a daemon thread of its own: asyncio's few threads would all wait for a dead name server together,
    and the program's end would wait for them.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except Exception as error:  # carried over to whoever waits
            deliver(answer.set_exception, error)
        else:
            deliver(answer.set_result, list(dict.fromkeys(str(address[0]) for *_, address in found)))

    def deliver(settle: Callable[[Any], None], outcome: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(lambda: None if answer.done() else settle(outcome))

    threading.Thread(target=look_up, name="look-up", daemon=True).start()
    return await answer


@cache
def default_tls() -> ssl.SSLContext:
    """For connections of HTTP/1.1; made once."""
    context = new_tls()
    context.set_alpn_protocols(["http/1.1"])
    return context


def new_tls() -> ssl.SSLContext:
    """The system's trust, else that of certifi (bare containers, some macOS Pythons). Takes 20 ms: made at need."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"] and not _has_folder_of_roots():
        import certifi

        context.load_verify_locations(certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # not every Python says so itself: Debian leaves it to OpenSSL
    return context


def _has_folder_of_roots() -> bool:
    """OpenSSL reads a folder of roots only when it needs one of them, so that none is loaded yet."""
    folder = ssl.get_default_verify_paths().capath
    return folder is not None and any(Path(folder).iterdir())


class Dialler:
    """Connects. ``is_public`` judges the address that is then dialled, so nothing can change in between."""

    def __init__(
        self,
        limits: Limits,
        *,
        resolve: Resolve = resolve,
        is_public: Callable[[str], bool] = is_public_address,
        tls: Callable[[], ssl.SSLContext] = default_tls,
    ) -> None:
        self._limits = limits
        self._resolve = resolve
        self._is_public = is_public
        self._tls = tls

    async def dial(self, endpoint: Endpoint) -> Wire:
        """A connection, greeted by TLS where the scheme asks for it. Raises httpx.ConnectError, ConnectTimeout."""
        try:
            async with asyncio.timeout(self._limits.connect_seconds):
                return await self._dial(endpoint)
        except TimeoutError as error:
            raise httpx.ConnectTimeout(f"{endpoint.host} took too long") from error
        except OSError as error:  # ssl.SSLError and socket.gaierror are among them
            raise httpx.ConnectError(str(error)) from error

    async def _dial(self, endpoint: Endpoint) -> Wire:
        addresses = await self.addresses(endpoint)
        for number, address in enumerate(addresses, start=1):
            last = number == len(addresses)
            # Of several addresses one may lead nowhere (IPv6 without a route): each but the last gets a share.
            share = None if last else self._limits.connect_seconds / 3
            try:
                async with asyncio.timeout(share):
                    return await self._connect(endpoint, address)
            except ssl.SSLError:
                raise
            except OSError:  # TimeoutError is among them
                if last:
                    raise
        raise ForbiddenAddress(f"{endpoint.host} is not public")

    async def addresses(self, endpoint: Endpoint) -> list[str]:
        """The addresses to try, one of IPv6 and one of IPv4 in turn, without those that are not allowed."""
        host, port = endpoint.host, endpoint.port
        found = [host] if is_address(host) else await self._resolve(host, port)
        if not endpoint.private_allowed:
            found = [address for address in found if self._is_public(address)]
        first = [address for address in found if (":" in address) == (":" in found[0])]
        second = [address for address in found if (":" in address) != (":" in found[0])]
        return [address for address in chain.from_iterable(zip_longest(first, second)) if address]

    async def _connect(self, endpoint: Endpoint, address: str) -> Wire:
        loop = asyncio.get_running_loop()
        if endpoint.scheme != "https":
            return (await loop.create_connection(Wire, address, endpoint.port))[1]
        name = endpoint.host.rstrip(".")
        return (await loop.create_connection(Wire, address, endpoint.port, ssl=self._tls(), server_hostname=name))[1]
