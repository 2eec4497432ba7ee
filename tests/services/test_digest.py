"""From bytes to articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.services.workbench import rss
from tui_reader.model.errors import NotAFeed
from tui_reader.model.feeds import FeedKind
from tui_reader.services.digest import digest, perform
from tui_reader.services.jobs import DigestJob, DiscoverJob, FeedJob, OutlineJob, RecogniseItem, RecogniseJob
from tui_reader.storage.codec import pack_document, read_document

FRENCH = " Les chercheurs de l'université ont présenté leurs résultats devant une salle pleine de gens."


def job(body: str, **options: object) -> DigestJob:
    return DigestJob("https://exemple.fr/rss", FeedKind.FEED, body.encode(), "https://exemple.fr/rss", **options)


def test_a_feed_becomes_articles_with_their_documents():
    found = digest(job(rss("Un", "Deux", extra="<ttl>90</ttl>")))
    assert (found.title, found.site, found.seen, found.pace.ttl_minutes) == ("Nouvelles", "https://exemple.fr/", 2, 90)
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


def test_how_often_a_feed_wants_to_be_asked_is_read_in_both_spellings():
    sy = "<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
    named = rss("Un", extra=sy).replace("<rss ", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ')
    assert digest(job(named)).pace.ttl_minutes == 720
    assert digest(job(named.replace("<item>", "<ttl>30</ttl><item>", 1))).pace.ttl_minutes == 30
    assert digest(job(rss("Un", extra="<ttl>99999999</ttl>"))).pace.ttl_minutes == 24 * 60
    hours = "<skipHours><hour>3</hour><hour>24</hour></skipHours>"
    assert digest(job(rss("Un", extra=hours))).pace.skip_hours == {0, 3}


def test_an_entry_that_tells_only_its_last_change_has_that_date():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>f</id><entry><id>e</id><title>Un</title>'
        "<updated>2026-02-03T04:05:06Z</updated></entry></feed>"
    )
    (article,) = digest(job(atom)).articles
    assert article.published == article.updated == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_packed_documents_are_what_the_store_would_have_made():
    plain, packed = digest(job(rss("Un", "Deux"))), digest(job(rss("Un", "Deux"), packed=True))
    for one, other in zip(plain.articles, packed.articles, strict=True):
        assert other.packed == pack_document(one.document) and other.packed.title == one.document.title
        assert read_document(other.packed.body) == one.document


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Compte rendu.txt", "une seule ligne, sans titre, qui finit par un point."),
        ("sous/dossier/Compte rendu.html", "<p>Un <a href='/x'>paragraphe</a>.</p>"),
        ("Compte rendu.md", "Un *paragraphe* sans titre."),
    ],
)
def test_an_article_file_without_a_title_is_called_by_its_name(name: str, body: str):
    (article,) = digest(DigestJob(name, FeedKind.FILE, body.encode(), "file:///x", name=name)).articles
    document = article.document
    assert document.title == "Compte rendu" and document.flaws() == []
    assert all(document.text[span.start : span.end] == "paragraphe" for span in document.spans)


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
