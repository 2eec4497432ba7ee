"""Sources on this computer: feed files, article files, folders of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.services.workbench import Bench, rss
from tui_reader.model.events import CheckStatus
from tui_reader.model.feeds import FeedKind
from tui_reader.services import local_files
from tui_reader.services.local_files import path_of, scan_folder

as_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Mes articles"
    folder.mkdir()
    return folder


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"{text}\n\nUn paragraphe.\n", encoding="utf-8")


async def test_a_folder_is_read_and_then_only_what_changed_in_it(bench: Bench, folder: Path):
    write(folder, un="Titre un", deux="Titre deux")
    added = await bench.subscribing().add(str(folder))
    (feed,) = added.added
    assert (feed.kind, feed.title, feed.total) == (FeedKind.FOLDER, "Mes articles", 2)
    jobs = len(bench.parser.jobs)
    write(folder, trois="Titre trois", deux="Titre deux, corrigé")
    summary = await bench.refreshing().refresh()
    assert (summary.feeds[0].new, summary.feeds[0].updated) == (1, 1)
    assert len(bench.parser.jobs) == jobs + 2
    assert (await bench.refreshing().refresh()).unchanged == 1
    assert bench.titles(feed) == {"Titre un", "Titre deux, corrigé", "Titre trois"}


async def test_articles_of_deleted_files_stay(bench: Bench, folder: Path):
    write(folder, un="Titre un", deux="Titre deux")
    (feed,) = (await bench.subscribing().add(str(folder))).added
    (folder / "un.txt").unlink()
    assert (await bench.refreshing().refresh()).failed == 0
    assert bench.titles(feed) == {"Titre un", "Titre deux"}


async def test_a_folder_that_vanished_is_said_and_its_articles_stay(bench: Bench, folder: Path):
    write(folder, un="Titre un")
    (feed,) = (await bench.subscribing().add(str(folder))).added
    (folder / "un.txt").unlink()
    folder.rmdir()
    (checked,) = (await bench.refreshing().refresh()).feeds
    assert checked.status is CheckStatus.FAILED and "does not exist" in checked.error
    assert bench.titles(feed) == {"Titre un"}


async def test_what_is_no_article_is_left_out_and_what_is_too_large_is_said(
    bench: Bench, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(local_files, "MAX_BYTES", 100_000)
    write(folder, un="Titre un")
    (folder / ".hidden.txt").write_text("Caché", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "notes.txt").write_text("Caché", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / "huge.txt").write_bytes(b"x" * 100_001)
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to(folder / "missing")
    os.mkfifo(folder / "pipe.txt")
    (folder / "sub").mkdir()
    write(folder / "sub", deux="Titre deux")
    result = await bench.subscribing().add(str(folder))
    (feed,) = result.added
    assert bench.titles(feed) == {"Titre un", "Titre deux"}
    reasons = {Path(name).name: reason for name, reason in result.skipped}
    assert set(reasons) == {"huge.txt", "nowhere.txt", "pipe.txt"}
    assert all(reason.count("\n") == 0 for reason in reasons.values())
    (checked,) = (await bench.refreshing().refresh()).feeds
    assert checked.status is CheckStatus.UNCHANGED and "3 files were skipped" in checked.error


@as_root
async def test_an_unreadable_file_or_folder_is_said_by_name(bench: Bench, folder: Path):
    write(folder, un="Titre un", secret="Secret")
    (folder / "secret.txt").chmod(0)
    (folder / "locked").mkdir(mode=0)
    result = await bench.subscribing().add(str(folder))
    assert {Path(name).name for name, _reason in result.skipped} == {"secret.txt", "locked"}
    folder.chmod(0)
    assert "permissions" in (await bench.refreshing().refresh()).feeds[0].error
    folder.chmod(0o700)


async def test_files_of_a_folder_are_bounded_in_number(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local_files, "MAX_FILES", 3)
    write(folder, a="A", b="B", c="C", d="D")
    scan = scan_folder(folder)
    assert len(scan.files) == 3 and "first 3" in scan.skipped[0][1]


async def test_a_local_feed_is_read_again_when_it_changes(bench: Bench, tmp_path: Path):
    path = tmp_path / "flux.xml"
    path.write_text(rss("Un"), encoding="utf-8")
    (feed,) = (await bench.subscribing().add(str(path))).added
    assert (feed.kind, feed.title, feed.total) == (FeedKind.FEED, "Nouvelles", 1)
    assert (await bench.refreshing().refresh()).unchanged == 1
    path.write_text(rss("Deux", "Un"), encoding="utf-8")
    assert (await bench.refreshing().refresh()).new_articles == 1
    assert bench.titles(feed) == {"Un", "Deux"}


async def test_an_article_file_is_revised_when_it_changes(bench: Bench, tmp_path: Path):
    path = tmp_path / "note.md"
    path.write_text("# Une note\n\nDu texte.\n", encoding="utf-8")
    (feed,) = (await bench.subscribing().add(str(path))).added
    assert (feed.kind, feed.title) == (FeedKind.FILE, "Une note")
    path.write_text("# Une note\n\nUn autre texte.\n", encoding="utf-8")
    assert (await bench.refreshing().refresh()).feeds[0].updated == 1
    assert bench.now(feed).total == 1


async def test_a_feed_file_that_broke_is_said_and_its_articles_stay(bench: Bench, tmp_path: Path):
    path = tmp_path / "flux.xml"
    path.write_text(rss("Un"), encoding="utf-8")
    (feed,) = (await bench.subscribing().add(str(path))).added
    path.write_text("", encoding="utf-8")
    assert (await bench.refreshing().refresh()).failed == 1
    assert bench.titles(feed) == {"Un"}


@pytest.mark.parametrize("name", ["simple.xml", "with space & é.xml", "100%.xml", "a#b?.xml"])
def test_a_path_survives_its_uri(tmp_path: Path, name: str):
    if not name.isascii() and sys.getfilesystemencoding() == "ascii":
        pytest.skip("this locale has no letters with accents in file names")
    assert path_of((tmp_path / name).as_uri()) == tmp_path / name
