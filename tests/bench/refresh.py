"""Refreshing many feeds, beside newsboat: wall and CPU seconds, peak memory.

    python -m tests.bench.refresh [--feeds 500] [--runs 5] [--latency 0] [--only cold,304]

Both readers ask the same farm of feeds (``tests.bench.feed_farm``), in turn, run after run; the table gives medians.
Each run is a process of its own, its start included. newsboat gets ``ANALYZE`` after it filled its cache (without it
its planner reads every article for every feed) and the number of threads with which it is fastest here, found by short
runs; it is left out with a word where it is not installed. Peak memory is the sum of the peaks of all processes,
measured by the kernel.
"""

from __future__ import annotations

import argparse
import asyncio
import compileall
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.feed_farm import Farm, RunningFarm, running

ROOT = Path(__file__).parents[2]
ROWS = ("cold", "304", "200", "new")
MODES = {"cold": "etag", "304": "etag", "200": "plain", "new": "grown"}
REQUIRED = {"cold": 0.6, "searchable": 1.0, "304": 0.7, "200": 1.2, "new": 0.4}
"""Our wall time as a share of newsboat's, at most."""

THREADS = (1, 2, 4, 8, 16)
"""What newsboat's ``reload-threads`` is chosen from."""
NEWEST = 200
"""Articles whose names and dates should be there soon after a refresh."""
TRIED_ON = 100
"""Feeds, twice, of which the better time counts; each choice takes a few seconds."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds and megabytes of one refresh. ``new``: articles; ``searchable``: wall until all can be searched;
    ``marked``: wall from the end of the refresh until the newest ones have their names and dates."""

    wall: float
    cpu: float
    memory: float
    new: int = 0
    searchable: float = 0.0
    marked: float = 0.0


def main() -> None:
    options = _options()
    if options.measured:
        asyncio.run(_refresh(Path(options.measured)))
        return
    compileall.compile_dir(ROOT / "tui_reader", quiet=2)
    farm = Farm(
        options.feeds, tuple(options.entries), tuple(options.words), options.seed, options.latency, options.failing
    )
    wanted = options.only.split(",")
    with running(farm) as served:
        print(
            f"{farm.feeds} feeds of {farm.entries[0]}–{farm.entries[1]} entries of {farm.words[0]}–{farm.words[1]} "
            f"words, {farm.latency * 1000:.0f} ms latency; {options.runs} runs"
        )
        contenders: dict[str, Callable[[RunningFarm, str, Path], Run]] = {"reader": _our_run}
        if shutil.which("newsboat") and not options.alone:
            threads = options.threads or _best_threads(served)
            contenders["newsboat"] = lambda served, row, home: _newsboat_run(served, row, home, threads)
        elif not options.alone:
            print("newsboat is not installed: no comparison")
        print(_table(_measure(served, contenders, wanted, options.runs)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, nargs=2, default=(20, 50))
    parser.add_argument("--words", type=int, nargs=2, default=(500, 1_500))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--failing", type=float, default=0.0, help="share of hosts that misbehave")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=0, help="newsboat's reload-threads; 0: the best, by trial")
    parser.add_argument("--only", default=",".join(ROWS))
    parser.add_argument("--alone", action="store_true", help="without newsboat")
    parser.add_argument("--measured", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(
    served: RunningFarm, contenders: dict[str, Callable[[RunningFarm, str, Path], Run]], rows: list[str], runs: int
) -> dict[tuple[str, str], list[Run]]:
    """Every contender in every row, in turn; each run starts from an empty archive and goes through all rows."""
    measured: dict[tuple[str, str], list[Run]] = {}
    chance = random.Random(0)
    for number in range(runs):
        with tempfile.TemporaryDirectory() as root:
            for name in contenders:
                Path(root, name).mkdir()
            _subscribe(served.urls, Path(root, "reader"))
            Path(root, "newsboat.urls").write_text("\n".join(served.urls), encoding="utf-8")
            for row in ("cold", *(row for row in ROWS[1:] if row in rows)):
                for name in chance.sample(list(contenders), len(contenders)):
                    served.switch(MODES[row])
                    measured.setdefault((row, name), []).append(contenders[name](served, row, Path(root, name)))
        print(f"  run {number + 1}: {_walls(measured)}", file=sys.stderr)
    return measured


def _walls(measured: dict[tuple[str, str], list[Run]]) -> str:
    return ", ".join(f"{row} {name} {runs[-1].wall:.2f}" for (row, name), runs in measured.items())


def _table(measured: dict[tuple[str, str], list[Run]]) -> str:
    lines = [f"{'':<12}{'':>10}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'new':>8}{'ratio':>8}  required"]
    for row in ROWS:
        theirs = measured.get((row, "newsboat"))
        yardstick = median(run.wall for run in theirs) if theirs else 0.0
        for name in ("newsboat", "reader"):
            if runs := measured.get((row, name)):
                lines.append(_line(row, name, runs, [run.wall for run in runs], yardstick))
                if name == "reader" and row == "cold":
                    lines.append(_line("searchable", name, runs, [run.searchable for run in runs], yardstick))
                    marked = median(run.marked for run in runs)
                    lines.append(f"the newest {NEWEST} marked, after all can be read: {marked:.2f} s, required ≤ 5")
    return "\n".join(lines)


def _line(row: str, name: str, runs: list[Run], walls: list[float], yardstick: float) -> str:
    wall = median(walls)
    figures = f"{wall:>9.2f}{median(r.cpu for r in runs):>9.2f}{max(r.memory for r in runs):>9.0f}{runs[-1].new:>8}"
    if name == "newsboat" or not yardstick:
        return f"{row:<12}{name:>10}{figures}"
    return f"{row:<12}{name:>10}{figures}{wall / yardstick:>8.2f}  ≤ {REQUIRED[row]}"


def _subscribe(urls: list[str], home: Path) -> None:
    from tui_reader.config.paths import Paths
    from tui_reader.storage.store import open_store

    with open_store(Paths.under(home).store) as store, store.transaction():
        for url in urls:
            store.feeds.add(url)


def _our_run(_served: RunningFarm, _row: str, home: Path) -> Run:
    started = time.monotonic()
    command = [sys.executable, "-m", "tests.bench.refresh", "--measured", str(home)]
    output, _wall, cpu, memory = _finished(command, ROOT)
    found = json.loads(output)
    return Run(
        found["readable_at"] - started,
        cpu,
        memory + found["children"],
        found["new"],
        found["searchable_at"] - started,
        found["marked_after"],
    )


def _best_threads(served: RunningFarm) -> int:
    """The number with which newsboat fetches some of these feeds for the first time soonest."""
    walls = {}
    served.switch(MODES["cold"])
    for threads in THREADS:
        with tempfile.TemporaryDirectory() as root:
            homes = ("first", "second")
            for each in homes:
                Path(root, each).mkdir()
            Path(root, "newsboat.urls").write_text("\n".join(served.urls[:TRIED_ON]), encoding="utf-8")
            walls[threads] = min(_newsboat_run(served, "cold", Path(root, each), threads).wall for each in homes)
    best = min(walls, key=walls.__getitem__)
    tried = ", ".join(f"{threads}: {wall:.2f} s" for threads, wall in walls.items())
    print(f"newsboat's reload-threads: {best} (tried on {min(TRIED_ON, len(served.urls))} feeds, {tried})")
    return best


def _newsboat_run(_served: RunningFarm, row: str, home: Path, threads: int) -> Run:
    config, cache = home / "config", home / "cache.db"
    config.write_text(f"reload-threads {threads}\nauto-reload no\n", encoding="utf-8")
    urls = home.with_name("newsboat.urls")
    before = _articles(cache)
    command = ["newsboat", "-q", "-u", str(urls), "-c", str(cache), "-C", str(config), "-x", "reload"]
    _output, wall, cpu, memory = _finished(command, home)
    run = Run(wall, cpu, memory, _articles(cache) - before)
    if row == "cold":
        with sqlite3.connect(cache) as db:
            db.execute("ANALYZE")
        db.close()
    return run


def _articles(cache: Path) -> int:
    if not cache.exists():
        return 0
    db = sqlite3.connect(cache)
    try:
        return int(db.execute("SELECT count(*) FROM rss_item").fetchone()[0])
    finally:
        db.close()


def _finished(command: list[str], folder: Path) -> tuple[str, float, float, float]:
    """What it printed; its wall and CPU seconds, children included; its own peak in megabytes."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder)
    assert process.stdout is not None
    output = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return output, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


async def _refresh(home: Path) -> None:
    """Our contender: what ``reader refresh --force`` does, with the times at which all can be read and searched."""
    import resource

    from tui_reader.config.paths import Paths
    from tui_reader.engine.local import LocalEngine

    engine = LocalEngine(Paths.under(home))
    summary = await engine.refresh()
    readable = time.monotonic()
    while engine.index_alone():
        pass
    searchable = time.monotonic()
    marked = 0
    while marked < NEWEST and (took := await engine.annotation.step()):
        marked += took
    marked_after = time.monotonic() - readable
    await engine.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    found = {
        "new": summary.new_articles,
        "readable_at": readable,
        "searchable_at": searchable,
        "marked_after": marked_after,
        # The largest of them: there is one parser process.
        "children": children,
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
