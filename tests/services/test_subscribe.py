"""Subscribing to whatever a person gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.loopback import LoopbackServer, Reply
from tests.services.workbench import UNHURRIED, Bench, InProcessParser, rss
from tui_reader.fetch.client import Fetcher
from tui_reader.model.errors import SourceError
from tui_reader.model.feeds import FeedKind, OutlineFeed, OutlineList
from tui_reader.model.views import Undone
from tui_reader.services.feed_finder import MOST_TRIES
from tui_reader.services.inputs import Addresses, LocalPath, Unclear, meaning_of
from tui_reader.services.jobs import OutlineJob

SITE = '<html><head><link rel="alternate" type="application/rss+xml" href="/flux"></head><body>Bonjour</body></html>'
HTML = "text/html; charset=utf-8"

OPML = """<?xml version="1.0"?>
<opml version="2.0"><body>
  <outline text="Science"><outline text="Physique">
    <outline type="rss" text="Particules" xmlUrl="https://physique.example/rss" htmlUrl="https://physique.example/"/>
  </outline></outline>
  <outline type="rss" text="Presse" xmlUrl="https://presse.example/rss"/>
  <outline type="rss" text="Mail" xmlUrl="mailto:someone@example.com"/>
</body></opml>"""


async def test_a_feed_is_subscribed_with_its_articles_in_one_request(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un", "Deux"), etag='"v1"')
    result = await bench.subscribing().add(loopback.url("/feed"), folder="Presse/France")
    (feed,) = result.added
    assert (feed.title, feed.total, feed.folder, feed.kind) == ("Nouvelles", 2, "Presse/France", FeedKind.FEED)
    assert len(loopback.requests) == 1
    await bench.refreshing().refresh()
    assert loopback.requests[1].headers["if-none-match"] == '"v1"'


async def test_a_site_leads_to_the_feed_that_it_names(bench: Bench, loopback: LoopbackServer):
    loopback.route("/", body=SITE, content_type=HTML)
    loopback.route("/flux", body=rss("Un"))
    result = await bench.subscribing().add(loopback.url("/"))
    assert [feed.url for feed in result.added] == [loopback.url("/flux")]
    assert result.tried == [loopback.url("/"), loopback.url("/flux")]
    assert loopback.paths() == ["/", "/flux"]


async def test_the_person_chooses_among_several_feeds_of_a_site(bench: Bench, loopback: LoopbackServer):
    named = SITE.replace("<link", '<link rel="alternate" type="application/rss+xml" href="/a" title="Science"><link', 1)
    loopback.route("/", body=named, content_type=HTML)
    loopback.route("/flux", body=rss("Un"))
    await bench.subscribing().add(loopback.url("/flux"))
    before = len(loopback.requests)
    result = await bench.subscribing().add(loopback.url("/"), choose=True)
    assert [(feed.url, feed.title, feed.subscribed) for feed in result.choices] == [
        (loopback.url("/a"), "Science", False),
        (loopback.url("/flux"), "", True),
    ]
    assert (result.added, result.skipped) == ([], [])
    assert len(loopback.requests) == before + 1, "the page alone is asked for"


async def test_a_feed_that_was_looked_at_is_not_asked_for_again_when_it_is_chosen(
    bench: Bench, loopback: LoopbackServer
):
    named = SITE.replace("<link", '<link rel="alternate" type="application/rss+xml" href="/a" title="Science"><link', 1)
    loopback.route("/", body=named, content_type=HTML)
    loopback.route("/a", body=rss("Un", "Deux"))
    subscribing = bench.subscribing()
    site = loopback.url("/")
    await subscribing.add(site, choose=True)
    digest = await subscribing.look_at(loopback.url("/a"), site)
    assert [article.document.title for article in digest.articles] == ["Un", "Deux"]
    assert bench.store.feeds.all() == [], "nothing is stored"
    result = await subscribing.add(loopback.url("/a"))
    assert [(feed.url, feed.total) for feed in result.added] == [(loopback.url("/a"), 2)]
    assert loopback.paths() == ["/", "/a"]


async def test_a_feed_in_a_private_network_is_looked_at_only_for_a_site_there(bench: Bench, loopback: LoopbackServer):
    loopback.route("/a", body=rss("Un"))
    with pytest.raises(SourceError):
        await bench.subscribing().look_at(loopback.url("/a"), "https://elsewhere.example/")
    assert loopback.paths() == []


async def test_there_is_nothing_to_choose_where_a_site_names_one_feed(bench: Bench, loopback: LoopbackServer):
    loopback.route("/", body=SITE, content_type=HTML)
    loopback.route("/flux", body=rss("Un"))
    result = await bench.subscribing().add(loopback.url("/"), choose=True)
    assert [feed.url for feed in result.added] == [loopback.url("/flux")]


async def test_a_feed_that_is_named_but_broken_gives_way_to_the_next(bench: Bench, loopback: LoopbackServer):
    named = SITE.replace("<link", '<link rel="alternate" type="application/atom+xml" href="/gone"><link', 1)
    loopback.route("/", body=named, content_type=HTML)
    loopback.route("/flux", body=rss("Un"))
    result = await bench.subscribing().add(loopback.url("/"))
    assert [feed.url for feed in result.added] == [loopback.url("/flux")]
    assert loopback.url("/gone") in result.tried


async def test_a_site_that_names_none_is_asked_at_the_usual_places(bench: Bench, loopback: LoopbackServer):
    loopback.route("/", body="<html><body>Bonjour</body></html>", content_type=HTML)
    loopback.route("/atom.xml", body=rss("Un"))
    result = await bench.subscribing().add(loopback.url("/"))
    assert [feed.url for feed in result.added] == [loopback.url("/atom.xml")]


async def test_a_site_without_a_feed_says_what_was_tried_and_how_to_keep_the_page(
    bench: Bench, loopback: LoopbackServer
):
    loopback.fallback(lambda received: Reply("<html><body>Bonjour</body></html>", content_type=HTML))
    result = await bench.subscribing().add(loopback.url("/"))
    assert result.added == [] and bench.store.feeds.all() == []
    ((given, reason),) = result.skipped
    assert given == loopback.url("/")
    assert f"--page {loopback.url('/')}" in reason and str(MOST_TRIES) in reason
    assert len(result.tried) == len(loopback.requests) == MOST_TRIES


async def test_a_page_is_kept_as_an_article_when_asked_so(bench: Bench, loopback: LoopbackServer):
    text = "<p>" + "Un long paragraphe qui dit quelque chose d'utile aux lecteurs. " * 8 + "</p>"
    loopback.route("/page", body=f"<html><title>Annonce</title><article>{text}</article></html>", content_type=HTML)
    result = await bench.subscribing().add(loopback.url("/page"), page=True)
    (feed,) = result.added
    assert (feed.kind, feed.total) == (FeedKind.PAGE, 1)
    assert loopback.paths() == ["/page"]


async def test_a_bare_host_is_tried_with_tls_first(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un"))
    bare = f"127.0.0.1:{loopback.port}/feed"
    async with Fetcher(replace(UNHURRIED, connect_seconds=1.0), bench.clock) as bench.fetcher:
        result = await bench.subscribing().add(bare)
    assert result.tried == [f"https://{bare}", f"http://{bare}"]
    assert [feed.url for feed in result.added] == [f"http://{bare}"]


async def test_what_cannot_be_reached_says_why_once(bench: Bench):
    result = await bench.subscribing().add("nowhere.invalid")
    assert result.added == []
    ((given, reason),) = result.skipped
    assert given == "nowhere.invalid" and "nowhere.invalid" in reason
    assert result.tried == ["https://nowhere.invalid", "http://nowhere.invalid"]


async def test_a_permanent_redirect_is_followed_at_once_a_temporary_one_is_not(bench: Bench, loopback: LoopbackServer):
    loopback.route("/new", body=rss("Un"))
    loopback.route("/also", body=rss("Deux"))
    loopback.route("/moved", redirect="/new", status=301)
    loopback.route("/elsewhere", redirect="/also", status=302)
    moved = await bench.subscribing().add(loopback.url("/moved"))
    elsewhere = await bench.subscribing().add(loopback.url("/elsewhere"))
    assert [feed.url for feed in moved.added] == [loopback.url("/new")]
    assert [feed.url for feed in elsewhere.added] == [loopback.url("/elsewhere")]


async def test_what_is_subscribed_already_is_not_asked_again(bench: Bench, loopback: LoopbackServer):
    loopback.route("/feed", body=rss("Un"))
    await bench.subscribing().add(loopback.url("/feed"))
    again = await bench.subscribing().add(loopback.url("/feed"))
    assert again.added == [] and "Nouvelles" in again.skipped[0][1]
    assert len(loopback.requests) == 1


async def test_an_opml_file_subscribes_to_all_without_asking_any(bench: Bench, tmp_path: Path):
    path = tmp_path / "abonnements.xml"
    path.write_text(OPML, encoding="utf-8")
    result = await bench.subscribing().add(str(path), folder="Import")
    assert {(feed.title, feed.folder) for feed in result.added} == {
        ("Particules", "Import/Science/Physique"),
        ("Presse", "Import"),
    }
    assert [given for given, _reason in result.skipped] == ["mailto:someone@example.com"]
    again = await bench.subscribing().add(str(path))
    assert again.added == [] and len(again.skipped) == 3
    assert bench.store.journal.undo() == Undone("add-feed", 2)
    assert bench.store.feeds.all() == []


async def test_one_outline_that_cannot_be_stored_does_not_lose_the_others(bench: Bench, tmp_path: Path):
    listed = OutlineList(
        (
            OutlineFeed("https://un.example/rss"),
            OutlineFeed("https://\udc80.example/"),
            OutlineFeed("https://deux.example/"),
        )
    )

    class Listing(InProcessParser):
        async def read_outline(self, job: OutlineJob) -> OutlineList:
            return listed

    bench.parser = Listing()
    path = tmp_path / "abonnements.opml"
    path.write_text("<opml/>", encoding="utf-8")
    result = await bench.subscribing().add(str(path))
    assert [feed.url for feed in result.added] == ["https://un.example/rss", "https://deux.example/"]
    assert [given for given, _reason in result.skipped] == ["'https://\\udc80.example/'"]


async def test_newsboat_s_urls_file_is_understood(bench: Bench, tmp_path: Path):
    path = tmp_path / "urls"
    path.write_text('# mine\nhttps://presse.example/rss "Presse" "~Le Journal"\nexec:rm -rf /\n', encoding="utf-8")
    result = await bench.subscribing().add(str(path))
    assert [(feed.url, feed.title, feed.folder) for feed in result.added] == [
        ("https://presse.example/rss", "Le Journal", "Presse")
    ]
    assert [given for given, _reason in result.skipped] == ["exec:rm"]


async def test_an_article_without_an_ending_is_read_as_one(bench: Bench, tmp_path: Path):
    path = tmp_path / "LISEZMOI"
    path.write_text("Un titre\n\nUn paragraphe, et un lien : https://exemple.fr/\n", encoding="utf-8")
    (feed,) = (await bench.subscribing().add(str(path))).added
    assert (feed.kind, feed.title) == (FeedKind.FILE, "Un titre")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.xml", b"", "empty"),
        ("vide.txt", b" \n", "empty"),
        ("page.xml", b"<html><body>Bonjour</body></html>", ""),
        ("photo.bin", b"\x89PNG\r\n\x1a\n\x00\x00", ""),
        ("abonnements.opml", b"<opml><body></body></opml>", "no subscriptions"),
        ("donnees.json", b'{"a": 1}', ""),
    ],
)
async def test_a_file_that_is_nothing_of_the_kind_is_one_sentence(
    bench: Bench, tmp_path: Path, name: str, content: bytes, said: str
):
    (tmp_path / name).write_bytes(content)
    result = await bench.subscribing().add(str(tmp_path / name))
    assert result.added == [] and bench.store.feeds.all() == []
    ((_given, reason),) = result.skipped
    assert said in reason and reason and "\n" not in reason


@pytest.mark.parametrize(
    "given", ["", "   ", "ftp://exemple.fr/rss", "not an address", "http://", "javascript:alert(1)"]
)
async def test_what_means_nothing_is_said(bench: Bench, given: str):
    result = await bench.subscribing().add(given)
    assert result.added == [] and len(result.skipped) == 1


@pytest.mark.parametrize(
    ("given", "urls"),
    [
        ("https://exemple.fr/rss", ["https://exemple.fr/rss"]),
        ("  HTTPS://exemple.fr ", ["HTTPS://exemple.fr"]),
        ("feed:https://exemple.fr/rss", ["https://exemple.fr/rss"]),
        ("feed://exemple.fr/rss", ["https://exemple.fr/rss"]),
        ("lemonde.fr", ["https://lemonde.fr", "http://lemonde.fr"]),
        ("exemple.fr/a?b=c#d", ["https://exemple.fr/a?b=c#d", "http://exemple.fr/a?b=c#d"]),
        ("localhost:8000", ["https://localhost:8000", "http://localhost:8000"]),
        ("[::1]:8000/feed", ["https://[::1]:8000/feed", "http://[::1]:8000/feed"]),
        ("bücher.example", ["https://bücher.example", "http://bücher.example"]),
    ],
)
def test_addresses_as_people_write_them(given: str, urls: list[str]):
    assert meaning_of(given) == Addresses(tuple(urls))


def test_paths_as_people_write_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xdg: Path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    assert meaning_of("notes.md") == LocalPath(tmp_path / "notes.md")
    assert meaning_of("./missing.md") == LocalPath(tmp_path / "missing.md")
    assert meaning_of("~/x.md") == LocalPath(xdg / "x.md")
    assert meaning_of((tmp_path / "notes.md").as_uri()) == LocalPath(tmp_path / "notes.md")
    assert meaning_of("gopher://x.y") == Unclear("gopher")
