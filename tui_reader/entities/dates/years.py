"""Whether four digits are a year: flights, roads, novels and counts of things are none."""

from __future__ import annotations

import re

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Reading

WORD_BEFORE = re.compile(r"([^\W\d_]+|[§#°])[.°]?\s*\(?\Z")
WORD_AFTER = re.compile(r"\s+([^\W\d_]+|[%€$£]|m²|m2)")
HYPHENED = re.compile(r"-[^\W\d_]")
_PLURAL = re.compile(r"\s+([^\W\d_]{3,}[sx])(?!\w)")
_NO_NOUN = frozenset(
    [
        "dans",
        "sous",
        "vers",
        "plus",
        "mais",
        "alors",
        "puis",
        "sans",
        "chez",
        "lors",
        "depuis",
        "après",
        "dès",
        "les",
        "des",
        "ses",
        "ces",
        "nos",
        "très",
        "hors",
        "entre",
        "mas",
        "tras",
        "más",
        "dos",
        "los",
        "las",
        "pas",
        "jamais",
        "ils",
        "elles",
        "nous",
        "vous",
        "fois",
        "cas",
        "tous",
        "quelques",
        "plusieurs",
        "leurs",
    ]
)
_UP_TO = re.compile(r"\s?(?:-|–|à|au|to|bis|a|et|and|und|y|e|en|tot)\s?\d{3,}\s+([^\W\d_]+|[€$£%])")
CERTAIN_YEARS = range(1900, 2040)
"""Four digits that a news text means as a year unless something says otherwise; others need a preposition."""
CERTAIN_YEARS_UNCUED = range(1700, 2040)
"""The same in German, where a year stands without preposition: *Gegründet wurde er 1854.*"""


def is_year(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    text, first, last = tokens.text, reading.first, reading.last
    before, after = tokens.symbols[first - 1 : first], tokens.symbols[last : last + 1]
    if before == "." and pack.capitals and tokens.symbols[first - 2 : first - 1] not in tuple("0123567Y"):
        before = sym.STOP  # a sentence ends: "… auf Spanien. 1996 hatte …"
    if _CELL_WITH_WORDS.search(text, max(0, reading.start - 24), reading.start):
        before = sym.STOP  # "RSS 2.0" in the cell before it is no number that goes on here
    if before in tuple("$%0123567.") or after in tuple("%$") or (after in tuple("0123567") and before != ","):
        return False
    if before == "-" and tokens.symbols[first - 2 : first - 1] in tuple("0123567"):
        return False
    if before == "-" and _NAME_BEFORE.search(text, max(0, reading.start - 16), reading.start):
        return False  # "pont du 19-Mars-1962"
    if HYPHENED.match(text, reading.end) and not pack.capitals:
        return text[reading.end + 1].isupper() is False and before in tuple("D")
    cued = before in tuple("IJ<>ǵ") or tokens.text[reading.start - 1 : reading.start] in ("(", "/")
    word = WORD_AFTER.match(text, reading.end)
    if word and word.group(1).lower() in pack.number_after:
        return False
    if not cued and not pack.capitals and not pack.month_first:
        plural = _PLURAL.match(text, reading.end)
        if plural and plural.group(1).lower() not in _NO_NOUN and plural.group(1).islower():
            return False
    if pack.capitals and not cued and word and word.group(1)[0].isupper() and (reading.year or 0) % 100 == 0:
        return False  # "2000 Kinder"
    if _counts_on(text, reading.end, pack):
        return False
    if _ROAD.search(text, max(0, reading.start - 4), reading.start) or _is_title(text, reading.start, reading.end):
        return False
    certain = reading.year in (CERTAIN_YEARS_UNCUED if pack.capitals else CERTAIN_YEARS)
    return not is_counted(text, reading.start, pack) and (cued or certain)


def _is_title(text: str, start: int, end: int) -> bool:
    """*« 1984 »* is a book, *“2001, a Space Odyssey”* a film."""
    return bool(_QUOTE.search(text, max(0, start - 2), start) and _UNQUOTE.match(text, end))


_CELL_WITH_WORDS = re.compile(r"[^\W\d_][^\t\n]*\t\Z")
_ROAD = re.compile(r"(?<!\w)(?:[A-IK-Z]|RD|RN|CD|SS|SP|BR)\s\Z")
"""*la D 2019*, *SS 2019*."""
_CODE = re.compile(r"(?<=\s)[A-Z]{2}\s\Z")
_QUOTE, _UNQUOTE = re.compile(r"[«“„\"]\s?\Z"), re.compile(r"\s?[»”“\"]|, ")


_NAME_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Þ]\w+-\Z")


def _counts_on(text: str, end: int, pack: Pack) -> bool:
    """*de 1990 à 2050 euros*: the number that it is beside is counted, and so is this one."""
    other = _UP_TO.match(text, end)
    return other is not None and other.group(1).lower() in pack.number_after


def is_counted(text: str, start: int, pack: Pack) -> bool:
    if coded := _CODE.search(text, max(0, start - 4), start):
        start = coded.start()  # "vol AF 1984"
    before = WORD_BEFORE.search(text, max(0, start - 24), start)
    return bool(before and (before.group(1).lower() in pack.number_before or before.group(1) in "§#°"))


_FIRST_OF_PAIR = re.compile(r"\d{4}\s?[-–/]\s?\Z")


def are_years(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    cued = tokens.symbols[reading.first - 1 : reading.first] in tuple("IJ<>Dǵ")
    year = reading.year or 0
    if (pair := _FIRST_OF_PAIR.search(tokens.text, max(0, reading.start - 7), reading.start)) and is_counted(
        tokens.text, pair.start(), pack
    ):
        return False  # "décret n° 2004-2010"
    word = WORD_AFTER.match(tokens.text, reading.end)
    if _counts_on(tokens.text, reading.end, pack) or (word and word.group(1).lower() in pack.number_after):
        return False
    return not is_counted(tokens.text, reading.start, pack) and (cued or year in range(1800, 2100))


def counts_things(text: str, end: int, pack: Pack) -> bool:
    """Whether the number that ends here is of something: *en mars 45 personnes*, *April 45 percent*."""
    word = WORD_AFTER.match(text, end)
    if word and (word.group(1).lower() in pack.number_after or not word.group(1)[0].isalpha()):
        return True
    plural = _PLURAL.match(text, end)
    return plural is not None and plural.group(1).lower() not in _NO_NOUN
