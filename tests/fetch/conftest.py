"""Fixtures for the tests of fetching."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence

import pytest

from tests.certificates import client_context
from tests.conftest import Clock
from tests.fetch.outside import UNHURRIED, Outside
from tests.loopback import LoopbackServer
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.transport import LeanTransport
from tui_reader.fetch.wire import Dialler


@pytest.fixture
async def fetcher(clock: Clock) -> AsyncIterator[Fetcher]:
    """The fetcher as the program makes it, but in no hurry to be slow."""
    async with Fetcher(UNHURRIED, clock) as fetcher:
        yield fetcher


@pytest.fixture
def outside() -> Outside:
    """The world outside: names that lead to loopback and count as public, unless a test says otherwise."""
    return Outside()


@pytest.fixture
async def worldly_fetcher(clock: Clock, outside: Outside) -> AsyncIterator[Fetcher]:
    """A fetcher that takes loopback for the open internet and trusts the authority of the tests."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        outside.looked_up.append(host)
        return outside.addresses.get(host, ["127.0.0.1"])

    def is_public(address: str) -> bool:
        outside.judged.append(address)
        return address not in outside.private

    dialler = Dialler(UNHURRIED, resolve=resolve, is_public=is_public, tls=client_context)
    async with Fetcher(UNHURRIED, clock, transport=LeanTransport(UNHURRIED, dialler)) as fetcher:
        yield fetcher


@pytest.fixture
def tls_server() -> Iterator[LoopbackServer]:
    with LoopbackServer(tls="trusted") as server:
        server.route("/feed.xml", body="<rss/>")
        yield server
