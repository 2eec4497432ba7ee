"""Reading a gettext ``.po`` file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import field

from tui_reader.model.values import dataclass

_LINE = re.compile(r'(msgid_plural|msgid|msgstr(?:\[\d\])?|)\s*(".*")$')


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by their English text; a plural's by its English singular."""

    singular: dict[str, str] = field(default_factory=dict)
    plural: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_po(source: str) -> Catalogue:
    """The entries of a ``.po`` file, fuzzy and empty ones left out. A blank line ends an entry.

    Raises ``ValueError`` naming the line that is no part of the format, or the text that is given twice in one entry.
    """
    catalogue = Catalogue()
    for paragraph in re.split(r"\n\s*\n", source):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        if not any(line.startswith("#,") and "fuzzy" in line for line in lines):
            _keep(catalogue, _entry(line for line in lines if not line.startswith("#")))
    return catalogue


def _entry(lines: Iterable[str]) -> dict[str, str]:
    entry: dict[str, str] = {}
    current = ""
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            raise ValueError(f"this is no part of a .po file: {line}")
        if match[1] in entry:
            raise ValueError(f"a blank line is missing before: {line}")
        current = match[1] or current
        entry[current] = entry.get(current, "") + ast.literal_eval(match[2])
    return entry


def _keep(catalogue: Catalogue, entry: dict[str, str]) -> None:
    source = entry.get("msgid", "")
    if not source:
        return
    if entry.get("msgstr"):
        catalogue.singular[source] = entry["msgstr"]
    elif entry.get("msgstr[0]") and entry.get("msgstr[1]"):
        catalogue.plural[source] = (entry["msgstr[0]"], entry["msgstr[1]"])
