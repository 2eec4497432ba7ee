"""What the network can do wrong is told in one sentence, exit code 1, and nothing stored is lost."""

from __future__ import annotations

import pytest

from tests.cli.conftest import HTML, RSS, Reader, failed, kept, set_limits
from tests.loopback import Gate, LoopbackServer
from tui_reader.config.paths import Paths

pytestmark = pytest.mark.usefixtures("parsers_here")

ADDRESSES = {
    "a page without a feed": ({"body": HTML, "content_type": "text/html"}, "feed"),
    "an empty answer": ({"body": ""}, "empty"),
    "text": ({"body": "Bonjour.", "content_type": "text/plain"}, "feed"),
    "not found": ({"status": 404}, "404"),
    "gone": ({"status": 410}, "410"),
    "a broken server": ({"status": 500}, "500"),
    "a body cut short": ({"body": RSS, "truncate": 100}, "before"),
    "no HTTP": ({"raw": b"SSH-2.0-OpenSSH_9.6\r\n"}, "127.0.0.1"),
}


@pytest.mark.parametrize("case", ADDRESSES)
def test_an_address_that_does_not_answer_well(
    reader: Reader, archive: Paths, loopback: LoopbackServer, case: str
) -> None:
    options, said = ADDRESSES[case]
    loopback.route("/feed.xml", **options)
    before = kept(archive)
    failed(reader("add", loopback.url("/feed.xml")), 1, loopback.url("/feed.xml"), said)
    assert kept(archive) == before


def test_an_untrusted_certificate(reader: Reader, archive: Paths) -> None:
    with LoopbackServer(tls="self-signed") as server:
        failed(reader("add", server.url("/feed.xml")), 1, "127.0.0.1", "certificate")


def test_a_host_that_does_not_exist(reader: Reader, archive: Paths) -> None:
    failed(reader("add", "https://no-such-host.invalid/feed.xml"), 1, "no-such-host.invalid")
    failed(reader("show", "https://no-such-host.invalid/"), 1, "no-such-host.invalid")


def test_nobody_listens(reader: Reader, archive: Paths) -> None:
    with LoopbackServer() as server:
        url = server.url("/feed.xml")
    failed(reader("add", url), 1, url)


def test_a_server_that_never_answers(
    reader: Reader, archive: Paths, loopback: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    loopback.route("/feed.xml", body=RSS, delay=gate)
    set_limits(monkeypatch, seconds=0.3)
    failed(reader("add", loopback.url("/feed.xml")), 1, loopback.url("/feed.xml"), "second")
    gate.open()


def test_refresh_says_of_each_feed_what_failed_and_changes_nothing_else(
    reader: Reader, archive: Paths, loopback: LoopbackServer
) -> None:
    loopback.route("/good.xml", body=RSS)
    good, bad = loopback.url("/good.xml"), loopback.url("/bad.xml")
    loopback.route("/bad.xml", body=RSS)
    reader("add", good, bad)
    loopback.route("/bad.xml", status=500)
    before = kept(archive)
    ended = reader("refresh", "--force")
    assert ended.code == 1
    assert "3 feeds checked" in ended.out and "2 failed" in ended.out
    assert len(ended.err.splitlines()) == 2
    assert bad in ended.err and "ecoles.example.org" in ended.err
    assert kept(archive) == before
    feeds = {feed["url"]: feed["error"] for feed in reader("feeds", "--json").json}
    assert feeds[good] is None and "500" in feeds[bad]
