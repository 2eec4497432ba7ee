"""How fast the store is with 100,000 articles: ``python -m tests.bench.store [ARTICLES]``, from the repository root.

Prints the median and the worst of several runs, in milliseconds, each beside what is aimed at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.builders import fill
from tui_reader.model.articles import ArticleId, PageKey
from tui_reader.model.feeds import FolderPath
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition
from tui_reader.model.views import View, ViewKind
from tui_reader.services.library import Library
from tui_reader.storage.store import Store, open_store

FEEDS = 200
RUNS = 15


def main(articles: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "reader.sqlite") as store:
        once("fill", lambda: fill(store, feeds=FEEDS, articles=articles, words=250))
        once("index", lambda: store.search.index_pending(articles))
        once("recognitions of 1,000", lambda: recognise(store))
        print(f"{store.figures().bytes / 1e6:.0f} MB, {store.figures().bytes / articles:.0f} bytes an article\n")
        marks_and_lists(store, Library(store))
        searches(Library(store))
        once("mark all read", lambda: store.state.mark_view_read(View()))
        once("undo it", store.journal.undo)
        once("check", store.check)


def marks_and_lists(store: Store, library: Library) -> None:
    ids = library.view_ids(View())
    feed = View(ViewKind.FEED, feed_id=library.feeds()[3].id)
    deep = PageKey.of(library.rows([ids[len(ids) // 2]])[0])
    step = iter(range(10 * RUNS))
    often("open the store", lambda: open_store(store.path).close(), 5)
    often("ids of all", lambda: library.view_ids(View()), 20)
    often("ids of unread", lambda: library.view_ids(View(ViewKind.UNREAD)), 20)
    often("ids of a folder", lambda: library.view_ids(View(ViewKind.FOLDER, folder=FolderPath("Folder 1"))), 20)
    often("ids of a feed", lambda: library.view_ids(feed), 5)
    often("newest 50 of all", lambda: library.page(View()), 5)
    often("50 from the middle", lambda: library.page(View(), deep), 5)
    often("newest 50 of a feed", lambda: library.page(feed), 5)
    often("rows of 50", lambda: library.rows(ids[5000:5050]), 5)
    often("feeds with counts", library.feeds, 5)
    often("count of unread", lambda: library.count(View(ViewKind.UNREAD)), 5)
    often("article", lambda: library.article(ids[next(step) * 7]), 5)
    often("recognition", lambda: library.recognition(ArticleId(5)), 5)
    often("set_read", lambda: library.set_read([ids[next(step) * 5]], True), 5)
    often("set_starred", lambda: library.set_starred([ids[next(step) * 5]], True), 5)
    often("undo", library.undo, 5)
    often("pending recognition", lambda: store.mentions.pending("v1", 50), 20)
    often("index of institutions", lambda: store.mentions.institutions(limit=100), 5)


def searches(library: Library) -> None:
    for query in ("école", "université recherche", "mot2500", "univ*", "-école", "école is:unread", "feed:bulk-7"):
        often(query, lambda query=query: library.find(query), 50)  # type: ignore[misc]
    often('"accord signé"', lambda: library.find('"accord signé"'), 50)
    often('"accord école"', lambda: library.find('"accord école"'), 4000, runs=3)
    often('"accord école" typed', lambda: library.find('"accord école"', live=True), 200)
    often("mot1* (1,111 words)", lambda: library.find("mot1*"), 500)
    often("rows and snippets of école", lambda: library.search("école"), 80)
    often("école, best first", lambda: library.search("école", by_relevance=True), 150)


def recognise(store: Store) -> None:
    imt = Institution("imt", "Institut Mines-Télécom", "IMT")
    mentions = tuple(Mention(MentionKind.INSTITUTION, n, n + 3, "IMT", 0, 0.9, "acronym") for n in range(0, 60, 6))
    for number in range(1, 1001):
        store.mentions.save(ArticleId(number), Recognition(mentions, (imt,)), key="v1")


def once(name: str, act: Callable[[], object]) -> None:
    start = perf_counter()
    act()
    print(f"{name:28}{perf_counter() - start:9.2f} s")


def often(name: str, act: Callable[[], object], aim: float, runs: int = RUNS) -> None:
    times: list[float] = []
    for _ in range(runs):
        start = perf_counter()
        act()
        times.append((perf_counter() - start) * 1000)
    verdict = "" if median(times) <= aim else "  OVER"
    print(f"{name:28}{median(times):9.2f} ms   worst {max(times):8.2f}   aim {aim:g}{verdict}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
