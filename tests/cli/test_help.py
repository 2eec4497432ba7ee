"""Help teaches: every command has an example, and every example works as it stands."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, RSS, Reader
from tests.loopback import LoopbackServer
from tui_reader.cli.grammar import COMMANDS, GROUPS, parse
from tui_reader.cli.main import Screen, run
from tui_reader.config.paths import Paths
from tui_reader.storage.store import open_store

pytestmark = pytest.mark.usefixtures("parsers_here")

EXAMPLE = re.compile(r"^  (\S*reader.*)$", re.MULTILINE)


def help_of(reader: Reader, command: str, *options: str) -> str:
    ended = reader(*options, *command.split(), "--help")
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def examples(text: str) -> list[str]:
    """The command lines under “examples:”; at the top level their meaning stands beside them."""
    return [line.split("   ")[0] for line in EXAMPLE.findall(text[text.index("examples:") :])]


def test_the_top_level_shows_commands_by_what_they_are_for(reader: Reader) -> None:
    told = help_of(reader, "")
    for group, names in GROUPS.items():
        section = told[told.index(f"\n{group}:\n") :].split("\n\n")[0]
        assert re.findall(r"^  (\S+(?: import)?)", section, re.MULTILINE)[: len(names)]
        for name in names:
            assert re.search(rf"^  {name}\s", section, re.MULTILINE), name
    assert "Exit codes: 0 fine" in told


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_eighty_columns(reader: Reader, command: str, language: str) -> None:
    told = help_of(reader, command, "--lang", language)
    assert max(len(line) for line in told.splitlines()) <= 80
    assert ("exemples\u00a0:" if language == "fr" else "examples:") in told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_that_the_grammar_takes(reader: Reader, command: str) -> None:
    found = examples(help_of(reader, command))
    assert found
    for line in found:
        words = shlex.split(re.split(r" [<>|] |\)", line)[0])
        words = words[words.index(next(w for w in words if w.endswith("reader"))) + 1 :]
        assert parse(words).command == command


def test_the_examples_work_one_after_the_other(reader: Reader, archive: Paths, loopback: LoopbackServer) -> None:
    """In the archive of a person who has what they name; addresses are answered by a server here."""
    loopback.route("/", body=_page("/feed.xml"), content_type="text/html")
    loopback.route("/feed.xml", body=RSS)
    loopback.route("/article.html", body=_page("/none"), content_type="text/html")
    _files_that_examples_name(loopback.url("/feed.xml"))
    with open_store(archive.store) as store:
        store.feeds.rewrite_url(store.feeds.all()[0].id, loopback.url("/feed.xml?first"))
    lines = [line for command in COMMANDS for line in examples(help_of(reader, command))]
    lines += examples(help_of(reader, ""))
    assert len(lines) > 40
    skipped = ("remove", "open archive.zip")
    for line in lines:
        local = line.replace("https://www.example.org", loopback.url("")).replace("www.example.org", loopback.url("/"))
        if any(word in local for word in skipped):
            continue
        assert _outcome(reader, local) == 0, local


def _outcome(reader: Reader, line: str) -> int:
    """In this process where no shell is needed; ``add`` may find it subscribed already."""
    if not re.search(r"[<>$~]", line):
        return reader(*shlex.split(line)[1:]).code
    return reader_of_shell(line).returncode


def reader_of_shell(line: str) -> subprocess.CompletedProcess[str]:
    function = f'reader() {{ {shlex.join(COMMAND)} "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", function + line], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def _page(feed: str) -> str:
    paragraphs = "".join(f"<p>Le CNRS a signé un accord numéro {n} avec les écoles de la ville.</p>" for n in range(5))
    link = f'<link rel="alternate" type="application/rss+xml" href="{feed}">'
    return f"<html><head><title>Une page</title>{link}</head><body><article><h1>Une page</h1>{paragraphs}</article>"


def _files_that_examples_name(feed: str) -> None:
    text = "Le CNRS a signé, le 6 mai 2019, un accord avec les écoles de la ville."
    for name in ("article.html", "article.txt", "notes.txt"):
        Path(name).write_text(text, "utf-8")
    Path("feed.xml").write_text(RSS, "utf-8")
    Path("articles.jsonl").write_text('{"id": 1, "text": "Le CNRS."}\n', "utf-8")
    Path("names.csv").write_text("name\nBois Joli\n", "utf-8")
    with zipfile.ZipFile("ror-data.zip", "w") as dump:
        dump.writestr("v2.json", '[{"names": [{"value": "Bois Joli", "types": ["ror_display"]}]}]')
    Path("feeds.opml").write_text(
        f'<opml version="2.0"><body><outline type="rss" xmlUrl="{feed}?opml"/></body></opml>', "utf-8"
    )
    person = Path(os.environ["HOME"])
    (person / ".newsboat").mkdir()
    (person / ".newsboat" / "urls").write_text(f"{feed}?newsboat\n", "utf-8")
    (person / "notes").mkdir()
    (person / "notes" / "une.md").write_text(f"# Une note\n\n{text}\n", "utf-8")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completions_name_every_command(reader: Reader, shell: str) -> None:
    told = reader("completions", shell).out
    for command in COMMANDS:
        if " " not in command:
            assert command in told


def test_bash_completes_commands_options_and_files(reader: Reader) -> None:
    Path("completions.sh").write_text(reader("completions", "bash").out, "utf-8")
    Path("article-one.html").write_text("x", "utf-8")

    def completed(*words: str) -> list[str]:
        script = (
            f"source ./completions.sh; COMP_WORDS=({shlex.join(words)!s}); COMP_CWORD={len(words) - 1}; "
            "COMP_TYPE=9; $(complete -p reader | sed 's/.*-F //; s/ .*//') 2>/dev/null; "
            "printf '%s\\n' \"${COMPREPLY[@]}\""
        )
        ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
        return ended.stdout.split()

    assert completed("reader", "re") == ["refresh", "remove"]
    assert "--limit" in completed("reader", "list", "--li")
    assert "article-one.html" in completed("reader", "show", "article")


def test_the_program_runs_as_a_module_and_as_a_script() -> None:
    assert run(["--version"], Screen(lambda launch: 1, lambda settings: None)) == 0
    ended = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"reader \d+\.\d+.*\n", ended.stdout)
    script = Path(sys.executable).with_name("reader")
    if script.exists():
        assert subprocess.run([script, "--version"], capture_output=True, text=True, check=True).stdout == ended.stdout


def test_help_is_a_word_too(reader: Reader) -> None:
    assert reader("help").out == reader("--help").out
    assert reader("help", "list").out == reader("list", "--help").out
    assert reader("help", "entities", "import").out == reader("entities", "import", "--help").out
