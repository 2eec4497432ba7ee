"""CPU of one request over our lean transport and over httpx's stock one, in turn, on loopback.

Run as ``python -m tests.bench.transport [--requests 2000] [--rounds 5]``. The server runs in a process of its own, so
that only the client is counted; both transports are driven by the same ``Fetcher``.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from statistics import median

import httpx

from tests.loopback import LoopbackServer
from tui_reader.fetch.client import Fetcher, FetchRequest, Limits
from tui_reader.fetch.transport import LeanTransport
from tui_reader.model.feeds import Validators

LIMITS = Limits(host_pace=0, per_host=20, at_once=20)
ETAG = '"bench"'
CASES = {"304, kept alive": "/same", "30 kB in gzip, kept alive": "/feed", "30 kB, new connections": "/closing"}
WORD = "une phrase ordinaire d'un article ordinaire, avec son numéro {}. "


def serve(pipe: Connection) -> None:
    """The server process: says its port, ends when told."""
    body = "".join(WORD.format(number) for number in range(450))
    with LoopbackServer() as server:
        server.route("/same", body=body, etag=ETAG)
        server.route("/feed", body=body, gzip=True)
        server.route("/closing", body=body, close=True)
        pipe.send(server.url())
        pipe.recv()


async def cpu_ms(transport: httpx.AsyncBaseTransport, url: str, requests: int) -> float:
    """CPU milliseconds of this process for one request, the mean of many at 20 under way."""
    wanted = FetchRequest(url, Validators(etag=ETAG if url.endswith("/same") else ""), typed_by_user=True)
    async with Fetcher(LIMITS, transport=transport) as fetcher:
        await fetcher.get(wanted)
        started = time.process_time()
        await asyncio.gather(*(fetcher.get(wanted) for _ in range(requests)))
        return (time.process_time() - started) * 1000 / requests


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    kinds: dict[str, Callable[[], httpx.AsyncBaseTransport]] = {
        "lean": lambda: LeanTransport(LIMITS),
        "stock": httpx.AsyncHTTPTransport,
    }
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    base = here.recv().rstrip("/")
    print(f"{'CPU ms a request':28} {'lean':>8} {'stock':>8} {'ratio':>8}")
    for case, path in CASES.items():
        spent: dict[str, list[float]] = {name: [] for name in kinds}
        for _ in range(options.rounds):
            for name, make in kinds.items():
                spent[name].append(asyncio.run(cpu_ms(make(), base + path, options.requests)))
        lean, stock = median(spent["lean"]), median(spent["stock"])
        print(f"{case:28} {lean:8.3f} {stock:8.3f} {lean / stock:8.2f}")
    here.send(None)
    server.join()


if __name__ == "__main__":
    main()
