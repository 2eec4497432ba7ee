from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.builders import NOON, a_feed, an_article, fill, stored
from tests.conftest import Clock
from tests.storage.conftest import connection, plan, statements, steps
from tui_reader.model.articles import ArticleId, PageKey
from tui_reader.model.feeds import FeedId, FolderPath
from tui_reader.model.views import View, ViewKind
from tui_reader.storage.store import Store

PRESSE = FolderPath("Presse")
BY_NUMBER = "PRIMARY KEY (rowid=?)"
VIEWS = [
    View(),
    View(unread_only=True),
    View(ViewKind.UNREAD),
    View(ViewKind.STARRED),
    View(ViewKind.STARRED, unread_only=True),
    View(ViewKind.TODAY),
    View(ViewKind.FEED, feed_id=FeedId(1)),
    View(ViewKind.FEED, feed_id=FeedId(1), unread_only=True),
    View(ViewKind.FOLDER, folder=PRESSE),
    View(ViewKind.FOLDER, folder=PRESSE, unread_only=True),
]


@pytest.fixture(params=[False, True], ids=["without statistics", "with statistics"])
def archive(store: Store, request: pytest.FixtureRequest) -> Store:
    """300 articles in three feeds, a third read, a fifth starred."""
    fill(store, feeds=3, articles=300, words=5)
    ids = list(store.articles.ids(View()))
    store.state.set_read(ids[::3], True)
    store.state.set_starred(ids[::5], True)
    store.feeds.move(FeedId(1), PRESSE)
    store.feeds.move(FeedId(2), FolderPath("Presse/Écoles"))
    if request.param:
        connection(store).execute("ANALYZE")
    return store


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_pages_ids_and_counts_agree(archive: Store, view: View) -> None:
    ids = list(archive.articles.ids(view))
    assert archive.articles.count(view) == len(ids)
    paged: list[ArticleId] = []
    key = None
    while rows := archive.articles.page(view, after=key, limit=7):
        assert len(rows) <= 7
        paged += [row.id for row in rows]
        key = PageKey.of(rows[-1])
    assert paged == ids
    rows = archive.articles.rows(ids)
    assert [(r.date, r.id) for r in rows] == sorted(((r.date, r.id) for r in rows), reverse=True)


@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_start_of_a_list_and_its_rest_are_the_list(archive: Store, view: View, oldest_first: bool) -> None:
    ids = list(archive.articles.ids(view))[:: -1 if oldest_first else 1]
    begun = archive.articles.start(view, 10, oldest_first=oldest_first)
    assert list(begun.ids) == ids[:10]
    assert begun.total == len(ids)
    stored(archive, a_feed(archive, "later"), an_article(published=NOON - timedelta(days=900)))
    assert list(begun.ids + archive.articles.rest(begun)) == ids, "what arrives in between is in no list"


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_list_is_read_from_an_index_in_its_order(archive: Store, view: View) -> None:
    asks: list[Callable[[], object]] = [
        lambda: archive.articles.rest(archive.articles.start(view, 5)),
        lambda: archive.articles.rest(archive.articles.start(view, 5, oldest_first=True)),
        lambda: archive.articles.ids(view),
        lambda: archive.articles.count(view),
        lambda: archive.articles.page(view, limit=50),
        lambda: archive.articles.page(view, after=PageKey(1_700_000_000_000_000, ArticleId(5)), limit=50),
    ]
    for ask in asks:
        with statements(archive) as ran:
            ask()
        for sql in (sql for sql in ran if " feeds WHERE removed" not in sql):
            found = plan(archive, sql)
            assert not [line for line in found if "TEMP B-TREE" in line], (sql, found)
            assert [line for line in found if not frugal(line)] == [], sql


def frugal(step: str) -> bool:
    """Whether a step of a plan reads a list from an index alone, single rows, or what is counted of every feed."""
    reads = step.startswith(("SCAN", "SEARCH")) and not step.startswith(("SCAN (subquery", "SCAN json_each"))
    last_row = "SEARCH state"
    return not reads or step in (last_row, "SCAN counts") or "COVERING INDEX state_" in step or BY_NUMBER in step


def test_counts_are_kept_and_not_counted(archive: Store) -> None:
    with statements(archive) as ran:
        archive.feeds.all()
        archive.feeds.unread()
    assert not [sql for sql in ran if "state" in sql or "articles" in sql]


@pytest.mark.parametrize("view", [v for v in VIEWS if v.kind is not ViewKind.FOLDER], ids=str)
def test_the_newest_fifty_cost_the_same_in_an_archive_ten_times_as_large(store: Store, view: View) -> None:
    def newest_fifty() -> object:
        return store.articles.page(view, limit=50)

    fill(store, feeds=2, articles=200, words=3)
    store.state.set_starred(store.articles.ids(View()), True)
    few = steps(store, newest_fifty)
    fill_more(store, 2000)
    assert steps(store, newest_fifty) == pytest.approx(few, rel=0.02)


def fill_more(store: Store, articles: int) -> None:
    older = [an_article(published=NOON - timedelta(days=300 + n)) for n in range(articles)]
    with store.transaction():
        new = store.articles.save(FeedId(1), older, seen=NOON).new
        store.state.set_starred(new, True)


def test_today_begins_at_midnight_here(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    midnight = clock().astimezone().replace(hour=0, minute=0)
    _, today = stored(
        store,
        a_feed(store),
        an_article(published=midnight - timedelta(seconds=1)),
        an_article(published=midnight),
    )
    assert list(store.articles.ids(View(ViewKind.TODAY))) == [today]


def test_a_folder_holds_the_folders_in_it_but_not_its_namesakes(store: Store) -> None:
    inside = [a_feed(store, folder=folder) for folder in ("Presse", "Presse/Écoles")]
    outside = [a_feed(store, folder=folder) for folder in ("Presse locale", "Autre/Presse", "")]
    wanted = [stored(store, feed, an_article())[0] for feed in inside]
    for feed in outside:
        stored(store, feed, an_article())
    assert sorted(store.articles.ids(View(ViewKind.FOLDER, folder=PRESSE))) == wanted


def test_an_empty_folder_is_empty(store: Store) -> None:
    stored(store, a_feed(store), an_article())
    assert list(store.articles.ids(View(ViewKind.FOLDER, folder=FolderPath("Rien")))) == []
    assert store.articles.count(View(ViewKind.FOLDER, folder=FolderPath("Rien"))) == 0


def test_articles_of_one_moment_are_ordered_by_arrival(store: Store) -> None:
    ids = stored(store, a_feed(store), *(an_article() for _ in range(5)))
    first = store.articles.page(View(), limit=2)
    rest = store.articles.page(View(), after=PageKey.of(first[-1]), limit=10)
    assert [row.id for row in first + rest] == sorted(ids, reverse=True)


def test_a_page_goes_on_behind_an_article_that_is_gone(store: Store) -> None:
    ids = stored(store, a_feed(store), *(an_article() for _ in range(4)))
    key = PageKey.of(store.articles.page(View(), limit=2)[-1])
    store.state.set_deleted([key.id], True)
    assert [row.id for row in store.articles.page(View(), after=key, limit=5)] == sorted(ids, reverse=True)[2:]


def test_rows_come_in_the_order_asked(store: Store) -> None:
    ids = stored(store, a_feed(store), *(an_article() for _ in range(3)))
    asked = [ids[1], ids[2], ids[0]]
    assert [row.id for row in store.articles.rows(asked)] == asked
    assert store.articles.rows([]) == []


def test_a_search_is_no_plain_list(store: Store) -> None:
    with pytest.raises(ValueError, match="école"):
        store.articles.ids(View(ViewKind.QUERY, query="école"))
