from datetime import timedelta

import pytest

from tests.builders import NOON, a_document, a_feed, an_article, stored
from tests.storage.conftest import statements
from tui_reader.model.articles import ArticleId, NewArticle
from tui_reader.model.documents import Document
from tui_reader.model.errors import NotFound
from tui_reader.model.feeds import Enclosure
from tui_reader.model.views import View, ViewKind
from tui_reader.storage.saving import BATCH, Saved
from tui_reader.storage.store import Store

LATER = NOON + timedelta(days=1)


def test_an_article_is_kept_whole(store: Store) -> None:
    feed = a_feed(store, "ecoles")
    document = a_document("Un\n« Deux » – l’école\tœuf", title="Titre")
    new = NewArticle(
        "raw id / é",
        document,
        link="https://example.org/1",
        author="Anne",
        published=NOON,
        updated=LATER,
        categories=("a", "é"),
        enclosures=(Enclosure("https://example.org/a.mp3", "audio/mpeg", 3), Enclosure("https://example.org/b")),
        entry_hash="h",
    )
    [number] = store.articles.save(feed.id, [new], seen=LATER).new
    article = store.articles.get(number)
    assert (article.entry_id, article.document, article.link, article.author) == (
        "raw id / é",
        document,
        "https://example.org/1",
        "Anne",
    )
    assert (article.published, article.updated, article.date) == (NOON, LATER, NOON)
    assert (article.categories, article.enclosures) == (new.categories, new.enclosures)
    assert (article.feed_id, article.feed_url, article.feed_title) == (feed.id, feed.url, "Ecoles")
    assert (article.read, article.starred, article.tags, article.position, article.revisions) == (
        False,
        False,
        (),
        0,
        0,
    )


def test_a_date_that_is_missing_is_the_time_it_was_first_seen(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article(published=None), seen=LATER)
    [row] = store.articles.rows([number])
    assert (row.published, row.date) == (None, LATER)


def test_an_entry_is_known_by_its_feed_and_raw_id(store: Store) -> None:
    feed, other = a_feed(store), a_feed(store)
    stored(store, feed, an_article("same", entry_hash="1"))
    saved = store.articles.save(other.id, [an_article("same"), an_article("SAME")], seen=NOON)
    assert len(saved.new) == 2
    assert store.articles.known(feed.id) == {"same": "1"}


def test_what_is_unchanged_is_not_written_again(store: Store) -> None:
    feed = a_feed(store)
    stored(store, feed, an_article("a"), an_article("b"))
    with statements(store) as ran:
        assert store.articles.save(feed.id, [an_article("a"), an_article("b")], seen=LATER) == Saved()
    assert [sql for sql in ran if not sql.startswith("SELECT")] == []


def test_a_changed_document_keeps_the_earlier_one_and_the_reader_s_marks(store: Store) -> None:
    feed = a_feed(store)
    [number] = stored(store, feed, an_article("a", text="Premier texte."))
    store.state.set_read([number], True)
    store.state.set_starred([number], True)
    saved = store.articles.save(feed.id, [an_article("a", text="Second texte.", title="Autre titre")], seen=LATER)
    assert saved == Saved(updated=(number,))
    article = store.articles.get(number)
    assert article.document.text == "Autre titre\nSecond texte."
    assert (article.read, article.starred, article.revisions) == (True, True, 1)
    [revision] = store.articles.revisions(number)
    assert (revision.number, revision.seen, revision.document.text) == (1, NOON, "Un accord\nPremier texte.")
    assert store.articles.rows([number])[0].title == "Autre titre"


def test_a_document_that_changes_back_is_a_version_too(store: Store) -> None:
    feed = a_feed(store)
    [number] = stored(store, feed, an_article("a", text="Un."))
    for text in ("Deux.", "Un."):
        store.articles.save(feed.id, [an_article("a", text=text)], seen=LATER)
    assert [r.document.text for r in store.articles.revisions(number)] == ["Un accord\nUn.", "Un accord\nDeux."]
    assert store.articles.document(number).text == "Un accord\nUn."


def test_changed_metadata_is_no_new_version(store: Store) -> None:
    feed = a_feed(store)
    [number] = stored(store, feed, an_article("a", entry_hash="1"))
    saved = store.articles.save(feed.id, [an_article("a", author="Anne", published=LATER, entry_hash="2")], seen=LATER)
    assert saved == Saved()
    article = store.articles.get(number)
    assert (article.author, article.published, article.date, article.revisions) == ("Anne", LATER, LATER, 0)
    assert store.articles.known(feed.id) == {"a": "2"}


def test_a_deleted_article_does_not_come_back(store: Store) -> None:
    feed = a_feed(store)
    [number] = stored(store, feed, an_article("a"))
    store.state.set_deleted([number], True)
    assert store.articles.save(feed.id, [an_article("a"), an_article("a", text="Changé.")], seen=LATER) == Saved()
    assert store.articles.save(feed.id, [an_article("a", text="Changé.")], seen=LATER) == Saved()
    assert store.articles.count(View()) == 0
    with pytest.raises(NotFound):
        store.articles.get(number)
    assert store.articles.known(feed.id).keys() == {"a"}


def test_an_entry_that_is_twice_in_a_feed_is_one_article(store: Store) -> None:
    feed = a_feed(store)
    saved = store.articles.save(feed.id, [an_article("a", text="Premier."), an_article("a", text="Second.")], seen=NOON)
    assert len(saved.new) == 1
    assert store.articles.document(saved.new[0]).text.endswith("Premier.")


def test_ids_follow_the_order_of_publication(store: Store) -> None:
    feed = a_feed(store)
    newest_first = [an_article(str(n), published=NOON - timedelta(days=n)) for n in range(3)]
    assert stored(store, feed, *newest_first) == [3, 2, 1]


def test_articles_of_one_moment_are_listed_as_their_feed_lists_them(store: Store) -> None:
    ids = stored(store, a_feed(store), *(an_article(published=None) for _ in range(4)))
    assert list(store.articles.ids(View())) == ids


def test_transactions_are_short(store: Store) -> None:
    feed = a_feed(store)
    begun: list[str] = []
    store._db.raw.set_trace_callback(lambda sql: begun.append(sql) if sql.startswith("BEGIN") else None)
    store.articles.save(feed.id, (an_article() for _ in range(2 * BATCH + 1)), seen=NOON)
    assert begun == ["BEGIN IMMEDIATE"] * 3


def test_a_title_is_found_for_documents_without_one(store: Store) -> None:
    feed = a_feed(store)
    numbers = [
        store.articles.save(feed.id, [NewArticle(str(n), Document.of_text(text))], seen=NOON).new[0]
        for n, text in enumerate(["\n  \n  Première\tligne \nSeconde", ""])
    ]
    assert [row.title for row in store.articles.rows(numbers)] == ["Première ligne", ""]


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="article 7"):
        store.articles.get(ArticleId(7))
    with pytest.raises(NotFound):
        store.articles.document(ArticleId(7))
    assert store.articles.rows([ArticleId(7)]) == []
    assert store.articles.count(View(ViewKind.UNREAD)) == 0
