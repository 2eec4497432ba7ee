"""Offsets are characters of the text as it was given: nothing is cleaned, joined or counted in bytes on the way."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Reader

SENTENCE = "Le CNRS et l'université de Limoges ont signé un accord le 6 mai 2019 avec les deux écoles de la région."

TEXTS = {
    "plain": SENTENCE,
    "carriage returns": f"Un titre\r\n\r\n{SENTENCE}\r\nEt la suite.\r\n",
    "byte order mark": f"\ufeff{SENTENCE}",
    "astral characters": f"\U0001f393\U0001d54f {SENTENCE} \U0001f393",
    "combining marks": "L'e\u0301cole. " + SENTENCE.replace("é", "e\u0301"),
    "typography": f"«\u00a0{SENTENCE.replace(chr(39), '’')}\u00a0»\u202f!",
    "controls and bidi": f"\x07\u202eabc\u202c\u200b {SENTENCE}",
    "form feeds and line separators": f"a\x0cb\u2028c\x85d\n{SENTENCE}",
    "tabs and blanks": f"\t  \n\n   {SENTENCE}   \n\n\n",
}


def check(found: dict[str, Any], text: str) -> None:
    assert found["text"] == text
    mentions = [mention for institution in found["institutions"] for mention in institution["mentions"]]
    assert {"CNRS", "le 6 mai 2019"} <= {m["text"] for m in (*mentions, *found["dates"])}
    for mention in (*mentions, *found["dates"]):
        assert text[mention["start"] : mention["end"]] == mention["text"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_raw_offsets_are_those_of_the_file_decoded_as_utf8(reader: Reader, text: str) -> None:
    Path("article.txt").write_bytes(text.encode("utf-8"))
    check(reader("entities", "article.txt", "--raw", "--language", "fr", "--json").json, text)


def test_raw_from_a_pipe_is_the_same(reader: Reader) -> None:
    text = TEXTS["carriage returns"]
    check(reader("entities", "-", "--raw", "--language", "fr", "--json", stdin=text.encode()).json, text)


def test_batch_offsets_are_those_of_the_text_given(reader: Reader) -> None:
    lines = [json.dumps({"id": name, "text": text, "language": "fr"}) for name, text in TEXTS.items()]
    Path("batch.jsonl").write_text("\n".join(lines), "utf-8")
    answers = reader("entities", "--batch", "batch.jsonl").lines
    assert [answer["id"] for answer in answers] == list(TEXTS)
    for answer in answers:
        check(answer, TEXTS[answer["id"]])


def test_accents_written_as_two_characters_hide_nothing(reader: Reader) -> None:
    text = unicodedata.normalize("NFD", "L’université de Limoges a répondu à l’Hcéres, le 17 février 2020.\r\nÀ Évry !")
    Path("article.txt").write_bytes(text.encode("utf-8"))
    found = reader("entities", "article.txt", "--raw", "--json").json
    assert (found["text"], found["language"]) == (text, "fr")
    mentions = [mention for institution in found["institutions"] for mention in institution["mentions"]]
    marked = [*mentions, *found["dates"]]
    assert [text[mention["start"] : mention["end"]] for mention in marked] == [mention["text"] for mention in marked]
    composed = {unicodedata.normalize("NFC", mention["text"]) for mention in marked}
    assert {"université de Limoges", "Hcéres", "le 17 février 2020"} <= composed


def test_a_lone_surrogate_in_a_batch_comes_back_as_it_was(reader: Reader) -> None:
    ended = reader("entities", "--batch", "-", stdin='{"id": 1, "text": "\\ud800 Le CNRS."}\n')
    assert ended.code == 0
    [answer] = ended.lines
    assert answer["text"] == "\ud800 Le CNRS."


def test_json_never_commands_the_terminal_nor_breaks_its_line(reader: Reader) -> None:
    text = "\x9b31m\x1b]0;x\x07\u2028\u202e\x85\x7f Le CNRS."
    raw = reader("entities", "-", "--raw", "--json", stdin=text.encode()).out
    assert json.loads(raw)["text"] == text
    assert not set(text[:-10]) & set(raw) - set("31m]0;x")


def test_without_raw_offsets_are_those_of_the_text_that_is_told(reader: Reader) -> None:
    Path("article.html").write_text(
        f"<h1>Un accord</h1><p>{SENTENCE.replace('Limoges', '<b>Limoges</b>')}</p>", "utf-8"
    )
    found = reader("entities", "article.html", "--json").json
    assert found["text"] == f"Un accord\n{SENTENCE}"
    check(found, found["text"])


def test_the_sample_document_opens_with_its_institutions_and_dates(reader: Reader, sample: Path) -> None:
    found = reader("show", sample, "--json").json
    assert found["title"] == "Coopération renforcée entre Sigma Clermont et l'IMT"
    assert (found["author"], found["published"]) == ("Clément Rocher", None)
    acronyms = {institution["acronym"] for institution in found["institutions"]}
    assert {"IMT", "ENSCCF", "IFMA"} <= acronyms
    assert {"2019-05-06", "2020", "2016"} <= {when["value"] for when in found["dates"]}
