"""What holds for every source file of the program."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.model import errors

PACKAGE = Path(__file__).parents[2] / "tui_reader"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 500
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
BETWEEN_PROCESSES = {"protocol.py", "frames.py"}
"""What the engine says of its own pipes: for the log, not for a reader."""


def trees() -> Iterator[tuple[str, ast.AST]]:
    for source in SOURCES:
        yield source.relative_to(PACKAGE).as_posix(), ast.parse(source.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of its name: ``Static`` for ``widgets.Static(…)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.relative_to(PACKAGE).as_posix())
def test_a_file_holds_one_idea(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_data_is_read_as_markup() -> None:
    """Textual's own widgets read markup unless told not to; the text of a feed would colour or act on the screen."""
    reading = {"Static", "Label", "Button", "OptionList", "Option", "Select", "Checkbox", "notify"}
    wrong = []
    for where, tree in trees():
        for name, call in calls(tree):
            keywords = {k.arg: k.value for k in call.keywords}
            off = isinstance(keywords.get("markup"), ast.Constant) and keywords["markup"].value is False  # type: ignore[union-attr]
            if name == "from_markup" or (name in reading and where.startswith("ui/") and not off):
                wrong.append(f"{where}:{call.lineno} {name}")
    assert wrong == []


def test_nothing_goes_through_a_shell() -> None:
    wrong = []
    for where, tree in trees():
        for name, call in calls(tree):
            if name in ("system", "popen", "getoutput", "create_subprocess_shell") or any(
                k.arg == "shell" for k in call.keywords if name != "complete"
            ):
                wrong.append(f"{where}:{call.lineno} {name}")
    assert wrong == []


def test_what_a_person_is_told_can_be_translated() -> None:
    wrong = []
    for where, tree in trees():
        if where.rpartition("/")[2] in BETWEEN_PROCESSES:
            continue
        for name, call in calls(tree):
            if name in ERRORS and call.args and re.search(r"[A-Za-z]{2,} [a-z]{2,}", _literal(call.args[0])):
                wrong.append(f"{where}:{call.lineno} {name}")
    assert wrong == []


def _literal(node: ast.expr) -> str:
    """The fixed words of a string that is written out, plain or with values in it."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "{}".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return ""
