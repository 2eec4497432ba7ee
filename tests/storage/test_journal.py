from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_feed, an_article, fill, stored
from tests.storage.conftest import connection
from tui_reader.model.articles import ArticleId
from tui_reader.model.feeds import FeedId, FolderPath
from tui_reader.model.views import Undone, View, ViewKind
from tui_reader.storage.journal import KEPT
from tui_reader.storage.store import Store, open_store

UNREAD = View(ViewKind.UNREAD)


def test_reading_is_undone_and_done_again(store: Store) -> None:
    first, second = stored(store, a_feed(store), an_article(), an_article())
    store.state.set_read([first], True)
    assert store.state.set_read([first, second], True) == 1
    assert store.journal.undo() == Undone("read", 1)
    assert list(store.articles.ids(UNREAD)) == [second]
    assert store.journal.redo() == Undone("read", 1)
    assert list(store.articles.ids(UNREAD)) == []
    assert store.journal.redo() is None


def test_what_changes_nothing_is_not_written_down(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    assert store.state.set_read([number], False) == 0
    assert store.state.set_read([], True) == 0
    assert store.journal.undo() is None


def test_every_action_has_its_name(store: Store) -> None:
    feed = a_feed(store)
    [number] = stored(store, feed, an_article())
    store.state.set_read([number], True)
    store.state.set_read([number], False)
    store.state.set_starred([number], True)
    store.state.set_starred([number], False)
    store.state.set_tags([number], ["à lire"])
    store.state.set_deleted([number], True)
    store.feeds.rename(feed.id, "Autre")
    store.feeds.move(feed.id, FolderPath("Presse"))
    store.feeds.remove(feed.id)
    undone = [step.action for step in iter(store.journal.undo, None)]
    assert undone == ["remove-feed", "move-feed", "rename-feed", "delete", "tag", "unstar", "star", "unread", "read"]


def test_a_new_action_ends_what_could_be_redone(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    store.state.set_read([number], True)
    store.journal.undo()
    store.state.set_starred([number], True)
    assert store.journal.redo() is None
    assert store.journal.undo() == Undone("star", 1)


def test_the_journal_outlives_the_session(store: Store, reopened: Callable[[], Store]) -> None:
    [number] = stored(store, a_feed(store), an_article())
    store.state.set_tags([number], ["a", "b"])
    store.state.set_tags([number], ["c"])
    store.close()
    again = reopened()
    assert again.journal.undo() == Undone("tag", 1)
    assert again.articles.get(number).tags == ("a", "b")


def test_the_position_is_kept_and_not_undone(store: Store, reopened: Callable[[], Store]) -> None:
    [number] = stored(store, a_feed(store), an_article())
    store.state.set_position(number, 17)
    assert store.journal.undo() is None
    store.close()
    assert reopened().articles.get(number).position == 17


def test_marking_a_whole_archive_read_is_one_small_step(store: Store) -> None:
    fill(store, feeds=3, articles=3000, words=2)
    assert store.state.set_read(store.articles.ids(View()), True) == 3000
    assert connection(store).execute("SELECT count(*), sum(length(change)) < 1000 FROM journal").fetchone() == (1, 1)
    assert store.journal.undo() == Undone("read", 3000)
    assert store.articles.count(UNREAD) == 3000


def test_the_journal_is_bounded(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    for step in range(KEPT + 20):
        store.state.set_read([number], step % 2 == 0)
    assert len(list(iter(store.journal.undo, None))) == KEPT


def test_tags_are_cleaned_and_counted(store: Store) -> None:
    first, second = stored(store, a_feed(store), an_article(), an_article())
    store.state.set_tags([first, second, first], [" b ", "a", "a", ""])
    assert store.articles.get(first).tags == ("a", "b")
    assert store.state.all_tags() == [("a", 2), ("b", 2)]


def test_deleted_articles_leave_every_list(store: Store) -> None:
    kept, deleted = stored(store, a_feed(store), an_article(), an_article())
    store.state.set_starred([kept, deleted], True)
    store.state.set_deleted([deleted], True)
    for view in (View(), UNREAD, View(ViewKind.STARRED)):
        assert list(store.articles.ids(view)) == [kept]
    assert store.feeds.all()[0].total == 1


ARTICLES = [ArticleId(number) for number in range(1, 7)]
FEEDS = [FeedId(1), FeedId(2)]
some_articles = st.lists(st.sampled_from(ARTICLES), max_size=4)
a_known_feed = st.sampled_from(FEEDS)
actions: st.SearchStrategy[Callable[[Store], object]] = st.one_of(
    st.builds(lambda ids, on: lambda s: s.state.set_read(ids, on), some_articles, st.booleans()),
    st.builds(lambda ids, on: lambda s: s.state.set_starred(ids, on), some_articles, st.booleans()),
    st.builds(lambda ids, on: lambda s: s.state.set_deleted(ids, on), some_articles, st.booleans()),
    st.builds(lambda ids, tags: lambda s: s.state.set_tags(ids, tags), some_articles, st.lists(st.sampled_from("abc"))),
    st.builds(
        lambda feed: lambda s: s.state.set_read(s.articles.ids(View(ViewKind.FEED, feed_id=feed)), True), a_known_feed
    ),
    st.builds(lambda feed, title: lambda s: s.feeds.rename(feed, title), a_known_feed, st.sampled_from(["", "A", "B"])),
    st.builds(lambda feed, to: lambda s: s.feeds.move(feed, to), a_known_feed, st.sampled_from(["", "A", "A/B"])),
    st.builds(lambda feed: lambda s: s.feeds.remove(feed), a_known_feed),
    st.builds(lambda feed: lambda s: a_feed(s, f"bulk-{feed - 1}"), a_known_feed),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(actions, max_size=12), st.integers(0, 12))
def test_undoing_all_restores_the_start_and_redoing_all_the_end(
    sequence: list[Callable[[Store], object]], back: int
) -> None:
    with TemporaryDirectory() as folder, open_store(Path(folder) / "reader.sqlite") as store:
        fill(store, feeds=2, articles=6, words=2)
        start = everything(store)
        for act in sequence:
            act(store)
            for _ in range(back % 2):
                store.journal.undo()
                store.journal.redo()
        end = everything(store)
        undone = list(iter(store.journal.undo, None))
        assert everything(store) == start
        assert list(iter(store.journal.redo, None)) == undone[::-1]
        assert everything(store) == end
        assert store.check() == []


def everything(store: Store) -> list[list[object]]:
    asks = ["SELECT * FROM state", "SELECT * FROM tags", "SELECT id, name, folder, removed FROM feeds"]
    return [connection(store).execute(ask).fetchall() for ask in asks]
