"""The alphabet of the date grammar: every token of a text becomes one of these characters.

A sentence such as *le lundi 6 mai 2019* becomes ``DW1MY``, over which the rules of ``grammar`` are small regular
expressions that know no language. Words that no pack knows become ``OTHER`` and cut the text into islands.
"""

from __future__ import annotations

OTHER = "_"

ZERO, TO_12, TO_24, TO_31, TO_59, TO_99, NUMBER = "0", "1", "2", "3", "5", "6", "7"
"""Numbers in digits, by what they can be: a month or hour, an hour or day, a day, a minute, a two-digit year."""
YEAR, SHORT_YEAR = "Y", "9"
CLOCK, COLON_CLOCK, NUMERIC, ISO = "c", ";", "#", "@"
COMMA, DOT, HYPHEN, DASH, SLASH, CURRENCY, PERCENT, STOP = ",", ".", "-", "–", "/", "$", "%", "!"
DIGIT_ORDINAL, PERIOD_NAME, ROMAN, DECADE = "o", "B", "X", "K"
DOTTED = "ð"
"""A day and a month in figures, each with its dot: *03.05.*"""

SIGNS = {
    ",": COMMA,
    ".": DOT,
    "/": SLASH,
    "–": DASH,
    "—": DASH,
    "%": PERCENT,
    **dict.fromkeys("$€£¥₤", CURRENCY),
    **dict.fromkeys('()[]«»:;!?…"“”„’•', STOP),
}
"""What a sign is; of others ``STOP``. A hyphen is a dash where spaces stand beside it, a dot ends a sentence."""
CLASSES = {
    "month": "M",
    "month_maybe": "m",
    "weekday": "W",
    "weekday_maybe": "w",
    "weekdays": "ω",
    "weekday_part": "Ω",
    "season": "S",
    "season_maybe": "s",
    "feast": "F",
    "unit": "U",
    "units": "u",
    "unit_both": "μ",
    "period": "N",
    "century": "C",
    "hours": "i",
    "weekend": "E",
    "daypart": "P",
    "deictic": "T",
    "refday": "τ",
    "reference": "R",
    "frequency": "q",
    "number": "V",
    "one": "A",
    "some": "Q",
    "half": "½",
    "ordinal": "O",
    "decade": "K",
    "decade_word": "κ",
    "determiner": "D",
    "this": "h",
    "last": "l",
    "past": "λ",
    "next": "x",
    "nexts": "ξ",
    "following": "f",
    "previous": "b",
    "that": "t",
    "each": "e",
    "other": "ε",
    "per": "÷",
    "recent": "ρ",
    "yearago": "β",
    "ago": "g",
    "ago_maybe": "ǵ",
    "ago_before": "G",
    "in_before": "J",
    "approx": "p",
    "part": "r",
    "part_of": "ϱ",
    "early": "η",
    "fiscal": "y",
    "halfday": "j",
    "zone": "z",
    "old": "α",
    "aged": "γ",
    "cue": "I",
    "to": ">",
    "and": "&",
    "between": "<",
    "of": "ο",
    "at": "à",
    "adjective": "d",
    "whole": "Ψ",
    "ref_noun": "ν",
    "period_word": "π",
    "deictic_unit": "ú",
    "span_word": "š",
    "partitive": "ď",
    "times": "ť",
    "past_after": "ƥ",
    "ignored": OTHER,
}
"""The word classes that a language pack fills, with their symbol."""

NAMES = {
    **{name.upper(): symbol for name, symbol in CLASSES.items()},
    "ADJECTIVE": "dΨ",
    "ZERO": ZERO,
    "YEAR": YEAR,
    "SHORT_YEAR": SHORT_YEAR,
    "CLOCK": CLOCK,
    "COLON_CLOCK": COLON_CLOCK,
    "NUMERIC": NUMERIC,
    "ISO": ISO,
    "DOTTED": DOTTED,
    "TO_12": TO_12,
    "COMMA": COMMA,
    "DOT": DOT,
    "HYPHEN": HYPHEN,
    "DASH": DASH,
    "STOP": STOP,
    "SLASH": SLASH,
    "DIGIT_ORDINAL": DIGIT_ORDINAL,
    "PERIOD_NAME": PERIOD_NAME,
    "ROMAN": ROMAN,
    "DAY": TO_12 + TO_24 + TO_31,
    "HOUR": ZERO + TO_12 + TO_24,
    "MINUTE": ZERO + TO_12 + TO_24 + TO_31 + TO_59,
    "TWO_DIGITS": TO_59 + TO_99,
    "DECIMAL": NUMBER,
    "DIGITS": TO_12 + TO_24 + TO_31 + TO_59 + TO_99 + NUMBER,
    "DAYNUM": TO_12 + TO_24 + TO_31 + DIGIT_ORDINAL,
    "WD": "Ww",
    "MON": "Mm",
    "SEAS": "Ss",
    "ANYUNIT": "UuμNCiE",
    "UNIT1": "Uμ",
    "UNITN": "uμ",
    "COUNT": "12356709AVQY",
    "DIR": "lλxξfbhtρβƥ",
    "SPANDIR": "lλxξfbρ",
    "AFTERDIR": "lλxξfbƥ",
    "GAP": "-–/>à&",
    "CUE": "Iǵ",
    "EARLY": "ηg",
    "LICENCE": "I><&àορgǵ",
}
"""The names that patterns may use; several symbols make a character class."""
