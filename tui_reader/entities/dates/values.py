"""From resolved readings to ``DateValue``: bounds, precision, sense, computed ends, weight, clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from datetime import date

from tui_reader.entities.dates import moments
from tui_reader.entities.dates.evidence import rule_words
from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Form
from tui_reader.entities.dates.resolve import MEMORY
from tui_reader.entities.dates.senses import sense_of
from tui_reader.entities.dates.story import Resolved
from tui_reader.entities.dates.tense import Sentences
from tui_reader.entities.dates.weigh import KEY, Surroundings, weigh
from tui_reader.i18n import N_
from tui_reader.model.mentions import DateKind, DateSense, DateValue, Precision, TimexType
from tui_reader.model.values import dataclass

CLAUSE = 140
"""Characters of a clause that a sidebar may show."""
NEAR = 80
"""Characters between an institution and a date that still belong together."""
_DURATION = re.compile(r"P(\d+)([YMWD])\Z")
_UNIT_PRECISION = {"Y": Precision.YEAR, "M": Precision.MONTH, "W": Precision.WEEK, "D": Precision.DAY}
_CLAUSE_END = re.compile(r"[;:]\s|\n")
_BREAKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Valued:
    """A mention to be, with its value."""

    start: int
    end: int
    value: DateValue
    confidence: float
    evidence: str


def values_of(
    resolved: list[Resolved],
    tokens: Tokens,
    pack: Pack,
    sentences: Sentences,
    published: date | None,
    institutions: list[tuple[int, int]],
    text: str,
) -> list[Valued]:
    """The value of every mention, in text order. ``text`` is the document's, as its author set it."""
    named = Counter(one.timex for one in resolved)
    starts = [place[0] for place in institutions]
    told: dict[tuple[int, int], tuple[bool, bool]] = {}
    made: list[Valued] = []
    line: Resolved | None = None
    for index, one in enumerate(resolved):
        start, stop = sentences.around(one.reading.start)
        window = sentences.window(one.reading.start)
        if window not in told:
            told[window] = _told(pack, tokens.lowered, window)
        place = bisect_left(starts, one.reading.start)
        beside = institutions[max(0, place - 2) : place + 2]
        near = any(s - NEAR < one.reading.start < e + NEAR and start <= s < stop for s, e in beside)
        around = Surroundings(
            event=told[window][0],
            deadline=told[window][1],
            position=one.reading.start,
            times_named=named[one.timex],
            near_institution=near,
            publication_line=_published(one, tokens, pack) or _goes_on(line, one, tokens.text),
            hour_of_named_day=_hour_of(one, resolved[max(0, index - 2) : index + 2]),
        )
        line = one if around.publication_line else None
        end = _computed_end(one, resolved[max(0, index - MEMORY) : index], tokens, pack, sentences)
        other = _other_end(one, index, resolved)
        made.append(_valued(one, around, end, other, tokens, pack, published, (start, stop), text))
    return made


def _goes_on(line: Resolved | None, one: Resolved, text: str) -> bool:
    """Whether it is the hour of a publication line: *Publié le 12 novembre 2019 à 18h02*."""
    return line is not None and text[line.reading.end : one.reading.start].strip(" ,-–") in (
        "",
        "à",
        "at",
        "um",
        "a las",
    )


def _hour_of(one: Resolved, beside: list[Resolved]) -> bool:
    """Whether it is a time of day whose day stands beside it."""
    clock_only = one.type is TimexType.TIME and one.reading.day is None and one.reading.weekday is None
    if not clock_only or one.reading.unit == "D":
        return False
    day = one.timex.partition("T")[0]
    return any(other is not one and other.timex.partition("T")[0] == day for other in beside)


def _told(pack: Pack, lowered: str, window: tuple[int, int]) -> tuple[bool, bool]:
    """Whether a sentence tells of an event, and of a deadline."""
    return bool(pack.events.search(lowered, *window)), bool(pack.deadlines.search(lowered, *window))


def _valued(
    one: Resolved,
    around: Surroundings,
    end: tuple[str, Resolved] | None,
    other: Resolved | None,
    tokens: Tokens,
    pack: Pack,
    published: date | None,
    sentence: tuple[int, int],
    written: str,
) -> Valued:
    reading = one.reading
    found = moments.bounds(one.timex) if one.type in (TimexType.DATE, TimexType.TIME) else None
    kind, sense = _kind(one), sense_of(reading, tokens)
    precision = found[2] if found else _precision_of(one)
    value, anchor, computed = _written(one, other), one.anchor, one.computed
    days = (found[0], found[1]) if found else None
    note = ""
    if end is not None:
        timex, source = end
        ended, started = moments.bounds(timex), moments.bounds(source.timex)
        if ended and started:
            days, precision, sense = (started[0], ended[1]), ended[2], DateSense.UNTIL
            value, anchor, computed = f"{source.timex}/{timex}", source.timex, True
            note = f"ends {timex}: {reading_text(tokens, one)} from {reading_text(tokens, source)}"
    score, reason = weigh(precision, one.type, kind, sense, days, computed, published, around)
    if one.unresolved and days is None and one.timex.startswith("XXXX") and published is None:
        reason = N_("unresolved: no publication date to count from")
    if note:
        reason = f"{note}; {reason}"
    made = DateValue(
        value=value,
        timex=one.timex,
        type=one.type,
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        precision=precision,
        kind=kind,
        sense=sense,
        anchor=anchor,
        computed=computed,
        score=score,
        reason=reason,
        key=score >= KEY,
        clause=clause(tokens.text, written, *sentence, reading.start, reading.end),
    )
    return Valued(reading.start, reading.end, made, _confidence(one), _evidence(one))


def reading_text(tokens: Tokens, one: Resolved) -> str:
    return tokens.text[one.reading.start : one.reading.end]


def _kind(one: Resolved) -> DateKind:
    if one.type is TimexType.DURATION:
        return DateKind.DURATION
    if one.type is TimexType.SET:
        return DateKind.RECURRING
    if one.reading.range_start or one.reading.range_end:
        return DateKind.RANGE
    return DateKind.TIME if one.type is TimexType.TIME else DateKind.DATE


def _precision_of(one: Resolved) -> Precision:
    if one.type in (TimexType.DURATION, TimexType.SET):
        return _UNIT_PRECISION.get(one.timex[-1:], Precision.TIME if "T" in one.timex else Precision.VAGUE)
    return Precision.VAGUE


def _written(one: Resolved, other: Resolved | None) -> str:
    """The EDTF value: of an end of a range, the whole range."""
    value = moments.edtf(one.timex)
    if one.reading.zone and "T" in value:
        value += one.reading.zone
    if other is None:
        return value
    partner = moments.edtf(other.timex)
    return f"{value}/{partner}" if one.reading.range_start else f"{partner}/{value}"


def _other_end(one: Resolved, index: int, resolved: list[Resolved]) -> Resolved | None:
    if one.reading.range_start and index + 1 < len(resolved) and resolved[index + 1].reading.range_end:
        return resolved[index + 1]
    if one.reading.range_end and index and resolved[index - 1].reading.range_start:
        return resolved[index - 1]
    return None


def _computed_end(
    one: Resolved, earlier: list[Resolved], tokens: Tokens, pack: Pack, sentences: Sentences
) -> tuple[str, Resolved] | None:
    """Where a duration ends that begins with a dated event of its sentence: *signé le 6 mai 2019 … cinq ans*.

    The end is no finer than the month, and no finer than the start was written: nobody named a day.
    """
    length = _DURATION.match(one.timex)
    if one.reading.form is not Form.DURATION or not length or one.reading.rule != "duration":
        return None
    start, _ = sentences.around(one.reading.start)
    before = tokens.text[max(start, one.reading.start - 24) : one.reading.start]
    joins = [m.end() for m in pack.lasting.finditer(before)]
    adjective = "-" in reading_text(tokens, one) and pack.month_first
    if not adjective and not (joins and not before[joins[-1] :].strip()):
        return None
    if not pack.events.search(tokens.lowered, *sentences.window(one.reading.start)):
        return None
    for source in reversed(earlier):
        found = moments.bounds(source.timex)
        if source.reading.start >= start and found and source.type is not TimexType.DURATION:
            return _ended(found[0], found[2], int(length.group(1)), length.group(2)), source
    return None


def _ended(first: date, precision: Precision, count: int, unit: str) -> str:
    if unit in "YM":
        end = moments.plus_months(first, count * (12 if unit == "Y" else 1))
        return f"{end.year:04}" if precision is Precision.YEAR else moments.month(end)
    end = moments.plus_days(first, count * (7 if unit == "W" else 1))
    return moments.day(end) if precision in (Precision.DAY, Precision.TIME) else moments.month(end)


def _published(one: Resolved, tokens: Tokens, pack: Pack) -> bool:
    before = tokens.text[max(0, one.reading.start - 40) : one.reading.start].rpartition("\n")[2]
    return any(not before[m.end() :].strip(" :,") for m in pack.published.finditer(before))


def clause(text: str, written: str, start: int, stop: int, first: int, last: int) -> str:
    """The clause around a mention, at most ``CLAUSE`` characters, cut between words and marked where cut.

    It is looked for in ``text`` and told as ``written``, with its apostrophes and the spaces that do not break.
    """
    start, stop = max(start, first - 2 * CLAUSE), min(stop, last + 2 * CLAUSE)
    for match in _CLAUSE_END.finditer(text, start, stop):
        if match.end() <= first:
            start = match.end()
        elif match.start() >= last:
            stop = match.start()
            break
    if stop - start <= CLAUSE:
        return _one_line(written[start:stop])
    room = max((CLAUSE - (last - first)) // 2, 0)
    left, right = max(start, first - room), min(stop, last + room)
    head = "" if left == start else "…"
    tail = "" if right == stop else "…"
    if head:
        left = min(first, text.find(" ", left, first) + 1 or left)
    if tail:
        right = max(last, text.rfind(" ", last, right))
    return head + _one_line(written[left:right]) + tail


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _confidence(one: Resolved) -> float:
    if one.unresolved:
        return 0.6
    return 0.8 if one.computed else 0.95


def _evidence(one: Resolved) -> str:
    counted = f", counted from {one.anchor}" if one.anchor else ""
    return f"{rule_words(one.reading.rule)}{counted}"
