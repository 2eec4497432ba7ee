"""One walk along the tokens of a block: every rule that needs no more than the block proposes here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.cues import after_classifier, after_role, portfolio
from tui_reader.entities.institutions.heads import head_candidate, is_person, is_place, run_end, tail_candidate
from tui_reader.entities.institutions.known import Hit, KnownNames
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.sheet import Sheet


@dataclass(slots=True)
class Scan:
    """What one walk over a document gathers."""

    candidates: list[Candidate] = field(default_factory=list)
    surnames: set[str] = field(default_factory=set)
    """Folded last words of persons' names."""
    bare: list[tuple[int, int]] = field(default_factory=list)
    """(sheet, token) of acronyms that nothing else has claimed yet."""
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    """(sheet, first, last) of capitals that no rule claimed."""


def scan_sheet(number: int, sheet: Sheet, lexicon: Lexicon, names: list[tuple[KnownNames, Tier]], scan: Scan) -> None:
    """Walk along a block and add to ``scan`` what it holds."""
    folded, capital = sheet.folded, sheet.capital
    heads, national, classifiers, roles = (
        lexicon.heads, lexicon.national_heads, lexicon.classifiers, lexicon.roles,
    )  # fmt: skip
    portfolio_roles = lexicon.portfolio_roles
    in_run = 0
    for place, word in enumerate(folded):
        upper = capital[place]
        for known, tier in names:
            if word in known.root:
                _add_known(number, sheet, lexicon, known, place, tier, scan)
        if word in heads:
            _add(scan, _head(number, sheet, lexicon, place))
        if word in national:
            _add(scan, national_candidate(number, sheet, lexicon, place))
        if not upper:
            if word in classifiers:
                _add(scan, after_classifier(number, sheet, lexicon, place))
            if word in roles:
                _add(scan, after_role(number, sheet, lexicon, place))
            if word in portfolio_roles:
                scan.candidates.extend(portfolio(number, sheet, lexicon, place))
            continue
        if word in portfolio_roles:
            scan.candidates.extend(portfolio(number, sheet, lexicon, place))
        if sheet.acronym[place]:
            scan.bare.append((number, place))
        if place >= in_run:
            in_run = run_end(sheet, place)
            _add_run(number, sheet, lexicon, place, in_run, scan)


def _add(scan: Scan, candidate: Candidate | None) -> None:
    if candidate is not None:
        scan.candidates.append(candidate)


def _head(number: int, sheet: Sheet, lexicon: Lexicon, place: int) -> Candidate | None:
    trigger = lexicon.trigger(lexicon.heads, sheet.folded, place)
    if trigger is None or (trigger.needs_capital and not sheet.capital[place]):
        return None
    after = place + len(trigger.phrase)
    announces = not sheet.capital[place] and sheet.folded[place] in lexicon.classifiers
    if announces and after < len(sheet) and sheet.capital[after]:
        return None
    return head_candidate(number, sheet, lexicon, place, trigger)


def national_candidate(number: int, sheet: Sheet, lexicon: Lexicon, place: int) -> Candidate | None:
    """« gouvernement ukrainien », "Syrian army": a head and a word of nationality."""
    trigger = lexicon.trigger(lexicon.national_heads, sheet.folded, place)
    if trigger is None:
        return None
    after = place + len(trigger.phrase)
    if after < len(sheet) and sheet.folded[after] in lexicon.nationalities and not sheet.capital[after]:
        evidence = f"“{trigger.word}” + “{sheet.words[after]}”"
        return Candidate(number, place, after + 1, Tier.GRAMMAR, 0.7, evidence, kind=trigger.kind)
    return None


def _add_known(
    number: int, sheet: Sheet, lexicon: Lexicon, known: KnownNames, place: int, tier: Tier, scan: Scan
) -> None:
    hit = known.longest(sheet, place)
    if hit is None or (tier is not Tier.USER and not plausible(sheet, lexicon, place, hit)):
        return
    doubtful = hit.form.doubtful
    name = hit.institution.name
    scan.candidates.append(
        Candidate(
            number,
            place,
            hit.last,
            tier,
            0.7 if doubtful else 0.97 if tier is Tier.USER else 0.95,
            f"added by you: {name}" if tier is Tier.USER else f"known name “{name}”",
            kind=hit.institution.kind,
            known=hit.place if tier is not Tier.USER else -2 - hit.place,
        )
    )


def plausible(sheet: Sheet, lexicon: Lexicon, place: int, hit: Hit) -> bool:
    """Whether a known name may be meant: a doubtful one needs a capital that the sentence does not explain."""
    last = hit.last
    if hit.form.acronym and last < len(sheet) and sheet.words[last] == "-" and sheet.glued(place):
        return False
    if not hit.form.doubtful:
        return not (place and sheet.folded[place - 1] in lexicon.before_person and last - place == 1)
    if sheet.first[place] or sheet.titled or sheet.shouted:
        return False
    before = sheet.folded[place - 1] if place else ""
    if before in lexicon.before_place or before in lexicon.before_person or before in lexicon.first_names:
        return False
    return not (last < len(sheet) and sheet.capital[last]) and not (place and sheet.capital[place - 1])


def _add_run(number: int, sheet: Sheet, lexicon: Lexicon, place: int, end: int, scan: Scan) -> None:
    if end - place > 1:
        if sheet.folded[place] in lexicon.first_names and not sheet.acronym[end - 1]:
            scan.surnames.add(sheet.folded[end - 1])
        tail = tail_candidate(number, sheet, lexicon, place, end)
        if tail is not None and not sheet.shouted:
            scan.candidates.append(tail)
            return
        if sheet.words[end - 1] in lexicon.legal and not is_person(sheet, lexicon, place, end):
            evidence = f"legal form “{sheet.words[end - 1]}”"
            scan.candidates.append(Candidate(number, place, end, Tier.GRAMMAR, 0.85, evidence, kind="company"))
            return
    if not is_place(sheet, lexicon, place, end):
        scan.runs.append((number, place, end))


Rule = Callable[[int, Sheet, Lexicon, int], Candidate | None]
