"""Names that the words before them call institutions: « la société 2F Conseil », « la directrice de X »."""

from __future__ import annotations

from tui_reader.entities.institutions.candidates import Candidate, Tier, surface
from tui_reader.entities.institutions.grammar import follow
from tui_reader.entities.institutions.lexicon import Lexicon, Trigger
from tui_reader.entities.institutions.runs import is_person, is_place, run_end
from tui_reader.entities.institutions.sheet import Sheet

_PARTNERS = frozenset(["fils", "filles", "frere", "freres", "cie", "associes", "sons", "daughters", "co", "partners"])
_OPENING_QUOTES = frozenset(['"', "«", "“"])
_CLOSING_QUOTES = frozenset(['"', "»", "”"])
_PATRONYMIC = ("al-", "el-", "ben", "bin", "ibn")
_BORDERLESS = ["sans", "frontieres"]
_MINISTRY = Trigger((), "ministry", "")
"""The head that « ministre de » stands for."""
_VERBS = ("er", "ir", "re", "ons", "ez")
_PARTNERSHIP = 8
"""Tokens: a longer list of partners is a list of something else."""
_QUOTED = 8
"""Tokens: a longer quotation is speech, not a name."""


def after_classifier(number: int, sheet: Sheet, lexicon: Lexicon, place: int) -> Candidate | None:
    """« la société 2F Conseil », « l'association « Les Amis » », "the charity Oxfam"."""
    trigger = lexicon.trigger(lexicon.classifiers, sheet.folded, place)
    if trigger is None or sheet.shouted:
        return None
    at = past_adjectives(sheet, lexicon, place + len(trigger.phrase))
    at = _past_trade(sheet, lexicon, at)
    if at >= len(sheet):
        return None
    if sheet.words[at] in _OPENING_QUOTES:
        return _quoted(number, sheet, at, trigger.kind, trigger.word)
    if sheet.words[at] == ",":
        return _named_behind(number, sheet, lexicon, at, trigger)
    if not sheet.capital[at] or sheet.first[at]:
        return None
    end = _titled(sheet, lexicon, at) or _with_partners(sheet, lexicon, run_end(sheet, lexicon, at), trigger.kind)
    impersonal = sheet.folded[place] in lexicon.impersonal and end - at > 1
    if sheet.folded[at] not in lexicon.articles and not nameable(sheet, lexicon, at, end, person=impersonal):
        return None
    tier = Tier.GRAMMAR if sheet.folded[end - 1] in _PARTNERS else Tier.CUE
    return Candidate(number, at, end, tier, 0.8, f"announced by “{trigger.word}”", kind=trigger.kind)


def _with_partners(sheet: Sheet, lexicon: Lexicon, end: int, kind: str) -> int:
    """« la société Dupont et Fils », "the firm Clayton, Dubilier & Rice"."""
    if kind == "association":
        return _past_cause(sheet, lexicon, end)
    listed = end
    while (
        kind == "company"
        and sheet.words[listed : listed + 1] == [","]
        and sheet.capital[listed + 1 : listed + 2] == [True]
    ):
        stop = run_end(sheet, lexicon, listed + 1)
        if "&" in sheet.words[listed + 1 : stop]:
            return stop
        if stop - listed > 2 or stop - end > _PARTNERSHIP:
            break
        listed = stop
    named = kind == "company" and sheet.folded[end : end + 1] in (["et"], ["&"], ["and"])
    return end + 2 if named and sheet.folded[end + 1 : end + 2] and sheet.folded[end + 1] in _PARTNERS else end


def _past_cause(sheet: Sheet, lexicon: Lexicon, end: int) -> int:
    """« Médecins sans frontières », « Vivre à Souilhac », « Agir pour l'environnement »: what an association is for."""
    if sheet.folded[end : end + 2] == _BORDERLESS:
        return end + 2
    verb = sheet.folded[end - 1].endswith(_VERBS) and not sheet.acronym[end - 1]
    if not verb or end + 1 >= len(sheet) or sheet.folded[end] not in lexicon.causes:
        return end
    noun = end + 1
    noun += noun + 1 < len(sheet) and sheet.folded[noun] in lexicon.articles
    if sheet.capital[noun]:
        return run_end(sheet, lexicon, noun)
    return noun + 1 if sheet.words[noun][0].isalpha() and sheet.folded[noun] not in lexicon.stops else end


def nameable(sheet: Sheet, lexicon: Lexicon, at: int, end: int, *, person: bool = False) -> bool:
    """Whether a run of capitals can be an institution's name: no person, no place, no single letter.

    ``person``: it may be called like somebody, « le cabinet Robert Walters ».
    """
    if (is_person(sheet, lexicon, at, end) and not person) or is_place(sheet, lexicon, at, end):
        return False
    word = sheet.folded[at]
    if end < len(sheet) and sheet.folded[end].startswith(_PATRONYMIC):
        return False
    if end - at == 1 and (len(word) < 2 or word in lexicon.first_names or word in lexicon.nationalities):
        return False
    return word not in lexicon.common_capitals


def _titled(sheet: Sheet, lexicon: Lexicon, at: int) -> int:
    """The end of a name that begins with its own article, « Les Amis du moulin »; 0 where it does not."""
    if sheet.folded[at] not in lexicon.articles or at + 1 >= len(sheet) or not sheet.capital[at + 1]:
        return 0
    end = run_end(sheet, lexicon, at + 1)
    noun = end + 1
    if noun < len(sheet) and sheet.folded[end] in lexicon.links:
        noun += sheet.folded[noun] in lexicon.articles
        if noun < len(sheet) and sheet.words[noun][0].isalpha() and sheet.folded[noun] not in lexicon.stops:
            return run_end(sheet, lexicon, noun) if sheet.capital[noun] else noun + 1
    return end


def _past_trade(sheet: Sheet, lexicon: Lexicon, at: int) -> int:
    """Past « de communication » in « l'école de communication Iscom »: a link and a plain noun, then capitals."""
    if at + 2 >= len(sheet) or sheet.folded[at] not in lexicon.genitives or sheet.capital[at + 1]:
        return at
    noun = sheet.folded[at + 1]
    if not noun.isalpha() or noun in lexicon.stops or noun in lexicon.articles:
        return at
    after = past_adjectives(sheet, lexicon, at + 2)
    return after if after < len(sheet) and sheet.capital[after] and not sheet.first[after] else at


def past_adjectives(sheet: Sheet, lexicon: Lexicon, at: int) -> int:
    while at < len(sheet) and not sheet.capital[at] and sheet.folded[at] in lexicon.adjectives:
        at += 1
    return at


def _named_behind(number: int, sheet: Sheet, lexicon: Lexicon, comma: int, trigger: Trigger) -> Candidate | None:
    """« son parti, le Pastef, », "the company, Acme,": one word between commas."""
    at = comma + 1
    if at < len(sheet) and sheet.folded[at] in lexicon.articles and not sheet.capital[at]:
        at += 1
    elif trigger.kind != "company":
        return None
    if at + 1 >= len(sheet) or not sheet.capital[at] or sheet.words[at + 1] != ",":
        return None
    if sheet.acronym[at] or sheet.folded[at] in lexicon.heads or not nameable(sheet, lexicon, at, at + 1):
        return None
    return Candidate(number, at, at + 1, Tier.CUE, 0.75, f"named behind “{trigger.word}”", kind=trigger.kind)


def _quoted(number: int, sheet: Sheet, opening: int, kind: str, word: str) -> Candidate | None:
    first = opening + 1
    if first >= len(sheet) or not sheet.capital[first]:
        return None
    for at in range(first + 1, min(len(sheet), first + _QUOTED)):
        if sheet.words[at] in _CLOSING_QUOTES:
            return Candidate(number, first, at, Tier.CUE, 0.8, f"quoted after “{word}”", kind=kind)
    return None


def after_role(number: int, sheet: Sheet, lexicon: Lexicon, place: int) -> Candidate | None:
    """« la directrice générale de X », "a spokesman for X"."""
    trigger = lexicon.trigger(lexicon.roles, sheet.folded, place)
    if trigger is None:
        return None
    at = past_adjectives(sheet, lexicon, place + len(trigger.phrase))
    if at >= len(sheet) or sheet.folded[at] not in lexicon.links:
        return None
    at += 1
    if at < len(sheet) and sheet.folded[at] in lexicon.articles:
        at += 1
    if at >= len(sheet) or not sheet.capital[at] or sheet.first[at] or sheet.acronym[at]:
        return None
    end = run_end(sheet, lexicon, at)
    if not nameable(sheet, lexicon, at, end) or sheet.folded[at] in lexicon.heads:
        return None
    return Candidate(number, at, end, Tier.BARE, 0.6, f"after “{trigger.word}”")


def portfolio(number: int, sheet: Sheet, lexicon: Lexicon, place: int) -> Candidate | None:
    """« ministre de l'Intérieur »: the ministry by its portfolio."""
    trigger = lexicon.trigger(lexicon.portfolio_roles, sheet.folded, place)
    if trigger is None:
        return None
    link = at = past_adjectives(sheet, lexicon, place + len(trigger.phrase))
    if at < len(sheet) and sheet.folded[at] in lexicon.links:
        at += 1
    if at < len(sheet) and sheet.folded[at] in lexicon.articles:
        at += 1
    if at >= len(sheet) or not sheet.capital[at] or sheet.folded[at] not in lexicon.portfolios:
        return None
    extent = follow(sheet, lexicon, link, _MINISTRY, capital=False)
    end = max(extent.end, past_adjectives(sheet, lexicon, at + 1))
    name = f"{lexicon.portfolio_head} {surface(sheet, link, end)}"
    return Candidate(
        number, at, end, Tier.CUE, 0.7, f"portfolio after “{trigger.word}”", "ministry", name=name, partial=True
    )
