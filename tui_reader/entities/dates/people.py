"""Names and numbers that belong to a person: *Herr Sonntag*, *un homme de 34 ans*."""

from __future__ import annotations

import re

from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.readings import Reading

AGE_REACH = 40
"""Characters before a number of years that may say whose age it is."""
_SET_OFF, _SET_OFF_AFTER = re.compile(r"[,(] ?\Z"), re.compile(r"\s?(?:[,);]|et\s\d)|\.?\Z|\.\s")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?\s*\Z")


def is_age(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*un homme de 34 ans*, *Jean Marc, 34 ans,*: how old somebody is."""
    if pack.ages is None or reading.unit != "Y" or not tokens.text[reading.start].isdigit():
        return False
    text, start = tokens.text, reading.start
    if pack.ages.search(text, max(0, start - AGE_REACH), start):
        return True
    return bool(_SET_OFF.search(text, max(0, start - 2), start) and _SET_OFF_AFTER.match(text, reading.end))


def is_titled(text: str, start: int, pack: Pack) -> bool:
    """Whether the word before says that a name follows."""
    before = _WORD_BEFORE.search(text, max(0, start - 16), start)
    return before is not None and before.group(1).lower() in pack.titles
