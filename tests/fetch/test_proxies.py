"""Proxies named in the environment."""

from __future__ import annotations

import pytest

from tests.fetch.outside import FEED, UNHURRIED, failure, get
from tests.loopback import LoopbackServer, Reply
from tui_reader.fetch.client import Fetcher


@pytest.fixture
def proxy(loopback: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> LoopbackServer:
    """The loopback server as the proxy for http and https."""
    monkeypatch.setenv("http_proxy", loopback.url())
    monkeypatch.setenv("https_proxy", f"127.0.0.1:{loopback.port}")
    return loopback


async def test_a_proxy_is_asked_instead_of_the_host(proxy: LoopbackServer) -> None:
    proxy.fallback(lambda received: Reply(FEED, gzip=True, etag='"v1"'))
    async with Fetcher(UNHURRIED) as fetcher:
        first = await get(fetcher, "http://feeds.example/rss", typed=False)
        second = await get(fetcher, "http://feeds.example/rss", validators=first.validators, typed=False)
    assert first.body.decode() == FEED
    assert second.not_modified
    assert proxy.requests[0].headers["host"] == "feeds.example"
    assert "cookie" not in proxy.requests[1].headers


async def test_hosts_named_in_no_proxy_are_asked_directly(
    proxy: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with LoopbackServer() as direct:
        direct.route("/feed.xml", body=FEED)
        async with Fetcher(UNHURRIED) as fetcher:
            await get(fetcher, direct.url("/feed.xml"))
        assert len(direct.requests) == 1
    assert proxy.requests == []


async def test_a_proxy_that_lets_nothing_through_is_explained(proxy: LoopbackServer) -> None:
    async with Fetcher(UNHURRIED) as fetcher:
        assert "proxy" in str(await failure(fetcher, "https://feeds.example/rss"))
    assert proxy.requests[0].method == "CONNECT"


async def test_a_kind_of_proxy_that_is_not_supported_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "gopher://127.0.0.1:70")
    async with Fetcher(UNHURRIED) as fetcher:
        assert "proxy" in str(await failure(fetcher, "http://feeds.example/rss"))


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "localhost", "[::1]"])
async def test_content_cannot_name_a_private_address_behind_a_proxy_either(proxy: LoopbackServer, host: str) -> None:
    async with Fetcher(UNHURRIED) as fetcher:
        assert "private network" in str(await failure(fetcher, f"http://{host}/", typed=False))
    assert proxy.requests == []


async def test_the_caps_hold_behind_a_proxy(proxy: LoopbackServer) -> None:
    proxy.fallback(lambda received: Reply(FEED, headers=[("X", "y" * 100)] * 700))
    async with Fetcher(UNHURRIED) as fetcher:
        assert "header lines" in str(await failure(fetcher, "http://feeds.example/rss"))
    proxy.fallback(lambda received: Reply(bytes(16 * 2**20)))
    async with Fetcher(UNHURRIED) as fetcher:
        assert "too large" in str(await failure(fetcher, "http://feeds.example/rss"))
