"""The tree of feeds tells feeds apart, and keeps them in the order of a dictionary."""

from __future__ import annotations

from tui_reader.model.feeds import TOP, Feed, FeedId, FolderPath
from tui_reader.ui.panes.feeds import feed_rows


def titles(*feeds: Feed) -> list[str]:
    return [row.title for row in feed_rows(feeds, {}, frozenset()) if row.feed or row.folder]


def feed(number: int, url: str, title: str = "", folder: FolderPath = TOP) -> Feed:
    return Feed(FeedId(number), url, title=title, folder=folder)


def test_a_feed_without_a_name_goes_by_what_tells_it_from_others() -> None:
    assert titles(feed(1, "https://www.example.org/a/"), feed(2, "http://example.org/b.xml")) == [
        "example.org/a",
        "example.org/b.xml",
    ]
    assert titles(feed(1, "file:///home/me/notes")) == ["/home/me/notes"]
    assert titles(feed(1, "odd:")) == ["odd:"]


def test_accents_do_not_come_after_z() -> None:
    named = [
        feed(number, f"https://{number}/", name) for number, name in enumerate(("Zoom", "Éduscol", "AEF", "œuvre"))
    ]
    assert titles(*named) == ["AEF", "Éduscol", "œuvre", "Zoom"]
    folders = enumerate(("Zone", "Écoles", "Agences"))
    within = [feed(number, f"https://{number}/", "x", FolderPath(name)) for number, name in folders]
    assert titles(*within)[::2] == ["Agences", "Écoles", "Zone"]
