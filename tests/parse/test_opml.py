"""Subscriptions come over from other readers, and go out again, with their folders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.errors import NotAFeed
from tui_reader.model.feeds import TOP, Feed, FeedId, FolderPath, OutlineFeed
from tui_reader.parse.opml import DEEPEST_FOLDER, read_opml, write_opml


def opml(outlines: str, declaration: str = "") -> bytes:
    head = "<head><title>Mes flux</title><dateCreated>hier</dateCreated></head>"
    return f'{declaration}<opml version="2.0">{head}<body>{outlines}</body></opml>'.encode()


def test_folders_inside_folders_are_kept() -> None:
    feeds = read_opml(
        opml(
            '<outline text="Presse"><outline text="Locale"><outline text="Un" xmlUrl="http://a.example/1" '
            'htmlUrl="http://a.example/"/></outline><outline text="Deux" xmlUrl="http://a.example/2"/></outline>'
            '<outline text="Trois" xmlUrl="http://a.example/3"/>'
        )
    ).feeds
    assert feeds == (
        OutlineFeed("http://a.example/1", "Un", FolderPath("Presse/Locale"), "http://a.example/"),
        OutlineFeed("http://a.example/2", "Deux", FolderPath("Presse")),
        OutlineFeed("http://a.example/3", "Trois", TOP),
    )


@pytest.mark.parametrize(
    "attributes",
    [
        'text="Un" xmlUrl="http://a.example/1?a=1&amp;b=2"',
        'title="Un" xmlurl="http://a.example/1?a=1&b=2"',
        'text="" title=" Un " XMLURL=" http://a.example/1?a=1&amp;b=2 "',
        'TEXT="Un" type="rss" url="http://a.example/1?a=1&amp;b=2"',
        "text='Un' xmlUrl='feed://a.example/1?a=1&amp;b=2'",
    ],
)
def test_slips_of_other_programs_are_forgiven(attributes: str) -> None:
    (feed,) = read_opml(opml(f"<outline {attributes}/>"))
    assert (feed.url, feed.title) == ("http://a.example/1?a=1&b=2", "Un")


def test_categories_are_tags_and_a_path_among_them_is_the_folder() -> None:
    (feed,) = read_opml(opml('<outline text="Un" xmlUrl="http://a.example/1" category="/Presse/Locale,sport"/>'))
    assert (feed.folder, feed.tags) == ("Presse/Locale", ("Presse/Locale", "sport"))


def test_a_slash_in_the_name_of_a_folder_makes_no_second_folder() -> None:
    (feed,) = read_opml(opml('<outline text="TCP/IP"><outline text="Un" xmlUrl="http://a.example/1"/></outline>'))
    assert feed.folder == "TCP\N{DIVISION SLASH}IP"


def test_what_is_no_subscription_is_named_with_the_reason() -> None:
    read = read_opml(
        opml(
            '<outline text="Un" xmlUrl="http://a.example/1"/><outline text="Un" xmlUrl="http://a.example/1"/>'
            '<outline text="L" type="include" url="http://a.example/l.opml"/><outline text="S" htmlUrl="http://s.example/"/>'
            '<outline text="J" xmlUrl="javascript:alert(1)"/>'
        )
    )
    assert [feed.url for feed in read] == ["http://a.example/1"]
    assert [written for written, _reason in read.skipped] == [
        *("http://a.example/l.opml", "http://s.example/", "javascript:alert(1)")
    ]
    assert read.repeated == ("http://a.example/1",)
    assert all(reason for _written, reason in read.skipped)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    text = opml('<outline text="Été" xmlUrl="http://a.example/1"/>', f'<?xml version="1.0" encoding="{encoding}"?>')
    (feed,) = read_opml(text.decode().encode(encoding))
    assert feed.title == "Été"


@pytest.mark.parametrize("body", [b"", b"<html><body><p>x</p></body></html>", b"\x00\x01", b"https://a.example/feed"])
def test_what_is_no_opml_is_refused(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read_opml(body)


def test_a_list_that_is_cut_off_gives_what_came() -> None:
    body = opml('<outline text="Un" xmlUrl="http://a.example/1"/><outline text="Deux" xmlUrl="http://a.ex')
    assert [feed.title for feed in read_opml(body[: body.index(b"</body")])] == ["Un"]


def test_depth_and_length_are_bounded() -> None:
    feed = '<outline text="Un" xmlUrl="http://a.example/1"/>'
    (deep,) = read_opml(opml('<outline text="a">' * 100 + feed))
    assert deep.folder == "/".join("a" * DEEPEST_FOLDER)
    assert len(read_opml(opml('<outline text="a">' * 100_000 + feed))) <= 1


def test_out_is_nested_and_escaped() -> None:
    feed = Feed(FeedId(1), "http://a.example/?a=1&b=2", title='<"Un" & l’autre>', folder=FolderPath("Presse/Locale"))
    written = write_opml([feed], title="Mes <flux>")
    assert "<title>Mes &lt;flux&gt;</title>" in written
    assert written.count("</outline>") == 2
    assert "?a=1&amp;b=2" in written
    assert '<"Un' not in written


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=12)
FOLDERS = st.lists(NAMES.map(lambda name: name.replace("/", "-")), max_size=3)


@given(st.lists(st.tuples(NAMES, FOLDERS), max_size=8))
def test_what_is_written_reads_back_the_same(named: list[tuple[str, list[str]]]) -> None:
    given_feeds = [
        Feed(FeedId(n), f"https://a.example/{n}?x=1&y=<2>", title=title, folder=FolderPath("/".join(folder)), site="")
        for n, (title, folder) in enumerate(named)
    ]
    first = read_opml(write_opml(given_feeds, title="t").encode()).feeds
    again = [
        Feed(FeedId(n), feed.url, title=feed.title, folder=feed.folder, site=feed.site) for n, feed in enumerate(first)
    ]
    assert {feed.url for feed in first} == {feed.url for feed in given_feeds}
    assert read_opml(write_opml(again, title="t").encode()).feeds == first


def test_an_address_in_place_of_a_title_is_no_name() -> None:
    """Exporters write it for a feed that was never fetched; kept as a name it would hide the feed's own for ever."""
    body = b"""<opml version="2.0"><body>
        <outline type="rss" text="https://example.org/feed" title="https://example.org/feed"
            xmlUrl="https://example.org/feed"/>
        <outline type="rss" text="http://two.example.org/" xmlUrl="https://two.example.org"/>
        <outline type="rss" text="Two" xmlUrl="https://three.example.org/"/></body></opml>"""
    assert [feed.title for feed in read_opml(body).feeds] == ["", "", "Two"]
