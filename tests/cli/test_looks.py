"""How commands look to a person: cut to the terminal, whole in a pipe, in columns, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_feed, an_article, stored
from tests.cli.conftest import Reader
from tui_reader.cli.columns import cells, cut, padded
from tui_reader.config.paths import Paths
from tui_reader.storage.store import open_store

LONG = "Un laboratoire ouvrira, dit un titre qui dépasse de loin les quatre-vingts colonnes"


def test_titles_are_cut_on_a_terminal_and_whole_in_a_pipe(reader: Reader, archive: Paths) -> None:
    assert reader("list").out.splitlines()[0] == f"2 N  2019-05-07  Les Écoles  {LONG}"
    shown = reader("list", columns=60).out.splitlines()
    assert shown[0] == "2 N  2019-05-07  Les Écoles  Un laboratoire ouvrira, dit un…"
    assert all(len(line) <= 60 for line in shown)


def test_state_is_told_by_marks(reader: Reader, archive: Paths) -> None:
    reader("mark", "--read", "2")
    reader("mark", "--star", "1")
    assert [line[:4] for line in reader("list").out.splitlines()] == ["2 · ", "1 N*"]


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_command_writes_beyond_the_terminal(reader: Reader, archive: Paths, columns: int) -> None:
    for command in (["list"], ["feeds"], ["search", "école"], ["dates", "--all"], ["list", "signent"]):
        for line in reader(*command, columns=columns).out.splitlines():
            assert cells(line) <= max(columns, 50), (command, line)


def test_progress_is_for_terminals_only(reader: Reader, archive: Paths) -> None:
    assert reader("refresh", "--force").err.count("\r") == 0
    assert "\r" in reader("refresh", "--force", columns=80).err


def test_hints_are_for_terminals_only(reader: Reader, empty: Paths) -> None:
    Path("urls").write_text("https://a.example.org/feed\n", "utf-8")
    for command in ("import urls", "refresh 1", "remove 1", "refresh"):
        ended = reader(*command.split())
        assert ended.err == "" or ended.code == 1, command
    assert "No feeds yet" in reader("refresh", columns=80).err


def test_french_by_option_and_by_locale(reader: Reader, archive: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "mois, dès" in reader("--lang", "fr", "dates").out
    assert "month, from" in reader("dates").out
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "mois, dès" in reader("dates").out
    assert "month, from" in reader("--lang=en", "dates").out


def test_french_by_configuration(reader: Reader, archive: Paths) -> None:
    archive.config_dir.mkdir(parents=True, exist_ok=True)
    archive.settings_file.write_text('language = "fr"', "utf-8")
    assert "mois, dès" in reader("dates").out
    assert reader("--help").out.startswith("usage\u00a0: reader")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["show", "missing.txt"], "missing.txt n’existe pas"),
        (["list", "--limit", "0"], "n’est pas un nombre entier"),
        (["list", "--bogus"], "arguments inconnus"),
        (["entities", "--date"], "une valeur est attendue"),
        (["mark", "1"], "il faut l’une des options"),
        (["completions", "cmd"], "au choix"),
        (["show", "99"], "99"),
        (["lst"], "Vouliez-vous dire"),
        (["refresh", "99"], "Aucun flux"),
    ],
)
def test_errors_are_french_too(reader: Reader, archive: Paths, argv: list[str], said: str) -> None:
    ended = reader("--lang", "fr", *argv)
    assert ended.code in (1, 2)
    assert said in ended.err
    for english in ("the following", "is no", "not ", "does not", "usage:"):
        assert english not in ended.err


def test_the_language_may_be_named_after_the_command(reader: Reader, archive: Paths) -> None:
    assert reader("list", "zzz", "--lang", "fr").err == reader("--lang", "fr", "list", "zzz").err
    assert reader("search", "zzz", "--lang=fr").err.startswith("Rien")
    assert "“--lang”" not in reader("search", "--", "--lang").err


def test_parts_of_a_year_are_told_in_words(reader: Reader) -> None:
    text = "L’accord est prévu au printemps 2022, puis signé au troisième trimestre 2023, le 6 mai 2019."
    shown = reader("entities", "-", "--raw", stdin=text).out
    assert "spring 2022" in shown and "Q3 2023" in shown and "2019-05-06" in shown and "2022-21" not in shown
    assert "3e trimestre 2023  trimestre" in reader("--lang", "fr", "entities", "-", "--raw", stdin=text).out
    values = [found["value"] for found in reader("entities", "-", "--raw", "--json", stdin=text).json["dates"]]
    assert "2022-21" in values, "programs get the standard"


HOSTILE = "\x1b[31mrouge\x1b]0;titre\x07 \u202egauche\x9b2J fin"


def test_no_data_commands_the_terminal(reader: Reader, empty: Paths) -> None:
    """As if something had passed the cleaning at the entry: the output guards by itself."""
    with open_store(empty.store) as store:
        feed = a_feed(store, title=HOSTILE, folder=HOSTILE.replace("/", ""))
        text = f"Le CNRS {HOSTILE} a signé, le 6 mai 2019, un accord avec les écoles de la ville."
        stored(store, feed, an_article(title=HOSTILE, text=text, author=HOSTILE))
    commands = ["list", "feeds", "search rouge", "show 1", "dates", "export", "export --markdown", "export --json"]
    for command in (*commands, "list --json", "feeds --json", "show 1 --json", "doctor", "dates --ics", "dates --json"):
        told = reader(*command.split(), columns=0).raw.decode()
        assert not set(told) & set("\x1b\x07\u202e\x9b"), command
    Path("\x1b[31m.txt").write_text("", "utf-8")
    for argv in (["show", "\x1b[31m.txt"], ["list", "--\x1b[31m"], ["\x1b[31mlst"], ["add", "\x1b[31m"]):
        assert "\x1b" not in reader(*argv).err


def test_columns_count_what_a_terminal_shows() -> None:
    assert cells("école") == 5
    assert cells("e\u0301cole") == 5
    assert cells("日本") == 4
    assert cut("日本語", 5) == "日本…"
    assert cut("école", 5) == "école"
    assert padded("日本", 6) == "日本  "
