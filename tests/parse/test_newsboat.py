"""newsboat's list of feeds is taken over with its titles and tags."""

from __future__ import annotations

import pytest

from tui_reader.model.feeds import TOP, FolderPath, OutlineFeed
from tui_reader.parse.newsboat import read_urls


def test_titles_tags_and_comments_are_understood() -> None:
    read = read_urls(
        "# mes flux\n\n"
        'https://a.example/feed presse "Grande presse" "~Le \\"Journal\\"" # commentaire\n'
        "https://b.example/#fragment\n"
        'https://c.example/feed "!" podcasts/fr\r\n'
    )
    assert read.feeds == (
        OutlineFeed("https://a.example/feed", 'Le "Journal"', FolderPath("presse"), tags=("presse", "Grande presse")),
        OutlineFeed("https://b.example/#fragment", "", TOP),
        OutlineFeed("https://c.example/feed", "", FolderPath("podcasts\N{DIVISION SLASH}fr"), tags=("podcasts/fr",)),
    )
    assert read.skipped == ()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('"query:Non lus:unread = \\"yes\\""', "query"),
        ("exec:~/bin/feed.sh tag", "program"),
        ("filter:~/bin/f:https://a.example/feed", "program"),
        ("pas-une-adresse", "address"),
        ("javascript:alert(1)", "address"),
    ],
)
def test_what_is_not_supported_is_reported_and_the_rest_kept(line: str, word: str) -> None:
    read = read_urls(f"{line}\nhttps://a.example/feed\n")
    assert [feed.url for feed in read] == ["https://a.example/feed"]
    ((_written, reason),) = read.skipped
    assert word in reason


def test_an_address_is_taken_once() -> None:
    read = read_urls("https://a.example/feed un\nhttps://a.example/feed deux\n")
    assert [feed.tags for feed in read] == [("un",)]
    assert (read.skipped, read.repeated) == ((), ("https://a.example/feed",))


@pytest.mark.parametrize("text", ["", "\n\n", '"' * 100_000, ('"\\' * 10_000 + "\n") * 20, "\ufeff"])
def test_nonsense_gives_nothing(text: str) -> None:
    assert read_urls(text).feeds == ()
