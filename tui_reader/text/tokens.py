"""Words and signs of a text, with their offsets.

A token is an elided word with its apostrophe (``l'``, ``qu'``), a dotted acronym (``U.S.``), a word (inner hyphens,
``O'Reilly``, ``AT&T``, ``Canal+`` and ``1er`` stay whole), a run of newlines, or one sign. Other white space is none.
"""

from __future__ import annotations

import re

from tui_reader.model.values import dataclass
from tui_reader.text.offsets import same_length

_TOKEN = re.compile(
    r"""
    (?:[LDJMTSNCldjmtsnc]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)'(?=[\s"«]?[^\W_])(?!s\b)  # elided word
    | (?:[A-ZÀ-Þ]\.){2,}(?:[A-ZÀ-Þ]\b)?                                   # dotted acronym
    | [^\W_]+(?:(?:-|(?<=[A-Z])&(?=[A-Z])|(?<=[OoDd])'(?=[A-ZÀ-Þ]|hui\b))[^\W_]+)*\+?
    | \n+
    | [^\s\w]|_
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Three lists of one length: what stands there, where it starts, where it ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens of ``text[start:end]``, spelled as in ``same_length(text)``; offsets are those of ``text``."""
    piece = same_length(text[start:end])
    words = _TOKEN.findall(piece)
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for word in words:  # only white space lies between: cheaper than an object for each match
        at = piece.find(word, at)
        starts.append(start + at)
        at += len(word)
        ends.append(start + at)
    return Tokens(words, starts, ends)
