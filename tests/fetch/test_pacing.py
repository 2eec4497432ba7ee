"""Turns at hosts: how many at once, how close together."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.conftest import Clock
from tests.fetch.outside import FEED, UNHURRIED, get
from tests.loopback import LoopbackServer
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.limits import Limits
from tui_reader.fetch.pacing import HostPacer

DEFAULTS = Limits()


class Seconds:
    """A monotonic clock on which waiting takes no time: whoever waits longest moves it furthest."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        until = self.now + seconds
        await next_turn()
        self.now = max(self.now, until)


async def next_turn() -> None:
    """Let everybody else have a go."""
    turn = asyncio.Event()
    asyncio.get_running_loop().call_soon(turn.set)
    await turn.wait()


class Visitors:
    """Goes to hosts through a pacer, and notes when each visit began and how many were there."""

    def __init__(self, limits: Limits) -> None:
        self.seconds = Seconds()
        self.pacer = HostPacer(limits, now=self.seconds, sleep=self.seconds.wait)
        self.starts: dict[str, list[float]] = {}
        self.present: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.most_in_all = 0

    async def visit(self, host: str) -> None:
        async with self.pacer.turn(host):
            self.starts.setdefault(host, []).append(self.seconds())
            self.present[host] = self.present.get(host, 0) + 1
            self.most[host] = max(self.most.get(host, 0), self.present[host])
            self.most_in_all = max(self.most_in_all, sum(self.present.values()))
            for _ in range(5):
                await next_turn()
            self.present[host] -= 1

    async def visit_all(self, hosts: list[str]) -> None:
        await asyncio.gather(*(self.visit(host) for host in hosts))


async def test_a_host_with_fifty_feeds_is_spread_out() -> None:
    visitors = Visitors(DEFAULTS)
    await visitors.visit_all(["feeds.example"] * 50)
    starts = visitors.starts["feeds.example"]
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    assert len(starts) == 50
    assert min(gaps) >= 0.25 - 1e-9
    assert visitors.most["feeds.example"] == 2


async def test_hosts_do_not_wait_for_each_other() -> None:
    visitors = Visitors(DEFAULTS)
    await visitors.visit_all([f"{number}.example" for number in range(20)])
    assert visitors.most_in_all == 20
    assert {start for starts in visitors.starts.values() for start in starts} == {100.0}


async def test_a_busy_host_does_not_take_the_places_of_others() -> None:
    visitors = Visitors(replace(DEFAULTS, at_once=3))
    await visitors.visit_all(["busy.example"] * 20 + ["quiet.example"])
    assert visitors.starts["quiet.example"] == [100.0]


async def test_there_is_a_limit_for_all_together() -> None:
    visitors = Visitors(replace(DEFAULTS, at_once=5))
    await visitors.visit_all([f"{number}.example" for number in range(40)])
    assert visitors.most_in_all == 5


async def test_whoever_gives_up_waiting_gives_the_place_back() -> None:
    visitors = Visitors(replace(DEFAULTS, at_once=1))
    first = asyncio.create_task(visitors.visit("a.example"))
    second = asyncio.create_task(visitors.visit("a.example"))
    await next_turn()
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    await first
    await visitors.visit_all(["a.example"] * 3)
    assert len(visitors.starts["a.example"]) == 4


async def test_every_request_waits_for_its_turn_and_redirects_are_requests(
    loopback: LoopbackServer, clock: Clock
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    loopback.route("/old", redirect="/feed.xml")
    loopback.route("/feed.xml", body=FEED)
    pacer = HostPacer(replace(UNHURRIED, host_pace=0.25), now=lambda: 7.0, sleep=wait)
    async with Fetcher(UNHURRIED, clock, pacer=pacer) as fetcher:
        await get(fetcher, loopback.url("/old"))
        assert waits == [0.25]
        await get(fetcher, loopback.url("/feed.xml", host="localhost"))
        assert waits == [0.25]


async def test_hosts_that_redirect_to_each_other_do_not_block_themselves(loopback: LoopbackServer) -> None:
    here, there = loopback.url("/", host="127.0.0.1"), loopback.url("/", host="localhost")
    loopback.route("/to-there", redirect=f"{there}feed.xml")
    loopback.route("/to-here", redirect=f"{here}feed.xml")
    loopback.route("/feed.xml", body=FEED)
    async with Fetcher(replace(UNHURRIED, per_host=1)) as fetcher:
        addresses = [f"{here}to-there", f"{there}to-here"] * 5
        results = await asyncio.gather(*(get(fetcher, address) for address in addresses), return_exceptions=True)
    assert all("private network" in str(result) for result in results)
