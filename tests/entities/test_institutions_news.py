"""Institutions as news names them: legal forms, partners, colleges in towns, long and short forms in two languages."""

from __future__ import annotations

import pytest

from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.mentions import MentionKind

ENGLISH = [
    ("Trinity College Dublin and University College Cork disagreed.",
     ["Trinity College Dublin", "University College Cork"]),
    ("The Department of Health and Human Services paid.", ["Department of Health and Human Services"]),
    ("Shares of Microsoft Corp. fell.", ["Microsoft Corp."]),
    ("Procter & Gamble Co. sells soap and Royal Dutch Shell plc sells oil.",
     ["Procter & Gamble Co.", "Royal Dutch Shell plc"]),
    ("He runs Acme Widgets Ltd of Hull.", ["Acme Widgets Ltd"]),
    ("The People's Liberation Army and Russia's Foreign Ministry agreed.",
     ["People's Liberation Army", "Foreign Ministry"]),
    ("The Food and Drug Administration and the National Air and Space Museum met.",
     ["Food and Drug Administration", "National Air and Space Museum"]),
    ("The Kennedy Space Center on STS-1 and the Council on Foreign Relations.",
     ["Kennedy Space Center", "Council on Foreign Relations"]),
    ("The Museum of Flight CEO spoke for 20 minutes.", ["Museum of Flight"]),
    ("They speak Lao (Laos).", []),
    ("The New York State Assembly and the U.S. Chamber of Commerce agreed.",
     ["New York State Assembly", "U.S. Chamber of Commerce"]),
    ("House Republicans and Senate Democrats watched the Academy Awards.", []),
    ("The Texas Legislature adjourned.", ["Texas Legislature"]),
]  # fmt: skip
FRENCH = [
    ("La société Dupont et Fils est à Roubaix.", ["Dupont et Fils"]),
    ("Le CNRS et le laboratoire TIMA participent.", ["CNRS", "laboratoire TIMA"]),
    ("Le laboratoire Sanofi se tait.", ["Sanofi"]),
    ("Elle dirige l'École des beaux-arts Nantes Saint-Nazaire.", ["École des beaux-arts Nantes Saint-Nazaire"]),
    ("Il passe le concours commun Mines Telecom et le projet Smart Industries.", []),
    ("Marie Dupont est là, Dupont aussi.", []),
    ("Le tournoi de Wimbledon et le Festival d'Avignon ont commencé.", []),
]
CASES = [(*case, "en") for case in ENGLISH] + [(*case, "fr") for case in FRENCH]


@pytest.mark.parametrize(("text", "expected", "language"), CASES)
def test_a_name_ends_where_the_institution_does(text: str, expected: list[str], language: str) -> None:
    found = recognise(Document.of_text(text, language), Context(language))
    assert [m.surface for m in found.mentions if m.kind is MentionKind.INSTITUTION] == expected


def test_a_known_name_and_an_acronym_of_another_language_are_one() -> None:
    text = "The International Olympic Committee (IOC) met. Le CIO a suivi."
    found = recognise(Document.of_text(text, "en"), Context("en"))
    assert [i.key for i in found.institutions] == ["comite-international-olympique"]


def test_a_country_before_a_known_name_changes_nothing() -> None:
    text = "The Securities and Exchange Commission sued. The U.S. Securities and Exchange Commission won."
    assert len(recognise(Document.of_text(text, "en"), Context("en")).institutions) == 1


def test_a_bank_is_not_the_post_office_that_owns_it() -> None:
    found = recognise(Document.of_text("La Banque postale et La Poste signent.", "fr"), Context("fr"))
    assert sorted(i.key for i in found.institutions) == ["banque-postale", "poste"]
