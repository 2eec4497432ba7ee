"""What the words before a date make of it: from, until, before, after."""

from __future__ import annotations

from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.readings import Reading
from tui_reader.model.mentions import DateSense

_BY_VALUE = {sense.value: sense for sense in DateSense}
_ARTICLES = frozenset("D")


def sense_of(reading: Reading, tokens: Tokens) -> DateSense:
    """The sense of a mention; the ends of a range are ``FROM`` and ``UNTIL``."""
    if reading.range_start:
        return DateSense.FROM
    if reading.range_end:
        return DateSense.UNTIL
    index = reading.first - 1
    while index >= 0 and tokens.symbols[index] in _ARTICLES:
        index -= 1
    if index >= 0 and tokens.symbols[index] == "p" and tokens.surface(index).lower().startswith("jusqu'"):
        return DateSense.UNTIL
    if index < 0 or tokens.symbols[index] not in "IJ>ǵ":
        return DateSense.AT
    if tokens.surface(index).lower() in _CONTRACTED:
        return DateSense.AT
    if tokens.surface(index).lower().startswith("d'ici"):
        return DateSense.BEFORE
    value = {"earlier": "before", "later": "after"}.get(tokens.values[index], tokens.values[index])
    return _BY_VALUE.get(value, DateSense.AT)


_CONTRACTED = frozenset({"du", "de", "au", "dal", "da", "del", "do", "vom"})
"""Prepositions that mean "from" or "to" in a range, and "of" or "in" elsewhere."""
