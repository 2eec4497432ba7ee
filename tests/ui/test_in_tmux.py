"""The real program in tmux, with its engine: what a person sees in minute one, and every key that the footer offers."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.ui.actions import HINTS
from tui_reader.ui.keymap import make_keymap

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

PATIENCE = 20.0
KEY_NAMES = {"enter": "Enter", "space": "Space", "tab": "Tab", "escape": "Escape"}
LEAVING = ("app.back",)
OPENING = ("app.help", "feeds.add", "feeds.problems", "links.hints", "mention.why", "search.open")
"""What Esc is needed to come back from."""

ESCAPE_DELAY = 0.12
"""Seconds; after a tenth Textual takes an Esc for one."""


class Tmux:
    """A terminal of its own, and the program in it."""

    def __init__(self, root: Path, columns: int, lines: int, *arguments: str) -> None:
        self._socket = str(root / "tmux")
        folders = [f"XDG_{name}_HOME={root / name.lower()}" for name in ("CONFIG", "DATA", "CACHE", "STATE")]
        program = [sys.executable, "-m", "tui_reader", *arguments]
        program = ["env", "-u", "COLUMNS", "-u", "LINES", *folders, "LC_ALL=C.UTF-8", *program]
        command = ["sh", "-c", '"$@"; echo ended with $?; read -r _', "sh", *program]
        size = ["-x", str(columns), "-y", str(lines)]
        self._run("-f", os.devnull, "new-session", "-d", "-s", "reader", *size, *command)
        fifo = root / "output"
        os.mkfifo(fifo)
        self._output = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)
        self._run("pipe-pane", "-t", "reader", f"cat > {fifo}")

    def _run(self, *arguments: str) -> str:
        command = ["tmux", "-S", self._socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def press(self, *keys: str) -> None:
        self._run("send-keys", "-t", "reader", *(KEY_NAMES.get(key, key) for key in keys))

    def leave(self) -> None:
        """Esc, apart from the key after it: together they would be an Alt key."""
        self.press("escape")
        self.settle(ESCAPE_DELAY)

    def settle(self, patience: float = 0.3) -> None:
        """Until nothing more comes for so many seconds."""
        while self._wait_for_output(patience):
            pass

    def shown(self) -> str:
        return self._run("capture-pane", "-p", "-t", "reader")

    def _wait_for_output(self, patience: float = 0.2) -> bool:
        came = bool(select.select([self._output], [], [], patience)[0])
        if came:
            os.read(self._output, 1 << 20)
        return came

    def until(self, *texts: str) -> str:
        """What is shown once all of these are."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            shown = self.shown()
            if all(text in shown for text in texts):
                return shown
            self._wait_for_output()
        raise AssertionError(f"{texts} never came:\n{shown}")

    def close(self) -> None:
        os.close(self._output)
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Tmux]:
    terminal = Tmux(tmp_path, 160, 48)
    yield terminal
    terminal.close()


def test_minute_one_needs_no_network_and_every_key_of_the_footer_works(reader: Tmux) -> None:
    shown = reader.until("Institutions", "Key dates", "ESMAL")
    first = next(line for line in shown.splitlines() if "11/2019" in line)
    assert "l'IAT s'allient" in first, "the French article comes first, and is open"
    assert "filière commune par apprentissage" in shown
    keys = make_keymap("vim", {}).keys
    pressed = 0
    for pane, panes_on in (("articles", 0), ("article", 1), ("entities", 2), ("feeds", 3)):
        reader.press("h", "h", "h", "h", "l", *["tab"] * panes_on)
        reader.settle()
        footer = reader.until("help").splitlines()[-1]
        for action_id, label in HINTS[pane]:
            if f" {label}" in footer and action_id not in LEAVING:
                reader.press(keys[action_id][0])
                pressed += 1
                if action_id in OPENING:
                    reader.leave()
        reader.press("?")
        reader.until("Type to search")
        reader.leave()
    assert pressed > 30
    reader.press("Q")
    reader.until("ended with 0")
