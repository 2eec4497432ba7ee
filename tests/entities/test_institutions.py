"""What counts as an institution, what does not, and how mentions become institutions."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tui_reader.entities.context import Context
from tui_reader.entities.institutions.keys import key_of
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.model.mentions import Institution, MentionKind, Recognition

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "article-sigma-imt.txt"


def recognised(text: str, language: str = "fr", *, metonyms: bool = False) -> Recognition:
    return recognise(Document.of_text(text, language), Context(language, metonyms=metonyms))


def surfaces(text: str, language: str = "fr", *, metonyms: bool = False) -> list[str]:
    found = recognised(text, language, metonyms=metonyms)
    return [m.surface for m in found.mentions if m.kind is MentionKind.INSTITUTION]


def one(text: str, language: str = "fr") -> Institution:
    (institution,) = recognised(text, language).institutions
    return institution


@pytest.mark.skipif(not SAMPLE.exists(), reason="../shared/data/article-sigma-imt.txt is not here")
def test_the_sample_article_opens_with_every_institution_right() -> None:
    found = recognised(SAMPLE.read_text(encoding="utf-8"))
    by_key = {i.key: [m.surface for m in found.of_institution(n)] for n, i in enumerate(found.institutions)}
    names = {i.key: (i.name, i.acronym) for i in found.institutions}
    assert by_key["sigma-clermont"].count("Sigma Clermont") == 10
    assert by_key["sigma-clermont"].count("Sigma") == 1
    assert set(by_key["institut-mines-telecom"]) == {"IMT", "institut Mines-Telecom", "institut Mines-Télécom"}
    assert by_key["institut-mines-telecom"].count("IMT") == 9
    assert names["institut-mines-telecom"] == ("Institut Mines-Télécom", "IMT")
    chemistry = "ecole-nationale-superieure-chimie-clermont-ferrand"
    assert by_key[chemistry] == ["ENSCCF", "École nationale supérieure de chimie de Clermont-Ferrand"]
    assert names[chemistry] == ("École nationale supérieure de chimie de Clermont-Ferrand", "ENSCCF")
    assert set(by_key) == {
        "sigma-clermont",
        "institut-mines-telecom",
        chemistry,
        "institut-francais-mecanique-avancee",
        "universite-clermont-auvergne",
        "academie-franco-allemande-industrie-futur",
        "institut-chimie-clermont-ferrand",
        "institut-pascal",
        "fondation-sigma-clermont",
    }
    all_surfaces = " ".join(surface for group in by_key.values() for surface in group)
    for never in ("Jamet", "Commereuc", "Guillon", "Rocher", "Auvergne-Rhône-Alpes", "ESR"):
        assert never not in all_surfaces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le ministère de l’Intérieur a saisi le tribunal de commerce de Tarbes.",
         ["ministère de l’Intérieur", "tribunal de commerce de Tarbes"]),
        ("Selon l'université de Strasbourg et le lycée Henri-IV, tout va bien.",
         ["université de Strasbourg", "lycée Henri-IV"]),
        ("La Fédération des éleveurs de Corrèze rejoint la CGT.", ["Fédération des éleveurs de Corrèze", "CGT"]),
        ("Il dirige l'Institut de recherche pour le développement.",
         ["Institut de recherche pour le développement"]),
        ("La société Voltaris embauche ; la compagnie aérienne Zéphyr Air aussi.", ["Voltaris", "Zéphyr Air"]),
        ("L'association « Les Amis du canal » proteste.", ["Les Amis du canal"]),
        ("Un journaliste du Monde a appelé.", ["Monde"]),
        ("L'armée syrienne a repris la ville.", ["armée syrienne"]),
        ("Le ministère de l'Enseignement supérieur, de la Recherche et de l'Innovation publie.",
         ["ministère de l'Enseignement supérieur, de la Recherche et de l'Innovation"]),
        ("La cour d'appel de Lyon a jugé Delmas SARL hier.", ["cour d'appel de Lyon", "Delmas SARL"]),
    ],
)  # fmt: skip
def test_french_institutions_are_found_whole(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She left the University of Leeds for Harvard University.", ["University of Leeds", "Harvard University"]),
        ("The Ministry of Food and Agriculture sued Acme Widgets Ltd in the Court of Appeal of Kenya.",
         ["Ministry of Food and Agriculture", "Acme Widgets Ltd", "Court of Appeal of Kenya"]),
        ("The charity Birdsong and the carmaker Toyota signed.", ["Birdsong", "Toyota"]),
        ("He joined NASA and then the Bank of England.", ["NASA", "Bank of England"]),
    ],
)  # fmt: skip
def test_english_institutions_are_found_whole(text: str, expected: list[str]) -> None:
    assert surfaces(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Paul Legrand et Marie Orange vivent à Saint-Étienne, en Auvergne-Rhône-Alpes.",
        "La TVA et le PIB baissent ; le RER B est en retard, la RN 205 aussi.",
        "Elle a confiné le président. Voici la suite. Capital et travail.",
        "La Ligue des champions et la Coupe du Monde attirent du monde.",
        "Un hôpital de Lisbonne et une école du Nord ont fermé.",
        "Le chef d'orchestre Georges Prêtre aimait l'opéra.",
        "Le train parti de Londres est arrivé.",
        "Le syndrome d'immunodéficience acquise (SIDA) recule. Le SIDA tue encore.",
        "Matignon et l'Élysée se taisent ; Bruxelles attend.",
        "Un Boeing 747 et un Airbus A320 se sont posés.",
        "Partagez sur Facebook ou via Twitter.",
    ],
)
def test_places_people_events_taxes_and_products_are_none(text: str) -> None:
    assert surfaces(text) == []


def test_metonyms_count_when_asked_for() -> None:
    assert surfaces("Matignon et l'Élysée se taisent.", metonyms=True) == ["Matignon", "Élysée"]


def test_a_surname_is_not_the_company_of_that_name() -> None:
    assert surfaces("Louis Renault est né à Paris. Pour Renault, tout commence ici.") == []


def test_an_acronym_and_its_long_form_are_one_institution_both_ways() -> None:
    for text in (
        "L'Observatoire breton des vents (OBV) ouvre. L'OBV recrute.",
        "L'OBV (Observatoire breton des vents) ouvre. L'OBV recrute.",
    ):
        institution = one(text)
        assert (institution.name, institution.acronym) == ("Observatoire breton des vents", "OBV")
        assert institution.key == "observatoire-breton-vents"
        assert len(surfaces(text)) == 3


def test_the_text_decides_what_its_acronym_means() -> None:
    text = "Le Comité des pêches insulaires (CPI) se réunit. La CPI attend."
    assert one(text).name == "Comité des pêches insulaires"


def test_a_name_is_the_same_institution_in_every_article_and_spelling() -> None:
    keys = {
        one(text).key
        for text in (
            "Le CNRS recrute.",
            "Le Centre national de la recherche scientifique recrute.",
            "Le Centre national de la recherche scientifique (CNRS) recrute.",
            "LE CHERCHEUR VIENT DU CENTRE NATIONAL DE LA RECHERCHE SCIENTIFIQUE DE LA VILLE",
        )
    }
    assert keys == {"centre-national-recherche-scientifique"}
    assert key_of("Université de Lyon") == key_of("l’université Lyon") == key_of("UNIVERSITÉ de LYON")


def test_one_institution_has_the_name_of_the_language_it_is_written_about_in() -> None:
    french = one("L'Organisation mondiale de la santé (OMS) a réuni ses experts à Genève.")
    english = one("The World Health Organization gathered its experts, and the WHO chief spoke.", "en")
    assert (french.name, french.acronym) == ("Organisation mondiale de la santé", "OMS")
    assert (english.name, english.acronym) == ("World Health Organization", "WHO")
    assert english.key == french.key


def test_a_name_is_met_again_without_its_company() -> None:
    text = "La société Voltaris grandit. Hier, Voltaris a recruté. Chez Voltaris SA, on fête."
    assert surfaces(text)[:2] == ["Voltaris", "Voltaris"]


def test_a_head_alone_means_the_one_named_before() -> None:
    found = recognised("L'Institut breton des vents ouvre. Depuis, l'Institut recrute.")
    assert [(m.surface, m.ref) for m in found.mentions] == [("Institut breton des vents", 0), ("Institut", 0)]


def test_every_mention_says_why_and_how_surely() -> None:
    found = recognised("Le CNRS, l'Institut Abélard, la société Voltaris et l'OBV (Observatoire breton des vents).")
    evidence = {m.surface: m.evidence for m in found.mentions}
    assert evidence["CNRS"].startswith("known name")
    assert "head noun" in evidence["Institut Abélard"]
    assert "société" in evidence["Voltaris"]
    assert "defined" in evidence["OBV"]
    assert all(0 < m.confidence <= 1 for m in found.mentions)


def test_mentions_never_overlap_and_speak_the_documents_offsets() -> None:
    text = (
        "L’Académie franco‑allemande pour l’industrie du futur et le conseil des droits de l’homme des Nations unies."
    )
    found = recognised(text)
    places = [(m.start, m.end) for m in found.mentions]
    assert all(text[m.start : m.end] == m.surface for m in found.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert len(places) == 2


def test_code_is_no_prose_and_blocks_are_kept_apart() -> None:
    text = "Université\nde Lyon\nCNRS"
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 10),
        Block(BlockKind.PARAGRAPH, 11, 18),
        Block(BlockKind.CODE, 19, 23),
    )
    assert recognise(Document(text, blocks, (), "fr"), Context()).mentions == ()


def test_a_title_in_capitals_names_only_what_is_known_or_named_below() -> None:
    title = "Mayor Opens New Office After Long Talks With Northfield Robotics Group In Leeds"
    text = f"{title}\nThe mayor praised Northfield Robotics Group."
    blocks = (Block(BlockKind.TITLE, 0, len(title)), Block(BlockKind.PARAGRAPH, len(title) + 1, len(text)))
    found = recognise(Document(text, blocks, (), "en"), Context("en"))
    assert [m.surface for m in found.mentions] == ["Northfield Robotics Group"] * 2
    assert surfaces("PARIS : L'UNIVERSITÉ RECRUTE DEUX CENTS PERSONNES AVEC LE CNRS") == ["CNRS"]
    assert surfaces("LE RAID DES CYCLISTES A TOUT DE MÊME ÉCHOUÉ") == []


def test_a_language_without_a_pack_gets_known_names_and_definitions_only() -> None:
    text = "Der CNRS und die ESA haben mit Beispiel Foundation (BF) gegründet. Der Präsident von Wien."
    assert surfaces(text, "de") == ["CNRS", "ESA", "Beispiel Foundation", "BF"]


def test_the_result_does_not_hang_on_the_hash_seed() -> None:
    program = (
        "from tui_reader.entities.recognise import recognise\n"
        "from tui_reader.entities.context import Context\n"
        "from tui_reader.model.documents import Document\n"
        "t = 'Le CNRS, la CPI, le Comité des pêches insulaires (CPI), l’IMT, Le Monde, Libération, Orange, Total, "
        "dès lundi, le 6 mai, au troisième trimestre et fin 2018.'\n"
        "print(repr(recognise(Document.of_text(t * 3, 'fr'), Context('fr'))))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"},
            capture_output=True, check=True, text=True, encoding="utf-8",
        ).stdout
        for seed in ("0", "1", "4711")
    }  # fmt: skip
    assert len(answers) == 1
    answer = answers.pop()
    assert "CNRS" in answer and "2018" in answer
