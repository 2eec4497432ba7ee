"""Several institutions under one plural: « les universités de Lyon et de Grenoble »."""

from __future__ import annotations

from tui_reader.entities.institutions.candidates import Candidate, Tier, surface
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.runs import is_person, run_end
from tui_reader.entities.institutions.sheet import Sheet

_MOST = 6
"""Names under one plural: more are a list of something else."""


def plural_candidates(number: int, sheet: Sheet, lexicon: Lexicon, place: int) -> list[Candidate]:
    """One candidate for each name, the first with the plural; none where there are not two at least."""
    head = lexicon.trigger(lexicon.plural_heads, sheet.folded, place)
    if head is None or sheet.shouted or sheet.headline:
        return []
    parts: list[tuple[int, int, int]] = []
    at = place + len(head.phrase)
    while len(parts) < _MOST:
        link = at
        if parts:
            if at >= len(sheet) or sheet.folded[at] not in lexicon.coordinations:
                break
            link = at + 1
        noun = _noun(sheet, lexicon, link, linked=not parts or bool(lexicon.fields))
        if noun is None:
            break
        end = run_end(sheet, lexicon, noun)
        if is_person(sheet, lexicon, noun, end):
            break
        at = _past_adjectives(sheet, lexicon, end)
        parts.append((link, noun, at))
    if len(parts) < 2:
        return []
    opening = surface(sheet, parts[0][0], parts[0][1])
    found: list[Candidate] = []
    for start, noun, end in parts:
        own = surface(sheet, start, end) if start < noun else f"{opening} {surface(sheet, noun, end)}"
        first = noun if found else place
        evidence = f"one of several after “{sheet.words[place]}”"
        name = f"{head.word} {own}"
        found.append(Candidate(number, first, end, Tier.GRAMMAR, 0.75, evidence, head.kind, name=name, partial=True))
    return found


def _noun(sheet: Sheet, lexicon: Lexicon, at: int, *, linked: bool) -> int | None:
    """Where the proper name behind a link stands; without a link where the language says it only once."""
    if at < len(sheet) and sheet.folded[at] in lexicon.genitives:
        at += 1
    elif linked:
        return None
    if at < len(sheet) and sheet.folded[at] in lexicon.articles:
        at += 1
    proper = at < len(sheet) and sheet.capital[at] and not sheet.first[at]
    return at if proper and sheet.folded[at] not in lexicon.common_capitals else None


def _past_adjectives(sheet: Sheet, lexicon: Lexicon, at: int) -> int:
    while at < len(sheet) and not sheet.capital[at] and sheet.folded[at] in lexicon.adjectives:
        at += 1
    return at
