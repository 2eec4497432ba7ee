"""Names that a plural announces or that a noun behind them explains: « les cabinets X et Y », "X, a charity"."""

from __future__ import annotations

from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.cues import nameable, past_adjectives
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.runs import run_end
from tui_reader.entities.institutions.sheet import Sheet

_MOST = 8
"""Names under one plural: more are a list of something else."""
_LONGEST_NAME = 5
"""Tokens: longer capitals before an explanation are a sentence of names."""
_EXPLANATION = 5
"""Tokens between the article and the noun: "a Berlin-based clean energy startup"."""
_ARTICLES = frozenset(["a", "an", "un", "une"])
OPENINGS = frozenset([",", "(", "–", "—"])


def several_announced(number: int, sheet: Sheet, lexicon: Lexicon, place: int) -> list[Candidate]:
    """« les cabinets Roland Berger et EY »: a candidate for each name; none where there are not two."""
    trigger = lexicon.trigger(lexicon.plural_classifiers, sheet.folded, place)
    if trigger is None or sheet.shouted or sheet.headline:
        return []
    at = past_adjectives(sheet, lexicon, place + len(trigger.phrase))
    names: list[tuple[int, int]] = []
    while len(names) < _MOST and at < len(sheet) and sheet.capital[at] and not sheet.first[at]:
        end = run_end(sheet, lexicon, at)
        names.append((at, end))
        if end >= len(sheet) or (sheet.folded[end] not in lexicon.coordinations and sheet.words[end] != ","):
            break
        at = end + 1
        if at < len(sheet) and sheet.words[end] == "," and sheet.folded[at] in lexicon.coordinations:
            at += 1
    if len(names) < 2:
        return []
    evidence = f"one of several after “{trigger.word}”"
    return [
        Candidate(number, first, last, Tier.CUE, 0.75, evidence, kind=trigger.kind)
        for first, last in names
        if _named(sheet, lexicon, first, last)
    ]


def _named(sheet: Sheet, lexicon: Lexicon, first: int, last: int) -> bool:
    if last - first > 1:
        return sheet.folded[first] not in lexicon.common_capitals or sheet.folded[first] in lexicon.articles
    return nameable(sheet, lexicon, first, last)


def explained(number: int, sheet: Sheet, lexicon: Lexicon, first: int, last: int) -> Candidate | None:
    """« Valeco, filiale du groupe EnBW », "Lumenaza, a Berlin-based startup": capitals and what they are said to be.

    One of ``OPENINGS`` stands at ``last``.
    """
    noun = last + 1
    if noun >= len(sheet):
        return None
    trigger = lexicon.trigger(lexicon.apposed, sheet.folded, noun)
    kind, word = (trigger.kind, trigger.word) if trigger else _what_it_is(sheet, lexicon, noun)
    if not kind:
        return None
    while first < last and sheet.folded[first] in lexicon.common_capitals:
        first += 1
    if not 0 < last - first <= _LONGEST_NAME or not nameable(sheet, lexicon, first, last):
        return None
    if first and sheet.folded[first - 1] in lexicon.genitives:
        return None  # « le gouvernement de Kanaky, présidé par … »: it is the other noun that is explained
    return Candidate(number, first, last, Tier.CUE, 0.75, f"said to be “{word}”", kind=kind)


def _what_it_is(sheet: Sheet, lexicon: Lexicon, at: int) -> tuple[str, str]:
    """The kind and the noun of an explanation that an indefinite article opens, empty where it is about a person."""
    if sheet.folded[at] not in _ARTICLES:
        return "", ""
    for place in range(at + 1, min(len(sheet), at + 1 + _EXPLANATION)):
        word = sheet.folded[place]
        if word in lexicon.small or not word[0].isalnum():
            return "", ""
        trigger = lexicon.trigger(lexicon.classifiers, sheet.folded, place)
        if trigger is not None and not sheet.capital[place]:
            after = place + len(trigger.phrase)
            ends = after >= len(sheet) or not sheet.words[after][0].isalnum()
            goes_on = ends or sheet.folded[after] in lexicon.small or sheet.folded[after] in lexicon.explaining
            return (trigger.kind, trigger.word) if goes_on else ("", "")
    return "", ""
