"""Secure connections: made lazily, refused with a reason."""

from __future__ import annotations

import ssl

import pytest

from tests.fetch.outside import FEED, UNHURRIED, failure, get
from tests.loopback import LoopbackServer
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.transport import LeanTransport
from tui_reader.fetch.wire import Dialler, default_tls


async def test_a_trusted_host_is_read_and_its_connection_kept(
    worldly_fetcher: Fetcher, tls_server: LoopbackServer
) -> None:
    for _ in range(2):
        assert (await get(worldly_fetcher, tls_server.url("/feed.xml", host="localhost"))).status == 200
    assert tls_server.connections == 1


@pytest.mark.parametrize(
    ("certificate", "says"),
    [("expired", "has expired"), ("self-signed", "signed itself"), ("wrong-host", "of another host")],
)
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
async def test_a_bad_certificate_is_explained(worldly_fetcher: Fetcher, certificate: str, says: str, host: str) -> None:
    with LoopbackServer(tls=certificate) as server:
        error = await failure(worldly_fetcher, server.url("/feed.xml", host=host))
        assert says in str(error)
        assert host in str(error)
        assert server.requests == []


async def test_an_authority_nobody_knows_is_explained(fetcher: Fetcher, tls_server: LoopbackServer) -> None:
    assert "unknown authority" in str(await failure(fetcher, tls_server.url("/feed.xml", host="localhost")))


async def test_https_to_a_server_that_speaks_none_is_explained(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    error = await failure(fetcher, loopback.url("/").replace("http:", "https:"))
    assert "No secure connection" in str(error)


async def test_no_trust_is_loaded_before_the_first_https_address(loopback: LoopbackServer) -> None:
    asked: list[str] = []

    def tls() -> ssl.SSLContext:
        asked.append("tls")
        return default_tls()

    loopback.route("/feed.xml", body=FEED)
    transport = LeanTransport(UNHURRIED, Dialler(UNHURRIED, tls=tls))
    async with Fetcher(UNHURRIED, transport=transport) as fetcher:
        await get(fetcher, loopback.url("/feed.xml"))
        assert asked == []
        await failure(fetcher, loopback.url("/").replace("http:", "https:"))
        assert asked == ["tls"]


def test_the_trust_of_the_system_is_loaded_once_and_checks_names() -> None:
    context = default_tls()
    assert context is default_tls()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
