"""Names that end in what they are: "Harvard University", "Microsoft Corp.", "Food and Drug Administration"."""

from __future__ import annotations

from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.grammar import NAMED_AFTER_PEOPLE, PLACED, follow
from tui_reader.entities.institutions.lexicon import Lexicon, Trigger
from tui_reader.entities.institutions.runs import is_person, is_place, opens_name
from tui_reader.entities.institutions.sheet import Sheet

ABBREVIATED = frozenset(["Inc", "Corp", "Co", "Ltd", "Bros"])
"""Legal forms written with a full stop."""


_SURNAMES = frozenset(["college", "school", "church", "bank", "court", "temple", "press", "abbey", "board", "journal"])
"""Heads that are surnames too."""
_DISTRICT = "district"
_INTO = frozenset(["at", "in", "from", "to", "with", "by", "and"])

_AFTER_COMMA = frozenset(["Inc", "Inc.", "Ltd", "Ltd.", "LLC", "LLP", "Corp", "Corp."])
"""Legal forms that American lawyers put behind a comma: "Smith & Wesson Brands, Inc."."""


def tail_candidate(number: int, sheet: Sheet, lexicon: Lexicon, place: int, end: int) -> Candidate | None:
    """A run of capitals that ends in a head noun: "Harvard University", "Supreme Court of Canada"."""
    for last in range(end - 1, place, -1):
        kind = lexicon.tail_heads.get(sheet.folded[last])
        if kind is None or (kind == _DISTRICT and sheet.folded[last - 1] not in lexicon.districts):
            continue
        first = _without_openers(sheet, lexicon, place, last)
        if sheet.folded[end - 1] in lexicon.not_tails:
            return None
        first = _couple(sheet, lexicon, _two_places(sheet, lexicon, _paired(sheet, lexicon, first)))
        if (
            last - first < 1
            or _of_a_thing(sheet, lexicon, first)
            or _surname(sheet, lexicon, first, last, end)
            or (is_person(sheet, lexicon, first, last) and kind not in NAMED_AFTER_PEOPLE | {"company"})
        ):
            return None
        head = Trigger((sheet.folded[last],), kind, sheet.words[last])
        if kind == "company":
            stop = legal_end(sheet, lexicon, last + 1)
        elif last + 1 == end:
            extent = follow(sheet, lexicon, last + 1, head, capital=True)
            stop = extent.end if extent.proper else last + 1
        else:
            placed = (kind in PLACED or kind == "media") and is_place(sheet, lexicon, last + 1, end)
            stop = end if placed else last + 1
        return Candidate(number, first, stop, Tier.GRAMMAR, 0.8, f"capitals + “{sheet.words[last]}”", kind=kind)
    return None


def _of_a_thing(sheet: Sheet, lexicon: Lexicon, first: int) -> bool:
    """« le concours commun Mines-Télécom » is no institution, nor is « le projet Smart Industries »."""
    before = first - 1
    if before > 0 and not sheet.capital[before] and sheet.folded[before] in lexicon.adjectives:
        before -= 1
    return before >= 0 and not sheet.capital[before] and sheet.folded[before] in lexicon.before_place


def _paired(sheet: Sheet, lexicon: Lexicon, first: int) -> int:
    """Back to where the name starts: "U.S. Food and Drug Administration", "Rail, Maritime and Transport Union"."""
    folded, capital = sheet.folded, sheet.capital
    joints: tuple[str, ...] = ("and", "&")
    while first > 1 and folded[first - 1] in joints and folded[first] in lexicon.paired and capital[first - 2]:
        if folded[first - 2] not in lexicon.paired:
            break
        first -= 2
        joints = ("and", "&", ",")
        while first > 0 and capital[first - 1]:
            if folded[first - 1] in lexicon.common_capitals and not opens_name(sheet, first - 1):
                break
            first -= 1
    return first


def _two_places(sheet: Sheet, lexicon: Lexicon, first: int) -> int:
    """ "Avon and Somerset Police", "Newfoundland and Labrador Court of Appeal"."""
    if first < 2 or sheet.folded[first - 1] != "and" or sheet.folded[first] not in lexicon.places:
        return first
    lone = first < 3 or not sheet.capital[first - 3] or sheet.folded[first - 3] in lexicon.common_capitals
    return first - 2 if lone and sheet.folded[first - 2] in lexicon.places else first


def _couple(sheet: Sheet, lexicon: Lexicon, first: int) -> int:
    """ "Gordon and Betty Moore Foundation"."""
    names = lexicon.first_names
    if first > 1 and sheet.folded[first - 1] == "and" and sheet.folded[first] in names and sheet.capital[first - 2]:
        alone = first < 3 or not sheet.capital[first - 3]
        announced = first > 2 and sheet.folded[first - 3] in lexicon.articles
        return first - 2 if alone and (sheet.folded[first - 2] in names or announced) else first
    return first


def _surname(sheet: Sheet, lexicon: Lexicon, first: int, last: int, end: int) -> bool:
    """ "She married John College": a first name and a head that is a surname as well, with no article before it."""
    if last - first != 1 or end != last + 1 or sheet.acronym[first]:
        return False
    if sheet.folded[first] not in lexicon.first_names or sheet.folded[last] not in _SURNAMES:
        return False
    before = sheet.folded[first - 1] if first else ""
    if lexicon.fields:
        return before not in lexicon.determiners and before not in lexicon.sources
    return not (before in lexicon.articles or before in lexicon.links or before in _INTO)


def legal_end(sheet: Sheet, lexicon: Lexicon, at: int) -> int:
    """Past the legal form and its full stop: "Microsoft Corp. fell", "Royal Dutch Shell plc"."""
    words = sheet.words
    if at + 1 < len(words) and words[at] == "&" and words[at + 1] == "Co":
        at += 1
    if words[at : at + 1] == [","] and at + 1 < len(words) and words[at + 1] in _AFTER_COMMA:
        at += 1
    if at < len(words) and (words[at] in lexicon.legal or words[at] in ABBREVIATED):
        at += 1
    stopped = at + 1 < len(words) and words[at] == "." and words[at - 1] in ABBREVIATED
    goes_on = stopped and (words[at + 1][0].islower() or words[at + 1] in ",()'")
    return at + 1 if goes_on else at


def _without_openers(sheet: Sheet, lexicon: Lexicon, place: int, last: int) -> int:
    """Past the words that are capitalised only because the sentence starts there."""
    while place < last and sheet.folded[place] in lexicon.common_capitals:
        if not sheet.first[place] and sheet.folded[place] not in lexicon.small:
            break  # "the New York State Assembly"
        if opens_name(sheet, place):
            break
        place += 1
    if place + 1 < last and sheet.first[place] and _announces(lexicon, sheet.folded[place]):
        place += 1
    return place


def _announces(lexicon: Lexicon, word: str) -> bool:
    """ "Developer Caddick Group said": what it is, before its name."""
    return any(len(t.phrase) == 1 and t.kind == "company" for t in lexicon.classifiers.get(word, ()))
