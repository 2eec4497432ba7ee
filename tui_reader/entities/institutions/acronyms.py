"""Acronyms that a text defines: ``Long Name (ACR)`` and ``ACR (long name)``."""

from __future__ import annotations

from tui_reader.entities.institutions.sheet import Sheet
from tui_reader.model.values import dataclass
from tui_reader.text.offsets import fold_word

LONGEST_FORM = 30
"""Tokens of a long form that are looked at: bounded, so that a text of parentheses costs no more than any other."""
LONGEST_ACRONYM = 12
_SHORTEST_WORD = 3
_PREFIX = 4
"""Letters that one word may give: *Fédération française de triathlon* is FFTri."""
_SKIPS = 1
"""Content words of a long form that may stand for no letter."""
_LEADS = frozenset(["l'", "le", "la", "les", "the", "ou", "or", "dit", "dite", "en", "abrege", "sigle", '"', "«"])
_CLOSERS = frozenset([")", ",", ";", '"', "»", ":", "-", "–", "/"])


@dataclass(frozen=True, slots=True)
class Definition:
    """A long form and an acronym that one text puts side by side. Both as tokens, end exclusive."""

    sheet: int
    long: tuple[int, int]
    acronym: tuple[int, int]


def definitions(number: int, sheet: Sheet, small: frozenset[str]) -> list[Definition]:
    """The definitions in a block whose acronym the long form spells; ``small`` words may be skipped."""
    found: list[Definition] = []
    if "(" not in sheet.words:
        return found
    for opening, word in enumerate(sheet.words):
        if word != "(" or opening == 0:
            continue
        inside = acronym_in(sheet, opening)
        if inside is not None:
            start = _start_of_long(sheet, opening, sheet.words[inside], small)
            if start is not None:
                found.append(Definition(number, (start, opening), (inside, inside + 1)))
                continue
        if _may_be_acronym(sheet, opening - 1):
            long = _long_in(sheet, opening, sheet.words[opening - 1], small)
            if long is not None:
                found.append(Definition(number, long, (opening - 1, opening)))
    return found


def acronym_in(sheet: Sheet, opening: int) -> int | None:
    """The acronym alone or first in a parenthesis: ``(ACR)``, ``(l'ACR)``, ``(ACR, depuis 2010)``."""
    at = opening + 1
    while at < len(sheet) and sheet.folded[at] in _LEADS and not sheet.capital[at]:
        at += 1
    if at + 1 < len(sheet) and _may_be_acronym(sheet, at) and sheet.words[at + 1] in _CLOSERS:
        return at
    return None


def _may_be_acronym(sheet: Sheet, at: int) -> bool:
    """``SNEP``, and ``Snep`` as French newspapers write it, which only its letters tell from any other name."""
    word = sheet.words[at]
    return sheet.acronym[at] or (
        sheet.capital[at] and _SHORTEST_WORD <= len(word) <= LONGEST_ACRONYM and word.isalpha()
    )


def letters_of(acronym: str) -> str:
    """The letters that stand for words, folded: ``CNDD-FDD`` → ``cnddfdd``, ``FFTri`` → ``fft``; ``Snep`` whole."""
    letters = "".join(fold_word(c) for c in acronym if c.isdigit() or c.isupper())
    return letters if len(letters) > 1 else fold_word(acronym)


def spells(sheet: Sheet, first: int, last: int, acronym: str, small: frozenset[str]) -> bool:
    """Whether tokens ``first`` to ``last`` (exclusive) spell the acronym, all of them being its long form."""
    letters = letters_of(acronym)
    return first in _starts(sheet, first, last, letters, small)


def _start_of_long(sheet: Sheet, stop: int, acronym: str, small: frozenset[str]) -> int | None:
    """Where the long form that ends before token ``stop`` starts: the fewest words skipped, then the shortest."""
    starts = _starts(sheet, max(0, stop - LONGEST_FORM), stop, letters_of(acronym), small)
    return min(starts, key=lambda at: (starts[at], -at)) if starts else None


def _long_in(sheet: Sheet, opening: int, acronym: str, small: frozenset[str]) -> tuple[int, int] | None:
    start = opening + 1
    while start < len(sheet) and sheet.folded[start] in _LEADS:
        start += 1
    for end in range(start + 1, min(len(sheet), start + LONGEST_FORM)):
        if sheet.words[end] in (")", ";", ","):
            if spells(sheet, start, end, acronym, small):
                return start, end
            if sheet.words[end] != ",":
                return None
        elif sheet.words[end] == "(" or sheet.words[end][0] == "\n":
            return None
    return None


def _starts(sheet: Sheet, lowest: int, stop: int, letters: str, small: frozenset[str]) -> dict[int, int]:
    """Tokens at which a long form may start that ends before ``stop`` → how many content words it skips."""
    if not 1 < len(letters) <= LONGEST_ACRONYM:
        return {}
    skips_allowed = _SKIPS if len(letters) > 2 else 0
    starts: dict[int, int] = {}
    left = {len(letters): 0}
    for at in range(stop - 1, lowest - 1, -1):
        word = sheet.folded[at]
        if word in ".!?;:()…" or word[0] == "\n":
            break
        following: dict[int, int] = {}
        for count, skips in left.items():
            for taken in _letters_given(word, letters[:count]):
                if taken < count:
                    following[count - taken] = min(skips, following.get(count - taken, skips))
                elif taken == count and word not in small:
                    starts[at] = min(skips, starts.get(at, skips))
            cost = skips if word in small else skips + 1
            if cost <= skips_allowed:
                following[count] = min(cost, following.get(count, cost))
        left = following
        if not left:
            break
    return starts


def _letters_given(word: str, letters: str) -> list[int]:
    """How many letters at the end of ``letters`` a word may stand for."""
    sizes = [size for size in range(1, min(_PREFIX, len(letters), len(word)) + 1) if word.startswith(letters[-size:])]
    if "-" in word:
        parts = [part[0] for part in word.split("-") if part]
        if 1 < len(parts) <= len(letters) and letters.endswith("".join(parts)):
            sizes.append(len(parts))
    return sizes
