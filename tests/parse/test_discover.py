"""From the address of a site to its feeds."""

from __future__ import annotations

import pytest

from tui_reader.parse.discover import MOST_FOUND, FoundFeed, feed_links, guesses

PAGE = "https://news.example/articles/2019/1.html"


def found(markup: str, url: str = PAGE) -> list[str]:
    return [feed.url for feed in feed_links(markup.encode(), url=url)]


def test_a_page_names_its_feeds() -> None:
    feeds = feed_links(
        b"<html><head><link rel='alternate' type='application/rss+xml' title='L\xc3\xa9a &amp; co' href='/rss.xml'>"
        b"<link rel=stylesheet href='/feed.css'></head><body></body></html>",
        url=PAGE,
    )
    assert feeds == [FoundFeed("https://news.example/rss.xml", "Léa & co", "application/rss+xml")]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/atom+xml" href="../../f">',
        "<LINK REL='Alternate home' TYPE='Application/RSS+XML; charset=utf-8' HREF='/f'>",
        "<link rel=feed href=//news.example/f>",
        '<link rel="alternate" type="application/feed+json" href="feed://news.example/f">',
        '<body><link rel="alternate" type="application/rdf+xml" href=" /f ">',
    ],
)
def test_spellings_of_a_link(link: str) -> None:
    assert [address.replace("http:", "https:") for address in found(link)] == ["https://news.example/f"]


def test_the_base_of_the_page_counts_from_where_it_stands() -> None:
    markup = '<base href="/sub/"><base href="/other/"><link rel=alternate type=application/rss+xml href=f.xml>'
    assert found(markup) == ["https://news.example/sub/f.xml"]


def test_feeds_of_comments_and_json_twins_come_last() -> None:
    kind = "rel=alternate type=application"
    addresses = (("feed+json", "/feed.json"), ("rss+xml", "/comments/feed"), ("rss+xml", "/feed"))
    markup = "".join(f"<link {kind}/{form} href={address}>" for form, address in addresses)
    assert [address.rpartition("example")[2] for address in found(markup)] == ["/feed", "/feed.json", "/comments/feed"]


def test_links_that_look_like_feeds_come_after_those_announced() -> None:
    markup = (
        "<a href='/rss'>RSS</a><a href='/spip.php?page=backend'>x</a><a href='/feedback'>x</a><a href='/rss.png'>x</a>"
        "<a href='/about'>x</a><link rel=alternate type=application/atom+xml href=/atom>"
    )
    paths = [address.rpartition("example")[2] for address in found(markup)]
    assert paths == ["/atom", "/rss", "/spip.php?page=backend"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x/rss", "file:///rss.xml", "data:text/xml,x", "http://", ""]
)
def test_only_the_web_is_followed(address: str) -> None:
    assert found(f"<link rel=alternate type=application/rss+xml href='{address}'><a href='{address}'>rss</a>") == []


@pytest.mark.parametrize("body", [b"", b"\x00" * 100, b"<div>" * 100_000, b"<link rel=alternate " * 50_000, b"<!--"])
def test_bad_pages_name_nothing(body: bytes) -> None:
    assert feed_links(body, url=PAGE) == []


def test_a_page_of_links_is_bounded() -> None:
    assert len(found("".join(f"<a href='/rss/{n}'>x</a>" for n in range(1_000)))) == MOST_FOUND


def test_guesses_try_the_section_then_the_site_and_nothing_twice() -> None:
    tried = guesses("https://news.example/blog/2019/05/post.html")
    assert tried[0] == "https://news.example/blog/feed"
    assert tried.index("https://news.example/feed") < tried.index("https://news.example/feed.json")
    assert len(tried) == len(set(tried))
    assert not any("2019" in address for address in tried)


def test_guesses_leave_out_what_was_just_tried() -> None:
    assert "https://news.example/feed" not in guesses("https://news.example/feed")


@pytest.mark.parametrize("url", ["ftp://x/", "file:///x", "", "http://[", "mailto:a@b.example"])
def test_nothing_is_guessed_off_the_web(url: str) -> None:
    assert guesses(url) == []
