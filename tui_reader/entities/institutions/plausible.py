"""Whether a known name may be meant where it stands, and whether something else must speak for it."""

from __future__ import annotations

from tui_reader.entities.institutions.known import NONE, Hit
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.runs import in_address
from tui_reader.entities.institutions.sheet import Sheet

_TITLE_ARTICLES = frozenset(["The", "Le", "La", "Les"])
"""Articles that need no capital within a sentence unless they begin a title: "in The Times"."""
_PLATFORM = "platform"
_VOWELS = frozenset("aeiouy")
"""An acronym with one reads like any other word of a line in capitals: RAID, FO."""
_TOWNS = frozenset(["university"])
"""Kinds whose name alone is one of a town or a family, and opens others: "Stanford White", "Columbia Records"."""
_SINGLE = frozenset(["company", "university", _PLATFORM, "media", "club"])
"""Kinds that may be named like a family or a town: another capital beside their one word makes them doubtful."""
_EVENTS = frozenset(["salon", "prix", "festival", "trophee", "forum", "tour"])
_LISTED = 8
"""Tokens looked back along a list of networks."""
_NOBLE = frozenset(["de", "d'", "von", "van", "da", "di"])
_OFFICES = frozenset(["government", "local"])
"""Kinds that one can be elected to lead: « candidat à la présidence de la République »."""


def possible(sheet: Sheet, lexicon: Lexicon, place: int, hit: Hit, *, metonyms: bool) -> bool:
    """Whether a known name may be meant here at all: not a part of a person's name, a road, a model or an event."""
    last = hit.last
    if in_address(sheet, lexicon, place):
        return False
    before = sheet.folded[place - 1] if place else ""
    after = sheet.words[last] if last < len(sheet) else ""
    if hit.form.acronym:
        if sheet.words[place] in lexicon.not_institutions or _numbered(sheet, last):
            return False
    elif last - place == 1:
        if before in lexicon.before_person and not sheet.first[place] and hit.institution.kind != "party":
            return False
        if place and sheet.capital[place - 1] and before in lexicon.first_names:
            return False
        if _is_somebody(sheet, lexicon, place) or _is_town(sheet, lexicon, place, hit):
            return False
    if hit.form.metonym:
        return metonyms
    if hit.institution.kind == "media" and _of_an_event(sheet, lexicon, place):
        return False
    if hit.form.doubt and _is_phrase(sheet, lexicon, place, hit):
        return False
    if hit.institution.kind == "company" and last == place + 1 and not hit.form.acronym and before in lexicon.a_product:
        return False
    if (
        before in lexicon.articles
        and place > 2
        and not lexicon.elections.isdisjoint(sheet.folded[place - 3 : place - 1])
    ):
        return hit.institution.kind not in _OFFICES
    if hit.institution.kind == "company" and after and any(c.isdigit() for c in after) and last == place + 1:
        return False
    if hit.institution.kind == _PLATFORM:
        lower = any(w.islower() for w in sheet.words)
        return lower and not _as_platform(sheet, lexicon, place) and after.lower() not in lexicon.platform_after
    return not (hit.institution.kind != NONE and in_event(sheet, lexicon, last))


def _as_platform(sheet: Sheet, lexicon: Lexicon, place: int) -> bool:
    """« sur Facebook », « les réseaux sociaux Twitter, Facebook et YouTube »: the network as a place."""
    for at in range(place - 1, max(-1, place - _LISTED), -1):
        if sheet.folded[at] in lexicon.platform_before:
            return True
        named = sheet.capital[at] and sheet.folded[at] not in lexicon.common_capitals
        if not named and sheet.folded[at] not in lexicon.coordinations:
            return False
    return False


def _is_somebody(sheet: Sheet, lexicon: Lexicon, place: int) -> bool:
    """Whether a known name is part of somebody's: « Marianne Lefort », « Léonard de Vinci »."""
    after = place + 1
    before = sheet.folded[place - 1] if place else ""
    if before in _NOBLE and place > 1 and sheet.folded[place - 2] in lexicon.first_names and sheet.capital[place - 2]:
        return True
    if sheet.folded[place] not in lexicon.first_names or after >= len(sheet) or sheet.titled:
        return False
    known = sheet.acronym[after] or sheet.first[after] or sheet.folded[after] in lexicon.common_capitals
    return sheet.capital[after] and not known


def _of_an_event(sheet: Sheet, lexicon: Lexicon, place: int) -> bool:
    """« le salon de l'Étudiant », « le prix du Monde »."""
    at = place - 1
    at -= at > 0 and sheet.folded[at] in lexicon.articles
    return at > 0 and sheet.folded[at] in lexicon.genitives and sheet.folded[at - 1] in _EVENTS


def _is_phrase(sheet: Sheet, lexicon: Lexicon, place: int, hit: Hit) -> bool:
    """« Le Point commun », « La Croix du Sud »: plain words that open a sentence."""
    last = hit.last
    opens = sheet.first[place] and last - place > 1
    if not opens and not (hit.form.contracted and place > 0 and sheet.first[place - 1]):
        return False
    if last >= len(sheet) or sheet.capital[last]:
        return False
    if sheet.folded[last] in lexicon.adjectives:
        return True
    return sheet.folded[last] in lexicon.genitives and sheet.capital[last + 1 : last + 2] == [True]


def _is_town(sheet: Sheet, lexicon: Lexicon, place: int, hit: Hit) -> bool:
    """« À Orange, », « la ville d'Orange »: a doubtful name that is a place where it stands."""
    if not hit.form.doubt or place == 0:
        return False
    before = sheet.folded[place - 1]
    if before in lexicon.at_place and sheet.capital[place - 1]:
        return True
    return before in lexicon.genitives and place > 1 and sheet.folded[place - 2] in lexicon.towns


def _numbered(sheet: Sheet, last: int) -> bool:
    """« RN 205 », but not « CGT 28,57 % »."""
    if last >= len(sheet) or not sheet.words[last].isdigit():
        return False
    return last + 1 >= len(sheet) or sheet.words[last + 1] not in ",.%"


def in_event(sheet: Sheet, lexicon: Lexicon, last: int) -> bool:
    """Whether the run of capitals goes on to the noun of an event or a thing: "FIFA World Cup"."""
    for at in range(last, min(len(sheet), last + 3)):
        if not sheet.capital[at] or sheet.first[at]:
            return False
        if sheet.folded[at] in lexicon.not_tails:
            return True
    return False


def doubtful(sheet: Sheet, lexicon: Lexicon, place: int, hit: Hit) -> bool:
    """Whether something else must speak for this known name: its capital alone does not."""
    if hit.form.acronym and sheet.shouted and not _VOWELS.isdisjoint(sheet.folded[place]):
        return True
    if not hit.form.doubt:
        return hit.last - place == 1 and _beside_capitals(sheet, lexicon, place, hit)
    last = hit.last
    before = sheet.folded[place - 1] if place else ""
    if before in lexicon.sources or _quoted_source(sheet, lexicon, place) or _acts(sheet, lexicon, place, hit):
        return False
    if sheet.words[place] in _TITLE_ARTICLES and last - place > 1 and not sheet.first[place] and not sheet.titled:
        return False
    if hit.institution.kind == "media" and place > 1 and sheet.folded[place - 2] in lexicon.published:
        return before not in lexicon.at_place and before not in lexicon.links and before != "dans"
    if hit.institution.kind == "party" and sheet.words[last : last + 1] == [")"] and before == "(":
        return False  # « Stéphane Séjourné (Renaissance) »
    if hit.form.doubt > 1 or sheet.first[place] or sheet.titled or sheet.shouted:
        return True
    if before in lexicon.before_place or before in lexicon.before_person:
        return True
    return (last < len(sheet) and sheet.capital[last]) or (place > 0 and sheet.capital[place - 1])


def _beside_capitals(sheet: Sheet, lexicon: Lexicon, place: int, hit: Hit) -> bool:
    """« Non Stanford », « Lidl Starligue », "the Marriott Resort": one known word among capitals of something else."""
    if hit.institution.kind not in _SINGLE or hit.form.acronym or sheet.acronym[place] or sheet.titled or sheet.shouted:
        return False
    before, after = place - 1, hit.last
    if place > 0 and sheet.capital[before] and not sheet.first[before] and not _says_nothing(sheet, lexicon, before):
        return True
    if after >= len(sheet) or not sheet.capital[after] or sheet.first[after] or hit.institution.kind not in _TOWNS:
        return False
    person = sheet.folded[after] in lexicon.before_person or sheet.folded[after] in lexicon.first_names
    end = sheet.folded[after] in lexicon.tail_heads or sheet.words[after] in lexicon.legal
    return not (person or end or _says_nothing(sheet, lexicon, after))


def _says_nothing(sheet: Sheet, lexicon: Lexicon, place: int) -> bool:
    word = sheet.folded[place]
    if sheet.acronym[place] or word in lexicon.common_capitals or word in lexicon.places or "'" in word:
        return True
    return word in lexicon.heads or word in lexicon.classifiers or word in lexicon.nationalities


def _acts(sheet: Sheet, lexicon: Lexicon, place: int, hit: Hit) -> bool:
    """« Orange annonce », "Shell will": a bare name that opens a sentence, a verb behind it."""
    if not sheet.first[place] or sheet.folded[place] in lexicon.first_names:
        return False
    if hit.institution.kind not in ("company", "media")[: 3 - hit.form.doubt] or hit.last >= len(sheet) or sheet.titled:
        return False
    return sheet.folded[hit.last] in lexicon.acts and not sheet.capital[hit.last]


def _quoted_source(sheet: Sheet, lexicon: Lexicon, place: int) -> bool:
    return place > 1 and sheet.words[place - 1] in '«"“' and sheet.folded[place - 2] in lexicon.sources
