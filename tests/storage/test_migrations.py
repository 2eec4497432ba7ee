import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.storage.conftest import connection
from tui_reader.model.articles import ArticleId
from tui_reader.model.errors import StoreError
from tui_reader.model.feeds import FeedId
from tui_reader.model.queries import Phrase, Word
from tui_reader.model.views import Undone, View
from tui_reader.storage import migrations
from tui_reader.storage.store import Store, open_store

FIXTURES = Path(__file__).parent / "fixtures"
OLD_VERSIONS = range(1, migrations.VERSION)


def an_old_store(path: Path, version: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = sqlite3.connect(path)
    raw.executescript((FIXTURES / f"version-{version}.sql").read_text("utf-8"))
    raw.close()


def schema(store: Store) -> set[tuple[str, str, str]]:
    return set(connection(store).execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_an_old_store_opens_with_everything_in_it(path: Path, version: int) -> None:
    an_old_store(path, version)
    with open_store(path) as store:
        assert [(f.url, f.title, f.folder, f.total, f.unread) for f in store.feeds.all()] == [
            ("https://news.example.org/feed", "News", "", 0, 0),
            ("https://ecoles.example.org/feed", "Mes écoles", "Presse/Écoles", 2, 1),
        ]
        article = store.articles.get(ArticleId(1))
        assert article.document.text == "Accord signé\nL'IMT signe le 6 mai 2019."
        assert (article.read, article.starred, article.tags, article.position) == (True, True, ("à lire",), 13)
        recognition = store.mentions.get(ArticleId(1))
        assert recognition is not None
        assert recognition.institutions[0].name == "Institut Mines-Télécom"
        assert store.mentions.key_of(ArticleId(1)) == "v1"
        assert [r.document.text for r in store.articles.revisions(ArticleId(2))] == ["Rentrée\nLa rentrée est avancée."]
        assert list(store.articles.ids(View())) == [1, 2]
        assert store.check() == []


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_an_old_search_index_goes_on_from_where_it_was(path: Path, version: int) -> None:
    an_old_store(path, version)
    with open_store(path) as store:
        assert store.search.index_pending(100) == 2
        assert list(store.search.ids(Word("avancee"))) == []
        assert list(store.search.ids(Word("reculee"))) == [2]
        assert list(store.search.ids(Phrase("l'IMT signe"))) == [1]


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_an_old_store_ends_with_the_schema_of_a_new_one(path: Path, tmp_path: Path, version: int) -> None:
    an_old_store(path, version)
    with open_store(path) as migrated, open_store(tmp_path / "new.sqlite") as new:
        assert schema(migrated) == schema(new)


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_a_backup_of_the_old_store_is_made_first(path: Path, version: int) -> None:
    an_old_store(path, version)
    open_store(path).close()
    backup = sqlite3.connect(migrations.backup_path(path, version))
    assert backup.execute("PRAGMA user_version").fetchone() == (version,)
    assert backup.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    backup.close()


def test_actions_can_be_undone_in_a_store_that_had_no_journal(path: Path) -> None:
    an_old_store(path, 1)
    with open_store(path) as store:
        assert store.journal.undo() is None
        store.feeds.rename(FeedId(1), "Autre")
        assert store.journal.undo() == Undone("rename-feed", 1)
        assert store.feeds.get(FeedId(1)).title == "Mes écoles"


def test_a_migration_that_fails_leaves_the_old_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    an_old_store(path, 1)
    real = migrations.script
    monkeypatch.setattr(migrations, "script", lambda number: real(number) + "CREATE TABLE journal (again);")
    with pytest.raises(sqlite3.OperationalError):
        open_store(path)
    monkeypatch.undo()
    with open_store(path) as store:
        assert store.articles.get(ArticleId(1)).published == datetime.fromtimestamp(1699990000, UTC)


def test_without_a_backup_nothing_is_migrated(path: Path) -> None:
    an_old_store(path, 1)
    (path.parent / f"{migrations.backup_path(path, 1).name}.part").mkdir()
    with pytest.raises(StoreError, match="othing was changed"):
        open_store(path)
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone() == (1,)
    raw.close()


def test_the_backup_can_take_the_place_of_a_damaged_store(path: Path) -> None:
    an_old_store(path, 1)
    open_store(path).close()
    path.write_bytes(b"damaged" * 1000)
    shutil.copy(migrations.backup_path(path, 1), path)
    with open_store(path) as store:
        assert store.articles.count(View()) == 2


def test_a_read_only_reader_does_not_migrate(path: Path) -> None:
    an_old_store(path, 1)
    with pytest.raises(StoreError, match="brought up to date"):
        open_store(path, read_only=True)


def test_every_version_before_this_one_has_a_fixture() -> None:
    assert sorted(p.name for p in FIXTURES.glob("version-*.sql")) == [f"version-{n}.sql" for n in OLD_VERSIONS]
