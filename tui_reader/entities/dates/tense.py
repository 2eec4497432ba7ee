"""Whether the words around a date look back or ahead."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import Enum

from tui_reader.entities.dates.packs import Pack

_STOP = re.compile(r"[!?…]|\.(?=\s|$)|\n")
_ABBREVIATION = re.compile(
    r"(?:\b\w|\d|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mr|mrs|ms|dr|st|inc|corp|co|m|mme|a\.m|p\.m|no|bzw|ca))\Z",
    re.IGNORECASE,
)
_CAPITAL_FOLLOWS = re.compile(r"\.\s+[\"'«“(]?[A-ZÀ-Þ]")
REACH = 400
"""How far from a date verbs are looked for, in characters: sentences without end stay cheap."""
CLAUSE = 160
"""How far after a date its verb may stand, in characters."""
BESIDE = 20
"""Characters between an auxiliary and its participle: *devrait être signé*."""
AHEAD_REACH = 70
"""Characters before a date that may say where it lies."""
_QUOTE_ENDS = re.compile(r"[\"”»]")
"""After it speaks who quotes: the tense of *said* is not that of what was said."""
_PARTICIPLE = re.compile(r"(?: (?:be|have|been|stay|remain|get|not|also|then|only|again)){1,3} (?=\w+[dnte]\b)")


_THE = re.compile(r"\b(?:the|its|The)\s\Z")
_NOUN = re.compile(r"\s[a-z]{3}")
_ANNOUNCING = frozenset(",:")


_MODAL = re.compile(r"(?:will|would|could|should|shall|won't|may|might|'ll|to)\Z", re.IGNORECASE)
_INFINITIVE = re.compile(r" (?:(?:not|also|then|only|soon|likely) )?(\w+)")
"""*will cut*, which looks like a past."""


class Tense(Enum):
    PAST = -1
    UNKNOWN = 0
    FUTURE = 1
    NEAR = 2
    """Past verb, but a word that looks ahead: *was put off until May 10*."""


@dataclass(slots=True)
class Sentences:
    """The sentences of a text, cut where first asked, and the tense that a place in one is in."""

    text: str
    lowered: str
    pack: Pack
    stops: list[int] = field(default_factory=list)
    cues: dict[tuple[int, int], list[tuple[int, Tense]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stops = [m.end() for m in _STOP.finditer(self.text) if self._ends(m)]

    def _ends(self, match: re.Match[str]) -> bool:
        if match.group() != ".":
            return True
        if not _ABBREVIATION.search(self.text, max(0, match.start() - 6), match.start()):
            return True
        start = match.start()
        digit = self.text[start - 1].isdigit()
        ordinal = self.pack.capitals and not self.text[max(0, start - 4) : start].isdigit()
        return digit and not ordinal and bool(_CAPITAL_FOLLOWS.match(self.text, match.start()))

    def around(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a position."""
        index = bisect_left(self.stops, position + 1)
        start = self.stops[index - 1] if index else 0
        end = self.stops[index] if index < len(self.stops) else len(self.text)
        return start, end

    def beside(self, position: int, later: int) -> bool:
        """Whether two places are in one sentence or in neighbours."""
        return bisect_left(self.stops, later + 1) - bisect_left(self.stops, position + 1) <= 1

    def window(self, position: int) -> tuple[int, int]:
        """The sentence, or of one without end a stretch around the position: few stretches for many positions."""
        start, stop = self.around(position)
        if stop - start <= 2 * REACH:
            return start, stop
        step = position // REACH * REACH
        return max(start, step - REACH), min(stop, step + 2 * REACH)

    def tense(self, position: int, end: int) -> Tense:
        """The tense of the nearest verb before, else of the nearest after."""
        span = self.window(position)
        cues = self.cues.get(span)
        if cues is None:
            cues = self.cues[span] = self._cues(*span)
        before = next((cue for cue in reversed(cues) if cue[0] < position), None)
        after = next((cue for cue in cues if cue[0] >= end), None)
        if after is not None and (after[0] - end > CLAUSE or _QUOTE_ENDS.search(self.text, end, after[0])):
            after = None
        if after and self.pack.capitals and after[0] - end == 1:
            return after[1]  # German puts the verb right after a date that opens the clause
        if before is None:
            return after[1] if after else Tense.UNKNOWN
        if after and self._other_clause(before[0], position) and not self._other_clause(end, after[0]):
            return after[1]
        return before[1]

    def _other_clause(self, verb: int, position: int) -> bool:
        """Whether a new clause opens between a verb and a place after it."""
        return self.pack.opens.search(self.lowered, verb, position) is not None

    def tense_of_date(self, position: int, end: int) -> Tense:
        """The tense, unless the words before the date look ahead: *from Monday on*, *bis Freitag*."""
        start = max(0, position - AHEAD_REACH)
        if self.pack.starting.search(self.text, start, position):
            return Tense.FUTURE
        if self.looks_back(position):
            return Tense.PAST
        tense = self.tense(position, end)
        if tense is not Tense.FUTURE and self.pack.towards.search(self.text, start, position):
            return Tense.FUTURE if tense is Tense.UNKNOWN else Tense.NEAR
        return tense

    def told_in_past(self, position: int, end: int) -> bool:
        """Whether a past verb tells of the date, which nothing counts back to from now: *since February*."""
        return not self.looks_back(position) and self.tense(position, end) is Tense.PAST

    def announces(self, position: int) -> bool:
        """Whether a sentence without verb announces: hours, entrance fees, where to book."""
        return self.pack.agenda.search(self.lowered, *self.window(position)) is not None

    def opens_alone(self, position: int, end: int) -> bool:
        """Whether a date opens a sentence that has no verb: *Vendredi, pluie.*"""
        start, stop = self.around(position)
        alone = not self.text[start:position].strip() and self.text[end : end + 1] in _ANNOUNCING
        return alone and self.pack.expects == "near" and self.tense(position, min(end, stop)) is Tense.UNKNOWN

    def told_of_a_thing(self, position: int, end: int) -> bool:
        """Whether a year is only which one a thing is: *the 2008 crisis*."""
        return bool(_THE.search(self.text, max(0, position - 6), position)) and bool(_NOUN.match(self.text, end))

    def results(self, end: int) -> bool:
        """Whether what a company earned in a period follows."""
        return self.pack.results.match(self.lowered, end) is not None

    def looks_back(self, position: int) -> bool:
        """Whether what stands before the date counts from it up to now: *depuis*."""
        return self.pack.behind.search(self.text, max(0, position - AHEAD_REACH), position) is not None

    def _after_any(self, verbs: list[tuple[int, int, Tense]], position: int) -> bool:
        """Whether one of the verbs stands just before, in the same clause."""
        before = [end for _, end, _ in verbs if position - BESIDE <= end <= position]
        return bool(before) and "," not in self.text[before[-1] : position]

    def _is_noun(self, place: int, start: int) -> bool:
        """Whether what looks like a verb is a noun: in German they have capitals, *Konzerte*."""
        return self.pack.capitals and self.text[place].isupper() and place - start > 2

    def _cues(self, start: int, stop: int) -> list[tuple[int, Tense]]:
        names = self.pack.name_like
        future = [
            (m.start(), m.end(), Tense.FUTURE)
            for m in self.pack.future.finditer(self.lowered, start, stop)
            if m.group() not in names or self.text[m.start()].islower()
        ]
        taken = {place for begin, end, _ in future for place in range(begin, end)}
        if self.pack.month_first:  # English: "will stay closed" is one verb
            verbs = [match for _, end, _ in future if (match := _PARTICIPLE.match(self.text, end, stop))]
            taken |= {place for match in verbs for place in range(match.start(), match.end() + 1)}
            modal = [end for begin, end, _ in future if _MODAL.search(self.text, begin, end)]
            bare = [match for end in modal if (match := _INFINITIVE.match(self.text, end, stop))]
            taken |= {match.start(1) for match in bare}
        past = [
            (m.start(), m.end(), Tense.PAST)
            for m in self.pack.past.finditer(self.lowered, start, stop)
            if m.start() not in taken and not self._is_noun(m.start(), start)
        ]
        past += [
            (m.start(), m.end(), Tense.PAST)
            for m in self.pack.participles.finditer(self.lowered, start, stop)
            if not self._after_any(future, m.start())
        ]
        return sorted(((begin, tense) for begin, _, tense in future + past), key=lambda cue: cue[0])
