from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui_reader.model.documents import BlockKind, Document, SpanKind
from tui_reader.parse.bylines import read_byline, read_date
from tui_reader.parse.plain import plain_document, read_plain

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "article-sigma-imt.txt"


def shape(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.block_text(block)) for block in document.blocks]


def texts(source: str) -> list[str]:
    return [text for _, text in shape(plain_document(source))]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample article lies in ../shared/data, which is not here")
def test_the_sample_article_reads_like_an_article() -> None:
    article = read_plain(SAMPLE.read_text("utf-8"))
    document = article.document
    blocks = shape(document)

    assert (article.author, article.published, document.language) == ("Clément Rocher", None, "fr")
    assert [text for kind, text in blocks if kind is BlockKind.TITLE] == [
        "Coopération renforcée entre Sigma Clermont et l'IMT"
    ]
    assert document.text.count("Coopération renforcée") == 1
    assert [text for kind, text in blocks if kind is BlockKind.HEADING] == ["De nouveaux projets", "Une vision élargie"]
    (caption,) = (text for kind, text in blocks if kind is BlockKind.FIGURE)
    assert caption.startswith("\nPhilippe Jamet, DG de l'IMT")
    assert caption.endswith("//\u00a0©\u00a0 Clément Rocher")
    assert "Publié le" not in document.text
    assert sum(kind is BlockKind.PARAGRAPH for kind, _ in blocks) == 8
    assert document.text.endswith("appelée à évoluer.")


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("Clément Rocher Publié le", "Clément Rocher", None),
        ("Clément Rocher | Publié le", "Clément Rocher", None),
        ("Publié le 6 mai 2019", "", (2019, 5, 6)),
        ("Published on May 6, 2019", "", (2019, 5, 6)),
        ("Publié le : 06/05/2019", "", (2019, 5, 6)),
        ("By Jane Doe and John Smith", "Jane Doe and John Smith", None),
        ("Par Anne-Marie d’Aubigné et Jean de La Tour", "Anne-Marie d’Aubigné et Jean de La Tour", None),
        ("By Jane Doe, May 6, 2019", "Jane Doe", (2019, 5, 6)),
        ("Jane Doe – Published on 1st July 2020 | 5 min read", "Jane Doe", (2020, 7, 1)),
        ("Veröffentlicht am 3. März 2021", "", (2021, 3, 3)),
        ("Publicado el 2 de enero de 2022", "", (2022, 1, 2)),
        ("lundi 6 mai 2019", "", (2019, 5, 6)),
    ],
)
def test_a_byline_says_who_and_when(line: str, author: str, day: tuple[int, int, int] | None) -> None:
    byline = read_byline(line)

    assert byline is not None
    assert byline.author == author
    assert byline.published == (datetime(*day, tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    "line",
    [
        "De nouveaux projets",
        "Sigma Clermont",
        "By the river we sat",
        "Par ailleurs, tout va bien",
        "L’école a publié le rapport en 2019",
        "Le 6 mai 2019, tout a changé",
        "In March 2020 it ended",
        "",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize("text", ["", "31/02/2020", "45 mai 2019", "2020-13-01", "Publié le", "May 2019"])
def test_no_day_is_invented(text: str) -> None:
    assert read_date(text) is None


def test_a_moment_keeps_its_time() -> None:
    assert read_date("2024-02-29T18:30:00+01:00") == datetime(2024, 2, 29, 17, 30, tzinfo=UTC)


def test_wrapped_lines_flow_and_broken_lines_stay() -> None:
    wrapped = (
        "The town council voted on Monday to open the old customs house as a\n"
        "night school, the first in the county since 1987. Classes begin in\n"
        "September and are free for anyone who lives here."
    )

    assert "\n" not in plain_document(wrapped).text
    assert texts("12 Quay Street\nPorthaven\nCounty Mayo") == ["12 Quay Street\nPorthaven\nCounty Mayo"]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "Une phrase assez longue pour qu’on ne puisse pas croire que quelqu’un l’ait coupée à la main, " * 2

    assert len(texts(f"{line}\n{line}\n{line}")) == 3


def test_a_word_cut_at_its_hyphen_keeps_it() -> None:
    source = (
        "Il faudra que les habitants de la vallée se réunissent et qu’ils dé-\n"
        "cident de ce qu’ils veulent faire de leur pont, qui menace ruine de-\n"
        "puis longtemps."
    )

    assert "\n" not in plain_document(source).text
    assert "dé-cident" in plain_document(source).text


def test_lists_code_and_quotations_are_found() -> None:
    source = (
        "Title of it\n\nIntroduction to the matter.\n\n- one\n- two\n    - inner\n\n1. first\n2. second\n\n"
        "> quoted\n>> deeper\n\n    x = f(1)\n\n```sh\nls -l\n```\n\n* * *\n\nThe end of it."
    )

    assert [(b.kind, b.level, b.quote, b.marker, b.language) for b in plain_document(source).blocks] == [
        (BlockKind.TITLE, 0, 0, "", ""),
        (BlockKind.PARAGRAPH, 0, 0, "", ""),
        (BlockKind.ITEM, 1, 0, "•", ""),
        (BlockKind.ITEM, 1, 0, "•", ""),
        (BlockKind.ITEM, 2, 0, "•", ""),
        (BlockKind.ITEM, 1, 0, "1.", ""),
        (BlockKind.ITEM, 1, 0, "2.", ""),
        (BlockKind.QUOTE, 0, 1, "", ""),
        (BlockKind.QUOTE, 0, 2, "", ""),
        (BlockKind.CODE, 0, 0, "", ""),
        (BlockKind.CODE, 0, 0, "", "sh"),
        (BlockKind.RULE, 0, 0, "", ""),
        (BlockKind.PARAGRAPH, 0, 0, "", ""),
    ]


def test_a_date_at_the_start_of_a_wrapped_line_is_no_list() -> None:
    source = (
        "Die Schule am Hafen wurde von der Stadt nach langem Streit erst am\n"
        "12. Januar des folgenden Jahres eröffnet, und niemand war zufrieden\n"
        "damit."
    )

    assert [kind for kind, _ in shape(plain_document(source))] == [BlockKind.PARAGRAPH]


def test_a_short_line_before_prose_is_a_heading_and_a_signature_is_not() -> None:
    source = "Titre\n\nPremier paragraphe, avec un point.\n\nEt après ?\n\nIl parla longtemps.\n\nLa rédaction"

    assert [kind for kind, _ in shape(plain_document(source))] == [
        BlockKind.TITLE,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


def test_a_notice_of_rights_is_no_caption() -> None:
    kinds = [kind for kind, _ in shape(plain_document("Un texte.\n\nTout ce site est © 2024 X. Tous droits réservés"))]

    assert BlockKind.FIGURE not in kinds


def test_addresses_become_links_without_their_full_stop() -> None:
    document = plain_document("See https://e.example/a_(b), or (https://e.example/c).")

    assert [(span.kind, span.target) for span in document.spans] == [
        (SpanKind.LINK, "https://e.example/a_(b)"),
        (SpanKind.LINK, "https://e.example/c"),
    ]


def test_a_title_given_is_not_repeated_by_the_text() -> None:
    assert shape(plain_document("Le titre\n\nLe texte.", title="Le titre")) == [
        (BlockKind.TITLE, "Le titre"),
        (BlockKind.PARAGRAPH, "Le texte."),
    ]


def test_one_sentence_is_no_title() -> None:
    assert shape(plain_document("Bonjour tout le monde.")) == [(BlockKind.PARAGRAPH, "Bonjour tout le monde.")]
    assert plain_document("").text == ""
