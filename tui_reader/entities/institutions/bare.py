"""Acronyms that nothing defines and nobody knows."""

from __future__ import annotations

import re

from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.sheet import Sheet

_SHORTEST = 3
_LONGEST = 6
_INNER_CAPITAL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|Von|Fitz|Du|Da|El|Al)[A-Z][a-z]+(?:[A-Z][a-z]+)+")
"""Two words written as one, but none of the names of persons that do so: "McCarthy", "DiCaprio", "LeBron"."""
_ROMAN = frozenset("IVXLC")


def bare_acronyms(
    sheets: list[Sheet], lexicon: Lexicon, acronyms: list[tuple[int, int]], settled: set[str]
) -> list[Candidate]:
    """The acronyms that the words around take for an institution; ``settled`` ones are decided elsewhere."""
    found: list[Candidate] = []
    for number, place in acronyms:
        sheet = sheets[number]
        word = sheet.words[place].replace(".", "")
        if sheet.words[place] in settled or word in lexicon.not_institutions or sheet.shouted:
            continue
        if not _looks_right(word, lexicon):
            continue
        if not _crowded(sheet, place) and not set(word) <= _ROMAN:
            cue = _cue(sheet, lexicon, place)
            if cue:
                found.append(
                    Candidate(number, place, place + 1, Tier.BARE, 0.6, f"acronym “{word}” {cue}", acronym=True)
                )
    return found


def bare_compounds(sheets: list[Sheet], lexicon: Lexicon, runs: list[tuple[int, int, int]]) -> list[Candidate]:
    """ "ClientEarth said": a word with a capital inside, as companies and associations write themselves, that acts."""
    found: list[Candidate] = []
    for number, first, last in runs:
        sheet = sheets[number]
        if last - first > 1 or last >= len(sheet) or sheet.titled or sheet.shouted:
            continue
        acts = sheet.folded[last] in lexicon.acts and not sheet.capital[last]
        if acts and _INNER_CAPITAL.fullmatch(sheet.words[first]):
            evidence = f"“{sheet.words[first]}” that acts"
            found.append(Candidate(number, first, last, Tier.BARE, 0.6, evidence))
    return found


def _looks_right(word: str, lexicon: Lexicon) -> bool:
    """« SNEP », « ECAM-EPMI », neither « X » nor « A320 » nor « TGV-TER »."""
    parts = word.split("-")
    if len(parts) > 2 or not lexicon.not_institutions.isdisjoint(parts):
        return False
    shortest = _SHORTEST if len(parts) == 1 else _SHORTEST - 1
    return all(shortest <= len(part) <= _LONGEST and part.isalpha() and part.isupper() for part in parts)


def _crowded(sheet: Sheet, place: int) -> bool:
    """Whether other words in capitals stand beside it, or figures: shouting, a code, a model."""
    for at in (place - 1, place + 1):
        if 0 <= at < len(sheet):
            word = sheet.words[at]
            if word.isdigit() or word in "[]_@=+<>*#" or (word.isupper() and len(word) > 1 and word[-1] != "'"):
                return True
    return False


def _cue(sheet: Sheet, lexicon: Lexicon, place: int) -> str:
    before = sheet.folded[place - 1] if place else ""
    if before in lexicon.before_place or before in lexicon.before_person or before in lexicon.first_names:
        return ""
    if before in lexicon.sources:
        return f"after “{sheet.words[place - 1]}”"
    if before in lexicon.nationalities and place > 1 and sheet.folded[place - 2] in lexicon.determiners:
        return f"after “{sheet.words[place - 1]}”"
    if lexicon.speech:
        after = sheet.folded[place + 1] if place + 1 < len(sheet) else ""
        return "that speaks" if after in lexicon.speech else ""
    return "with an article" if before in lexicon.determiners else ""
