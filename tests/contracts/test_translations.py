"""Every sentence of the interface exists in French, and the catalogue holds nothing that is no longer said."""

import ast
import re
from pathlib import Path

import pytest

from tui_reader.i18n import catalogue

SOURCES = sorted((Path(__file__).parents[2] / "tui_reader").rglob("*.py"))


def said() -> tuple[dict[str, str], list[str]]:
    """Texts passed to ``_`` and ``ngettext`` with where they stand, and calls whose text cannot be known."""
    texts: dict[str, str] = {}
    unknown: list[str] = []
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in ("_", "ngettext", "N_"):
                continue
            where = f"{source.name}:{node.lineno}"
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                texts[first.value] = where
            else:
                unknown.append(where)
    return texts, unknown


@pytest.fixture(scope="module")
def french() -> set[str]:
    shipped = catalogue("fr")
    return set(shipped.singular) | set(shipped.plural)


def test_every_sentence_is_translated(french: set[str]) -> None:
    texts, _unknown = said()
    missing = {text: where for text, where in texts.items() if text not in french}
    assert missing == {}


def test_nothing_is_translated_that_is_not_said(french: set[str]) -> None:
    texts, _unknown = said()
    assert sorted(french - set(texts)) == []


_LOOSE = re.compile(r"\w'\w|(?<=[\w»)}]) [;:!?»]|« |[\w»)}][;!?»](?=\s|$)|\.\.\.")
"""A straight apostrophe, a sign that could begin a line, a guillemet that could end one, a sign without its space."""


def test_french_is_set_as_french_is() -> None:
    shipped = catalogue("fr")
    sentences = [*shipped.singular.values(), *(form for forms in shipped.plural.values() for form in forms)]
    assert [sentence for sentence in sentences if _LOOSE.search(sentence)] == []
