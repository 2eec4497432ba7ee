"""What scripts rely on: the keys of every JSON document, exactly, and what stands under them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import FEED, RSS, Reader
from tests.loopback import LoopbackServer
from tui_reader.config.paths import Paths

FEED_KEYS = ["id", "url", "title", "folder", "unread", "total", "last_checked", "error"]
ROW_KEYS = ["id", "feed", "feed_title", "title", "link", "published", "read", "starred"]
INSTITUTION_KEYS = ["name", "acronym", "aliases", "mentions"]
MENTION_KEYS = ["start", "end", "text", "confidence", "evidence"]
DATE_KEYS = [
    *("start", "end", "text", "value", "timex", "type", "earliest", "latest"),
    *("precision", "kind", "sense", "computed", "key"),
]
FOUND_KEYS = ["source", "language", "published", "text", "institutions", "dates"]
ARTICLE_KEYS = [
    *("id", "feed", "feed_title", "title", "author", "link", "published", "updated", "read", "starred", "tags"),
    *("categories", "enclosures", "revisions", "language", "text", "blocks", "spans", "institutions", "dates"),
]
TEXT = "Le CNRS (Centre national de la recherche scientifique) a signé, le 6 mai 2019, un accord avec les écoles."


def test_feeds(reader: Reader, archive: Paths) -> None:
    [feed] = reader("feeds", "--json").json
    assert list(feed) == FEED_KEYS
    assert feed == {
        "id": 1,
        "url": FEED,
        "title": "Les Écoles",
        "folder": "",
        "unread": 2,
        "total": 2,
        "last_checked": "2026-03-02T08:00:00+00:00",
        "error": None,
    }


def test_list_is_newest_first(reader: Reader, archive: Paths) -> None:
    rows = reader("list", "--json").json
    assert [list(row) for row in rows] == [ROW_KEYS, ROW_KEYS]
    assert [row["id"] for row in rows] == [2, 1]
    assert rows[1] == {
        "id": 1,
        "feed": FEED,
        "feed_title": "Les Écoles",
        "title": "Deux écoles signent un accord",
        "link": "https://ecoles.example.org/accord",
        "published": "2019-05-06T10:00:00+00:00",
        "read": False,
        "starred": False,
    }


def test_search_is_as_list_with_a_snippet(reader: Reader, archive: Paths) -> None:
    [row] = reader("search", "ecoles", "signent", "--json").json
    assert list(row) == [*ROW_KEYS, "snippet"]
    assert "Deux écoles signent" in row["snippet"]
    [row] = reader("search", "before:2019-05-07", "--json").json
    assert list(row) == [*ROW_KEYS, "snippet"]


def test_an_empty_answer_is_an_empty_array(reader: Reader, empty: Paths) -> None:
    for command in (["list"], ["feeds"], ["search", "nothing"], ["dates"], ["export"]):
        ended = reader(*command, "--json")
        assert (ended.code, ended.json) == (0, []), command


def test_show_of_a_stored_article(reader: Reader, archive: Paths) -> None:
    article = reader("show", "1", "--json").json
    assert list(article) == ARTICLE_KEYS
    assert article["id"] == 1
    assert article["author"] == "Camille Ferrand"
    title = article["blocks"][0]
    assert title["kind"] == "title"
    assert article["text"][title["start"] : title["end"]] == article["title"]
    assert {i["acronym"] for i in article["institutions"]} == {"IMT", "CNRS"}
    for institution in article["institutions"]:
        for mention in institution["mentions"]:
            assert article["text"][mention["start"] : mention["end"]] == mention["text"]
    first = article["dates"][0]
    assert set(DATE_KEYS) < set(first)
    assert first["evidence"] and first["clause"]


def test_show_of_a_file_has_the_same_shape_without_ids(reader: Reader) -> None:
    Path("article.md").write_text(f"# Un accord\n\n{TEXT}\n", "utf-8")
    article = reader("show", "article.md", "--json").json
    assert list(article) == ARTICLE_KEYS
    assert article["id"] is None and article["feed"] is None
    assert article["title"] == "Un accord"


def test_entities_of_one_file_is_one_object(reader: Reader) -> None:
    Path("article.txt").write_text(TEXT, "utf-8")
    found = reader("entities", "article.txt", "--raw", "--date", "2019-05-07", "--json").json
    assert list(found) == FOUND_KEYS
    assert (found["source"], found["language"], found["published"]) == ("article.txt", "fr", "2019-05-07")
    assert found["text"] == TEXT
    [institution] = found["institutions"]
    assert list(institution) == INSTITUTION_KEYS
    assert [list(mention) for mention in institution["mentions"]] == [MENTION_KEYS] * len(institution["mentions"])
    assert institution["acronym"] == "CNRS"
    [when] = found["dates"]
    assert list(when) == DATE_KEYS
    assert (when["value"], when["timex"], when["type"]) == ("2019-05-06", "2019-05-06", "DATE")
    assert (when["earliest"], when["latest"], when["precision"]) == ("2019-05-06", "2019-05-06", "day")
    assert (when["computed"], when["kind"], when["sense"]) == (False, "date", "at")


def test_entities_says_why_where_it_is_asked(reader: Reader) -> None:
    found = reader("entities", "-", "--explain", "--json", stdin=TEXT).json
    assert found["institutions"][0]["mentions"][0]["evidence"]
    assert {"anchor", "reason", "evidence", "confidence"} < set(found["dates"][0])
    told = reader("entities", "-", "--explain", stdin=TEXT).out
    assert "“le 6 mai 2019”" in told


def test_entities_of_several_files_is_an_array(reader: Reader) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(TEXT, "utf-8")
    found = reader("entities", "a.txt", "b.txt", "--json").json
    assert [one["source"] for one in found] == ["a.txt", "b.txt"]


def test_batch_answers_line_by_line_in_order_with_the_id_first(reader: Reader) -> None:
    texts = [{"id": n, "text": TEXT, "language": "fr", "date": "2019-05-07"} for n in (3, 1, 2)]
    Path("batch.jsonl").write_text("\n".join(json.dumps(t, ensure_ascii=False) for t in texts) + "\n\n", "utf-8")
    ended = reader("entities", "--batch", "batch.jsonl")
    assert ended.code == 0
    assert [answer["id"] for answer in ended.lines] == [3, 1, 2]
    assert [list(answer) for answer in ended.lines] == [["id", *FOUND_KEYS]] * 3


def test_parse(reader: Reader) -> None:
    parsed = reader("parse", "-", "--json", stdin=RSS).json
    assert list(parsed) == ["title", "link", "entries"]
    assert parsed["title"] == "Les Écoles"
    assert [list(entry) for entry in parsed["entries"]] == [
        ["id", "title", "link", "published", "updated", "author", "summary", "content"]
    ] * 2
    assert parsed["entries"][0]["author"] == "Camille Ferrand"


def test_parse_resolves_links_on_the_base_given(reader: Reader) -> None:
    feed = RSS.replace("https://ecoles.example.org/accord", "/accord").replace("https://ecoles.example.org/<", "<")
    parsed = reader("parse", "-", "--url", "https://base.example.org/feed", "--json", stdin=feed).json
    assert parsed["entries"][0]["link"] == "https://base.example.org/accord"


def test_add_refresh_and_import(reader: Reader, loopback: LoopbackServer, empty: Paths) -> None:
    loopback.route("/feed.xml", body=RSS)
    url, gone = loopback.url("/feed.xml"), loopback.url("/gone.xml")
    added = reader("add", url, gone, "--json")
    assert added.code == 1
    assert list(added.json) == ["added", "skipped"]
    assert [list(feed) for feed in added.json["added"]] == [FEED_KEYS]
    assert [list(one) for one in added.json["skipped"]] == [["input", "reason"]]
    assert added.json["skipped"][0]["input"] == gone

    loopback.route("/feed.xml", body=RSS.replace("accord<", "autre<"))
    refreshed = reader("refresh", "--force", "--json").json
    assert list(refreshed) == ["checked", "unchanged", "updated", "failed", "new_articles", "feeds"]
    assert refreshed["feeds"] == [{"url": url, "status": "updated", "new": 1, "error": None}]

    Path("urls").write_text(f"{url}\nhttps://other.example.org/feed\nftp://no.example.org/\n", "utf-8")
    imported = reader("import", "urls", "--json")
    assert [feed["url"] for feed in imported.json["added"]] == ["https://other.example.org/feed"]
    assert [one["input"] for one in imported.json["skipped"]] == ["ftp://no.example.org/", url]
    assert imported.code == 1


def test_dates(reader: Reader, archive: Paths) -> None:
    agenda = reader("dates", "--json").json
    keys = [
        *("value", "timex", "earliest", "latest", "precision", "kind", "sense", "computed", "key", "text", "about"),
        *("article", "title", "link", "feed", "feed_title"),
    ]
    assert [list(item) for item in agenda] == [keys] * len(agenda)
    assert [item["value"] for item in agenda] == sorted(item["value"] for item in agenda)


def test_export_is_an_array_of_whole_articles(reader: Reader, archive: Paths) -> None:
    exported = reader("export", "--json").json
    assert [list(article) for article in exported] == [ARTICLE_KEYS] * 2
    assert exported[1] == reader("show", "1", "--json").json


def test_paths_config_and_doctor(reader: Reader, archive: Paths) -> None:
    assert list(reader("paths", "--json").json) == [
        *("config", "institutions", "store", "names", "images", "screen", "log", "cache")
    ]
    assert reader("config", "--json").json["preset"] == "vim"
    findings = reader("doctor", "--json").json
    assert {tuple(finding) for finding in findings} == {("topic", "ok", "finding")}
