"""Two readers of HTML, one result: what the fast tier accepts it must read as libxml2 does."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model.document_rows import DocumentRows
from tui_reader.parse import html
from tui_reader.parse.builder import DocumentBuilder
from tui_reader.parse.html import html_document, html_rows
from tui_reader.parse.html_reader import HtmlReader
from tui_reader.parse.ordinary_html import Unordinary, read_ordinary

GOLDEN = Path(__file__).parents[1] / "golden" / "documents"
BASE = "https://exemple.fr/a/"


def by_libxml2(markup: str, title: str = "") -> DocumentRows:
    return html._Machine().read(markup, DocumentBuilder(title), BASE).blocks.builder.rows()


def by_the_fast_tier(markup: str, title: str = "") -> DocumentRows | None:
    reader = HtmlReader(DocumentBuilder(title), BASE)
    try:
        read_ordinary(markup, reader)
    except Unordinary:
        return None
    return reader.blocks.builder.rows()


TEXT = st.lists(
    st.sampled_from(
        [
            *("L’école", "a", "été ", " ", "  ", "\n", "\t ", "\xa0", " fin.", "x > y", "1er", "œuvre", "\u202f!"),
            *("&amp;", "&nbsp;", "&eacute;", "&#8217;", "&#32;", "&lt;p&gt;", "&hellip;", "&#769;", "e&#x301;"),
        ]
    ),
    max_size=4,
).map("".join)
ATTRIBUTES = st.sampled_from(
    [*("", "", "", "", ' class="x"', " id='y' lang=\"fr\""), ' style="color: red"', ' style="display: none"', " hidden"]
)
LINKS = st.sampled_from(
    [
        *('a href="https://exemple.fr/x?a=1&amp;b=2"', "a href='b'", 'a href="javascript:alert(1)"', "a", 'a name="z"'),
        *('a class="x" href="https://exemple.fr/é" target="_blank"', 'a href="/c" style="display:none"', 'a href=""'),
    ]
)
VOID = st.sampled_from(["<br>", "<br/>", "<br />", '<img src="p.png" alt="Image">', "<!-- rien -->", '<img src="q">'])


def wrapped(tag: str, attributes: str, inner: str) -> str:
    return f"<{tag}{attributes}>{inner}</{tag}>"


def inlines(tags: list[str]) -> st.SearchStrategy[str]:
    """Texts with these elements in them, never one inside another of its name, which the fast tier leaves alone."""
    pieces = [TEXT, TEXT, VOID]
    for number, tag in enumerate(tags):
        inner = inlines(tags[number + 1 :])
        linked = st.builds(lambda opened, text: f"<{opened}>{text}</a>", LINKS, inner)
        pieces.append(linked if tag == "a" else st.builds(wrapped, st.just(tag), ATTRIBUTES, inner))
    return st.lists(st.one_of(pieces), max_size=4).map("".join)


INLINE = st.one_of(inlines(["strong", "a", "em"]), inlines(["span", "i", "b", "code"]), inlines(["s", "sup", "cite"]))


def blocks(deeper: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.builds(lambda inner: f"<li>{inner}</li>\n", deeper), max_size=3).map("".join)
    lists = st.builds(wrapped, st.sampled_from(["ul", "ol"]), st.sampled_from(["", ' start="3"', " reversed"]), items)
    holders = st.sampled_from(["div", "section", "article", "blockquote", "figure"])
    captioned = st.builds(lambda inner: f'<figure><img src="f.png"><figcaption>{inner}</figcaption></figure>', INLINE)
    held = st.builds(wrapped, holders, ATTRIBUTES, deeper)
    spaced = st.sampled_from(["\n", " ", "<hr>", "\n\n  "])
    return st.lists(st.one_of(PARAGRAPH, PARAGRAPH, lists, held, captioned, INLINE, spaced), max_size=5).map("".join)


PARAGRAPH = st.builds(wrapped, st.sampled_from(["p", "p", "p", "h2", "h3"]), ATTRIBUTES, INLINE)
MARKUP = st.recursive(PARAGRAPH, blocks, max_leaves=8)


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_what_the_fast_tier_accepts_it_reads_as_libxml2_does(markup: str) -> None:
    fast = by_the_fast_tier(markup, "L’école")
    if fast is not None:
        assert fast == by_libxml2(markup, "L’école")


DISORDER = st.sampled_from(["<p>", "</p>", "</em>", "<em>", "<li>", "<", ">", "<pre>", "&amp", "&", "</div>", "<br>"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(MARKUP, DISORDER)))
def test_markup_out_of_order_is_read_alike_or_left_to_libxml2(pieces: list[str]) -> None:
    markup = "".join(pieces)
    fast = by_the_fast_tier(markup)
    if fast is not None:
        assert fast == by_libxml2(markup)


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.html")), ids=lambda path: path.stem)
def test_both_tiers_agree_on_the_golden_documents(path: Path) -> None:
    markup = path.read_text("utf-8")
    fast = by_the_fast_tier(markup)
    assert fast is None or fast == by_libxml2(markup)


def test_an_ordinary_article_needs_no_parser() -> None:
    article = (
        '<!-- wp:paragraph -->\n<p class="has-text">Le <strong>CNRS</strong> et l’<a href="https://exemple.fr/">IMT</a>'
        '&nbsp;: un accord.<br />Signé.</p>\n<h2 class="wp-block-heading">Suite</h2>\n<ul class="wp-block-list">\n'
        '<li>un</li>\n<li>deux</li>\n</ul>\n<figure class="wp-block-image"><img src="https://exemple.fr/i.png" />'
        "<figcaption>Légende</figcaption></figure>\n<blockquote><p>Cité</p></blockquote>"
    )
    assert by_the_fast_tier(article) == by_libxml2(article)


@pytest.mark.parametrize(
    "markup",
    [
        *("<p>ouvert", "<p>a<p>b</p>", "<em><strong>croisé</em></strong>", "<p>a < b</p>", "<script>x</script>"),
        *("<table><tr><td>1</td></tr></table>", "<p>&bogus;</p>", "<p>&#150;</p>", "<a href=x>y</a>", "<P>a</P>"),
        *(
            '<p title="a>b">c</p>',
            "<p>a\u200bb</p>",
            "<pre>\n a</pre>",
            "<!--> x <!-->",
            "<a><a>b</a></a>",
            "<ul>a</ul>",
        ),
    ],
)
def test_whatever_needs_guessing_is_left_to_libxml2(markup: str) -> None:
    assert by_the_fast_tier(markup) is None
    assert html_rows(markup, base_url=BASE) == by_libxml2(markup)


def test_a_paragraph_in_something_hidden_is_hidden() -> None:
    markup = "<div hidden><p>caché</p></div><p>visible</p>"
    assert by_the_fast_tier(markup) == by_libxml2(markup)
    assert html_document(markup).text == "visible"


def test_a_letter_and_its_accent_written_apart_become_one() -> None:
    assert html_document("<p>caf<b>e</b>&#769; noir</p>").text == "café noir"


@pytest.mark.parametrize(
    "markup",
    [
        *("<p>un <em> deux </em> trois</p>", "<p> un<b> </b> deux</p>", "<p>un&#32;<i>&#32;deux</i></p>"),
        *("<p>un\n<em>\ndeux</em></p>", "<p><a href='/x'> un </a> </p>", "<p>un<b>/p</b> deux</p>", "<p></p><p> </p>"),
    ],
)
def test_white_space_that_meets_at_a_tag_is_one_space(markup: str) -> None:
    assert by_the_fast_tier(markup) == by_libxml2(markup)
