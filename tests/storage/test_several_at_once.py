import subprocess
import sys
import threading
from pathlib import Path

from tests.builders import NOON, a_feed, an_article, stored
from tests.storage.conftest import connection
from tui_reader.model.views import View, ViewKind
from tui_reader.storage.store import Store, open_store

ADDING = """
import sys
from pathlib import Path
from tui_reader.storage.store import open_store

with open_store(Path(sys.argv[1])) as store:
    for number in range(40):
        store.feeds.add(f"https://example.org/{sys.argv[2]}/{number}")
"""


def test_programs_that_make_the_same_store_at_once_all_get_it(path: Path) -> None:
    started = [subprocess.Popen([sys.executable, "-c", ADDING, str(path), str(n)]) for n in range(3)]
    assert [program.wait(60) for program in started] == [0, 0, 0]
    with open_store(path) as store:
        assert len(store.feeds.all()) == 120
        assert store.check() == []


def test_marks_and_fetched_articles_do_not_lose_each_other(store: Store, path: Path) -> None:
    """One thread saves as the engine does, this one reads as the screen does; neither sees an error."""
    feed = a_feed(store)
    ids = stored(store, feed, *(an_article() for _ in range(50)))

    def save_many() -> None:
        with open_store(path) as engine:
            for _ in range(8):
                engine.articles.save(feed.id, [an_article() for _ in range(50)], seen=NOON)
                engine.search.index_pending(50)

    engine = threading.Thread(target=save_many)
    engine.start()
    for number in ids:
        store.state.set_read([number], True)
        store.articles.page(View(ViewKind.UNREAD), limit=20)
    engine.join(60)
    assert store.articles.count(View()) == 450
    assert store.articles.count(View(ViewKind.UNREAD)) == 400
    assert store.check() == []


def test_what_the_user_did_is_on_the_disk_and_what_was_fetched_may_follow(store: Store) -> None:
    ran: list[str] = []
    feed = a_feed(store)
    connection(store).set_trace_callback(ran.append)
    [number] = store.articles.save(feed.id, [an_article()], seen=NOON).new
    store.state.set_read([number], True)
    store.state.set_position(number, 5)
    connection(store).set_trace_callback(None)
    marks = [sql for sql in ran if sql.startswith(("PRAGMA synchronous", "BEGIN", "UPDATE state"))]
    assert marks[:3] == ["PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE", "PRAGMA synchronous = FULL"]
    assert "PRAGMA synchronous = NORMAL" not in marks[3:]
