"""From a match of a rule to its readings; a builder that finds no sense in the numbers gives none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.grammar import HEADS, Rule, grammar
from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Form, Reading, daypart, four_digits, slots

Builder = Callable[[Tokens, Pack, str, int, int], list[Reading]]

_ISLAND = re.compile(f"[^{sym.OTHER}{sym.STOP}]+")
_GAPS = frozenset("-–/>à&,I")


def readings(tokens: Tokens, pack: Pack) -> Iterator[Reading]:
    """Every reading of the text, in order, none overlapping another."""
    rules, symbols = grammar(), tokens.symbols
    for island in _ISLAND.finditer(symbols):
        position, stop = island.span()
        head = HEADS.search(symbols, position, stop)
        while head:
            position = max(position, head.start() - REACH)
            position, built = _next(tokens, pack, rules, position, stop)
            yield from built
            head = HEADS.search(symbols, position, stop)


def _next(
    tokens: Tokens, pack: Pack, rules: Mapping[str, tuple[Rule, ...]], position: int, stop: int
) -> tuple[int, list[Reading]]:
    """The first reading at or after a position, and where it ends."""
    symbols = tokens.symbols
    while position < stop:
        for rule in rules.get(symbols[position], ()):
            match = rule.pattern.match(symbols, position, stop + 1)
            if match:
                built = BUILDERS.get(rule.name, _calendar)(tokens, pack, rule.name, position, match.end())
                if built:
                    return match.end(), built
        position += 1
    return stop, []


REACH = 10
"""How many words before its first telling one a date may start: *about the past two and a half* years."""


def _sound(reading: Reading) -> list[Reading]:
    day, month = reading.day, reading.month
    if day is not None and month is not None and not 1 <= day <= _LONGEST[month - 1]:
        return []
    return [reading]


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _calendar(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    return _sound(slots(tokens, rule, Form.CALENDAR, first, last))


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
    return _sound(reading) if 1 <= month <= 12 and 1000 <= year < 2200 else []


def _days(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """Several days of one month: a reading for each, the last with month and year."""
    month_at = next(i for i in range(first, last) if tokens.symbols[i] in "Mm")
    month = int(tokens.values[month_at])
    year = next(
        (four_digits(tokens.values[i], tokens.symbols[i]) for i in range(month_at, last) if tokens.symbols[i] in "Y9"),
        None,
    )
    built: list[Reading] = []
    start, month_first = first, tokens.symbols[month_at + 1 : month_at + 2] in tuple("123")
    for index in range(first, last + 1):
        gap = index < last and tokens.symbols[index] in _GAPS and (index > month_at or not month_first)
        if month_first and index < last and tokens.symbols[index] == ",":
            gap = False
        if not month_first and index > month_at:
            gap = False
        if index == last or gap:
            if start < index:
                reading = slots(tokens, rule, Form.CALENDAR, start, index)
                reading.month, reading.year = month, year
                built.append(reading)
            start = index + 1
    joined = "".join(tokens.symbols[first:last])
    if len(built) == 2 and any(sign in joined for sign in "-–>à"):
        built[0].range_start = built[1].range_end = True
    if any(reading.day is None or not _sound(reading) for reading in built):
        return []
    return built


def _month_short(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    reading.amount, reading.year = None, four_digits(tokens.values[last - 1], "9")
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
    if end <= year:
        return []
    reading.year, reading.day, reading.amount, reading.unit, reading.school = year, None, None, "", True
    reading.timex = f"{year}/{end}"
    return [reading]


def _shift(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    if reading.amount is None and reading.day is not None and rule in ("ago", "ago_before", "in_before"):
        reading.amount = float(reading.day)
    if rule in ("ago", "ago_before", "in_before"):
        if reading.amount is None:
            numbers = [tokens.values[i] for i in range(first, last) if tokens.symbols[i] in "123567Y"]
            reading.amount = float(numbers[0]) if numbers else None
            reading.vague = reading.amount is None
        if rule == "in_before" and reading.vague:
            return []
        kinds = {tokens.values[i] for i in range(first, last) if tokens.symbols[i] in "gGǵ"}
        reading.direction = 1 if rule == "in_before" or kinds & {"later", "from_now"} else -1
        reading.narrative = bool(kinds & {"later", "earlier"})
        reading.day = reading.year = None
    return [reading]


def _duration(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if tokens.symbols[first] == "D" and sym.HYPHEN in tokens.symbols[first:last]:
        return []  # in "the five-year plan" the article is the plan's
    reading = slots(tokens, rule, Form.DURATION, first, last)
    numbers = [i for i in range(first, last) if tokens.symbols[i] in "1235670YVA"]
    if numbers and not reading.vague:
        reading.amount = float(tokens.values[numbers[0]])
        if len(numbers) > 1 and numbers[1] > numbers[0] + 1:
            reading.amount = float(tokens.values[numbers[-1]])  # "two to three years"
        elif len(numbers) > 1 and tokens.symbols[numbers[1]] == "V":
            reading.amount = float(tokens.values[numbers[1]]) * (reading.amount if reading.amount > 1 else 1)
        if any(tokens.symbols[i] == "½" for i in range(numbers[0] + 1, last)):
            reading.amount += 0.5
    elif any(tokens.symbols[i] == "½" for i in range(first, last)):
        reading.amount = 0.5
    elif rule in ("units", "approx_units", "span_these", "recent_units") or reading.vague:
        reading.amount, reading.vague = None, True
    elif reading.amount is None:
        reading.amount = 1.0
    if rule == "aged" and not reading.unit:
        reading.unit = "Y"
    reading.day = reading.year = None
    return [reading] if reading.unit else []


def _named_dir(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if "E" in tokens.symbols[first:last]:
        return _unit_only(tokens, pack, rule, first, last)
    return _calendar(tokens, pack, rule, first, last)


def _part_day(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    return (_shift if "T" in tokens.symbols[first:last] else _calendar)(tokens, pack, rule, first, last)


def _span_word(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*dreijährig*: number and unit in one word."""
    reading = slots(tokens, rule, Form.DURATION, first, last)
    amount, _, reading.unit = tokens.values[first].partition(" ")
    reading.amount = None if amount == "X" else float(amount)
    return [reading]


def _firsts(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    built = _duration(tokens, pack, rule, first, last)
    numbers = [i for i in range(first, last) if tokens.symbols[i] in "123567V"]
    if built and numbers:
        built[0].amount = float(tokens.values[numbers[0]])
    return built


def _recurring(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.RECURRING, first, last)
    if rule == "frequency":
        reading.timex = tokens.values[first]
    if rule == "per":
        reading.amount = reading.day = None
    others = [tokens.values[i] for i in range(first, last) if tokens.symbols[i] == "ε"]
    if others:
        reading.amount = float(others[0])
    elif reading.day is not None:
        reading.amount = float(reading.day)
    return [reading]


def _habitual(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    return _recurring(tokens, pack, rule, first, last) if pack.habitual else []


def _reference(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.REFERENCE, first, last)
    reading.timex = "PAST_REF" if rule == "the_past" else tokens.values[last - 1]
    return [reading]


def _clock(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    halfday, numbers, zone, part = "", [], "", ""
    for index in range(first, last):
        symbol, value = tokens.symbols[index], tokens.values[index]
        if symbol in "c;":
            numbers += [int(n) for n in value.split(":")]
        elif symbol in "01235":
            numbers.append(int(value))
        elif symbol == "7" and re.fullmatch(r"\d{1,2}\.\d\d", value):
            numbers += [int(n) for n in value.split(".")]
        elif symbol == "j":
            halfday = value
        elif symbol == "P":
            part = value
    zone = reading.zone
    if rule == "clock" and not _is_clock(tokens, first, last):
        return []
    if not numbers or numbers[0] > 24 or (len(numbers) > 1 and numbers[1] > 59):
        return []
    if rule == "half_hour":
        numbers = [numbers[-1] - 1, 30]
    hour = numbers[0] % 12 if halfday in ("am", "pm") else numbers[0]
    hour += 12 if halfday == "pm" or (part in ("AF", "EV") and hour < 12) else 0
    reading.day = reading.year = reading.amount = None
    reading.unit = ""
    reading.clock = f"T{hour:02}:{numbers[1] if len(numbers) > 1 else 0:02}"
    reading.zone = zone
    return [reading]


def _clock_lead(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """The first hour of *9 to 11 a.m.*, which is named once for both."""
    reading = slots(tokens, "clock", Form.CALENDAR, first, last)
    halfday = next((tokens.values[i] for i in range(last, last + 4) if tokens.symbols[i : i + 1] == "j"), "")
    hour = int(tokens.values[first])
    if not _is_clock(tokens, first + 2, first + 3 if tokens.symbols[first + 2] in "c;" else first + 4):
        return []
    reading.day, reading.clock = None, f"T{hour + 12 if halfday == 'pm' and hour < 12 else hour:02}:00"
    return [reading]


def _is_clock(tokens: Tokens, first: int, last: int) -> bool:
    """*10:30* and *3 heures* may be a score or a duration: they need a word that makes them a time of day."""
    inside = tokens.symbols[first:last]
    before = tokens.symbols[first - 1 : first]
    if any(symbol in inside for symbol in "jzc"):
        written = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
        bare = inside == "c" and re.fullmatch(r"\d+\s?[hH]", written)
        return not bare or before in tuple("àI>&<p–-,DJW/TΩ") or tokens.symbols[last : last + 1] in tuple(">&à-–")
    if ";" in inside:
        return before in tuple("àI>&<pWTΩJ") or tokens.symbols[last : last + 1] in tuple("TWΩ")
    if inside[-1] == "i" or inside[-2:-1] == "i":
        cue = tokens.values[first - 1] if first else ""
        if inside[-1] != "i":
            return True
        towards = cue != "at" or tokens.surface(first - 1).lower() in _TOWARDS
        return before in tuple("àpD") or (before in tuple("I><&") and bool(cue) and towards)
    return False


_TOWARDS = frozenset({"vers", "gegen", "um", "verso", "hacia", "rond", "om", "omstreeks"})
"""Prepositions that make a number of hours a time of day."""


def _unit_only(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*this year*, *la semaine prochaine*, *the quarter*: the unit that lies so many units away."""
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    if reading.school and not reading.unit:
        reading.unit = "Y"
    reading.amount = 1.0
    if reading.direction is None:
        reading.direction = 0
    idiom = rule == "part_rel" and reading.unit == "D" and tokens.symbols[last - 1] == "U" and reading.direction == 0
    return [reading] if reading.unit and not idiom else []


def _weekday_day(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    return [reading] if reading.day and reading.day <= 31 else []


def _quarter(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if tokens.symbols[first] == "D" and sym.HYPHEN in tokens.symbols[first:last]:
        return []
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    if not reading.period:
        units = [tokens.values[i] for i in range(first, last) if tokens.symbols[i] == "N"]
        limit = {"Q": 4, "H": 2, "S": 2}[units[0]]
        if reading.day is None or reading.day > limit:
            return []
        reading.period = f"{'H' if units[0] == 'S' else units[0]}{reading.day}"
    reading.day, reading.unit = None, ""
    return [reading]


def _decade(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    value = next(tokens.values[i] for i in range(last - 1, first - 1, -1) if tokens.symbols[i] in "KY12356")
    number = int(value)
    if number % 10:
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


def _night(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    if reading.clock != "TNI":
        return []
    weekdays = [tokens.values[i] for i in range(first, last) if tokens.symbols[i] in "Ww"]
    reading.weekday = int(weekdays[0])
    return [reading]


def _daypart(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    reading.clock = daypart(tokens.values[last - 1])
    return [reading]


def _period_dir(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    reading.amount = 1.0
    if any(tokens.symbols[i] == "β" for i in range(first, last)):
        reading.unit, reading.period = "Y", "Q?"
        if reading.day:
            reading.period = f"Q{reading.day}"
    return [reading]


BUILDERS: dict[str, Builder] = {
    "numeric": _numeric,
    "iso": _numeric,
    "days_month": _days,
    "month_days": _days,
    "month_short": _month_short,
    "years": _years,
    "school_year": _school_year,
    "night_between": _night,
    "night_to": _night,
    "clock": _clock,
    "clock_bare": _clock,
    "clock_lead": _clock_lead,
    "half_hour": _clock,
    "each": _recurring,
    "weekdays": _recurring,
    "habitual": _habitual,
    "per": _recurring,
    "frequency": _recurring,
    "deictic": _shift,
    "refday": _shift,
    "part_day": _part_day,
    "early_day": _shift,
    "ago": _shift,
    "ago_before": _shift,
    "in_before": _shift,
    "weekday_day": _weekday_day,
    "quarter": _quarter,
    "quarter_dir": _period_dir,
    "quarter_ago": _period_dir,
    "part_rel": _unit_only,
    "unit_dir": _unit_only,
    "early_on": _unit_only,
    "the_unit": _unit_only,
    "weekend": _unit_only,
    "decade": _decade,
    "century": _century,
    "duration": _duration,
    "units": _duration,
    "approx_units": _duration,
    "span_dir": _duration,
    "span_past": _duration,
    "span_these": _duration,
    "recent_units": _duration,
    "aged": _duration,
    "firsts": _firsts,
    "daypart": _daypart,
    "named_dir": _named_dir,
    "deictic_unit": _unit_only,
    "span_word": _span_word,
    "reference": _reference,
    "the_past": _reference,
    "ref_noun": _reference,
}
