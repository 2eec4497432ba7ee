"""HTTP/2 for https addresses, with the extra ``http2``: httpx's stock transport, dialling as ours does.

What it dials is judged like everything that we dial, and the caps of the fetcher hold for what it brings. Where a
server knows no HTTP/2 it speaks HTTP/1.1.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterable
from importlib.util import find_spec

import httpcore
import httpx

from tui_reader.fetch.limits import Limits
from tui_reader.fetch.problems import ForbiddenAddress
from tui_reader.fetch.transport import PRIVATE_ALLOWED
from tui_reader.fetch.wire import Dialler, Endpoint, new_tls


def is_installed() -> bool:
    """Whether the extra is there; imports nothing."""
    return find_spec("h2") is not None


class Http2Transport(httpx.AsyncBaseTransport):
    """Connections are kept apart by the leave to be private, as ``Endpoint`` has it."""

    def __init__(
        self, limits: Limits, dialler: Dialler | None = None, *, tls: Callable[[], ssl.SSLContext] = new_tls
    ) -> None:
        self._limits = limits
        self._dialler = dialler or Dialler(limits)
        self._tls = tls
        self._stock: dict[bool, _Stock] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        private_allowed = bool(request.extensions.get(PRIVATE_ALLOWED))
        stock = self._stock.get(private_allowed)
        if stock is None:
            backend = _Backend(self._limits, self._dialler, private_allowed)
            stock = self._stock[private_allowed] = _Stock(self._limits, self._tls(), backend)
        dialled = False

        async def trace(event: str, _details: object) -> None:
            nonlocal dialled
            dialled |= event == "connection.connect_tcp.started"

        request.extensions = {
            **request.extensions,
            "timeout": {"connect": self._limits.connect_seconds},
            "sni_hostname": request.url.raw_host.decode("ascii").rstrip("."),
            "trace": trace,
        }
        try:
            return await stock.handle_async_request(request)
        except (httpx.RemoteProtocolError, httpx.NetworkError):
            # A kept connection that the server closed in the meantime is no fault of the address; a fresh one is.
            if dialled:
                raise
        return await stock.handle_async_request(request)

    async def aclose(self) -> None:
        for stock in self._stock.values():
            await stock.aclose()


class _Stock(httpx.AsyncHTTPTransport):
    """The stock transport over a pool of ours: httpx itself lets nobody say how to dial."""

    def __init__(self, limits: Limits, context: ssl.SSLContext, backend: httpcore.AsyncNetworkBackend) -> None:
        super().__init__(verify=context, http2=True)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=None,
            max_keepalive_connections=limits.idle_connections,
            keepalive_expiry=limits.idle_seconds,
            http2=True,
            network_backend=backend,
        )


class _Backend(httpcore.AnyIOBackend):
    """Dials the addresses that were judged, one after the other."""

    def __init__(self, limits: Limits, dialler: Dialler, private_allowed: bool) -> None:
        self._limits = limits
        self._dialler = dialler
        self._private_allowed = private_allowed

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._dialler.addresses(Endpoint("https", host, port, self._private_allowed))
                for number, address in enumerate(addresses, start=1):
                    last = number == len(addresses)
                    share = None if last else self._limits.connect_seconds / 3
                    try:
                        return await super().connect_tcp(address, port, share, local_address, socket_options)
                    except (httpcore.ConnectError, httpcore.ConnectTimeout):
                        if last:
                            raise
        except TimeoutError as error:
            raise httpx.ConnectTimeout(f"{host} took too long") from error
        except OSError as error:  # socket.gaierror is one
            raise httpx.ConnectError(str(error)) from error
        raise ForbiddenAddress(f"{host} is not public")
