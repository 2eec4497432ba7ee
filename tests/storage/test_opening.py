import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import NOON, a_feed, an_article, stored
from tui_reader.model.errors import StoreBusy, StoreDamaged, StoreError, StoreTooNew
from tui_reader.model.views import View
from tui_reader.storage.migrations import VERSION
from tui_reader.storage.store import Store, open_store


def test_a_new_store_is_made_with_its_folder(path: Path) -> None:
    with open_store(path) as store:
        assert store.feeds.all() == []
        assert store.check() == []
    assert path.exists()


def test_what_was_stored_is_there_the_next_time(store: Store, reopened: Callable[[], Store]) -> None:
    [number] = stored(store, a_feed(store), an_article(title="Reste"))
    store.close()
    assert reopened().articles.get(number).document.title == "Reste"


def test_a_folder_in_place_of_the_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreError, match=r"data.* cannot be made"):
        open_store(tmp_path / "data" / "reader.sqlite")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path / "reader.sqlite")
    tmp_path.chmod(0o700)


def test_a_store_on_a_read_only_connection_says_so_when_written(store: Store, path: Path) -> None:
    feed = a_feed(store)
    with open_store(path, read_only=True) as reader:
        assert [f.id for f in reader.feeds.all()] == [feed.id]
        with pytest.raises(StoreError, match="cannot be written"):
            reader.feeds.rename(feed.id, "Autre")


def test_reading_only_does_not_make_a_store(path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        open_store(path, read_only=True)
    assert not path.exists()


def test_a_damaged_store_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"This is no database. " * 500)
    with pytest.raises(StoreDamaged, match="nothing was deleted"):
        open_store(path)
    assert path.read_bytes().startswith(b"This is no database.")


def test_a_damaged_store_points_to_its_newest_backup(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"This is no database. " * 500)
    path.with_name("reader.sqlite.v1.backup").write_bytes(b"")
    with pytest.raises(StoreDamaged, match=r"reader\.sqlite\.v1\.backup"):
        open_store(path)


def test_damage_inside_is_met_when_it_is_read(store: Store, path: Path) -> None:
    stored(store, a_feed(store), *(an_article(text="mot " * 500) for _ in range(200)))
    store.compact()
    store.close()
    sound = path.read_bytes()
    path.write_bytes(sound[:4096] + b"\xff" * (len(sound) - 4096))
    with pytest.raises(StoreDamaged, match="is damaged"), open_store(path) as damaged:
        damaged.articles.page(View(), limit=50)


def test_a_newer_store_is_refused_and_not_touched(store: Store, path: Path) -> None:
    store.close()
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="newer version"):
        open_store(path)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    path.parent.mkdir()
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    with pytest.raises(StoreError, match="another program"):
        open_store(path)


def test_a_locked_store_is_busy_and_usable_afterwards(store: Store, path: Path) -> None:
    feed = a_feed(store)
    with open_store(path, busy_ms=1) as other:
        with store.transaction(), pytest.raises(StoreBusy, match="in use"):
            other.feeds.rename(feed.id, "Autre")
        other.feeds.rename(feed.id, "Autre")
    assert store.feeds.get(feed.id).title == "Autre"


def test_a_reader_does_not_wait_for_a_writer(store: Store, path: Path) -> None:
    feed = a_feed(store)
    with open_store(path, busy_ms=1) as other, store.transaction():
        store.articles.save(feed.id, [an_article()], seen=NOON)
        assert other.articles.count(View()) == 0
    assert store.articles.count(View()) == 1


def test_the_data_version_changes_with_the_writes_of_others_only(store: Store, reopened: Callable[[], Store]) -> None:
    other = reopened()
    before = store.data_version()
    a_feed(store)
    assert store.data_version() == before
    a_feed(other)
    assert store.data_version() != before


def test_half_a_transaction_is_none(store: Store) -> None:
    feed = a_feed(store)
    with pytest.raises(RuntimeError), store.transaction():
        store.articles.save(feed.id, [an_article()], seen=NOON)
        raise RuntimeError
    assert store.articles.count(View()) == 0
    assert store.check() == []


def test_a_backup_is_a_store(store: Store, tmp_path: Path) -> None:
    [number] = stored(store, a_feed(store), an_article(title="Copié"))
    store.backup(tmp_path / "copy.sqlite")
    with open_store(tmp_path / "copy.sqlite") as copy:
        assert copy.articles.get(number).document.title == "Copié"
        assert copy.check() == []


def test_a_backup_that_cannot_be_written_is_one_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="absent"):
        store.backup(tmp_path / "absent" / "copy.sqlite")
