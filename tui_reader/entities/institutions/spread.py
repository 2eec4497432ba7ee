"""Names found in one place of a document, met again in another with less to speak for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain, compress
from operator import attrgetter, not_

from tui_reader.entities.institutions.candidates import Candidate, Tier, surface
from tui_reader.entities.institutions.known import NONE
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.runs import in_address
from tui_reader.entities.institutions.scan import Scan
from tui_reader.entities.institutions.sheet import Sheet

_LINK = 3
"""Letters: what is no longer may be a link or an article."""


def spread(sheets: list[Sheet], lexicon: Lexicon, scan: Scan, standing: list[Candidate]) -> list[Candidate]:
    """New candidates for the same names, for their first words, and for their heads alone."""
    named = [c for c in standing if c.kind != NONE]
    sure = [c for c in named if c.tier >= Tier.CUE]
    found = _same_names(sheets, lexicon, scan, sure)
    return found + _heads_alone(sheets, lexicon, scan, sure) + _completed(sheets, named)


def _completed(sheets: list[Sheet], named: list[Candidate]) -> list[Candidate]:
    """« la directrice de Galileo » where the text also names Galileo Global Education: the same one."""
    longer: dict[str, Candidate] = {}
    for c in named:
        if c.last - c.first > 1 and sheets[c.sheet].capital[c.first + 1] and not c.acronym:
            longer.setdefault(sheets[c.sheet].words[c.first], c)
    found: list[Candidate] = []
    for c in named:
        word = sheets[c.sheet].words[c.first]
        if c.tier <= Tier.CUE and c.last - c.first == 1 and c.source is None and not c.name and word in longer:
            of = longer[word]
            name = of.name or surface(sheets[of.sheet], of.first, of.last)
            evidence = f"{c.evidence}, short for “{surface(sheets[of.sheet], of.first, of.last)}”"
            found.append(replace(c, tier=Tier.GRAMMAR, evidence=evidence, source=of.source, name=name, kind=of.kind))
    return found


def _same_names(sheets: list[Sheet], lexicon: Lexicon, scan: Scan, named: list[Candidate]) -> list[Candidate]:
    """« Sigma Clermont », and « Sigma » where nothing else is called so."""
    whole: dict[tuple[str, ...], Candidate] = {}
    begun: dict[str, Candidate] = {}
    counts: Counter[str] = Counter()
    for c in named:
        if c.partial:
            continue
        words = tuple(sheets[c.sheet].words[c.first : c.last])
        whole.setdefault(words, c)
        if len(words) > 1 and words[-1] in lexicon.legal:
            whole.setdefault(words[:-1], c)
        if len(words) > 1 and not c.acronym and _may_be_cut(sheets[c.sheet], lexicon, c):
            if sheets[c.sheet].folded[c.first] in lexicon.nationalities:
                continue
            begun.setdefault(words[0], c)
            counts[words[0]] += 1
    lower = _words_in_lower_case(sheets)
    teams = _teams(sheets, named)
    found: list[Candidate] = []
    for number, first, last in scan.runs:
        sheet = sheets[number]
        if sheet.headline:
            found += _in_headline(sheets, number, first, last, whole)
            continue
        if (number, first) in scan.refused:
            continue
        first = _past_openers(sheet, lexicon, first, last)
        words = tuple(sheet.words[first:last])
        if not words or (len(words) == 1 and not _distinctive(sheet, lexicon, scan, first, lower)):
            continue
        same = whole.get(words) or (teams.get(words[0]) if len(words) == 1 else None)
        if same is not None:
            evidence = f"same name as elsewhere in the text ({same.evidence})"
            found.append(_again(same, sheets, number, first, last, evidence))
        elif len(words) == 1 and counts[words[0]] > 1 and not _placed(sheet, lexicon, last):
            longer = begun[words[0]]
            evidence = f"short for “{surface(sheets[longer.sheet], longer.first, longer.last)}”"
            found.append(_again(longer, sheets, number, first, last, evidence))
    return found


def _teams(sheets: list[Sheet], named: list[Candidate]) -> dict[str, Candidate]:
    """ "the Packers" where the text names the Green Bay Packers: by the last word of a club that is a plural."""
    found: dict[str, Candidate] = {}
    for c in named:
        last = sheets[c.sheet].words[c.last - 1]
        if c.kind == "club" and c.source is not None and c.last - c.first > 1 and last[-1] == "s" and last.istitle():
            found.setdefault(last, c)
    return found


def _placed(sheet: Sheet, lexicon: Lexicon, after: int) -> bool:
    """ "Irving, Texas" is a town, whatever else has its name."""
    return (
        sheet.words[after : after + 1] == [","]
        and sheet.folded[after + 1 : after + 2][:1] != []
        and (sheet.folded[after + 1] in lexicon.places)
    )


def _in_headline(
    sheets: list[Sheet], number: int, first: int, last: int, whole: dict[tuple[str, ...], Candidate]
) -> list[Candidate]:
    """Names of the article within a run of a title where every word has a capital."""
    words = sheets[number].words
    for size in range(last - first, 1, -1):
        for at in range(first, last - size + 1):
            same = whole.get(tuple(words[at : at + size]))
            if same is not None:
                return [_again(same, sheets, number, at, at + size, "named in the article")]
    return []


def _may_be_cut(sheet: Sheet, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether a text may go on with a name's first word: unknown names, and known ones that a place completes."""
    if not (sheet.capital[c.first] and sheet.capital[c.first + 1]):
        return False
    return c.source is None or (c.last - c.first == 2 and sheet.folded[c.first + 1] in lexicon.places)


def _again(of: Candidate, sheets: list[Sheet], number: int, first: int, last: int, evidence: str) -> Candidate:
    name = of.name or surface(sheets[of.sheet], of.first, of.last)
    return Candidate(number, first, last, Tier.CUE, 0.75, evidence, of.kind, source=of.source, name=name)


def _past_openers(sheet: Sheet, lexicon: Lexicon, first: int, last: int) -> int:
    while first < last and sheet.folded[first] in lexicon.common_capitals:
        first += 1
    return first


def _distinctive(sheet: Sheet, lexicon: Lexicon, scan: Scan, place: int, lower: frozenset[str]) -> bool:
    word = sheet.folded[place]
    if word in scan.surnames or word in lexicon.first_names or word in lexicon.places or word in lower:
        return False
    return word not in lexicon.heads and word not in lexicon.tail_heads and len(word) > 2


def _words_in_lower_case(sheets: list[Sheet]) -> frozenset[str]:
    return frozenset(chain.from_iterable(compress(sheet.folded, map(not_, sheet.capital)) for sheet in sheets))


def _heads_alone(sheets: list[Sheet], lexicon: Lexicon, scan: Scan, named: list[Candidate]) -> list[Candidate]:
    """« l'Institut » where the text has named one: the last one named before."""
    if not scan.bare_heads:
        return []
    found: list[Candidate] = []
    latest: dict[str, Candidate] = {}
    only = _only_one(sheets, lexicon, named)
    behind = iter(sorted(named, key=attrgetter("sheet", "first")))
    upcoming = next(behind, None)
    for number, place, _ in scan.bare_heads:
        while upcoming is not None and (upcoming.sheet, upcoming.first) < (number, place):
            if upcoming.last - upcoming.first > 1:
                for word in sheets[upcoming.sheet].folded[upcoming.first : upcoming.last]:
                    if word in lexicon.heads or word in lexicon.tail_heads:
                        latest[word] = upcoming
            upcoming = next(behind, None)
        sheet = sheets[number]
        named_before = latest.get(sheet.folded[place]) or only.get(sheet.folded[place])
        if named_before is None:
            continue
        shared = _shared_start(sheet, place, sheets[named_before.sheet], named_before)
        if shared > 1 or _stands_alone(sheet, lexicon, place):
            long = surface(sheets[named_before.sheet], named_before.first, named_before.last)
            again = _again(named_before, sheets, number, place, place + max(shared, 1), f"short for “{long}”")
            found.append(replace(again, confidence=0.7, partial=True))
    return found


def _only_one(sheets: list[Sheet], lexicon: Lexicon, named: list[Candidate]) -> dict[str, Candidate]:
    """Head → the institution that the text names with it, where it names no other with the same head."""
    found: dict[str, Candidate] = {}
    several: set[str] = set()
    for c in named:
        folded = sheets[c.sheet].folded
        if c.last - c.first < 2 or c.source is None:
            continue
        for word in folded[c.first : c.last]:
            if word in lexicon.heads or word in lexicon.tail_heads:
                other = found.setdefault(word, c)
                if other.source is not c.source:
                    several.add(word)
    return {word: c for word, c in found.items() if word not in several}


def _shared_start(sheet: Sheet, place: int, other: Sheet, named: Candidate) -> int:
    """How many tokens, ending in a noun, the text here has in common with a name's start."""
    common = shared = 0
    while (
        place + common < len(sheet)
        and named.first + common < named.last
        and sheet.folded[place + common] == other.folded[named.first + common]
    ):
        common += 1
        if len(sheet.folded[place + common - 1]) > _LINK:
            shared = common
    return shared


def _stands_alone(sheet: Sheet, lexicon: Lexicon, place: int) -> bool:
    """Whether a capitalised head has a determiner before it and nothing of a name behind it."""
    before = sheet.folded[place - 1] if place else ""
    if in_address(sheet, lexicon, place):
        return False
    if before not in lexicon.determiners or sheet.first[place] or sheet.titled:
        return False
    if place + 1 >= len(sheet):
        return True
    return sheet.folded[place + 1] not in lexicon.genitives and not sheet.capital[place + 1]
