"""Processor time to the first painted screen, beside an empty Textual app.

    python -m tests.bench.ui_start [articles]

Both run in a pseudo terminal of 160 by 48 cells and leave as soon as their first frame has been written. Figures are
the median of the runs, milliseconds of user and system time, in turn, so that the load of the machine meets both alike;
the floor is what importing ``textual.app`` alone costs.
"""

from __future__ import annotations

import argparse
import compileall
import os
import pty
import resource
import statistics
import struct
import sys
import tempfile
import termios
from fcntl import ioctl
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path.insert(0, str(HERE))

RUNS = 15

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("one")
        yield Static("two")
    def on_mount(self):
        self.call_after_refresh(self.exit)
app = Empty()
app.run()
raise SystemExit(app.return_code)
"""

READER = """
import sys
from tui_reader import __main__ as command
def launch(wanted):
    from tui_reader.ui.collector import uncollected
    with uncollected():
        from tui_reader.ui.app import ReaderApp
        ReaderApp._after_first_paint = lambda self: self.exit(0)
        return launched(wanted)
launched, command._launch = command._launch, launch
sys.argv = ["reader"]
sys.exit(command.main())
"""
"""The command itself, but for its end."""

FLOOR = "import textual.app"


def processor_time(code: str, **environment: str) -> float:
    """User and system milliseconds of a program in a terminal. Raises ``RuntimeError`` where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", **environment)
        os.execv(sys.executable, [sys.executable, "-c", code])
    ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))
    while True:
        try:
            if not os.read(fd, 1 << 16):
                break
        except OSError:
            break
    _pid, status = os.waitpid(pid, 0)
    os.close(fd)
    if status:
        raise RuntimeError(f"it ended with {os.waitstatus_to_exitcode(status)}:\n{code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=1_000)
    parser.add_argument("--root", type=Path, help="an archive that is there already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = arguments.root or Path(folder)
        environment = {f"XDG_{kind}_HOME": str(root / kind) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        if arguments.root is None:
            from tests.builders import fill
            from tui_reader.config.paths import paths
            from tui_reader.storage.store import open_store

            with open_store(paths(environment).store) as store:
                fill(store, feeds=20, articles=arguments.articles, words=60)
        compileall.compile_dir(HERE / "tui_reader", quiet=1)
        programs = {"import textual.app": FLOOR, "empty app": EMPTY, "reader": READER}
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for _run in range(RUNS):
            for name, code in programs.items():
                taken[name].append(processor_time(code, **environment))
    for name, times in taken.items():
        print(f"{name}: median {statistics.median(times):.0f} ms, best {min(times):.0f} ms")
    print(f"reader / empty app: {statistics.median(taken['reader']) / statistics.median(taken['empty app']):.2f}")


if __name__ == "__main__":
    main()
