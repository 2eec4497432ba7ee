"""Language packs: the words of a language as data, read once and looked up by their first word.

A pack is ``languages/<tag>.toml``. A table names a word class of ``symbols``; its keys are the values of the words and
its entries the words themselves, ``|`` between them::

    [unit]
    Y = "an | année"

A word that starts with ``^`` counts only with a capital, one with ``=`` only without. Month and weekday names are in
``languages/cldr.json``, which ``cldr.py`` writes from babel: loading babel at run time would cost more than all the
rest of recognition.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tui_reader.entities.dates.symbols import CLASSES, SIGNS
from tui_reader.model.values import dataclass

LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl")
FOLDER = Path(__file__).parent / "languages"

WORD = re.compile(r"[^\W\d_]\w*'?|\d+|[^\w\s]")
"""How phrases are cut: as the lexer cuts texts."""

_WEAK = """ignored determiner one number this that other cue to and between of at per approx some half adjective
last past next nexts following previous in_before ago_before ago ago_maybe old aged halfday part part_of early zone
ordinal each weekday_maybe recent partitive fiscal period_word whole"""
STRONG = frozenset(CLASSES) - frozenset(_WEAK.split())
"""Classes without a word of which, or a digit, a text has no date."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to read a word or phrase: ``rest`` are the words after the first."""

    rest: tuple[str, ...]
    symbol: str
    value: str
    capital: str = ""
    """``^`` with a capital only, ``=`` without only."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A language, compiled."""

    language: str
    entries: Mapping[str, tuple[Entry, ...]]
    firsts: frozenset[str]
    """The words that an entry starts with, as they are and before an apostrophe that follows."""
    plain: Mapping[str, tuple[str, str]]
    """Symbol and value of the words that are read in one way alone, whatever their capitals."""
    seconds: Mapping[str, frozenset[str]]
    """The words after which a word of ``plain`` may be the start of a phrase."""
    triggers: frozenset[str]
    month_first: bool
    future: re.Pattern[str]
    past: re.Pattern[str]
    participles: re.Pattern[str]
    """Participles that look back, unless a verb that looks ahead stands just before: *sera signé*."""
    agenda: re.Pattern[str]
    """Words of announcements, which need no verb to look ahead."""
    opens: re.Pattern[str]
    """What opens a clause with a verb of its own: *that*, *qui*, *dass*, a semicolon."""
    starting: re.Pattern[str]
    """Words just before a date that lies ahead whatever the tense: *à partir de*."""
    behind: re.Pattern[str]
    """Words just before a date that lies behind: *since*."""
    towards: re.Pattern[str]
    """Words just before a date that lies ahead unless a verb says otherwise: *until*."""
    up_to_today: re.Pattern[str]
    """Words just before *today* that make it no day: *bis heute*."""
    today_still: re.Pattern[str]
    """Words just after it that do so unless the verb looks ahead: *heute noch*."""
    still_today: re.Pattern[str]
    """The same words just before it."""
    takes_time: re.Pattern[str]
    """Words just before units without number that last: *it took years*."""
    time_before: re.Pattern[str]
    """Words just after them: *days after the vote*."""
    than: re.Pattern[str]
    """After *two years later* it makes a length of it."""
    upcoming: re.Pattern[str]
    """Which words for *next* mean the nearest: *kommendes Wochenende*."""
    opening: re.Pattern[str]
    """Words of opening hours, whose days come again every week."""
    ages: re.Pattern[str] | None
    """Words just before a number of years that is somebody's age, where ages are no lengths of time."""
    each_time: re.Pattern[str]
    """Words just before a weekday that make it every such day: *jeweils am*."""
    usual_parts: frozenset[str]
    """Parts of the day that are of every day by themselves: *vormittags*."""
    results: re.Pattern[str]
    """What is reported of a quarter once it is over."""
    expects: str
    """What an undated weekday is without a verb: ``past`` or ``near``."""
    capitals: bool
    """Whether common nouns have a capital, so that a capital tells nothing (German)."""
    habitual: bool
    """Whether a weekday with an article is every such day: *le lundi*."""
    place_before: frozenset[str]
    """Words that turn a date into a street, square or station."""
    number_before: frozenset[str]
    """Words after which a number is no year: page, article, room."""
    number_after: frozenset[str]
    """Words before which a number is no year: a count of things."""
    titles: frozenset[str]
    """Words before a person's name: *Herr Sonntag*."""
    name_like: frozenset[str]
    """Months that are given names as well."""
    published: re.Pattern[str]
    events: re.Pattern[str]
    deadlines: re.Pattern[str]
    sport: re.Pattern[str] | None
    """Words beside which a half or a quarter is one of a game."""
    lasting: re.Pattern[str]
    """What joins a duration to the event that it starts with."""


@cache
def pack(language: str) -> Pack:
    """The pack of a language of ``LANGUAGES``."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        data = tomllib.load(file)
    rules = data.pop("rules")
    _add_compound_numbers(rules.get("compound_number", ""), data["number"])
    buckets: dict[str, list[Entry]] = {}
    triggers: set[str] = set()
    for table, values in [*data.items(), *_calendar_names(language).items()]:
        for value, words in values.items():
            for written in filter(str.strip, words.split("|")):
                first, entry = _entry(written.strip(), CLASSES[table], value)
                buckets.setdefault(first, []).append(entry)
                if table in STRONG:
                    triggers.add(_telling(written))
    triggers.update(rules.get("telling", "").split())
    for word, span in _compounds(rules, data["number"]):
        buckets.setdefault(word, []).append(Entry((), CLASSES["span_word"], span))
        triggers.add(word)
    entries = {first: tuple(sorted(bucket, key=lambda e: -len(e.rest))) for first, bucket in buckets.items()}
    plain = {sign: (symbol, "") for sign, symbol in SIGNS.items() if sign not in entries and sign != "."}
    plain |= {first: single for first, bucket in entries.items() if (single := _single(bucket))}
    return Pack(
        language=language,
        entries=entries,
        firsts=frozenset([*entries, *(f"{word}'" for word in entries)]),
        plain=plain,
        seconds={
            first: frozenset(e.rest[0] for e in bucket if e.rest)
            for first, bucket in entries.items()
            if first in plain and any(e.rest for e in bucket)
        },
        triggers=frozenset([*triggers, *(f"{word}'" for word in triggers)]),
        month_first=rules.get("month_first", False),
        future=_pattern(rules["future"]),
        past=_pattern(rules["past"]),
        participles=_pattern(rules.get("participles", _NEVER)),
        agenda=_pattern(rules.get("agenda", _NEVER)),
        opens=re.compile(rf";|\b(?:{rules['opens']})" if "opens" in rules else ";"),
        starting=_just_before(rules.get("starting", _NEVER)),
        behind=_just_before(rules.get("behind", _NEVER)),
        towards=_just_before(rules.get("towards", _NEVER)),
        up_to_today=_just_before(rules.get("up_to_today", _NEVER)),
        today_still=re.compile(rf"\s(?:{rules.get('today_still', _NEVER)})(?!\w)"),
        still_today=_just_before(rules.get("today_still", _NEVER)),
        takes_time=_just_before(rules.get("takes_time", _NEVER)),
        time_before=re.compile(rf"\s(?:{rules.get('time_before', _NEVER)})(?!\w)"),
        than=re.compile(rf"\s(?:{rules.get('than', _NEVER)})(?!\w)"),
        upcoming=_pattern(rules.get("upcoming", _NEVER)),
        opening=_pattern(rules.get("opening", _NEVER)),
        ages=_just_before(rules["ages"]) if "ages" in rules else None,
        each_time=_just_before(rules.get("each_time", _NEVER)),
        usual_parts=frozenset(rules.get("usual_parts", "").split()),
        results=re.compile(rf"[\s-](?:{rules.get('results', _NEVER)})"),
        expects=rules.get("expects", "past"),
        capitals=rules.get("capitals", False),
        habitual=rules.get("habitual", False),
        place_before=frozenset(rules["place_before"].split()),
        number_before=frozenset(rules["number_before"].split()),
        number_after=frozenset(rules["number_after"].split()),
        titles=frozenset(rules.get("titles", "").split()),
        name_like=frozenset(rules.get("name_like", "").split()),
        published=_pattern(rules["published"], re.IGNORECASE),
        events=_pattern(rules["events"]),
        deadlines=_pattern(rules["deadlines"]),
        sport=_pattern(rules["sport"]) if "sport" in rules else None,
        lasting=_pattern(rules["lasting"], re.IGNORECASE),
    )


def _entry(written: str, symbol: str, value: str) -> tuple[str, Entry]:
    capital = written[0] if written[0] in "^=" else ""
    words = WORD.findall(written[len(capital) :].lower())
    return words[0], Entry(tuple(words[1:]), symbol, value, capital)


def _add_compound_numbers(pattern: str, numbers: dict[str, str]) -> None:
    """*twenty-eight*, *achtundzwanzig*: tens and ones as the language joins them."""
    firsts = {int(value): words.split("|")[0].strip() for value, words in numbers.items() if value.isdigit()}
    for ten in range(20, 100, 10) if pattern else ():
        for one in range(1, 10):
            if ten in firsts and one in firsts and str(ten + one) not in numbers:
                numbers[str(ten + one)] = pattern.format(ten=firsts[ten], one=firsts[one])


def _compounds(rules: Mapping[str, str], numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Numbers and units that are written as one word, with every ending: *dreijährige* → ``3 Y``."""
    amounts = [(word.strip(), value) for value, words in numbers.items() for word in words.split("|")]
    amounts += [(word, "X") for word in rules.get("compound_some", "").split()]
    for stem, unit in (pair.split("=") for pair in rules.get("compound", "").split()):
        for ending in rules.get("compound_endings", "").split("|"):
            for word, amount in amounts:
                yield word + stem + ending, f"{amount} {unit}"


def _single(bucket: tuple[Entry, ...]) -> tuple[str, str] | None:
    alone = [entry for entry in bucket if not entry.rest]
    return (alone[0].symbol, alone[0].value) if alone and not alone[0].capital else None


def _telling(written: str) -> str:
    """The word of a phrase that a text without it cannot have the phrase: the longest, as the rarest."""
    words: list[str] = re.findall(r"[^\W\d_]+", written.lower())
    return max(words, key=len, default=written)


_NEVER = "(?!)"


def _just_before(alternatives: str) -> re.Pattern[str]:
    """These words at the end of what is searched, an article between."""
    return re.compile(rf"\b(?:{alternatives})(?:\s\w{{2,3}})?\s*\Z", re.IGNORECASE)


def _pattern(alternatives: str, flags: int = 0) -> re.Pattern[str]:
    """Searched in lowered text, where matching without regard to case would cost half as much again."""
    return re.compile(rf"\b(?:{alternatives})", flags)


@cache
def _calendar() -> dict[str, dict[str, dict[str, str]]]:
    loaded: dict[str, dict[str, dict[str, str]]] = json.loads((FOLDER / "cldr.json").read_text(encoding="utf-8"))
    return loaded


def _calendar_names(language: str) -> dict[str, dict[str, str]]:
    return _calendar()[language]
