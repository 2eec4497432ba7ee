"""The page behind a teaser."""

from __future__ import annotations

import pytest

from tests.builders import a_document
from tests.loopback import LoopbackServer, Reply
from tests.services.workbench import Bench
from tui_reader.model.articles import ArticleId, NewArticle
from tui_reader.model.documents import Document
from tui_reader.model.errors import FetchError, NotFound, ParseError, UsageError
from tui_reader.model.feeds import Feed
from tui_reader.services.full_text import FullTextService

TEXT = "<p>" + "Un long paragraphe qui dit quelque chose d'utile aux lecteurs. " * 8 + "</p>"


def stored(bench: Bench, feed_url: str, link: str, text: str = "Un teaser.") -> ArticleId:
    feed = bench.store.feeds.add(feed_url)
    new = NewArticle("1", Document.of_text(text, "fr"), link=link, author="A", categories=("x",), entry_hash="h")
    return bench.store.articles.save(feed.id, [new], seen=bench.clock()).new[0]


def service(bench: Bench) -> FullTextService:
    return FullTextService(bench.store, bench.fetcher, bench.parser, clock=bench.clock)


async def test_the_whole_page_takes_the_place_of_the_teaser_which_stays_a_revision(
    bench: Bench, loopback: LoopbackServer
):
    loopback.route("/a", body=f"<html><title>Annonce</title><article>{TEXT}</article></html>", content_type="text/html")
    number = stored(bench, loopback.url("/feed"), loopback.url("/a"))
    await service(bench).fetch(number)
    article = bench.store.articles.get(number)
    assert "utile aux lecteurs" in article.document.text
    assert (article.author, article.categories, article.revisions) == ("A", ("x",), 1)
    assert bench.store.articles.known(article.feed_id) == {"1": "h"}


async def test_the_article_keeps_its_title_whatever_the_page_is_headed_with(bench: Bench, loopback: LoopbackServer):
    html = (
        f"<html><head><title>Le Journal</title></head><body><article><h1>Le Journal</h1>{TEXT}</article></body></html>"
    )
    loopback.route("/a", body=html, content_type="text/html")
    feed = bench.store.feeds.add(loopback.url("/feed"))
    teaser = NewArticle("1", a_document("Un teaser.", title="Le vrai titre"), link=loopback.url("/a"), entry_hash="h")
    (number,) = bench.store.articles.save(feed.id, [teaser], seen=bench.clock()).new
    await service(bench).fetch(number)
    document = bench.store.articles.get(number).document
    assert document.title == "Le vrai titre" and "Journal" not in document.text
    assert "utile aux lecteurs" in document.text and document.flaws() == []


async def test_a_page_that_says_less_changes_nothing(bench: Bench, loopback: LoopbackServer):
    loopback.route("/a", body=f"<html><article>{TEXT}</article></html>", content_type="text/html")
    number = stored(bench, loopback.url("/feed"), loopback.url("/a"), "Un très long texte. " * 200)
    with pytest.raises(ParseError, match="no more text"):
        await service(bench).fetch(number)
    assert bench.store.articles.get(number).revisions == 0


async def test_a_link_to_a_private_address_is_not_followed_for_a_stranger(bench: Bench, loopback: LoopbackServer):
    number = stored(bench, "https://exemple.fr/rss", loopback.url("/router/reboot"))
    with pytest.raises(FetchError):
        await service(bench).fetch(number)
    assert loopback.requests == []


async def test_an_article_without_a_page_says_so(bench: Bench):
    with pytest.raises(UsageError):
        await service(bench).fetch(stored(bench, "https://exemple.fr/rss", "mailto:x@exemple.fr"))
    with pytest.raises(NotFound):
        await service(bench).fetch(ArticleId(999))


def page(text: str = TEXT) -> str:
    return f"<html><head><title>Annonce</title></head><body><article><h1>Annonce</h1>{text}</article></body></html>"


async def test_a_page_that_was_fetched_is_asked_for_with_its_validators(bench: Bench, loopback: LoopbackServer):
    loopback.route("/a", body=page(), content_type="text/html", etag='"p1"')
    number = stored(bench, loopback.url("/feed"), loopback.url("/a"))
    await service(bench).fetch(number)
    await service(bench).fetch(number)
    assert loopback.requests[-1].headers["if-none-match"] == '"p1"'
    assert bench.store.articles.get(number).revisions == 1


async def test_a_feed_that_changes_its_teaser_has_the_page_fetched_anew(bench: Bench, loopback: LoopbackServer):
    loopback.route("/a", body=page(), content_type="text/html", etag='"p1"')
    feed = wishing(bench, loopback.url("/feed"), teaser("a", loopback.url("/a")))
    await service(bench).fetch_teasers([feed])
    changed = NewArticle("a", Document.of_text("Autre début …", "fr"), link=loopback.url("/a"), entry_hash="a2")
    bench.store.articles.save(feed.id, [changed], seen=bench.clock())
    assert await service(bench).fetch_teasers([feed]) == 1
    assert "if-none-match" not in loopback.requests[-1].headers


def wishing(bench: Bench, url: str, *articles: NewArticle) -> Feed:
    """A feed whose setting says that pages are fetched, with some articles in it."""
    feed = bench.store.feeds.add(url)
    bench.store.feeds.set_full_text(feed.id, True)
    bench.store.articles.save(feed.id, articles, seen=bench.clock())
    return bench.store.feeds.get(feed.id)


def teaser(entry: str, link: str, text: str = "Le début de l'article …") -> NewArticle:
    return NewArticle(entry, Document.of_text(text, "fr"), link=link, entry_hash=entry)


async def test_teasers_are_made_whole_where_the_feed_s_setting_says_so(bench: Bench, loopback: LoopbackServer):
    loopback.fallback(lambda received: Reply(page(), content_type="text/html"))
    articles = (
        teaser("short", loopback.url("/short")),
        teaser("whole", loopback.url("/whole"), "Un texte entier. " * 100),
        teaser("cut", loopback.url("/cut"), "Un texte long. " * 20 + "Lire la suite"),
    )
    wishing(bench, loopback.url("/feed"), *articles)
    plain = bench.store.feeds.add(loopback.url("/other"))
    bench.store.articles.save(plain.id, [teaser("x", loopback.url("/x"))], seen=bench.clock())
    assert await service(bench).fetch_teasers(bench.store.feeds.all()) == 2
    assert sorted(loopback.paths()) == ["/cut", "/short"]
    assert await service(bench).fetch_teasers(bench.store.feeds.all()) == 0
    assert len(loopback.requests) == 2


async def test_a_page_that_gives_nothing_is_asked_for_once(bench: Bench, loopback: LoopbackServer):
    loopback.route("/gone", body="", status=404)
    wishing(bench, loopback.url("/feed"), teaser("a", loopback.url("/gone")), teaser("b", "mailto:x@exemple.fr"))
    for _refresh in range(2):
        assert await service(bench).fetch_teasers(bench.store.feeds.all()) == 0
    assert len(loopback.requests) == 1


async def test_a_server_in_trouble_is_left_alone_and_asked_again_later(bench: Bench, loopback: LoopbackServer):
    answers = iter([Reply("", status=503), Reply(page(), content_type="text/html")])
    loopback.fallback(lambda received: next(answers))
    wishing(bench, loopback.url("/feed"), teaser("a", loopback.url("/a")))
    assert await service(bench).fetch_teasers(bench.store.feeds.all()) == 0
    assert await service(bench).fetch_teasers(bench.store.feeds.all()) == 1
