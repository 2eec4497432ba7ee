import time
from datetime import UTC, datetime

import pytest

from tui_reader.model.documents import BlockKind
from tui_reader.parse.markdown import markdown_document, read_markdown


def test_a_first_heading_is_the_title_unless_one_is_named() -> None:
    assert markdown_document("# *Un* `titre`\n\nTexte.").title == "Un titre"
    assert markdown_document("Titre\n=====\n\nTexte.").title == "Titre"
    assert markdown_document("# Un\n\nTexte.", title="Deux").title == "Deux"
    assert markdown_document("Texte.\n\n# Un").title == ""


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: 'L''accord'\nauthor: [Ada, \"Bob C\"]\ndate: 2024-03-05 # ok\nlang: fr-FR\n---\n",
        '---\ntitle: "L\'accord"\nauthors:\n  - Ada\n  - Bob C\npublished: 5 mars 2024\nlocale: fr_FR\n---\n',
        "---\ntitle: L'accord\nauthor:\n  - name: Ada\n    url: https://a.example\n  - name: Bob C\n"
        "date: 2024-03-05\nlang: fr\n...\n",
        "+++\ntitle = \"L'accord\"\nauthors = ['Ada', 'Bob C']\ndate = 2024-03-05\nlanguage = 'fr'\n+++\n",
    ],
)
def test_front_matter_says_who_and_when(head: str) -> None:
    article = read_markdown(f"{head}\n# Ignored\n")

    assert article.document.title == "L'accord"
    assert article.author == "Ada, Bob C"
    assert article.published == datetime(2024, 3, 5, tzinfo=UTC)
    assert article.language == "fr"


@pytest.mark.parametrize(
    "source", ["---\n\nText between rules\n\n---\n", "+++\nbroken = [\n+++\nText", "---\ntitle: x\nno end", "---"]
)
def test_what_is_no_front_matter_harms_nothing(source: str) -> None:
    assert markdown_document(source).flaws() == []


def test_html_in_markdown_is_never_live() -> None:
    document = markdown_document("a <script>alert(1)</script>b\n\n<iframe src=x></iframe>\n\n[x](javascript:alert(1))")

    assert "alert" not in document.text.replace("javascript:alert(1)", "")
    assert document.spans == ()


def test_relative_addresses_follow_the_base() -> None:
    document = markdown_document("[x](b.html) ![p](/c.png)", base_url="https://e.example/a/")

    assert document.spans[0].target == "https://e.example/a/b.html"
    assert [block.target for block in document.blocks if block.kind is BlockKind.FIGURE] == ["https://e.example/c.png"]


def test_deep_nesting_ends_in_text_and_not_in_an_error() -> None:
    assert markdown_document("> " * 5_000 + "x").flaws() == []
    assert markdown_document("\n".join(" " * (2 * depth) + "- x" for depth in range(300))).flaws() == []
    assert markdown_document("[" * 20_000).flaws() == []


def test_footnotes_are_numbered_where_they_are_called_and_stand_at_the_end() -> None:
    document = markdown_document(
        "Un accord[^1], puis un autre[^deux] et rien[^x].\n\nLa suite.\n\n[^1]: Signé à *Lyon*.\n[^deux]: Plus tard.\n"
    )
    assert [document.text[block.start : block.end] for block in document.blocks if block.end > block.start] == [
        "Un accord[1], puis un autre[2] et rien[^x].",
        "La suite.",
        "Signé à Lyon.",
        "Plus tard.",
    ]
    assert [block.marker for block in document.blocks if block.kind is BlockKind.ITEM] == ["1.", "2."]


@pytest.mark.parametrize("unit", ["[^", "[^a]: x\n", "[^a]: [^a] ", "> [^a]: "])
def test_hostile_footnotes_take_time_in_proportion(unit: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        assert markdown_document(unit * count).flaws() == []
        return time.process_time() - start

    assert seconds(12_000) < 8 * seconds(3_000) + 0.3
