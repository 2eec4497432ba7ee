"""The address dialled is the address that was judged."""

from __future__ import annotations

import pytest

from tests.fetch.outside import FEED, Outside, failure, get
from tests.loopback import LoopbackServer
from tui_reader.fetch.client import Fetcher

PRIVATE_SPELLINGS = [
    "127.0.0.1",
    "localhost",
    "2130706433",
    "0x7f000001",
    "127.1",
    "0x7f.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "0.0.0.0",
]


@pytest.mark.parametrize("host", PRIVATE_SPELLINGS)
async def test_content_cannot_name_this_machine_however_it_spells_it(
    fetcher: Fetcher, loopback: LoopbackServer, host: str
) -> None:
    loopback.route("/admin", body="secrets")
    assert "private network" in str(await failure(fetcher, loopback.url("/admin", host=host), typed=False))
    assert loopback.requests == []


@pytest.mark.parametrize("host", ["0177.0.0.1", "①②⑦.0.0.1", "127。0。0。1", "[::1%25lo]"])
async def test_stranger_spellings_lead_nowhere(fetcher: Fetcher, loopback: LoopbackServer, host: str) -> None:
    await failure(fetcher, loopback.url("/admin", host=host), typed=False)
    assert loopback.connections == 0


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]", "[64:ff9b::a00:1]"],
)
async def test_content_cannot_name_this_network(fetcher: Fetcher, address: str) -> None:
    assert "private network" in str(await failure(fetcher, f"http://{address}/", typed=False))


async def test_a_person_may_type_a_private_address(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED)
    assert (await get(fetcher, loopback.url("/feed.xml", host="localhost"))).status == 200


async def test_a_public_name_that_leads_to_a_private_address_is_refused(
    worldly_fetcher: Fetcher, loopback: LoopbackServer, outside: Outside
) -> None:
    outside.private = {"127.0.0.1"}
    error = await failure(worldly_fetcher, loopback.url("/", host="rebind.example"), typed=False)
    assert "private network" in str(error)
    assert outside.looked_up == ["rebind.example"]
    assert loopback.connections == 0


async def test_the_address_judged_is_dialled_without_asking_again(
    worldly_fetcher: Fetcher, loopback: LoopbackServer, outside: Outside
) -> None:
    loopback.route("/", body=FEED)
    await get(worldly_fetcher, loopback.url("/", host="feeds.example"), typed=False)
    assert outside.looked_up == ["feeds.example"]
    assert outside.judged == ["127.0.0.1"]
    assert loopback.requests[0].headers["host"] == f"feeds.example:{loopback.port}"


async def test_of_several_addresses_only_public_ones_are_dialled(
    worldly_fetcher: Fetcher, loopback: LoopbackServer, outside: Outside
) -> None:
    outside.addresses = {"feeds.example": ["127.0.0.9", "127.0.0.1"]}
    outside.private = {"127.0.0.9"}
    loopback.route("/", body=FEED)
    with LoopbackServer(host="127.0.0.9") as private:
        await get(worldly_fetcher, loopback.url("/", host="feeds.example"), typed=False)
        assert private.connections == 0


async def test_an_address_that_refuses_gives_way_to_the_next(
    worldly_fetcher: Fetcher, loopback: LoopbackServer, outside: Outside
) -> None:
    outside.addresses = {"feeds.example": ["::1", "127.0.0.8", "127.0.0.1"]}
    loopback.route("/", body=FEED)
    assert (await get(worldly_fetcher, loopback.url("/", host="feeds.example"))).status == 200


async def test_a_connection_made_for_a_typed_address_serves_no_other(
    worldly_fetcher: Fetcher, loopback: LoopbackServer, outside: Outside
) -> None:
    outside.private = {"127.0.0.1"}
    loopback.route("/", body=FEED)
    await get(worldly_fetcher, loopback.url("/", host="nas.example"), typed=True)
    error = await failure(worldly_fetcher, loopback.url("/", host="nas.example"), typed=False)
    assert "private network" in str(error)
    assert len(loopback.requests) == 1
