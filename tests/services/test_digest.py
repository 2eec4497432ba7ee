"""From bytes to articles."""

from __future__ import annotations

import pytest

from tests.services.workbench import rss
from tui_reader.model.errors import NotAFeed
from tui_reader.model.feeds import FeedKind
from tui_reader.services.digest import digest, perform
from tui_reader.services.jobs import DigestJob, DiscoverJob, FeedJob, OutlineJob, RecogniseItem, RecogniseJob

FRENCH = " Les chercheurs de l'université ont présenté leurs résultats devant une salle pleine de gens."


def job(body: str, **options: object) -> DigestJob:
    return DigestJob("https://exemple.fr/rss", FeedKind.FEED, body.encode(), "https://exemple.fr/rss", **options)


def test_a_feed_becomes_articles_with_their_documents():
    found = digest(job(rss("Un", "Deux", extra="<ttl>90</ttl>")))
    assert (found.title, found.site, found.seen, found.ttl_minutes) == ("Nouvelles", "https://exemple.fr/", 2, 90)
    assert [article.document.title for article in found.articles] == ["Un", "Deux"]
    assert all(article.document.flaws() == [] and article.entry_hash for article in found.articles)


def test_entries_that_are_known_are_left_out():
    first = digest(job(rss("Un", "Deux")))
    known = {article.entry_id: article.entry_hash for article in first.articles}
    second = digest(job(rss("Trois", "Un", "Deux"), known=known))
    assert ([article.entry_id for article in second.articles], second.seen) == (["Trois"], 3)


def test_of_two_entries_with_one_id_the_first_counts():
    found = digest(job(rss("Un", "Un").replace("Le texte de", "Le premier texte de", 1)))
    assert len(found.articles) == 1 and "Le premier texte" in found.articles[0].document.text


def test_what_a_text_says_counts_before_what_its_feed_declares():
    found = digest(job(rss("Un", extra="<language>en-US</language>", item=FRENCH * 3)))
    assert (found.language, found.articles[0].document.language) == ("en", "fr")
    unsure = digest(job(rss("42", extra="<language>pt-BR</language>").replace("Le texte de", "")))
    assert unsure.articles[0].document.language == "pt"


def test_an_article_file_is_one_article_named_by_its_file():
    (article,) = digest(
        DigestJob("/x/note.md", FeedKind.FILE, b"# Note\n\nTexte.", "file:///x/note.md", name="note.md")
    ).articles
    assert (article.entry_id, article.document.title, article.link) == ("note.md", "Note", "file:///x/note.md")


@pytest.mark.parametrize("kind", [FeedKind.FILE, FeedKind.PAGE])
@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02", b"\xff\xfe", b"<", b"%PDF-1.7\x00"])
def test_hostile_bytes_raise_nothing_but_what_a_person_can_act_on(kind: FeedKind, body: bytes):
    from tui_reader.model.errors import SourceError

    try:
        digest(DigestJob("x", kind, body, "https://exemple.fr/", name="x.txt"))
    except SourceError as error:
        assert str(error)


def test_the_other_jobs_are_done_too():
    assert perform(FeedJob("x", rss("Un").encode())).entries[0].id == "Un"
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>'
    found = perform(DiscoverJob("x", page, "https://exemple.fr/"))
    assert found.named == ("https://exemple.fr/rss",) and "https://exemple.fr/rss" not in found.guessed
    listed = perform(OutlineJob("x", b'<opml><body><outline xmlUrl="https://exemple.fr/rss"/></body></opml>'))
    assert [feed.url for feed in listed] == ["https://exemple.fr/rss"]
    with pytest.raises(NotAFeed):
        perform(OutlineJob("x", b""))
    document = digest(job(rss("Le CNRS signe", item=" Le 6 mai 2019."))).articles[0].document
    (recognition,) = perform(RecogniseJob("x", (RecogniseItem(document, "fr"),)))
    assert recognition.dates and recognition.institutions
