"""The document pass: definitions tie acronyms to long forms, other mentions settle doubts, evidence spreads."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from tui_reader.entities.institutions.acronyms import LONGEST_FORM, Definition, acronym_in, definitions
from tui_reader.entities.institutions.bare import bare_acronyms, bare_compounds
from tui_reader.entities.institutions.candidates import Candidate, Tier, resolved, surface
from tui_reader.entities.institutions.known import NONE
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.plausible import in_event
from tui_reader.entities.institutions.scan import DOUBTFUL, Scan
from tui_reader.entities.institutions.sheet import Sheet
from tui_reader.entities.institutions.spread import spread
from tui_reader.model.mentions import Institution

_first = attrgetter("first")
_CONTRACTED = 3
"""Tokens: a shorter name is followed by its town in parentheses more often than by a contraction."""
_VERSUS = ["v", "."]
_STOPS = frozenset(".!?»”")
_AMERICAN = frozenset(["u.s.", "us"])
_LINKED = frozenset([",", "et", "and", "/", "ou", "or", "&", "«", "»", '"', "(", ")"])
"""What stands between two members of a list."""


def decide(sheets: list[Sheet], lexicon: Lexicon, scan: Scan) -> list[Candidate]:
    """The candidates that stand, in text order, none overlapping another."""
    candidates = [
        c
        for c in scan.candidates
        if not _is_surname(sheets, lexicon, c, scan)
        and not (c.tier <= Tier.CUE and (c.sheet, c.first) in scan.refused)
        and not (c.tier < Tier.USER and _in_case(sheets[c.sheet], c))
    ]
    candidates = _begun_at_known(sheets, _cut_at_known(sheets, lexicon, candidates))
    links = _Links(sheets, lexicon, candidates)
    links.define()
    candidates = [c for c in candidates if not _redefined(sheets, c, links)]
    candidates += links.linked
    candidates += links.repeated(scan)
    candidates += bare_acronyms(sheets, lexicon, scan.acronyms, links.vetoed | set(links.longs))
    candidates += bare_compounds(sheets, lexicon, scan.runs)
    standing = resolved(_settled(sheets, lexicon, candidates))
    standing = resolved([*standing, *spread(sheets, lexicon, scan, standing)])
    return [c for c in standing if c.kind != NONE]


def _begun_at_known(sheets: list[Sheet], candidates: list[Candidate]) -> list[Candidate]:
    """ "House of Commons Science and Technology Committee": a name that begins with a known one's last word."""
    firsts = {(c.sheet, c.last): c.first for c in candidates if c.source and not c.doubt and c.kind != NONE}

    def begun(c: Candidate) -> Candidate:
        first = firsts.get((c.sheet, c.first + 1))
        if first is None or c.source or c.last - c.first < 2 or sheets[c.sheet].folded[c.first - 1] != "of":
            return c
        return replace(c, first=first)

    return [begun(c) for c in candidates]


def _cut_at_known(sheets: list[Sheet], lexicon: Lexicon, candidates: list[Candidate]) -> list[Candidate]:
    """ "League of Women Voters and Planned Parenthood": a known name behind an "and" is not part of the name before."""
    starts = {(c.sheet, c.first) for c in candidates if c.source is not None and not c.doubt}
    cut: list[Candidate] = []
    for c in candidates:
        folded = sheets[c.sheet].folded
        last = next(
            (
                at - 1 - (folded[at - 1] in lexicon.articles)
                for at in range(c.first + 2, c.last)
                if (c.sheet, at) in starts and _joined(folded, lexicon, c.first, at)
            ),
            c.last,
        )
        cut.append(c if c.source is not None or last == c.last else replace(c, last=last))
    known = {(c.sheet, c.first, c.last): c.source for c in candidates if c.source and c.source.country == "US"}
    ministries = {(c.sheet, c.first): c for c in candidates if c.source and c.kind == "ministry"}
    return [_renamed(sheets, lexicon, _american(sheets, c, known), ministries) for c in cut]


def _renamed(
    sheets: list[Sheet], lexicon: Lexicon, c: Candidate, ministries: Mapping[tuple[int, int], Candidate]
) -> Candidate:
    """« ministère de l'Agriculture et de la Souveraineté alimentaire »: the known one, under this government's name."""
    same = ministries.get((c.sheet, c.first)) if c.source is None and c.kind == "ministry" else None
    if same is None or not same.last < c.last or sheets[c.sheet].folded[same.last] not in lexicon.coordinations:
        return c
    return replace(c, source=same.source)


def _joined(folded: list[str], lexicon: Lexicon, first: int, at: int) -> bool:
    """Whether an "and" stands before, an article between or not."""
    article = folded[at - 1] in lexicon.articles and at - 2 > first
    return folded[at - 2 if article else at - 1] in lexicon.coordinations


def _american(sheets: list[Sheet], c: Candidate, known: Mapping[tuple[int, int, int], Institution]) -> Candidate:
    """ "U.S. Securities and Exchange Commission" is the one that is known without its country."""
    if c.source is not None or sheets[c.sheet].folded[c.first] not in _AMERICAN:
        return c
    same = known.get((c.sheet, c.first + 1, c.last))
    return replace(c, source=same) if same else c


def _is_surname(sheets: list[Sheet], lexicon: Lexicon, candidate: Candidate, scan: Scan) -> bool:
    """Whether the one word of a candidate is the name of somebody whom the text has named in full before."""
    sheet, first = sheets[candidate.sheet], candidate.first
    if candidate.last - first > 1 or sheet.acronym[first]:
        return False
    sure = candidate.tier is Tier.USER or (candidate.source is not None and candidate.source.kind != "company")
    named = scan.surnames.get(sheet.folded[first])
    if sure or named is None:
        return False
    if candidate.source is None:
        return True
    prose = sheet.words[-1] in _STOPS  # a headline names persons by their surname before the text introduces them
    return not (prose and (candidate.sheet, first) < named) and not _belongs(sheet, lexicon, first)


def _belongs(sheet: Sheet, lexicon: Lexicon, first: int) -> bool:
    """« la direction de Renault », « le constructeur Renault »."""
    at = first - 1
    while at > 0 and at > first - 3 and sheet.folded[at] in lexicon.small:
        at -= 1
    return at >= 0 and sheet.folded[at] in lexicon.belongings


def _in_case(sheet: Sheet, candidate: Candidate) -> bool:
    """ "Brown v. Board of Education": a party in the name of a case."""
    before, after = candidate.first, candidate.last
    return sheet.words[max(0, before - 2) : before] == _VERSUS or sheet.words[after : after + 2] == _VERSUS


def _settled(sheets: list[Sheet], lexicon: Lexicon, candidates: list[Candidate]) -> list[Candidate]:
    """Candidates without those in doubt for which nothing speaks: no other mention, no neighbour of their kind."""
    sure = [c for c in candidates if not c.doubt]
    doubtful = [c for c in candidates if c.doubt]
    if not doubtful:
        return sure
    keys = {c.source.key for c in sure if c.source}
    starts = {(c.sheet, c.first): c for c in sure if c.source}
    ends = {(c.sheet, c.last): c for c in sure if c.source}
    named_clubs = {(c.sheet, c.source.key) for c in candidates if c.kind == "club" and c.source}
    clubs = Counter(sheet for sheet, _ in named_clubs)
    media = {c.sheet for c in sure if c.kind == "media"}
    for c in doubtful:
        assert c.source is not None
        near = (starts.get(_after(sheets[c.sheet], lexicon, c)), ends.get(_before(sheets[c.sheet], lexicon, c)))
        opens = sheets[c.sheet].first[c.first] and c.confidence < DOUBTFUL
        if c.source.key in keys and sheets[c.sheet].capital[c.first] and not opens:
            sure.append(replace(c, doubt=False, evidence=f"{c.evidence}, named in full elsewhere"))
        elif not c.acronym and any(n is not None and n.kind == c.kind for n in near):
            sure.append(replace(c, doubt=False, evidence=f"{c.evidence}, listed with others of its kind"))
        elif c.kind == "club" and clubs[c.sheet] > 1 and sheets[c.sheet].capital[c.first]:
            sure.append(replace(c, doubt=False, evidence=f"{c.evidence}, in one paragraph with other clubs"))
        elif c.kind == "media" and c.confidence >= DOUBTFUL and c.sheet in media:
            sure.append(replace(c, doubt=False, evidence=f"{c.evidence}, in one paragraph with other media"))
    return sure


def _contracts(sheet: Sheet, long: Candidate, place: int) -> bool:
    """« Alliance nationale pour les sciences de la vie et de la santé (Aviesan) »: its letters, in this order."""
    letters = iter("".join(sheet.folded[long.first : long.last]))
    word = sheet.folded[place]
    starts = {folded[0] for folded in sheet.folded[long.first : long.last]}
    return long.last - long.first > _CONTRACTED and word[0] in starts and all(letter in letters for letter in word)


def _after(sheet: Sheet, lexicon: Lexicon, candidate: Candidate) -> tuple[int, int]:
    at = candidate.last
    while at < min(len(sheet), candidate.last + 3) and (
        sheet.folded[at] in _LINKED or sheet.folded[at] in lexicon.small
    ):
        at += 1
    return candidate.sheet, at if at > candidate.last else -1


def _before(sheet: Sheet, lexicon: Lexicon, candidate: Candidate) -> tuple[int, int]:
    at = candidate.first
    while at > max(0, candidate.first - 3) and (
        sheet.folded[at - 1] in _LINKED or sheet.folded[at - 1] in lexicon.small
    ):
        at -= 1
    return candidate.sheet, at if at < candidate.first else -1


def _redefined(sheets: list[Sheet], candidate: Candidate, links: _Links) -> bool:
    """Whether an acronym known as one thing, an elided article before it or not, is defined as another in this text."""
    words = sheets[candidate.sheet].words[candidate.first : candidate.last]
    bare = [word for word in words if not word.endswith(("'", "’"))]
    if len(bare) != 1 or candidate.tier is Tier.USER:
        return False
    return bare[0] in links.longs or bare[0] in links.vetoed


class _Links:
    """The definitions of a document, and what follows from them."""

    def __init__(self, sheets: list[Sheet], lexicon: Lexicon, candidates: list[Candidate]) -> None:
        self.sheets = sheets
        self.lexicon = lexicon
        self.candidates = candidates
        self.linked: list[Candidate] = []
        self.longs: dict[str, Candidate] = {}
        """Acronym → its first definition."""
        self.vetoed: set[str] = set()
        """Acronyms that the text defines as something else than an institution."""

    def define(self) -> None:
        by_sheet: dict[int, list[Candidate]] = {}
        for c in self.candidates:
            if c.tier >= Tier.CUE and not c.doubt:
                by_sheet.setdefault(c.sheet, []).append(c)
        for candidates in by_sheet.values():
            candidates.sort(key=_first)
        done: set[tuple[int, int]] = set()
        for number, sheet in enumerate(self.sheets):
            near = by_sheet.get(number, [])
            for definition in definitions(number, sheet, self.lexicon.small):
                self._link(definition, near)
                done.add((number, definition.acronym[0]))
            self._link_adjacent(number, near, done)
        self.vetoed -= set(self.longs)

    def repeated(self, scan: Scan) -> list[Candidate]:
        """Every other use of a defined acronym."""
        done = {(c.sheet, c.first) for c in self.linked}
        single = [(number, first) for number, first, last in scan.runs if last - first == 1]
        return [
            replace(self.longs[word], sheet=number, first=place, last=place + 1)
            for number, place in dict.fromkeys([*scan.acronyms, *single])
            if (word := self.sheets[number].words[place]) in self.longs
            and (number, place) not in done
            and not in_event(self.sheets[number], self.lexicon, place + 1)
        ]

    def _link(self, definition: Definition, near: list[Candidate]) -> None:
        sheet = self.sheets[definition.sheet]
        first, last = definition.long
        acronym = sheet.words[definition.acronym[0]]
        since = bisect_left(near, first - LONGEST_FORM, key=_first)
        until = bisect_left(near, min(last, first + 2), key=_first)
        overlapping = [c for c in near[since:until] if c.last > first]
        head = max(overlapping, key=lambda c: (c.last - c.first, -c.first, c.source is not None), default=None)
        if head is not None and head.kind == NONE:
            return
        before = min(first, definition.acronym[0]) - 1
        thing = head is None and before >= 0 and sheet.folded[before] in self.lexicon.before_place
        if head is None and (thing or not self._names_an_organisation(sheet, first, last)):
            if sheet.acronym[definition.acronym[0]]:
                self.vetoed.add(acronym)
            return
        if head is not None and head.first < first and definition.acronym[0] >= last:
            first = head.first
        whole = head if head is not None and (head.first, head.last) == (first, last) else None
        self._add(definition, (first, last), head.kind if head else self._kind(sheet, first), whole)

    def _add(self, definition: Definition, long: tuple[int, int], kind: str, whole: Candidate | None) -> None:
        sheet = self.sheets[definition.sheet]
        acronym = sheet.words[definition.acronym[0]]
        name = surface(sheet, *long)
        source = whole.source if whole else None
        evidence = f"long form of {acronym}"
        if whole is None or whole.source is None:
            self.linked.append(
                Candidate(definition.sheet, *long, Tier.GRAMMAR, 0.95, evidence, kind, source=source, name=name)
            )
        defined = Candidate(
            definition.sheet, *definition.acronym, Tier.GRAMMAR, 0.95, f"acronym defined as “{name}”", kind,
            source=source, name=name, acronym=True,
        )  # fmt: skip
        self.linked.append(defined)
        self.longs.setdefault(acronym, defined)

    def _link_adjacent(self, number: int, near: list[Candidate], done: set[tuple[int, int]]) -> None:
        """An acronym in parentheses right behind a sure name, although its letters spell something else."""
        sheet = self.sheets[number]
        for c in near:
            if c.last >= len(sheet) or sheet.words[c.last] != "(" or c.last - c.first < 2 or c.kind == NONE:
                continue
            inside = acronym_in(sheet, c.last)
            if inside is None or not (sheet.acronym[inside] or _contracts(sheet, c, inside)):
                continue
            if (number, inside) not in done and sheet.words[inside + 1] == ")":
                self._add(Definition(number, (c.first, c.last), (inside, inside + 1)), (c.first, c.last), c.kind, c)
                done.add((number, inside))

    def _names_an_organisation(self, sheet: Sheet, first: int, last: int) -> bool:
        """Whether one of the long form's words is a noun of organisation, and its last one no event's or thing's.

        Where plain nouns are lower-case in names, as in French, capitals throughout do as well.
        """
        lexicon = self.lexicon
        words = sheet.folded[first:last]
        if words[-1] in lexicon.not_tails or words[0] in lexicon.not_heads:
            return False
        if last - first > 1 and words[0] in lexicon.places and sheet.capital[first] and not sheet.first[first]:
            return True
        content = [place for place in range(first, last) if sheet.folded[place] not in lexicon.small]
        capitals = sum(sheet.capital[place] for place in content)
        if any(word in lexicon.heads or word in lexicon.tail_heads for word in words):
            whole = 2 * capitals >= len(content) or words[0] in lexicon.nationalities
            return self._spelled_small(words) or bool(capitals) if lexicon.fields else whole
        return bool(lexicon.fields) and len(content) > 1 and capitals == len(content)

    def _spelled_small(self, words: list[str]) -> bool:
        """Whether a head among them opens names in lower case too: « agence », unlike « réseau », « unité »."""
        heads = self.lexicon.heads
        return any(not trigger.needs_capital for word in words for trigger in heads.get(word, ()))

    def _kind(self, sheet: Sheet, first: int) -> str:
        trigger = self.lexicon.trigger(self.lexicon.heads, sheet.folded, first)
        return trigger.kind if trigger else ""
