import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.clean import MAX_MARKS, clean, clean_line
from tui_reader.text.printable import printable

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "blns.json"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Hypothesis seldom meets these by chance, so they are mixed in.
HOSTILE = st.sampled_from(
    ["\x1b[2J", "\x9b1m", "\u202e", "\u0301", "\u0316" * 12, "\u200d" * 5, "\u200b", "\U000e0041"]
)
WILD = st.lists(st.one_of(st.text(max_size=8), HOSTILE, st.sampled_from(["\ud800", "\r\n", "\x00", "e\u0301"]))).map(
    "".join
)


def assert_harmless(text: str) -> None:
    assert unicodedata.is_normalized("NFC", text)
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        assert marks <= MAX_MARKS
        assert category != "Cs"
        assert category != "Cc" or character in "\n\t"
        assert character not in BIDI
        assert not "\U000e0000" <= character <= "\U000e007f"


@given(WILD)
def test_whatever_comes_in_is_harmless_afterwards(text: str) -> None:
    assert_harmless(clean(text))
    assert "\n" not in clean_line(text)
    assert_harmless(clean_line(text))


@given(WILD)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)

    assert clean(once) == once


@given(WILD)
def test_what_is_printed_cannot_steer_a_terminal(text: str) -> None:
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in printable(text))
    assert not set(printable(text)) & set(BIDI)


@pytest.mark.skipif(
    not NAUGHTY.exists(), reason="the list of naughty strings lies in ../shared/data, which is not here"
)
def test_naughty_strings_become_harmless() -> None:
    for text in json.loads(NAUGHTY.read_text("utf-8")):
        assert_harmless(clean(text))
        assert_harmless(clean_line(text))


@pytest.mark.parametrize(
    "text",
    [
        "« L’été », dit-elle\u00a0: 3\u202f500\u00a0€ – c’est tout‑à‑fait ça…",
        "Œuvre, naïf, à l’Île-d’Yeu; ÿ Ÿ",
        "Ещё раз, 日本語のテキスト、한국어 텍스트",
        "a\n\tb",
        "👩\u200d👩\u200d👧 ❤\ufe0f",
        "می\u200cخواهم",
        "שָׁלוֹם",
    ],
)
def test_typography_and_scripts_are_left_as_they_are(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_ordinary_text_comes_back_as_the_same_object() -> None:
    text = "L’IMT a signé, le 6 mai 2019, une « convention » — enfin." * 100

    assert clean(text) is text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("uni\u00adver\u200bsité", "université"),
        ("\ufeffTitre", "Titre"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("flag\U000e0067\U000e0062", "flag"),
        ("e\u0301te\u0301", "été"),
        ("a" + "\u200d" * 40 + "b", "a\u200db"),
        ("a\ud800b", "ab"),
    ],
)
def test_what_hides_or_misleads_is_taken_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_letter_keeps_no_more_than_eight_marks() -> None:
    assert clean("z" + "\u0316" * 500) == "z" + "\u0316" * MAX_MARKS


def test_a_line_keeps_french_spaces_and_loses_others() -> None:
    assert clean_line("  Titre\u00a0:\n\t deux\u202f%   fin ") == "Titre\u00a0: deux\u202f% fin"
