"""One institution is one row under all its names; what is only called alike stays apart."""

from __future__ import annotations

import pytest

from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.mentions import MentionKind


def rows(text: str, language: str = "fr") -> set[tuple[str, ...]]:
    """The surfaces of each institution, in the order of the text."""
    found = recognise(Document.of_text(text, language), Context(language))
    mentions = [m for m in found.mentions if m.kind is MentionKind.INSTITUTION]
    return {tuple(m.surface for m in mentions if m.ref == row) for row in range(len(found.institutions))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le CHU de Lyon, centre hospitalier universitaire de Lyon.",
         {("CHU de Lyon", "centre hospitalier universitaire de Lyon")}),
        ("L'ARS Bretagne, l'agence régionale de santé de Bretagne, et l'ARS Occitanie.",
         {("ARS Bretagne", "agence régionale de santé de Bretagne"), ("ARS Occitanie",)}),
        ("Le ministère de la Culture et de la Communication ; le ministère de la Culture.",
         {("ministère de la Culture et de la Communication", "ministère de la Culture")}),
        ("Emmaüs soutient la Fondation Abbé-Pierre.", {("Emmaüs",), ("Fondation Abbé-Pierre",)}),
        ("Sciences Po et la Fondation nationale des sciences politiques (FNSP).",
         {("Sciences Po",), ("Fondation nationale des sciences politiques", "FNSP")}),
        ("Le Parti socialiste (PS) et le parti socialiste espagnol.",
         {("Parti socialiste", "PS"), ("parti socialiste espagnol",)}),
        ("L'université Clermont Auvergne et Clermont Auvergne INP.",
         {("université Clermont Auvergne",), ("Clermont Auvergne INP",)}),
    ],
)  # fmt: skip
def test_a_row_holds_one_institution_and_all_its_names(text: str, expected: set[tuple[str, ...]]) -> None:
    assert rows(text) == expected


def test_a_department_is_one_under_both_its_american_names() -> None:
    assert rows("The Department of Energy and the Energy Department.", "en") == {
        ("Department of Energy", "Energy Department")
    }


def test_a_team_is_known_by_its_last_word_once_it_is_named() -> None:
    assert rows("The Green Bay Packers won. The Packers rejoiced.", "en") == {("Green Bay Packers", "Packers")}


def test_the_commission_may_be_named_in_full_only_later() -> None:
    text = "La Commission a saisi la Cour. La présidente de la Commission européenne s'en explique."
    assert ("Commission", "Commission européenne") in rows(text)
