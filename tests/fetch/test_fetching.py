"""Fetching that goes well: what is sent, what comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fetch.outside import FEED, Outside, get
from tests.loopback import LoopbackServer, Received, Reply
from tui_reader import __version__
from tui_reader.fetch.client import Fetcher, FetchRequest
from tui_reader.model.feeds import Validators

LAST_MODIFIED = "Sun, 01 Mar 2026 10:00:00 GMT"


async def test_a_feed_comes_with_all_that_is_worth_keeping(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route(
        "/feed.xml",
        body=FEED,
        etag='W/"v1"',
        last_modified=LAST_MODIFIED,
        headers={"Cache-Control": "max-age=1800"},
        content_type="application/atom+xml",
    )
    response = await get(fetcher, loopback.url("/feed.xml"))
    assert response.status == 200
    assert response.body.decode() == FEED
    assert response.url == loopback.url("/feed.xml")
    assert response.content_type == "application/atom+xml"
    assert response.validators == Validators('W/"v1"', LAST_MODIFIED)
    assert response.expires_in == 1800
    assert response.retry_after is None
    assert response.wire_bytes == len(FEED)
    assert not response.not_modified
    assert response.permanent_url == ""


async def test_requests_say_honestly_who_asks_and_nothing_else(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED)
    await get(fetcher, loopback.url("/feed.xml?tag=a&b=%20"))
    (request,) = loopback.requests
    assert (request.method, request.path) == ("GET", "/feed.xml?tag=a&b=%20")
    assert [name for name, _ in request.header_lines] == ["host", "user-agent", "accept", "accept-encoding"]
    assert request.headers["user-agent"] == (f"tui-reader/{__version__} (+https://github.com/tui-reader/tui-reader)")
    assert request.headers["accept-encoding"] == "gzip, deflate"


async def test_what_is_wanted_can_be_said(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/cover.png", body=b"\x89PNG")
    await fetcher.get(FetchRequest(loopback.url("/cover.png"), typed_by_user=True, accept="image/*"))
    assert loopback.requests[0].headers["accept"] == "image/*"


async def test_cookies_are_forgotten_at_once(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED, headers={"Set-Cookie": "who=me; Path=/"})
    for _ in range(2):
        await get(fetcher, loopback.url("/feed.xml"))
    assert all("cookie" not in request.headers for request in loopback.requests)


async def test_an_unchanged_feed_is_not_sent_again(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED, etag='"v1"', last_modified=LAST_MODIFIED)
    first = await get(fetcher, loopback.url("/feed.xml"))
    second = await get(fetcher, loopback.url("/feed.xml"), validators=first.validators)
    assert (second.status, second.not_modified, second.body, second.wire_bytes) == (304, True, b"", 0)
    assert second.validators == first.validators
    assert loopback.requests[1].headers["if-none-match"] == '"v1"'
    assert loopback.requests[1].headers["if-modified-since"] == LAST_MODIFIED


async def test_validators_that_a_304_repeats_in_part_stay_a_pair(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    pair = Validators('"v1"', LAST_MODIFIED)
    loopback.route("/feed.xml", status=304, etag='"v2"')
    assert (await get(fetcher, loopback.url("/feed.xml"), validators=pair)).validators == pair


@pytest.mark.parametrize(
    "etag",
    [
        pytest.param('"caf\u00e9"', id="not ASCII"),
        pytest.param('"a\tb"', id="not printable"),
        pytest.param(f'"{"x" * 1023}"', id="longer than 1 KB"),
    ],
)
async def test_validators_nobody_could_send_back_are_left_out(
    fetcher: Fetcher, loopback: LoopbackServer, etag: str
) -> None:
    loopback.route("/feed.xml", body=FEED, etag=etag, last_modified=LAST_MODIFIED)
    response = await get(fetcher, loopback.url("/feed.xml"))
    assert response.validators == Validators("", LAST_MODIFIED)
    await get(fetcher, loopback.url("/feed.xml"), validators=Validators(etag, LAST_MODIFIED))
    assert "if-none-match" not in loopback.requests[1].headers


@pytest.mark.parametrize("etag", ['"a"', "unquoted", 'W/"a:b c"', '""', '"' + "x" * 1022 + '"'])
async def test_a_validator_comes_back_to_the_letter(fetcher: Fetcher, loopback: LoopbackServer, etag: str) -> None:
    loopback.route("/feed.xml", body=FEED, etag=etag)
    first = await get(fetcher, loopback.url("/feed.xml"))
    assert (await get(fetcher, loopback.url("/feed.xml"), validators=first.validators)).not_modified
    assert loopback.requests[1].headers["if-none-match"] == etag


LARGE = "".join(f"<item>{number}</item>" for number in range(100_000))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(LARGE),
        Reply(LARGE, gzip=True),
        Reply(LARGE, deflate=True),
        Reply(LARGE, chunked=True),
        Reply(LARGE, chunked=True, gzip=True),
        Reply(raw=b"HTTP/1.0 200 OK\n\n" + LARGE.encode()),
    ],
    ids=["plain", "gzip", "deflate", "chunked", "both", "until the end"],
)
async def test_a_large_feed_arrives_whole_however_it_is_sent(
    fetcher: Fetcher, loopback: LoopbackServer, reply: Reply
) -> None:
    loopback.route("/feed.xml", reply)
    response = await get(fetcher, loopback.url("/feed.xml"))
    assert response.body.decode() == LARGE
    assert (response.wire_bytes < len(LARGE)) == (reply.gzip or reply.deflate)


async def test_credentials_of_an_address_are_sent_and_not_shown(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED)
    address = loopback.url("/feed.xml").replace("//", "//ana%40mail:s%C3%A9cret@")
    response = await get(fetcher, address)
    assert loopback.requests[0].headers["authorization"] == "Basic YW5hQG1haWw6c8OpY3JldA=="
    assert response.url == loopback.url("/feed.xml")


async def test_a_fragment_stays_at_home(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED)
    response = await get(fetcher, loopback.url("/feed.xml#latest"))
    assert loopback.paths() == ["/feed.xml"]
    assert response.url == loopback.url("/feed.xml")


async def test_international_names_are_looked_up_in_their_ascii_form(
    worldly_fetcher: Fetcher, loopback: LoopbackServer, outside: Outside
) -> None:
    loopback.route("/", body=FEED)
    await get(worldly_fetcher, loopback.url("/", host="école.example"))
    assert outside.looked_up == ["xn--cole-9oa.example"]
    assert loopback.requests[0].headers["host"] == f"xn--cole-9oa.example:{loopback.port}"


async def test_blanks_around_an_address_do_not_matter(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=FEED)
    assert (await get(fetcher, f"  {loopback.url('/feed.xml')}\n")).status == 200


async def test_nothing_is_written_anywhere(fetcher: Fetcher, loopback: LoopbackServer, xdg: Path) -> None:
    loopback.route("/feed.xml", lambda received: Reply(FEED, etag=received.path))
    await get(fetcher, loopback.url("/feed.xml"))
    assert [path for path in xdg.rglob("*") if path.is_file()] == []


async def test_an_answer_made_on_the_spot_sees_the_request(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    def echo(received: Received) -> Reply:
        return Reply(received.headers["accept"])

    loopback.route("/echo", echo)
    response = await fetcher.get(FetchRequest(loopback.url("/echo"), typed_by_user=True, accept="text/plain"))
    assert response.body == b"text/plain"
