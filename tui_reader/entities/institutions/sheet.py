"""A block of text prepared for the rules: its tokens, folded, with the marks of capitals and sentence starts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui_reader.model.documents import BlockKind
from tui_reader.text.abbreviations import ABBREVIATIONS
from tui_reader.text.offsets import fold_word
from tui_reader.text.tokens import Tokens, tokenise

_ACRONYM = re.compile(
    r"(?:[A-ZÀ-Þ][0-9]{0,2}){2,}(?:[-/&][A-ZÀ-Þ0-9]{1,9})*[a-z]{0,3}|(?:[A-ZÀ-Þ]\.){2,}[A-ZÀ-Þ]?|[A-ZÀ-Þ]&[A-ZÀ-Þ]"
)
_LONGEST_ACRONYM = 16
_SHOUTED = 0.6
"""A block with more than this share of its words in capitals is written in capitals as a whole …"""
_SHOUTED_WORDS = 4
"""… if it has at least so many words: shorter ones may well be acronyms."""
_TITLED = 0.65
"""A block with more than this share of its longer words capitalised is written in title case."""
_LONGEST_TITLE = 20
"""Longer words of a headline: what has more of them is a paragraph full of names."""
_OPENERS = frozenset('«"“‹([-–—•*')
_STOPS = frozenset(".!?…:;")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Parallel lists over the tokens of one block; ``acronym[i]`` says that token i is written like an acronym."""

    kind: BlockKind
    words: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]
    acronym: list[bool]
    first: list[bool]
    """Whether the token is the first word of a sentence, so that its capital says nothing."""
    shouted: bool
    titled: bool

    def __len__(self) -> int:
        return len(self.words)

    @property
    def headline(self) -> bool:
        """Whether this is a title with a capital on every word: its capitals say nothing."""
        return self.titled and self.kind in (BlockKind.TITLE, BlockKind.HEADING)

    def glued(self, place: int) -> bool:
        """Whether nothing stands between this token and the next."""
        return place + 1 < len(self.words) and self.ends[place] == self.starts[place + 1]


def sheet_of(text: str, start: int, end: int, kind: BlockKind = BlockKind.PARAGRAPH, *, wrapped: bool = False) -> Sheet:
    """Prepare ``text[start:end]``; the line ends of a wrapped text say nothing."""
    tokens = tokenise(text, start, end)
    if wrapped:
        kept = [n for n, word in enumerate(tokens.words) if word[0] != "\n"]
        words, starts, ends = tokens.words, tokens.starts, tokens.ends
        tokens = Tokens([words[n] for n in kept], [starts[n] for n in kept], [ends[n] for n in kept])
    words = tokens.words
    capital = [word[0].isupper() or word[1:2].isupper() for word in words]
    acronym = [c and is_acronym(word) for c, word in zip(capital, words, strict=True)]
    letters = [word for word in words if word[0].isalpha() and len(word) > 1]
    long = [word for word in letters if len(word) > 3]
    return Sheet(
        kind,
        words,
        list(map(fold_word, words)),
        tokens.starts,
        tokens.ends,
        capital,
        acronym,
        _sentence_starts(words, capital),
        len(letters) >= _SHOUTED_WORDS and sum(map(str.isupper, letters)) > _SHOUTED * len(letters),
        words[-1:] != ["."]
        and _SHOUTED_WORDS <= len(long) <= _LONGEST_TITLE
        and sum(word[0].isupper() for word in long) > _TITLED * len(long),
    )


def is_acronym(word: str) -> bool:
    """Whether a word is written like an acronym: two capitals or more, hardly anything else."""
    return 1 < len(word) <= _LONGEST_ACRONYM and word[1] in _SECOND and _ACRONYM.fullmatch(word) is not None


_SECOND = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ0123456789.&")


def _sentence_starts(words: list[str], capital: list[bool]) -> list[bool]:
    marks = [False] * len(words)
    fresh = True
    for place, word in enumerate(words):
        if fresh:
            if word[0].isalnum():
                marks[place] = True
                fresh = False
            elif word[0] == "\n" or word in _OPENERS or word in _STOPS:
                continue
            else:
                fresh = False
        elif word in _STOPS or word[0] == "\n" or word == "|":
            fresh = word != "." or not _abbreviated(words[place - 1])
        elif word in '«"“•' and place and words[place - 1] in ":,":
            fresh = True
    return marks


def _abbreviated(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or word.lower() in ABBREVIATIONS
