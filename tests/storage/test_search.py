from datetime import date, timedelta

import pytest

from tests.builders import NOON, a_feed, an_article, fill, stored
from tests.storage.conftest import connection
from tui_reader.model.articles import ArticleId
from tui_reader.model.queries import (
    EVERYTHING,
    And,
    ByAuthor,
    Dated,
    InFeed,
    InTitle,
    Is,
    Node,
    Not,
    Or,
    Phrase,
    Status,
    Tagged,
    Word,
)
from tui_reader.storage import evaluation
from tui_reader.storage.store import Store


@pytest.fixture(params=[True, False], ids=["indexed", "waiting for the index"])
def archive(store: Store, request: pytest.FixtureRequest) -> Store:
    """Four articles, newest first 4 3 2 1, that every search must find alike, indexed or not."""
    ecoles, news = a_feed(store, "ecoles", title="Grandes écoles"), a_feed(store, "news")
    stored(
        store,
        ecoles,
        an_article(
            title="L’École s’ouvre",
            text="Les Élèves de l’école d’ingénieurs arrivent.",
            author="Anne Écrivaine",
            published=NOON - timedelta(days=3),
        ),
        an_article(
            title="Budget",
            text="Un budget de vingt-deux millions pour l'université : œuvre d'élèves.",
            published=NOON - timedelta(days=2),
        ),
    )
    stored(
        store,
        news,
        an_article(
            title="School opens", text="The ecole opens. Students arrive in May.", published=NOON - timedelta(days=1)
        ),
        an_article(title="May budget", text="A budget of millions for schools.", published=NOON),
    )
    store.state.set_read([ArticleId(1)], True)
    store.state.set_starred([ArticleId(2)], True)
    store.state.set_tags([ArticleId(3)], ["À lire"])
    if request.param:
        assert store.search.index_pending(100) == 4
    return store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (EVERYTHING, [4, 3, 2, 1]),
        (Word("école"), [3, 1]),
        (Word("ECOLE"), [3, 1]),
        (Word("l'école"), [3, 1]),
        (Word("l’école"), [3, 1]),
        (Word("école", prefix=True), [3, 1]),
        (Word("ele", prefix=True), [2, 1]),
        (Word("ele"), []),
        (Word("vingt-deux"), [2]),
        (Word("deux-vingt"), []),
        (Word("œuvre"), [2]),
        (Word("—"), [4, 3, 2, 1]),
        (Word("absent"), []),
        (Phrase("budget de"), [2]),
        (Phrase("de budget"), []),
        (Phrase("École d'Ingénieurs"), [1]),
        (Phrase("budget of millions"), [4]),
        (And((Word("budget"), Word("millions"))), [4, 2]),
        (And((Word("budget"), Not(Word("université")))), [4]),
        (Not(Word("budget")), [3, 1]),
        (Or((Word("université"), Word("students"))), [3, 2]),
        (And((Or((Word("ecole"), Word("budget"))), Word("May"))), [4, 3]),
        (Not(Or((Word("ecole"), Phrase("budget de")))), [4]),
        (InTitle("budget"), [4, 2]),
        (InTitle("may budget"), [4]),
        (InTitle("millions"), []),
        (InFeed("ECOLES"), [2, 1]),
        (InFeed("news.example"), [4, 3]),
        (ByAuthor("anne"), [1]),
        (ByAuthor("ecriv"), [1]),
        (Tagged("a lire"), [3]),
        (Tagged("lire"), []),
        (Is(Status.READ), [1]),
        (Is(Status.UNREAD), [4, 3, 2]),
        (Is(Status.STARRED), [2]),
        (And((Is(Status.UNREAD), Word("école"))), [3]),
        (Dated(date(2024, 5, 4), date(2024, 5, 5)), [3, 2]),
        (Dated(first=date(2024, 5, 5)), [4, 3]),
        (Dated(last=date(2024, 5, 3)), [1]),
    ],
    ids=str,
)
def test_a_search_finds_what_it_says(archive: Store, query: Node, found: list[int]) -> None:
    assert list(archive.search.ids(query)) == found
    assert archive.search.find(query).unindexed == 0


def test_hidden_articles_are_not_found(archive: Store) -> None:
    archive.state.set_deleted([ArticleId(3)], True)
    assert list(archive.search.ids(Word("ecole"))) == [1]
    archive.feeds.remove(archive.articles.get(ArticleId(1)).feed_id)
    assert list(archive.search.ids(Word("ecole"))) == []
    assert list(archive.search.ids(Not(Word("budget")))) == []
    archive.journal.undo()
    assert list(archive.search.ids(Word("ecole"))) == [1]


def test_a_revised_article_is_found_by_its_new_words_only(store: Store) -> None:
    feed = a_feed(store)
    stored(store, feed, an_article("a", text="Le texte ancien."))
    store.search.index_pending(10)
    for text, old in (("Le texte nouveau.", "ancien"), ("Le texte dernier.", "nouveau")):
        store.articles.save(feed.id, [an_article("a", text=text)], seen=NOON)
        for _ in ("waiting", "indexed"):
            assert list(store.search.ids(Word(old))) == []
            assert list(store.search.ids(Word(text.split()[2]))) == [1]
            store.search.index_pending(10)
    assert list(store.search.ids(Word("texte"))) == [1]
    assert store.check() == []


def test_an_article_revised_twice_before_it_is_indexed_again(store: Store) -> None:
    feed = a_feed(store)
    stored(store, feed, an_article("a", text="Premier."))
    store.search.index_pending(10)
    for text in ("Second.", "Troisième."):
        store.articles.save(feed.id, [an_article("a", text=text)], seen=NOON)
    assert store.search.index_pending(10) == 1
    assert [list(store.search.ids(Word(w))) for w in ("premier", "second", "troisieme")] == [[], [], [1]]


def test_indexing_goes_on_where_it_was_interrupted(store: Store) -> None:
    fill(store, feeds=1, articles=120, words=3)
    assert store.search.index_pending(70) == 70
    assert store.search.remaining() == 50
    assert len(store.search.ids(Word("article"))) == 120
    assert store.search.index_pending(70) == 50
    assert store.search.index_pending(70) == 0
    assert len(store.search.ids(Word("article"))) == 120


def test_too_many_articles_that_wait_are_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, feeds=1, articles=30, words=3)
    monkeypatch.setattr(evaluation, "SCANNED", 20)
    found = store.search.find(Word("article"))
    assert (len(found.ids), found.unindexed) == (20, 10)
    assert store.search.find(Is(Status.UNREAD)).unindexed == 0


def test_a_phrase_may_be_looked_for_in_the_newest_articles_only(store: Store) -> None:
    stored(store, a_feed(store), *(an_article(text="Un budget de rien.", published=NOON) for _ in range(6)))
    store.search.index_pending(10)
    found = store.search.find(Phrase("budget de"), verified=4)
    assert (list(found.ids), found.unindexed) == ([6, 5, 4, 3], 2)


def test_a_search_sees_what_was_written_since_the_last(store: Store) -> None:
    feed = a_feed(store)
    fill(store, feeds=1, articles=10, words=3)
    assert len(store.search.ids(EVERYTHING)) == 10
    [new] = stored(store, feed, an_article(published=NOON + timedelta(days=1)))
    assert store.search.ids(EVERYTHING)[0] == new
    store.state.set_deleted([new], True)
    assert len(store.search.ids(EVERYTHING)) == 10


def test_an_index_can_be_built_anew(store: Store) -> None:
    fill(store, feeds=1, articles=60, words=3)
    store.search.index_pending(100)
    store.search.rebuild()
    assert store.search.remaining() == 60
    store.search.index_pending(100)
    assert len(store.search.ids(Word("article"))) == 60
    assert store.check() == []


def test_snippets_show_the_first_hit_of_the_body(store: Store) -> None:
    text = f"{'Des mots avant. ' * 10}Ici l’École s’ouvre enfin. {'Des mots après. ' * 20}"
    [number] = stored(store, a_feed(store), an_article(title="École", text=text))
    snippet = store.search.snippets(Word("ecole"), [number])[number]
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert "Ici l’École s’ouvre enfin. Des mots après." in snippet
    assert len(snippet) < 180
    assert store.search.snippets(Is(Status.UNREAD), [number])[number].startswith("Des mots avant.")


def test_a_hit_in_the_title_alone_still_has_a_snippet(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article(title="École ouverte", text="Le texte."))
    assert store.search.snippets(Word("ecole"), [number])[number] == "École ouverte Le texte."


def test_ranking_puts_titles_and_frequent_mentions_first(store: Store) -> None:
    feed = a_feed(store)
    once, often, titled = stored(
        store,
        feed,
        an_article(title="Un", text="école et mots" + " mots" * 50, published=NOON),
        an_article(title="Deux", text="école école école école", published=NOON - timedelta(days=1)),
        an_article(title="École", text="mots", published=NOON - timedelta(days=2)),
    )
    node = Word("ecole")
    assert list(store.search.ids(node)) == [once, often, titled]
    assert list(store.search.ranked(node, store.search.ids(node))) == [titled, often, once]


def test_a_search_reads_no_more_than_the_index_for_a_common_word(store: Store) -> None:
    fill(store, feeds=1, articles=100, words=3)
    store.search.index_pending(100)
    ran: list[str] = []
    connection(store).set_trace_callback(ran.append)
    store.search.ids(Word("article"))
    connection(store).set_trace_callback(None)
    assert not [sql for sql in ran if "documents" in sql]
