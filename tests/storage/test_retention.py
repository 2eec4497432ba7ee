from datetime import timedelta

from tests.builders import NOON, a_feed, an_article
from tui_reader.model.articles import ArticleId, NewArticle
from tui_reader.model.feeds import FeedId, Pace
from tui_reader.model.queries import Word
from tui_reader.model.views import View, ViewKind
from tui_reader.storage.store import Store


def published(number: int) -> NewArticle:
    return an_article(f"e{number}", text=f"Texte numéro{number}.", published=NOON + timedelta(hours=number))


def filled(store: Store, count: int) -> tuple[FeedId, list[ArticleId]]:
    feed = a_feed(store, "a")
    saved = store.articles.save(feed.id, [published(number) for number in range(count)], seen=NOON)
    return feed.id, list(saved.new)


def visible(store: Store, feed: FeedId) -> list[int]:
    return list(store.articles.ids(View(ViewKind.FEED, feed_id=feed)))


def test_by_wish_only_the_newest_articles_are_kept(store: Store) -> None:
    feed, ids = filled(store, 6)
    store.search.index_pending(100)
    assert store.retire(feed, 2) == 4
    assert visible(store, feed) == [ids[5], ids[4]]
    assert store.feeds.get(feed).total == 2
    assert list(store.search.ids(Word("numero1"))) == []
    assert list(store.search.ids(Word("numero5"))) == [ids[5]]
    assert store.check() == []


def test_what_was_let_go_does_not_come_back_with_the_next_refresh(store: Store) -> None:
    feed, _ids = filled(store, 4)
    store.retire(feed, 1)
    again = store.articles.save(feed, [published(number) for number in range(4)], seen=NOON)
    assert (again.new, again.updated) == ((), ())
    assert len(visible(store, feed)) == 1


def test_starred_and_tagged_articles_are_never_let_go(store: Store) -> None:
    feed, ids = filled(store, 4)
    store.state.set_starred([ids[0]], True)
    store.state.set_tags([ids[1]], ["garder"])
    assert store.retire(feed, 1) == 1
    assert visible(store, feed) == [ids[3], ids[1], ids[0]]


def test_an_article_that_waits_for_the_index_is_let_go_too(store: Store) -> None:
    feed, _ids = filled(store, 3)
    store.retire(feed, 1)
    store.search.index_pending(100)
    assert list(store.search.ids(Word("numero0"))) == []
    assert store.search.remaining() == 0


def test_a_feed_that_has_fewer_articles_loses_none(store: Store) -> None:
    feed, ids = filled(store, 3)
    assert store.retire(feed, 3) == 0 == store.retire(feed, 10)
    assert len(visible(store, feed)) == len(ids)


def test_what_the_person_wants_of_a_feed_is_kept(store: Store) -> None:
    feed = a_feed(store, "a")
    store.feeds.set_interval(feed.id, 120)
    store.feeds.set_keep_newest(feed.id, 500)
    store.feeds.remember_move(feed.id, "https://new.example.org/feed")
    kept = store.feeds.get(feed.id)
    assert (kept.interval_minutes, kept.keep_newest, kept.moving_to) == (120, 500, "https://new.example.org/feed")
    store.feeds.rewrite_url(feed.id, "https://new.example.org/feed")
    assert store.feeds.get(feed.id).moving_to == ""


def test_what_a_feed_asks_for_is_kept(store: Store) -> None:
    feed = a_feed(store, "a")
    pace = Pace(ttl_minutes=90, skip_hours=frozenset({0, 1, 23}))
    store.feeds.record_success(
        feed.id,
        title="",
        site="",
        validators=feed.validators,
        body_hash="",
        checked=NOON,
        next_check=None,
        pace=pace,
        check_ms=40,
    )
    store.feeds.record_unchanged(feed.id, checked=NOON, next_check=None, check_ms=30)
    assert (store.feeds.get(feed.id).pace, store.feeds.get(feed.id).check_ms) == (pace, 30)
