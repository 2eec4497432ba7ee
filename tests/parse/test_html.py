import pytest

from tui_reader.model.documents import Align, BlockKind, Document, SpanKind
from tui_reader.parse.addresses import widest
from tui_reader.parse.html import MAX_MARKUP, html_document
from tui_reader.parse.markers import numbered

BASE = "https://journal.example/2023/article.html"


def kinds(document: Document) -> list[BlockKind]:
    return [block.kind for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


def links(document: Document) -> list[str]:
    return [span.target for span in document.spans if span.kind is SpanKind.LINK]


def test_white_space_collapses_as_on_a_page_and_french_spaces_stay() -> None:
    document = html_document("<p>  Un \n\t mot <b> gras </b> ,&nbsp;&nbsp;puis&#8239;: <i>fin</i>\n</p>")

    assert document.text == "Un mot gras ,\u00a0\u00a0puis\u202f: fin"
    assert [document.text[span.start : span.end] for span in document.spans] == ["gras", "fin"]


def test_two_line_breaks_part_paragraphs_and_one_breaks_the_line() -> None:
    assert texts(html_document("<p>a<br>b<br><br>c<br></p>")) == ["a\nb", "c"]


def test_the_title_is_not_shown_twice() -> None:
    document = html_document("<h1>L'accord  signé.</h1><p>Texte.</p><h1>L’accord signé</h1>", title="L’accord signé")

    assert kinds(document) == [BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.HEADING]


def test_a_picture_above_does_not_hide_that_a_heading_repeats_the_title() -> None:
    document = html_document('<img src="https://e.example/a.png"><h2>Titre</h2><p>x</p>', title="Titre")

    assert kinds(document) == [BlockKind.TITLE, BlockKind.FIGURE, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/a b", "https://journal.example/a%20b"),
        ("?page=2", "https://journal.example/2023/article.html?page=2"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("HTTP://Other.example/é", "HTTP://Other.example/é"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("java\nscript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://[broken", ""),
        ("https://e.example/\u202eevil", "https://e.example/evil"),
        ("", ""),
    ],
)
def test_only_addresses_that_a_reader_may_follow_become_links(href: str, target: str) -> None:
    document = html_document(f'<p><a href="{href}">x</a></p>', base_url=BASE)

    assert document.text == "x"
    assert links(document) == ([target] if target else [])


def test_relative_links_without_a_base_are_text() -> None:
    assert links(html_document('<a href="/x">x</a>')) == []


def test_what_runs_or_asks_is_dropped() -> None:
    markup = "<script>1</script><style>2</style><template>3</template><noscript>4</noscript><svg><text>5</text></svg>"
    controls = "<input value=6><select><option>7</select><textarea>8</textarea><button>9</button><iframe>10</iframe>"

    assert html_document(f"{markup}<p hidden>11</p><p style='display: none'>12</p>{controls}<p>seen</p>").text == "seen"


@pytest.mark.parametrize(
    ("attributes", "target"),
    [
        ('src="a.jpg"', "https://journal.example/2023/a.jpg"),
        ('src="data:image/gif;base64,x" data-src="b.jpg"', "https://journal.example/2023/b.jpg"),
        ('src="s.jpg" srcset="s.jpg 1x, l.jpg 2x"', "https://journal.example/2023/l.jpg"),
        ('srcset="https://e.example/w_1,h_2/a.jpg 320w,https://e.example/b.jpg 640w"', "https://e.example/b.jpg"),
        ('src="data:image/png;base64,x" alt="only words"', ""),
    ],
)
def test_the_best_address_of_a_picture_is_kept(attributes: str, target: str) -> None:
    (figure,) = html_document(f"<img {attributes}>", base_url=BASE).blocks

    assert (figure.kind, figure.target) == (BlockKind.FIGURE, target)


def test_the_sources_of_a_picture_element_stand_in_for_a_missing_address() -> None:
    markup = '<picture><source srcset="https://e.example/a.webp"><img alt="A"></picture>'

    assert html_document(markup).blocks[0].target == "https://e.example/a.webp"


def test_a_caption_that_repeats_the_alternative_text_is_read_once() -> None:
    markup = '<figure><img src="https://e.example/a" alt="Le port"><figcaption>Le port.</figcaption></figure>'

    assert texts(html_document(markup)) == ["\nLe port."]


def test_a_picture_loaded_lazily_is_one_figure() -> None:
    markup = '<p><img data-src="https://e.example/a" alt="A"></p><p><img src="https://e.example/a" alt="A"></p>'

    assert kinds(html_document(markup)) == [BlockKind.FIGURE]


def test_a_tracking_pixel_is_nothing_and_an_emoji_is_its_text() -> None:
    markup = (
        '<p>Bon <img class="emoji" alt="☺" src="https://e.example/e"><img width=1 height=1 src="https://e.example/t">'
    )

    assert texts(html_document(markup)) == ["Bon ☺"]


def test_a_span_goes_on_in_the_next_block() -> None:
    document = html_document('<a href="https://e.example/"><h2>Titre</h2><p>Suite</p></a>')

    assert [document.text[span.start : span.end] for span in document.spans] == ["Titre", "Suite"]


def test_an_accent_outside_the_span_joins_its_letter() -> None:
    document = html_document("<p><b>e</b>&#x301;te</p>")

    assert document.text == "éte"
    assert document.flaws() == []
    assert [document.text[span.start : span.end] for span in document.spans] == ["é"]


def test_a_table_with_headings_or_lists_of_blocks_in_it_is_layout() -> None:
    markup = "<table><tr><td><h2>News</h2><p>One.</p></td><td><p>Two.</p></td></tr></table>"

    assert kinds(html_document(markup)) == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_table_of_one_column_is_paragraphs() -> None:
    assert kinds(html_document("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>")) == [BlockKind.PARAGRAPH] * 2


def test_cells_keep_to_their_line_and_columns_to_their_side() -> None:
    markup = "<table><tr><th>A<th align=right>B</tr><tr><td>x<br>y\tz<td><p>1</p><p>2</p></tr><tr><td>c</tr></table>"
    document = html_document(markup)
    (table,) = document.blocks

    assert document.text == "A\tB\nx y z\t1 2\nc\t"
    assert (table.header_rows, table.align) == (1, (Align.NONE, Align.RIGHT))


def test_a_list_in_a_cell_keeps_its_bullets() -> None:
    assert html_document("<table><tr><td>a<td><ul><li>x<li>y</ul></table>").text == "a\t• x • y"


@pytest.mark.parametrize(
    ("markup", "markers"),
    [
        ("<ol><li>a<li value=7>b<li>c</ol>", ["1.", "7.", "8."]),
        ("<ol type=A start=26><li>a<li>b</ol>", ["Z.", "AA."]),
        ("<ol type=i start=4><li>a<li>b</ol>", ["iv.", "v."]),
        ("<ol reversed start=2><li>a<li>b</ol>", ["2.", "1."]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3.", "2.", "1."]),
        ("<ul><li>a</ul><li>stray", ["•", "•"]),
        ("<ol start=999999999999999><li>a</ol>", ["1."]),
    ],
)
def test_items_are_marked_as_their_list_says(markup: str, markers: list[str]) -> None:
    document = html_document(markup)

    assert [block.marker for block in document.blocks] == markers
    assert {block.level for block in document.blocks} == {1}


def test_roman_numbers_end_where_they_end() -> None:
    assert [numbered(number, "I") for number in (1994, 3999, 4000, 0)] == ["MCMXCIV.", "MMMCMXCIX.", "4000.", "0."]


def test_a_number_whose_item_begins_with_code_is_kept() -> None:
    document = html_document("<ol><li><pre>x = 1</pre>then</ol>")

    assert [(block.kind, block.marker, block.level) for block in document.blocks] == [
        (BlockKind.ITEM, "1.", 1),
        (BlockKind.CODE, "", 1),
        (BlockKind.PARAGRAPH, "", 1),
    ]


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ('<pre><code class="language-rust">x</code></pre>', "rust"),
        ('<pre class="brush: java">x</pre>', "java"),
        ('<div class="highlight-source-c++"><pre>x</pre></div>', "c++"),
        ('<pre data-lang="go">x</pre>', "go"),
        ("<pre>x</pre>", ""),
    ],
)
def test_code_keeps_the_language_its_author_named(markup: str, language: str) -> None:
    assert html_document(markup).blocks[0].language == language


def test_code_is_verbatim() -> None:
    document = html_document("<pre>\n\tif a &lt; b:\n\n    <b>c</b>  d<br>e\n</pre>")

    assert document.text == "\tif a < b:\n\n    c  d\ne"
    assert document.spans == ()


def test_ordinals_stay_letters_and_powers_are_raised() -> None:
    assert html_document("1<sup>er</sup> XX<sup>e</sup> m<sup>2</sup> CO<sub>2</sub>").text == "1er XXe m² CO₂"


def test_the_widest_candidate_wins_however_the_set_is_written() -> None:
    assert widest("a.jpg, b.jpg 2x") == "b.jpg"
    assert widest("a.jpg 100w,b.jpg 300w ,c.jpg 200w") == "b.jpg"
    assert widest(",,,") == ""


def test_a_page_longer_than_the_cap_is_cut_and_not_refused() -> None:
    document = html_document("<p>" + "mot " * (MAX_MARKUP // 2) + "</p>")

    assert 0 < len(document.text) <= MAX_MARKUP
