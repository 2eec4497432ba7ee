"""Names of countries by their codes of ISO 3166, in the language of the interface.

They stand in ``countries.json`` because babel takes longer to load than a key may take to be answered. Run
``python -m tui_reader.i18n.countries`` after an update of babel; a test holds that the file agrees.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from tui_reader.i18n import language

LANGUAGES = ("en", "fr")
FILE = Path(__file__).with_name("countries.json")


def country_name(code: str) -> str:
    """The code itself where CLDR has no name for it."""
    return _names()[language()].get(code.upper(), code)


@cache
def _names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return names


def render() -> str:
    """The text of ``countries.json``."""
    from babel import Locale

    names = {
        tag: {code: name for code, name in sorted(Locale.parse(tag).territories.items()) if code.isalpha()}
        for tag in LANGUAGES
    }
    return json.dumps(names, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(render(), encoding="utf-8")
