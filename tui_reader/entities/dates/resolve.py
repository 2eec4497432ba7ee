"""From readings to values: what is missing comes from the publication date, the story so far and the tense."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from tui_reader.entities.dates import moments
from tui_reader.entities.dates.choice import (
    AGAINST_TENSE_WEEKDAY,
    NEVER_AHEAD,
    NEWS_DAYS,
    NEWS_DAYS_IN_STORIES,
    WITHOUT_VERB,
    after,
    before,
    is_news,
    nearest,
)
from tui_reader.entities.dates.named import STORY_YEARS, candidates_of, explicit_timex, in_year, unknown_named
from tui_reader.entities.dates.periods import duration_timex, recurring_timex, shifted, unknown_unit
from tui_reader.entities.dates.readings import Form, Reading
from tui_reader.entities.dates.story import (
    FINE,
    Resolved,
    decade_on,
    end_with,
    hours_on,
    is_nowadays,
    of_year_beside,
    quarter_base,
    quarter_of_year,
    told,
    year_before,
)
from tui_reader.entities.dates.tense import Sentences, Tense
from tui_reader.model.mentions import Precision, TimexType

MEMORY = 40
"""How many dates back the story is remembered: enough for any paragraph, and the work stays linear."""
STORY_BACK = 2.0
"""A story mostly goes forward: how much farther a date counts that lies before the last one."""
ANNOUNCED = 4
"""So many dates back an announcement may have named the day that a weekday then means."""
WEEK = 7
_RECORD = re.compile(r"\b(?:first|only|time|\w{2,}est|most|least|worst)(?: \w+){0,3} in \Z")
"""After it a duration is looked back on: *the first strike in 25 years*."""
_BESIDE = re.compile(r",?\s{0,2}(?:le|ce|on|am|this|il|el|op)?\s?\(?")
"""What may stand between a time of day and the day that it belongs to: *à 20 h, ce samedi*."""


@dataclass(slots=True)
class Resolver:
    """Resolves the readings of one text in order, remembering what the story last named."""

    published: date | None
    sentences: Sentences
    narrative: bool = False
    story: list[Resolved] = field(default_factory=list)

    def resolve(self, readings: list[Reading]) -> list[Resolved]:
        """A value for each reading. Times of day come last: their day may be named after them."""
        self.narrative = self.published is None or told(readings, self.published)
        placed: dict[int, Resolved] = {}
        for index, reading in enumerate(readings):
            if self._part_of_day(reading):
                placed[index] = self._of_publication(reading)
                self.story.append(placed[index])
            elif not _clock_only(reading):
                placed[index] = self._resolved(reading)
                if placed[index].type in (TimexType.DATE, TimexType.TIME):
                    self.story.append(placed[index])
        dated = [placed[i] for i in sorted(placed)]
        starts = [one.reading.start for one in dated]
        for index, reading in enumerate(readings):
            if index not in placed:
                near = bisect_left(starts, reading.start)
                placed[index] = self._time_of_day(reading, dated[max(0, near - MEMORY) : near + 2])
        resolved = [placed[i] for i in range(len(readings))]
        for left, right in pairwise(resolved):
            end_with(left, right, self.sentences)
        return resolved

    def _resolved(self, reading: Reading) -> Resolved:
        if reading.form is Form.REFERENCE:
            return Resolved(reading, reading.timex, TimexType.DATE, unresolved=True)
        if reading.form is Form.DURATION:
            if reading.rule == "recent_units" and reading.direction == -1:
                return Resolved(reading, "PAST_REF", TimexType.DATE, unresolved=True)
            return Resolved(reading, duration_timex(reading), TimexType.DURATION)
        if reading.rule == "habitual" and self.sentences.tense(reading.start, reading.end) is Tense.PAST:
            return self._calendar(reading)
        if reading.form is Form.RECURRING:
            return Resolved(reading, recurring_timex(reading), TimexType.SET)
        if reading.form is Form.SHIFT:
            return self._shift(reading)
        return self._calendar(reading)

    def _part_of_day(self, reading: Reading) -> bool:
        """Whether it is *this morning* or *la nuit dernière*, counted from the publication date."""
        named = reading.direction is not None and not reading.narrative
        return named and self.published is not None and _clock_only(reading)

    def _of_publication(self, reading: Reading) -> Resolved:
        assert self.published is not None and reading.direction is not None
        day = moments.day(moments.plus_days(self.published, reading.direction))
        return Resolved(reading, day + reading.clock, TimexType.TIME, moments.day(self.published), computed=True)

    def _recent(self) -> list[Resolved]:
        return self.story[: -MEMORY - 1 : -1]

    # what is named

    def _calendar(self, reading: Reading) -> Resolved:
        if reading.rule == "year_period":
            return _dated(reading, quarter_of_year(reading, self._recent(), self.published), computed=True)
        explicit = explicit_timex(reading) or self._of_owner(reading) or self._in_story_year(reading)
        if explicit and reading.year is None and reading.month is not None:
            return _dated(reading, explicit, explicit[:4], computed=True)
        if explicit:
            return _dated(reading, explicit)
        if reading.year_shift is not None:
            return self._year_counted(reading, reading.year_shift)
        weekly = reading.weekday is not None and reading.day is None
        if reading.range_end and self.story and (start := moments.bounds(self.story[-1].timex)):
            follows = nearest(candidates_of(reading, start[0]), start[0], Tense.FUTURE)
            if follows:
                return _dated(reading, follows, moments.day(start[0]), computed=True)
        if weekly and (named := self._named_before(reading)):
            return _dated(reading, named, self.story[-1].anchor, computed=True)
        told_at = None if weekly else self._story_anchor(reading)
        anchor = told_at or self.published
        if anchor is None:
            return Resolved(reading, unknown_named(reading), _type(reading), unresolved=True, computed=True)
        if reading.narrative and (base := self._last(Precision.MONTH)):
            anchor = base
        if told_at and reading.direction is None and reading.weekday is None:
            timex = nearest(candidates_of(reading, told_at), told_at, Tense.FUTURE, STORY_BACK)
        else:
            timex = self._named(reading, anchor, self.sentences.tense_of_date(reading.start, reading.end))
        if not timex:
            return Resolved(reading, unknown_named(reading), _type(reading), unresolved=True, computed=True)
        return _dated(reading, timex, moments.day(anchor), computed=True)

    def _named_before(self, reading: Reading) -> str:
        """The day that an announcement has just named in full: *les 14 et 15 juin … le samedi soir*."""
        if reading.direction is not None or self.published is None:
            return ""
        for previous in self._recent()[:ANNOUNCED]:
            found = moments.bounds(previous.timex)
            if not found or found[2] is not Precision.DAY or previous.reading.month is None:
                continue
            near = self.sentences.beside(previous.reading.start, reading.start)
            ahead = (found[0] - self.published).days >= WEEK
            if near and ahead and found[0].isoweekday() == reading.weekday:
                return previous.timex
        return ""

    def _year_counted(self, reading: Reading, shift: int) -> Resolved:
        anchor = (self._last(Precision.YEAR) if reading.narrative else None) or self.published
        if anchor is None:
            return Resolved(reading, unknown_named(reading), TimexType.DATE, unresolved=True, computed=True)
        year = min(max(anchor.year + shift, 1), 9999)
        return _dated(reading, in_year(reading, year), moments.day(anchor), computed=True)

    def _named(self, reading: Reading, anchor: date, tense: Tense) -> str:
        candidates = candidates_of(reading, anchor)
        near = self.sentences.pack.expects == "near"
        weekly = reading.weekday is not None and reading.day is None
        if reading.rule == "weekday_of" and reading.weekday is not None:
            monday = moments.plus_days(anchor, 7 * (reading.direction or 0) - anchor.weekday())
            return moments.day(moments.plus_days(monday, reading.weekday - 1))
        if reading.direction == -1:
            return before(candidates, anchor)
        if reading.direction == 1:
            return after(candidates, anchor)
        if tense is Tense.UNKNOWN and reading.month is not None and not near and reading.direction is None:
            return nearest(candidates, anchor, Tense.PAST, WITHOUT_VERB)
        if tense is Tense.UNKNOWN and (reading.period or not near):
            tense = Tense.PAST
        if reading.period and reading.school:
            return in_year(reading, anchor.year)
        if reading.direction == 0 and not weekly:
            same = [c for c in candidates if c[:4] == f"{anchor.year:04}"]
            return same[0] if same and reading.season != "WI" else nearest(candidates, anchor, tense)
        if weekly and reading.direction == 0 and tense is not Tense.PAST and not near:
            tense = Tense.FUTURE
        alone = weekly and self.sentences.opens_alone(reading.start, reading.end)
        if alone or (weekly and tense is Tense.UNKNOWN and self.sentences.announces(reading.start)):
            tense = Tense.FUTURE
        if weekly and tense in (Tense.UNKNOWN, Tense.NEAR) and reading.direction is None:
            tense = Tense.PAST
        if self.sentences.looks_back(reading.start):
            return nearest(candidates, anchor, Tense.PAST, NEVER_AHEAD)
        if weekly:
            return nearest(candidates, anchor, tense, AGAINST_TENSE_WEEKDAY)
        if reading.period and self.sentences.results(reading.end):
            tense = Tense.UNKNOWN  # "will report second-quarter earnings"
        return nearest(candidates, anchor, tense)

    def _story_anchor(self, reading: Reading) -> date | None:
        """The day that the story is at, where it is told of another year than the publication's."""
        if self._reported(reading):
            return None
        for previous in self._recent():
            found = moments.bounds(previous.timex)
            if not found or found[2] in (Precision.DECADE, Precision.CENTURY):
                continue
            same_sentence = self.sentences.around(previous.reading.start) == self.sentences.around(reading.start)
            if self.narrative:
                return found[0]
            assert self.published is not None
            far = abs(found[0].year - self.published.year) >= STORY_YEARS
            ahead = found[0].year > self.published.year
            far = far and not ahead and not self.sentences.looks_back(previous.reading.start)
            far = far and not self.sentences.told_of_a_thing(previous.reading.start, previous.reading.end)
            written_year = previous.reading.year is not None
            if reading.month is None or reading.direction is not None:
                return None
            near = self.sentences.beside(previous.reading.start, reading.start)
            if near and self._told_here(reading) and self.sentences.told_in_past(reading.start, reading.end):
                return found[0]
            return found[0] if same_sentence and far and written_year else None
        return None

    def _reported(self, reading: Reading) -> bool:
        """Whether a date is so close before the publication that it is news: *le 26 novembre*, read on 2 December."""
        if reading.month is None or self.published is None:
            return False
        if reading.direction == 0 and reading.day is not None:
            return True  # "ce 26 janvier"
        if self.narrative and reading.day is None:
            return False
        days = NEWS_DAYS_IN_STORIES if self.narrative and reading.weekday is None else NEWS_DAYS
        return is_news(candidates_of(reading, self.published), self.published, days)

    def _told_here(self, reading: Reading) -> bool:
        """Whether the paragraph tells of another time: its last two dates are years away from the publication."""
        assert self.published is not None
        years: list[int] = []
        for previous in self._recent():
            if "\n" in self.sentences.text[previous.reading.end : reading.start] or len(years) == 2:
                break
            if limits := moments.bounds(previous.timex):
                years.append(limits[0].year)
        return len(years) == 2 and all(abs(year - self.published.year) >= STORY_YEARS for year in years)

    def _in_story_year(self, reading: Reading) -> str:
        """The value in the far year that the sentence has just named: *en 1990 … le 3 mai*."""
        previous = self.story[-1] if self.story else None
        if previous is None or self.published is None or reading.month is None or reading.direction is not None:
            return ""
        found = moments.bounds(previous.timex)
        if found and of_year_beside(previous, reading, self.sentences):
            return in_year(reading, found[0].year)
        if not found or found[2] is not Precision.YEAR or previous.reading.year is None:
            return ""
        if self.sentences.looks_back(previous.reading.start) or found[0].year > self.published.year:
            return ""  # "seit 1994 im Amt": told of now
        if self.sentences.told_of_a_thing(previous.reading.start, previous.reading.end):
            return ""  # "after the 2008 crisis"
        far = abs(found[0].year - self.published.year) >= STORY_YEARS
        same = self.sentences.around(previous.reading.start) == self.sentences.around(reading.start)
        return in_year(reading, found[0].year) if far and same and not self._reported(reading) else ""

    def _told_before(self, reading: Reading, coarsest: Precision) -> date | None:
        """The last date of the story, but in the news none of far years that an earlier sentence looked back to."""
        past = self.sentences.tense(reading.start, reading.end) is Tense.PAST
        same = self.story and self.sentences.around(self.story[-1].reading.end)[1] > reading.start
        base = self._last(coarsest, self.published if past and not same else None)
        if base is None or self.published is None or self.narrative:
            return base
        if reading.direction == 0:
            return base  # "that year", "la même année"
        near = self.sentences.beside(self.story[-1].reading.start, reading.start)
        return base if near or abs(base.year - self.published.year) < STORY_YEARS else None

    def _of_owner(self, reading: Reading) -> str:
        """The value in the year that owns it: *last year's fourth quarter*."""
        owner = self.story[-1] if self.story else None
        if owner is None or self.sentences.text[owner.reading.end : reading.start].strip() != "'s":
            return ""
        return in_year(reading, int(owner.timex)) if re.fullmatch(r"\d{4}", owner.timex) else ""

    def _last(self, coarsest: Precision, until: date | None = None) -> date | None:
        """The last date of the story that is precise enough, and not after a day."""
        allowed = _AT_LEAST[coarsest]
        for previous in self._recent():
            found = moments.bounds(previous.timex)
            if found and found[2] in allowed and (until is None or found[0] <= until):
                return found[0]
        return None

    # what is so far away

    def _shift(self, reading: Reading) -> Resolved:
        if reading.vague:
            timex = "FUTURE_REF" if reading.direction == 1 else "PAST_REF"
            return Resolved(reading, timex, TimexType.DATE, unresolved=True, computed=True)
        base_timex = quarter_base(reading, self._recent(), self.sentences)
        if compared := year_before(reading, self.story, self.sentences) or hours_on(reading, self.story):
            return _dated(reading, compared, self.story[-1].timex, computed=True)
        if decade := decade_on(reading, self.story):
            return _dated(reading, decade, self.story[-1].timex, computed=True)
        base: date | None = None
        if reading.narrative:
            base = self._told_before(reading, _COARSEST.get(reading.unit, Precision.YEAR))
        anchor = base or self.published
        if is_nowadays(reading, self._recent(), self.sentences, self.published):
            return Resolved(reading, "PRESENT_REF", TimexType.DATE, unresolved=True)
        if self.narrative and not reading.narrative and self.published is None:
            anchor = None
        if anchor is None:
            if reading.unit == "D" and reading.amount == 0 and not reading.clock:
                return Resolved(reading, "PRESENT_REF", TimexType.DATE, unresolved=True, computed=True)
            return Resolved(reading, unknown_unit(reading), _type(reading), unresolved=True, computed=True)
        tense = self.sentences.tense_of_date(reading.start, reading.end)
        english = self.sentences.pack.month_first
        since = english and _RECORD.search(self.sentences.lowered, max(0, reading.start - 60), reading.start)
        if reading.rule == "told_next" and tense is not Tense.PAST:
            anchor = self.published or anchor
        if reading.rule == "in_before" and (
            (tense is Tense.PAST and english) or since or reading.unit in ("TH", "TM", "TS")
        ):
            return Resolved(reading, duration_timex(reading), TimexType.DURATION)
        timex = shifted(reading, anchor, tense, base_timex)
        if not timex:
            return Resolved(reading, unknown_unit(reading), _type(reading), unresolved=True, computed=True)
        return _dated(reading, timex, moments.day(anchor), computed=True)

    # times of day

    def _time_of_day(self, reading: Reading, dated: list[Resolved]) -> Resolved:
        sentence = self.sentences.around(reading.start)
        days = [(r, r.timex.partition("T")[0]) for r in dated if len(r.timex.partition("T")[0]) == 10]
        days = [(r, timex) for r, timex in days if timex[0].isdigit()]
        inside = [(r, t) for r, t in days if sentence[0] <= r.reading.start < sentence[1]]
        earlier = [t for r, t in inside if r.reading.start < reading.start]
        text = self.sentences.text
        later = [t for r, t in inside if _BESIDE.fullmatch(text, reading.end, max(r.reading.start, reading.end))]
        line = text.rfind("\n", max(0, reading.start - 2000), reading.start)
        told_of = [(r, t) for r, t in days if line < r.reading.start < reading.start and not r.reading.feast]
        told_before = [t for _, t in told_of]
        if reading.direction is None and self._recurs(reading, dated, sentence, bool(inside)):
            return Resolved(reading, "XXXX-XX-XX" + reading.clock, TimexType.TIME, unresolved=True, computed=True)
        if reading.direction is None and (earlier or later):
            day = earlier[-1] if earlier else later[0]
        elif told_before and (reading.direction is None or (reading.narrative and not reading.direction)):
            day = told_before[-1]
        elif reading.narrative and told_before:
            day = moments.day(moments.plus_days(date.fromisoformat(told_before[-1]), reading.direction or 0))
        elif self.published is not None:
            day = moments.day(moments.plus_days(self.published, reading.direction or 0))
        else:
            return Resolved(reading, "XXXX-XX-XX" + reading.clock, TimexType.TIME, unresolved=True, computed=True)
        over = told_of and told_of[-1][0].reading.rule in _OVER_MIDNIGHT and reading.clock[1:3] in _SMALL_HOURS
        if over and day == told_before[-1]:
            day = moments.day(moments.plus_days(date.fromisoformat(day), 1))
        return Resolved(reading, day + reading.clock, TimexType.TIME, day, computed=True)

    def _recurs(self, reading: Reading, dated: list[Resolved], sentence: tuple[int, int], day_named: bool) -> bool:
        """Whether the sentence tells of what comes again: *le mercredi de 14 h à 17 h*."""
        beside = [r for r in dated if sentence[0] <= r.reading.start < sentence[1]]
        before = [r for r in beside if r.reading.start < reading.start]
        if before and before[-1].type is TimexType.SET:
            return True
        return not day_named and any(r.type is TimexType.SET for r in beside)


_OVER_MIDNIGHT = ("night_between", "night_dates")
_SMALL_HOURS = frozenset(f"{hour:02}" for hour in range(10))
"""Hours that in *la nuit de lundi à mardi* are Tuesday's."""
_AT_LEAST: dict[Precision, tuple[Precision, ...]] = {
    Precision.DAY: FINE,
    Precision.WEEK: (*FINE, Precision.WEEK),
    Precision.MONTH: (*FINE, Precision.WEEK, Precision.MONTH),
    Precision.YEAR: tuple(p for p in Precision if p not in (Precision.DECADE, Precision.CENTURY, Precision.VAGUE)),
}
_COARSEST = {"M": Precision.MONTH} | dict.fromkeys(("D", "W", "WE", "TH", "TM", "TS"), Precision.DAY)


def _clock_only(reading: Reading) -> bool:
    if reading.form is not Form.CALENDAR or not reading.clock:
        return False
    slots = (reading.year, reading.month, reading.day, reading.weekday)
    return all(slot is None for slot in slots) and not (reading.feast or reading.season or reading.unit == "D")


def _type(reading: Reading) -> TimexType:
    return TimexType.TIME if reading.clock else TimexType.DATE


def _dated(reading: Reading, timex: str, anchor: str = "", computed: bool = False) -> Resolved:
    full = timex + reading.clock if reading.clock and "T" not in timex else timex
    return Resolved(reading, full, _type(reading), anchor, computed)
