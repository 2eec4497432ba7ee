"""Times of day: from the tokens of a match to a reading."""

from __future__ import annotations

import re

from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Form, Reading, daypart, slots


def read_clock(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
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
    named = first + 1 if tokens.symbols[first] == "p" else first
    if rule == "clock" and not _is_clock(tokens, named, last):
        return []
    if pack.month_first and "i" in tokens.symbols[first:last]:
        return []  # "delayed by 24 hours"
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


def read_zoned(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*0730 GMT*: four digits are a time of day only before a zone."""
    written = tokens.values[first]
    if len(written) != 4 or not written.isdigit() or int(written[:2]) > 24 or int(written[2:]) > 59:
        return []
    reading = slots(tokens, "clock", Form.CALENDAR, first, last)
    reading.year = reading.amount = None
    reading.clock = f"T{written[:2]}:{written[2:]}"
    return [reading]


def read_first_hour(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """The first hour of *9 to 11 a.m.*, which is named once for both."""
    reading = slots(tokens, "clock", Form.CALENDAR, first, last)
    halfday = next((tokens.values[i] for i in range(last, last + 4) if tokens.symbols[i : i + 1] == "j"), "")
    written = tokens.values[first]
    if not re.fullmatch(r"\d{1,2}(?:\.[0-5]\d)?", written) or float(written) >= 24:
        return []
    hour, _, minute = written.partition(".")
    last = first + 1
    while tokens.symbols[last] in _BETWEEN_HOURS or tokens.symbols[last + 1] in _BETWEEN_HOURS:
        last += 1
    if not _is_clock(tokens, last, last + 1 if tokens.symbols[last] in "c;" else last + 2):
        return []
    reading.day, reading.clock = (
        None,
        f"T{int(hour) + (12 if halfday == 'pm' and int(hour) < 12 else 0):02}:{minute or '00'}",
    )
    return [reading]


def _is_clock(tokens: Tokens, first: int, last: int) -> bool:
    """*10:30* and *3 heures* may be a score or a duration: they need a word that makes them a time of day."""
    inside = tokens.symbols[first:last]
    before, after = tokens.symbols[first - 1 : first], tokens.symbols[last : last + 1]
    if "i" in inside and (after in tuple("uU") or (before == "ǵ" and after in tuple("ο_"))):
        return False  # "1 heure 56 minutes", "après 10 heures de route"
    if any(symbol in inside for symbol in "jzc"):
        written = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
        bare = inside == "c" and re.fullmatch(r"\d+\s?[hH]", written)
        if bare and _IN_BRACKETS.match(tokens.text, max(0, tokens.starts[first] - 1)):
            return True
        return not bare or before in tuple("àI>&<p–-,DJW/TΩǵ") or after in tuple(">&à-–")
    if inside == "D7i":
        return True  # "las 20.30 horas"
    if ";" in inside:
        return before in tuple("àI>&<pWTΩJǵ") or after in tuple("TWΩ")
    if inside[-1] == "i" or inside[-2:-1] == "i":
        cue = tokens.values[first - 1] if first else ""
        if inside[-1] != "i":
            return True
        towards = cue != "at" or tokens.surface(first - 1).lower() in _TOWARDS
        told = _IT_IS.search(tokens.text, max(0, tokens.starts[first] - 12), tokens.starts[first])
        return told is not None or before in tuple("àpDǵ") or (before in tuple("I><&") and bool(cue) and towards)
    return False


_BETWEEN_HOURS = frozenset("-–/>à&I")
_IN_BRACKETS = re.compile(r"\(\d{1,2}\s?[hH]\)")
"""*ce soir (20 h)*"""
_IT_IS = re.compile(r"\b[Ii]l (?:est|était|sera|n'est que)\s\Z")
_TOWARDS = frozenset({"vers", "gegen", "um", "verso", "hacia", "rond", "om", "omstreeks"})
"""Prepositions that make a number of hours a time of day."""


def read_night(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    if reading.clock != "TNI":
        return []
    weekdays = [tokens.values[i] for i in range(first, last) if tokens.symbols[i] in "Ww"]
    reading.weekday = int(weekdays[0])
    return [reading]


def read_night_dates(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*la nuit du 8 au 9 septembre* is the night of the first of the days."""
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    months = [int(tokens.values[i].rstrip("d")) for i in range(first, last) if tokens.symbols[i] in "Mm"]
    days = [int(d) for i in range(first, last) if (d := tokens.values[i].rstrip("er")).isdigit() and int(d) < 32]
    if reading.clock != "TNI" or reading.day is None or not 1 <= reading.day <= 31:
        return []
    over_the_end = len(months) == 1 and len(days) > 1 and days[1] < days[0]
    reading.month = (months[0] - 2) % 12 + 1 if over_the_end else months[0]
    return [reading]


def read_night_to_day(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*die Nacht auf gestern*."""
    reading = slots(tokens, rule, Form.SHIFT, first, last)
    return [reading] if tokens.values[last - 1].lstrip("-").isdigit() and reading.clock == "TNI" else []


def read_daypart(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    reading = slots(tokens, rule, Form.CALENDAR, first, last)
    reading.clock = daypart(tokens.values[last - 1])
    return [reading]


def read_daypart_alone(tokens: Tokens, pack: Pack, rule: str, first: int, last: int) -> list[Reading]:
    """*en début d'après-midi*, whose preposition is part of the phrase."""
    if tokens.surface(first) in pack.usual_parts:
        return [slots(tokens, "frequency", Form.RECURRING, first, last)]
    reading = slots(tokens, "daypart", Form.CALENDAR, first, last)
    if not tokens.lowered.startswith("en ", reading.start):
        return []
    reading.start += len("en ")
    return [reading]
