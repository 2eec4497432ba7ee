"""What is counted: so many units from somewhere, so long, so often."""

from __future__ import annotations

import re

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Form, Reading, slots

_LASTING = re.compile(r"\b(?:and|to|will|could|would|may|might|can|should|must|cannot|not|usually|typically|often)\s\Z")
"""After these *last* is the verb: *could last two weeks*."""


def read_shift(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if rule == "refday" and tokens.surface(first).lower() == "a day before" and tokens.symbols[last] not in ",.!":
        return read_duration(tokens, pack, "day_before", first, last)
    if _is_german_morning(tokens, pack, rule, first, last):
        reading = slots(tokens, "daypart", Form.CALENDAR, first, last)
        reading.amount, reading.unit, reading.clock = None, "", "TMO"
        return [reading]
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
    reading = slots(tokens, rule, Form.DURATION, first, last)
    numbers = [i for i in range(first, last) if tokens.symbols[i] in "1235670YVA"]
    if numbers and tokens.symbols[numbers[0]] == "Y" and tokens.symbols[last - 1] == "U":
        return []  # "the 2013 budget year"
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
    reading.timex = _two_units(tokens, first, last)
    if rule == "aged" and not reading.unit:
        reading.unit = "Y"
    reading.day = reading.year = None
    return [reading] if reading.unit else []


def _two_units(tokens: Tokens, first: int, last: int) -> str:
    """*2 hours and 46 minutes*: both, as TIMEX3 writes them."""
    parts: list[tuple[str, str]] = []
    number = ""
    for symbol, value in zip(tokens.symbols[first:last], tokens.values[first:last], strict=True):
        if symbol in "12356V":
            number = value
        elif symbol == "A":
            number = "1"
        elif symbol in "uUi" and number:
            parts.append((number, value))
            number = ""
    if len(parts) != 2 or [unit for _, unit in parts] not in (["TH", "TM"], ["TM", "TS"]):
        return ""
    return "PT" + "".join(f"{amount}{unit[1]}" for amount, unit in parts)


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


def read_whole(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*all day*, *toute l'année*, *die ganze Woche*: how long, not when."""
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


def read_unit(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*this year*, *la semaine prochaine*, *the quarter*: the unit that lies so many units away."""
    if pack.month_first and tokens.symbols[last - 1] == "t":
        last -= 1  # in "said last week that it fell" the word opens a clause
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    if reading.school and not reading.unit:
        reading.unit = "Y"
    reading.amount = 1.0
    if rule == "unit_dir" and tokens.symbols[last - 1] == "g":  # "im Jahr zuvor"
        reading.direction, reading.narrative = (1 if tokens.values[last - 1] == "later" else -1), True
    if reading.direction is None:
        reading.direction = 0
    idiom = rule == "part_rel" and reading.unit == "D" and tokens.symbols[last - 1] == "U" and reading.direction == 0
    return [reading] if reading.unit and not idiom else []


def read_period(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    reading.amount = 1.0
    if any(tokens.symbols[i] == "β" for i in range(first, last)):
        reading.unit, reading.period = "Y", "Q?"
        if reading.day:
            reading.period = f"Q{reading.day}"
    return [reading]
