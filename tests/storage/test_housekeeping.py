from tests.builders import NOON, a_feed, an_article, fill, stored
from tests.storage.conftest import connection
from tui_reader.model.feeds import FeedId
from tui_reader.storage.store import Store


def test_a_sound_store_has_no_flaws(store: Store) -> None:
    fill(store, feeds=2, articles=20, words=3)
    store.search.index_pending(10)
    assert store.check() == []


def test_what_is_missing_is_counted(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    connection(store).execute("DELETE FROM documents WHERE article_id = ?", (number,))
    assert store.check() == ["Articles without a document: 1."]


def test_figures_tell_size_and_what_waits(store: Store) -> None:
    fill(store, feeds=2, articles=20, words=3)
    store.articles.save(FeedId(1), [an_article("bulk-0", text="Changé.")], seen=NOON)
    store.search.index_pending(5)
    figures = store.figures()
    assert (figures.feeds, figures.articles, figures.revisions, figures.institutions) == (2, 20, 1, 0)
    assert (figures.waiting_for_search, figures.waiting_for_mentions) == (15, 20)
    assert figures.bytes > 0


def test_compacting_gives_space_back(store: Store) -> None:
    fill(store, feeds=1, articles=400, words=60)
    connection(store).execute("DELETE FROM documents WHERE article_id < 300")
    free = store.figures().free
    assert free > 0
    assert store.compact() >= free
    assert store.figures().free == 0
