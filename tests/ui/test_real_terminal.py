"""In a real pseudo terminal: what the other end sees, and how it is left behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.ui.conftest import Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are a Unix thing")

CHILD = """
import sys
from pathlib import Path
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.services.library import Library
from tui_reader.storage.store import open_store
from tui_reader.ui.app import ReaderApp
paths = Paths.under(Path(sys.argv[1]))
sys.exit(ReaderApp(paths, Settings(), lambda: Library(open_store(paths.store))).run() or 0)
"""

LEFT_AS_IT_WAS = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Alternate screen, cursor, mouse, bracketed paste."""


class Terminal:
    """The app, and the screen that a terminal would show."""

    def __init__(self, root: Path, columns: int = 100, lines: int = 30, command: Sequence[str] = ()) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        for size in ("COLUMNS", "LINES"):
            environment.pop(size, None)
        program, *arguments = command or (sys.executable, "-c", CHILD, str(root))
        self.child = pexpect.spawn(program, arguments, dimensions=(lines, columns), env=environment, timeout=10)

    def read(self) -> None:
        try:
            data = self.child.read_nonblocking(1 << 16, timeout=0.05)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            return
        self.bytes += data
        self._stream.feed(data.replace(b"\x1b[<u", b"").replace(b"\x1b[>1u", b"").replace(b"\x1b[?2026$p", b""))

    def until(self, text: str) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            self.read()
            if any(text in line for line in self.screen.display):
                return
        raise AssertionError(f"{text!r} never came:\n" + "\n".join(self.screen.display))

    def until_left(self) -> None:
        """Until the shell, or a command, has the terminal. Then it is cleared: only what comes again is seen."""
        before = len(self.bytes)
        deadline = time.monotonic() + 20
        while LEFT_AS_IT_WAS[0] not in self.bytes[before:] and time.monotonic() < deadline:
            self.read()
        self.screen.reset()

    def until_end(self) -> int:
        deadline = time.monotonic() + 20
        while self.child.isalive() and time.monotonic() < deadline:
            self.read()
        self.read()
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)


@pytest.fixture
def terminal(filled: Desk) -> Iterator[Terminal]:
    shown = Terminal(filled.root)
    yield shown
    if not shown.child.closed:
        shown.child.kill(signal.SIGKILL)
        shown.until_end()


def test_errors_may_be_led_into_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    errors = tmp_path / "errors"
    shown = Terminal(tmp_path, command=("/bin/sh", "-c", f'"{sys.executable}" -m tui_reader 2>"{errors}"'))
    shown.until("Welcome")
    shown.child.send("Q")
    assert shown.until_end() == 0
    assert errors.read_bytes() == b""


def test_a_terminal_that_goes_while_a_command_has_it_ends_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    shown = Terminal(tmp_path, command=(sys.executable, "-m", "tui_reader"))
    shown.until("Welcome")
    shown.child.send("|")
    shown.until("Command that gets")
    shown.child.send("cat\r")
    shown.until("Enter goes back")
    shown.child.ptyproc.fileobj.close()
    assert shown.child.ptyproc.wait() == 0
    shown.child.closed = True


def test_reading_in_a_terminal_and_leaving_it_as_it_was(terminal: Terminal) -> None:
    terminal.until("Article 4")
    terminal.child.send("j")
    terminal.until("2/7")
    terminal.child.send("\r")
    terminal.until("Paragraphe 0")
    terminal.child.send("Q")
    assert terminal.until_end() == 0
    assert all(mode in terminal.bytes for mode in LEFT_AS_IT_WAS)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_end_gives_the_terminal_back_and_saves(
    terminal: Terminal, filled: Desk, number: signal.Signals
) -> None:
    terminal.until("Article 4")
    terminal.child.send(">")
    terminal.until("Text 84 columns wide")
    terminal.child.kill(number)
    terminal.until_end()
    assert all(mode in terminal.bytes for mode in LEFT_AS_IT_WAS)
    assert '"measure": 84' in filled.paths.ui_state_file.read_text()


def test_the_whole_screen_is_there_again_after_the_shell(terminal: Terminal) -> None:
    terminal.until("Article 4")
    terminal.child.send("\x1a")
    terminal.until_left()
    os.waitid(os.P_PID, terminal.child.pid, os.WSTOPPED)
    terminal.child.kill(signal.SIGCONT)
    for pane in ("Feeds", "Article 4", "Paragraphe 0", "help"):
        terminal.until(pane)


def test_a_command_that_cannot_be_run_or_is_interrupted_leaves_the_reader_as_it_was(terminal: Terminal) -> None:
    terminal.until("Article 4")
    terminal.child.send("|")
    terminal.until("Command that gets")
    terminal.child.send("no-such-command\r")
    terminal.until("cannot be run")
    terminal.child.send("|")
    terminal.until("Command that gets")
    terminal.child.send("sh -c 'echo it r\"\"uns; read _ < /dev/tty'\r")
    terminal.until("it runs")
    terminal.child.sendintr()
    terminal.until("Enter goes back")
    terminal.child.send("\r")
    terminal.until("Feeds")
    terminal.child.send("Q")
    assert terminal.until_end() == 0


def test_dragging_a_border_leaves_nothing_behind(filled: Desk) -> None:
    terminal = Terminal(filled.root, columns=130)
    terminal.until("Article 4")
    border = terminal.screen.display[3].index("│")
    for start, end in ((border, 20), (20, 30)):
        terminal.child.send(f"\x1b[<0;{start + 1};12M\x1b[<32;{end + 1};12M\x1b[<0;{end + 1};12m")
        deadline = time.monotonic() + 5
        while not all(line[end] == "│" for line in terminal.screen.display[1:26]) and time.monotonic() < deadline:
            terminal.read()
        for _ in range(6):
            terminal.read()
        lines = terminal.screen.display[1:26]
        borders = [[place for place, sign in enumerate(line) if sign == "│"] for line in lines]
        assert all(places == borders[0] and len(places) == 2 for places in borders), "\n".join(lines)
        assert borders[0][0] == end
    terminal.child.close(force=True)
