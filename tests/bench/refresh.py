"""Refresh of loopback feeds: cold, then answered 304. Prints checked/updated/failed, seconds and peak memory.

    python -m tests.bench.refresh [--feeds 50] [--entries 30] [--words 400] [--seed 1]

Each feed has a host of its own (127.0.0.1, 127.0.0.2 …; Linux answers to all of them), so that the manners to one host
do not hide what the program costs. Each refresh is a fresh process, its start included; the server runs outside.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.loopback import LoopbackServer, Reply

TEXT = """le la les un une des de du et en que qui dans pour par sur avec plus son ses ont été université recherche
projet accord ministère travaux résultats équipe étude données article publié mercredi nouvelle région ville pays
groupe annonce selon après depuis contre entre plusieurs première année mois jours"""
WORDS = TEXT.split()


@dataclass(frozen=True, slots=True)
class Measured:
    """One refresh: what came of it, seconds from the start of the process, megabytes of all its processes."""

    name: str
    checked: int
    updated: int
    unchanged: int
    failed: int
    new: int
    readable: float
    searchable: float
    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        counts = (
            f"{self.checked} checked, {self.updated} updated, {self.unchanged} unchanged, {self.failed} failed, "
            f"{self.new} new"
        )
        times = f"readable {self.readable:.2f} s, searchable {self.searchable:.2f} s, CPU {self.cpu:.2f} s"
        return f"{self.name:<6} {counts} | {times}, whole process {self.wall:.2f} s | peak {self.memory:.0f} MB"


def main() -> None:
    options = _options()
    if options.measured:
        asyncio.run(_refresh(Path(options.measured)))
        return
    with LoopbackServer(host="0.0.0.0") as server, tempfile.TemporaryDirectory() as root:
        urls = []
        for number in range(options.feeds):
            body = feed(random.Random(options.seed * 100_003 + number), options.entries, options.words)
            server.route(f"/{number}", Reply(body, etag=f'"{number}"', gzip=True))
            urls.append(server.url(f"/{number}", host=f"127.0.{number // 250}.{number % 250 + 1}"))
        _subscribe(Path(root), urls)
        print(f"{options.feeds} feeds of {options.entries} entries of about {options.words} words")
        for name in ("cold", "304"):
            print(measured(name, Path(root)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=50)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measured", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def feed(chance: random.Random, entries: int, words: int) -> str:
    """RSS as blogs write it: escaped HTML in the content, a date, a guid."""
    items = []
    for number in range(entries):
        text = " ".join(chance.choices(WORDS, k=chance.randint(words // 2, words * 3 // 2)))
        paragraphs = "".join(f"<p>{text[at : at + 600]}</p>" for at in range(0, len(text), 600))
        items.append(
            f"<item><title>{' '.join(chance.choices(WORDS, k=8))}</title><guid>{chance.random()}</guid>"
            f"<link>https://exemple.fr/{number}</link>"
            f"<pubDate>Mon, {number % 27 + 1:02} Feb 2026 08:00:00 GMT</pubDate>"
            f"<description><![CDATA[{paragraphs}]]></description></item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Flux</title>'
        f"<link>https://exemple.fr/</link>{''.join(items)}</channel></rss>"
    )


def _subscribe(root: Path, urls: list[str]) -> None:
    from tui_reader.config.paths import Paths
    from tui_reader.storage.store import open_store

    with open_store(Paths.under(root).store) as store, store.transaction():
        for url in urls:
            store.feeds.add(url)


def measured(name: str, root: Path) -> Measured:
    """Run one refresh in a process of its own."""
    started = time.monotonic()
    command = [sys.executable, "-m", "tests.bench.refresh", "--measured", str(root)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    wall = time.monotonic() - started
    found = json.loads(result.stdout)
    return Measured(
        name,
        wall=wall,
        readable=found.pop("readable_at") - started,
        searchable=found.pop("searchable_at") - started,
        **found,
    )


async def _refresh(root: Path) -> None:
    import resource

    from tui_reader.config.paths import Paths
    from tui_reader.engine.local import LocalEngine

    engine = LocalEngine(Paths.under(root))
    summary = await engine.refresh()
    readable = time.monotonic()
    while engine.store.search.index_pending(500):
        pass
    searchable = time.monotonic()
    await engine.close()
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    json.dump(
        {
            "checked": summary.checked,
            "updated": summary.updated,
            "unchanged": summary.unchanged,
            "failed": summary.failed,
            "new": summary.new_articles,
            "readable_at": readable,
            "searchable_at": searchable,
            "cpu": sum(usage.ru_utime + usage.ru_stime for usage in usages),
            # ru_maxrss is in KiB on Linux; the two peaks need not fall together, so this is an upper bound.
            "memory": sum(usage.ru_maxrss for usage in usages) / 1024,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
