"""What went wrong last night is read in the language of this morning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tui_reader import i18n
from tui_reader.i18n import _
from tui_reader.i18n.retold import retold

MISSING = "“{url}” does not exist (404): check the address, or add the site's own address to find its feed."
BUSY = "“{host}” was asked too often (429): it is left alone for {pause}."


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    i18n.set_language("en")


@pytest.mark.parametrize(("then", "now"), [("en", "fr"), ("fr", "en"), ("fr", "fr")])
@pytest.mark.parametrize("fields", [{"url": "https://example.org/{a}?b=c"}, {"url": "x", "host": "y", "pause": "z"}])
def test_a_problem_is_told_in_the_language_in_force(then: str, now: str, fields: dict[str, str]) -> None:
    template = BUSY if "pause" in fields else MISSING
    i18n.set_language(then)
    stored = _(template).format(**fields)
    i18n.set_language(now)
    assert retold(stored) == _(template).format(**fields)


def test_what_is_not_ours_stays() -> None:
    i18n.set_language("fr")
    for stored in ("", "Le serveur dit : non.", "boom", "{"):
        assert retold(stored) == stored
