"""Where the time of a cold refresh goes: CPU milliseconds an article in each stage, the largest first.

    python -m tests.bench.refresh_stages [--feeds 40]

The stages run one after the other in this process, on the feeds that ``tests.bench.refresh`` serves; what crosses the
network and the pipes is left out. Recognition is told apart: articles a second on one core, seconds for the newest 200.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.bench.feed_farm import Farm, grow
from tui_reader.engine.frames import pack, unpack
from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.feeds import FeedKind
from tui_reader.parse.documents import entry_rows
from tui_reader.parse.fast_xml import read_tree
from tui_reader.parse.feed_bytes import LARGEST_FEED
from tui_reader.parse.feeds import parse_feed
from tui_reader.parse.gzipped import unzipped
from tui_reader.services.digest import digest
from tui_reader.services.jobs import DigestJob
from tui_reader.storage.codec import pack_document
from tui_reader.storage.search import ALONE
from tui_reader.storage.store import open_store, utc_now
from tui_reader.text.language import detect

ROUNDS = 3
NEWEST = 200
_A = TypeVar("_A")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=40)
    print_stages(Farm(parser.parse_args().feeds))


def print_stages(farm: Farm) -> None:
    wire = [grown.before for grown in grow(farm)]
    stages: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], _A]) -> _A:
        best, result = _best(work)
        stages[stage] = best
        return result

    bodies = timed("undo gzip", lambda: [unzipped(body, LARGEST_FEED) or gzip.decompress(body) for body in wire])
    timed("hash of the body", lambda: [hashlib.blake2b(body, digest_size=16).hexdigest() for body in wire])
    timed("XML tree", lambda: [read_tree(body, "") for body in bodies])
    feeds = timed("entries, with the tree", lambda: [parse_feed(body) for body in bodies])
    entries = [entry for feed in feeds for entry in feed.entries]
    documents = timed("documents, with the language", lambda: [entry_rows(e, base_url="") for e in entries])
    timed("language", lambda: [detect(document.text) for document in documents])
    timed("serialise, hash, compress", lambda: [pack_document(document) for document in documents])
    digests = [digest(DigestJob("", FeedKind.FEED, body, content_encoding="gzip", packed=True)) for body in wire]
    timed("cross the pipe", lambda: [unpack(memoryview(pack(found))[4:].tobytes()) for found in digests])
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
        ids = [store.feeds.add(f"https://{number}.example.org/").id for number in range(len(digests))]
        started = time.process_time()
        for feed_id, found in zip(ids, digests, strict=True):
            store.articles.save(feed_id, found.articles, seen=utc_now())
        stages["store"] = time.process_time() - started
        started = time.process_time()
        while store.search.index_pending(ALONE, batch=ALONE):
            pass
        stages["search index (afterwards)"] = time.process_time() - started
    print(f"{len(entries)} articles of {len(bodies)} feeds, CPU milliseconds an article:")
    for stage, seconds in sorted(stages.items(), key=lambda pair: -pair[1]):
        print(f"  {seconds * 1000 / len(entries):7.3f}  {stage}")
    newest = [Document.of_rows(rows) for rows in documents[:NEWEST]]
    started = time.process_time()
    for document in newest:
        recognise(document, Context(language=document.language))
    seconds = time.process_time() - started
    print(f"recognition: {len(newest) / seconds:.0f} articles a second on one core, {seconds:.1f} s for {len(newest)}")


def _best(work: Callable[[], _A]) -> tuple[float, _A]:
    best = float("inf")
    for _round in range(ROUNDS):
        started = time.process_time()
        result = work()
        best = min(best, time.process_time() - started)
    return best, result


if __name__ == "__main__":
    main()
