"""README says what the program does. ``python -m tests.contracts.test_readme`` writes its tables anew."""

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.ui.pictures import PICTURES
from tui_reader.cli.grammar import build_parser
from tui_reader.i18n import set_language
from tui_reader.ui.keymap import key_table, make_keymap

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MAPS = (README, ROOT / "tui_reader" / "README.md")


def text() -> str:
    return README.read_text(encoding="utf-8")


def tables() -> dict[str, str]:
    set_language("en")
    os.environ["COLUMNS"] = "80"
    return {"commands": f"```text\n{build_parser().format_help()}```\n", "keys": key_table(make_keymap("vim", {}))}


def with_tables(readme: str) -> str:
    for name, table in tables().items():
        readme = re.sub(
            rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- /{name} -->)",
            lambda found, table=table: f"{found[1]}\n{table}\n{found[2]}",  # type: ignore[misc]
            readme,
            flags=re.DOTALL,
        )
    return readme


def test_its_tables_are_those_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert text() == with_tables(text())


def test_its_first_two_commands_are_those_that_are_proven_on_a_fresh_machine() -> None:
    demo, tests = re.findall(r"```sh\n(.*?)\n```", text(), re.DOTALL)
    proof = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert demo in proof
    install, _, run = tests.rpartition(" && ")
    assert demo.startswith(install)
    assert run in proof


def examples() -> list[str]:
    return [line[2:] for block in re.findall(r"```console\n(.*?)```", text(), re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("example", examples())
def test_its_examples_are_commands(example: str) -> None:
    program, *arguments = shlex.split(example)
    assert program == "reader"
    build_parser().parse_args(arguments)


def test_its_pictures_exist_and_all_pictures_are_made_by_the_script() -> None:
    shown = set(re.findall(r"\(screenshots/([\w-]+)\.svg\)", text()))
    kept = {picture.stem for picture in (ROOT / "screenshots").glob("*.svg")}
    assert shown <= kept == {picture.name for picture in PICTURES}


@pytest.mark.parametrize("page", MAPS, ids=lambda page: page.parent.name)
def test_the_files_that_are_named_exist(page: Path) -> None:
    for name in re.findall(r"`([\w./-]+/[\w./-]*|[\w/]+\.(?:py|po|md))`", page.read_text(encoding="utf-8")):
        assert (page.parent / name).exists() or (ROOT / name).exists(), name


if __name__ == "__main__":
    README.write_text(with_tables(text()), encoding="utf-8")
