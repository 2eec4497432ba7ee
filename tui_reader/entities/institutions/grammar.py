"""How far a name goes on behind its head.

A small grammar, with limits in the name of precision::

    name         = head adjective* (capitals | link noun adjective* | "et" link noun …)*

A lower-case head goes on to proper nouns, a ministry to its portfolio as well.
"""

from __future__ import annotations

from tui_reader.entities.institutions.going_on import (
    LONGEST,
    PORTFOLIOS,
    Extent,
    adjective,
    continues,
    goes_on_in_english,
    is_portfolio,
    joins,
    joins_adjectives,
    list_end,
    narrows,
    past_adjectives,
    portfolio_end,
)
from tui_reader.entities.institutions.lexicon import Lexicon, Trigger
from tui_reader.entities.institutions.runs import is_person, is_place, opens_name, run_end
from tui_reader.entities.institutions.sheet import Sheet

NAMED_AFTER_PEOPLE = frozenset(
    ["university", "school", "institute", "laboratory", "hospital", "association", "culture", "fund", "bank"]
)
_APPOSED = NAMED_AFTER_PEOPLE | {"religion", "chamber"}
"""Kinds whose lower-case head takes a proper name without a link: « lycée Henri-IV »."""
_NAMED_BEFORE = frozenset(["parliament", "religion", "ministry", "agency", "council", "court"])
"""Kinds whose name never follows the head where names end in heads: "Parliament Square" is none."""
_ROMAN = frozenset("IVXLC")
_INFINITIVES = ("er", "ir", "oir")
"""« le Conseil a décidé de valider »: what follows the link is no noun."""
_SAINTS = ("saint", "notre-dame", "st-", "ste-")
"""« l'église Saint-Georges » is a building."""
PLACED = frozenset(["university", "school", "hospital", "company", "parliament"])
"""Kinds that English names by "of" alone: "University of Leeds for" goes on with something else."""
_STRICT = frozenset(["parliament", "court", "ministry"])
"""Kinds whose lower-case complement must be a known field."""
TOPICAL = frozenset(["institute", "laboratory", "association", "fund", "agency", "organisation", "union", "chamber"])
"""Kinds whose name says what they are for: « Institut de recherche sur les surfaces »."""
_AND = "and"
_CIRCUITS = frozenset(["circuit", "district", "division"])
"""What a court is for: "Court of Appeals for the Second Circuit"."""
_WITH_ARTICLE = frozenset(["council", "ministry"])
"""Kinds whose English name may go on with "and the"."""
_NORD = frozenset(["Nord", "Sud", "Ouest"])
_MAN = "homme"
"""« président du Rassemblement du contribuable et homme d'affaires » goes on with the person."""
_DEPARTMENTAL = frozenset(["local", "council", "police", "court", "hospital", "chamber", "school", "agency", "bank"])
"""Kinds that a department has: « la préfecture du Nord »."""


def follow(sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger, *, capital: bool) -> Extent:
    """Follow a name from behind its head as far as the grammar goes."""
    extent = Extent(place, topical=head.kind in TOPICAL)
    extent.foreign = bool(lexicon.fields and head.phrase) and head.phrase[-1] in lexicon.english_heads
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
    if (extent.complements == 0 or not extent.proper) and adjective(lexicon, folded, capital):
        at += 1
        extent.described = True
        extent.telling = extent.telling or folded in lexicon.telling
        if capital or extent.complements:
            extent.end = at
        return at
    if folded in lexicon.links and (not extent.foreign or goes_on_in_english(sheet, lexicon, at)):
        return _complement(sheet, lexicon, at, head, extent, capital)
    if joins_adjectives(sheet, lexicon, at, extent, capital):
        extent.end = at + 2
        return at + 2
    if extent.complements and (folded in lexicon.coordinations or (extent.foreign and folded == _AND)):
        return _coordination(sheet, lexicon, at, head, extent, capital)
    return at


def _apposition(sheet: Sheet, lexicon: Lexicon, at: int, head: Trigger, extent: Extent, capital: bool) -> int:
    """A proper name right behind the head: « Institut Pascal »."""
    if sheet.folded[at] in lexicon.common_capitals:
        return at
    if sheet.first[at]:
        return at
    end = run_end(sheet, lexicon, at)
    branch = (extent.fields or len(head.phrase) > 1) and is_place(
        sheet, lexicon, at, end
    )  # « chambre régionale des comptes Bretagne »
    if not (capital or head.kind in _APPOSED or branch):
        return at
    if not lexicon.fields and (head.kind in _NAMED_BEFORE or sheet.folded[end - 1] in lexicon.not_tails):
        return at
    if extent.complements and (extent.proper or head.kind != "school" or not is_place(sheet, lexicon, at, end)):
        return at
    if len(sheet.words[at]) == 1 and end == at + 1:
        return at
    if head.kind == "local" and head.needs_capital and lexicon.fields and not is_place(sheet, lexicon, at, end):
        return at
    if head.kind == "religion" and sheet.folded[at].startswith(_SAINTS):
        return at
    if head.kind in PORTFOLIOS | {"party", "court"} and extent.described and lexicon.fields:
        return at  # « le Parti démocrate Moon Jae-in », « la Cour suprême Roe v. Wade »
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
        department = sheet.words[noun] in _NORD and sheet.folded[at] == "du" and head.kind in _DEPARTMENTAL
        if sheet.folded[noun] in lexicon.common_capitals and not opens_name(sheet, noun) and not department:
            return at
        return _proper_complement(sheet, lexicon, at, noun, head, extent, capital, genitive)
    portfolio = head.kind == "ministry" and sheet.folded[noun] in lexicon.fields
    if extent.proper and not ((capital or portfolio) and genitive):
        return at
    return _plain_complement(sheet, lexicon, at, noun, extent, capital, genitive and head.kind not in _STRICT)


def _proper_complement(
    sheet: Sheet, lexicon: Lexicon, at: int, noun: int, head: Trigger, extent: Extent, capital: bool, genitive: bool
) -> int:
    end = run_end(sheet, lexicon, noun)
    if head.kind == "ministry" and is_portfolio(sheet, lexicon, noun):
        end = portfolio_end(sheet, lexicon, noun, end)
    if head.kind == "party" and (not capital or is_place(sheet, lexicon, noun, end)):
        return at
    if not capital and end - noun == 1 and sheet.acronym[noun]:
        return at
    circuit = head.kind == "court" and sheet.folded[end - 1] in _CIRCUITS
    if not genitive and not lexicon.fields and (extent.complements or head.kind in PLACED) and not circuit:
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
    plain = plain and word not in lexicon.streets
    if (
        not (plain and open_to_any)
        and not known
        and not (plain and capital and narrows(sheet, lexicon, at, noun, extent))
    ):
        return at
    end = past_adjectives(sheet, lexicon, noun + 1, capital)
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
    if comma and lexicon.paired and sheet.capital[at - 1]:
        extent.end = list_end(sheet, lexicon, at)
        return extent.end
    if comma and head.kind not in PORTFOLIOS:
        return at
    if sheet.folded[after] in lexicon.links:
        noun = after + 1
        if noun < len(sheet) and sheet.folded[noun] in lexicon.articles:
            noun += 1
        if noun < len(sheet) and continues(sheet, lexicon, noun, head):
            end = _complement(sheet, lexicon, after, head, extent, capital)
            return end if end != after else at
        return at
    if comma:
        return at
    if not lexicon.fields and sheet.folded[after] in lexicon.articles and head.kind in _WITH_ARTICLE:
        after += 1  # "House Committee on Education and the Workforce"
        if after >= len(sheet) or sheet.first[after]:
            return at
    listed = capital and sheet.folded[after] != _MAN
    if sheet.folded[after] in lexicon.fields and not sheet.capital[after] and (listed or head.kind == "ministry"):
        extent.end = past_adjectives(sheet, lexicon, after + 1, capital)
        return extent.end
    topic = capital and sheet.folded[after] in lexicon.articles and extent.how[-1].split()[0] in lexicon.topics
    if topic and after + 1 < len(sheet) and sheet.folded[after + 1] in lexicon.fields and not sheet.capital[after + 1]:
        extent.end = past_adjectives(sheet, lexicon, after + 2, capital)
        return extent.end
    if sheet.capital[after] and sheet.folded[at - 1] in lexicon.first_names and extent.how[-1] == sheet.words[at - 1]:
        end = run_end(sheet, lexicon, after)
        if end - after > 1 and sheet.folded[after] in lexicon.first_names:  # « Fondation Pierre et Marie Curie »
            extent.end = end
            return end
    if sheet.capital[after] and sheet.capital[at - 1] and joins(sheet, lexicon, after, foreign=extent.foreign):
        end = run_end(sheet, lexicon, after)
        extent.end, extent.proper = end, True
        return end
    return at
