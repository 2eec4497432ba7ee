"""Days, weekdays and months: from the tokens of a match to readings, none for days that no month has."""

from __future__ import annotations

import re

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Form, Reading, four_digits, slots
from tui_reader.entities.dates.years import counts_things

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GAPS = frozenset("-–/>à&,I")
_DAYS_TO = re.compile("W[>–-]D?W|WIW")
EACH_TIME = 16
OPENING = 60
"""Characters around a pair of weekdays in which opening hours may be said."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def sound(reading: Reading) -> list[Reading]:
    """The reading, unless its month never has its day."""
    day, month = reading.day, reading.month
    if day is not None and month is not None and not 1 <= day <= _LONGEST[month - 1]:
        return []
    return [reading]


def read_calendar(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """A date whose tokens say all of it."""
    return sound(slots(tokens, rule, Form.CALENDAR, first, last))


def read_day_and_month(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*le 15/06*, *am 03.05.*: without a year it takes the article or preposition of a day to be one."""
    if pack.month_first:
        return []
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    written = tokens.text[reading.start : reading.end]
    numbers = re.findall(r"\d+", written)
    before = tokens.symbols[first - 1 : first]
    if not (reading.weekday or tokens.symbols[first] in "Dh" or before in tuple("I><&D")):
        return []
    if "/" in written and len(numbers[0]) == len(numbers[1]) == 1:
        return []  # "le 1/4 de finale"
    if "." in written and not pack.capitals:
        return []
    if before == "D" and tokens.surface(first - 1).lower() not in ("den", "dem"):
        return []  # "die 2.3. Fassung"
    if before == "&" and not ("." not in written or tokens.symbols[max(0, first - 3) : first - 1] in ("Ið", ">ð")):
        return []  # "Platz 2.3. oder 4.5."
    reading.day, reading.month = int(numbers[0]), int(numbers[1])
    return sound(reading)


def read_days(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """Several days of one month: a reading for each, the last with month and year."""
    if any(tokens.symbols[i] == "I" and tokens.values[i] != "until" for i in range(first, last)):
        return []
    month_at = next(i for i in range(first, last) if tokens.symbols[i] in "Mm")
    month = int(tokens.values[month_at])
    year = next(
        (four_digits(tokens.values[i], tokens.symbols[i]) for i in range(month_at, last) if tokens.symbols[i] in "Y9"),
        None,
    )
    direction = slots(tokens, rule, Form.CALENDAR, month_at, last).direction
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
                reading.month, reading.year, reading.direction = month, year, direction
                built.append(reading)
            start = index + 1
    joined = "".join(tokens.symbols[first:last])
    if len(built) == 2 and any(sign in joined for sign in "-–>à"):
        built[0].range_start = built[1].range_end = True
    if any(reading.day is None or not sound(reading) for reading in built):
        return []
    return built


def read_day_short(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*le 8 mai 45*."""
    return [r for made in read_month_short(tokens, pack, rule, first, last) for r in sound(made)]


def read_month_short(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    if counts_things(tokens.text, tokens.ends[last - 1], pack):
        return []
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    reading.amount, reading.year = None, four_digits(tokens.values[last - 1], "9")
    return [reading]


def read_month_day(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """In *the Oct. 17 earthquake* the article is the earthquake's."""
    own = first + 1 if tokens.symbols[first] == "D" and pack.month_first else first
    return read_calendar(tokens, pack, rule, own, last)


def read_weekday(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """In *the Friday meeting* the article is the meeting's."""
    if tokens.symbols[first] == "ƥ":
        return []  # "s'est bien passée mardi"
    if (pack.habitual and _every_week(tokens, first, last)) or _opening_days(tokens, pack, first, last):
        return [slots(tokens, rule, Form.RECURRING, first, last)]
    before = tokens.starts[first]
    if pack.each_time.search(tokens.text, max(0, before - EACH_TIME), before):
        return [slots(tokens, rule, Form.RECURRING, first, last)]
    noun_follows = tokens.symbols[last : last + 1] == sym.OTHER
    own = first + 1 if tokens.symbols[first] == "D" and pack.month_first and noun_follows else first
    return read_calendar(tokens, pack, rule, own, last)


def _opening_days(tokens: Tokens, pack: Pack, first: int, last: int) -> bool:
    """*geöffnet von Montag bis Freitag*, *open Monday to Friday*."""
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if last - first > 1 or not _DAYS_TO.search(tokens.symbols[max(0, first - 3) : last + 3]):
        return False
    line = tokens.text.rfind("\n", max(0, start - OPENING), start) + 1
    stop = tokens.text.find("\n", end, end + OPENING)
    begin = max(line, start - OPENING)
    return pack.opening.search(tokens.lowered, begin, end + OPENING if stop < 0 else stop) is not None


def _every_week(tokens: Tokens, first: int, last: int) -> bool:
    """*du mardi au dimanche* without days of the month: every week."""
    from_here = tokens.symbols[max(0, first - 1) : last + 2] == "IW>W"
    begin = first - 1 if from_here else first - 3
    if not from_here and tokens.symbols[max(0, begin) : last] != "IW>W":
        return False
    return tokens.surface(begin).lower() == "du" and tokens.symbols[begin + 4 : begin + 5] not in tuple("123oMm")


def read_weekday_of(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*Tuesday of last week*, *Dienstag dieser Woche*: a day of a named week."""
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    return [reading] if reading.unit == "W" and reading.direction is not None else []


def read_weekday_day(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    return [reading] if reading.day and reading.day <= 31 else []


def read_weekday_maybe(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*on Wed* in English; elsewhere abbreviated weekdays are words as well: *en mer*."""
    return read_calendar(tokens, pack, rule, first, last) if pack.month_first else []


def read_day_of(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*dans la journée de samedi*."""
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    unit, reading.unit = reading.unit, ""
    return [reading] if unit == "D" else []


def read_nth_weekday(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*the first Monday in May*: a feast by its rule."""
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    number = "last" if "l" in tokens.symbols[first:last] else str(reading.day)
    if reading.weekday is None or reading.month is None or number not in ("1", "2", "3", "4", "last"):
        return []
    reading.feast = f"{reading.month:02}-{_WEEKDAYS[reading.weekday - 1]}-{number}"
    reading.month = reading.day = reading.weekday = reading.direction = None
    return [reading]


def read_month_of(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*the first day of May* is a day, *the third week of April* some time in that month."""
    if pack.month_first and "I" in tokens.symbols[first:last]:
        return []  # "player of the month for May"
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    if reading.unit != "D":
        reading.day = None
    if "l" in tokens.symbols[first : last - 1]:
        reading.direction = None
    reading.unit = ""
    return sound(reading)
