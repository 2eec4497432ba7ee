"""What the store remembers of images, and what it costs to ask."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import NOON, a_feed, an_article, stored
from tests.storage.conftest import plan, statements
from tui_reader.model.images import KeptImage
from tui_reader.storage.store import Store

KEPT = KeptImage("0.png", 40, 30)


def test_what_is_kept_and_what_failed_outlives_the_program(store: Store, reopened) -> None:
    feed = a_feed(store)
    [article] = stored(store, feed, an_article())
    store.images.list_of(article, ["https://a.example/1", "https://a.example/2"], now=NOON)
    first, second = store.images.due([feed.id], now=NOON, limit=9)
    store.images.record(first.id, KEPT, 5)
    store.images.record_failure(second.id, "It is down.", next_try=NOON + timedelta(hours=1))
    again = reopened()
    assert again.images.of_article(article) == {"https://a.example/1": KEPT}
    assert again.images.unlisted(feed.id, 9) == []
    assert again.images.due([feed.id], now=NOON, limit=9) == []
    [due] = again.images.due([feed.id], now=NOON + timedelta(hours=2), limit=9)
    assert (due.url, due.failures) == ("https://a.example/2", 1)
    assert again.images.size() == (1, 5)
    assert again.images.failing() == 1
    assert again.check() == []


def test_the_images_of_the_newest_articles_come_first_and_hidden_ones_never(store: Store) -> None:
    feed = a_feed(store)
    days = [an_article(f"e{n}", published=NOON - timedelta(days=n)) for n in (2, 0, 1)]
    for article, name in zip(stored(store, feed, *days), "cab", strict=True):
        store.images.list_of(article, [f"https://a.example/{name}"], now=NOON)
    assert [image.url[-1] for image in store.images.due([feed.id], now=NOON, limit=2)] == ["a", "b"]
    store.feeds.remove(feed.id)
    assert store.images.due([feed.id], now=NOON, limit=9) == []


def test_no_question_about_images_reads_all_of_them(store: Store) -> None:
    feed = a_feed(store)
    [article] = stored(store, feed, an_article())
    store.images.list_of(article, ["https://a.example/1"], now=NOON)
    with statements(store) as asked:
        store.images.due([feed.id], now=NOON, limit=9)
        store.images.of_article(article)
        store.images.unlisted(feed.id, 9)
    for sql in asked:
        steps = plan(store, sql)
        assert not any(step.startswith(("SCAN i", "SCAN images", "SCAN m", "SCAN article")) for step in steps), steps
