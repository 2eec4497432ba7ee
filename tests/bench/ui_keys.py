"""Key to painted frame, in a pseudo terminal of 160 by 48 cells.

    python tests/bench/ui_keys.py [articles] [--beside ARTICLES] [--newsboat] [--refreshing] [--root FOLDER]

Fills an archive, starts the real app, presses keys one at a time. Figures are milliseconds of wall time, p50 and p99;
memory is the resident set of the process on the screen. ``--newsboat``: the same in newsboat, which read the same
articles and has had its ``ANALYZE``. ``--refreshing``: lines, articles, pages and lists again while the app's own
engine refreshes 500 feeds, and how long its event loop was busy at one go meanwhile. ``--beside``: a list of that
length in turn with the long one. ``--root``: an archive kept from run to run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.terminals import Terminal, repeated, spread
from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition

HERE = Path(__file__).parents[2]
LINES = 45
"""How far down and up again: past the end of the screen, in lists of any length."""

LONG_WORDS, MARKS = 5_000, 200
LARGE = 2_000_000
LEFT_IN_ITS_MIDDLE = "left in its middle"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SETTLE = 60
"""Milliseconds that the cursor rests before what it stands on is shown; taken off where that is measured."""

CHILD = """
import os
import sys
from pathlib import Path
if os.environ.get("TURNS"):
    from tests.bench.loop_turns import Watch
    Watch(Path(os.environ["TURNS"]))
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.services.library import Library
from tui_reader.storage.store import open_store
from tui_reader.ui.app import ReaderApp
from tui_reader.engine.client import EngineClient
paths = Paths.under(Path(sys.argv[1]))
connect = (lambda heard: EngineClient(paths, heard)) if sys.argv[2:] else None
ReaderApp(paths, Settings(), lambda: Library(open_store(paths.store)), connect=connect).run()
"""


def fill_archive(root: Path, articles: int, words: int) -> None:
    from tests.builders import fill
    from tui_reader.config.paths import Paths
    from tui_reader.storage.store import open_store

    with open_store(Paths.under(root).store) as store:
        fill(store, feeds=20, articles=articles, words=words)


def make_unread(root: Path) -> None:
    """An archive kept from the last run was read in."""
    from tui_reader.config.paths import Paths
    from tui_reader.model.views import View
    from tui_reader.storage.store import open_store

    with open_store(Paths.under(root).store) as store:
        store.state.set_read(store.articles.ids(View()), False)


def fill_with_long_articles(root: Path, articles: int = 30) -> None:
    """Articles of ``LONG_WORDS`` words with ``MARKS`` institutions and dates in each."""
    from tests.builders import fill
    from tui_reader.config.paths import Paths
    from tui_reader.model.views import View
    from tui_reader.storage.store import open_store

    with open_store(Paths.under(root).store) as store:
        fill(store, feeds=1, articles=articles, words=LONG_WORDS)
        for number in store.articles.ids(View()):
            text = store.articles.get(number).document.text
            step = len(text) // MARKS
            starts = [text.index(" ", at * step) + 1 for at in range(MARKS)]
            mentions = tuple(
                Mention(MentionKind.INSTITUTION, at, at + 5, text[at : at + 5], 0, 0.9, "a test") for at in starts
            )
            found = Recognition(mentions, (Institution("x", "Institut des exemples"),))
            store.mentions.save(number, found, key="bench")


def the_reader(root: Path, *options: str, **environment: str) -> Terminal:
    terminal = Terminal(sys.executable, "-c", CHILD, str(root), *options, PYTHONPATH=str(HERE), **environment)
    terminal.until_quiet(quiet=0.5)
    return terminal


def lines_in_the_list(terminal: Terminal, articles: int, times: int) -> Iterator[float]:
    """From a key to the number of the row it leads to; the list stands on its first row."""
    for number in range(times):
        place = number % (2 * LINES)
        row = place + 2 if place < LINES else 2 * LINES - place
        yield terminal.press_for("j" if place < LINES else "k", f"{row}/{articles}")


def of_lists(root: Path, articles: int) -> dict[str, object]:
    start = time.perf_counter()
    terminal = Terminal(sys.executable, "-c", CHILD, str(root), PYTHONPATH=str(HERE))
    figures: dict[str, object] = {"start to quiet": round((terminal.until_quiet(quiet=0.5) - start) * 1e3)}
    figures["line in the list (j)"] = spread(lines_in_the_list(terminal, articles, 4 * LINES))
    terminal.until_quiet(first=0.3, quiet=0.3)
    figures["line in the list (j), whole frame"] = repeated(60, lambda n: terminal.press("j" if n % 2 else "k"))
    terminal.until_quiet(first=0.3, quiet=0.3)
    terminal.press("h", quiet=0.3)
    shown = [terminal.press("k" if n % 2 else "j", quiet=0.3) - SETTLE for n in range(20)]
    figures["list of all, or of all unread"] = spread(shown)
    figures["next pane (Tab)"] = repeated(60, lambda _n: terminal.press("\t"))
    figures["memory MB"] = terminal.memory()
    terminal.leave("Q")
    return figures


def of_long_articles() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        fill_with_long_articles(Path(folder))
        terminal = the_reader(Path(folder))
        terminal.press("\r", quiet=0.1)
        opened = [terminal.press_for_frame("J" if n % 50 < 25 else "K") for n in range(50)]
        figures: dict[str, object] = {f"another article of {LONG_WORDS} words (J)": spread(opened)}
        figures["page in it (PgDn, PgUp)"] = repeated(
            80, lambda n: terminal.press("\x1b[6~" if n % 40 < 20 else "\x1b[5~")
        )
        figures["line in it (j)"] = repeated(60, lambda _n: terminal.press("j"))
        figures["next mention (])"] = repeated(60, lambda _n: terminal.press("]"))
        terminal.leave("Q")
        return figures


def fill_with_large_articles(root: Path) -> tuple[str, ...]:
    """Articles of ``LARGE`` characters, a small one before each; what they are made of, newest first."""
    from random import Random

    from tests.builders import VOCABULARY, a_feed, an_article, stored
    from tui_reader.config.paths import Paths
    from tui_reader.model.views import View
    from tui_reader.parse.html import html_document
    from tui_reader.storage.store import open_store

    chance = Random(1)

    def words(count: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=count))

    def links(count: int) -> str:
        address = "https://example.org"
        return " ".join(f"{words(2)} <a href='{address}/{n}'>{words(1)}</a>" for n in range(count))

    section = f"<h2>{words(4)}</h2><p>{words(60)} <a href='https://example.org/'>{words(3)}</a> {words(30)}</p>"
    made = {
        "one paragraph": f"<p>{words(LARGE // 6)}</p>",
        "code": "<pre>" + f"{words(12)}\n" * (LARGE // 75) + "</pre>",
        "ideographs": f"<p>{'中文字' * (LARGE // 9)}</p>",
        "6,000 headings and paragraphs": section * (LARGE // 640),
        f"6,000 paragraphs, {LEFT_IN_ITS_MIDDLE}": section * (LARGE // 640),
        "100,000 spans": "".join(f"<p>{f'<b>{words(1)}</b> <em>{words(1)}</em> ' * 50}</p>" for _ in range(1000)),
        "50,000 links": (linked := "".join(f"<p>{links(50)}</p>" for _ in range(1000))),
        f"50,000 links, {LEFT_IN_ITS_MIDDLE}": linked,
        "a table of 18,000 rows": "",
        "5,000 names and dates": f"<p>{words(60)}</p>" * (LARGE // 400),
    }
    rows = "\n".join("\t".join(words(count) for count in (2, 12, 5)) for _ in range(18_000))
    with open_store(Paths.under(root).store) as store:
        feed = a_feed(store, "large")
        for number, (kind, markup) in enumerate(made.items()):
            for title, body in ((kind, markup), ("small", "<p>A word.</p>")):
                moment = NOON - timedelta(hours=2 * number + (title == kind))
                article = an_article(f"{title}{number}", title=title, published=moment)
                document = _as_a_table(title, rows) if not body else html_document(body, title=title)
                stored(store, feed, replace(article, document=document))
        for article_id in store.articles.ids(View()):
            article = store.articles.get(article_id)
            if article.document.title.endswith(LEFT_IN_ITS_MIDDLE):
                store.state.set_position(article_id, len(article.document.text) // 2)
            if article.document.title == kind:
                store.mentions.save(article_id, _many_names(article.document.text), key="bench")
    return tuple(made)


def _as_a_table(title: str, rows: str) -> Document:
    start = len(title) + 1
    table = Block(BlockKind.TABLE, start, start + len(rows), header_rows=1)
    return Document(f"{title}\n{rows}", (Block(BlockKind.TITLE, 0, len(title)), table))


def _many_names(text: str) -> Recognition:
    """5,000 mentions of 500 institutions."""
    step = len(text) // 5_000
    starts = [text.index(" ", at * step) + 1 for at in range(4_999)]
    mentions = tuple(
        Mention(MentionKind.INSTITUTION, at, at + 5, text[at : at + 5], number % 500, 0.9, "a test")
        for number, at in enumerate(starts)
    )
    return Recognition(mentions, tuple(Institution(f"x{n}", f"Institut des exemples {n}") for n in range(500)))


def of_large_articles() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        kinds = fill_with_large_articles(Path(folder))
        terminal = the_reader(Path(folder))
        terminal.press("\r", quiet=0.1)
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _round in range(8):
            for kind in kinds:
                taken[kind].append(terminal.press_for_frame("J", quiet=0.3))
                terminal.press("J", quiet=0.3)
            for _back in range(2 * len(kinds)):
                terminal.press("K", quiet=0.3)
        terminal.leave("Q")
        return {f"article of 2 MB (J), {kind}": spread(times) for kind, times in taken.items()}


def while_refreshing(kept: Path, articles: int) -> dict[str, object]:
    """The app refreshes a farm of 500 feeds; the archive (a copy) grows by their articles, the list does not."""
    from tests.bench.feed_farm import Farm, running
    from tui_reader.config.paths import Paths
    from tui_reader.storage.store import open_store

    with running(replace(Farm(), entries=(20, 50))) as farm, tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "copy"
        shutil.copytree(kept, root)
        with open_store(Paths.under(root).store) as store, store.transaction():
            for url in farm.urls:
                store.feeds.add(url)
        articles += _add_a_long_one(root)
        seen = root / "turns.json"
        terminal = the_reader(root, "engine", TURNS=str(seen))
        terminal.press_for("j", f"2/{articles}")
        terminal.press_for("k", f"1/{articles}")
        os.kill(terminal.pid, signal.SIGUSR1)
        figures = _again_refreshing(terminal, articles)
        os.kill(terminal.pid, signal.SIGUSR2)
        terminal.send("\x1b")
        terminal.until_quiet(first=2, quiet=0.5)
        terminal.leave("Q")
        turns = json.loads(seen.read_text(encoding="utf-8"))
    return {**figures, "turns of the event loop, refreshing": turns}


def _add_a_long_one(root: Path) -> int:
    """An article to page in, the newest of all."""
    from tests.builders import VOCABULARY, a_feed, an_article, stored
    from tui_reader.config.paths import Paths
    from tui_reader.storage.store import open_store

    with open_store(Paths.under(root).store) as store:
        text = "\n".join(" ".join(VOCABULARY[:50]) for _paragraph in range(LONG_WORDS // 50))
        stored(
            store,
            a_feed(store, "long"),
            an_article(title="Long", text=text, published=datetime(2030, 1, 1, tzinfo=UTC)),
        )
    return 1


def _again_refreshing(terminal: Terminal, articles: int) -> dict[str, object]:
    """What is measured in peace, while the engine works; a refresh that is over is begun again."""
    terminal.press_for("R", "refreshing")
    taken = list(lines_in_the_list(terminal, articles, 4 * LINES))
    figures: dict[str, object] = {"line in the list (j), refreshing": spread(taken)}
    terminal.press_for("R", "refreshing")
    terminal.press("\r", quiet=0.1)
    opened = [terminal.press_for_frame("J" if n % 40 < 20 else "K", quiet=0.1) for n in range(40)]
    figures["another article (J), refreshing"] = spread(opened)
    for key in ("h", "g", "\r"):
        terminal.press(key, quiet=0.2)
    terminal.press_for("R", "refreshing")
    paged = [terminal.press_for_frame("\x1b[6~" if n % 2 else "\x1b[5~", quiet=0.04) for n in range(60)]
    figures["page in it (PgDn, PgUp), refreshing"] = spread(paged)
    terminal.press("h", quiet=0.1)
    terminal.press("h", quiet=0.1)
    terminal.press_for("R", "refreshing")
    first_row = re.compile(rb"(?<!\d)1/\d{%d}" % len(str(articles)))
    lists = [terminal.press_for("k" if n % 2 else "j", first_row) - SETTLE for n in range(20)]
    figures["list of all, or of all unread, refreshing"] = spread(lists)
    return figures


def of_two_lengths(short: Path, long: Path, lengths: tuple[int, int], rounds: int = 6) -> dict[str, object]:
    """Lines of a short and of a long list in turn, so that the load of the machine meets both alike."""
    terminals = [the_reader(root) for root in (short, long)]
    taken: tuple[list[float], list[float]] = ([], [])
    for terminal, length in zip(terminals, lengths, strict=True):
        terminal.press_for("j", f"2/{length}")
        terminal.press_for("k", f"1/{length}")
    for _round in range(rounds):
        for terminal, length, times in zip(terminals, lengths, taken, strict=True):
            times += lines_in_the_list(terminal, length, 2 * LINES)
    for terminal in terminals:
        terminal.leave("Q")
    figures: dict[str, object] = {
        f"line in a list of {length} (j), in turn": spread(times) for length, times in zip(lengths, taken, strict=True)
    }
    figures["the longer list takes"] = f"{statistics.median(taken[1]) / statistics.median(taken[0]):.2f} of the time"
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--newsboat", action="store_true")
    parser.add_argument("--refreshing", action="store_true")
    parser.add_argument("--beside", type=int, default=100, help="a list of this length in turn with the long one")
    parser.add_argument("--root", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = arguments.root or Path(folder)
        if not (root / "data").exists():
            fill_archive(root, arguments.articles, arguments.words)
        make_unread(root)
        figures = {
            "articles": arguments.articles,
            **of_lists(root, arguments.articles),
            **of_long_articles(),
            **of_large_articles(),
        }
        if arguments.newsboat:
            from tests.bench.ui_newsboat import of_newsboat

            figures |= {f"newsboat: {name}": value for name, value in of_newsboat(root).items()}
        if arguments.beside:
            short = Path(folder) / "short"
            fill_archive(short, arguments.beside, arguments.words)
            make_unread(root)
            figures |= of_two_lengths(short, root, (arguments.beside, arguments.articles))
        if arguments.refreshing:
            figures |= while_refreshing(root, arguments.articles)
    print("\n".join(f"{name}: {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
