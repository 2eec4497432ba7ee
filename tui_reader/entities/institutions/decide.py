"""The document pass: definitions tie acronyms to long forms, persons and places veto, evidence spreads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tui_reader.entities.institutions.acronyms import Definition, acronym_in, definitions
from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.scan import Scan
from tui_reader.entities.institutions.sheet import Sheet


def decide(sheets: list[Sheet], lexicon: Lexicon, scan: Scan) -> list[Candidate]:
    """All candidates that deserve to compete, with what only the whole document tells."""
    defined = [d for number, sheet in enumerate(sheets) for d in definitions(number, sheet)]
    candidates = [c for c in scan.candidates if not _is_surname(sheets[c.sheet], c, scan)]
    by_end = {(c.sheet, c.last): c for c in candidates if c.tier >= Tier.GRAMMAR}
    linked, vetoed = _link(sheets, lexicon, defined, candidates, by_end)
    candidates += linked
    candidates += _bare_acronyms(sheets, lexicon, scan, linked, vetoed)
    return candidates


def _is_surname(sheet: Sheet, candidate: Candidate, scan: Scan) -> bool:
    if candidate.tier > Tier.CUE or candidate.last - candidate.first > 1:
        return False
    return sheet.folded[candidate.first] in scan.surnames


def _link(
    sheets: list[Sheet],
    lexicon: Lexicon,
    defined: list[Definition],
    candidates: list[Candidate],
    by_end: dict[tuple[int, int], Candidate],
) -> tuple[list[Candidate], set[str]]:
    """Candidates for both sides of each definition, and the acronyms defined as something else."""
    linked: list[Candidate] = []
    vetoed: set[str] = set()
    for definition in defined:
        sheet = sheets[definition.sheet]
        first, last = definition.long
        acronym = sheet.words[definition.acronym[0]]
        head = _organisation_in(definition, candidates, lexicon, sheet)
        if head is None and not _reads_as_name(sheet, first, last):
            vetoed.add(acronym)
            continue
        kind = head.kind if head else ""
        known = head.known if head else -1
        first = min(first, head.first) if head and head.last >= last else first
        evidence = f"long form of {acronym}"
        linked.append(Candidate(definition.sheet, first, last, Tier.GRAMMAR, 0.95, evidence, kind=kind, known=known))
        linked.append(_defined(definition.sheet, definition.acronym, sheet, first, last, kind))
    linked += _adjacent(sheets, by_end, linked)
    return linked, vetoed


def _defined(number: int, acronym: tuple[int, int], sheet: Sheet, first: int, last: int, kind: str) -> Candidate:
    long = " ".join(sheet.words[first:last]).replace("' ", "'")
    return Candidate(number, *acronym, Tier.GRAMMAR, 0.95, f"acronym defined as “{long}”", kind=kind, long=long)


def _organisation_in(
    definition: Definition, candidates: Iterable[Candidate], lexicon: Lexicon, sheet: Sheet
) -> Candidate | None:
    first, last = definition.long
    best: Candidate | None = None
    for c in candidates:
        if c.sheet == definition.sheet and c.tier >= Tier.CUE and c.first < last and first < c.last <= last + 1:
            if c.first <= first + 1 and (best is None or c.last - c.first > best.last - best.first):
                best = c
    if best is None:
        trigger = lexicon.trigger(lexicon.heads, sheet.folded, first)
        if trigger is not None:
            return Candidate(definition.sheet, first, last, Tier.GRAMMAR, 0.9, "", kind=trigger.kind)
    return best


def _reads_as_name(sheet: Sheet, first: int, last: int) -> bool:
    """Whether a long form is capitalised like a name."""
    content = [place for place in range(first, last) if len(sheet.words[place]) > 3]
    return sheet.capital[first] and sum(sheet.capital[p] for p in content) >= 2 and not sheet.titled


def _adjacent(
    sheets: list[Sheet], by_end: dict[tuple[int, int], Candidate], linked: list[Candidate]
) -> list[Candidate]:
    """An acronym in parentheses right behind a sure name, although its letters spell something else."""
    done = {(c.sheet, c.first) for c in linked}
    more: list[Candidate] = []
    for (number, last), candidate in sorted(by_end.items()):
        sheet = sheets[number]
        if last < len(sheet) and sheet.words[last] == "(" and candidate.last - candidate.first > 1:
            inside = acronym_in(sheet, last)
            if inside is not None and (number, inside) not in done and sheet.words[inside + 1] == ")":
                more.append(_defined(number, (inside, inside + 1), sheet, candidate.first, last, candidate.kind))
    return more


def _bare_acronyms(
    sheets: list[Sheet], lexicon: Lexicon, scan: Scan, linked: list[Candidate], vetoed: set[str]
) -> list[Candidate]:
    longs = {sheets[c.sheet].words[c.first]: c for c in reversed(linked) if c.long}
    found: list[Candidate] = []
    for number, place in scan.bare:
        sheet = sheets[number]
        word = sheet.words[place]
        known = longs.get(word)
        if known is not None:
            found.append(replace(known, sheet=number, first=place, last=place + 1))
            continue
        if word in vetoed or word in lexicon.not_institutions or sheet.shouted or not word.isupper():
            continue
        if len(word) < 3 or word.isdigit() or any(c.isdigit() for c in word):
            continue
        before = sheet.folded[place - 1] if place else ""
        if before in lexicon.before_place or before in lexicon.before_person or before in lexicon.first_names:
            continue
        if place + 1 < len(sheet) and sheet.words[place + 1].isdigit():
            continue
        found.append(Candidate(number, place, place + 1, Tier.BARE, 0.6, f"acronym “{word}”"))
    return found
