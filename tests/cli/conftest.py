"""The command line, called in this process where that is enough, and as a process where that is the point."""

from __future__ import annotations

import asyncio
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import LoopbackServer
from tests.services.workbench import InProcessParser
from tui_reader.cli import main
from tui_reader.cli.session import Launch
from tui_reader.config.paths import Paths, paths
from tui_reader.engine.local import LocalEngine, local_engine
from tui_reader.fetch.limits import Limits
from tui_reader.i18n import set_language
from tui_reader.storage.store import open_store

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Les Écoles</title><link>https://ecoles.example.org/</link>
<item><guid>accord</guid><title>Deux écoles signent un accord</title><link>https://ecoles.example.org/accord</link>
<author>Camille Ferrand</author><pubDate>Mon, 06 May 2019 10:00:00 GMT</pubDate>
<description>&lt;p&gt;L'IMT (institut Mines-Télécom) et le CNRS ont signé, le 6 mai 2019, un accord.
Il prendra effet dès septembre 2020 ; le bilan viendra en 2025.&lt;/p&gt;</description></item>
<item><guid>laboratoire</guid>
<title>Un laboratoire ouvrira, dit un titre qui dépasse de loin les quatre-vingts colonnes</title>
<link>https://ecoles.example.org/laboratoire</link><pubDate>Tue, 07 May 2019 10:00:00 GMT</pubDate>
<description>Le CNRS ouvrira un laboratoire le 3 janvier 2021.</description></item>
</channel></rss>"""

HTML = "<!doctype html><html><head><title>Une page</title></head><body><p>Pas de flux ici.</p></body></html>"

FEED = "https://ecoles.example.org/feed.xml"
"""Where the feed of the ``archive`` fixture says it comes from. Nothing answers there."""


@dataclass(frozen=True)
class Ended:
    """How a command ended. ``launched``: what the screen would have been started with."""

    code: int
    raw: bytes
    err: str
    launched: list[Launch] = field(default_factory=list)

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


Reader = Callable[..., Ended]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """English, a known terminal, a working folder of the test's own, and no waiting between two requests."""
    for name in ("LANG", "LC_MESSAGES", "COLUMNS", "LINES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    set_limits(monkeypatch, host_pace=0)
    yield
    set_language("en")


class _ParsersHere(InProcessParser):
    async def close(self) -> None:
        """There is no process to end."""


@pytest.fixture
def parsers_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process, in tests of which parsers are not the point: starting one costs a fifth of a second."""
    monkeypatch.setattr("tui_reader.engine.local.ParserPool", _ParsersHere)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """``reader("list", "--json")``: the command in this process. ``columns``: stdout and stderr are a terminal."""

    def call(*argv: str | Path, stdin: bytes | str = b"", columns: int = 0) -> Ended:
        kind = _Terminal if columns else io.TextIOWrapper
        out, err = (kind(io.BytesIO(), "utf-8", newline="") for _end in range(2))
        body = stdin.encode() if isinstance(stdin, str) else stdin
        launched: list[Launch] = []

        def launch(given: Launch) -> int:
            launched.append(given)
            return 0

        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", kind(io.BytesIO(body), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            if columns:
                patch.setenv("COLUMNS", str(columns))
            code = main.run([str(word) for word in argv], main.Screen(launch, lambda settings: None))
            out.flush()
            err.flush()
        return Ended(code, out.buffer.getvalue(), err.buffer.getvalue().decode(), launched)

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """``python -m tui_reader …`` as a process of its own, without a terminal."""

    def run(*argv: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
        options.setdefault("capture_output", True)
        options.setdefault("timeout", 60)
        if "input" not in options:
            options.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run([*COMMAND, *map(str, argv)], check=False, **options)

    return run


COMMAND = (sys.executable, "-m", "tui_reader")


@pytest.fixture(scope="session")
def archive_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one feed and two articles, indexed and recognised, made by the program itself."""
    root = tmp_path_factory.mktemp("archive")
    where = Paths.under(root)

    async def fill(url: str) -> None:
        async with local_engine(where, clock=lambda: datetime(2026, 3, 2, 8, 0, tzinfo=UTC)) as engine:
            result = await engine.add(url)
            assert [feed.total for feed in result.added] == [2], result.skipped

    with pytest.MonkeyPatch.context() as patch, LoopbackServer() as server:
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            patch.delenv(name)
        server.route("/feed.xml", body=RSS)
        asyncio.run(fill(server.url("/feed.xml")))
    with open_store(where.store) as store:
        store.feeds.rewrite_url(store.feeds.all()[0].id, FEED)
    return where.data_dir


@pytest.fixture
def archive(archive_template: Path) -> Paths:
    """A copy of it where the commands of this test find it. Article 1 is of 6 May 2019, article 2 of the 7th."""
    where = paths()
    shutil.copytree(archive_template, where.data_dir, dirs_exist_ok=True)
    return where


@pytest.fixture
def empty() -> Paths:
    """Where the commands of this test keep things; nothing is there yet."""
    return paths()


@pytest.fixture
def sample() -> Path:
    """The sample document of the project."""
    found = SHARED / "data" / "article-sigma-imt.txt"
    if not found.exists():
        pytest.skip("../shared/data is not here")
    return found


def one_sentence(said: str) -> bool:
    """Whether a failure is told as it should be: one line that begins with the program's name, and no traceback."""
    return said.startswith("reader: ") and said.count("\n") == 1 and "Traceback" not in said


def kept(archive: Paths) -> list[tuple[Any, ...]]:
    """What the archive holds, to be compared before and after."""
    with sqlite3.connect(f"{archive.store.as_uri()}?mode=ro", uri=True) as db:
        found = db.execute("SELECT id, url, title FROM feeds").fetchall()
        found += db.execute("SELECT id, title FROM articles").fetchall()
    db.close()
    return found


def failed(ended: Ended, code: int, *said: str) -> None:
    assert ended.code == code, ended.err
    assert ended.out == ""
    assert one_sentence(ended.err), ended.err
    for words in said:
        assert words in ended.err


_MAKE_ENGINE = LocalEngine.__init__


def set_limits(monkeypatch: pytest.MonkeyPatch, **limits: float) -> None:
    """Other limits of the network than a person has: these tests have less time."""

    def make(self: LocalEngine, paths: Paths, **options: Any) -> None:
        _MAKE_ENGINE(self, paths, **{**options, "limits": Limits(**limits)})  # type: ignore[arg-type]

    monkeypatch.setattr(LocalEngine, "__init__", make)
