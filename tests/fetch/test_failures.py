"""Fetching that goes wrong: one clear sentence each, and nothing that hangs or grows."""

from __future__ import annotations

import asyncio
import gzip
import socket
from dataclasses import replace

import pytest

from tests.conftest import Clock
from tests.fetch.outside import FEED, UNHURRIED, failure, get
from tests.loopback import Gate, LoopbackServer, Reply
from tui_reader.fetch.client import Fetcher, FetchRequest
from tui_reader.fetch.limits import Limits
from tui_reader.model.errors import FetchError


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (204, "no content"),
        (206, "no content"),
        (300, "no content"),
        (304, "no content"),
        (400, "bad request"),
        (401, "user name and password"),
        (402, "paying"),
        (403, "does not let us read"),
        (404, "does not exist"),
        (406, "form we read"),
        (410, "gone for good"),
        (418, "cannot be read (418)"),
        (429, "asked too often"),
        (451, "legal"),
        (500, "problem of its own (500)"),
        (503, "down for the moment"),
        (599, "problem of its own (599)"),
    ],
)
async def test_a_status_without_a_body_is_explained(
    fetcher: Fetcher, loopback: LoopbackServer, status: int, says: str
) -> None:
    loopback.route("/feed.xml", status=status, body="the server's own words")
    error = await failure(fetcher, loopback.url("/feed.xml"))
    assert says in str(error)
    assert error.status == status


@pytest.mark.parametrize(
    ("status", "value", "seconds", "says"),
    [
        (429, "600", 600, "for 10 minutes"),
        (429, "Mon, 02 Mar 2026 08:01:00 GMT", 60, "for a minute"),
        (429, "999999999", 24 * 3600, "for 24 hours"),
        (429, "soon", None, "for a while"),
        (503, "7200", 7200, "in 2 hours"),
        (503, "", None, "later"),
    ],
)
async def test_retry_after_is_passed_on_and_said(
    fetcher: Fetcher, loopback: LoopbackServer, status: int, value: str, seconds: float | None, says: str
) -> None:
    loopback.route("/feed.xml", status=status, headers={"Retry-After": value})
    error = await failure(fetcher, loopback.url("/feed.xml"))
    assert error.retry_after == seconds
    assert says in str(error)


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("status", "headers", "says"),
    [
        (404, {}, "n’existe pas (404)\u00a0: vérifiez l’adresse"),
        (429, {"Retry-After": "7200"}, "laissé en paix pendant 2 heures"),
        (503, {}, "nouvel essai plus tard"),
    ],
)
async def test_a_failure_is_explained_in_french_too(
    fetcher: Fetcher, loopback: LoopbackServer, status: int, headers: dict[str, str], says: str
) -> None:
    loopback.route("/feed.xml", status=status, headers=headers)
    assert says in str(await failure(fetcher, loopback.url("/feed.xml")))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not a web address"),
        ("feed.xml", "not a web address"),
        ("ftp://host.example/feed", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("http://", "not a web address"),
        ("http:///feed", "not a web address"),
        ("http://host.example:99999/", "not a web address"),
        ("http://host.example:0/", "not a web address"),
        ("http://[::1/", "not a web address"),
        ("http://host.example/\x07", "not a web address"),
        ("http://host.example/" + "x" * 9000, "not a web address"),
        ("http://nowhere.invalid/feed", "was not found"),
        ("http://" + "x" * 64 + ".example/feed", "not a web address"),
        ("http://" + "x" * 63 + ".example/feed", "was not found"),
        ("http://" + "x." * 127 + "example/feed", "not a web address"),
        ("http://.example/", "not a web address"),
        ("http://a..example/", "not a web address"),
        ("http://rooted.invalid./", "was not found"),
    ],
)
async def test_an_address_that_leads_nowhere_is_explained(fetcher: Fetcher, url: str, says: str) -> None:
    error = await failure(fetcher, url)
    assert says in str(error)
    assert len(str(error)) < 400
    assert str(error).isprintable()


async def test_a_closed_port_is_explained(fetcher: Fetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert "refuses connections" in str(await failure(fetcher, f"http://127.0.0.1:{port}/"))


async def test_passwords_are_not_in_the_message(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    error = await failure(fetcher, loopback.url("/nothing").replace("//", "//ana:secret@"))
    assert "secret" not in str(error)
    assert "secret" not in str(await failure(fetcher, "ftp://ana:secret@host.example/"))


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        pytest.param(Reply(FEED, truncate=20), "before “http", id="body shorter than announced"),
        pytest.param(Reply(FEED * 50, truncate=1500, chunked=True), "before “http", id="chunks end early"),
        pytest.param(Reply(raw=b""), "without an answer", id="no answer"),
        pytest.param(Reply(raw=b"HTTP/1.1 200 OK\r\nContent-"), "before “http", id="half a head"),
        pytest.param(Reply(raw=b"220 mail.example ESMTP\r\n"), "correct HTTP", id="another protocol"),
        pytest.param(Reply(raw=b"\x15\x03\x01\0\x02\x02\x16"), "correct HTTP", id="TLS on a plain port"),
        pytest.param(
            Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "correct HTTP", id="bad chunks"
        ),
        pytest.param(Reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000), "header lines", id="endless header line"),
        pytest.param(Reply(headers=[("X", "y" * 100)] * 700), "header lines", id="too many header lines"),
        pytest.param(
            Reply(raw=b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 3000), "header lines", id="endless 1xx"
        ),
        pytest.param(Reply(FEED, headers={"Content-Encoding": "gzip"}), "broken compression", id="not really gzip"),
        pytest.param(Reply(FEED, headers={"Content-Encoding": "br"}), "broken compression", id="not asked for"),
        pytest.param(
            Reply(gzip.compress(FEED.encode())[:-9], headers={"Content-Encoding": "gzip"}),
            "broken compression",
            id="gzip cut short",
        ),
    ],
)
async def test_a_misbehaving_server_is_explained(
    fetcher: Fetcher, loopback: LoopbackServer, reply: Reply, says: str
) -> None:
    loopback.route("/feed.xml", reply)
    assert says in str(await failure(fetcher, loopback.url("/feed.xml")))


SMALL = replace(UNHURRIED, body_bytes=10_000)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(b"x" * 10_001), id="announced"),
        pytest.param(Reply(b"x" * 10_001, chunked=True), id="chunked"),
        pytest.param(Reply(raw=b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_001), id="until the end"),
        pytest.param(Reply(b"x" * 10_001, gzip=True), id="after decompression"),
        pytest.param(Reply(bytes(50 * 2**20), gzip=True), id="a bomb"),
    ],
)
async def test_what_is_too_large_is_not_read(loopback: LoopbackServer, reply: Reply) -> None:
    loopback.route("/feed.xml", reply)
    async with Fetcher(SMALL) as fetcher:
        assert "too large" in str(await failure(fetcher, loopback.url("/feed.xml")))


async def test_exactly_the_cap_is_not_too_large(loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=b"x" * 10_000)
    async with Fetcher(SMALL) as fetcher:
        assert len((await get(fetcher, loopback.url("/feed.xml"))).body) == 10_000


async def test_the_caps_of_the_program_are_those_of_the_design() -> None:
    limits = Limits()
    assert (limits.body_bytes, limits.header_bytes, limits.seconds) == (15 * 2**20, 64 * 2**10, 30)
    assert (limits.redirects, limits.per_host, limits.host_pace) == (10, 2, 0.25)


async def test_a_smaller_cap_can_be_asked_for(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    loopback.route("/cover.png", body=b"x" * 2000)
    request = FetchRequest(loopback.url("/cover.png"), typed_by_user=True, body_bytes=1024)
    with pytest.raises(FetchError, match=r"larger than 1 KiB"):
        await fetcher.get(request)


IMPATIENT = replace(UNHURRIED, seconds=0.05)


@pytest.mark.parametrize("started", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
async def test_a_server_that_stalls_runs_into_the_deadline(loopback: LoopbackServer, started: bytes) -> None:
    loopback.route("/feed.xml", raw=started, hold=Gate())
    async with Fetcher(IMPATIENT) as fetcher:
        assert "within 0.05 seconds" in str(await failure(fetcher, loopback.url("/feed.xml")))


async def test_the_deadline_counts_all_redirects_together(loopback: LoopbackServer) -> None:
    gate = Gate()
    loopback.route("/feed.xml", redirect="/late")
    loopback.route("/late", delay=gate, body=FEED)
    async with Fetcher(IMPATIENT) as fetcher:
        assert "within 0.05 seconds" in str(await failure(fetcher, loopback.url("/feed.xml")))
    gate.open()


async def test_a_cancelled_fetch_leaves_no_connection_behind(fetcher: Fetcher, loopback: LoopbackServer) -> None:
    gate = Gate()
    loopback.route("/slow", delay=gate, body=FEED)
    loopback.route("/feed.xml", body=FEED)
    task = asyncio.create_task(get(fetcher, loopback.url("/slow")))
    await loopback.arrived()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.open()
    assert (await get(fetcher, loopback.url("/feed.xml"))).body.decode() == FEED
    assert [request.connection for request in loopback.requests] == [1, 2]


async def test_one_failure_does_not_touch_the_others(loopback: LoopbackServer, clock: Clock) -> None:
    loopback.route("/feed.xml", body=FEED)
    loopback.route("/broken", raw=b"")
    async with Fetcher(UNHURRIED, clock) as fetcher:
        addresses = [loopback.url("/feed.xml"), loopback.url("/broken"), "http://nowhere.invalid/"] * 5
        results = await asyncio.gather(*(get(fetcher, address) for address in addresses), return_exceptions=True)
    failed = [isinstance(result, FetchError) for result in results]
    assert failed == [False, True, True] * 5
