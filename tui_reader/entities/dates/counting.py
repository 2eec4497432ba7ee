"""What is counted: so many units from somewhere, so long, so often."""

from __future__ import annotations

import re

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Form, Reading, slots

_LASTING = re.compile(r"\b(?:and|to|will|could|would|may|might|can|should|must|cannot|not|usually|typically|often)\s\Z")
"""After these *last* is the verb: *could last two weeks*."""

HUNDRED = 100
BESIDE = 24
"""Characters before units without number in which their verb may end."""


def read_shift(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if rule == "refday" and tokens.surface(first).lower() == "a day before" and tokens.symbols[last] not in ",.!":
        return read_duration(tokens, pack, "day_before", first, last)
    if _is_german_morning(tokens, pack, rule, first, last):
        reading = slots(tokens, "daypart", Form.CALENDAR, first, last)
        reading.amount, reading.unit, reading.clock = None, "", "TMO"
        return [reading]
    if rule == "ago" and pack.than.match(tokens.lowered, tokens.ends[last - 1]):
        return read_duration(tokens, pack, "duration", first, last - 1)  # "two years later than planned"
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


def _is_german_morning(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> bool:
    """*am Morgen*, where *morgen* is tomorrow."""
    alone = rule == "deictic" and first + 1 == last and tokens.symbols[first - 1 : first] in tuple("ID")
    return pack.capitals and alone and tokens.text.startswith("Morgen", tokens.starts[first])


def read_duration(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if tokens.symbols[first] == "D" and sym.HYPHEN in tokens.symbols[first:last]:
        return []  # in "the five-year plan" the article is the plan's
    begin = tokens.starts[first]
    if rule == "day_before":  # "a day before the vote"
        reading = Reading("duration", Form.DURATION, begin, begin + len("a day"), first, last)
        reading.amount, reading.unit = 1.0, "D"
        return [reading]
    if tokens.symbols[first] == "l" and _LASTING.search(tokens.text, max(0, begin - 12), begin):
        return read_duration(tokens, pack, "duration", first + 1, last)
    if twice := _same_unit_twice(tokens, first, last):
        built = [r for part in twice for r in read_duration(tokens, pack, rule, *part)]
        return _shared_unit(tokens, *twice, built)
    reading = slots(tokens, rule, Form.DURATION, first, last)
    numbers = [i for i in range(first, last) if tokens.symbols[i] in "1235670YVA"]
    if numbers and tokens.symbols[numbers[0]] == "Y" and tokens.symbols[last - 1] == "U":
        return []  # "the 2013 budget year"
    if numbers and not reading.vague:
        reading.amount = float(tokens.values[numbers[0]])
        if len(numbers) > 1 and numbers[1] > numbers[0] + 1:
            reading.amount = float(tokens.values[numbers[-1]])  # "two to three years"
        elif len(numbers) > 1 and tokens.symbols[numbers[1]] == "V":
            if float(tokens.values[numbers[1]]) < HUNDRED:
                return []  # "700,000 six months ago"
            reading.amount = float(tokens.values[numbers[1]]) * (reading.amount if reading.amount > 1 else 1)
        if any(tokens.symbols[i] == "½" for i in range(numbers[0] + 1, last)):
            reading.amount += 0.5
    elif any(tokens.symbols[i] == "½" for i in range(first, last)):
        reading.amount = 0.5
    elif rule in ("units", "approx_units", "span_these", "recent_units") or reading.vague:
        reading.amount, reading.vague = None, True
    elif reading.amount is None:
        reading.amount = 1.0
    reading.timex = _two_units(tokens, first, last)
    if rule == "aged" and not reading.unit:
        reading.unit = "Y"
    reading.day = reading.year = None
    return [reading] if reading.unit else []


_DIGITS = frozenset("1235670")
_AND = frozenset({"et", "and", "und", "y", "e", "en"})


def _same_unit_twice(tokens: Tokens, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The parts of *25 ans et 31 ans*, which are two lengths and no sum."""
    units = [i for i in range(first, last) if tokens.symbols[i] in "uUi"]
    twice = tokens.symbols[first:last]
    if len(units) == 1 and len(twice) == 4 and twice[1] == "&" and twice[0] in _DIGITS and twice[2] in _DIGITS:
        return ((first, first + 1), (first + 2, last)) if tokens.surface(first + 1).lower() in _AND else None
    if len(units) != 2 or units[1] != last - 1 or tokens.values[units[0]] != tokens.values[units[1]]:
        return None
    return ((first, units[0] + 1), (units[0] + 2, last)) if tokens.symbols[units[0] + 1] == "&" else None


def _shared_unit(tokens: Tokens, left: tuple[int, int], right: tuple[int, int], built: list[Reading]) -> list[Reading]:
    """The unit of the second is that of the first as well: *17 et 19 ans*."""
    if len(built) == 2 or not built:
        return built
    first = slots(tokens, "duration", Form.DURATION, *left)
    first.amount, first.unit, first.day, first.year = float(tokens.values[left[0]]), built[0].unit, None, None
    return [first, *built]


def read_units_alone(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*it took years*, *days after the vote*: units that nothing counts, where they last."""
    start, end = tokens.starts[first], tokens.ends[last - 1]
    lasts = pack.takes_time.search(tokens.lowered, max(0, start - BESIDE), start)
    if not lasts and not pack.time_before.match(tokens.lowered, end):
        return []
    built = read_duration(tokens, pack, "units", first, last)
    return [] if tokens.symbols[first] == "i" and tokens.surface(first)[-1] not in "sn" else built


def _two_units(tokens: Tokens, first: int, last: int) -> str:
    """*2 hours and 46 minutes*: both, as TIMEX3 writes them."""
    parts: list[tuple[str, str]] = []
    number = ""
    for symbol, value in zip(tokens.symbols[first:last], tokens.values[first:last], strict=True):
        if symbol in "12356V":
            number = value
        elif symbol == "A":
            number = "1"
        elif symbol in "uUiμ" and number:
            parts.append((number, value))
            number = ""
    units = [unit for _, unit in parts]
    if len(parts) != 2 or not set(units) <= set(_UNITS) or _UNITS.index(units[0]) >= _UNITS.index(units[1]):
        return ""
    days = "".join(f"{amount}{unit}" for amount, unit in parts if unit[0] != "T")
    hours = "".join(f"{amount}{unit[1]}" for amount, unit in parts if unit[0] == "T")
    return f"P{days}" + (f"T{hours}" if hours else "")


_UNITS = ("Y", "M", "W", "D", "TH", "TM", "TS")
"""From the longest to the shortest."""


def read_ago_day(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*two years ago today*: that day so many years before."""
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    named = next(i for i in range(last - 1, first, -1) if tokens.symbols[i] in "Th")
    precision = "D" if tokens.symbols[named] == "T" else tokens.values[last - 1]
    counted = slots(tokens, rule, Form.SHIFT, first, named)
    if counted.unit != "Y" or tokens.values[named] != "0":
        return []
    amount = counted.amount or next(
        (float(tokens.values[i]) for i in range(first, named) if tokens.symbols[i] in "123567"), 0
    )
    reading.amount, reading.unit, reading.direction, reading.period = amount, "Y", -1, f"same {precision}"
    return [reading] if amount else []


def read_from_day(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*a week from today*, *two days from tomorrow*."""
    counted = slots(tokens, rule, Form.SHIFT, first, last - 2)
    days = {"D": 1, "W": 7}.get(counted.unit)
    offset = tokens.values[last - 1]
    if tokens.surface(last - 2).lower() != "from" or not days or not offset.lstrip("-").isdigit():
        return []
    amount = counted.amount if counted.amount is not None else float(counted.day or 0)
    reading = Reading(rule, Form.SHIFT, tokens.starts[first], tokens.ends[last - 1], first, last)
    reading.amount, reading.unit, reading.direction = amount * days + int(offset), "D", 1
    return [reading] if amount else []


def read_whole(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*all day*, *toute l'année*, *die ganze Woche*: how long, not when, but *im gesamten Jahr*."""
    if pack.capitals and tokens.lowered.endswith("im ", 0, tokens.starts[first]):
        return read_unit(tokens, pack, "part_rel", first, last)
    reading = slots(tokens, "duration", Form.DURATION, first, last)
    reading.rule, reading.amount, reading.vague = rule, 1.0, False
    return [reading]


def read_part_day(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*late last night*; in French *fin* before a day is a noun: *a pris fin hier*."""
    if not pack.month_first and "T" in tokens.symbols[first:last]:
        return []
    return (
        read_shift(tokens, pack, rule, first, last)
        if "T" in tokens.symbols[first:last]
        else [slots(tokens, rule, Form.CALENDAR, first, last)]
    )


def read_span_word(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*dreijährig*: number and unit in one word."""
    reading = slots(tokens, rule, Form.DURATION, first, last)
    amount, _, reading.unit = tokens.values[first].partition(" ")
    reading.amount = None if amount == "X" else float(amount)
    return [reading]


def read_firsts(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    built = read_duration(tokens, pack, rule, first, last)
    numbers = [i for i in range(first, last) if tokens.symbols[i] in "123567V"]
    if built and numbers:
        built[0].amount = float(tokens.values[numbers[0]])
    return built


def read_recurring(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
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


def read_habitual(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    return read_recurring(tokens, pack, rule, first, last) if pack.habitual else []


def _told_next(tokens: Tokens, pack: Pack, first: int, last: int) -> bool:
    """*the next year*, *the next day*: the one after what was told; *next year* is the one after this."""
    return pack.month_first and tokens.symbols[first : last - 1] == "Dx" and tokens.surface(first + 1).lower() == "next"


_OVER = re.compile(r"\b(?:over|during|in|for|within|throughout)\s\Z", re.IGNORECASE)


def _stretch(tokens: Tokens, pack: Pack, first: int, last: int) -> bool:
    """*over the last decade*, *in the next year*: so long, up to now or from now."""
    span = pack.month_first and tokens.symbols[first:last] in ("DlU", "DxU")
    before = _OVER.search(tokens.text, max(0, tokens.starts[first] - 12), tokens.starts[first])
    return span and before is not None and tokens.surface(first + 1).lower() in ("last", "next")


def read_unit(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*this year*, *la semaine prochaine*, *the quarter*: the unit that lies so many units away."""
    if pack.month_first and tokens.symbols[last - 1] == "t":
        last -= 1  # in "said last week that it fell" the word opens a clause
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    if _stretch(tokens, pack, first, last):
        return read_duration(tokens, pack, "span_past", first, last)
    if _told_next(tokens, pack, first, last):
        reading.narrative, reading.rule = True, "told_next"
    if rule == "early_on" and reading.unit == "D":
        reading.narrative = True  # "Earlier in the day"
    if rule == "deictic_unit" and reading.unit == "M" and reading.direction == -1:
        reading.narrative = True  # "im Vormonat"
    if reading.school and not reading.unit:
        reading.unit = "Y"
    reading.amount = 1.0
    if rule == "unit_dir" and tokens.symbols[last - 1] == "g":  # "im Jahr zuvor"
        reading.direction, reading.narrative = (1 if tokens.values[last - 1] == "later" else -1), True
    if reading.direction is None:
        reading.direction = 0
    if reading.weekend and pack.upcoming.search(tokens.lowered, reading.start, reading.end):
        reading.period = "upcoming"
    idiom = rule == "part_rel" and reading.unit == "D" and tokens.symbols[last - 1] == "U" and reading.direction == 0
    return [reading] if reading.unit and not idiom else []


def read_period(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    reading.amount = 1.0
    if tokens.symbols[last - 1] == "π" and rule == "quarter_dir":
        if "latest" not in tokens.lowered[reading.start : reading.end]:
            return []
        reading.unit = "Q"
    if any(tokens.symbols[i] == "β" for i in range(first, last)):
        reading.unit, reading.period = "Y", "Q?"
        if reading.day:
            reading.period = f"Q{reading.day}"
    elif rule == "period_ago":
        back = reading.direction == -1 or tokens.values[last - 1] in ("ago", "earlier")
        if not back or tokens.values[last - 1 if reading.direction == -1 else last - 2] not in ("Y", "-1"):
            return []
        reading.unit, reading.period, reading.direction, reading.narrative = "Y", "Q?", -1, True
    return [reading]
