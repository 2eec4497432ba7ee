"""Text → tokens, each with its symbol, in one pass and linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.packs import Entry, Pack

TOKEN = re.compile(
    r"""
    (?P<roman>[XVI]{1,5}\s(?:e|ème)(?=\ssi[eè]))
    | (?P<word>[^\W\d_]\w*'?)
    | (?P<iso>[12]\d{3}-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
    | (?P<numeric>(?<!\d[./-])
        (?:\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)(?:\d{4}|\d\d)|[12]\d{3}(?P<sign2>[./-])\d\d(?P=sign2)\d\d)
        (?![\w]|[.,/-]\d))
    | (?P<dotted>(?<![\d.,/])(?:0?[1-9]|[12]\d|3[01])\.[^\S\n]?(?:0?[1-9]|1[0-2])\.(?!\d|\s\d{4}))
    | (?P<clock>(?:[01]?\d|2[0-4])(?:[^\S\n]?h[^\S\n]?[0-5]\d|[^\S\n]?[Hh]|:[0-5]\d(?::[0-5]\d)?)(?![\w:]|\.\d))
    | (?P<ordinal>(?:1[^\S\n]?er|\d{1,2}(?:st|nd|rd|th|ère|ème|e|ste|de|[ºª]))(?!\w))
    | (?P<decade>(?:[12]\d)?\d0(?:'?s|er)(?!\w))
    | (?P<short>'\d\d(?:s\b|(?![\w'])))
    | (?P<number>(?:\d{1,3}(?:(?:[.,]|[^\S\n])\d{3})+|\d+)(?:[.,]\d+)?(?!\w))
    | (?P<glued>\d\w*)
    | (?P<sign3>[^\w\s])
    | (?P<line>\n+)
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(r"\d+\Z")
_PERIOD_NAME = re.compile(r"(?:[qthsb][1-4]|fy\d\d(?:\d\d)?)\Z")
_ROMAN = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})(?:e|ème|E|er)?\Z")


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: ``symbols[i]`` stands for the text from ``starts[i]`` to ``ends[i]``."""

    text: str
    lowered: str
    symbols: str = ""
    values: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def surface(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]


def has_candidates(lowered: str, pack: Pack) -> bool:
    """Whether the text has a digit or a word without which there is no date: most of the work is saved by asking."""
    return _DIGIT.search(lowered) is not None or not pack.triggers.isdisjoint(_WORDS.findall(lowered))


@dataclass(slots=True)
class _Words:
    """The plain words, runs of digits and signs of a text, in lower case, and where they stand."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def _split(text: str, lowered: str, pack: Pack) -> _Words:
    """The words of the sentences that may hold a date; of the others, one newline, so that nothing joins over them.

    Cutting with ``re.split`` and adding up lengths costs half of what a match object a word does.
    """
    found = _Words()
    triggers = pack.triggers
    start = 0
    ends = [cut.end() for cut in _CUT.finditer(text)]
    for end in [*ends, len(text)]:
        piece = lowered[start:end]
        parts = _PLAIN_TOKEN.split(piece)
        words = parts[1::2]
        if _DIGIT.search(piece) or not triggers.isdisjoint(words):
            places = list(accumulate(map(len, parts), initial=start))
            found.words += words
            found.starts += places[1:-1:2]
            found.ends += places[2::2]
        elif found.words and words:
            found.words.append("\n")
            found.starts.append(start + len(parts[0]))
            found.ends.append(start + len(parts[0]) + 1)
        start = end
    return found


_PLAIN_TOKEN = re.compile(r"([^\W\d_]\w*'?|\d\w*|[^\w\s]|\n+)")
_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_CUT = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\b\w\.)\s+(?=[A-ZÀ-Þ«\"]))")
"""Between sentences; not within *2 p.m. EST*."""


def lex(text: str, pack: Pack) -> Tokens:
    """The tokens of a text that ``same_length`` has made plain; a run of words that no pack knows is one token."""
    tokens = Tokens(text, _lowered(text))
    lowered, entries, plain, seconds = tokens.lowered, pack.entries, pack.plain, pack.seconds
    split = _split(text, lowered, pack)
    words, starts, ends = split.words, split.starts, split.ends
    telling = _telling(split, text, pack)
    count = len(words)
    words.append("")
    written: list[str] = []
    add_value, add_start, add_end = tokens.values.append, tokens.starts.append, tokens.ends.append
    done = passed = 0
    for index in telling:
        if index < passed:
            continue  # part of the phrase before
        word, start, end = words[index], starts[index], ends[index]
        symbol, value, used = sym.OTHER, "", 1
        known = plain.get(word)
        if known is not None and (word not in seconds or words[index + 1] not in seconds[word]):
            symbol, value = known
        else:
            kind, end = _kind(word, text, start, end)
            while index + used < count and starts[index + used] < end:
                used += 1
            bucket = entries.get(word) if used == 1 else None
            if bucket is not None:
                symbol, value, used = _phrase(bucket, words, index, text[start].isupper())
                end = ends[index + used - 1] if used > 1 else end
            if symbol == sym.OTHER and used == 1 and word[-1] == "'" and (bucket := entries.get(word[:-1])):
                end -= 1
                symbol, value, used = _phrase(bucket, words, index, text[start].isupper())
            if symbol == sym.OTHER and (kind != "word" or text[start] in _NAMED_STARTS):
                symbol, value = _shape(kind, text, start, end, lowered)
                if symbol == sym.DOT and not pack.capitals and _CAPITAL_FOLLOWS.match(text, end):
                    symbol = sym.STOP
        passed = index + used
        if symbol == sym.OTHER:
            continue
        if index > done:
            written.append(sym.OTHER)
            add_value("")
            add_start(starts[done])
            add_end(ends[index - 1])
        done = passed
        written.append(symbol)
        add_value(value)
        add_start(start)
        add_end(end)
    if done < count:
        written.append(sym.OTHER)
        add_value("")
        add_start(starts[done])
        add_end(ends[count - 1])
    tokens.symbols = "".join(written) + sym.STOP
    return tokens


def _kind(word: str, text: str, start: int, end: int) -> tuple[str, int]:
    """What a plain token is the start of, and where that ends: ``6`` may open *6.5.2019* or *6 000*."""
    first = word[0]
    if first.isdigit() or first == "'" or text[start] in _ROMANS:
        match = TOKEN.match(text, start)
        return (match.lastgroup or "", match.end()) if match else ("", end)
    if first.isalpha():
        return "word", end
    return ("line" if first == "\n" else "sign3"), end


def _telling(split: _Words, text: str, pack: Pack) -> list[int]:
    """The places of the tokens that may be more than words that no pack knows: a quarter of a text."""
    first, starts = pack.firsts, split.starts
    return [
        index
        for index, word in enumerate(split.words)
        if word in first or not word[0].isalpha() or text[starts[index]] in _NAMED_STARTS
    ]


_CAPITAL_FOLLOWS = re.compile(r"\s+[A-ZÀ-Þ«]|\s*(?:\n|\Z)")
_NAMED_STARTS = frozenset("IVXQTHSBF")
_ROMANS = frozenset("IVX")


def _lowered(text: str) -> str:
    """The text in lower case, character for character: a few letters grow when lowered, as İ does."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _phrase(bucket: tuple[Entry, ...], words: list[str], index: int, capital: bool) -> tuple[str, str, int]:
    for entry in bucket:
        if entry.capital and (entry.capital == "^") != capital:
            continue
        used = 1 + len(entry.rest)
        if used == 1 or (words[index + 1] == entry.rest[0] and tuple(words[index + 1 : index + used]) == entry.rest):
            return entry.symbol, entry.value, used
    return sym.OTHER, "", 1


def _shape(kind: str, text: str, start: int, end: int, lowered: str) -> tuple[str, str]:
    """The symbol of a token that no pack knows."""
    written = lowered[start:end]
    if kind == "word":
        return _named(written, text[start:end])
    if kind == "sign3":
        if written == "-":
            spaced = text[start - 1 : start].isspace() or text[end : end + 1].isspace()
            return (sym.DASH if spaced else sym.HYPHEN), ""
        return sym.SIGNS.get(written, sym.STOP), ""
    if kind == "number":
        return _number(written)
    if kind == "roman":
        return sym.ROMAN, text[start:end]
    simple = {"iso": sym.ISO, "numeric": sym.NUMERIC, "dotted": sym.DOTTED, "ordinal": sym.DIGIT_ORDINAL}
    if kind in simple:
        digits = "".join(c for c in written if c.isdigit())
        return simple[kind], digits if kind == "ordinal" else text[start:end]
    if kind == "clock":
        return _clock(written)
    if kind == "decade":
        return sym.DECADE, written.rstrip("ers'")
    if kind == "short":
        return (sym.DECADE, written[1:3]) if written.endswith("s") else (sym.SHORT_YEAR, written[1:])
    return (sym.STOP if kind == "line" else sym.OTHER), ""


def _named(written: str, original: str) -> tuple[str, str]:
    if len(written) in (2, 4, 6) and _PERIOD_NAME.match(written) and original[0].isupper():
        return sym.PERIOD_NAME, written.upper()
    if len(written) <= 7 and _ROMAN.match(original):
        return sym.ROMAN, original
    return sym.OTHER, ""


def _clock(written: str) -> tuple[str, str]:
    parts = [part for part in re.split(r"\D+", written) if part]
    symbol = sym.COLON_CLOCK if ":" in written else sym.CLOCK
    return symbol, ":".join(f"{int(part):02}" for part in parts)


def _number(written: str) -> tuple[str, str]:
    if not _PLAIN.match(written):
        plain = re.sub(r"(?<=\d)[.,\s](?=\d{3}(?!\d))", "", written)
        return sym.NUMBER, plain.replace(",", ".")
    value = int(written) if len(written) <= 4 else 0
    if len(written) == 4 and 1000 <= value < 2200:
        return sym.YEAR, written
    if len(written) > 2:
        return sym.NUMBER, written
    for limit, symbol in ((0, sym.ZERO), (12, sym.TO_12), (24, sym.TO_24), (31, sym.TO_31), (59, sym.TO_59)):
        if value <= limit:
            return symbol, written
    return sym.TO_99, written
