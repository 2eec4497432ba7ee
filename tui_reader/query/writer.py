"""A syntax tree back into text that parses to the same tree."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from tui_reader.model.queries import (
    And,
    ByAuthor,
    Dated,
    InFeed,
    InTitle,
    Is,
    Names,
    Node,
    Not,
    Or,
    Phrase,
    Tagged,
    Word,
)

_FIELD_NAMES = {InFeed: "feed", InTitle: "title", ByAuthor: "author", Tagged: "tag", Names: "institution"}
_PLAIN = re.compile(r"[^\s()\"/][^\s()\"]*")
"""A value that needs no quotes."""


def write(node: Node) -> str:
    match node:
        case And(parts):
            return " ".join(f"({write(part)})" if isinstance(part, Or) else write(part) for part in parts)
        case Or(parts):
            return " OR ".join(write(part) for part in parts)
        case Not(part):
            several = isinstance(part, And | Or | Not) or (isinstance(part, Dated) and " " in write(part))
            return f"-({write(part)})" if several else f"-{write(part)}"
        case Word(text, prefix):
            return f"{text}*" if prefix else text
        case Phrase(text):
            return f'"{text}"'
        case Is(status):
            return f"is:{status}"
        case Dated(first, last):
            return _dates(first, last)
        case _:
            return f"{_FIELD_NAMES[type(node)]}:{_value(node.text)}"


def _value(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else f'"{text}"'


def _dates(first: date | None, last: date | None) -> str:
    if first and last and (name := _period_name(first, last)):
        return f"date:{name}"
    bounds = [f"after:{first.isoformat()}"] if first else []
    if last:
        bounds.append(f"before:{(last + timedelta(days=1)).isoformat()}")
    return " ".join(bounds)


def _period_name(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    if (first.year, first.month, first.day) == (last.year, last.month, 1):
        return first.isoformat()[:7] if last.day == monthrange(last.year, last.month)[1] else ""
    whole_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return first.isoformat()[:4] if whole_year else ""
