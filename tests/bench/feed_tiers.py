"""How many ordinary feeds the fast tier takes, and what both tiers cost.

Run ``python -m tests.bench.feed_tiers`` from the repository root. Acceptance is counted on the feeds of
``../shared/data/feeds`` that a reader meets today: well-formed RSS 0.9x, 1.0, 2.0 and Atom 1.0, without a DOCTYPE, in
an encoding of the web. The rest (Atom 0.3 and older, CDF, ill-formed on purpose) is named with the reason.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tui_reader.model.feeds import ParsedFeed
from tui_reader.parse.fast_feeds import read_fast_feed
from tui_reader.parse.fast_xml import Unusual
from tui_reader.parse.feed_bytes import not_a_feed
from tui_reader.parse.feeds import parse_feed
from tui_reader.parse.reference_feeds import read_with_feedparser

FEEDS = Path(__file__).parents[3] / "shared" / "data" / "feeds"
WORDS = (
    *("le", "la", "les", "ministère", "de", "été", "naïve", "information", "développement", "accord", "signé", "and"),
    *(
        "université",
        "news",
        "the",
        "of",
        "to",
        "institute",
        "market",
        "société",
        "année",
        "région",
        "l’école",
        "«",
        "»",
    ),
)
ROOTS = {
    "rss",
    "{http://www.w3.org/2005/Atom}feed",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF",
}


def markup(words: int, source: random.Random) -> str:
    text = " ".join(source.choice(WORDS) for _ in range(words))
    return f'<p>{text} <a href="https://news.example/x?a=1&amp;b=2">lien</a> <em>fin</em>.</p>'


def made_feed(entries: int, *, cdata: bool, seed: int = 3) -> bytes:
    """A feed of about 7 kB an entry, as WordPress (``cdata``) or others write it."""
    source = random.Random(seed)

    def written(text: str) -> str:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<![CDATA[{text}]]>" if cdata else escaped

    items = "".join(
        f"<item><title>Titre d’article {n} &amp; suite</title><link>https://news.example/{n}</link>"
        f"<guid isPermaLink='false'>https://news.example/?p={n}</guid>"
        f"<pubDate>Mon, 06 May 2019 1{n % 10}:00:00 +0200</pubDate><dc:creator>Marie Curie</dc:creator>"
        f"<category>un</category><category>deux</category><description>{written(markup(40, source))}</description>"
        f"<content:encoded>{written(''.join(markup(100, source) for _ in range(6)))}</content:encoded></item>"
        for n in range(entries)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Flux</title>'
        f"<link>https://news.example/</link><language>fr</language>{items}</channel></rss>"
    ).encode()


def milliseconds(read: Callable[[bytes], object], body: bytes, rounds: int) -> float:
    read(body)
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        read(body)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1_000


def is_ordinary(body: bytes) -> bool:
    """Judged without the fast tier: by lxml alone."""
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    if root.tag == "rss" and not (root.get("version") or "").startswith(("0.9", "2.")):
        return False
    if root.tag == "rss" and root.find("channel") is None:
        return False
    about = root.getroottree().docinfo
    encoding = (about.encoding or "utf-8").lower()
    return root.tag in ROOTS and about.internalDTD is None and encoding in ("utf-8", "iso-8859-1", "ascii")


def acceptance() -> None:
    taken, ordinary, reasons = 0, 0, Counter[str]()
    for path in sorted(FEEDS.rglob("*.xml")):
        body = path.read_bytes()
        if not_a_feed(body) or not is_ordinary(body):
            continue
        ordinary += 1
        try:
            read_fast_feed(body)
            taken += 1
        except Unusual as unusual:
            reasons[str(unusual)] += 1
    print(f"ordinary feeds {ordinary}, taken by the fast tier {taken} ({100 * taken / ordinary:.1f} %)")
    for reason, count in reasons.most_common(12):
        print(f"  {count:4}  {reason}")


def speed(rounds: int) -> None:
    readers: tuple[tuple[str, Callable[[bytes], ParsedFeed]], ...] = (
        ("fast tier", parse_feed),
        ("feedparser", read_with_feedparser),
    )
    for cdata in (True, False):
        body = made_feed(50, cdata=cdata)
        tree = milliseconds(etree.fromstring, body, rounds)
        form = "CDATA" if cdata else "escaped"
        print(f"{len(body) / 1_000:.0f} kB, 50 entries, {form}: lxml's tree alone {tree:.2f} ms")
        for name, read in readers:
            print(f"  {name:10} {milliseconds(read, body, rounds):6.2f} ms")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=15)
    rounds = arguments.parse_args().rounds
    if FEEDS.is_dir():
        acceptance()
    else:
        print("acceptance skipped: ../shared/data/feeds is not here")
    speed(rounds)


if __name__ == "__main__":
    main()
