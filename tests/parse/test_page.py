import pytest

from tui_reader.model.documents import BlockKind
from tui_reader.model.errors import ParseError
from tui_reader.parse.article import ArticleKind
from tui_reader.parse.page import kind_of, parse_article_file, parse_page

URL = "https://journal.example/a/b"
SENTENCE = "Le conseil a voté la construction du pont, le <time>6 mai 2019</time>, après des années de débats. "
PAGE = f"""<html lang=fr><head><title>Le pont | Journal</title></head><body>
<nav><a href=/>Accueil</a> <a href=/sport>Sport</a></nav>
<main><article><h1>Le pont</h1><p>{SENTENCE * 3}</p><p>Les travaux dureront deux ans, selon la mairie. {SENTENCE}</p>
<figure><img src=/pont.jpg alt="Le pont"><figcaption>Le vieux pont. © Mairie</figcaption></figure>
<p>La suite est attendue avec impatience par tous les habitants de la vallée. {SENTENCE}</p></article></main>
<footer>© 2024 Journal, tous droits réservés</footer></body></html>"""


def test_a_page_gives_its_article_and_nothing_around_it() -> None:
    article = parse_page(PAGE.encode(), url=URL, content_type="text/html; charset=utf-8")

    assert article.document.title == "Le pont"
    assert article.kind is ArticleKind.PAGE
    assert article.link == URL
    assert "Accueil" not in article.document.text
    assert "droits" not in article.document.text
    assert article.document.text.count("Le pont") == 2


@pytest.mark.parametrize(
    ("written", "author"),
    [("Par Émile Zola", "Émile Zola"), ("By Jane Doe", "Jane Doe"), ("Parker Lewis", "Parker Lewis")],
)
def test_an_author_is_a_name_without_the_word_before_it(written: str, author: str) -> None:
    page = PAGE.replace("<h1>Le pont</h1>", f'<h1>Le pont</h1><p class="byline">{written}</p>')
    assert parse_page(page.encode(), url=URL).author == author


def test_dates_in_time_elements_stay_in_their_sentence() -> None:
    assert parse_page(PAGE.encode(), url=URL).document.text.count("le 6 mai 2019, après") == 5


def test_captions_stay_with_their_pictures() -> None:
    document = parse_page(PAGE.encode(), url=URL).document
    (figure,) = (block for block in document.blocks if block.kind is BlockKind.FIGURE)

    assert figure.target == "https://journal.example/pont.jpg"
    assert document.block_text(figure) == "Le pont\nLe vieux pont. © Mairie"


def test_a_page_too_short_to_judge_is_shown_whole() -> None:
    article = parse_page(b"<title>Note</title><body><p>Closed today.</p></body>", url=URL)

    assert article.document.text == "Note\nClosed today."


def test_plain_text_by_address_is_an_article_too() -> None:
    article = parse_page(b"Un titre\n\nUn texte.", url=URL, content_type="text/plain; charset=utf-8")

    assert (article.document.title, article.link) == ("Un titre", URL)


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        (b"%PDF-1.7", "application/pdf", "application/pdf"),
        (b"", "text/html", "no text to read"),
        (b"<html><body><div id=app></div><script>boot()</script></body></html>", "text/html", "no text to read"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_address(body: bytes, content_type: str, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        parse_page(body, url=URL, content_type=content_type)

    assert URL in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.html", "x", ArticleKind.HTML),
        ("a.MD", "x", ArticleKind.MARKDOWN),
        ("a.txt", "# x\n\n**y**", ArticleKind.PLAIN),
        ("a.txt", "<!DOCTYPE html><p>x", ArticleKind.HTML),
        ("-", "<p>x</p>", ArticleKind.HTML),
        ("-", "---\ntitle: x\n---\ny", ArticleKind.MARKDOWN),
        ("-", "# x\n\nSee [y](https://e.example).", ArticleKind.MARKDOWN),
        ("-", "Just a text\n\nwith - a dash", ArticleKind.PLAIN),
        ("", "", ArticleKind.PLAIN),
    ],
)
def test_a_file_is_read_as_what_it_is(name: str, text: str, kind: ArticleKind) -> None:
    assert kind_of(name, text) is kind


def test_a_saved_page_loses_its_navigation() -> None:
    article = parse_article_file(PAGE.encode(), name="pont.html", url=URL)

    assert article.document.title == "Le pont"
    assert "Accueil" not in article.document.text


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<", b"<html>", b"<!--"])
def test_a_file_without_text_is_an_empty_article(body: bytes) -> None:
    for name in ("a.html", "a.md", "a.txt", ""):
        assert parse_article_file(body, name=name).document.flaws() == []
