from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import NOON, a_feed, an_article, fill, stored
from tests.conftest import Clock
from tui_reader.model.articles import ArticleId, PageKey
from tui_reader.model.errors import NotFound, UsageError
from tui_reader.model.feeds import FolderPath
from tui_reader.model.mentions import Recognition
from tui_reader.model.views import Undone, View, ViewKind
from tui_reader.services.library import Library
from tui_reader.storage.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(tmp_path / "reader.sqlite", clock=clock) as opened:
        yield opened


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


def a_query(text: str, *, unread_only: bool = False) -> View:
    return View(ViewKind.QUERY, query=text, unread_only=unread_only)


def test_reading_an_article_lowers_the_count_of_its_feed(library: Library, store: Store) -> None:
    feed = a_feed(store)
    first, _ = stored(store, feed, an_article(), an_article())
    assert library.set_read([first], True) == 1
    assert library.feed(feed.id).unread == library.feeds()[0].unread == library.count(View(ViewKind.UNREAD)) == 1
    assert library.rows([first])[0].read


def test_a_list_and_its_pages_show_the_same(library: Library, store: Store) -> None:
    fill(store, feeds=2, articles=30, words=3)
    for view in (View(), a_query("article"), a_query("article", unread_only=True)):
        ids = list(library.view_ids(view))
        first = library.page(view, limit=20)
        rest = library.page(view, PageKey.of(first[-1]), 20)
        assert [row.id for row in first + rest] == ids
        assert library.count(view) == len(ids) == 30


def test_a_query_page_goes_on_behind_an_article_that_is_no_longer_found(library: Library, store: Store) -> None:
    ids = stored(store, a_feed(store), *(an_article(published=NOON - timedelta(days=n)) for n in range(4)))
    view = a_query("is:unread")
    key = PageKey.of(library.page(view, limit=2)[-1])
    library.set_read(ids[:2], True)
    assert [row.id for row in library.page(view, key, 5)] == ids[2:]


def test_a_search_shows_words_around_the_hit(library: Library, store: Store) -> None:
    stored(store, a_feed(store), an_article(text="À l’école."), an_article(text="Ailleurs."))
    [row] = library.search("ecole")
    assert row.snippet == "À l’école."
    assert library.find("écol", live=True).ids == library.find("ecole").ids
    assert library.hits("À l’école.", "ecole -x") == [(4, 9)]


def test_the_best_may_come_before_the_newest(library: Library, store: Store) -> None:
    feed = a_feed(store)
    mention, titled = stored(
        store, feed, an_article(text="École."), an_article(title="École", published=NOON - timedelta(days=1))
    )
    assert [row.id for row in library.search("ecole")] == [mention, titled]
    assert [row.id for row in library.search("ecole", 1, by_relevance=True)] == [titled]


def test_a_query_that_cannot_be_read_is_said(library: Library) -> None:
    for ask in (library.find, library.search, lambda text: library.view_ids(a_query(text))):
        with pytest.raises(UsageError, match="never closed"):
            ask("(école")


def test_all_that_a_search_found_can_be_read_and_unread_at_once(library: Library, store: Store) -> None:
    stored(store, a_feed(store), an_article(text="École."), an_article(text="École."), an_article(text="Autre."))
    assert library.mark_listed_read(library.listed(a_query("ecole"))) == 2
    assert library.count(View(ViewKind.UNREAD)) == 1
    assert library.undo() == Undone("read", 2)
    assert library.mark_listed_read(library.listed(View())) == 3
    assert library.redo() is None


def test_all_of_a_long_list_is_read_but_what_arrived_since(library: Library, store: Store) -> None:
    (feed,) = fill(store, feeds=1, articles=700, words=1)
    listed = library.listed(View())
    stored(store, feed, an_article(published=NOON + timedelta(days=1)))
    assert library.mark_listed_read(listed) == 700
    assert library.count(View(ViewKind.UNREAD)) == 1


def test_every_mark_can_be_taken_back(library: Library, store: Store) -> None:
    feed = a_feed(store, "avant")
    [number] = stored(store, feed, an_article())
    library.set_starred([number], True)
    library.set_tags([number], ["à lire"])
    library.move_feed(feed.id, FolderPath("Presse"))
    library.rename_feed(feed.id, "Après")
    library.delete([number])
    library.remove_feed(feed.id)
    assert library.feeds() == []
    assert library.tags() == [("à lire", 1)]
    while library.undo():
        pass
    article = library.article(number)
    assert (article.starred, article.tags, article.feed_title) == (False, (), "Avant")
    assert library.folders() == []


def test_reopening_an_article_returns_to_the_same_place(library: Library, store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    library.remember_position(number, 21)
    assert library.article(number).position == 21
    assert library.revisions(number) == []


def test_recognition_is_there_once_it_has_been(library: Library, store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    assert library.recognition(number) is None
    store.mentions.save(number, Recognition(), key="v1")
    assert library.recognition(number) == Recognition()


def test_what_does_not_exist_is_not_found(library: Library) -> None:
    with pytest.raises(NotFound):
        library.article(ArticleId(1))


def test_the_library_notices_other_writers(library: Library, store: Store) -> None:
    before = library.data_version()
    with open_store(store.path) as other:
        a_feed(other)
    assert library.data_version() != before
