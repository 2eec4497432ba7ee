"""Runs of capitalised words: how far they go, and whether they name a person, a place or an address."""

from __future__ import annotations

from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.sheet import Sheet

LONGEST_RUN = 12
_OWNERS = frozenset(
    ["People", "Women", "Men", "Children", "King", "Queen", "Lloyd", "Writer", "Farmer", "Worker", "Sheriff", "Mayor",
     "Coroner", "Governor", "Attorney", "Prosecutor", "Clerk", "Teacher"]
)  # fmt: skip
"""What institutions are said to belong to in their own name."""
_SAINT = frozenset(["St", "Saint"])
_NEAR = 3
"""Tokens between an owner and what is owned: "St. John's Episcopal Hospital"."""
_OWNED = frozenset(["university", "school", "hospital"])
"""Kinds that are somebody's in their own name, whoever that is."""
_COMPASS = frozenset(["north", "south", "east", "west", "nord", "sud", "est", "ouest"])
"""Directions: within a run of capitals no verb and no opener, « Grand Est »."""
_OPENING = _COMPASS | {"new"}
_OFFICERS = frozenset(["CEO", "CFO", "CTO", "COO", "PDG", "DG", "MP", "MPs", "MEP"])
"""Who follows the name and is no part of it."""


def run_end(sheet: Sheet, lexicon: Lexicon, place: int, limit: int = LONGEST_RUN) -> int:
    """Where the run of capitalised words that starts here ends; a new sentence or a word like "Monday" ends it."""
    words, capital, first = sheet.words, sheet.capital, sheet.first
    at = place + 1
    stop = min(len(words), place + limit)
    while at < stop:
        if capital[at] and not first[at]:
            common = sheet.folded[at] in lexicon.common_capitals and sheet.folded[at] not in _COMPASS
            if common and not sheet.acronym[at]:
                break
            if words[at] in _OFFICERS or (sheet.titled and sheet.folded[at] in lexicon.headline_verbs):
                break
            at += 1
        elif (words[at] == "&" or _plural_genitive(words, at)) and at + 1 < stop and capital[at + 1]:
            at += 2
        elif at + 2 < stop and capital[at + 2] and (_genitive(words, at) or _owned(sheet, lexicon, at)):
            at += 3
        elif at + 1 < stop and words[at] == "." and _initial(words, lexicon, place, at - 1) and capital[at + 1]:
            at += 1
        else:
            break
    return at


def _plural_genitive(words: list[str], at: int) -> bool:
    """ "Football Supporters' Association"."""
    return words[at] == "'" and words[at - 1][-1] == "s"


def _genitive(words: list[str], at: int) -> bool:
    """ "People's Liberation Army", unlike "Russia's Foreign Ministry"."""
    return words[at] == "'" and words[at - 1] in _OWNERS and words[at + 1 : at + 2] == ["s"]


def _owned(sheet: Sheet, lexicon: Lexicon, at: int) -> bool:
    """ "Addenbrooke's Hospital", "St John's College", unlike "Kenya's Parliament"."""
    words = sheet.words
    if words[at] != "'" or words[at + 1 : at + 2] != ["s"] or sheet.folded[at - 1] in lexicon.places:
        return False
    if sheet.folded[at + 3 : at + 4] and sheet.folded[at + 3] in lexicon.links:
        return False  # "the University of Leeds's Faculty of Arts"
    saint = (at > 1 and words[at - 2] in _SAINT) or (at > 2 and words[at - 3] in _SAINT)
    for head in range(at + 2, min(len(words), at + 2 + (_NEAR if saint else 1))):
        if not sheet.capital[head]:
            return False
        if lexicon.tail_heads.get(sheet.folded[head]) in _OWNED:
            return True
    return False


def _initial(words: list[str], lexicon: Lexicon, start: int, at: int) -> bool:
    """ "Andrew W. Mellon Foundation", "J. Paul Getty Trust", "St. Michael's Hospital", unlike « M. Mellon »."""
    inner = at > start or not lexicon.fields
    return words[at] in ("St", "Ste") or (inner and len(words[at]) == 1 and words[at].isupper())


def opens_name(sheet: Sheet, at: int) -> bool:
    """ "New South Wales", "West Yorkshire": a common word that begins a name with the capital behind it."""
    return sheet.folded[at] in _OPENING and at + 1 < len(sheet) and sheet.capital[at + 1] and not sheet.first[at + 1]


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
