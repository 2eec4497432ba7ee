"""Countries by name, as CLDR has them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tui_reader.i18n import set_language
from tui_reader.i18n.countries import FILE, country_name, render


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [("fr", "DE", "Allemagne"), ("en", "DE", "Germany"), ("fr", "fr", "France"), ("fr", "XQ", "XQ")],
)
def test_a_country_is_named_in_the_language_of_the_interface(language: str, code: str, name: str) -> None:
    set_language(language)
    assert country_name(code) == name


def test_the_names_are_those_of_babel() -> None:
    assert FILE.read_text(encoding="utf-8") == render()
