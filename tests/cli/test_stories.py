"""What a person does with commands alone, from the first day on, with and without a network."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.builders import NOON, a_feed, an_article, stored
from tests.cli.conftest import FEED, RSS, Reader, one_sentence
from tests.loopback import LoopbackServer
from tui_reader.config.paths import Paths
from tui_reader.model.feeds import FeedKind
from tui_reader.storage.store import open_store

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="Sciences"><outline type="rss" text="CNRS" xmlUrl="https://cnrs.example.org/feed"/>
<outline text="Chimie"><outline type="rss" text="Chimie" xmlUrl="https://chimie.example.org/feed"/></outline></outline>
<outline type="rss" text="Files" xmlUrl="ftp://files.example.org/feed"/></body></opml>"""


def test_the_first_call_says_how_to_begin_and_installs_nothing(reader: Reader, empty: Paths) -> None:
    for command in ([], ["list"]):
        ended = reader(*command)
        assert (ended.code, ended.out) == (0, "")
        assert "reader add" in ended.err and "reader demo" in ended.err
    assert reader("feeds", "--json").json == []


def test_without_a_terminal_the_newest_are_printed_and_no_screen_starts(reader: Reader, archive: Paths) -> None:
    ended = reader()
    assert ended.launched == []
    assert ended.out == reader("list").out


def test_a_dumb_terminal_is_printed_to_as_well(reader: Reader, archive: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    ended = reader(columns=80)
    assert ended.launched == [] and "Deux écoles" in ended.out


def test_at_a_terminal_the_screen_starts(reader: Reader, archive: Paths) -> None:
    [launch] = reader(columns=80).launched
    assert (launch.open_input, launch.demo, launch.linear) == ("", False, False)
    [launch] = reader("--linear", "https://example.org/", columns=80).launched
    assert (launch.open_input, launch.linear) == ("https://example.org/", True)
    assert reader("-", stdin="Le CNRS a signé.", columns=80).launched == []
    [launch] = reader("demo", columns=80).launched
    assert launch.demo and launch.paths.data_dir != archive.data_dir


def test_the_newest_fifty_are_listed(reader: Reader, empty: Paths) -> None:
    with open_store(empty.store) as store:
        feed = a_feed(store)
        stored(
            store, feed, *[an_article(title=f"Numéro {n}", published=NOON.replace(year=2000 + n)) for n in range(60)]
        )
    titles = [row["title"] for row in reader("list", "--json").json]
    assert titles == [f"Numéro {n}" for n in range(59, 9, -1)]
    assert len(reader("list", "--limit", "60", "--json").json) == 60
    assert len(reader("list").out.splitlines()) == 50


def test_a_mark_holds_after_the_command(reader: Reader, archive: Paths) -> None:
    assert reader("mark", "--read", "1").code == 0
    assert reader("mark", "--star", "1", "2").code == 0
    rows = {row["id"]: row for row in reader("list", "--json").json}
    assert rows[1]["read"] and not rows[2]["read"] and rows[1]["starred"] and rows[2]["starred"]
    assert [row["id"] for row in reader("list", "is:unread", "--json").json] == [2]
    reader("mark", "--unread", "1")
    reader("mark", "--unstar", "1", "2")
    assert [(row["read"], row["starred"]) for row in reader("list", "--json").json] == [(False, False)] * 2


def test_what_was_done_is_taken_back_and_done_again(reader: Reader, archive: Paths) -> None:
    reader("mark", "--read", "1", "2")
    assert "2 articles marked as read" in reader("undo").err
    assert not any(row["read"] for row in reader("list", "--json").json)
    reader("undo", "--redo")
    assert all(row["read"] for row in reader("list", "--json").json)
    assert reader("remove", FEED).code == 0
    assert reader("feeds", "--json").json == []
    reader("undo")
    assert [feed["url"] for feed in reader("feeds", "--json").json] == [FEED]
    reader("undo")
    assert "1 feed added" in reader("undo").err
    assert reader("feeds", "--json").json == []
    assert "Nothing to undo" in reader("undo").err


def test_subscriptions_go_out_and_come_in_with_their_folders(reader: Reader, empty: Paths) -> None:
    Path("feeds.opml").write_text(OPML, "utf-8")
    ended = reader("import", "feeds.opml")
    assert ended.code == 1
    assert "ftp://files.example.org/feed" in ended.err
    assert {feed["folder"] for feed in reader("feeds", "--json").json} == {"Sciences", "Sciences/Chimie"}
    shown = reader("feeds").out
    assert "Sciences / Chimie / Chimie" in shown
    Path("out.opml").write_text(reader("export").out, "utf-8")
    for feed in reader("feeds", "--json").json:
        reader("remove", str(feed["id"]))
    assert reader("import", "out.opml").code == 0
    assert {feed["folder"] for feed in reader("feeds", "--json").json} == {"Sciences", "Sciences/Chimie"}
    assert reader("import", "out.opml").code == 0


def test_a_feed_that_is_listed_twice_is_said_and_is_no_failure(reader: Reader, empty: Paths) -> None:
    Path("urls").write_text("https://a.example/feed\nhttps://a.example/feed tag\n", "utf-8")
    ended = reader("import", "urls")
    assert ended.code == 0
    assert [feed["url"] for feed in reader("feeds", "--json").json] == ["https://a.example/feed"]
    assert "listed twice" in ended.err


def test_a_site_is_subscribed_to_by_its_feed(reader: Reader, empty: Paths, loopback: LoopbackServer) -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>x</body></html>'
    loopback.route("/", body=page, content_type="text/html")
    loopback.route("/rss", body=RSS)
    ended = reader("add", loopback.url("/"), "--folder", "Écoles")
    assert ended.code == 0 and "Les Écoles (2 articles)" in ended.out
    [feed] = reader("feeds", "--json").json
    assert (feed["url"], feed["folder"]) == (loopback.url("/rss"), "Écoles")
    assert "dès septembre 2020" in reader("show", "1").out
    assert [row["id"] for row in reader("search", "institution:CNRS", "--json").json] == [2, 1]


@pytest.mark.parametrize("name", ["page.html", "feed.xml", "note.txt", "urls.txt", "nothing"])
def test_only_lists_are_imported(reader: Reader, empty: Paths, name: str) -> None:
    bodies = {"page.html": "<html><body><p>Le CNRS.</p></body></html>", "feed.xml": RSS, "nothing": "\n"}
    Path(name).write_text(bodies.get(name, "Le CNRS a signé un accord.\nC'est tout.\n"), "utf-8")
    ended = reader("import", name)
    assert (ended.code, ended.out) == (1, "")
    assert one_sentence(ended.err) and name in ended.err
    assert reader("feeds", "--json").json == []


def test_a_list_may_come_through_a_pipe(reader: Reader, empty: Paths) -> None:
    assert reader("import", "-", stdin=OPML.replace("ftp:", "https:")).code == 0
    assert reader("import", "-", stdin="https://pipe.example.org/feed\n").code == 0
    assert len(reader("feeds", "--json").json) == 4


def test_a_query_may_exclude_and_its_words_stand_anywhere(reader: Reader, archive: Paths) -> None:
    def ids(*words: str) -> list[int]:
        return [row["id"] for row in reader(*words, "--json").json]

    assert ids("list", "-laboratoire") == ids("search", "--limit", "5", "-laboratoire") == [1]
    assert ids("list", "CNRS", "--limit", "5", "-is:read", "signé") == [1]
    assert ids("list", "-histoire", "-is:starred") == [2, 1]
    assert ids("export", "-laboratoire") == [1]
    assert {item["article"] for item in reader("dates", "-laboratoire", "--json").json} == {1}


def test_refresh_brings_what_is_new(reader: Reader, empty: Paths, loopback: LoopbackServer) -> None:
    loopback.route("/feed.xml", body=RSS, etag='"1"')
    reader("add", loopback.url("/feed.xml"))
    assert "1 feed checked, 1 unchanged" in reader("refresh", "--force").out
    loopback.route("/feed.xml", body=RSS.replace("<guid>accord<", "<guid>neuf<"), etag='"2"')
    assert reader("refresh", "1").out.startswith("1 new article, 1 feed checked, 1 updated")


def test_a_folder_of_files_is_read_and_a_page_is_kept(reader: Reader, empty: Paths, loopback: LoopbackServer) -> None:
    Path("notes").mkdir()
    Path("notes/un.md").write_text("# Première note\n\nLe CNRS a signé un accord.\n", "utf-8")
    assert "(1 article)" in reader("add", "notes").out
    paragraphs = "".join(f"<p>Le CNRS a signé un accord numéro {n} avec les écoles de la ville.</p>" for n in range(5))
    page = f"<html><head><title>Une page</title></head><body><article><h1>Une page</h1>{paragraphs}</article></body>"
    loopback.route("/page", body=page, content_type="text/html")
    assert reader("add", "--page", loopback.url("/page")).code == 0
    titles = {row["title"] for row in reader("list", "--json").json}
    assert titles == {"Première note", "Une page"}


def test_what_is_opened_without_a_terminal_is_printed_and_not_kept(
    reader: Reader, empty: Paths, loopback: LoopbackServer
) -> None:
    loopback.route("/feed.xml", body=RSS)
    assert "Deux écoles signent un accord" in reader(loopback.url("/feed.xml")).out
    Path("notes").mkdir()
    Path("notes/un.md").write_text("# Première note\n\nLe CNRS.\n", "utf-8")
    assert "un.md  Première note" in reader("notes").out
    assert "Centre national de la recherche scientifique (CNRS)" in reader("notes/un.md").out
    assert "(CNRS)" in reader("-", stdin="Le CNRS a signé un accord.").out
    assert reader("feeds", "--json").json == []


def test_with_the_network_cut_everything_stored_is_there(reader: Reader, archive: Paths) -> None:
    """Nothing answers at the address of this feed, nor at any other."""
    before = reader("show", "1").out
    ended = reader("refresh", "--force")
    assert ended.code == 1
    assert FEED in ended.err or "ecoles.example.org" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert reader("show", "1").out == before
    assert [row["id"] for row in reader("list", "--json").json] == [2, 1]
    assert [row["id"] for row in reader("search", "signent", "--json").json] == [1]
    assert reader("mark", "--star", "1").code == 0
    assert [row["id"] for row in reader("list", "is:starred", "--json").json] == [1]
    [feed] = reader("feeds", "--json").json
    assert feed["total"] == 2 and feed["error"]
    assert feed["error"] in reader("feeds").out
    assert "! feeds" in reader("doctor").out


def test_names_of_ones_own_are_recognised_and_replaced(reader: Reader, empty: Paths) -> None:
    text = "La Cabane aux Oiseaux et le Bois Joli Club ont signé un accord avec les écoles de la ville."
    Path("names.csv").write_text("name,acronym,kind\nCabane aux Oiseaux,CAO,association\n", "utf-8")
    ended = reader("entities", "import", "names.csv")
    assert ended.code == 0 and ended.out.startswith("1 institution imported (CSV)")
    found = reader("entities", "-", "--json", stdin=text).json["institutions"]
    assert ("Cabane aux Oiseaux", "CAO") in [(one["name"], one["acronym"]) for one in found]
    Path("list.txt").write_text("# ours\nBois Joli Club\nCabane à Outils (CAO)\n", "utf-8")
    assert reader("entities", "import", "list.txt", "--json").json == {
        "file": "list.txt",
        "format": "list",
        "institutions": 2,
    }
    found = reader("entities", "-", "--json", stdin=text).json["institutions"]
    assert "Bois Joli Club" in [one["name"] for one in found]
    assert "Cabane aux Oiseaux" not in [one["name"] for one in found]


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("v2.json", '[{"names": [{"value": "Bois Joli", "types": ["ror_display"]}], "types": []}]', "ROR JSON v2"),
        ("v1.json", '[{"name": "Bois Joli", "acronyms": ["BJ"]}]', "ROR JSON v1"),
        ("table.tsv", "nom\tsigle\nBois Joli\tBJ\n", "TSV"),
        ("table.csv", "nom;sigle\nBois Joli;BJ\n", "CSV"),
    ],
)
def test_the_format_of_imported_names_is_told(reader: Reader, empty: Paths, name: str, body: str, kind: str) -> None:
    Path(name).write_text(body, "utf-8")
    assert reader("entities", "import", name).out.startswith(f"1 institution imported ({kind})")


def test_only_what_others_can_poll_is_exported(reader: Reader, archive: Paths) -> None:
    with open_store(archive.store) as store:
        store.feeds.add("welcome:tui-reader", kind=FeedKind.WELCOME, title="Welcome")
    Path("notes").mkdir()
    reader("add", "notes")
    told = reader("export").out
    assert told.count("xmlUrl=") == 1 and FEED in told


def test_export_of_articles_as_markdown(reader: Reader, archive: Paths) -> None:
    told = reader("export", "--markdown", "1").out
    assert told.startswith("# Deux écoles signent un accord\n\nCamille Ferrand · Les Écoles · 2019-05-06 · https://")
    both = reader("export", "--markdown", "after:2019-05").out
    assert both.count("\n# ") == 1 and both.startswith("# ")


def test_demo_without_a_terminal_prints_the_french_sample(reader: Reader, empty: Paths) -> None:
    told = reader("demo")
    assert told.launched == []
    for words in ("L'ESMAL et l'IAT", "Institutions", "(ESMAL)", "Key dates", "2019-11-12", "2019-11-12/2024-11"):
        assert words in told.out
    assert not empty.store.exists()
    assert "institutions" in reader("demo", "--json").json


def test_the_sample_document_reads_well(reader: Reader, sample: Path) -> None:
    lines = reader("show", sample, columns=80).out.splitlines()
    assert lines[:3] == ["Coopération renforcée entre Sigma Clermont et l'IMT", "Clément Rocher", ""]
    assert max(map(len, lines)) <= 80
    assert lines[3].startswith("[Philippe Jamet, DG de l'IMT")
    assert any("Institut Mines-Télécom (IMT)" in line for line in lines)


def test_doctor_says_what_was_asked_for_and_cannot_be_done_here(
    reader: Reader, archive: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.config_dir.mkdir(parents=True, exist_ok=True)
    archive.settings_file.write_text("http2 = true\nkeep_images = true\n", encoding="utf-8")
    monkeypatch.setattr("tui_reader.services.doctor.EXTRAS", ())
    said = reader("doctor").out
    assert "HTTP/1.1 is spoken" in said and "extra “images”" in said


def test_doctor_says_what_is_there_and_gives_space_back(reader: Reader, archive: Paths) -> None:
    findings = {finding["topic"]: finding for finding in reader("doctor", "--json").json}
    assert all(finding["ok"] for finding in findings.values()), findings
    for topic in (
        *("program", "configuration", "store", "schema", "size", "articles", "search", "recognition", "feeds"),
        *("folders", "libraries", "terminal", "locale"),
    ):
        assert topic in findings
    assert findings["articles"]["finding"].startswith("2 articles, 1 feed")
    assert "an article" in findings["size"]["finding"]
    assert "given back" in reader("doctor", "--compact").out


def test_doctor_makes_nothing(reader: Reader, empty: Paths) -> None:
    assert reader("doctor").code == 0
    assert not empty.store.exists()


def test_doctor_counts_what_recognition_and_search_are_behind_with(reader: Reader, empty: Paths) -> None:
    with open_store(empty.store) as store:
        stored(store, a_feed(store), an_article(), an_article())
    findings = {finding["topic"]: finding["finding"] for finding in reader("doctor", "--json").json}
    assert findings["search"] == findings["recognition"] == "2 articles to catch up with"


def test_doctor_names_slow_failing_and_forgotten_feeds(reader: Reader, archive: Paths) -> None:
    with sqlite3.connect(archive.store) as db:
        db.execute("UPDATE feeds SET check_ms = 12345, last_checked = last_checked - 40 * 86400 * 1000000")
    db.close()
    told = reader("doctor").out
    assert "Les Écoles: its last check took 12 s" in told
    assert "Les Écoles: last checked 2026-01-21" in told
    assert "none is failing" in told
    reader("refresh", "--force")
    assert re.search("^! feeds +Les Écoles: ", reader("doctor").out, re.MULTILINE)


def test_doctor_works_out_anew_what_is_worked_out(reader: Reader, archive: Paths) -> None:
    before = reader("export", "--json").json
    with open_store(archive.store) as store:
        store.search.rebuild()
        store.recognise_again()
    behind = {finding["topic"]: finding["finding"] for finding in reader("doctor", "--json").json}
    assert behind["search"] == behind["recognition"] == "2 articles to catch up with"
    ended = reader("doctor", "--reindex", "--recognise", "--json")
    after = {finding["topic"]: finding["finding"] for finding in ended.json}
    assert after["search"] == after["recognition"] == "up to date"
    assert reader("export", "--json").json == before
    assert [row["id"] for row in reader("search", "signent", "--json").json] == [1]


def test_search_and_agenda_catch_up_with_what_was_only_stored(reader: Reader, empty: Paths) -> None:
    with open_store(empty.store) as store:
        text = "Le CNRS a signé, le 6 mai 2019, un accord avec les écoles de la ville."
        stored(store, a_feed(store), an_article(text=text))
    assert [row["id"] for row in reader("search", "CNRS", "--json").json] == [1]
    assert [item["value"] for item in reader("dates", "--json").json] == ["2019-05-06"]
    findings = {finding["topic"]: finding["finding"] for finding in reader("doctor", "--json").json}
    assert findings["search"] == findings["recognition"] == "up to date"


def test_the_example_configuration_is_one(reader: Reader, empty: Paths) -> None:
    empty.config_dir.mkdir(parents=True, exist_ok=True)
    empty.settings_file.write_text(reader("config", "--example").out, "utf-8")
    assert reader("config").code == 0
