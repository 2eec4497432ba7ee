"""Marks of one version of an article laid over another: wherever the same words stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tui_reader.model.documents import Document
from tui_reader.model.mentions import Mention, Recognition


def carried_over(found: Recognition, document: Document) -> Recognition:
    """The same institutions and dates, with the places of their words in another text. None overlaps another."""
    known = {(mention.kind, mention.surface): mention for mention in found.mentions}
    placed: list[Mention] = []
    taken = bytearray(len(document.text))
    for mention in sorted(known.values(), key=lambda mention: -len(mention.surface)):
        for start in _places(document.text, mention.surface):
            end = start + len(mention.surface)
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                placed.append(replace(mention, start=start, end=end))
    return replace(found, mentions=tuple(sorted(placed, key=lambda mention: mention.start)))


def _places(text: str, words: str) -> Iterator[int]:
    """Where the words stand whole, not inside longer ones."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at
        at = text.find(words, end)
