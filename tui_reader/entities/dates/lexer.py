"""Text → tokens, each with its symbol, in one pass and linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
    | (?P<dotted>(?<![\d.,/])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?!\d|\s\d{4}))
    | (?P<clock>(?:[01]?\d|2[0-4])(?:\s?h\s?[0-5]\d|\s?[Hh]|:[0-5]\d(?::[0-5]\d)?)(?![\w:]|\.\d))
    | (?P<ordinal>(?:1\s?er|\d{1,2}(?:st|nd|rd|th|ère|ème|e|ste|de|[ºª]))(?!\w))
    | (?P<decade>(?:[12]\d)?\d0(?:'?s|er)(?!\w))
    | (?P<short>'\d\d(?:s\b|(?![\w'])))
    | (?P<number>(?:\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,]\d+)?(?!\w))
    | (?P<glued>\d\w*)
    | (?P<sign3>[^\w\s])
    | (?P<line>\n+)
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(r"\d+\Z")
_PERIOD_NAME = re.compile(r"(?:[qthsb][1-4]|fy\d\d(?:\d\d)?)\Z")
_ROMAN = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})(?:e|ème|E|er)?\Z")
_SIGNS = {
    ",": sym.COMMA,
    ".": sym.DOT,
    "/": sym.SLASH,
    "–": sym.DASH,
    "—": sym.DASH,
    "%": sym.PERCENT,
    **dict.fromkeys("$€£¥₤", sym.CURRENCY),
}


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


def _matches(text: str, lowered: str, pack: Pack) -> list[re.Match[str]]:
    """The tokens of the sentences that may hold a date; of the others, one newline, so that nothing joins over them."""
    matches: list[re.Match[str]] = []
    start = 0
    ends = [cut.end() for cut in _CUT.finditer(text)]
    for end in [*ends, len(text)]:
        piece = lowered[start:end]
        if has_candidates(piece, pack):
            matches += TOKEN.finditer(text, start, end)
        elif matches and start < end and (line := _GAP.search(text, start, end)):
            matches.append(line)
        start = end
    return matches


_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_CUT = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\b\w\.)\s+(?=[A-ZÀ-Þ«\"]))")
"""Between sentences; not within *2 p.m. EST*."""
_GAP = re.compile(r"(?P<line>\S)")


def lex(text: str, pack: Pack) -> Tokens:
    """The tokens of a text that ``same_length`` has made plain; a run of words that no pack knows is one token."""
    tokens = Tokens(text, _lowered(text))
    matches = _matches(text, tokens.lowered, pack)
    lowered, entries, plain, seconds = tokens.lowered, pack.entries, pack.plain, pack.seconds
    words = [lowered[match.start() : match.end()] for match in matches]
    words.append("")
    written: list[str] = []
    add_value, add_start, add_end = tokens.values.append, tokens.starts.append, tokens.ends.append
    done = passed = 0
    for index in _telling(matches, words, text, pack):
        if index < passed:
            continue  # part of the phrase before
        word, match = words[index], matches[index]
        start, end = match.span()
        symbol, value, used = sym.OTHER, "", 1
        known = plain.get(word)
        if known is not None and (word not in seconds or words[index + 1] not in seconds[word]):
            symbol, value = known
        else:
            kind = match.lastgroup or ""
            bucket = entries.get(word)
            if bucket is not None:
                symbol, value, used = _phrase(bucket, words, index, text[start].isupper())
                end = matches[index + used - 1].end() if used > 1 else end
            if symbol == sym.OTHER and used == 1 and word[-1] == "'" and (bucket := entries.get(word[:-1])):
                end -= 1
                symbol, value, used = _phrase(bucket, words, index, text[start].isupper())
            if used == 1 and symbol == sym.OTHER and (kind != "word" or text[start] in _NAMED_STARTS):
                symbol, value = _shape(kind, text, start, end, lowered)
                if symbol == sym.DOT and not pack.capitals and _CAPITAL_FOLLOWS.match(text, end):
                    symbol = sym.STOP
        passed = index + used
        if symbol == sym.OTHER:
            continue
        if index > done:
            written.append(sym.OTHER)
            add_value("")
            add_start(matches[done].start())
            add_end(matches[index - 1].end())
        done = passed
        written.append(symbol)
        add_value(value)
        add_start(start)
        add_end(end)
    if done < len(matches):
        written.append(sym.OTHER)
        add_value("")
        add_start(matches[done].start())
        add_end(matches[-1].end())
    tokens.symbols = "".join(written) + sym.STOP
    return tokens


def _telling(matches: list[re.Match[str]], words: list[str], text: str, pack: Pack) -> list[int]:
    """The places of the tokens that may be more than words that no pack knows: a quarter of a text."""
    first = pack.firsts
    return [
        index
        for index, match in enumerate(matches)
        if words[index] in first or match.lastgroup != "word" or text[match.start()] in _NAMED_STARTS
    ]


_CAPITAL_FOLLOWS = re.compile(r"\s+[A-ZÀ-Þ«]|\s*(?:\n|\Z)")
_NAMED_STARTS = frozenset("IVXQTHSBF")


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
        return _SIGNS.get(written, sym.STOP), ""
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
