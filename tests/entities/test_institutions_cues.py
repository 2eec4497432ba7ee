"""What words around a name say of it: that it is an institution, or a town, a person, a thing, a case at law."""

from __future__ import annotations

import pytest

from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.mentions import MentionKind

FRENCH = [
    ("Les cabinets Roland Berger et Oliver Wyman sont saisis.", ["Roland Berger", "Oliver Wyman"]),
    ("Zéphyrel, filiale du groupe Bolloré, recrute.", ["Zéphyrel", "groupe Bolloré"]),
    ("Zéphyrel, une start-up spécialisée dans l'eau, recrute.", ["Zéphyrel"]),
    ("Son parti, le Pastef, appelle au calme.", ["Pastef"]),
    ("Le cabinet Jean Dubosc a plaidé.", ["Jean Dubosc"]),
    ("À Orange, la ville d'Orange vote.", []),
    ("Léonard de Vinci peignait.", []),
    ("Orange annonce un plan.", ["Orange"]),
    ("Line Renault chante. La direction de Renault se tait, Renault aussi.", ["Renault"]),
    ("Il est candidat à la présidence de la République.", []),
    ("Une Renault et un Airbus.", []),
    ("La Direction générale de la santé rappelle les gestes.", ["Direction générale de la santé"]),
    ("L'école Jules-Ferry et l'école Iscom.", ["école Jules-Ferry", "Iscom"]),
    ("La ministre de l'Économie, des Finances et de la Souveraineté industrielle Anne Dupont.",
     ["Économie, des Finances et de la Souveraineté industrielle"]),
    ("Le Parti démocrate Moon Jae-in.", ["Parti démocrate"]),
    ("Le système d'alerte PAGER (Prompt Assessment of Earthquakes) et un réseau de neurones (RNN).", []),
    ("Il vient de l'Institute for Advanced Study et de l'University of Queensland.",
     ["Institute for Advanced Study", "University of Queensland"]),
    ("L'Alliance nationale pour les sciences de la vie et de la santé (Aviesan).",
     ["Alliance nationale pour les sciences de la vie et de la santé", "Aviesan"]),
    ("SUD Michelin et la CFDT Métallurgie négocient.", ["SUD Michelin", "CFDT Métallurgie"]),
    ("La préfecture du Nord a dit.", ["préfecture du Nord"]),
    ("Le conseil d'administration du Crous de Lille.", ["Crous de Lille"]),
]  # fmt: skip
ENGLISH = [
    ("Lumenaza, a Berlin-based energy startup, grew.", ["Lumenaza"]),
    ("Kwame Owusu, a newspaper editor, grew.", []),
    ("Startup Quintessa raised money.", ["Quintessa"]),
    ("The case was Brown v. Board of Education of Topeka.", []),
    ("Avon and Somerset Police came.", ["Avon and Somerset Police"]),
    ("The Football Association (FA) runs the FA Cup.", ["Football Association", "FA"]),
    ("A ground reaction force (GRF) and a deep neural network (DNN).", []),
    ("Ford said so. Harrison Ford did not.", ["Ford"]),
    ("Stanford White built it.", []),
    ("He took University Boulevard and Hospital Drive to the Old Post Office Tower.", []),
    ("The House Committee on Education and the Workforce met.", ["House Committee on Education and the Workforce"]),
    ("She is at the Max-Planck-Institut für Physik.", ["Max-Planck-Institut für Physik"]),
    ("SunHarbor said it would pay; DeSantis said nothing.", ["SunHarbor"]),
    ("It was published in Cell.", ["Cell"]),
    ("The University of Leeds's Faculty of Arts.", ["University of Leeds", "Faculty of Arts"]),
]  # fmt: skip
CASES = [(*case, "fr") for case in FRENCH] + [(*case, "en") for case in ENGLISH]


@pytest.mark.parametrize(("text", "expected", "language"), CASES)
def test_the_words_around_decide(text: str, expected: list[str], language: str) -> None:
    found = recognise(Document.of_text(text, language), Context(language))
    assert [m.surface for m in found.mentions if m.kind is MentionKind.INSTITUTION] == expected


def test_a_name_that_a_narrow_column_broke_is_whole() -> None:
    text = "Le projet est porté par l'École nationale supérieure\nde chimie de Rennes et par l'université de\nLorraine."
    found = recognise(Document.of_text(text, "fr"), Context("fr"))
    assert "École nationale supérieure de chimie de Rennes" in {i.name for i in found.institutions}


def test_lines_of_a_list_stay_apart() -> None:
    text = "Anne Durand ; professeure ; Université de Limoges\nPetit Marc ; ingénieur ; ONERA"
    found = recognise(Document.of_text(text, "fr"), Context("fr"))
    assert [m.surface for m in found.mentions] == ["Université de Limoges", "ONERA"]
