"""From a match of a rule to its readings; a builder that finds no sense in the numbers gives none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.calendar_days import (
    read_calendar,
    read_day_and_month,
    read_day_of,
    read_day_short,
    read_days,
    read_month_day,
    read_month_of,
    read_month_short,
    read_nth_weekday,
    read_weekday,
    read_weekday_day,
    read_weekday_maybe,
    read_weekday_of,
    sound,
)
from tui_reader.entities.dates.clocks import (
    read_clock,
    read_daypart,
    read_daypart_alone,
    read_first_hour,
    read_night,
    read_night_dates,
    read_night_to_day,
    read_zoned,
)
from tui_reader.entities.dates.counting import (
    read_ago_day,
    read_duration,
    read_firsts,
    read_from_day,
    read_habitual,
    read_part_day,
    read_period,
    read_recurring,
    read_shift,
    read_span_word,
    read_unit,
    read_units_alone,
    read_whole,
)
from tui_reader.entities.dates.grammar import HEADS, Grammar, grammar
from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Form, Reading, four_digits, slots

Builder = Callable[[Tokens, Pack, str, int, int], list[Reading]]

_BREAKS = sym.OTHER + sym.STOP
_BREAK = re.compile(f"[{_BREAKS}]")


def readings(tokens: Tokens, pack: Pack) -> Iterator[Reading]:
    """Every reading of the text, in order, none overlapping another."""
    rules, symbols = grammar(), tokens.symbols
    position = 0
    while head := HEADS.search(symbols, position):
        start = max(position, head.start() - REACH)
        cut = _BREAK.search(symbols, head.start(), head.start() + AHEAD)
        stop = cut.start() if cut else min(head.start() + AHEAD, len(symbols))
        for place in range(head.start() - 1, start - 1, -1):
            if symbols[place] in _BREAKS:
                start = place + 1
                break
        position, built = _next(tokens, pack, rules, start, stop)
        yield from built


def _next(tokens: Tokens, pack: Pack, rules: Grammar, position: int, stop: int) -> tuple[int, list[Reading]]:
    """The first reading at or after a position, and where it ends."""
    symbols = tokens.symbols
    while position < stop:
        for rule in rules[symbols[position]]:
            match = rule.pattern.match(symbols, position)
            if match:
                built = BUILDERS.get(rule.name, read_calendar)(tokens, pack, rule.name, position, match.end())
                if built:
                    return match.end(), built
        position += 1
    return stop, []


AHEAD = 16
"""How many words are tried after a telling one before the next is looked for: a text without breaks stays cheap."""
REACH = 10
"""How many words before its first telling one a date may start: *about the past two and a half* years."""


def _numeric(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    written = re.match(r"[\d./-]+", tokens.values[last - 1])
    parts = re.split(r"[./-]", written.group() if written else "")
    if len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts[:3])
    else:
        left, right, year = int(parts[0]), int(parts[1]), four_digits(parts[2], "Y" if len(parts[2]) == 4 else "9")
        month_first = pack.month_first and "/" in tokens.values[last - 1] and left <= 12
        month, day = (left, right) if month_first or (right > 12 >= left) else (right, left)
    reading.year, reading.month, reading.day = year, month, day
    clock = re.search(r"[T ](\d\d:\d\d(?::\d\d)?)", tokens.values[last - 1])
    if clock:
        reading.clock = "T" + clock.group(1)
    return sound(reading) if 1 <= month <= 12 and 1000 <= year < 2200 else []


def _unit_dir(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*la dernière journée* is mostly a round of matches."""
    written = tokens.lowered[tokens.starts[first] : tokens.ends[last - 1]]
    return [] if "journée" in written and "dern" in written else read_unit(tokens, pack, rule, first, last)


def _numeric_clock(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*02/27/1998 13:37:00*, as agencies head their dispatches."""
    built = _numeric(tokens, pack, "numeric", first, last - 1)
    for reading in built:
        reading.end, reading.last, reading.clock = tokens.ends[last - 1], last, "T" + tokens.values[last - 1]
    return built


def _unit_of(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*May last year*, *au printemps de l'année prochaine*."""
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    if reading.unit != "Y" or reading.direction is None:
        return []
    reading.year_shift, reading.unit = reading.direction, ""
    return [reading]


def _years(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*2017-2021*: two years; *2014-15* too; not *2016-09*."""
    year = int(tokens.values[last - 3])
    symbol, value = tokens.symbols[last - 1], tokens.values[last - 1]
    if symbol != sym.YEAR and len(value) != 2:
        return []
    end = int(value) if symbol == sym.YEAR else year - year % 100 + int(value)
    end = end if end > year else end + 100 if year % 100 == 99 else end
    if not year < end < year + 120:
        return []
    if symbol != sym.YEAR and int(value) <= 12 and end != year + 1:
        return []
    built = [
        slots(tokens, rule, Form.CALENDAR, first, last - 2),
        slots(tokens, rule, Form.CALENDAR, last - 1, last),
    ]
    for reading, value_of in zip(built, (year, end), strict=True):
        reading.year, reading.day, reading.amount, reading.unit = value_of, None, None, ""
    built[0].range_start = built[1].range_end = True
    return built


def _school_year(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    pair = [i for i in range(first, last) if tokens.symbols[i] in "Y12356" and tokens.values[i].isdigit()]
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    year, value = int(tokens.values[pair[0]]), tokens.values[pair[-1]]
    end = int(value) if len(value) == 4 else year - year % 100 + int(value)
    if end != year + 1:
        return []
    reading.year, reading.day, reading.amount, reading.unit, reading.school = year, None, None, "", True
    reading.timex = f"{year}/{end}"
    return [reading]


def _named_dir(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if tokens.symbols[first] == "ƥ":
        return []  # "s'est bien passée mardi"
    if "E" in tokens.symbols[first:last]:
        return read_unit(tokens, pack, rule, first, last)
    return read_calendar(tokens, pack, rule, first, last)


def _reference(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if rule == "the_past" and not pack.month_first:  # "les dernières places"
        return []
    reading = slots(tokens, rule, Form.REFERENCE, first, last)
    reading.timex = "PAST_REF" if rule == "the_past" else tokens.values[last - 1]
    return [reading]


def _once(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*once a clerk*, which is not *once a week*."""
    if tokens.surface(first).lower() != "once a":
        return []
    reading = slots(tokens, "reference", Form.REFERENCE, first, last)
    reading.timex, reading.end = "PAST_REF", reading.start + len("once")
    return [reading]


def _feast(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*vendredi 14 juillet 2000* names the day that the feast is on."""
    if pack.month_first and tokens.symbols[first] == "D" and tokens.symbols[last] == sym.OTHER:
        first += 1  # in "the Easter recess" the article is the recess's
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    if reading.weekday is not None:
        month, _, day = reading.feast.partition("-")
        if not (month.isdigit() and day.isdigit()):
            return []
        reading.month, reading.day, reading.feast = int(month), int(day), ""
    return [reading]


def _quarter(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if tokens.symbols[first] == "D" and sym.HYPHEN in tokens.symbols[first:last]:
        return []
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    if not reading.period and sym.PERIOD_NAME not in tokens.symbols[first:last]:  # FY2024 has a year and no period
        units = [tokens.values[i] for i in range(first, last) if tokens.symbols[i] == "N"]
        limit = {"Q": 4, "H": 2, "S": 2}[units[0]]
        if reading.year is not None and reading.direction == -1:
            reading.day, reading.direction = limit, None  # "le dernier trimestre 2000"
        if reading.day is None or reading.day > limit:
            return []
        reading.period = f"{'H' if units[0] == 'S' else units[0]}{reading.day}"
    reading.day, reading.unit = None, ""
    return [reading]


def _year_named(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*l'année 2002*; in *verra le jour en 2002* the day is none of that year."""
    units = [tokens.values[i] for i in range(first, last) if tokens.symbols[i] in "U"]
    return [] if units and "Y" not in units else read_calendar(tokens, pack, rule, first, last)


def _year_period(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*the 1988 quarter*, compared with that of this year."""
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    return [reading] if reading.unit == "Q" and pack.month_first else []


def _decade(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    value = next((tokens.values[i] for i in range(last - 1, first - 1, -1) if tokens.symbols[i] in "KY12356"), "1")
    number = int(value)
    if number % 10 or (reading.unit and reading.unit not in ("Y", "DE")):
        return []
    reading.decade = (number if number > 999 else 1900 + number) // 10
    reading.year, reading.day, reading.amount, reading.unit = None, None, None, ""
    return [reading]


def _century(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    roman = next((tokens.values[i] for i in range(first, last) if tokens.symbols[i] == "X"), "")
    number = _roman(roman) if roman else reading.day
    if not number or number > 29 or "ML" in tokens.values[first:last]:
        return []
    reading.century, reading.day, reading.unit = number - 1, None, ""
    return [reading]


def _roman(written: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in written if letter in "IVX"]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


BUILDERS: dict[str, Builder] = {
    "numeric": _numeric,
    "numeric_clock": _numeric_clock,
    "iso": _numeric,
    "day_slash": read_day_and_month,
    "day_dots": read_day_and_month,
    "days_month": read_days,
    "month_days": read_days,
    "month_short": read_month_short,
    "day_short": read_day_short,
    "unit_of": _unit_of,
    "zoned": read_zoned,
    "years": _years,
    "school_year": _school_year,
    "night_between": read_night,
    "night_to": read_night,
    "night_to_day": read_night_to_day,
    "night_dates": read_night_dates,
    "month_day": read_month_day,
    "weekday": read_weekday,
    "unit_dir": _unit_dir,
    "clock": read_clock,
    "clock_bare": read_clock,
    "clock_lead": read_first_hour,
    "half_hour": read_clock,
    "each": read_recurring,
    "weekdays": read_recurring,
    "habitual": read_habitual,
    "per": read_recurring,
    "frequency": read_recurring,
    "deictic": read_shift,
    "refday": read_shift,
    "part_day": read_part_day,
    "early_day": read_shift,
    "ago": read_shift,
    "ago_day": read_ago_day,
    "from_day": read_from_day,
    "whole": read_whole,
    "weekday_of": read_weekday_of,
    "ago_before": read_shift,
    "in_before": read_shift,
    "weekday_day": read_weekday_day,
    "day_of": read_day_of,
    "feast": _feast,
    "nth_weekday": read_nth_weekday,
    "month_of": read_month_of,
    "quarter": _quarter,
    "quarter_dir": read_period,
    "quarter_ago": read_period,
    "period_ago": read_period,
    "year_period": _year_period,
    "year_named": _year_named,
    "part_rel": read_unit,
    "early_on": read_unit,
    "the_unit": read_unit,
    "weekend": read_unit,
    "decade": _decade,
    "century": _century,
    "duration": read_duration,
    "units": read_duration,
    "units_alone": read_units_alone,
    "daypart_alone": read_daypart_alone,
    "approx_units": read_duration,
    "span_dir": read_duration,
    "span_past": read_duration,
    "span_these": read_duration,
    "recent_units": read_duration,
    "aged": read_duration,
    "firsts": read_firsts,
    "daypart": read_daypart,
    "named_dir": _named_dir,
    "deictic_unit": read_unit,
    "span_word": read_span_word,
    "once": _once,
    "reference": _reference,
    "the_past": _reference,
    "weekday_maybe": read_weekday_maybe,
    "ref_noun": _reference,
}
