"""A web of feeds to measure readers on: seeded, served from a process of its own, one host a feed.

Run as a module by ``tests.bench.refresh``; by hand: ``python -m tests.bench.feed_farm --feeds 50`` prints the
addresses and serves until its input closes. Each feed lives at an address of its own in 127.0.0.0/8 (Linux answers to
all of them), since readers are held back at hosts that they ask twice.

What the farm answers is switched by a request to ``/!/MODE``:

``etag``     bodies with entity tags, 304 to whoever knows them
``plain``    the same bodies, 200 always, no validators
``grown``    a few new entries on top of each feed, new entity tags
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection

FUNCTION_WORDS = [
    "le",
    "la",
    "les",
    "un",
    "une",
    "des",
    "de",
    "du",
    "et",
    "en",
    "que",
    "qui",
    "dans",
    "pour",
    "par",
    "sur",
    "avec",
    "plus",
    "son",
    "ses",
    "ont",
    "été",
    "selon",
    "après",
    "depuis",
    "contre",
    "entre",
    "plusieurs",
    "mais",
    "comme",
    "sans",
    "sous",
    "leur",
    "cette",
    "aussi",
]
SYLLABLES = [
    "ba",
    "cé",
    "di",
    "fo",
    "gu",
    "la",
    "mé",
    "ni",
    "po",
    "ru",
    "sa",
    "té",
    "vi",
    "zo",
    "cha",
    "plu",
    "tri",
    "bre",
    "sion",
    "ment",
    "tion",
    "eur",
    "elle",
    "ique",
    "age",
    "ance",
    "oir",
    "ière",
    "tout",
    "ville",
    "pro",
    "con",
    "dé",
    "ré",
]
VOCABULARY = 6_000
PARAGRAPHS = 3_000
WORDS_IN_PARAGRAPH = 80
FEW_NEW = 3
"""Entries that a feed has grown by in mode ``grown``."""


@dataclass(frozen=True, slots=True)
class Farm:
    """What to grow. ``failing``: the share of hosts that answer 500, break off or say nothing sensible."""

    feeds: int = 500
    entries: tuple[int, int] = (20, 50)
    words: tuple[int, int] = (500, 1_500)
    seed: int = 1
    latency: float = 0.0
    """Seconds before each answer."""
    failing: float = 0.0


@dataclass(frozen=True, slots=True)
class Grown:
    """The answers of one feed, ready to be sent: gzip bodies before and after it grew."""

    before: bytes
    after: bytes
    failure: str = ""


def grow(farm: Farm) -> Iterator[Grown]:
    """The feeds, one after the other; the same seed grows the same ones."""
    chance = random.Random(farm.seed)
    paragraphs = _paragraphs(chance)
    for number in range(farm.feeds):
        count = chance.randint(*farm.entries)
        items = [_item(chance, paragraphs, farm, f"{number}-{entry}", entry) for entry in range(count + FEW_NEW)]
        failure = chance.choice(("500", "break", "page")) if chance.random() < farm.failing else ""
        yield Grown(_feed(number, items[FEW_NEW:]), _feed(number, items), failure)


def _paragraphs(chance: random.Random) -> list[str]:
    """Running text: a fifth function words, the rest by Zipf's law, so that an index has something to do."""
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(VOCABULARY)]
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    made = []
    for _ in range(PARAGRAPHS):
        text = chance.choices(words, weights, k=WORDS_IN_PARAGRAPH)
        for at in range(0, WORDS_IN_PARAGRAPH, 5):
            text[at] = chance.choice(FUNCTION_WORDS)
        text[0] = text[0].capitalize()
        made.append(" ".join(text) + ".")
    return made


def _item(chance: random.Random, paragraphs: list[str], farm: Farm, key: str, entry: int) -> str:
    """RSS as blogs write it: escaped HTML with links and emphasis, a date, a guid."""
    body = chance.choices(paragraphs, k=max(1, chance.randint(*farm.words) // WORDS_IN_PARAGRAPH))
    marked = [
        f'<p>{text[:90]}<a href="https://exemple.fr/{key}">{text[90:120]}</a>{text[120:200]}'
        f"<em>{text[200:220]}</em>{text[220:]}</p>\n"
        for text in body
    ]
    title = " ".join(chance.choice(paragraphs).split()[:8])
    day = 27 - entry % 27
    return (
        f'<item><title>{title}</title><guid isPermaLink="false">tag:exemple.fr,{key}</guid>'
        f"<link>https://exemple.fr/articles/{key}</link><dc:creator>Camille Durand</dc:creator>"
        f"<pubDate>Mon, {day:02} Feb 2026 {entry % 24:02}:00:00 GMT</pubDate><category>Recherche</category>"
        f"<description>{body[0][:200]}</description><content:encoded><![CDATA[{''.join(marked)}]]></content:encoded>"
        "</item>\n"
    )


def _feed(number: int, items: list[str]) -> bytes:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Flux {number}</title><link>https://exemple.fr/{number}</link><description>Essai</description>"
        f"<language>fr</language>{''.join(items)}</channel></rss>"
    )
    return gzip.compress(text.encode(), 3, mtime=0)


def host_of(number: int) -> str:
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"


class _Server(asyncio.Protocol):
    """HTTP/1.1, kept alive, as cheap as it can be: what is measured shares the machine with it."""

    grown: list[Grown]
    latency = 0.0
    mode = "etag"
    requests = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while b"\r\n\r\n" in self._rest:
            head, _, self._rest = self._rest.partition(b"\r\n\r\n")
            if _Server.latency:
                asyncio.get_running_loop().call_later(_Server.latency, self._answer, head)
            else:
                self._answer(head)

    def _answer(self, head: bytes) -> None:
        path = head.split(b" ", 2)[1].decode()
        if path.startswith("/!/"):
            _Server.mode, asked, _Server.requests = path[3:], _Server.requests, 0
            self._send(b"200 OK", b"", str(asked).encode())
            return
        _Server.requests += 1
        number = int(path[1:])
        feed = self.grown[number]
        if feed.failure and _Server.mode == "etag":
            self._fail(feed.failure)
            return
        body = feed.after if _Server.mode == "grown" else feed.before
        tag = f'"{number}-{len(body)}"'.encode()
        if _Server.mode == "plain":
            self._send(b"200 OK", _GZIP, body)
        elif tag in head:
            self._send(b"304 Not Modified", b"ETag: %b\r\n" % tag, None)
        else:
            self._send(b"200 OK", b"ETag: %b\r\n%b" % (tag, _GZIP), body)

    def _fail(self, how: str) -> None:
        if how == "500":
            self._send(b"500 Internal Server Error", b"", b"")
        elif how == "page":
            self._send(b"200 OK", b"Content-Type: text/html\r\n", b"<!doctype html><title>Maintenance</title>")
        else:
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss")
            self._transport.close()

    def _send(self, status: bytes, headers: bytes, body: bytes | None) -> None:
        if self._transport.is_closing():
            return
        if body is None:
            self._transport.write(b"HTTP/1.1 %b\r\n%b\r\n" % (status, headers))
        else:
            self._transport.write(b"HTTP/1.1 %b\r\n%bContent-Length: %d\r\n\r\n%b" % (status, headers, len(body), body))


_GZIP = b"Content-Type: application/rss+xml\r\nContent-Encoding: gzip\r\n"


async def _serve(farm: Farm) -> None:
    _Server.grown = list(grow(farm))
    _Server.latency = farm.latency
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Server, "0.0.0.0", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await loop.run_in_executor(None, sys.stdin.read)


class RunningFarm:
    """A farm that serves; ``urls`` are its feeds."""

    def __init__(self, farm: Farm, port: int) -> None:
        self.port = port
        self.urls = [f"http://{host_of(number)}:{port}/{number}" for number in range(farm.feeds)]

    def switch(self, mode: str) -> int:
        """Answer otherwise from now on; how many requests there were since the last switch."""
        connection = HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", f"/!/{mode}")
        asked = int(connection.getresponse().read())
        connection.close()
        return asked


@contextmanager
def running(farm: Farm) -> Iterator[RunningFarm]:
    """Serve a farm from a process of its own."""
    options = [
        *("--feeds", farm.feeds, "--seed", farm.seed, "--latency", farm.latency, "--failing", farm.failing),
        *("--entries", *farm.entries, "--words", *farm.words),
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.feed_farm", *map(str, options)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        yield RunningFarm(farm, int(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.wait()


def read_farm() -> Farm:
    """The farm that the command line describes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=50)
    parser.add_argument("--entries", type=int, nargs=2, default=(20, 50))
    parser.add_argument("--words", type=int, nargs=2, default=(500, 1_500))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--failing", type=float, default=0.0)
    options = parser.parse_args()
    return Farm(
        options.feeds, tuple(options.entries), tuple(options.words), options.seed, options.latency, options.failing
    )


if __name__ == "__main__":
    asyncio.run(_serve(read_farm()))
