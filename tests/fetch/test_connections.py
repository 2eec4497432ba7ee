"""Connections: kept, reused, given up at the right time."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import httpx
import pytest

from tests.fetch.outside import FEED, UNHURRIED, failure, get
from tests.loopback import Gate, LoopbackServer, Received, Reply
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.transport import LeanTransport


def used(loopback: LoopbackServer) -> list[int]:
    """Which connection brought each request."""
    return [request.connection for request in loopback.requests]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(FEED),
        Reply(FEED, chunked=True),
        Reply(b""),
        Reply(FEED, etag='"v1"', gzip=True),
        Reply(raw=None, status=200, body=FEED * 1000),
    ],
)
async def test_a_connection_is_used_again(fetcher: Fetcher, loopback: LoopbackServer, reply: Reply) -> None:
    loopback.route("/feed.xml", reply)
    for _ in range(3):
        await get(fetcher, loopback.url("/feed.xml"))
    assert used(loopback) == [1, 1, 1]


async def test_errors_and_unchanged_feeds_keep_the_connection(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED, etag='"v1"')
    first = await get(fetcher, loopback.url("/feed.xml"))
    await failure(fetcher, loopback.url("/missing"))
    await get(fetcher, loopback.url("/feed.xml"), validators=first.validators)
    assert used(loopback) == [1, 1, 1]


async def test_a_server_that_says_close_is_believed(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED, close=True)
    for _ in range(2):
        await get(fetcher, loopback.url("/feed.xml"))
    assert used(loopback) == [1, 2]


async def test_a_connection_that_died_in_the_meantime_costs_nothing(loopback: LoopbackServer) -> None:
    """The server closes without having said so, just as the second request is on its way."""

    def close_after_first(received: Received) -> Reply:
        again = received.connection == 1 and len(loopback.requests) > 1
        return Reply(raw=b"") if again else Reply(FEED)

    loopback.route("/feed.xml", close_after_first)
    async with Fetcher(UNHURRIED) as fetcher:
        for _ in range(2):
            assert (await get(fetcher, loopback.url("/feed.xml"))).body.decode() == FEED
    assert used(loopback) == [1, 1, 2]


async def test_a_fresh_connection_that_dies_is_not_tried_again(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", raw=b"")
    await failure(fetcher, loopback.url("/feed.xml"))
    assert used(loopback) == [1]


async def test_what_a_server_says_unasked_is_no_answer(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    extra = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"
    good = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    loopback.route("/feed.xml", raw=good + extra, hold=Gate())
    for _ in range(2):
        assert (await get(fetcher, loopback.url("/feed.xml"))).body == b"ok"
    assert used(loopback) == [1, 2]


async def test_early_hints_are_passed_over(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
    loopback.route("/feed.xml", raw=hints + b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    assert (await get(fetcher, loopback.url("/feed.xml"))).body == b"ok"


async def test_an_idle_connection_grows_too_old(loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED)
    async with Fetcher(replace(UNHURRIED, idle_seconds=-1.0)) as fetcher:
        for _ in range(2):
            await get(fetcher, loopback.url("/feed.xml"))
    assert used(loopback) == [1, 2]


async def test_only_so_many_idle_connections_are_kept(loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED)
    with LoopbackServer() as other:
        other.route("/feed.xml", body=FEED)
        async with Fetcher(replace(UNHURRIED, idle_connections=1)) as fetcher:
            for server in (loopback, other, other, loopback):
                await get(fetcher, server.url("/feed.xml"))
        assert used(other) == [1, 1]
    assert used(loopback) == [1, 2]


async def test_answers_do_not_cross_between_requests_under_way(loopback: LoopbackServer) -> None:
    loopback.fallback(lambda received: Reply(received.path, chunked=len(received.path) % 2 == 0))
    async with Fetcher(replace(UNHURRIED, per_host=8)) as fetcher:
        paths = [f"/{'x' * number}" for number in range(200)]
        responses = await asyncio.gather(*(get(fetcher, loopback.url(path)) for path in paths))
    assert [response.body.decode() for response in responses] == paths
    assert loopback.connections <= 8


async def test_the_transport_does_nothing_but_get(loopback: LoopbackServer) -> None:
    async with httpx.AsyncClient(transport=LeanTransport(UNHURRIED)) as client:
        with pytest.raises(httpx.LocalProtocolError):
            await client.post(loopback.url("/"), content=b"x")
        with pytest.raises(httpx.LocalProtocolError):
            await client.get(loopback.url("/"), headers={"X": "a\r\nCookie: b"})
    assert loopback.connections == 0
