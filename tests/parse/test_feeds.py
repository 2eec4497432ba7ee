"""What a person gets to read of a feed, whatever format and whatever slips it was written with."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tui_reader.model.errors import NotAFeed, ParseError
from tui_reader.model.feeds import Enclosure, Entry, ParsedFeed
from tui_reader.parse.feeds import parse_feed

HERE = "https://news.example/feeds/all.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
PAGE_OF_ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def rss(item: str, channel: str = "") -> bytes:
    return f'<rss version="2.0" {NAMESPACES}><channel>{channel}<item>{item}</item></channel></rss>'.encode()


def atom(entry: str, feed: str = "", attributes: str = "") -> bytes:
    return f"<feed {PAGE_OF_ATOM} {attributes}>{feed}<entry>{entry}</entry></feed>".encode()


def odd(body: bytes) -> bytes:
    """The same feed with an undeclared entity, so that only feedparser takes it."""
    return body.replace(b"</item>", b"<x>&nbsp;</x></item>").replace(b"</entry>", b"<x>&nbsp;</x></entry>")


def read(body: bytes, url: str = HERE) -> ParsedFeed:
    """The feed by the fast tier, after making sure that feedparser reads the same.

    The hashes differ: the fast tier takes them from what was written, feedparser does not hand that out.
    """
    fast, reference = parse_feed(body, url=url), parse_feed(odd(body), url=url)
    assert (fast.parser, reference.parser) == ("fast", "feedparser")
    assert unhashed(fast) == unhashed(reference)
    return fast


def unhashed(feed: ParsedFeed) -> list[Entry]:
    return [replace(entry, hash="") for entry in feed.entries]


def entry_of(body: bytes) -> Entry:
    (entry,) = read(body).entries
    return entry


def test_an_ordinary_rss_item_comes_whole() -> None:
    feed = read(
        rss(
            "<title>Accord signé</title><link>/articles/1</link><guid isPermaLink='false'>urn:1</guid>"
            "<pubDate>Mon, 06 May 2019 10:00:00 +0200</pubDate><dc:creator>Marie Curie</dc:creator>"
            "<category>Sciences</category><category>Écoles</category><description>Le début…</description>"
            "<content:encoded><![CDATA[<p>Tout le texte.</p>]]></content:encoded>"
            "<enclosure url='/son.mp3' type='audio/mpeg' length='1234'/>",
            "<title>Les nouvelles</title><link>https://news.example/</link><language>fr-FR</language><ttl>60</ttl>"
            "<skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours>",
        )
    )
    assert (feed.title, feed.link, feed.language, feed.ttl_minutes) == (
        "Les nouvelles",
        "https://news.example/",
        "fr",
        60,
    )
    assert feed.skip_hours == {0, 3}
    (entry,) = feed.entries
    assert (entry.id, entry.title, entry.link) == ("urn:1", "Accord signé", "https://news.example/articles/1")
    assert (entry.author, entry.categories) == ("Marie Curie", ("Sciences", "Écoles"))
    assert entry.published == datetime(2019, 5, 6, 8, tzinfo=UTC)
    assert (entry.summary, entry.content, entry.content_type) == ("Le début…", "<p>Tout le texte.</p>", "text/html")
    assert entry.enclosures == (Enclosure("https://news.example/son.mp3", "audio/mpeg", 1234),)


def test_an_ordinary_atom_entry_comes_whole() -> None:
    feed = read(
        atom(
            "<id>tag:news.example,2019:1</id><title type='html'>L&amp;eacute;a &amp;amp; Max</title>"
            "<link href='1.html'/><link rel='enclosure' href='1.pdf' type='application/pdf' length='9'/>"
            "<published>2019-05-06T10:00:00+02:00</published><updated>2019-05-07T00:00:00Z</updated>"
            "<category term='sci' label='Sciences'/><summary>Le début</summary>"
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Un<br/>deux</p></div></content>",
            "<title>Journal</title><link href='https://news.example/'/><link rel='next' href='all.xml?page=2'/>"
            "<author><name>La rédaction</name></author>",
            "xml:lang='fr'",
        )
    )
    assert (feed.title, feed.link, feed.language) == ("Journal", "https://news.example/", "fr")
    assert feed.next_page == "https://news.example/feeds/all.xml?page=2"
    (entry,) = feed.entries
    assert (entry.id, entry.title) == ("tag:news.example,2019:1", "Léa & Max")
    assert entry.author == "La rédaction"
    assert (entry.published, entry.updated) == (
        datetime(2019, 5, 6, 8, tzinfo=UTC),
        datetime(2019, 5, 7, tzinfo=UTC),
    )
    assert (entry.summary, entry.content) == ("Le début", "<p>Un<br>deux</p>")
    assert entry.categories == ("Sciences",)
    assert entry.enclosures == (Enclosure("https://news.example/feeds/1.pdf", "application/pdf", 9),)


def test_rdf_items_are_known_by_what_they_are_about() -> None:
    body = (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>Nouvelles</title>'
        "<link>https://news.example/</link></channel>"
        '<item rdf:about="https://news.example/1"><title>Un</title><link>https://news.example/1?utm=x</link>'
        "<dc:date>2019-05-06</dc:date></item></rdf:RDF>"
    )
    entry = entry_of(body.encode())
    assert (entry.id, entry.link) == ("https://news.example/1", "https://news.example/1?utm=x")
    assert entry.published == datetime(2019, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("<![CDATA[Fish &amp; chips]]>", "Fish & chips"),
        ("&lt;b&gt;Gras&lt;/b&gt; et maigre", "Gras et maigre"),
        ("&lt;i&gt;L&#8217;été&lt;/i&gt;", "L’été"),
        ("Un&lt;br/&gt;deux", "Un deux"),
        ("1 &lt; 2 &amp; 3 &gt; 2", "1 < 2 & 3 > 2"),
        ("How to use &lt;blink&gt;", "How to use <blink>"),
        ("vector&lt;int&gt; in C++", "vector<int> in C++"),
        ("  deux\n   lignes ", "deux lignes"),
        ("« Oui\u00a0! » dit-il", "« Oui\u00a0! » dit-il"),
        ("bell\u202eoverride", "belloverride"),
    ],
)
def test_titles_of_rss_are_text_unescaped_as_often_as_they_were_escaped(written: str, title: str) -> None:
    assert entry_of(rss(f"<guid>1</guid><title>{written}</title>")).title == title


@pytest.mark.parametrize(
    ("kind", "written", "title"),
    [
        ("text", "&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("html", "&lt;b&gt;Gras&lt;/b&gt; &amp;amp; maigre", "Gras & maigre"),
        ("xhtml", "<div xmlns='http://www.w3.org/1999/xhtml'><b>Gras</b> &amp; maigre</div>", "Gras & maigre"),
    ],
)
def test_titles_of_atom_are_read_as_their_type_says(kind: str, written: str, title: str) -> None:
    assert entry_of(atom(f"<id>a:1</id><title type='{kind}'>{written}</title>")).title == title


@pytest.mark.parametrize(
    ("item", "identity"),
    [
        ("<guid> urn:x </guid><link>https://news.example/1</link>", "urn:x"),
        ("<link>https://news.example/1</link><title>a</title>", "https://news.example/1"),
    ],
)
def test_identity_is_the_id_as_written_else_the_link(item: str, identity: str) -> None:
    assert entry_of(rss(item)).id == identity


def test_without_id_and_link_the_text_is_the_identity() -> None:
    first, second = (entry_of(rss(f"<title>{title}</title>")) for title in ("Un", "Deux"))
    assert first.id != second.id
    assert first.id == entry_of(rss("<title>Un</title><category>neuf</category>")).id


def test_a_permanent_guid_is_the_link() -> None:
    assert entry_of(rss("<guid>https://news.example/1</guid>")).link == "https://news.example/1"
    assert entry_of(rss("<guid isPermaLink='false'>https://news.example/1</guid>")).link == ""


def test_the_hash_tells_any_change_of_an_entry_and_none_around_it() -> None:
    first = entry_of(rss("<guid>1</guid><description>un</description>"))
    assert first.hash == entry_of(rss("<guid>1</guid><description>un</description>").replace(b"<item", b" <item")).hash
    assert first.hash != entry_of(rss("<guid>1</guid><description>deux</description>")).hash


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("<author>m@news.example (Marie Curie)</author>", "Marie Curie"),
        ("<author>Marie Curie &lt;m@news.example&gt;</author>", "Marie Curie"),
        ("<author>m@news.example</author>", "m@news.example"),
        ("<dc:creator>Marie</dc:creator><dc:creator>Pierre</dc:creator>", "Marie, Pierre"),
        ("<dc:creator>Marie</dc:creator><itunes:author>Marie</itunes:author>", "Marie"),
    ],
)
def test_authors_are_named_once_and_without_their_address(written: str, name: str) -> None:
    assert entry_of(rss(f"<guid>1</guid>{written}")).author == name


def test_an_ill_formed_feed_keeps_the_identities_of_its_entries() -> None:
    """Publishers break and mend their feeds; the same entry must not come back as another."""
    entry = entry_of(
        rss(
            "<guid isPermaLink='false'>https://news.example/?p=1&amp;q=2</guid><link>/1?a=b&amp;copy=2</link>"
            "<category>R&amp;D</category><dc:creator>A &amp; B</dc:creator><enclosure url='/x?a=1&amp;b=2'/>"
        )
    )
    assert (entry.id, entry.link) == ("https://news.example/?p=1&q=2", "https://news.example/1?a=b&copy=2")
    assert (entry.categories, entry.author) == (("R&D",), "A & B")


def test_a_bad_date_never_drops_the_entry() -> None:
    entry = parse_feed(rss("<guid>1</guid><pubDate>bientôt</pubDate>")).entries[0]
    assert (entry.id, entry.published) == ("1", None)


def test_a_caption_is_not_taken_for_the_content() -> None:
    entry = entry_of(
        rss(
            "<guid>1</guid><description>Une longue phrase de l’article.</description>"
            "<media:content url='https://news.example/1.jpg' type='image/jpeg' fileSize='10'>"
            "<media:description>Une photo</media:description></media:content>"
        )
    )
    assert (entry.summary, entry.content) == ("Une longue phrase de l’article.", "")
    assert entry.enclosures == (Enclosure("https://news.example/1.jpg", "image/jpeg", 10),)


def test_plain_lines_stay_lines() -> None:
    entry = entry_of(rss("<guid>1</guid><description>Un\n\nDeux</description>"))
    assert (entry.summary, entry.content_type) == ("Un\n\nDeux", "text/plain")


def test_a_plain_summary_beside_markup_becomes_markup() -> None:
    content = "<content type='html'>&lt;p&gt;Tout&lt;/p&gt;</content>"
    entry = entry_of(atom(f"<id>a:1</id><summary>a &lt; b\nc</summary>{content}"))
    assert (entry.summary, entry.content) == ("<p>a &lt; b<br>c</p>", "<p>Tout</p>")


def test_xml_base_reaches_the_links_inside_the_text() -> None:
    entry = entry_of(
        atom(
            "<id>a:1</id><link href='1'/><content type='html' xml:base='img/'>&lt;img src='x.png'></content>",
            attributes="xml:base='https://cdn.example/'",
        )
    )
    assert entry.link == "https://cdn.example/1"
    assert '"https://cdn.example/img/x.png"' in entry.content


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"])
def test_addresses_that_do_something_are_dropped(address: str) -> None:
    entry = entry_of(rss(f"<guid>1</guid><link>{address}</link><enclosure url='{address}'/>"))
    assert (entry.link, entry.enclosures) == ("", ())


def test_namespaces_are_known_by_address_not_by_prefix_or_case() -> None:
    body = (
        b'<rss version="2.0" xmlns:C="http://purl.org/rss/1.0/modules/content" '
        b'xmlns:pod="http://www.itunes.com/DTDs/Podcast-1.0.dtd"><channel><item><GUID>1</GUID>'
        b"<pod:author>Marie</pod:author></item></channel></rss>"
    )
    entry = entry_of(body)
    assert (entry.id, entry.author) == ("1", "Marie")


def test_a_truncated_feed_keeps_the_entries_that_came() -> None:
    whole = rss("<guid>1</guid><title>Un</title></item><item><guid>2</guid><title>Deux</title>")
    feed = parse_feed(whole[: whole.index(b"Deux")])
    assert [entry.id for entry in feed.entries] == ["1", "2"]
    half = parse_feed(whole[: whole.index(b"<guid>2")])
    assert [entry.id for entry in half.entries] == ["1"]


def test_a_feed_cut_off_before_its_first_entry_says_so() -> None:
    with pytest.raises(ParseError, match="cut off"):
        parse_feed(b'<rss version="2.0"><channel><title>Nou')


def test_a_feed_without_entries_is_a_feed() -> None:
    feed = parse_feed(b'<rss version="2.0"><channel><title>Vide</title></channel></rss>')
    assert (feed.title, feed.entries) == ("Vide", ())


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!DOCTYPE html><html><body><p>Bonjour</p></body></html>", "web page"),
        (b"<?xml version='1.0'?>\n<!-- x --><!DOCTYPE html PUBLIC 'x'><html xmlns='x'/>", "web page"),
        (b'{"ok": true}', "JSON"),
        (b"[1, 2]", "JSON"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02\x03" * 20, "binary"),
        (b"Not found", "plain text"),
        (b"<opml version='2.0'><body/></opml>", "OPML"),
        (b"<urlset><url/></urlset>", "site map"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML"),
    ],
)
def test_what_is_no_feed_is_called_what_it_is(body: bytes, word: str) -> None:
    with pytest.raises(NotAFeed, match=word) as caught:
        parse_feed(body)
    assert str(caught.value).count(".") == 1


@pytest.mark.parametrize(
    "body",
    [
        "<?xml version='1.0' encoding='iso-8859-1'?>{}".encode("latin-1"),
        b"<?xml version='1.0' encoding='windows-1252'?>{}",
        b"<?xml version='1.0'?>{}",
    ],
)
def test_western_encodings_are_read_whatever_is_declared(body: bytes) -> None:
    feed = rss("<guid>1</guid><title>L’été à Évry</title>").decode().encode("cp1252")
    assert parse_feed(body.replace(b"{}", feed)).entries[0].title == "L’été à Évry"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_read_with_and_without_a_mark(encoding: str) -> None:
    body = rss("<guid>1</guid><title>L’été</title>").decode().encode(encoding)
    assert parse_feed(body).entries[0].title == "L’été"


def test_json_feed_11_comes_whole() -> None:
    body = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Nouvelles",
            "home_page_url": "https://news.example/",
            "next_url": "https://news.example/feed.json?page=2",
            "language": "fr-CA",
            "authors": [{"name": "La rédaction"}],
            "items": [
                {
                    "id": 17,
                    "url": "/1",
                    "title": "Un <b>titre</b> & plus",
                    "content_html": "<p>Tout</p>",
                    "content_text": "Tout",
                    "summary": "Le début",
                    "date_published": "2019-05-06T10:00:00+02:00",
                    "authors": [{"name": "Marie"}, {"name": "Pierre"}],
                    "tags": ["Sciences", 4],
                    "attachments": [{"url": "/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12.0}, {}],
                },
                {"id": "b", "content_text": "a < b\nc", "date_published": "hier"},
                "no object",
            ],
        }
    ).encode()
    feed = parse_feed(body, url="https://news.example/feed.json", content_type="application/feed+json")
    assert (feed.parser, feed.title, feed.language) == ("jsonfeed", "Nouvelles", "fr")
    assert feed.next_page == "https://news.example/feed.json?page=2"
    first, second = feed.entries
    assert (first.id, first.link, first.title) == ("17", "https://news.example/1", "Un <b>titre</b> & plus")
    assert (first.author, first.categories) == ("Marie, Pierre", ("Sciences",))
    assert (first.summary, first.content) == ("Le début", "<p>Tout</p>")
    assert first.enclosures == (Enclosure("https://news.example/1.mp3", "audio/mpeg", 12),)
    assert first.published == datetime(2019, 5, 6, 8, tzinfo=UTC)
    assert (second.author, second.content, second.content_type) == ("La rédaction", "a < b\nc", "text/plain")
    assert second.published is None


def test_json_feed_10_names_one_author() -> None:
    body = b'{"version": "https://jsonfeed.org/version/1", "author": {"name": "A"}, "items": [{"id": "1"}]}'
    assert parse_feed(body).entries[0].author == "A"


def test_json_that_is_cut_off_says_so() -> None:
    with pytest.raises(ParseError, match="cut off"):
        parse_feed(b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": ')
