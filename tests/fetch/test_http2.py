"""HTTP/2: another way to the same bodies, under the same caps and manners."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

pytest.importorskip("h2", reason="the extra http2 is not installed")

from tests.certificates import client_context
from tests.conftest import Clock
from tests.fetch.outside import FEED, UNHURRIED, Outside, failure, get
from tests.loopback import LoopbackServer
from tests.loopback_h2 import Http2Server, Reply2
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.http2 import Http2Transport
from tui_reader.fetch.limits import Limits
from tui_reader.fetch.proxies import EnvironmentTransport
from tui_reader.fetch.transport import LeanTransport
from tui_reader.fetch.wire import Dialler
from tui_reader.model.feeds import Validators


@pytest.fixture
async def server() -> AsyncIterator[Http2Server]:
    async with Http2Server() as server:
        server.route("/feed.xml", Reply2(FEED.encode(), headers=[("etag", '"v1"')]))
        yield server


def fetcher_for(outside: Outside, clock: Clock, limits: Limits = UNHURRIED) -> Fetcher:
    """One that takes loopback for the open internet, unless a test says otherwise, and asks by HTTP/2."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return outside.addresses.get(host, ["127.0.0.1"])

    dialler = Dialler(limits, resolve=resolve, is_public=lambda a: a not in outside.private, tls=client_context)
    secure = Http2Transport(limits, dialler, tls=client_context)
    return Fetcher(limits, clock, transport=EnvironmentTransport(LeanTransport(limits, dialler), secure))


@pytest.fixture
async def modern(outside: Outside, clock: Clock) -> AsyncIterator[Fetcher]:
    async with fetcher_for(outside, clock) as fetcher:
        yield fetcher


async def a_turn() -> None:
    """Let whatever is ready go on."""
    await asyncio.to_thread(lambda: None)


async def test_a_feed_comes_by_http2_and_its_connection_is_kept(modern: Fetcher, server: Http2Server) -> None:
    for _ in range(3):
        response = await get(modern, server.url("/feed.xml"))
        assert response.body.decode() == FEED
    assert response.validators == Validators(etag='"v1"')
    assert server.connections == 1
    assert {request[":scheme"] for request in server.requests} == {"https"}


@pytest.mark.parametrize("politely", [True, False])
async def test_a_kept_connection_that_the_server_closed_is_made_anew(
    modern: Fetcher, server: Http2Server, politely: bool
) -> None:
    await get(modern, server.url("/feed.xml"))
    server.hang_up(politely=politely)
    for _turn in range(20):
        await a_turn()
    assert (await get(modern, server.url("/feed.xml"))).status == 200
    assert server.connections == 2


async def test_a_fresh_connection_that_breaks_is_not_tried_again(modern: Fetcher, server: Http2Server) -> None:
    server.route("/broken", Reply2(broken=True))
    await failure(modern, server.url("/broken"))
    assert len(server.requests) == 1


async def test_it_says_who_asks_and_what_is_known_and_nothing_else(modern: Fetcher, server: Http2Server) -> None:
    server.route("/feed.xml", Reply2(status=304))
    assert (await get(modern, server.url("/feed.xml"), validators=Validators(etag='"v1"'))).not_modified
    [sent] = server.requests
    names = {name for name in sent if not name.startswith(":")}
    assert names == {"user-agent", "accept", "accept-encoding", "if-none-match"}


async def test_redirects_are_followed_by_hand_and_may_lead_anywhere_that_is_public(
    modern: Fetcher, server: Http2Server, loopback: LoopbackServer, outside: Outside
) -> None:
    loopback.route("/feed.xml", body=FEED)
    server.route("/old", Reply2(status=301, headers=[("location", loopback.url("/feed.xml"))]))
    outside.private = {"127.0.0.1"}
    assert "private network" in str(await failure(modern, server.url("/old")))
    assert loopback.requests == []
    outside.private = set()
    assert (await get(modern, server.url("/old"))).permanent_url == loopback.url("/feed.xml")


async def test_content_cannot_name_this_network(modern: Fetcher, server: Http2Server, outside: Outside) -> None:
    outside.private = {"127.0.0.1"}
    assert "private network" in str(await failure(modern, server.url("/feed.xml"), typed=False))
    assert server.connections == 0
    assert (await get(modern, server.url("/feed.xml"), typed=True)).status == 200
    assert "private network" in str(await failure(modern, server.url("/feed.xml"), typed=False))
    assert server.connections == 1


async def test_a_body_that_never_ends_is_cut_off_at_the_cap(modern: Fetcher, server: Http2Server) -> None:
    server.route("/endless", Reply2(bytes(2**16), endless=True))
    assert "larger than 15 MiB" in str(await failure(modern, server.url("/endless")))
    server.route("/announced", Reply2(bytes(99), headers=[("content-length", str(2**30))], endless=True))
    assert "larger than 15 MiB" in str(await failure(modern, server.url("/announced")))


async def test_a_body_that_swells_is_cut_off_at_the_cap(modern: Fetcher, server: Http2Server) -> None:
    bomb = gzip.compress(bytes(16 * 2**20), compresslevel=1)
    server.route("/bomb", Reply2(bomb, headers=[("content-encoding", "gzip")]))
    assert "larger than 15 MiB" in str(await failure(modern, server.url("/bomb")))


async def test_header_lines_without_measure_are_refused(modern: Fetcher, server: Http2Server) -> None:
    server.route("/feed.xml", Reply2(FEED.encode(), headers=[(f"x-{n}", "a" * 1000) for n in range(80)]))
    await failure(modern, server.url("/feed.xml"))


async def test_a_server_that_says_nothing_is_given_up(outside: Outside, clock: Clock, server: Http2Server) -> None:
    server.route("/silent", Reply2(silent=True))
    async with fetcher_for(outside, clock, replace(UNHURRIED, seconds=0.2)) as fetcher:
        assert "within 0.2 seconds" in str(await failure(fetcher, server.url("/silent")))


async def test_a_host_sees_two_at_once_at_most_on_its_one_connection(
    outside: Outside, clock: Clock, server: Http2Server
) -> None:
    server.route("/silent", Reply2(silent=True))
    async with fetcher_for(outside, clock) as fetcher:
        tasks = [asyncio.create_task(get(fetcher, server.url("/silent"))) for _ in range(5)]
        while len(server.requests) < 2:
            await a_turn()
        for _more in range(50):
            await a_turn()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert len(server.requests) == 2


async def test_an_address_that_refuses_gives_way_to_the_next(
    modern: Fetcher, server: Http2Server, outside: Outside
) -> None:
    outside.addresses = {"localhost": ["127.0.0.8", "127.0.0.1"]}
    assert (await get(modern, server.url("/feed.xml"))).status == 200


async def test_a_server_without_http2_is_asked_by_http1(modern: Fetcher, tls_server: LoopbackServer) -> None:
    assert (await get(modern, tls_server.url("/feed.xml", host="localhost"))).status == 200


async def test_a_bad_certificate_is_explained(modern: Fetcher) -> None:
    with LoopbackServer(tls="expired") as server:
        assert "has expired" in str(await failure(modern, server.url("/", host="localhost")))


async def test_by_wish_the_program_s_own_fetcher_speaks_it(server: Http2Server, clock: Clock) -> None:
    async with Fetcher(UNHURRIED, clock, http2=True) as fetcher:
        assert "unknown authority" in str(await failure(fetcher, server.url("/feed.xml")))
    assert server.requests == []


async def test_plain_addresses_go_the_usual_way(modern: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED)
    assert (await get(modern, loopback.url("/feed.xml"))).status == 200
