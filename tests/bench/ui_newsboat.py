"""newsboat on the articles of one of our archives: what it is given, and how fast it answers keys."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tempfile
import time
from html import escape
from pathlib import Path

from tests.bench.terminals import Terminal, repeated
from tui_reader.config.paths import Paths
from tui_reader.model.feeds import Feed
from tui_reader.model.views import View, ViewKind
from tui_reader.storage.store import Store, open_store

ALL = '"query:All:unread = \\"yes\\" or unread = \\"no\\""'


def of_newsboat(root: Path) -> dict[str, object]:
    """Figures as ``ui_keys`` has them; empty where newsboat is not installed."""
    program = shutil.which("newsboat")
    if program is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        options = _filled(program, Paths.under(root), home)
        start = time.perf_counter()
        terminal = Terminal(program, *options)
        figures: dict[str, object] = {"start to quiet": round((terminal.until_quiet(quiet=0.5) - start) * 1e3)}
        figures["list of all"] = round(terminal.press("\r", quiet=5.0))
        figures["line in the list (j)"] = repeated(90, lambda n: terminal.press("j" if n % 90 < 45 else "k"))
        figures["open an article (Enter)"] = round(terminal.press("\r", quiet=1.0))
        figures["memory MB"] = terminal.memory()
        terminal.leave("Q")
        return figures


def _filled(program: str, paths: Paths, home: Path) -> list[str]:
    """Give newsboat the same articles; its options."""
    urls = home / "urls"
    with open_store(paths.store) as store:
        feeds = [feed for feed in store.feeds.all() if feed.total]
        lines = [ALL, *(f"file://{_as_rss(store, feed, home)}" for feed in feeds)]
    urls.write_text("\n".join(lines) + "\n")
    (home / "config").write_text("auto-reload no\nmax-items 0\nconfirm-exit no\n")
    cache = home / "cache.db"
    options = ["-C", str(home / "config"), "-u", str(urls), "-c", str(cache)]
    subprocess.run([program, *options, "-x", "reload"], check=True, capture_output=True)
    with sqlite3.connect(cache) as db:
        db.execute("ANALYZE")
    return options


def _as_rss(store: Store, feed: Feed, home: Path) -> Path:
    target = home / f"{feed.id}.xml"
    with target.open("w", encoding="utf-8") as out:
        out.write(f"<rss version='2.0'><channel><title>{escape(feed.title or feed.url)}</title>\n")
        for number in store.articles.ids(View(ViewKind.FEED, feed_id=feed.id)):
            article = store.articles.get(number)
            when = article.date.strftime("%a, %d %b %Y %H:%M:%S GMT") if article.date else ""
            out.write(
                f"<item><title>{escape(article.document.title)}</title><guid>{escape(article.entry_id)}</guid>"
                f"<pubDate>{when}</pubDate><description>{escape(article.document.text)}</description></item>\n"
            )
        out.write("</channel></rss>\n")
    return target
