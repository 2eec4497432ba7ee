"""Names are taken as far as they go, and no farther."""

from __future__ import annotations

import pytest

from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Institution, MentionKind


def surfaces(text: str, language: str = "fr") -> list[str]:
    found = recognise(Document.of_text(text, language), Context(language))
    return [m.surface for m in found.mentions if m.kind is MentionKind.INSTITUTION]


def institutions(text: str, language: str = "fr") -> tuple[Institution, ...]:
    return recognise(Document.of_text(text, language), Context(language)).institutions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dirige l'Institut de recherche sur les surfaces.", ["Institut de recherche sur les surfaces"]),
        ("Le Laboratoire de mécanique et génie civil recrute.", ["Laboratoire de mécanique et génie civil"]),
        ("Selon l'Association des directeurs de bibliothèques universitaires, rien ne va.",
         ["Association des directeurs de bibliothèques universitaires"]),
        ("La Fondation pour la mémoire et la paix proteste.", ["Fondation pour la mémoire et la paix"]),
        ("Le Centre national de la recherche scientifique et technologique reçoit.",
         ["Centre national de la recherche scientifique et technologique"]),
        ("Le rectorat de l'académie de Versailles répond.", ["rectorat de l'académie de Versailles"]),
        ("La chambre de commerce et d'industrie du Gers déménage.", ["chambre de commerce et d'industrie du Gers"]),
        ("Elle publie aux Éditions Jeanne Martel.", ["Éditions Jeanne Martel"]),
        ("Il dirige le laboratoire Aubry-Massin depuis 2002.", ["laboratoire Aubry-Massin"]),
        ("Elle travaille au Kepler Institute for Astronomy et à la University of Ghana.",
         ["Kepler Institute for Astronomy", "University of Ghana"]),
        ("Le patron de Greenpeace Canada est venu.", ["Greenpeace Canada"]),
        ("La Fondation pour la mémoire de l'esclavage et le Mémorial de la Marne prêtent.",
         ["Fondation pour la mémoire de l'esclavage", "Mémorial de la Marne"]),
        ("L'Union nationale des associations de donneurs de sang offre la collation.",
         ["Union nationale des associations de donneurs de sang"]),
        ("Le Centre d'études sur les mondes africains, américains et asiatiques ouvre.",
         ["Centre d'études sur les mondes africains, américains et asiatiques"]),
        ("La Caisse primaire d'assurance maladie du Finistère écrit.",
         ["Caisse primaire d'assurance maladie du Finistère"]),
        ("Le conseil régional du Grand Est votera.", ["conseil régional du Grand Est"]),
        ("L'AS Saint-Junien monte ; l'US Limoges descend.", ["AS Saint-Junien", "US Limoges"]),
        ("L'association Juristes sans frontières agit.", ["Juristes sans frontières"]),
        ("Ils ont signé avec le tchèque ZKV.", ["ZKV"]),
        ("La CGT-Cheminots et le Snuep-FSU appellent à la grève.", ["CGT-Cheminots", "Snuep-FSU"]),
        ("Le député MoDem a saisi la chambre régionale des comptes Bretagne.",
         ["MoDem", "chambre régionale des comptes Bretagne"]),
        ("Il vient de l'Institut national des sciences appliquées de Strasbourg et de l'Institut Pasteur de Lille.",
         ["Institut national des sciences appliquées de Strasbourg", "Institut Pasteur de Lille"]),
        ("Le prix de la Fondation Pierre et Jeanne Martel est remis.", ["Fondation Pierre et Jeanne Martel"]),
        ("Le Centre d'écologie fonctionnelle et évolutive recrute.", ["Centre d'écologie fonctionnelle et évolutive"]),
    ],
)  # fmt: skip
def test_french_names_go_on_to_what_they_are_about(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Union européenne sur la conjoncture se tait.", ["Union européenne"]),
        ("L'avis de l'Autorité de sûreté nucléaire à propos de la cuve tarde.", ["Autorité de sûreté nucléaire"]),
        ("Elle fut élève de l'École normale supérieure de la rue d'Ulm.", ["École normale supérieure"]),
        ("Il siège au conseil de surveillance d'Areva.", ["Areva"]),
        ("La présidente du conseil d'administration a réuni le comité de pilotage de Lyon.", []),
        ("Le Conseil pour la première fois a voté.", []),
        ("L'Institut de recherche du groupe recrute.", ["Institut de recherche"]),
        ("Elle a succédé à Yann Collège.", []),
        ("Le Sud-Africain court dans le Sud-Ouest, puis à Lille-Sud.", []),
        ("L'unité s'appuie sur l'UAR voisine et sur l'UMR 7329.", []),
    ],
)
def test_french_names_stop_where_the_sentence_goes_on(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Department for Culture, Media and Sport agreed.", ["Department for Culture, Media and Sport"]),
        ("The National Academies of Sciences, Engineering, and Medicine will report.",
         ["National Academies of Sciences, Engineering, and Medicine"]),
        ("The House of Commons Science and Technology Committee met.",
         ["House of Commons Science and Technology Committee"]),
        ("The Bank of England raised rates, the House of Lords Select Committee on Food heard.",
         ["Bank of England", "House of Lords Select Committee on Food"]),
        ("She joined the Nursing and Midwifery Council.", ["Nursing and Midwifery Council"]),
        ("A grant of the Gordon and Betty Miller Foundation helped.", ["Gordon and Betty Miller Foundation"]),
        ("The Andrew W. Mellon Foundation gave money.", ["Andrew W. Mellon Foundation"]),
        ("A nurse of St. Michael's Hospital left Addenbrooke's Hospital.",
         ["St. Michael's Hospital", "Addenbrooke's Hospital"]),
        ("It is owned by the law firm Hartley, Simmons & Rice.", ["Hartley, Simmons & Rice"]),
        ("Amnesty International Kenya welcomed it.", ["Amnesty International Kenya"]),
        ("The International Union of Bakers and Aerospace Workers met.",
         ["International Union of Bakers and Aerospace Workers"]),
        ("The firm Acme Widgets, Inc. sued the Art Gallery of New South Wales.",
         ["Acme Widgets, Inc.", "Art Gallery of New South Wales"]),
        ("The Rail, Maritime and Transport Union sued the Patent and Trademark Office.",
         ["Rail, Maritime and Transport Union", "Patent and Trademark Office"]),
        ("Developer Hartwell Group met Oxfam International.", ["Hartwell Group", "Oxfam International"]),
        ("He left the Universidade Federal de Santa Catarina.", ["Universidade Federal de Santa Catarina"]),
    ],
)  # fmt: skip
def test_english_names_are_whole(text: str, expected: list[str]) -> None:
    assert surfaces(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "She married John College, a surgeon.",
        "They met in Church Street and walked to Parliament Square.",
        "The University Arms is a hotel.",
        "Agencies are alarmed as Congress Stalls.",
        "A neighbour saw Kenya's School year begin.",
    ],
)
def test_streets_persons_and_headlines_are_no_institutions(text: str) -> None:
    assert surfaces(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text", "surfaces_", "names"),
    [
        ("fr", "Les universités de Lyon et de Grenoble ont signé.", ["universités de Lyon", "Grenoble"],
         ["université de Lyon", "université de Grenoble"]),
        ("fr", "Les cours d'appel de Pau, d'Agen et de Limoges ferment.", ["cours d'appel de Pau", "Agen", "Limoges"],
         ["cour d'appel de Pau", "cour d'appel d'Agen", "cour d'appel de Limoges"]),
        ("en", "He advised the universities of Oxford and Cambridge.", ["universities of Oxford", "Cambridge"],
         ["University of Oxford", "University of Cambridge"]),
    ],
)  # fmt: skip
def test_a_plural_names_each_of_its_institutions(
    language: str, text: str, surfaces_: list[str], names: list[str]
) -> None:
    assert surfaces(text, language) == surfaces_
    assert [i.name for i in institutions(text, language)] == names
    assert all(i.aliases == () for i in institutions(text, language))


def test_a_plural_with_one_place_or_persons_names_none() -> None:
    assert surfaces("Les universités de Lyon souffrent.") == []
    assert surfaces("Les universités de Paul Martin et de Jeanne Morel souffrent.") == []


def test_the_portfolio_of_a_minister_is_no_other_name_of_the_ministry() -> None:
    (ministry,) = institutions("La ministre de l'Enseignement supérieur a répondu.")
    assert ministry.name == "ministère de l'Enseignement supérieur"
    assert ministry.aliases == ()


def test_the_portfolio_of_a_minister_says_nothing_of_its_word_elsewhere() -> None:
    assert surfaces("Culture. La ministre de la Culture est venue. Culture toujours.") == ["Culture"]


def test_a_head_alone_is_no_other_name_of_the_institution() -> None:
    (institute,) = institutions("L'Institut Aubert-Martin recrute. Le directeur de l'Institut signe.")
    assert institute.aliases == ()


def test_a_name_in_quotes_behind_the_field_belongs_to_the_name() -> None:
    text = "Il est membre du Centre d'histoire « Espaces et cultures » depuis 2010."
    assert surfaces(text) == ["Centre d'histoire « Espaces et cultures »"]
    assert surfaces("Le Centre d'histoire « Nous partons » disent-ils.") == ["Centre d'histoire"]


def test_a_first_line_with_a_capital_on_every_word_is_a_title() -> None:
    text = "US Science Agencies Brace for Deep Cuts This Year\n\nThe agencies wait."
    assert surfaces(text, "en") == []


def test_towns_are_not_the_agencies_that_are_written_alike() -> None:
    assert surfaces("Il vit à Nice, près de Crest, et Jean-François Copé aussi. Alan Rickman est mort.") == []
