from collections.abc import Iterator

import pytest

from tui_reader import i18n
from tui_reader.i18n.catalogue import read_po

SOURCE = """
# greeting
msgid "Good morning"
msgstr "Bonjour"

msgid "%d article"
msgid_plural "%d articles"
msgstr[0] "%d article"
msgstr[1] "%d articles"

msgid ""
"Two "
"lines"
msgstr ""
"Deux "
"lignes"

#, fuzzy
msgid "Maybe"
msgstr "Peut-être"
"""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    i18n.set_language("en")


def test_a_catalogue_gives_singular_plural_and_joined_lines_but_nothing_fuzzy() -> None:
    read = read_po(SOURCE)
    assert read.singular == {"Good morning": "Bonjour", "Two lines": "Deux lignes"}
    assert read.plural == {"%d article": ("%d article", "%d articles")}


@pytest.mark.parametrize("broken", ['msgid "a"\nnonsense', 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"'])
def test_a_broken_catalogue_names_the_line(broken: str) -> None:
    with pytest.raises(ValueError, match=r"nonsense|blank line"):
        read_po(broken)


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "c"),
        ({"LC_MESSAGES": "fr_CA", "LANG": "en_GB"}, "fr"),
        ({}, "en"),
    ],
)
def test_the_locale_says_which_language(environment: dict[str, str], code: str) -> None:
    assert i18n.from_environment(environment) == code


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    assert i18n.ngettext("one", "many", 0) == "many"
    i18n.set_language("fr")
    assert i18n.ngettext("one", "many", 0) == "one"


def test_an_unknown_language_means_english() -> None:
    i18n.set_language("tlh")
    assert i18n.language() == "en"
    assert i18n._("Good morning") == "Good morning"


def test_the_shipped_french_catalogue_can_be_read_and_keeps_every_placeholder() -> None:
    import re

    shipped = i18n.catalogue("fr")
    placeholder = re.compile(r"\{[a-z_0-9]*\}|%[ds]")
    pairs = list(shipped.singular.items())
    pairs += [(source, form) for source, forms in shipped.plural.items() for form in forms]
    wrong = [(s, t) for s, t in pairs if sorted(placeholder.findall(s)) != sorted(placeholder.findall(t))]
    assert wrong == []
