"""Proxies named in the environment: requests that must take one go by httpx's stock transport, all others by ours."""

from __future__ import annotations

from urllib.request import getproxies, proxy_bypass

import httpx

from tui_reader.fetch.addresses import is_address, is_public_address
from tui_reader.fetch.problems import ForbiddenAddress
from tui_reader.fetch.transport import PRIVATE_ALLOWED, LeanTransport


class EnvironmentTransport(httpx.AsyncBaseTransport):
    """Picks the way for each request by HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY as they are now.

    Behind a proxy we do not dial the address ourselves: only a host that is *written* as a private address or as
    ``localhost`` can be refused there.
    """

    def __init__(self, lean: LeanTransport, secure: httpx.AsyncBaseTransport | None = None) -> None:
        """``secure`` takes requests to https addresses, where it is given."""
        self._lean = lean
        self._secure = secure or lean
        self._proxies = {
            scheme: address for scheme, address in getproxies().items() if scheme in ("http", "https", "all")
        }
        self._stock: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        proxy = self._proxy_for(request.url) if self._proxies else ""
        if not proxy:
            direct = self._secure if request.url.scheme == "https" else self._lean
            return await direct.handle_async_request(request)
        host = request.url.host
        private = host == "localhost" or (is_address(host) and not is_public_address(host))
        if private and not request.extensions.get(PRIVATE_ALLOWED):
            raise ForbiddenAddress(f"{host} is not public")
        return await self._through(proxy).handle_async_request(request)

    async def aclose(self) -> None:
        await self._lean.aclose()
        if self._secure is not self._lean:
            await self._secure.aclose()
        for transport in self._stock.values():
            await transport.aclose()

    def _proxy_for(self, url: httpx.URL) -> str:
        if proxy_bypass(url.netloc.decode("ascii")):
            return ""
        proxy = self._proxies.get(url.scheme) or self._proxies.get("all", "")
        return proxy if "://" in proxy or not proxy else f"http://{proxy}"

    def _through(self, proxy: str) -> httpx.AsyncHTTPTransport:
        """Raises httpx.ProxyError for a kind of proxy that is not supported."""
        transport = self._stock.get(proxy)
        if transport is None:
            try:
                transport = self._stock[proxy] = httpx.AsyncHTTPTransport(proxy=proxy)
            except (ValueError, ImportError, httpx.InvalidURL) as error:
                raise httpx.ProxyError(str(error)) from error
        return transport
