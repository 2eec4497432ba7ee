from datetime import timedelta

import pytest

from tests.builders import NOON, a_feed, an_article, stored
from tui_reader.model.errors import NotFound
from tui_reader.model.feeds import FeedId, FeedKind, FolderPath, Validators
from tui_reader.model.views import View, ViewKind
from tui_reader.storage.store import Store

LATER = NOON + timedelta(hours=1)
NONE = Validators()


def test_adding_a_feed_twice_keeps_the_first(store: Store) -> None:
    first = store.feeds.add("https://a.example.org/feed", title="Un", folder=FolderPath("Presse"))
    again = store.feeds.add("https://a.example.org/feed", title="Deux")
    assert again == first
    assert store.feeds.by_url("https://a.example.org/feed") == first
    assert store.feeds.by_url("https://b.example.org/feed") is None


def test_a_feed_names_itself_until_the_person_does(store: Store) -> None:
    feed = store.feeds.add("https://a.example.org/feed")
    succeed(store, feed.id, title="Son nom")
    assert store.feeds.get(feed.id).title == "Son nom"
    store.feeds.rename(feed.id, "Mon nom")
    succeed(store, feed.id, title="Son autre nom")
    assert store.feeds.get(feed.id).title == "Mon nom"
    store.feeds.rename(feed.id, "")
    assert store.feeds.get(feed.id).title == "Son autre nom"


def test_counts_belong_to_each_feed(store: Store) -> None:
    feed, other = a_feed(store, "a"), a_feed(store, "b")
    first, *_ = stored(store, feed, an_article(), an_article(), an_article())
    stored(store, other, an_article())
    store.state.set_read([first], True)
    assert [(f.unread, f.total) for f in store.feeds.all()] == [(2, 3), (1, 1)]
    assert store.feeds.unread() == {feed.id: 2, other.id: 1}
    assert (store.feeds.get(feed.id).unread, store.feeds.get(feed.id).total) == (2, 3)


def test_folders_hold_the_folders_in_them(store: Store) -> None:
    a_feed(store, "a", folder="Presse/Écoles/Ingénieurs")
    a_feed(store, "b", folder="Blogs")
    a_feed(store, "c")
    assert store.feeds.folders() == ["Blogs", "Presse", "Presse/Écoles", "Presse/Écoles/Ingénieurs"]


def test_a_removed_feed_is_hidden_with_its_articles_and_comes_back_with_them(store: Store) -> None:
    feed = a_feed(store, "a")
    [number] = stored(store, feed, an_article())
    store.state.set_starred([number], True)
    store.feeds.remove(feed.id)
    assert store.feeds.all() == []
    assert store.articles.count(View()) == store.articles.count(View(ViewKind.STARRED)) == 0
    with pytest.raises(NotFound):
        store.feeds.get(feed.id)
    back = store.feeds.add(feed.url)
    assert back.id == feed.id
    assert list(store.articles.ids(View(ViewKind.STARRED))) == [number]


def test_restoring_a_feed_leaves_what_was_deleted_in_it(store: Store) -> None:
    feed = a_feed(store)
    kept, deleted = stored(store, feed, an_article(), an_article())
    store.state.set_deleted([deleted], True)
    store.feeds.remove(feed.id)
    store.feeds.add(feed.url)
    assert list(store.articles.ids(View())) == [kept]


def test_articles_that_arrive_for_a_removed_feed_stay_hidden(store: Store) -> None:
    feed = a_feed(store)
    store.feeds.remove(feed.id)
    store.articles.save(feed.id, [an_article()], seen=NOON)
    assert store.articles.count(View()) == 0
    store.feeds.add(feed.url)
    assert store.articles.count(View()) == 1


def test_failures_are_counted_since_the_first_and_forgotten_by_a_success(store: Store) -> None:
    feed = a_feed(store)
    store.feeds.record_failure(feed.id, error="404", checked=NOON, next_check=LATER)
    store.feeds.record_failure(feed.id, error="no answer", checked=LATER, next_check=None)
    failing = store.feeds.get(feed.id)
    assert (failing.error, failing.failures, failing.failing_since) == ("no answer", 2, NOON)
    assert (failing.last_checked, failing.next_check) == (LATER, None)
    store.feeds.record_unchanged(feed.id, checked=LATER, next_check=LATER)
    assert (store.feeds.get(feed.id).error, store.feeds.get(feed.id).failures) == ("", 0)
    assert store.feeds.get(feed.id).failing_since is None


def test_validators_are_kept_exactly(store: Store) -> None:
    feed = a_feed(store)
    succeed(store, feed.id, validators=Validators('W/"é "', "Mon, 06 May 2024 12:00:00 GMT"))
    store.feeds.record_unchanged(feed.id, checked=NOON, next_check=None)
    assert store.feeds.get(feed.id).validators == Validators('W/"é "', "Mon, 06 May 2024 12:00:00 GMT")
    assert store.feeds.get(feed.id).body_hash == "b"
    store.feeds.record_unchanged(feed.id, checked=NOON, next_check=None, validators=Validators("x"))
    assert store.feeds.get(feed.id).validators == Validators("x")


def test_a_feed_moves_to_an_address_that_is_free(store: Store) -> None:
    feed, other = a_feed(store, "a"), a_feed(store, "b")
    assert store.feeds.rewrite_url(feed.id, "https://new.example.org/feed")
    assert store.feeds.get(feed.id).url == "https://new.example.org/feed"
    assert not store.feeds.rewrite_url(feed.id, other.url)
    assert store.feeds.get(feed.id).url == "https://new.example.org/feed"


def test_a_stopped_feed_says_why(store: Store) -> None:
    feed = a_feed(store)
    store.feeds.stop(feed.id, "410 Gone")
    assert store.feeds.get(feed.id).stopped
    assert store.feeds.get(feed.id).error == "410 Gone"


def test_kind_and_full_text_are_kept(store: Store) -> None:
    feed = a_feed(store, kind=FeedKind.FOLDER)
    store.feeds.set_full_text(feed.id, True)
    assert (store.feeds.get(feed.id).kind, store.feeds.get(feed.id).full_text) == (FeedKind.FOLDER, True)


def test_an_unknown_feed_cannot_be_changed(store: Store) -> None:
    with pytest.raises(NotFound):
        store.feeds.rename(FeedId(99), "Rien")


def succeed(store: Store, feed: FeedId, *, title: str = "", validators: Validators = NONE) -> None:
    store.feeds.record_success(
        feed, title=title, site="", validators=validators, body_hash="b", checked=NOON, next_check=None
    )


def test_a_folder_is_renamed_moved_and_dissolved_with_all_in_it_and_each_is_one_undo(store: Store) -> None:
    inner = a_feed(store, "inner", folder="Presse/Régions")
    outer = a_feed(store, "outer", folder="Presse")
    other = a_feed(store, "other", folder="Presse2")

    def folders() -> list[str]:
        return [str(store.feeds.get(feed.id).folder) for feed in (inner, outer, other)]

    before = folders()
    assert store.feeds.move_folder(FolderPath("Presse"), FolderPath("Journaux")) == 2
    assert folders() == ["Journaux/Régions", "Journaux", "Presse2"]
    undone = store.journal.undo()
    assert undone is not None and (undone.action, undone.count) == ("rename-folder", 2)
    assert folders() == before
    store.feeds.move_folder(FolderPath("Presse"), FolderPath("Tout/Presse"))
    assert folders() == ["Tout/Presse/Régions", "Tout/Presse", "Presse2"]
    store.journal.undo()
    store.feeds.move_folder(FolderPath("Presse/Régions"), FolderPath("Presse"))
    assert folders() == ["Presse", "Presse", "Presse2"]
    store.journal.undo()
    store.journal.redo()
    assert folders() == ["Presse", "Presse", "Presse2"]


def test_feeds_stand_in_the_order_of_a_dictionary(store: Store) -> None:
    for title in ("Zoom", "Éduscol", "aef"):
        a_feed(store, title=title)
    assert [feed.title for feed in store.feeds.all()] == ["aef", "Éduscol", "Zoom"]
