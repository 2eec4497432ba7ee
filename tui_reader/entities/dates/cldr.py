"""Writes ``languages/cldr.json``: month and weekday names as CLDR has them, through babel.

Run it after an update of babel: ``python -m tui_reader.entities.dates.cldr``. A test holds that the file agrees.
Nothing imports this module at run time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tui_reader.entities.dates.packs import FOLDER, LANGUAGES


def calendar_names(language: str) -> dict[str, dict[str, str]]:
    """Class → number → names: long forms are sure, abbreviations need a day, year or preposition beside them."""
    from babel import Locale  # the only use of babel here, and it takes 100 ms to load

    locale = Locale.parse(language)
    months, days = locale.months, locale.days
    return {
        "month": {str(n): _wide(months, n) for n in range(1, 13)},
        "month_maybe": {str(n): _short(months, n) for n in range(1, 13)},
        "weekday": {str(n): _wide(days, n - 1) for n in range(1, 8)},
        "weekday_maybe": {str(n): _short(days, n - 1) for n in range(1, 8)},
    }


def _wide(table: Mapping[str, Any], number: int) -> str:
    return " | ".join(sorted({table[context]["wide"][number] for context in ("format", "stand-alone")}))


def _short(table: Mapping[str, Any], number: int) -> str:
    wide = {table[context]["wide"][number].lower() for context in ("format", "stand-alone")}
    names = {table[context]["abbreviated"][number] for context in ("format", "stand-alone")}
    bare = {name.rstrip(".") for name in names} | names
    return " | ".join(sorted(name for name in bare if name.lower() not in wide and len(name) > 1))


def render() -> str:
    """The text of ``languages/cldr.json``."""
    return json.dumps({tag: calendar_names(tag) for tag in LANGUAGES}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (FOLDER / "cldr.json").write_text(render(), encoding="utf-8")
