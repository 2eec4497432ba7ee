"""A block of text prepared for the rules: its tokens, folded, with the marks of capitals and sentence starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, compress

from tui_reader.model.documents import BlockKind
from tui_reader.model.values import dataclass
from tui_reader.text.abbreviations import ABBREVIATIONS
from tui_reader.text.offsets import fold_word
from tui_reader.text.tokens import Tokens, tokenise

_ACRONYM = re.compile(
    r"(?:[A-ZÀ-Þ][0-9]{0,2}){2,}(?:[-/&][A-ZÀ-Þ0-9]{1,9})*[a-z]{0,3}|(?:[A-ZÀ-Þ]\.){2,}[A-ZÀ-Þ]?|[A-ZÀ-Þ]&[A-ZÀ-Þ]"
)
_LONGEST_ACRONYM = 16
_SHOUTED = 0.6
"""A block with more than this share of its words in capitals is written in capitals as a whole …"""
_SMALL_IN_CAPITALS = frozenset(
    ["DE", "DU", "DES", "LA", "LE", "LES", "ET", "À", "AU", "AUX", "EN", "THE", "OF", "FOR", "AND", "IN", "TO"]
)
"""« COMMUNIQUÉ DE PRESSE »: nobody writes these in capitals otherwise."""
_SHOUTED_WORDS = 4
"""… if it has at least so many words: shorter ones may well be acronyms."""
_TITLED = 0.65
"""A block with more than this share of its longer words capitalised is written in title case."""
_LONG = 3
"""Letters of a word that a title writes with a capital: longer ones."""
_REMEMBERED = 1 << 15
"""Words whose shape is kept: some megabytes."""
_LONGEST_TITLE = 20
"""Longer words of a headline: what has more of them is a paragraph full of names."""
_OPENERS = frozenset('«"“‹([-–—•*')
_STOPS = frozenset(".!?…:;")
_SKIPPED = _OPENERS | _STOPS
_QUOTES = frozenset('«"“•')
_BEFORE_QUOTES = frozenset(":,")
_MARKS = _STOPS | _QUOTES | {"|"}


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
    shapes = [_SHAPES[word] for word in words]
    folded, capital, acronym, marks, letters, shouted, long, titled = zip(*shapes, strict=True) if shapes else [()] * 8
    many = sum(letters)
    return Sheet(
        kind,
        words,
        list(folded),
        tokens.starts,
        tokens.ends,
        list(capital),
        list(acronym),
        _sentence_starts(words, marks),
        _is_shouted(many, sum(shouted), words),
        words[-1:] != ["."] and _SHOUTED_WORDS <= sum(long) <= _LONGEST_TITLE and sum(titled) > _TITLED * sum(long),
    )


def _is_shouted(letters: int, capitals: int, words: list[str]) -> bool:
    """Whether a block is written in capitals: most of its words, or all of a few with a small one among them."""
    if letters >= _SHOUTED_WORDS:
        return capitals > _SHOUTED * letters
    return 1 < letters == capitals and not _SMALL_IN_CAPITALS.isdisjoint(words)


Shape = tuple[str, bool, bool, bool, bool, bool, bool, bool]
"""Folded; with a capital; an acronym; a sign between sentences; of letters; in capitals; long; long with a capital."""


class _Shapes(dict[str, Shape]):
    """What rules ask of every word, asked once: words repeat."""

    def __missing__(self, word: str) -> Shape:
        if len(self) >= _REMEMBERED:
            self.clear()
        capital = word[0].isupper() or word[1:2].isupper()
        letters = word[0].isalpha() and len(word) > 1
        long = letters and len(word) > _LONG
        shape = self[word] = (
            *(fold_word(word), capital, capital and is_acronym(word), word in _MARKS or word[0] == "\n"),
            *(letters, letters and word.isupper(), long, long and word[0].isupper()),
        )
        return shape


_SHAPES = _Shapes()


def is_acronym(word: str) -> bool:
    """Whether a word is written like an acronym: two capitals or more, hardly anything else."""
    return 1 < len(word) <= _LONGEST_ACRONYM and word[1] in _SECOND and _ACRONYM.fullmatch(word) is not None


_SECOND = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ0123456789.&")


def _sentence_starts(words: list[str], marks: Sequence[bool]) -> list[bool]:
    """Which tokens are the first word of a sentence; ``marks`` says which may stand between two."""
    first = [False] * len(words)
    done = -1
    for place in chain((-1,), compress(range(len(words)), marks)):
        if place < done or not (place < 0 or _separates(words, place)):
            continue
        done = place + 1
        while done < len(words) and (words[done] in _SKIPPED or words[done][0] == "\n"):
            done += 1
        if done < len(words) and words[done][0].isalnum():
            first[done] = True
    return first


def _separates(words: list[str], place: int) -> bool:
    """Whether a sentence may begin behind this sign."""
    word = words[place]
    if word in _QUOTES:
        return place > 0 and words[place - 1] in _BEFORE_QUOTES
    return word != "." or place == 0 or not _abbreviated(words[place - 1])


def _abbreviated(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or word.lower() in ABBREVIATIONS
