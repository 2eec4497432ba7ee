"""The rules: what sequences of word classes are dates. They know no language.

A rule is a regular expression over the symbols of ``symbols``, written with the names of ``symbols.NAMES``. Where two
rules start at one place, the first listed wins, so that long forms stand before short ones. No rule repeats anything
without a bound: matching is linear.
"""

from __future__ import annotations

import re
from functools import cache

from tui_reader.entities.dates.symbols import NAMES
from tui_reader.model.values import dataclass

_DAY = "(?:DAYNUM DOT?|ORDINAL)"
_YEAR = "(?:YEAR|SHORT_YEAR)"
_PART = "(?:DETERMINER? PART HYPHEN?|DETERMINER? PART_OF DETERMINER?)"
_AMOUNT = "(?:COUNT|DETERMINER? HALF)"
_CLOCK = (
    "(?:CLOCK|DECIMAL HALFDAY|COLON_CLOCK|HOUR HYPHEN? HALFDAY|HOUR HOURS"
    " MINUTE?|HOUR HALFDAY MINUTE|HOUR DOT MINUTE HALFDAY)"
)
_NAMED = "(?:WD|MON|SEAS|FEAST|WEEKEND|DAYPART)"
_PERIODS = "(?:PERIOD|CENTURY)"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", "ISO"),
    ("numeric_clock", "NUMERIC COLON_CLOCK"),
    ("numeric", "(?:WD DOT? COMMA? DETERMINER?)? NUMERIC"),
    ("numeric", "DETERMINER NUMERIC"),
    ("day_slash", "(?:DETERMINER|THIS)? (?:WD COMMA?)? DAY SLASH TO_12(?!SLASH|ANYUNIT|PERCENT|CURRENCY|NUMBER)"),
    ("day_dots", "(?:WD COMMA? DETERMINER?)? DOTTED"),
    # dans la nuit de samedi à dimanche; in der Nacht zum Sonntag
    ("night_between", "DETERMINER? DAYPART (?:OF|CUE) DETERMINER? WD (?:AT|TO|CUE) DETERMINER? WD"),
    ("night_to", "DETERMINER? DAYPART CUE DETERMINER? WD"),
    ("night_to_day", "DETERMINER? DAYPART CUE DEICTIC"),
    ("night_dates", f"DETERMINER? DAYPART (?:OF|CUE) {_DAY} MON? [TO CUE] {_DAY} MON (?:YEAR|DIR)?"),
    # lists and ranges of days: du 3 au 7 mai; les 3, 4 et 5 mai; May 3-7
    (
        "days_month",
        f"(?:DETERMINER|THIS)? WD? {_DAY} (?:[GAPCOMMA] DETERMINER? WD? {_DAY}){{0,4}}"
        f"(?:[GAP CUE] DETERMINER? WD? COMMA? {_DAY} OF? HYPHEN? MON (?:(?:OF|CUE|COMMA)? {_YEAR} | AFTERDIR)?)",
    ),
    ("month_days", f"DETERMINER? (?:WD COMMA?)? MON DAYNUM GAP DAYNUM (?!MON|HOURS|HALFDAY)(?:COMMA? {_YEAR})?"),
    ("feast", f"(?:DETERMINER|THIS)? WD COMMA? DETERMINER? FEAST (?:(?:OF|CUE|COMMA)? {_YEAR})?"),
    ("day_short", f"(?:DETERMINER|THIS)? {_DAY} MON TWO_DIGITS(?=[COMMADOTSTOP])"),
    (
        "day_month",
        f"(?:DETERMINER|THIS)? (?:DIR? WD DOT? COMMA? DETERMINER?)? DETERMINER? {_DAY} (?:OF|CUE)? [HYPHENDASH]? MON"
        f"(?:(?:OF|CUE|COMMA|HYPHEN|DASH)? {_YEAR} | DETERMINER? DIR)? DAYPART?",
    ),
    (
        "month_day",
        f"(?:DETERMINER|DIR)? (?:WD COMMA?)? MON (?:DAYNUM|DETERMINER? ORDINAL)"
        f" (?!HALFDAY|HOURS|PERCENT)(?:COMMA? {_YEAR})?",
    ),
    ("month_year", f"{_PART}? MON (?:OF|CUE|COMMA|HYPHEN|DASH)? (?:DETERMINER? UNIT)? {_YEAR}"),
    ("month_short", "MON HYPHEN? TWO_DIGITS(?!PERCENT|UNITS|HOURS|UNIT|CURRENCY|NUMBER)"),
    ("unit_of", f"{_PART}? DETERMINER? (?:SEAS|MON) OF? DETERMINER? DIR UNIT"),
    ("unit_of", f"{_PART}? DETERMINER? (?:SEAS|MON) (?:OF|CUE) DETERMINER? UNIT AFTERDIR"),
    ("unit_of", "(?:SEAS|MON) DETERMINER? DEICTIC_UNIT"),
    ("nth_weekday", f"DETERMINER? (?:ORDINAL|LAST) WD (?:OF|CUE|IN_BEFORE) MON (?:COMMA? {_YEAR})?"),
    (
        "month_of",
        f"{_PART}? (?:DETERMINER|THIS)? (?:ORDINAL|LAST)? UNIT1 (?:OF|CUE)? MON (?:(?:OF|CUE)? {_YEAR}|DIR)?(?!DAYNUM)",
    ),
    # times
    ("half_hour", "(?:HALF|NUMBER) DETERMINER? HOUR HALFDAY"),
    ("zoned", "[YEARDECIMAL] ZONE"),
    ("clock_lead", f"(?<=[CUE BETWEEN AT DETERMINER])[HOUR DECIMAL](?=[GAP] {_CLOCK})"),
    ("clock_lead", "HOUR(?=[GAP] HOUR HALFDAY)"),
    (
        "clock_lead",
        f"(?<=[CUE BETWEEN GAP])[HOUR DECIMAL](?=(?:(?:[GAP] | AND CUE)[HOUR DECIMAL]){{1,2}} [GAP] {_CLOCK})",
    ),
    ("clock_lead", f"(?<=GAP)[HOUR DECIMAL](?=[GAP] {_CLOCK})"),
    ("clock", "(?:APPROX)? (?:DECIMAL HALFDAY|COLON_CLOCK HALFDAY|HOUR HALFDAY) ZONE?(?: DAYPART)?"),
    ("clock", f"{_CLOCK} HALFDAY? ZONE?(?: DAYPART)?"),
    ("clock", "DETERMINER DECIMAL HOURS"),
    # relative
    ("each", "DETERMINER? ORDINAL WD (?:OF|CUE) (?:EACH|DETERMINER)? UNIT1(?!(?:OF|CUE)?MON)"),
    ("each", "EACH ORDINAL WD (?:OF|CUE) DETERMINER? UNIT1"),
    ("each", "EACH OTHER (?:UNIT|WD|MON)"),
    ("each", "EACH (?:NUMBER|DIGITS|ORDINAL|SOME)? (?:ANYUNIT|WD|WEEKDAYS|MON|SEAS|DAYPART|FEAST) DAYPART?"),
    ("weekdays", "DETERMINER? WEEKDAYS DAYPART?"),
    ("habitual", "DETERMINER WEEKDAY(?!DIR|THAT|DETERMINER DAYNUM|DAYNUM) DAYPART?(?!DIR)"),
    ("weekday_part", "DETERMINER? DIR? WEEKDAY_PART"),
    (
        "weekday_day",
        "(?:DETERMINER|THIS)? WEEKDAY DETERMINER? (?:DAYNUM DOT?)"
        " (?!HALFDAY|HOURS|[{}%$]|ANYUNIT|NUMBER|CLOCK)DAYPART?",
    ),
    (
        "weekday_of",
        "DETERMINER? (?:WEEKDAY|WEEKDAY_PART) DAYPART? (?:OF|CUE)? DETERMINER? (?:[DIR THIS] UNIT1 | UNIT1 AFTERDIR)",
    ),
    ("day_of", "DETERMINER UNIT (?:OF|CUE) DETERMINER? WEEKDAY"),
    (
        "weekday",
        "(?:DETERMINER? DIR DIR? | DETERMINER)? WEEKDAY (?:COMMA? DAYPART | (?<=WEEKDAY)DEICTIC(?!HALFDAY))?"
        " (?:DETERMINER? AFTERDIR)? DAYPART?",
    ),
    ("weekday_maybe", "(?<=CUE)WEEKDAY_MAYBE"),
    ("deictic", "DEICTIC (?:COMMA? DETERMINER? DAYPART | DEICTIC)?"),
    ("refday", "REFDAY"),
    ("deictic_unit", "DEICTIC_UNIT"),
    ("ago_day", f"{_AMOUNT} UNITS AGO (?:DEICTIC|THIS UNIT1)"),
    ("from_day", f"{_AMOUNT} UNIT1 CUE DEICTIC"),
    ("from_day", f"{_AMOUNT} UNITN CUE DEICTIC"),
    (
        "ago",
        f"(?:APPROX APPROX?)? (?:[COUNT] [GAP])? {_AMOUNT} HYPHEN? (?:HALF)?"
        " (?:FISCAL|ADJECTIVE)? ANYUNIT (?:AND? HALF)? (?:AGO|AGO_MAYBE(?=[COMMADOTSTOP]))",
    ),
    ("ago", "(?:APPROX)? UNITN (?:AGO|AGO_MAYBE(?=[COMMADOTSTOP]))"),
    (
        "ago_before",
        f"AGO_BEFORE APPROX? DETERMINER? (?:[COUNT] [GAP])? {_AMOUNT} (?:FISCAL|ADJECTIVE)? ANYUNIT"
        " (?:AND? HALF)? OLD?",
    ),
    ("ago_before", "AGO_BEFORE PARTITIVE? UNITN"),
    ("in_before", f"(?<=IN_BEFORE)APPROX? {_AMOUNT} (?:ADJECTIVE)? ANYUNIT (?!OLD|AGO|HYPHEN)(?:AND? HALF)?"),
    ("recent_units", "(?:APPROX)? DETERMINER? (?:THIS|RECENT) RECENT? (?:UNITS|HOURS)"),
    (
        "span_dir",
        f"(?:APPROX | DETERMINER)? (?:THIS)? (?:[COUNT] [GAP])? {_AMOUNT} (?:ADJECTIVE)?"
        f" SPANDIR (?:FISCAL|ADJECTIVE)? [UNITN PERIOD HOURS CENTURY]",
    ),
    (
        "span_dir",
        "(?:APPROX | DETERMINER)? (?:THIS)? SPANDIR (?:[COUNT] [GAP])? (?:COUNT|HALF)"
        " HYPHEN? (?:FISCAL|ADJECTIVE|RECENT)? ANYUNIT",
    ),
    ("span_past", "(?:DETERMINER? THIS?) PAST (?:UNIT|PERIOD|CENTURY|WEEKEND)"),
    ("span_these", "(?:APPROX | DETERMINER)? (?:THIS)? (?:LAST|NEXT|PAST|NEXTS) (?:UNITS|HOURS)"),
    ("span_these", "(?:APPROX | DETERMINER)? (?:THIS)? (?:PAST|NEXTS) UNITN"),
    ("span_these", "(?:APPROX | DETERMINER)? UNITN (?:PAST|NEXTS)"),
    ("quarter_ago", "DETERMINER? FISCAL? ORDINAL? YEARAGO FISCAL? ORDINAL? FISCAL? PERIOD"),
    (
        "quarter",
        "DETERMINER? DIR? FISCAL? (?:ORDINAL DOT?|DAYNUM DOT) HYPHEN? FISCAL? PERIOD"
        f"(?:(?:OF|CUE|COMMA)? (?:{_PART}|DETERMINER)? (?:DIR? FISCAL? UNIT (?:DIR | {_YEAR})? | FISCAL? {_YEAR}))?",
    ),
    ("quarter", f"DETERMINER? PERIOD_NAME (?:(?:OF|COMMA|HYPHEN|DASH|SLASH)? {_YEAR})?"),
    ("quarter", f"{_YEAR} PERIOD_NAME"),
    ("quarter", f"DETERMINER? {_YEAR} (?:ORDINAL|DAYNUM) HYPHEN? PERIOD"),
    ("year_period", "DETERMINER? YEAR PERIOD(?!HYPHEN)"),
    ("quarter", f"DETERMINER? LAST PERIOD (?:OF|CUE)? {_YEAR}"),
    ("year_period", "DETERMINER? THAT PERIOD (?:OF|CUE) DETERMINER? YEAR"),
    ("period_ago", "DETERMINER? THAT [PERIOD PERIOD_WORD] (?:DIR UNIT1|ONE UNIT1 AGO)"),
    ("period_ago", "DETERMINER? THAT [PERIOD PERIOD_WORD] (?:OF|CUE) DIR UNIT1"),
    ("period_ago", "DETERMINER? THAT [PERIOD PERIOD_WORD] (?:OF|CUE) DETERMINER? UNIT1 (?:AFTERDIR|AGO)"),
    ("quarter_dir", "DETERMINER? (?:DIR|YEARAGO) (?:FISCAL|ADJECTIVE)? PERIOD"),
    ("quarter_dir", "DETERMINER PERIOD AFTERDIR"),
    (
        "part_rel",
        f"(?:{_PART}|EARLY) DETERMINER? DIR (?:FISCAL|ADJECTIVE)? (?:UNIT1|PERIOD|CENTURY|MON|SEAS|WEEKEND|WD)"
        " (?:THAT|THIS)?",
    ),
    ("part_rel", f"{_PART} DETERMINER? (?:FISCAL)? (?:UNIT1(?!{_YEAR})|PERIOD|CENTURY|WEEKEND|SEAS|WEEKDAY) DIR?"),
    ("period_ago", "DETERMINER? YEARAGO PERIOD_WORD"),
    ("period_ago", "DETERMINER? YEARAGO UNIT1"),
    ("period_ago", "YEARAGO"),
    ("quarter_dir", "DETERMINER? LAST PERIOD_WORD"),
    ("part_day", f"{_PART} (?:DEICTIC|WEEKDAY) DAYPART?"),
    ("named_dir", f"{_PART} DIR DAYPART"),
    ("early_day", "EARLY DEICTIC DAYPART?"),
    ("weekday", "EARLY WEEKDAY DAYPART?"),
    ("early_on", "EARLY (?:CUE|IN_BEFORE)? DETERMINER (?:UNIT1|PERIOD|WEEKEND)"),
    ("named_dir", f"DETERMINER? DIR DIR? {_NAMED} DAYPART?"),
    ("named_dir", f"DETERMINER? {_PART}? {_NAMED} DETERMINER? AFTERDIR(?!UNIT|WD|MON)"),
    ("unit_dir", "(?<=CUE)UNIT1 AGO"),
    ("unit_dir", "DETERMINER UNIT1 AGO_MAYBE(?=[COMMADOTSTOP])"),
    ("unit_dir", "DETERMINER? DIR (?:FISCAL)? (?:FISCAL|ADJECTIVE|PART)? (?:UNIT1|WEEKEND|CENTURY) THAT?"),
    ("unit_dir", "DETERMINER? (?:THIS|ONE)? (?:UNIT1|WEEKEND|CENTURY) FISCAL? (?:DIR|HYPHEN? THAT)"),
    # years, schools' years, seasons, decades, centuries
    (
        "school_year",
        f"DETERMINER? {_PART}? (?:UNIT)? FISCAL (?:UNIT)? (?:OF|CUE)? YEAR [HYPHENSLASHDASH]"
        " (?:YEAR|DAYNUM|TWO_DIGITS|ZERO)",
    ),
    ("school_year", "YEAR [HYPHENSLASH] (?:YEAR|DAYNUM|TWO_DIGITS|ZERO) (?:FISCAL) (?:UNIT)?"),
    (
        "years",
        "(?<![HYPHENSLASH])(?:DETERMINER UNITS)? YEAR (?:[HYPHENSLASHDASH>]) (?:YEAR|TWO_DIGITS|DAYNUM|ZERO)"
        "(?!HYPHEN|SLASH|MON|PERCENT|UNITS|HOURS|CURRENCY)",
    ),
    (
        "season_year",
        f"(?<!OF){_PART}? DETERMINER? SEAS [HYPHENDASH]? (?:OF|CUE)? (?:DETERMINER)?"
        f" {_YEAR}(?: [SLASHHYPHEN] (?:YEAR|DAYNUM|TWO_DIGITS|ZERO))?",
    ),
    ("feast", f"DETERMINER? FEAST (?:(?:OF|CUE|COMMA)? {_YEAR})? (?:DIR)?"),
    ("decade", f"DETERMINER? {_PART}? DETERMINER? DECADE (?:HYPHEN? UNITS|HYPHEN? UNIT)?"),
    ("decade", f"{_PART}? DETERMINER? (?:DECADE_WORD|UNITS) (?:YEAR|TWO_DIGITS|DAYNUM)"),
    ("century", f"DETERMINER? {_PART}? DETERMINER? (?:{_DAY}|ROMAN DOT?) HYPHEN? CENTURY"),
    ("century", f"DETERMINER? {_PART}? DETERMINER? CENTURY ROMAN"),
    ("year_named", f"{_PART}? DETERMINER? (?:FISCAL UNIT?|UNIT FISCAL?) (?:OF|CUE)? {_YEAR}"),
    ("fiscal", f"DETERMINER? {_YEAR} FISCAL UNIT"),
    ("fiscal", f"DETERMINER? FISCAL {_YEAR}"),
    ("fiscal", "DETERMINER? FISCAL (?:ORDINAL) PERIOD"),
    ("year_part", f"DETERMINER? (?:PART HYPHEN?|PART_OF) {_YEAR}"),
    # recurring, durations
    ("per", "(?:APPROX)? COUNT? TIMES (?:UNIT1|WEEKEND|PERIOD|HOURS|DAYPART)"),
    ("per", "PER (?:UNIT1|WEEKEND|PERIOD|HOURS|DAYPART|WD)"),
    ("once", "TIMES"),
    ("frequency", "FREQUENCY"),
    ("firsts", "(?:APPROX | DETERMINER)? (?:ORDINAL) (?:NUMBER|DIGITS|SOME) (?:UNITN|PERIOD|HOURS)"),
    ("firsts", "(?:APPROX | DETERMINER)? (?:NUMBER|DIGITS|SOME) (?:ORDINAL|ADJECTIVE) (?:UNITN|PERIOD|HOURS)"),
    ("aged", "(?<=AGED)(?:COUNT [GAP])? (?:NUMBER|DIGITS|DAYNUM) (?:ANYUNIT)?(?:AND? HALF)?"),
    ("aged", "(?:NUMBER|DIGITS) HYPHEN OLD"),
    ("span_word", "SPAN_WORD"),
    ("duration", "(?:COUNT|HALF) (?:GAP COUNT)? HYPHEN (?:UNIT|PERIOD|HOURS|CENTURY) (?:HYPHEN OLD)?"),
    (
        "duration",
        "(?:APPROX APPROX? | DETERMINER)? (?:[COUNT] [GAP])? (?:[NUMBER DIGITS]"
        " NUMBER|COUNT|HALF) [HYPHEN]? (?:HALF|FISCAL|ADJECTIVE)? OF? (?:ANYUNIT)"
        " (?:AND? HALF)? (?:HYPHEN? OLD)?(?:AND? [NUMBERDIGITS] (?:UNITS|UNIT|HOURS) | AND ONE (?:UNIT|HOURS))?",
    ),
    ("duration", "(?:APPROX)? HALF HYPHEN? (?:ONE)? (?:ANYUNIT)"),
    ("whole", "(?:DETERMINER|ONE) WHOLE UNIT1(?!HYPHEN)"),
    ("whole", "WHOLE (?:DETERMINER|ONE)? UNIT1(?!HYPHEN|LAST|NEXT)"),
    ("units", "(?<=[CUE IN_BEFORE OF PART])(?:DETERMINER)? (?:ADJECTIVE)? UNITS(?!AGO|LAST|NEXT|YEAR)"),
    ("units", "UNITS(?=OF|TO)"),
    ("units", "(?<=[CUE IN_BEFORE])HOURS(?!HYPHEN)"),
    ("units_alone", "[UNITS HOURS]"),
    ("units", "PARTITIVE UNITN"),
    ("approx_units", "(?:APPROX) (?:UNITS)"),
    # bare
    ("month", f"{_PART}? MONTH"),
    ("month", f"{_PART} MON"),
    ("month_maybe", "(?:(?<=[LICENCE IN_BEFORE])|(?<=[LICENCE IN_BEFORE]DETERMINER))MONTH_MAYBE"),
    ("season", f"{_PART}? DETERMINER SEASON"),
    ("season", "DETERMINER? PART_OF DETERMINER SEAS"),
    ("season", "PART HYPHEN? SEAS(?!OF)"),
    ("season", "(?<=[CUE IN_BEFORE AT TO])DETERMINER? SEAS(?!OF)"),
    ("day_of_month", "DETERMINER DAYNUM (?:AFTERDIR | DAYPART)"),
    (
        "day_of_month",
        "DETERMINER"
        " DAYNUM(?!HALFDAY|HOURS|HYPHEN|PERCENT|CURRENCY|ANYUNIT|NUMBER|DOT.|SLASH|DIR|COMMA[DAY]|YEAR|ORDINAL)",
    ),
    ("weekend", "(?:DETERMINER|(?<=CUE)) WEEKEND(?: (?:OF|CUE) DETERMINER? DAYNUM (?:GAP DAYNUM)? MON YEAR?)?"),
    ("the_unit", "(?<=[CUE OF IN_BEFORE])DETERMINER (?:FISCAL|ADJECTIVE)? (?:UNIT1|PERIOD)(?!HYPHEN|OF|ORDINAL|HALF)"),
    ("daypart", "(?<=CUE)PART_OF DAYPART"),
    ("daypart", "DAYPART(?=WEEKDAY(?!DETERMINER|OF))"),
    ("daypart", "(?:(?<=[CUE IN_BEFORE AT APPROX AGO_BEFORE])(?:DETERMINER)?|DETERMINER) DAYPART(?!HYPHEN)"),
    ("daypart_alone", "DAYPART"),
    ("the_past", "(?<=[CUE IN_BEFORE OF])DETERMINER PAST(?![NUMBER DIGITS ANYUNIT SOME COUNT])"),
    ("ref_noun", "(?<=[AT CUE IN_BEFORE])DETERMINER REF_NOUN(?!OF)"),
    ("reference", "REFERENCE"),
    ("year_short", "(?<=[CUE IN_BEFORE OF])SHORT_YEAR"),
    ("year", "YEAR"),
)
"""Name of the rule, which ``readings`` builds from, and its pattern. A name may have several patterns."""

_NAMES_LONGEST_FIRST = re.compile("|".join(sorted(NAMES, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, compiled."""

    name: str
    pattern: re.Pattern[str]


class Grammar(dict[str, tuple[Rule, ...]]):
    """For every symbol the rules that can start with it, in order; compiled where a text first has the symbol."""

    def __init__(self) -> None:
        self._translated = [(name, _translated(written)) for name, written in RULES]
        self._firsts = [first_symbols(pattern) for _, pattern in self._translated]
        self._compiled: dict[int, Rule] = {}

    def __missing__(self, symbol: str) -> tuple[Rule, ...]:
        self[symbol] = tuple(self._rule(place) for place, firsts in enumerate(self._firsts) if symbol in firsts)
        return self[symbol]

    def _rule(self, place: int) -> Rule:
        if place not in self._compiled:
            name, pattern = self._translated[place]
            self._compiled[place] = Rule(name, re.compile(pattern))
        return self._compiled[place]


@cache
def grammar() -> Grammar:
    """The grammar, made once a process."""
    return Grammar()


HEADS = re.compile("[MmWwωΩSsFUuμNCiEPTτRqKκc;#@Y9BνπλjúšαN123oðβť]")
"""Symbols without which no rule matches."""


_PIECE = re.compile(r"\(\?<?[=!]|\(\?:|\)|\||\[[^\]]*\]|\\.|\{0,\d\}|\?|.")


def first_symbols(pattern: str) -> set[str]:
    """The symbols that a match of a translated pattern can start with."""
    first, _, _ = _firsts(_PIECE.findall(pattern), 0)
    return first


def _firsts(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    """First symbols, whether it can be empty, and where it ends, of the alternatives from ``at`` on."""
    every: set[str] = set()
    first: set[str] = set()
    open_, can_be_empty = True, False
    while at < len(pieces) and pieces[at] != ")":
        piece = pieces[at]
        if piece == "|":
            every |= first
            can_be_empty |= open_
            first, open_ = set(), True
            at += 1
            continue
        if piece.startswith("("):
            inner, empty, at = _firsts(pieces, at + 1)
            if piece != "(?:":
                inner, empty = set(), True
        else:
            inner, empty = set(re.sub(r"[\[\]\\]", "", piece)), False
        at += 1
        if at < len(pieces) and (pieces[at] == "?" or pieces[at].startswith("{0")):
            empty = True
            at += 1
        if open_:
            first |= inner
            open_ = empty
    return every | first, can_be_empty or open_, at


def _translated(pattern: str) -> str:
    """Symbols for names; inside brackets several names are one class."""

    def one(name: re.Match[str]) -> str:
        symbols = re.escape(NAMES[name.group()])
        return symbols if len(NAMES[name.group()]) == 1 else f"[{symbols}]"

    def bracket(inside: re.Match[str]) -> str:
        negated = "^" if inside.group(1) else ""
        return "[" + negated + _NAMES_LONGEST_FIRST.sub(lambda n: re.escape(NAMES[n.group()]), inside.group(2)) + "]"

    squeezed = pattern.replace(" ", "")
    parts = re.split(r"(\[[^\]]*\])", squeezed)
    return "".join(
        re.sub(r"\[(\^?)([^\]]*)\]", bracket, part) if part.startswith("[") else _NAMES_LONGEST_FIRST.sub(one, part)
        for part in parts
    )
