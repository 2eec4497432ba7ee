import pytest

from tui_reader.model.documents import BlockKind, Document
from tui_reader.model.feeds import Entry
from tui_reader.parse.documents import entry_rows


def entry_document(entry: Entry, *, base_url: str) -> Document:
    return Document.of_rows(entry_rows(entry, base_url=base_url))


def test_an_entry_is_its_title_and_its_content() -> None:
    entry = Entry("1", title="Un  titre", summary="court", content="<p>Le <b>texte</b>.</p>")

    assert entry_document(entry, base_url="").text == "Un titre\nLe texte."


def test_without_content_the_summary_is_shown() -> None:
    assert entry_document(Entry("1", title="T", summary="court", content="  "), base_url="").text == "T\ncourt"


def test_links_start_from_the_entry_and_else_from_the_feed() -> None:
    content = '<a href="x">x</a>'
    linked = entry_document(Entry("1", content=content, link="https://a.example/p/"), base_url="https://b.example/")
    bare = entry_document(Entry("1", content=content), base_url="https://b.example/")

    assert [document.spans[0].target for document in (linked, bare)] == ["https://a.example/p/x", "https://b.example/x"]


@pytest.mark.parametrize(
    ("content_type", "content", "kind"),
    [
        ("text/html", "<ul><li>x</ul>", BlockKind.ITEM),
        ("text/plain", "<b>x</b>", BlockKind.PARAGRAPH),
        ("text/markdown", "## x", BlockKind.HEADING),
    ],
)
def test_content_is_read_as_what_it_says_it_is(content_type: str, content: str, kind: BlockKind) -> None:
    document = entry_document(Entry("1", title="T", content=content, content_type=content_type), base_url="")

    assert document.blocks[1].kind is kind


def test_what_the_text_shows_counts_before_what_the_feed_declares() -> None:
    french = (
        "<p>La ville a voté pour que le pont soit ouvert aux piétons avant la fin de l’année, et c’est une fête.</p>"
    )

    assert entry_document(Entry("1", content=french, language="en-US"), base_url="").language == "fr"
    assert entry_document(Entry("1", title="Sigma Clermont", language="fr-FR"), base_url="").language == "fr"
