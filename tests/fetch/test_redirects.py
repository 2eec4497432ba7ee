"""Redirects: how far they are followed, what they may carry, where they may not lead."""

from __future__ import annotations

from base64 import b64decode

import httpx
import pytest

from tests.fetch.outside import FEED, Outside, failure, get
from tests.loopback import LoopbackServer, Reply
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.redirects import keeps_trust
from tui_reader.model.feeds import Validators


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [
        ((301,), True),
        ((308,), True),
        ((301, 308, 301), True),
        ((302,), False),
        ((301, 302), False),
        ((307, 301), False),
    ],
)
async def test_only_permanent_redirects_all_the_way_give_a_new_address(
    fetcher: Fetcher, loopback: LoopbackServer, statuses: tuple[int, ...], permanent: bool
) -> None:
    for number, status in enumerate(statuses):
        loopback.route(f"/{number}", redirect=f"/{number + 1}", status=status)
    end = f"/{len(statuses)}"
    loopback.route(end, body=FEED)
    response = await get(fetcher, loopback.url("/0"))
    assert response.url == loopback.url(end)
    assert response.body.decode() == FEED
    assert response.permanent_url == (loopback.url(end) if permanent else "")


@pytest.mark.parametrize("location", ["../feed.xml", "/feed.xml", "?x=1/../../feed.xml", "//{host}/feed.xml"])
async def test_relative_locations_are_understood(fetcher: Fetcher, loopback: LoopbackServer, location: str) -> None:
    loopback.route("/old/rss", redirect=location.format(host=f"127.0.0.1:{loopback.port}"))
    loopback.route("/feed.xml", body=FEED)
    if location.startswith("?"):
        loopback.route("/old/rss", lambda received: Reply(FEED) if "?" in received.path else Reply(redirect=location))
    assert (await get(fetcher, loopback.url("/old/rss"))).body.decode() == FEED


async def test_conditions_travel_along_so_that_the_end_may_say_unchanged(
    fetcher: Fetcher, loopback: LoopbackServer
) -> None:
    loopback.route("/old", redirect="/feed.xml", status=301)
    loopback.route("/feed.xml", body=FEED, etag='"v1"')
    response = await get(fetcher, loopback.url("/old"), validators=Validators(etag='"v1"'))
    assert response.not_modified
    assert response.permanent_url == loopback.url("/feed.xml")


async def test_ten_redirects_are_followed_and_not_eleven(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    for number in range(11):
        loopback.route(f"/{number}", redirect=f"/{number + 1}")
    loopback.route("/11", body=FEED)
    assert (await get(fetcher, loopback.url("/1"))).status == 200
    assert "after 10 redirects" in str(await failure(fetcher, loopback.url("/0")))


async def test_a_circle_ends(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/a", redirect="/b")
    loopback.route("/b", redirect="/a")
    assert "after 10 redirects" in str(await failure(fetcher, loopback.url("/a")))
    assert len(loopback.requests) == 11


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://host.example/feed", "javascript:alert(1)", "data:text/xml,<rss/>"],
)
async def test_other_schemes_are_never_followed(fetcher: Fetcher, loopback: LoopbackServer, location: str) -> None:
    loopback.route("/feed.xml", redirect=location)
    assert "no web address" in str(await failure(fetcher, loopback.url("/feed.xml")))


@pytest.mark.parametrize("location", ["http://[::1", "http://host.example:port/", "http://a\x01b/"])
async def test_a_location_that_cannot_be_read_is_an_error_like_any_other(
    fetcher: Fetcher, loopback: LoopbackServer, location: str
) -> None:
    loopback.route("/feed.xml", redirect=location)
    assert "redirects to" in str(await failure(fetcher, loopback.url("/feed.xml")))


async def test_a_redirect_to_nowhere_is_explained(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", status=301)
    assert "redirects to nowhere" in str(await failure(fetcher, loopback.url("/feed.xml")))


async def test_a_redirect_does_not_cost_the_connection(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/old", redirect="/feed.xml", body="Moved, see there.")
    loopback.route("/feed.xml", body=FEED)
    await get(fetcher, loopback.url("/old"))
    assert loopback.connections == 1


async def test_a_typed_private_origin_may_redirect_within_itself(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/", redirect="/feed.xml")
    loopback.route("/feed.xml", body=FEED)
    assert (await get(fetcher, loopback.url("/"))).status == 200


async def test_a_typed_origin_may_not_lead_to_another_private_one(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    with LoopbackServer() as other:
        other.route("/admin", body="secrets")
        loopback.route("/feed.xml", redirect=other.url("/admin"))
        assert "private network" in str(await failure(fetcher, loopback.url("/feed.xml")))
        assert other.requests == []


async def test_once_left_a_private_origin_is_closed(
    worldly_fetcher: Fetcher, loopback: LoopbackServer, outside: Outside
) -> None:
    outside.addresses = {"intranet.example": ["127.0.0.2"], "public.example": ["127.0.0.1"]}
    outside.private = {"127.0.0.2"}
    with LoopbackServer(host="127.0.0.2") as intranet:
        intranet.route("/feed.xml", redirect=loopback.url("/bounce", host="public.example"))
        loopback.route("/bounce", redirect=intranet.url("/admin?delete=all", host="intranet.example"))
        address = intranet.url("/feed.xml", host="intranet.example")
        assert "private network" in str(await failure(worldly_fetcher, address))
        assert intranet.paths() == ["/feed.xml"]


async def test_credentials_stay_with_their_origin(worldly_fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", redirect="/same", status=301)
    loopback.route("/same", redirect=loopback.url("/other", host="moved.example"))
    loopback.route("/other", redirect=loopback.url("/back", host="feeds.example"))
    loopback.route("/back", body=FEED)
    await get(worldly_fetcher, loopback.url("/feed.xml", host="ana:secret@feeds.example"))
    sent = [request.headers.get("authorization", "") for request in loopback.requests]
    assert [b64decode(value.removeprefix("Basic ")) for value in sent] == [b"ana:secret", b"ana:secret", b"", b""]


async def test_a_new_address_keeps_the_credentials_it_needs(worldly_fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/old", redirect="/new", status=301)
    loopback.route("/new", body=FEED)
    response = await get(worldly_fetcher, loopback.url("/old", host="ana:s%20t@feeds.example"))
    assert response.permanent_url == loopback.url("/new", host="ana:s%20t@feeds.example")
    assert response.url == loopback.url("/new", host="feeds.example")


async def test_credentials_in_a_location_are_ignored(worldly_fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/old", redirect=loopback.url("/new", host="eve:trap@moved.example"), status=301)
    loopback.route("/new", body=FEED)
    response = await get(worldly_fetcher, loopback.url("/old", host="feeds.example"))
    assert "authorization" not in loopback.requests[1].headers
    assert response.permanent_url == loopback.url("/new", host="moved.example")


@pytest.mark.parametrize(
    ("origin", "target", "kept"),
    [
        ("http://a.example/x", "http://a.example/y", True),
        ("http://a.example", "http://A.example:80/y", True),
        ("http://a.example/x", "https://a.example/x", True),
        ("http://a.example:8080/x", "https://a.example/x", False),
        ("http://a.example/x", "https://a.example:8443/x", False),
        ("https://a.example/x", "http://a.example/x", False),
        ("https://a.example", "https://b.a.example", False),
        ("https://a.example", "https://a.example:8443", False),
    ],
)
def test_trust_holds_for_the_origin_and_its_step_to_https(origin: str, target: str, kept: bool) -> None:
    assert keeps_trust(httpx.URL(origin), httpx.URL(target)) is kept
