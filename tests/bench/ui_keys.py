"""Key to painted frame, in a pseudo terminal: ``python tests/bench/ui_keys.py [articles] [--json]``.

Fills an archive, starts the real app without an engine, presses keys one at a time and waits until the terminal has
had the whole frame. Figures are milliseconds of wall time, p50 and p99; memory is the resident set of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

QUIET = 0.02
"""A frame is over when nothing more comes for this long; the preview of an article starts later than that."""

WIDTH, HEIGHT = 160, 48

DOWN_AND_UP = "j" * 45 + "k" * 45
"""Past the end of the screen and back, in lists of any length."""

CHILD = """
import sys
from pathlib import Path
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.services.library import Library
from tui_reader.storage.store import open_store
from tui_reader.ui.app import ReaderApp
paths = Paths.under(Path(sys.argv[1]))
ReaderApp(paths, Settings(), lambda: Library(open_store(paths.store))).run()
"""


class Terminal:
    """The other end of the app's terminal."""

    def __init__(self, root: Path) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [sys.executable, "-c", CHILD, str(root)])
        ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))

    def until_quiet(self, *, first: float = 5.0, quiet: float = QUIET) -> float:
        """Read until nothing more comes; the time at which the last bytes came."""
        last, patience = time.perf_counter(), first
        while select.select([self.fd], [], [], patience)[0]:
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                break
            last, patience = time.perf_counter(), quiet
            if b"\x1b[?2026$p" in data:
                os.write(self.fd, b"\x1b[?2026;2$y")
        return last

    def press(self, keys: str) -> float:
        start = time.perf_counter()
        os.write(self.fd, keys.encode())
        return (self.until_quiet(first=1.0) - start) * 1e3

    def memory(self) -> float:
        """Resident set, MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def fill_archive(root: Path, articles: int, words: int) -> None:
    from tests.builders import fill
    from tui_reader.config.paths import Paths
    from tui_reader.storage.store import open_store

    with open_store(Paths.under(root).store) as store:
        fill(store, feeds=20, articles=articles, words=words)


def measure(terminal: Terminal, keys: str, times: int, pause: float = 0.0) -> dict[str, float]:
    """Press the keys in turn, so many times in all; a pause lets what follows a key come and go."""
    taken = []
    for number in range(times):
        taken.append(terminal.press(keys[number % len(keys)]))
        if pause:
            time.sleep(pause)
            terminal.until_quiet(first=0.001)
    taken.sort()
    return {"p50": round(statistics.median(taken), 1), "p99": round(taken[int(len(taken) * 0.99) - 1], 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        fill_archive(root, arguments.articles, arguments.words)
        start = time.perf_counter()
        terminal = Terminal(root)
        figures: dict[str, object] = {"articles": arguments.articles}
        figures["start to quiet"] = round((terminal.until_quiet(quiet=0.5) - start) * 1e3)
        figures["line in the list (j)"] = measure(terminal, DOWN_AND_UP, 180)
        terminal.until_quiet(first=0.3)
        figures["line in the list (j), article shown"] = measure(terminal, DOWN_AND_UP, 60, pause=0.12)
        figures["next article (J)"] = measure(terminal, "J" * 25 + "K" * 25, 100)
        terminal.press("\t")
        figures["line in the article (j)"] = measure(terminal, "j", 60)
        figures["next pane (Tab)"] = measure(terminal, "\t", 60)
        terminal.press("G")
        figures["memory MB"] = round(terminal.memory(), 1)
        os.write(terminal.fd, b"Q")
        terminal.until_quiet(first=2)
        os.waitpid(terminal.pid, 0)
    print(json.dumps(figures) if arguments.json else "\n".join(f"{name}: {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
