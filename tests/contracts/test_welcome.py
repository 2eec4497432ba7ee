"""The bundled articles: sources, parsed form and program agree."""

import re
from datetime import date

import pytest

from tui_reader import welcome
from tui_reader.entities.context import Context
from tui_reader.model.documents import BlockKind, SpanKind
from tui_reader.services.recognition import recognise
from tui_reader.ui.actions import ACTIONS
from tui_reader.ui.keymap import display
from tui_reader.welcome.__main__ import FOLDER, parsed_sources


def test_what_is_shipped_is_what_the_sources_say() -> None:
    assert (FOLDER / "articles.json").read_text(encoding="utf-8") == parsed_sources()


def test_the_french_article_comes_first() -> None:
    shipped = welcome.articles()
    newest = max(shipped, key=lambda article: article.published)
    assert newest is shipped[0]
    assert newest.document.language == "fr"


def test_one_article_shows_every_kind_of_block() -> None:
    formatting = next(a for a in welcome.articles() if a.entry_id == "3-formatting")
    assert {block.kind for block in formatting.document.blocks} == set(BlockKind)


@pytest.mark.parametrize("name", ["4-how-to", "5-mode-d-emploi"])
def test_the_page_on_use_names_keys_that_exist(name: str) -> None:
    document = next(a for a in welcome.articles() if a.entry_id == name).document
    named = {document.text[s.start : s.end] for s in document.spans if s.kind is SpanKind.CODE}
    keys = {display(key) for action in ACTIONS for key in action.keys}
    assert named - keys == {"urls", "reader demo"}


def test_addresses_in_the_sources_are_reserved_or_a_standard() -> None:
    for source in FOLDER.glob("*.md"):
        for address in re.findall(r"https?://([^/)\s]+)", source.read_text(encoding="utf-8")):
            assert address in ("www.rfc-editor.org", "example.org")


def test_names_and_dates_of_the_first_article_are_those_that_a_reader_would_mark() -> None:
    article = welcome.articles()[0]
    assert article.published is not None
    _language, found = recognise(article.document, Context(published=article.published.date()))
    names = {institution.name for institution in found.institutions}
    assert {
        "École supérieure des matériaux de Limoges",
        "Institut Ampère de technologie",
        "Agence nationale de la recherche",
        "Commission des titres d'ingénieur",
        "ministère de l'Enseignement supérieur et de la Recherche",
        "Centre national de la recherche scientifique",
        "université de Limoges",
        "Fondation Ampère",
    } <= names
    days = {value.earliest for value in found.dates}
    assert {date(2019, 11, 12), date(2020, 1, 15), date(2020, 2, 3), date(2023, 12, 31)} <= days
