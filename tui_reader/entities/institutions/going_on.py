"""Whether and where the name of an institution goes on: what a link, an "and" or an adjective may bring."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui_reader.entities.institutions.lexicon import Lexicon, Trigger
from tui_reader.entities.institutions.runs import is_person, is_place, run_end
from tui_reader.entities.institutions.sheet import Sheet

LONGEST = 24
"""Tokens: no name goes on for longer; what does is a list or a trap."""
_DEEPEST = 4
"""Complements: no name has more nouns than that one below the other."""
_BARE_LINKS = frozenset(["de", "d'"])
_TO = frozenset(["aux", "au"])
_LONG_ADJECTIVE = 6
PORTFOLIOS = frozenset(["ministry", "agency"])


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
    topical: bool = False
    """Whether any plain noun may say what it is for."""
    foreign: bool = False
    """Whether it is an English name in a text of another language: it goes on by English links alone."""
    how: list[str] = field(default_factory=list)


def goes_on_in_english(sheet: Sheet, lexicon: Lexicon, at: int) -> bool:
    """Whether an English name goes on with this link: by "of" and "for", or to its town, « Wolf Center d'Eureka »."""
    if sheet.folded[at] in lexicon.english_links:
        return True
    placed = sheet.folded[at] in lexicon.genitives and at + 1 < len(sheet) and sheet.capital[at + 1]
    return placed and is_place(sheet, lexicon, at + 1, run_end(sheet, lexicon, at + 1))


def adjective(lexicon: Lexicon, folded: str, capital: bool) -> bool:
    if folded in lexicon.adjectives:
        return True
    if not (capital and lexicon.adjective_endings) or len(folded) < _LONG_ADJECTIVE or folded in lexicon.stops:
        return False
    if folded in lexicon.not_adjectives:
        return False
    return folded.endswith(lexicon.adjective_endings)


def is_portfolio(sheet: Sheet, lexicon: Lexicon, at: int) -> bool:
    word = sheet.folded[at]
    return word in lexicon.portfolios or word in lexicon.fields or word in lexicon.adjectives


def portfolio_end(sheet: Sheet, lexicon: Lexicon, noun: int, end: int) -> int:
    """« ministère de l'Intérieur Gérard Collomb »: the person behind it is no part of it."""
    at = noun + 1
    while at < end and is_portfolio(sheet, lexicon, at):
        at += 1
    return at


def continues(sheet: Sheet, lexicon: Lexicon, noun: int, head: Trigger) -> bool:
    """Whether « et de la X » goes on with the name and does not start another thought."""
    word = sheet.folded[noun]
    if word in lexicon.fields or (word in lexicon.portfolios and head.kind in PORTFOLIOS):
        return True
    if head.kind != "ministry" or not sheet.capital[noun] or sheet.acronym[noun] or not lexicon.portfolios:
        return False
    return not (word in lexicon.heads or word in lexicon.places or word in lexicon.first_names)


def joins(sheet: Sheet, lexicon: Lexicon, after: int, *, foreign: bool) -> bool:
    """Whether capitals after "and" belong to the name: "Ministry of Food and Agriculture"."""
    end = run_end(sheet, lexicon, after)
    if is_person(sheet, lexicon, after, end) or is_place(sheet, lexicon, after, end):
        return False
    if lexicon.fields and not foreign:
        return sheet.folded[after] in lexicon.fields or sheet.folded[after] in lexicon.portfolios
    own = sheet.folded[after + 1 : end] or sheet.folded[after:end]
    return lexicon.tail_heads.keys().isdisjoint(own) and not sheet.acronym[after]


def narrows(sheet: Sheet, lexicon: Lexicon, at: int, noun: int, extent: Extent) -> bool:
    """Whether a link brings what the name is about: « sur les surfaces », « d'histoire du temps présent »."""
    if not lexicon.fields or not extent.topical:
        return False
    word = sheet.folded[noun]
    if sheet.folded[at] in lexicon.topics:
        return noun == at + 2 and (extent.fields > 0 or not extent.telling)
    if sheet.folded[at] in _TO and sheet.folded[at - 1] in lexicon.giving:
        return True
    if sheet.folded[at] not in lexicon.genitives or not 0 < extent.complements < _DEEPEST:
        return False
    if word in lexicon.heads or word in lexicon.classifiers or word in lexicon.before_place:
        return False
    if word in lexicon.before_person or word in lexicon.roles:
        return False
    bare = noun == at + 1 and sheet.folded[at] in _BARE_LINKS
    return not bare or sheet.words[noun][-1] in "sx" or sheet.words[at - 1][-1] in "sx"


def joins_adjectives(sheet: Sheet, lexicon: Lexicon, at: int, extent: Extent, capital: bool) -> bool:
    """« de la recherche scientifique et technologique »."""
    if extent.end != at or sheet.folded[at] not in lexicon.coordinations or not extent.described:
        return False
    if at + 1 >= len(sheet) or sheet.capital[at + 1] or not adjective(lexicon, sheet.folded[at + 1], capital):
        return False
    if not adjective(lexicon, sheet.folded[at - 1], capital):
        return False
    goes_on = sheet.folded[at + 2 : at + 4]
    return sheet.words[at] != "," or (
        len(goes_on) == 2 and goes_on[0] in lexicon.coordinations and goes_on[1] in lexicon.adjectives
    )


def past_adjectives(sheet: Sheet, lexicon: Lexicon, at: int, capital: bool) -> int:
    while at < len(sheet) and not sheet.capital[at] and adjective(lexicon, sheet.folded[at], capital):
        at += 1
    return at


def list_end(sheet: Sheet, lexicon: Lexicon, comma: int) -> int:
    """Past a list of fields, "for Culture, Media and Sport"; ``comma`` itself where none goes on."""
    at = comma
    limit = min(len(sheet), comma + LONGEST)
    while at + 1 < limit:
        closing = sheet.words[at] == "," and sheet.folded[at + 1] in lexicon.coordinations
        last = closing or sheet.words[at] != ","
        noun = at + 2 if closing else at + 1
        if sheet.folded[at] not in lexicon.coordinations or noun >= limit:
            break
        if not sheet.capital[noun] or sheet.folded[noun] not in lexicon.paired:
            break
        at = run_end(sheet, lexicon, noun)
        if last:
            return at
    return comma
