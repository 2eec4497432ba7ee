"""newsboat's ``urls`` file (newsboat.org, "Configuring": one feed a line, then its tags)."""

from __future__ import annotations

import re

from tui_reader.i18n import _
from tui_reader.model.feeds import TOP, FolderPath, OutlineFeed, OutlineList
from tui_reader.parse.feed_addresses import LONGEST_SHOWN, subscription_address
from tui_reader.text.clean import clean_line

MOST_LINES = 100_000
LONGEST_LINE = 20_000
"""Characters. Even query feeds stay far below."""

_SLASH = "\N{DIVISION SLASH}"
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')
_ESCAPED = re.compile(r"\\(.)")


def read_urls(text: str) -> OutlineList:
    """What can be subscribed to, in order, and the rest with reasons.

    The first tag becomes the folder; ``~title`` names the feed, ``!`` (hidden) is let go.
    """
    feeds: dict[str, OutlineFeed] = {}
    skipped: list[tuple[str, str]] = []
    repeated: list[str] = []
    for line in text.lstrip("\ufeff").splitlines()[:MOST_LINES]:
        words = _words(line[:LONGEST_LINE])
        if not words:
            continue
        address, reason = _address(words[0])
        if reason:
            skipped.append((clean_line(words[0][:LONGEST_SHOWN]), reason))
        elif address in feeds:
            repeated.append(clean_line(words[0][:LONGEST_SHOWN]))
        else:
            feeds[address] = _feed(address, words[1:])
    return OutlineList(tuple(feeds.values()), tuple(skipped), tuple(repeated))


def _words(line: str) -> list[str]:
    """Words and quoted words; a ``#`` starts a comment at the start of the line or after white space."""
    words: list[str] = []
    for word in _WORD.findall(line):
        if word.startswith("#"):
            break
        words.append(_ESCAPED.sub(r"\1", word[1:-1]) if len(word) > 1 and word[0] == word[-1] == '"' else word)
    return words


def _address(written: str) -> tuple[str, str]:
    if written.startswith("query:"):
        return "", _("it is a query feed; use a search instead")
    if written.startswith(("exec:", "filter:")):
        return "", _("it runs a program, which is not supported")
    return subscription_address(written)


def _feed(address: str, tags: list[str]) -> OutlineFeed:
    title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
    names = [clean_line(tag[:500]) for tag in tags if not tag.startswith(("~", "!"))]
    names = list(dict.fromkeys(filter(None, names)))
    folder = FolderPath(names[0].replace("/", _SLASH)) if names else TOP
    return OutlineFeed(address, clean_line(title[:500]), folder, tags=tuple(names))
