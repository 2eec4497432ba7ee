"""Names that say what they are: « université de Lyon », "Ministry of Culture", "Harvard University".

A head noun opens a name that goes on by a small grammar, or closes a run of capitals::

    name         = head adjective* (capitals | link noun adjective* | "et" link noun …)*
                 | capitals tail-head (link capitals)*

A lower-case head needs a proper noun further on, a ministry at least its portfolio.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.lexicon import Lexicon, Trigger
from tui_reader.entities.institutions.sheet import Sheet

LONGEST = 24
"""Tokens: no name goes on for longer; what does is a list or a trap."""
LONGEST_RUN = 12

NAMED_AFTER_PEOPLE = frozenset(
    ["university", "school", "institute", "laboratory", "hospital", "association", "culture", "fund", "bank"]
)
_APPOSED = NAMED_AFTER_PEOPLE | {"religion", "chamber"}
"""Kinds whose lower-case head takes a proper name without a link: « lycée Henri-IV »."""
_LONG_ADJECTIVE = 6
_ROMAN = frozenset("IVXLC")
_INFINITIVES = ("er", "ir", "oir")
"""« le Conseil a décidé de valider »: what follows the link is no noun."""
_SAINTS = ("saint", "notre-dame", "st-", "ste-")
"""« l'église Saint-Georges » is a building."""
_PORTFOLIOS = frozenset(["ministry", "agency"])
PLACED = frozenset(["university", "school", "hospital", "company", "parliament"])
"""Kinds that English names by "of" alone: "University of Leeds for" goes on with something else."""
_OWNERS = frozenset(["People", "Women", "Men", "Children", "King", "Queen", "Lloyd", "Writer", "Farmer", "Worker"])
"""What institutions are said to belong to in their own name."""
_OFFICERS = frozenset(["CEO", "CFO", "CTO", "COO", "PDG", "DG", "MP", "MPs", "MEP"])
"""Who follows the name and is no part of it."""
_STRICT = frozenset(["parliament", "court", "ministry"])
"""Kinds whose lower-case complement must be a known field."""
_GENERAL = frozenset(["agency", "council", "union", "bank", "fund"])
"""Kinds whose lower-case head with a place alone is any office there: « l'agence de Lyon »."""
_ALONE = frozenset(["parliament"])


@dataclass(slots=True)
class Extent:
    """How far a name was followed. ``proper``: it holds a proper noun; ``how``: what carried it on."""

    end: int
    proper: bool = False
    complements: int = 0
    fields: int = 0
    described: bool = False
    """Whether an adjective or a field says which one of its kind it is."""
    telling: bool = False
    """Whether one of its adjectives is a usual one of institutions: « national », « européen »."""
    how: list[str] = field(default_factory=list)


def run_end(sheet: Sheet, lexicon: Lexicon, place: int, limit: int = LONGEST_RUN) -> int:
    """Where the run of capitalised words that starts here ends; a new sentence or a word like "Monday" ends it."""
    words, capital, first = sheet.words, sheet.capital, sheet.first
    at = place + 1
    stop = min(len(words), place + limit)
    while at < stop:
        if capital[at] and not first[at]:
            if sheet.folded[at] in lexicon.common_capitals and not sheet.acronym[at]:
                break
            if words[at] in _OFFICERS:
                break
            at += 1
        elif (words[at] == "&" or _plural_genitive(words, at)) and at + 1 < stop and capital[at + 1]:
            at += 2
        elif _genitive(words, at) and at + 2 < stop and capital[at + 2]:
            at += 3
        else:
            break
    return at


def _plural_genitive(words: list[str], at: int) -> bool:
    """ "Football Supporters' Association"."""
    return words[at] == "'" and words[at - 1][-1] == "s"


def _genitive(words: list[str], at: int) -> bool:
    """ "People's Liberation Army", unlike "Russia's Foreign Ministry"."""
    return words[at] == "'" and words[at - 1] in _OWNERS and words[at + 1 : at + 2] == ["s"]


def is_person(sheet: Sheet, lexicon: Lexicon, place: int, end: int) -> bool:
    """Whether a run of capitals looks like somebody's name."""
    if sheet.folded[place] in lexicon.first_names and end - place > 1:
        return not sheet.acronym[end - 1]
    before = sheet.folded[place - 1] if place else ""
    if before == "." and place > 1:
        before = f"{sheet.folded[place - 2]}."
    return before in lexicon.before_person or before.rstrip(".") in lexicon.before_person


def is_place(sheet: Sheet, lexicon: Lexicon, place: int, end: int) -> bool:
    """Whether a run of capitals is the name of a place and nothing more."""
    if end - place == 1:
        return sheet.folded[place] in lexicon.places
    trigger = lexicon.trigger(lexicon.place_phrases, sheet.folded, place)
    if trigger is not None and place + len(trigger.phrase) >= end:
        return True
    return all(word in lexicon.places for word in sheet.folded[place:end])


def in_address(sheet: Sheet, lexicon: Lexicon, place: int) -> bool:
    """« rue de la Banque », « place de la Sorbonne »."""
    at = place - 1
    while at > max(0, place - 3) and (sheet.folded[at] in lexicon.genitives or sheet.folded[at] in lexicon.articles):
        at -= 1
    return at >= 0 and sheet.folded[at] in lexicon.streets


def head_candidate(number: int, sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger) -> Candidate | None:
    """The name that a head noun opens, if it is one."""
    capital = sheet.capital[place]
    after = place + len(head.phrase)
    extent = follow(sheet, lexicon, after, head, capital=capital)
    if not _is_name(sheet, lexicon, place, head, extent):
        return None
    trusted = extent.proper or (extent.fields and not sheet.first[place])
    confidence = (0.9 if extent.proper else 0.8 if trusted else 0.7) - (0.05 if not capital else 0)
    how = f" + {' '.join(extent.how)}" if extent.how else ""
    return Candidate(
        number, place, extent.end, Tier.GRAMMAR, confidence, f"head noun “{head.word}”{how}", kind=head.kind
    )


def _is_name(sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger, extent: Extent) -> bool:
    capital = sheet.capital[place]
    if not capital:
        if extent.proper:
            return extent.described or head.kind not in _GENERAL
        return head.kind == "ministry" and extent.fields > 0
    if extent.end == place + len(head.phrase):
        alone = len(head.phrase) > 1 or head.kind in _ALONE
        return alone and not sheet.first[place] and not sheet.titled
    if head.needs_capital and lexicon.fields and not (extent.proper or extent.fields):
        return extent.telling
    if sheet.first[place] and not extent.proper:
        return extent.fields > 0 and not head.needs_capital
    return True


def follow(sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger, *, capital: bool) -> Extent:
    """Follow a name from behind its head as far as the grammar goes."""
    extent = Extent(place)
    at = place
    limit = min(len(sheet), place + LONGEST)
    while at < limit:
        step = _step(sheet, lexicon, at, head, extent, capital)
        if step == at:
            break
        at = step
    return extent


def _step(sheet: Sheet, lexicon: Lexicon, at: int, head: Trigger, extent: Extent, capital: bool) -> int:
    folded = sheet.folded[at]
    if sheet.capital[at]:
        return _apposition(sheet, lexicon, at, head, extent, capital)
    if (extent.complements == 0 or not extent.proper) and _adjective(lexicon, folded, capital):
        at += 1
        extent.described = True
        extent.telling = extent.telling or folded in lexicon.telling
        if capital or extent.complements:
            extent.end = at
        return at
    if folded in lexicon.links:
        return _complement(sheet, lexicon, at, head, extent, capital)
    if extent.complements and folded in lexicon.coordinations:
        return _coordination(sheet, lexicon, at, head, extent, capital)
    return at


def _adjective(lexicon: Lexicon, folded: str, capital: bool) -> bool:
    if folded in lexicon.adjectives:
        return True
    if not (capital and lexicon.adjective_endings) or len(folded) < _LONG_ADJECTIVE or folded in lexicon.stops:
        return False
    return folded.endswith(lexicon.adjective_endings)


def _apposition(sheet: Sheet, lexicon: Lexicon, at: int, head: Trigger, extent: Extent, capital: bool) -> int:
    """A proper name right behind the head: « Institut Pascal »."""
    if sheet.folded[at] in lexicon.common_capitals:
        return at
    if sheet.first[at] or not (capital or head.kind in _APPOSED):
        return at
    end = run_end(sheet, lexicon, at)
    if extent.complements and (extent.proper or head.kind != "school" or not is_place(sheet, lexicon, at, end)):
        return at
    if len(sheet.words[at]) == 1 and end == at + 1:
        return at
    if head.kind == "religion" and sheet.folded[at].startswith(_SAINTS):
        return at
    if head.kind not in NAMED_AFTER_PEOPLE and is_person(sheet, lexicon, at, end):
        return at
    end = _with_number(sheet, end, head)
    extent.end, extent.proper = end, True
    extent.complements += 1
    extent.how.append(sheet.words[at])
    return end


def _with_number(sheet: Sheet, end: int, head: Trigger) -> int:
    """« université Lyon 2 »"""
    if head.kind in ("university", "school") and end < len(sheet):
        word = sheet.words[end]
        if word.isdigit() and len(word) < 3:
            return end + 1
    return end


def _complement(sheet: Sheet, lexicon: Lexicon, at: int, head: Trigger, extent: Extent, capital: bool) -> int:
    """A link and the noun that it brings: « de l'Intérieur », « pour l'industrie »."""
    genitive = sheet.folded[at] in lexicon.genitives
    noun = at + 1
    if noun < len(sheet) and sheet.folded[noun] in lexicon.articles:
        noun += 1
    if noun >= len(sheet) or sheet.first[noun]:
        return at
    if sheet.capital[noun]:
        if sheet.folded[noun] in lexicon.common_capitals:
            return at
        return _proper_complement(sheet, lexicon, at, noun, head, extent, capital, genitive)
    if extent.proper and not (capital and genitive):
        return at
    return _plain_complement(sheet, lexicon, at, noun, extent, capital, genitive and head.kind not in _STRICT)


def _proper_complement(
    sheet: Sheet, lexicon: Lexicon, at: int, noun: int, head: Trigger, extent: Extent, capital: bool, genitive: bool
) -> int:
    end = run_end(sheet, lexicon, noun)
    if head.kind == "party" and (not capital or is_place(sheet, lexicon, noun, end)):
        return at
    if not capital and end - noun == 1 and sheet.acronym[noun]:
        return at
    if not genitive and not lexicon.fields and (extent.complements or head.kind in PLACED):
        return at
    if sheet.folded[at] == "on" and (head.kind != "council" or sheet.acronym[noun]):
        return at
    if set(sheet.words[noun]) <= _ROMAN and len(sheet.words[noun]) > 1:
        return at
    if not genitive and (is_place(sheet, lexicon, noun, end) or not (capital or head.kind == "ministry")):
        return at
    if is_person(sheet, lexicon, noun, end) and (extent.proper or head.kind not in NAMED_AFTER_PEOPLE):
        return at
    while end < len(sheet) and sheet.folded[end] in lexicon.adjectives and not sheet.capital[end]:
        end += 1
    extent.end, extent.proper = _with_number(sheet, end, head), True
    extent.complements += 1
    extent.how.append(f"{sheet.words[at]} {sheet.words[noun]}")
    return extent.end


def _plain_complement(
    sheet: Sheet, lexicon: Lexicon, at: int, noun: int, extent: Extent, capital: bool, genitive: bool
) -> int:
    word = sheet.folded[noun]
    known = word in lexicon.fields
    open_to_any = capital and genitive and not extent.complements and lexicon.fields and not word.endswith(_INFINITIVES)
    plain = len(word) > 2 and word.replace("-", "").isalpha() and word not in lexicon.stops
    if not known and not (open_to_any and plain):
        return at
    end = noun + 1
    while end < len(sheet) and not sheet.capital[end] and _adjective(lexicon, sheet.folded[end], capital):
        end += 1
    extent.complements += 1
    extent.fields += known
    extent.described = True
    extent.how.append(f"{sheet.words[at]} {sheet.words[noun]}")
    extent.end = end
    return end


def _coordination(sheet: Sheet, lexicon: Lexicon, at: int, head: Trigger, extent: Extent, capital: bool) -> int:
    """« de l'Enseignement supérieur et de la Recherche », "of Arts and Sciences"."""
    after = at + 1
    if after >= len(sheet):
        return at
    comma = sheet.words[at] == ","
    if comma and head.kind not in _PORTFOLIOS:
        return at
    if sheet.folded[after] in lexicon.links:
        noun = after + 1
        if noun < len(sheet) and sheet.folded[noun] in lexicon.articles:
            noun += 1
        if noun < len(sheet) and _continues(sheet, lexicon, noun, head):
            end = _complement(sheet, lexicon, after, head, extent, capital)
            return end if end != after else at
        return at
    if comma:
        return at
    if sheet.folded[after] in lexicon.fields and not sheet.capital[after] and (capital or head.kind == "ministry"):
        end = after + 1
        while end < len(sheet) and not sheet.capital[end] and sheet.folded[end] in lexicon.adjectives:
            end += 1
        extent.end = end
        return end
    if sheet.capital[after] and sheet.capital[at - 1] and _joins(sheet, lexicon, after, head):
        end = run_end(sheet, lexicon, after)
        extent.end, extent.proper = end, True
        return end
    return at


def _continues(sheet: Sheet, lexicon: Lexicon, noun: int, head: Trigger) -> bool:
    """Whether « et de la X » goes on with the name and does not start another thought."""
    word = sheet.folded[noun]
    return word in lexicon.fields or (word in lexicon.portfolios and head.kind in _PORTFOLIOS)


def _joins(sheet: Sheet, lexicon: Lexicon, after: int, head: Trigger) -> bool:
    """Whether capitals after "and" belong to the name: "Ministry of Food and Agriculture"."""
    end = run_end(sheet, lexicon, after)
    if is_person(sheet, lexicon, after, end) or is_place(sheet, lexicon, after, end):
        return False
    if lexicon.fields:
        return sheet.folded[after] in lexicon.fields or sheet.folded[after] in lexicon.portfolios
    return lexicon.tail_heads.keys().isdisjoint(sheet.folded[after:end]) and not sheet.acronym[after]
