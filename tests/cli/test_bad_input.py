"""Everything that can be wrong is told in one sentence, with the exit code of the contract, and nothing is lost."""

from __future__ import annotations

import ctypes
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import HTML, RSS, Ended, Reader, failed, kept, one_sentence
from tui_reader.config.paths import Paths
from tui_reader.storage.store import open_store

pytestmark = pytest.mark.usefixtures("parsers_here")


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("text.xml", "Bonjour.", "text.xml"),
        ("empty.xml", "", "empty"),
        ("page.xml", HTML, "page.xml"),
        ("picture.xml", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture.xml"),
        ("other.json", '{"name": "no feed"}', "other.json"),
    ],
)
@pytest.mark.parametrize("command", ["add", "parse"])
def test_a_file_that_is_no_feed(
    reader: Reader, archive: Paths, command: str, name: str, body: str | bytes, said: str
) -> None:
    Path(name).write_bytes(body.encode() if isinstance(body, str) else body)
    before = kept(archive)
    failed(reader(command, name), 1, said)
    assert kept(archive) == before


def test_truncated_xml_keeps_what_was_whole(reader: Reader, empty: Paths) -> None:
    Path("cut.xml").write_text(RSS[: RSS.index("Le CNRS ouvrira")], "utf-8")
    assert reader("add", "cut.xml").code == 0
    assert "Deux écoles signent un accord" in reader("list").out


def test_xml_cut_in_its_head_is_no_feed(reader: Reader, archive: Paths) -> None:
    Path("cut.xml").write_text(RSS[:60], "utf-8")
    failed(reader("parse", "cut.xml"), 1, "cut.xml")


def test_a_wrong_charset_still_reads(reader: Reader, empty: Paths) -> None:
    Path("lies.xml").write_bytes(RSS.encode("latin-1", "replace"))
    assert reader("parse", "lies.xml", "--json").json["title"] == "Les Écoles"


def test_several_inputs_each_say_their_own(reader: Reader, empty: Paths) -> None:
    Path("feed.xml").write_text(RSS, "utf-8")
    ended = reader("add", "feed.xml", "missing.xml", "ftp://example.org/x")
    assert ended.code == 1
    assert "Les Écoles" in ended.out
    said = ended.err.splitlines()
    assert len(said) == 2 and "missing.xml" in said[0] and "ftp" in said[1]


def test_adding_again_is_no_failure(reader: Reader, empty: Paths) -> None:
    Path("feed.xml").write_text(RSS, "utf-8")
    reader("add", "feed.xml")
    again = reader("add", "feed.xml")
    assert (again.code, again.out) == (0, "")
    assert "subscribed already" in again.err


@pytest.mark.parametrize("command", ["show", "entities", "parse", "add", "import", "open"])
def test_a_file_that_is_not_there(reader: Reader, empty: Paths, command: str) -> None:
    failed(reader(command, "missing.html"), 1, "missing.html", "does not exist")


@pytest.mark.parametrize("command", ["show", "entities", "parse"])
def test_a_folder_where_a_file_is_meant(reader: Reader, empty: Paths, command: str) -> None:
    Path("articles").mkdir()
    failed(reader(command, "articles"), 1, "articles", "is a folder")


def test_a_file_that_is_not_utf8_cannot_be_raw(reader: Reader) -> None:
    Path("old.txt").write_bytes("Le café".encode("latin-1"))
    failed(reader("entities", "old.txt", "--raw"), 1, "old.txt", "byte 6")
    assert reader("entities", "old.txt").code == 0


def test_a_file_without_text(reader: Reader) -> None:
    Path("blank.txt").write_text(" \n\n ", "utf-8")
    failed(reader("show", "blank.txt"), 1, "blank.txt", "no text")


@pytest.mark.parametrize("command", ["show", "open", "entities", "add"])
@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("rapport.pdf", b"%PDF-1.7\n1 0 obj << /Title (Rapport) >>\n", "PDF"),
        ("article.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("lettre.docx", b"PK\x03\x04 word/document.xml", "binary"),
    ],
)
def test_what_is_no_text_is_not_read_as_one(
    reader: Reader, archive: Paths, command: str, name: str, body: bytes, said: str
) -> None:
    Path(name).write_bytes(body)
    failed(reader(command, name), 1, name, said)


def test_text_in_utf16_is_text(reader: Reader) -> None:
    Path("article.txt").write_bytes("Le CNRS a signé le 6 mai 2019.".encode("utf-16"))
    assert "CNRS" in reader("show", "article.txt").out


@pytest.mark.parametrize("command", ["show", "open", "parse", "import"])
def test_standard_input_is_called_by_its_name(reader: Reader, empty: Paths, command: str) -> None:
    failed(reader(command, "-", stdin=b""), 1, "standard input")


def test_one_bad_file_does_not_stop_the_others(reader: Reader) -> None:
    Path("good.txt").write_text("Le CNRS.", "utf-8")
    ended = reader("entities", "missing.txt", "good.txt", "--json")
    assert ended.code == 1
    assert [found["source"] for found in ended.json] == ["good.txt"]
    assert one_sentence(ended.err)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "JSON"),
        ("[1]", "JSON"),
        ('{"text": "x"}', "id"),
        ('{"id": 1}', "text"),
        ('{"id": 1, "text": 3}', "text"),
        ('{"id": 1, "text": "x", "date": "soon"}', "date"),
        ('{"id": 1, "text": "x", "language": 3}', "language"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_bad_line_of_a_batch_costs_only_itself(reader: Reader, line: str, said: str) -> None:
    ended = reader("entities", "--batch", "-", stdin=f'{line}\n{{"id": 2, "text": "Le CNRS."}}\n')
    assert ended.code == 1
    assert one_sentence(ended.err) and said in ended.err and "line 1" in ended.err
    bad, good = ended.lines
    assert said in bad["error"]
    assert good["id"] == 2 and good["institutions"]


def test_a_batch_that_is_not_utf8(reader: Reader) -> None:
    ended = reader("entities", "--batch", "-", stdin=b'{"id": 1, "text": "caf\xe9"}\n')
    assert ended.code == 1 and one_sentence(ended.err)


def test_an_unreadable_file(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that nobody may read, root neither: reading it is refused by the system."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("no /proc here")
    failed(reader("show", "/proc/self/mem"), 1, "/proc/self/mem", "cannot be read")


def without_root_powers() -> None:
    """Take from a process what lets root pass by permissions (capabilities 1 and 2, linux/capability.h)."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def locked(process: Any, *argv: str) -> Ended:
    """The command without the powers of root."""
    options = {"preexec_fn": without_root_powers} if os.geteuid() == 0 else {}
    ended = process(*argv, **options)
    return Ended(ended.returncode, ended.stdout, ended.stderr.decode())


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX's")
def test_a_file_and_a_folder_without_permission(process: Any, empty: Paths) -> None:
    Path("secret.txt").write_text("Le CNRS.", "utf-8")
    Path("closed").mkdir()
    Path("secret.txt").chmod(0)
    Path("closed").chmod(0)
    try:
        file, folder = locked(process, "show", "secret.txt"), locked(process, "add", "closed")
    finally:
        Path("closed").chmod(0o700)
    if file.code == 0:
        pytest.skip("permissions do not hold for this user")
    failed(file, 1, "secret.txt", "permissions")
    failed(folder, 1, "closed", "permissions")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX's")
def test_a_disk_that_cannot_be_written(process: Any, archive: Paths) -> None:
    before = kept(archive)
    for path in (archive.store, archive.data_dir):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        marked = locked(process, "mark", "--read", "1")
        listed = locked(process, "list")
        told = locked(process, "doctor")
    finally:
        archive.data_dir.chmod(0o700)
        archive.store.chmod(0o600)
    if marked.code == 0:
        pytest.skip("permissions do not hold for this user")
    failed(marked, 3, str(archive.store), "writ")
    assert listed.code in (0, 3) and "Traceback" not in listed.err
    assert told.code == 3 and str(archive.data_dir) in told.out
    assert kept(archive) == before


def test_a_data_folder_that_cannot_be_made(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a-file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(Path("a-file/below").absolute()))
    failed(reader("list"), 3, "a-file")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("mesure = 80", "measure"),
        ("measure = 3", "20"),
        ("measure = ", "TOML"),
        ('language = "de"', "auto, en, fr"),
    ],
)
def test_a_wrong_configuration(reader: Reader, archive: Paths, written: str, said: str) -> None:
    archive.config_dir.mkdir(parents=True, exist_ok=True)
    archive.settings_file.write_text(written, "utf-8")
    failed(reader("list"), 3, str(archive.settings_file), said)
    for tolerant in (["--help"], ["paths"], ["--version"]):
        assert reader(*tolerant).code == 0
    examined = reader("doctor")
    assert examined.code == 3 and said in examined.out


def test_the_doctor_sees_keys_that_the_screen_would_refuse(process: Any, archive: Paths) -> None:
    archive.config_dir.mkdir(parents=True, exist_ok=True)
    archive.settings_file.write_text('[keys]\n"article.togle-star" = "x"\n', "utf-8")
    examined = process("doctor")
    assert examined.returncode == 3
    assert f"{archive.settings_file}: [keys]" in examined.stdout.decode()
    assert "article.toggle-star" in examined.stdout.decode()


@pytest.mark.parametrize("damage", ["text", "cut", "zeroes"])
def test_a_damaged_store(reader: Reader, archive: Paths, damage: str) -> None:
    whole = archive.store.read_bytes()
    broken = {"text": b"no database" * 100, "cut": whole[:5000], "zeroes": whole[:200] + bytes(len(whole) - 200)}
    archive.store.write_bytes(broken[damage])
    failed(reader("list"), 3, str(archive.store), "damaged")
    failed(reader("refresh"), 3, str(archive.store))
    examined = reader("doctor")
    assert examined.code == 3 and "damaged" in examined.out
    assert archive.store.read_bytes() == broken[damage]


def test_a_store_of_a_newer_version(reader: Reader, archive: Paths) -> None:
    with sqlite3.connect(archive.store) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    before = archive.store.read_bytes()
    failed(reader("list"), 3, str(archive.store), "newer version")
    assert reader("doctor").code == 3
    assert archive.store.read_bytes() == before


def test_a_database_of_another_program(reader: Reader, empty: Paths) -> None:
    empty.data_dir.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(empty.store) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    failed(reader("list"), 3, str(empty.store), "another program")


def test_a_store_in_use(reader: Reader, archive: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_reader.services.archive.open_store", lambda path: open_store(path, busy_ms=20))
    with sqlite3.connect(archive.store) as db:
        db.execute("BEGIN IMMEDIATE")
        failed(reader("mark", "--read", "1"), 3, str(archive.store), "in use")
        db.rollback()
    db.close()
    assert [row["read"] for row in reader("list", "--json").json] == [False, False]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["show", "99"], "99"),
        (["mark", "--read", "99"], "99"),
        (["mark", "--read", "x"], "x"),
        (["mark", "--read", "99999999999999999999"], "whole number"),
        (["mark", "1"], "--star"),
        (["refresh", "99"], "99"),
        (["remove", "99"], "99"),
        (["list", "--limit", "0"], "0"),
        (["list", "--limt", "3"], "--limt"),
        (["search"], "search for"),
        (["search", '"open'], "closed"),
        (["search", "is:odd"], "is:"),
        (["entities"], "file"),
        (["entities", "a", "--batch", "b"], "both"),
        (["entities", "a", "--date", "soon"], "soon"),
        (["completions", "cmd"], "bash"),
        (["lst"], "reader list"),
        (["xyzzy"], "“xyzzy” is neither a command nor a file here; “reader --help” lists the commands."),
        (["-V"], "“reader --help” shows"),
        (["show", ""], "empty"),
        (["dates", "--from", "2027", "--to", "2026"], "--from"),
        (["--lang", "de", "list"], "de"),
    ],
)
def test_a_wrong_call_is_one_sentence_with_exit_code_2(
    reader: Reader, archive: Paths, argv: list[str], said: str
) -> None:
    failed(reader(*argv), 2, said)


def test_a_mark_with_one_unknown_number_marks_nothing(reader: Reader, archive: Paths) -> None:
    assert reader("mark", "--read", "1", "99").code == 2
    assert [row["read"] for row in reader("list", "--json").json] == [False, False]


def test_a_fault_of_ours_is_a_sentence_and_a_log(
    reader: Reader, archive: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_options: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("tui_reader.services.library.Library.page", broken)
    failed(reader("list"), 1, "ZeroDivisionError", str(archive.log_file))
    assert "Traceback" in archive.log_file.read_text("utf-8")


def test_a_list_of_names_that_makes_no_sense_replaces_nothing(reader: Reader, empty: Paths) -> None:
    Path("names.csv").write_text("name,acronym\nÉcole du Bois Joli,EBJ\n", "utf-8")
    assert reader("entities", "import", "names.csv").code == 0
    before = empty.gazetteer.read_bytes()
    for name, body in (
        ("no.json", "[3]"),
        ("cut.json", '[{"names": ['),
        ("empty.txt", "# nothing\n"),
        ("odd.txt", b"\xff\xfe"),
    ):
        Path(name).write_bytes(body.encode() if isinstance(body, str) else body)
        failed(reader("entities", "import", name), 1, name)
    failed(reader("entities", "import", "missing.csv"), 1, "missing.csv", "does not exist")
    assert empty.gazetteer.read_bytes() == before
