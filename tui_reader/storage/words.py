"""Words as the search index sees them: ``unicode61 remove_diacritics 2``, done again for what it cannot do itself.

The index keeps no positions (``detail=none``), so phrases, titles, snippets and articles that are not indexed yet are
looked at here, by patterns that take every letter with any accent and in either case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from tui_reader.model.values import dataclass

_WORD = re.compile(r"[^\W_]+")
_NOT_INSIDE_A_WORD, _BOUNDARY_AFTER = r"(?<![^\W_][\s\S])", r"(?![^\W_])"
_BETWEEN = r"[\W_]+"

_ELISION = r"(?i)^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\w)"
"""French articles and particles that lean on the next word: ``l'école`` is looked for as ``école``."""

_ACCENTED = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
"""Latin, Greek, Cyrillic: where one character is a letter with accents."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words one after the other, folded; ``prefix``: the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    def match_expression(self) -> str:
        """For FTS5: all the words, in any order and place."""
        quoted = [f'"{word}"' for word in self.words]
        return " AND ".join(quoted) + (" *" if self.prefix else "")

    def pattern(self) -> re.Pattern[str]:
        """Finds the term in any text, whatever its case and accents: five times faster than folding the text first."""
        return _pattern(self)


def word_term(text: str, *, prefix: bool = False) -> Term:
    """What one word of a query looks for; several words where it holds separators (``vingt-deux``)."""
    return Term(tuple(_WORD.findall(fold(re.sub(_ELISION, "", text)))), prefix)


def phrase_term(text: str) -> Term:
    return Term(tuple(_WORD.findall(fold(text))))


def fold(text: str) -> str:
    """Lower case without accents, character for character."""
    if text.isascii():
        return text.lower()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.translate(_plain_letters())


def fold_name(text: str) -> str:
    """The words of a name, each between spaces, so that ``in`` finds whole words: ``" institut mines telecom "``."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


@lru_cache(maxsize=64)
def _pattern(term: Term) -> re.Pattern[str]:
    first, *words = ("".join(map(_any_form, word)) for word in term.words)
    # The word's beginning is checked behind its first letter: a pattern that begins with a set of letters is five
    # times faster than one that begins with a look behind.
    initial = _any_form(term.words[0][0])
    first = initial + _NOT_INSIDE_A_WORD + first.removeprefix(initial)
    return re.compile(_BETWEEN.join([first, *words]) + ("" if term.prefix else _BOUNDARY_AFTER))


def _any_form(letter: str) -> str:
    return f"[{letter}{letter.upper() if len(letter.upper()) == 1 else ''}{_accented_forms().get(letter, '')}]"


@cache
def _accented_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for code, letter in _plain_letters().items():
        forms[letter] = forms.get(letter, "") + chr(code)
    return forms


@cache
def _plain_letters() -> dict[int, str]:
    plain: dict[int, str] = {0x3C2: "σ"}
    for code in (code for block in _ACCENTED for code in block):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base != chr(code) and base.isalpha() and len(base) == 1:
            plain[code] = base
    return plain


def occurrences(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the terms stand in a text, in order, none overlapping the one before. A prefix counts to its word's end."""
    found = sorted(
        (match.start(), _word_end(text, match.end()) if term.prefix else match.end())
        for term in terms
        if term.words
        for match in term.pattern().finditer(text)
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _word_end(text: str, position: int) -> int:
    match = _WORD.match(text, position)
    return match.end() if match else position


BEFORE_HIT, SNIPPET_LENGTH = 50, 170
"""Characters: two lines of a list at most, with the hit in the first."""
_ELLIPSIS = "…"


def snippet(text: str, terms: Sequence[Term], *, body_from: int = 0) -> str:
    """The words around a hit, on one line: the first from ``body_from`` on, where there is one."""
    hits = occurrences(text, terms)
    first = next((hit for hit in hits if hit[0] >= body_from), hits[0] if hits else (body_from, body_from))
    start = max(first[0] - BEFORE_HIT, 0 if first[0] < body_from else body_from)
    end = min(start + SNIPPET_LENGTH, len(text))
    if start > body_from and (space := text.find(" ", start, first[0])) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", first[1], end)) >= 0:
        end = space
    words = " ".join(text[start:end].split())
    return f"{_ELLIPSIS if start > body_from else ''}{words}{_ELLIPSIS if end < len(text) else ''}"
