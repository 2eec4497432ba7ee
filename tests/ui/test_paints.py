"""Paints: every name that is painted is in the table, and each can be told from its neighbours without colour."""

from __future__ import annotations

import re
from pathlib import Path

from rich.style import Style

from tui_reader.ui.styles.paints import IN_TERMINAL_COLOURS, PAINTS, Palette
from tui_reader.ui.widgets.lines import Role

SOURCES = Path(__file__).parents[2] / "tui_reader" / "ui"
PLAIN = {"row--text", "text--plain", *(f"document--{role}" for role in (Role.TEXT, Role.BLANK, Role.TABLE))}
"""What is painted like the text around it."""


def test_every_name_in_the_code_is_in_the_table() -> None:
    named = {
        name
        for source in SOURCES.rglob("*.py")
        for name in re.findall(r'"([a-z]+--[a-z]+(?:-[a-z]+)*)"', source.read_text(encoding="utf-8"))
    }
    assert named - set(PAINTS) - PLAIN == set()
    assert set(IN_TERMINAL_COLOURS) <= set(PAINTS)
    assert {f"document--{role}" for role in Role} <= set(PAINTS) | PLAIN


def test_institutions_dates_and_links_differ_without_colour() -> None:
    variables = {"reader-institution": "#ff0000", "reader-date": "#00ff00", "primary": "#0000ff"}
    palette = Palette(variables, ansi=False)
    looks = [palette.style(name) for name in ("mark--institution", "mark--date", "span--link")]
    assert len({(style.bold, style.underline, style.italic) for style in looks}) == 3


def test_a_paint_says_only_what_it_says() -> None:
    palette = Palette({"reader-code": "#101010", "error": "#ff0000"}, ansi=False)
    assert palette.style("span--code") == Style.parse("on #101010")
    assert palette.style("feeds--bad") == Style.parse("bold #ff0000")
    assert palette.style("span--strong") == Style.parse("bold")
