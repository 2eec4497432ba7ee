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
from tui_reader.entities.institutions.runs import is_person, is_place, opens_name, run_end
from tui_reader.entities.institutions.sheet import Sheet

LONGEST = 24
"""Tokens: no name goes on for longer; what does is a list or a trap."""

NAMED_AFTER_PEOPLE = frozenset(
    ["university", "school", "institute", "laboratory", "hospital", "association", "culture", "fund", "bank"]
)
_APPOSED = NAMED_AFTER_PEOPLE | {"religion", "chamber"}
"""Kinds whose lower-case head takes a proper name without a link: « lycée Henri-IV »."""
_NAMED_BEFORE = frozenset(["parliament", "religion", "ministry", "agency", "council", "court"])
"""Kinds whose name never follows the head where names end in heads: "Parliament Square" is none."""
_QUOTES = (["«"], ["“"], ['"'])
_CLOSING = frozenset('»”"')
_BREAKS = frozenset(".!?:;,")
_QUOTED = 8
"""Tokens: a longer quotation is speech, not a name."""
_DEEPEST = 4
"""Complements: no name has more nouns than that one below the other."""
_BARE_LINKS = frozenset(["de", "d'"])
_LONG_ADJECTIVE = 6
_ROMAN = frozenset("IVXLC")
_INFINITIVES = ("er", "ir", "oir")
"""« le Conseil a décidé de valider »: what follows the link is no noun."""
_SAINTS = ("saint", "notre-dame", "st-", "ste-")
"""« l'église Saint-Georges » is a building."""
_PORTFOLIOS = frozenset(["ministry", "agency"])
PLACED = frozenset(["university", "school", "hospital", "company", "parliament"])
"""Kinds that English names by "of" alone: "University of Leeds for" goes on with something else."""
_STRICT = frozenset(["parliament", "court", "ministry"])
"""Kinds whose lower-case complement must be a known field."""
_TOPICAL = frozenset(["institute", "laboratory", "association", "fund", "agency", "organisation", "union", "chamber"])
"""Kinds whose name says what they are for: « Institut de recherche sur les surfaces »."""
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
    topical: bool = False
    """Whether any plain noun may say what it is for."""
    how: list[str] = field(default_factory=list)


def head_candidate(number: int, sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger) -> Candidate | None:
    """The name that a head noun opens, if it is one."""
    capital = sheet.capital[place]
    after = place + len(head.phrase)
    extent = follow(sheet, lexicon, after, head, capital=capital)
    if not _is_name(sheet, lexicon, place, head, extent):
        return None
    _quote(sheet, lexicon, head, extent)
    trusted = extent.proper or (extent.fields and not sheet.first[place])
    confidence = (0.9 if extent.proper else 0.8 if trusted else 0.7) - (0.05 if not capital else 0)
    how = f" + {' '.join(extent.how)}" if extent.how else ""
    return Candidate(
        number, place, extent.end, Tier.GRAMMAR, confidence, f"head noun “{head.word}”{how}", kind=head.kind
    )


def _quote(sheet: Sheet, lexicon: Lexicon, head: Trigger, extent: Extent) -> None:
    """« Centre d'histoire « Espaces et cultures » »: a name of its own behind the field."""
    opening = extent.end
    if head.kind not in _TOPICAL or extent.proper or sheet.words[opening : opening + 1] not in _QUOTES:
        return
    if opening + 1 >= len(sheet) or not sheet.capital[opening + 1]:
        return
    if sheet.folded[opening + 1] in lexicon.common_capitals:
        return
    for at in range(opening + 2, min(len(sheet), opening + _QUOTED)):
        if sheet.words[at] in _CLOSING:
            extent.end, extent.proper = at + 1, True
            extent.how.append("quoted name")
            return
        if sheet.words[at] in _BREAKS:
            return


def _is_name(sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger, extent: Extent) -> bool:
    capital = sheet.capital[place]
    if not capital:
        if extent.proper:
            return extent.described or head.kind not in _GENERAL
        return head.kind == "ministry" and extent.fields > 0
    if extent.end == place + len(head.phrase):
        alone = len(head.phrase) > 1 or head.kind in _ALONE
        followed = not lexicon.fields and extent.end < len(sheet) and sheet.capital[extent.end]
        return alone and not followed and not sheet.first[place] and not sheet.titled
    if head.needs_capital and lexicon.fields and not (extent.proper or extent.fields):
        return extent.telling
    if sheet.first[place] and not extent.proper:
        return extent.fields > 0 and not head.needs_capital
    return True


def follow(sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger, *, capital: bool) -> Extent:
    """Follow a name from behind its head as far as the grammar goes."""
    extent = Extent(place, topical=head.kind in _TOPICAL)
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
    if _joins_adjectives(sheet, lexicon, at, extent, capital):
        extent.end = at + 2
        return at + 2
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
        if sheet.folded[noun] in lexicon.common_capitals and not opens_name(sheet, noun):
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
    plain = plain and word not in lexicon.streets
    if (
        not (plain and open_to_any)
        and not known
        and not (plain and capital and _narrows(sheet, lexicon, at, noun, extent))
    ):
        return at
    end = _past_adjectives(sheet, lexicon, noun + 1, capital)
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
        extent.end = _list_end(sheet, lexicon, at)
        return extent.end
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
        extent.end = _past_adjectives(sheet, lexicon, after + 1, capital)
        return extent.end
    topic = capital and sheet.folded[after] in lexicon.articles and extent.how[-1].split()[0] in lexicon.topics
    if topic and after + 1 < len(sheet) and sheet.folded[after + 1] in lexicon.fields and not sheet.capital[after + 1]:
        extent.end = _past_adjectives(sheet, lexicon, after + 2, capital)
        return extent.end
    if sheet.capital[after] and sheet.folded[at - 1] in lexicon.first_names and extent.how[-1] == sheet.words[at - 1]:
        end = run_end(sheet, lexicon, after)
        if end - after > 1 and sheet.folded[after] in lexicon.first_names:  # « Fondation Pierre et Marie Curie »
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
    own = sheet.folded[after + 1 : end] or sheet.folded[after:end]
    return lexicon.tail_heads.keys().isdisjoint(own) and not sheet.acronym[after]


def _narrows(sheet: Sheet, lexicon: Lexicon, at: int, noun: int, extent: Extent) -> bool:
    """Whether a link brings what the name is about: « sur les surfaces », « d'histoire du temps présent »."""
    if not lexicon.fields or not extent.topical:
        return False
    word = sheet.folded[noun]
    if sheet.folded[at] in lexicon.topics:
        return noun == at + 2 and (extent.fields > 0 or not extent.telling)
    if sheet.folded[at] not in lexicon.genitives or not 0 < extent.complements < _DEEPEST:
        return False
    if word in lexicon.heads or word in lexicon.classifiers or word in lexicon.before_place:
        return False
    if word in lexicon.before_person or word in lexicon.roles:
        return False
    bare = noun == at + 1 and sheet.folded[at] in _BARE_LINKS
    return not bare or sheet.words[noun][-1] in "sx" or sheet.words[at - 1][-1] in "sx"


def _joins_adjectives(sheet: Sheet, lexicon: Lexicon, at: int, extent: Extent, capital: bool) -> bool:
    """« de la recherche scientifique et technologique »."""
    if extent.end != at or sheet.folded[at] not in lexicon.coordinations or not extent.described:
        return False
    if at + 1 >= len(sheet) or sheet.capital[at + 1] or not _adjective(lexicon, sheet.folded[at + 1], capital):
        return False
    if not _adjective(lexicon, sheet.folded[at - 1], capital):
        return False
    goes_on = sheet.folded[at + 2 : at + 4]
    return sheet.words[at] != "," or (
        len(goes_on) == 2 and goes_on[0] in lexicon.coordinations and goes_on[1] in lexicon.adjectives
    )


def _past_adjectives(sheet: Sheet, lexicon: Lexicon, at: int, capital: bool) -> int:
    while at < len(sheet) and not sheet.capital[at] and _adjective(lexicon, sheet.folded[at], capital):
        at += 1
    return at


def _list_end(sheet: Sheet, lexicon: Lexicon, comma: int) -> int:
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
