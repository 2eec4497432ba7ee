"""The order in which feeds are checked."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.feeds import Feed, FeedId
from tui_reader.services.lanes import Lanes, host_of


def feed(number: int, host: str = "a.example", failures: int = 0) -> Feed:
    return Feed(FeedId(number), f"https://{host}/{number}", failures=failures)


async def test_a_host_gives_no_more_feeds_than_it_has_places():
    lanes = Lanes([feed(number) for number in range(3)], per_host=2)
    first, _second = await lanes.take(), await lanes.take()
    third = asyncio.create_task(lanes.take())
    await asyncio.sleep(0)
    assert not third.done()
    lanes.done(first)
    assert await third == feed(2)
    assert await lanes.take() is None
    assert await lanes.take() is None


async def test_hosts_take_turns_and_failing_feeds_come_last():
    feeds = [feed(1), feed(2), feed(3), feed(4, "b.example"), feed(5, "c.example", failures=3)]
    lanes = Lanes(feeds, per_host=1)
    assert [(await lanes.take()).id for _turn in range(3)] == [1, 4, 5]


async def test_no_feeds_end_at_once():
    assert await Lanes([]).take() is None


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 2)), max_size=30), st.integers(1, 3), st.integers(1, 6)
)
def test_every_feed_is_handed_out_once_however_many_workers_there_are(hosts, per_host, workers):
    feeds = [feed(number, f"{host}.example", failures) for number, (host, failures) in enumerate(hosts)]

    async def work(lanes: Lanes, taken: list[Feed]) -> None:
        while (one := await lanes.take()) is not None:
            taken.append(one)
            await asyncio.sleep(0)
            lanes.done(one)

    async def run() -> list[Feed]:
        lanes, taken = Lanes(feeds, per_host=per_host), []
        async with asyncio.timeout(10):
            await asyncio.gather(*(work(lanes, taken) for _worker in range(workers)))
        return taken

    assert sorted(one.id for one in asyncio.run(run())) == [one.id for one in feeds]


def test_a_host_is_named_without_credentials_and_case():
    assert host_of(Feed(FeedId(1), "https://me:secret@Exemple.FR:8080/x")) == "exemple.fr:8080"
    assert host_of(Feed(FeedId(1), "file:///tmp/x")) == ""
    assert host_of(Feed(FeedId(1), "http://[broken/")) == ""
