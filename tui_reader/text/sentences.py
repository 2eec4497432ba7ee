"""Where sentences start and end."""

from __future__ import annotations

import re

_END = re.compile(
    r"""
    (?<![.!?…])(?P<stop>[.!?…]++)        # the signs that may end a sentence
    (?P<close>(?:\s?[»"”’)\]]){0,3})     # quotes and brackets that close with it
    (?=\s++["“«‹(\[—–-]*+\s?[A-ZÀ-Þ0-9]|\s*+\Z)
    | \n+
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
_REACH = 24
"""How far back the word before a full stop is looked for: longer ones are no abbreviations."""

_ABBREVIATED = """
m mm mme mmes mlle mlles me mes dr pr prof st ste sgt cdt col gén gal cf art p pp vol no n° nos éd ed fig av apr env etc
ex tél tel bd rte janv févr avr juil sept oct nov déc mr mrs ms messrs jr sr rev hon gov sen rep gen lt capt maj jan feb
mar apr jun jul aug dec inc ltd corp co vs approx dept univ assn bros eg ie al
"""
ABBREVIATIONS = frozenset(_ABBREVIATED.split())
"""Words whose full stop does not end a sentence when more text follows, folded to lower case."""


def sentence_ranges(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as (start, end) offsets, without the white space around them.

    A newline always ends one; a full stop after a single letter or a known abbreviation does not. Linear time.
    """
    stop = len(text) if end is None else end
    ranges: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, stop):
        if match["stop"] == "." and _abbreviated(text, max(begin, match.start() - _REACH), match.start()):
            continue
        _append(ranges, text, begin, match.start() if match["stop"] is None else match.end())
        begin = match.end()
    _append(ranges, text, begin, stop)
    return ranges


def _abbreviated(text: str, start: int, stop: int) -> bool:
    word = _LAST_WORD.search(text, start, stop)
    if word is None:
        return False
    last = word.group()
    return (len(last) == 1 and last.isupper()) or "." in last or last.lower() in ABBREVIATIONS


def _append(ranges: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        ranges.append((start, end))
