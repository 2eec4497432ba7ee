"""The page behind a teaser."""

from __future__ import annotations

import pytest

from tests.loopback import LoopbackServer
from tests.services.workbench import Bench
from tui_reader.model.articles import ArticleId, NewArticle
from tui_reader.model.documents import Document
from tui_reader.model.errors import FetchError, NotFound, ParseError, UsageError
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
