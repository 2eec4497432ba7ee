"""One walk along the tokens of a block: every rule that needs no more than the block proposes here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tui_reader.entities.institutions.announced import OPENINGS, explained, several_announced
from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.cues import after_classifier, after_role, past_adjectives, portfolio
from tui_reader.entities.institutions.heads import head_candidate
from tui_reader.entities.institutions.known import NONE, Hit, KnownNames
from tui_reader.entities.institutions.lexicon import Lexicon, Trigger
from tui_reader.entities.institutions.plausible import doubtful, possible
from tui_reader.entities.institutions.plurals import plural_candidates
from tui_reader.entities.institutions.runs import LONGEST_RUN, in_address, is_person, is_place, run_end
from tui_reader.entities.institutions.sheet import Sheet
from tui_reader.entities.institutions.tails import ABBREVIATED, legal_end, tail_candidate

_BRANCHING = frozenset(["association", "international", "company", "party", "platform"])
"""Kinds whose branches carry a country in their name: "Amnesty International UK"."""
_TOWNS = ("saint-", "sainte-")
_ELIDED = frozenset(["l'", "d'"])
_SOLIDAIRES = "SUD"
_NEVER = "never"
"""The kind of heads that open no name, whatever follows: « conseil d'administration »."""
_NATIONAL = frozenset(["party", "parliament", "court", "ministry", "police"])
"""Kinds that many countries have under one name."""
_FRENCH = "francais"
_BRANCH = 2
"""Words of a union's branch: « CFDT Métallurgie », « SUD Michelin »."""
_PLACED_SCHOOLS = frozenset(["school", "research"])
"""Kinds whose houses elsewhere carry their town: « Institut Pasteur de Lille »."""
_SAINTS = frozenset(["saint", "sainte", "notre"])
_SURE = 0.95
_USER_SURE = 0.99
DOUBTFUL = 0.75
"""A name that is also a word."""
_VERY_DOUBTFUL = 0.7


@dataclass(slots=True)
class Scan:
    """What one walk over a document gathers."""

    candidates: list[Candidate] = field(default_factory=list)
    surnames: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Folded last words of persons' names → (sheet, token) where the first one stands."""
    acronyms: list[tuple[int, int]] = field(default_factory=list)
    """(sheet, token) of everything written like an acronym."""
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    """(sheet, first, last) of capitals that no rule of the block claimed."""
    refused: set[tuple[int, int]] = field(default_factory=set)
    """(sheet, token) of known names that cannot be meant where they stand."""
    metonyms: bool = False
    bare_heads: list[tuple[int, int, Trigger]] = field(default_factory=list)
    """(sheet, token, head) of capitalised heads that open no name: « l'Institut »."""


Names = tuple[tuple[KnownNames, Tier], ...]


def scan_sheet(number: int, sheet: Sheet, lexicon: Lexicon, names: Names, scan: Scan) -> None:
    """Walk along a block and add to ``scan`` what it holds."""
    first_words, capital = lexicon.first_words, sheet.capital
    roots = [(known.waiting, known.lower, known, tier) for known, tier in names]
    in_run = 0
    for place, word in enumerate(sheet.folded):
        for root, lower, known, tier in roots:
            if word in (root if capital[place] else lower) and (
                word not in _ELIDED or capital[place + 1 : place + 2] == [True]
            ):
                _add_known(number, sheet, lexicon, known, place, tier, scan)
        if word in first_words:
            _add_triggered(number, sheet, lexicon, place, word, scan)
        if capital[place]:
            if "-" in sheet.words[place]:
                _add_compound(number, sheet, lexicon, place, scan)
            if sheet.acronym[place]:
                scan.acronyms.append((number, place))
            if sheet.words[place] == _SOLIDAIRES and lexicon.union_parts:
                _add_section(number, sheet, lexicon, place, scan)
            if place >= in_run:
                in_run = run_end(sheet, lexicon, place)
                _add_run(number, sheet, lexicon, place, in_run, scan)


def _add_triggered(number: int, sheet: Sheet, lexicon: Lexicon, place: int, word: str, scan: Scan) -> None:
    found: list[Candidate | None] = []
    if word in lexicon.heads:
        found.append(_head(number, sheet, lexicon, place, scan))
    if word in lexicon.national_heads:
        found.append(national_candidate(number, sheet, lexicon, place))
    if word in lexicon.plural_heads:
        found += plural_candidates(number, sheet, lexicon, place)
    if word in lexicon.portfolio_roles:
        found.append(portfolio(number, sheet, lexicon, place))
    if word in lexicon.plural_classifiers and not sheet.capital[place]:
        found += several_announced(number, sheet, lexicon, place)
    opens = word in lexicon.openers and sheet.first[place] and not sheet.titled
    if not sheet.capital[place] or sheet.acronym[place] or opens:
        if word in lexicon.classifiers:
            found.append(after_classifier(number, sheet, lexicon, place))
        if word in lexicon.roles:
            found.append(after_role(number, sheet, lexicon, place))
    scan.candidates.extend(candidate for candidate in found if candidate is not None)


def _head(number: int, sheet: Sheet, lexicon: Lexicon, place: int, scan: Scan) -> Candidate | None:
    trigger = lexicon.trigger(lexicon.heads, sheet.folded, place)
    if trigger is None or sheet.shouted or sheet.headline or in_address(sheet, lexicon, place):
        return None
    if trigger.kind == _NEVER:
        return None
    capital = sheet.capital[place]
    before = sheet.folded[place - 1] if place else ""
    if trigger.kind == NONE:
        if not capital:
            return None
        trigger = lexicon.heads[sheet.folded[place]][-1]
    if not capital and (trigger.needs_capital or before in lexicon.indefinite):
        return None
    after = place + len(trigger.phrase)
    named = past_adjectives(sheet, lexicon, after)
    if (
        named < len(sheet)
        and sheet.capital[named]
        and not capital
        and _announces(sheet, lexicon, place, trigger, named)
    ):
        return None
    if capital and _within_run(sheet, lexicon, place):
        return _whole_run(number, sheet, lexicon, place, trigger)
    found = head_candidate(number, sheet, lexicon, place, trigger)
    if found is None and capital and not sheet.shouted:
        scan.bare_heads.append((number, place, trigger))
    return found


def _within_run(sheet: Sheet, lexicon: Lexicon, place: int) -> bool:
    """Whether a capital stands before, so that the tail of the run decides: "Trinity College Dublin"."""
    if not place or not sheet.capital[place - 1] or sheet.first[place]:
        return False
    return not sheet.first[place - 1] or sheet.folded[place - 1] not in lexicon.common_capitals


def _whole_run(number: int, sheet: Sheet, lexicon: Lexicon, place: int, trigger: Trigger) -> Candidate | None:
    """ "U.S. Chamber of Commerce": where English closes no name with the head, what stands before belongs to it."""
    if lexicon.fields or sheet.folded[place] in lexicon.tail_heads:
        return None
    found = head_candidate(number, sheet, lexicon, place, trigger)
    if found is None or found.last == place + len(trigger.phrase):
        return None
    first = place
    while first > max(0, place - LONGEST_RUN) and sheet.capital[first - 1]:
        if sheet.folded[first - 1] in lexicon.common_capitals:
            break
        first -= 1
    return None if is_person(sheet, lexicon, first, place) else replace(found, first=first)


def _announces(sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger, after: int) -> bool:
    """Whether a lower-case head stays outside the name: « le laboratoire Sanofi », unlike « le laboratoire TIMA »."""
    if head.kind == "laboratory":
        named = sheet.acronym[after] or "-" in sheet.words[after] or sheet.folded[after] in lexicon.first_names
        return not named
    if head.kind == "school" and sheet.folded[after].split("-")[0] in lexicon.first_names | _SAINTS:
        return False  # « l'école Jules-Ferry »
    return lexicon.trigger(lexicon.classifiers, sheet.folded, place) is not None


def national_candidate(number: int, sheet: Sheet, lexicon: Lexicon, place: int) -> Candidate | None:
    """« armée syrienne », « parlement catalan »: a head and a word of nationality."""
    trigger = lexicon.trigger(lexicon.national_heads, sheet.folded, place)
    if trigger is None or (place and sheet.folded[place - 1] in lexicon.indefinite):
        return None
    after = place + len(trigger.phrase)
    if after < len(sheet) and sheet.folded[after] in lexicon.nationalities and not sheet.capital[after]:
        evidence = f"“{trigger.word}” + “{sheet.words[after]}”"
        return Candidate(number, place, after + 1, Tier.GRAMMAR, 0.75, evidence, kind=trigger.kind)
    return None


def _add_known(
    number: int, sheet: Sheet, lexicon: Lexicon, known: KnownNames, place: int, tier: Tier, scan: Scan
) -> None:
    hit = known.longest(sheet, place)
    if hit is None:
        return
    institution = hit.institution
    if tier is Tier.USER:
        evidence, confidence, doubt = f"name that you added: {institution.name}", _USER_SURE, False
    else:
        if not possible(sheet, lexicon, place, hit, metonyms=scan.metonyms):
            scan.refused.update((number, at) for at in range(place, hit.last))
            return
        doubt = doubtful(sheet, lexicon, place, hit)
        evidence, confidence = (
            f"known name “{institution.name}”",
            (_SURE, DOUBTFUL, _VERY_DOUBTFUL)[min(hit.form.doubt, 2)],
        )
    branch = _branch_end(sheet, lexicon, hit) if tier is not Tier.USER else hit.last
    last = legal_end(sheet, lexicon, hit.last) if institution.kind == "company" and not doubt else hit.last
    if branch == hit.last and _of_another_country(sheet, lexicon, hit):
        branch += 1
    if branch > hit.last and not doubt:
        evidence = f"branch of “{institution.name}”"
        scan.candidates.append(Candidate(number, place, branch, tier, 0.85, evidence, institution.kind))
        return
    first = place
    if sheet.first[place] and sheet.words[place] == "The" and hit.last - place > 1:
        first += 1
    scan.candidates.append(
        Candidate(number, first, last, tier, confidence, evidence, institution.kind, source=institution, doubt=doubt)
    )


def _of_another_country(sheet: Sheet, lexicon: Lexicon, hit: Hit) -> bool:
    """« parti socialiste espagnol », « Cour des comptes marocaine »: named alike, but not the one that is known."""
    last = hit.last
    if hit.form.acronym or hit.institution.kind not in _NATIONAL or last >= len(sheet) or sheet.capital[last]:
        return False
    nation = sheet.folded[last]
    own = nation.startswith(_FRENCH) or sheet.folded[last - 1] in lexicon.nationalities
    return bool(lexicon.fields) and nation in lexicon.nationalities and not own


def _branch_end(sheet: Sheet, lexicon: Lexicon, hit: Hit) -> int:
    """« ARS Occitanie », « PSG Handball »: an acronym and the place or the sport that its branch is named after."""
    last = hit.last
    if not hit.form.acronym and hit.institution.kind in _PLACED_SCHOOLS:
        noun = last + 1
        linked = noun < len(sheet) and sheet.folded[last] in lexicon.genitives and sheet.capital[noun]
        if linked and is_place(sheet, lexicon, noun, run_end(sheet, lexicon, noun)):
            return run_end(sheet, lexicon, noun)
    if last >= len(sheet) or not sheet.capital[last] or sheet.first[last]:
        return last
    branching = hit.institution.kind in _BRANCHING and not sheet.headline
    if not hit.form.acronym and not branching:
        return last
    end = run_end(sheet, lexicon, last)
    region = is_place(sheet, lexicon, last, end)
    if hit.institution.kind == "union" and hit.form.acronym and not sheet.titled and not sheet.shouted:
        return end if end - last <= _BRANCH and not is_person(sheet, lexicon, last, end) else last
    sport = hit.institution.kind == "club" and end == last + 1 and sheet.folded[last] in lexicon.tail_heads
    return end if region or sport else last


def _add_run(number: int, sheet: Sheet, lexicon: Lexicon, place: int, end: int, scan: Scan) -> None:
    if end - place > 1 and not sheet.headline:
        if sheet.folded[place] in lexicon.first_names and not sheet.acronym[end - 1]:
            scan.surnames.setdefault(sheet.folded[end - 1], (number, place))
        abbreviated = sheet.words[end - 1] in ABBREVIATED  # "Taiwan Semiconductor Manufacturing Co."
        formed = abbreviated and legal_end(sheet, lexicon, end - 1) > end
        tail = None if formed else tail_candidate(number, sheet, lexicon, place, end)
        if tail is not None and not sheet.shouted:
            scan.candidates.append(tail)
            return
        if (sheet.words[end - 1] in lexicon.legal or legal_end(sheet, lexicon, end - 1) > end) and not is_person(
            sheet, lexicon, place, end
        ):
            evidence = f"legal form “{sheet.words[end - 1]}”"
            stop = legal_end(sheet, lexicon, end)
            scan.candidates.append(Candidate(number, place, stop, Tier.GRAMMAR, 0.85, evidence, kind="company"))
            return
    comma = sheet.words[end : end + 1] == [","]
    if comma and not sheet.headline and legal_end(sheet, lexicon, end) > end:
        evidence = f"legal form “{sheet.words[end + 1]}”"
        stop = legal_end(sheet, lexicon, end)
        scan.candidates.append(Candidate(number, place, stop, Tier.GRAMMAR, 0.85, evidence, kind="company"))
        return
    club = place + (sheet.words[place] == "L'")
    if not sheet.shouted and _is_club(sheet, lexicon, club, end):
        evidence = f"club “{sheet.words[club]}” + place"
        scan.candidates.append(Candidate(number, club, end, Tier.GRAMMAR, 0.75, evidence, kind="club"))
        return
    silent = end >= len(sheet.words) or sheet.words[end] not in OPENINGS or sheet.headline or sheet.shouted
    said = None if silent else explained(number, sheet, lexicon, place, end)
    if said is not None:
        scan.candidates.append(said)
    if not is_place(sheet, lexicon, place, end):
        scan.runs.append((number, place, end))


def _is_club(sheet: Sheet, lexicon: Lexicon, place: int, end: int) -> bool:
    """« AS Saint-Junien »: letters that sports clubs begin with, and a town."""
    if end - place < 2 or sheet.words[place] not in lexicon.club_letters:
        return False
    return sheet.folded[place + 1].startswith(_TOWNS) or is_place(sheet, lexicon, place + 1, end)


def _add_section(number: int, sheet: Sheet, lexicon: Lexicon, place: int, scan: Scan) -> None:
    """« SUD Éducation », « SUD Michelin »: the union whose name is a point of the compass, by its section."""
    first = place + 1
    if first >= len(sheet) or not sheet.capital[first] or sheet.first[first] or sheet.shouted:
        return
    end = run_end(sheet, lexicon, first)
    if end - first <= _BRANCH and not is_place(sheet, lexicon, first, end):
        evidence = f"branch of the union “{_SOLIDAIRES}”"
        scan.candidates.append(Candidate(number, place, end, Tier.GRAMMAR, 0.85, evidence, kind="union"))


def _add_compound(number: int, sheet: Sheet, lexicon: Lexicon, place: int, scan: Scan) -> None:
    """« Snuep-FSU », "Max-Planck-Institut für Physik"."""
    _add_union(number, sheet, lexicon, place, scan)
    kind = lexicon.compounds.get(sheet.folded[place].rpartition("-")[2])
    if kind is None or sheet.shouted:
        return
    end = place + 1
    if end + 1 < len(sheet) and sheet.folded[end] == "fur" and sheet.capital[end + 1]:
        end = run_end(sheet, lexicon, end + 1)
    evidence = f"hyphenated name “{sheet.words[place]}”"
    scan.candidates.append(Candidate(number, place, end, Tier.GRAMMAR, 0.75, evidence, kind=kind))


def _add_union(number: int, sheet: Sheet, lexicon: Lexicon, place: int, scan: Scan) -> None:
    """« Snuep-FSU », « CGT-Cheminots »: a branch of a union, by the union in its name."""
    first, _, last = sheet.words[place].partition("-")
    union = last if last in lexicon.union_parts else first
    if union in lexicon.union_parts and first[:1].isupper() and last[:1].isupper() and not sheet.shouted:
        evidence = f"branch of the union “{union}”"
        scan.candidates.append(Candidate(number, place, place + 1, Tier.GRAMMAR, 0.85, evidence, kind="union"))
