"""What a match says, before anything is resolved: the slots that its tokens fill."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.lexer import Tokens


class Form(Enum):
    """How a reading is resolved."""

    CALENDAR = auto()
    """Named by year, month, day, weekday …; what is missing is inferred from the anchor."""
    SHIFT = auto()
    """So many units from the publication date, or from the last date of the story."""
    DURATION = auto()
    RECURRING = auto()
    REFERENCE = auto()


@dataclass(slots=True)
class Reading:
    """Slots filled from tokens ``first`` to ``last`` (exclusive); characters ``start`` to ``end``."""

    rule: str
    form: Form
    start: int
    end: int
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str = ""
    feast: str = ""
    period: str = ""
    """A part of a year as TIMEX3 writes it after the year: ``Q3``, ``H1``, ``S2``."""
    weekend: bool = False
    direction: int | None = None
    """−1 last, 0 this, 1 next."""
    year_shift: int | None = None
    """How many years from the anchor's the year lies that the text names by counting: *in May last year*."""
    narrative: bool = False
    """Counted from the last date of the story rather than from the publication date."""
    amount: float | None = None
    """``None`` where the text says "some"."""
    unit: str = ""
    decade: int | None = None
    century: int | None = None
    part: str = ""
    clock: str = ""
    """``T20:30``, ``TMO``, or empty."""
    zone: str = ""
    timex: str = ""
    """Where the words themselves are the value: ``PRESENT_REF``, ``P1D``."""
    range_start: bool = False
    range_end: bool = False
    school: bool = False
    vague: bool = False


def int_of(value: str) -> int | None:
    digits = re.match(r"\d+", value)
    return int(digits.group()) if digits else None


def four_digits(value: str, symbol: str) -> int:
    """A year as written: *'98*, *mai 68* and *2014-15* mean the century that is nearest to now-ish."""
    number = int(value)
    if symbol == sym.YEAR:
        return number
    return 1900 + number if number > 39 else 2000 + number


def slots(tokens: Tokens, rule: str, form: Form, first: int, last: int) -> Reading:
    """A reading with every slot that its tokens name."""
    reading = Reading(rule, form, tokens.starts[first], tokens.ends[last - 1], first, last)
    for index in range(first, last):
        _fill(reading, tokens.symbols[index], tokens.values[index])
    return reading


def _fill(reading: Reading, symbol: str, value: str) -> None:
    match symbol:
        case "Y":
            reading.year = reading.year or int(value)
        case "9":
            reading.year = four_digits(value, symbol)
        case "M" | "m":
            reading.month = int(value.rstrip("d"))
        case "W" | "w" | "ω":
            reading.weekday = int(value)
        case "Ω":
            reading.weekday, reading.clock = int(value[0]), "T" + value[1:]
        case "1" | "2" | "3" | "o" | "O":
            if reading.day is None:
                reading.day = int_of(value)
        case "S" | "s":
            reading.season = value
        case "F":
            reading.feast = value
        case "U" | "u" | "μ" | "i" | "C" | "N":
            reading.unit = value
        case "E":
            reading.weekend, reading.unit = True, "WE"
        case "P":
            reading.clock = daypart(value)
        case "T" | "τ":
            _fill_deictic(reading, symbol, value)
        case "ú":
            reading.unit, reading.direction = value[0], int(value[1:].rstrip("e"))
            reading.part = "END" if value.endswith("e") else ""
        case "r" | "ϱ" | "η":
            reading.part = value
        case _:
            _fill_direction(reading, symbol, value)


def _fill_deictic(reading: Reading, symbol: str, value: str) -> None:
    if reading.weekday is not None or reading.unit == "D":  # "Montag morgen", "heute morgen"
        reading.clock = "TMO"
        return
    offset, _, clock = value.partition("T")
    reading.amount, reading.unit = float(offset), "D"
    reading.narrative = symbol == "τ"
    reading.clock = reading.clock or ("T" + clock if clock else "")


def _fill_direction(reading: Reading, symbol: str, value: str) -> None:
    match symbol:
        case "l" | "λ" | "ƥ" | "x" | "ξ" | "ρ":
            reading.direction = int(value)
        case "h":
            if reading.direction is None:
                reading.direction = 0
        case "f" | "b" | "t" | "β":
            reading.direction = {"f": 1, "b": -1, "t": 0, "β": -1}[symbol]
            reading.narrative = True
        case "ǵ":
            reading.direction, reading.narrative = (1 if value == "later" else -1), True
        case "V" | "A" | "½" | "7" | "5" | "6":
            if reading.amount is None:
                reading.amount = float(value)
            elif symbol == "½":
                reading.amount += 0.5
        case "Q":
            reading.amount, reading.vague = (None, True) if value == "X" else (float(value), False)
        case "B":
            _fill_period_name(reading, value)
        case "y":
            reading.school = True
        case "z":
            reading.zone = value
        case _:
            pass


def _fill_period_name(reading: Reading, value: str) -> None:
    if value.startswith("FY"):
        digits = value[2:]
        reading.year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    else:
        reading.period = ("Q" if value[0] == "T" else value[0]) + value[1]


def daypart(value: str) -> str:
    """``TMO`` … or a full hour: noon, midnight."""
    return f"T{value}:00" if value.isdigit() else f"T{value}"
