"""What a text has named so far, and what its comparisons go back to: *from $2 million a year earlier*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tui_reader.entities.dates import moments
from tui_reader.entities.dates.named import STORY_YEARS
from tui_reader.entities.dates.readings import Form, Reading
from tui_reader.entities.dates.tense import Sentences, Tense
from tui_reader.model.mentions import Precision, TimexType

FINE = (Precision.TIME, Precision.DAY)
GENERATION = 5
"""A year so long ago makes *today* in the same sentence mean these days."""
COMPARED = 3
"""Among so many dates back stands what is compared: *in May, from 5% the month before and 6% a year earlier*."""
BESIDE = 50
"""Characters between a year and a month of it."""
_OTHER_CLAUSE = re.compile(r"[.;:\n]|\b(?:and|but|et|mais|und|aber|than|from|contre|gegenüber)\b")
NEWS_SHARE = 8
"""One *Tuesday* to so many years: a text with more is news, however far its background reaches."""
UP_TO = 24
"""Characters before *today* that may say that it is no day."""
_LONG = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_PERIODS_AGO = ("period_ago", "quarter_ago", "quarter_dir", "the_unit")
"""Rules that name a quarter, and go back to the last one over the days named since."""


@dataclass(slots=True)
class Resolved:
    """A reading with its TIMEX3 value; ``anchor`` is the ISO date or value that it was counted from."""

    reading: Reading
    timex: str
    type: TimexType
    anchor: str = ""
    computed: bool = False
    unresolved: bool = False


def year_before(reading: Reading, story: Sequence[Resolved], sentences: Sentences) -> str:
    """The month that *a year earlier* goes back to: *11% in October from a year earlier*."""
    last = next((one for one in reversed(story[-COMPARED:]) if not one.reading.narrative), None)
    if last is None or not _a_year_back(reading) or not re.fullmatch(r"\d{4}-\d\d", last.timex):
        return ""
    return f"{int(last.timex[:4]) - 1:04}{last.timex[4:]}" if _together(last, reading, sentences) else ""


def hours_on(reading: Reading, story: Sequence[Resolved]) -> str:
    """The hour that *three hours later* leads to, where the story has just named one."""
    step = {"TH": 60, "TM": 1}.get(reading.unit)
    if not story or not step or not reading.narrative or not reading.amount:
        return ""
    named = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)", story[-1].timex)
    if not named:
        return ""
    minutes = int(named[2]) * 60 + int(named[3]) + round(reading.amount * step) * (reading.direction or 1)
    days, minutes = divmod(minutes, 24 * 60)
    reading.clock = f"T{minutes // 60:02}:{minutes % 60:02}"
    return moments.day(moments.plus_days(date.fromisoformat(named[1]), days))


def quarter_base(reading: Reading, recent: Sequence[Resolved], sentences: Sentences) -> str:
    """The quarter that *a year earlier* or *the quarter* goes back to: the last named in the story."""
    if reading.unit not in ("Y", "Q") or (reading.unit == "Y" and reading.rule == "unit_dir"):
        return ""  # "the previous year" is a whole one
    ago = _a_year_back(reading) and not reading.narrative
    if not (reading.narrative or ago or reading.rule == "the_unit"):
        return ""
    for previous in recent:
        compared = previous.reading.narrative and previous.reading.unit == "Y"
        if compared and reading.rule == "the_unit":
            continue
        if "-Q" in previous.timex and previous.timex[0].isdigit():
            return previous.timex if not ago or _together(previous, reading, sentences) else ""
        found = moments.bounds(previous.timex)
        if found and (found[2] not in FINE or reading.rule not in _PERIODS_AGO):
            return ""
    return ""


def quarter_of_year(reading: Reading, recent: Sequence[Resolved], published: date | None) -> str:
    """*the 1988 quarter*: the one that the story compares, else the one that was last over."""
    for previous in recent:
        if "-Q" in previous.timex and previous.timex[0].isdigit():
            return f"{reading.year:04}{previous.timex[4:]}"
    if published is None:
        return f"{reading.year:04}"
    return f"{reading.year:04}-Q{(moments.plus_months(published, -3).month + 2) // 3}"


def end_with(period: Resolved, day: Resolved, sentences: Sentences) -> None:
    """*the quarter ended Sept. 30* is the one with that day; so is *the week ended*."""
    if period.reading.unit not in ("Q", "W", "Y") or period.reading.rule != "the_unit":
        return
    found = moments.bounds(day.timex)
    if found and sentences.text[period.reading.end : day.reading.start].strip() in ("ended", "ending"):
        last = found[1]
        quarter = f"{last.year:04}-Q{(last.month + 2) // 3}"
        period.timex = {"Q": quarter, "W": moments.week(last), "Y": f"{last.year:04}"}[period.reading.unit]


def of_year_beside(year: Resolved, reading: Reading, sentences: Sentences) -> bool:
    """Whether a year counted from the publication stands before in the clause: *l'an prochain, en décembre*."""
    counted = year.reading.form is Form.SHIFT and year.reading.unit == "Y" and year.reading.direction in (-1, 1)
    between = sentences.text[year.reading.end : reading.start]
    return counted and not year.reading.narrative and len(between) < BESIDE and not _OTHER_CLAUSE.search(between)


def is_nowadays(reading: Reading, recent: Sequence[Resolved], sentences: Sentences, published: date | None) -> bool:
    """Whether *today* is no day: *bis heute*, *founded in 1962, it employs 80 people today*."""
    if reading.rule != "deictic" or reading.amount != 0 or reading.clock or published is None:
        return False
    words, text = sentences.pack, sentences.lowered
    before = max(0, reading.start - UP_TO)
    if words.up_to_today.search(text, before, reading.start):
        return True
    future = sentences.tense(reading.start, reading.end) is Tense.FUTURE
    if words.still_today.search(text, before, reading.start) or words.today_still.match(text, reading.end):
        return not future
    if not future and recent and _after_old_year(recent[0], reading, sentences, published):
        return True
    for previous in recent:
        if future or not _together(previous, reading, sentences):
            return False
        found = moments.bounds(previous.timex)
        if previous.timex == "PAST_REF" and previous.reading.form is Form.REFERENCE:
            return True
        if found and found[2] in _LONG and found[1].year <= published.year - GENERATION:
            return True
    return False


def _after_old_year(last: Resolved, reading: Reading, sentences: Sentences, published: date) -> bool:
    """*1988 übergab er den Hof. Heute lebt er in Brixen.*"""
    found = moments.bounds(last.timex)
    old = found and found[1].year <= published.year - GENERATION and found[2] in _LONG
    if not old and not (last.timex == "PAST_REF" and last.reading.form is Form.REFERENCE):
        return False
    beside = sentences.beside(last.reading.start, reading.start)
    return beside and sentences.tense(reading.start, reading.end) is Tense.UNKNOWN


def decade_on(reading: Reading, story: Sequence[Resolved]) -> str:
    """The decade that *twenty years later* leads to from a decade."""
    last = story[-1].timex if story else ""
    steps = (reading.amount or 0) / 10
    if reading.unit != "Y" or not reading.narrative or len(last) != 3 or not last.isdigit() or steps % 1:
        return ""
    return f"{int(last) + int(steps) * (reading.direction or 1):03}" if steps else ""


def _a_year_back(reading: Reading) -> bool:
    return (
        reading.rule in ("ago", "period_ago")
        and reading.unit == "Y"
        and reading.amount == 1
        and reading.direction == -1
    )


def _together(one: Resolved, reading: Reading, sentences: Sentences) -> bool:
    return sentences.around(one.reading.start) == sentences.around(reading.start)


def told(readings: list[Reading], published: date) -> bool:
    """Whether the text tells of another time than the publication's: most of the years that it names are far away."""
    years = [r.year for r in readings if r.year is not None]
    far = [year for year in years if abs(year - published.year) >= STORY_YEARS]
    fresh = sum(_of_the_week(r) for r in readings)
    return len(years) >= 4 and len(far) >= 0.8 * len(years) and fresh * NEWS_SHARE <= len(years)


def _of_the_week(reading: Reading) -> bool:
    """Whether it is a date as news has them: *Tuesday*, *yesterday*."""
    weekday = reading.weekday is not None and reading.month is None and reading.form is Form.CALENDAR
    return weekday or reading.rule == "deictic"
