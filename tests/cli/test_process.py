"""What only a process shows: exit codes, which stream says what, pipes that close, interrupts, what is imported."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import a_feed, fill
from tests.cli.conftest import COMMAND, RSS
from tests.loopback import Gate, LoopbackServer
from tui_reader.config.paths import Paths
from tui_reader.storage.store import open_store

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

HEAVY = (
    "textual",
    "rich",
    "httpx",
    "feedparser",
    "lxml",
    "trafilatura",
    "babel",
    "listparser",
    "asyncio",
    "tui_reader.ui",
)


def test_data_goes_to_stdout_and_talk_to_stderr(process: Process, archive: Paths) -> None:
    ended = process("entities", "missing.txt", "-", "--json", input="Le CNRS a signé un accord.".encode(), stdin=None)
    assert ended.returncode == 1
    assert len(json.loads(ended.stdout)) == 1
    assert ended.stderr == b"reader: missing.txt does not exist; check the name.\n"


@pytest.mark.parametrize("argv", [["--version"], ["list"], ["--help"], []])
def test_nothing_heavy_is_imported_to_list(archive: Paths, argv: list[str]) -> None:
    program = (
        "import sys; from tui_reader.cli.main import Screen, run\n"
        f"code = run({argv!r}, Screen(lambda launch: 9, lambda settings: None))\n"
        f"print(code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stderr == "0 []\n"


def test_a_reader_that_has_enough_is_no_failure(process: Process, empty: Paths) -> None:
    with open_store(empty.store) as store:
        fill(store, feeds=2, articles=3000, words=10)
    line = subprocess.list2cmdline(COMMAND)
    for command in ("list --limit 3000", "list --limit 3000 --json", "export --json", "demo", "--help"):
        ended = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line} {command} | head -1"], capture_output=True, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, b""), command
        assert ended.stdout.count(b"\n") == 1


def test_a_full_disk_behind_stdout_is_said(process: Process, archive: Paths) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        ended = process("list", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 1
    assert ended.stderr.startswith(b"reader: ") and ended.stderr.count(b"\n") == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(archive: Paths, closed: str) -> None:
    line = subprocess.list2cmdline(COMMAND)
    for command in ("list", "entities -"):
        ended = subprocess.run(
            ["bash", "-c", f"{line} {command} {closed}"], capture_output=True, check=False, input=b"x"
        )
        assert ended.returncode in (0, 2) and b"Traceback" not in ended.stderr


def test_output_is_utf8_in_any_locale(process: Process, archive: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("LC_ALL", "C"), ("PYTHONCOERCECLOCALE", "0"), ("PYTHONUTF8", "0")):
        monkeypatch.setenv(name, value)
    assert "Deux écoles signent un accord" in process("list").stdout.decode("utf-8")
    assert json.loads(process("list", "--json").stdout.decode("utf-8"))


def heed_interrupts() -> None:
    """A job in a shell's background, and all it starts, is born deaf to Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_terminal_without_typographic_signs_gets_plain_ones(process: Process, empty: Paths) -> None:
    ended = process("--lang", "fr", "show", "absent…txt", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert ended.stderr.decode("latin-1").startswith("reader: absent...txt n'existe pas ; vérifiez")


def test_an_interrupt_ends_with_130_and_keeps_what_was_there(archive: Paths, loopback: LoopbackServer) -> None:
    gate = Gate()
    loopback.route("/slow.xml", body=RSS, delay=gate)
    with open_store(archive.store) as store:
        store.feeds.rewrite_url(store.feeds.all()[0].id, loopback.url("/slow.xml"))
    child = subprocess.Popen(
        [*COMMAND, "refresh", "--force"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )
    try:
        loopback.wait_for(1)
        os.killpg(child.pid, signal.SIGINT)
        out, err = child.communicate(timeout=20)
    finally:
        gate.open()
        child.kill()
        child.communicate()
    assert (child.returncode, out, err) == (130, b"", b"reader: interrupted\n")
    with open_store(archive.store) as store:
        [feed] = store.feeds.all()
        assert (feed.total, feed.error) == (2, "")


def test_a_mark_is_on_the_disk_when_the_command_has_ended(process: Process, archive: Paths) -> None:
    assert process("mark", "--read", "1").returncode == 0
    rows = {row["id"]: row["read"] for row in json.loads(process("list", "--json").stdout)}
    assert rows == {1: True, 2: False}


def test_two_commands_at_once_do_not_hinder_each_other(archive: Paths) -> None:
    marks = [
        subprocess.Popen([*COMMAND, "mark", flag, number], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        for flag, number in (("--read", "1"), ("--star", "1"), ("--read", "2"), ("--star", "2"))
    ]
    assert [(child.communicate()[1], child.returncode) for child in marks] == [(b"", 0)] * 4
    with open_store(archive.store, read_only=True) as store:
        rows = store.articles.rows([1, 2])  # type: ignore[list-item]
    assert all(row.read and row.starred for row in rows)


def test_many_feeds_that_fail_say_a_line_each(process: Process, empty: Paths) -> None:
    with open_store(empty.store) as store:
        for number in range(6):
            store.feeds.rewrite_url(a_feed(store, f"f{number}").id, f"http://127.0.0.1:9/{number}")
    ended = process("refresh", "--json")
    assert ended.returncode == 1
    told = json.loads(ended.stdout)
    assert told["failed"] == 6 and all(feed["error"] for feed in told["feeds"])
    assert ended.stderr == b""


def on_a_terminal(*argv: str, columns: int = 60) -> tuple[int, str]:
    """The command with a real terminal for stdin, stdout and stderr: how it ended and all that was shown."""
    parent, child = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": str(columns)}
    process = subprocess.Popen([*COMMAND, *argv], stdin=child, stdout=child, stderr=child, env=environment)
    os.close(child)
    shown = b""
    while select.select([parent], [], [], 30)[0]:
        try:
            piece = os.read(parent, 65536)
        except OSError:  # Linux says so that the other side is closed
            break
        if not piece:
            break
        shown += piece
    os.close(parent)
    return process.wait(30), shown.decode()


def test_a_real_terminal_gets_cut_lines_and_progress(archive: Paths, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=RSS)
    code, shown = on_a_terminal("list")
    assert code == 0
    assert shown.splitlines()[0] == "2 N  2019-05-07  Les Écoles  Un laboratoire ouvrira, dit un…"
    code, shown = on_a_terminal("add", loopback.url("/feed.xml"))
    assert code == 0
    assert shown.startswith("\r" + loopback.url("/feed.xml"))
    assert shown.splitlines()[-1].endswith("Les Écoles (2 articles)")


def test_a_dumb_terminal_never_starts_the_screen(archive: Paths) -> None:
    code, shown = on_a_terminal()
    assert code == 0
    assert "Deux écoles signent un accord" in shown and "\x1b" not in shown
