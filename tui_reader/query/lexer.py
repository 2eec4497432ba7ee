"""A query cut into words, quoted phrases, fields and signs, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from tui_reader.model.values import dataclass

_PIECE = re.compile(
    r"""
    (?P<open>\() | (?P<close>\))
    | (?P<not>-(?=[^\s\-)]))
    | (?P<name>[^\W\d_]+):(?!/)(?:"(?P<quoted>[^"]*)(?P<shut>"|$)|(?P<value>[^\s()"]*))
    | "(?P<phrase>[^"]*)(?P<end>"|$)
    | (?P<word>[^\s()"]+)
    | (?P<space>\s+)
    """,
    re.VERBOSE,
)


class Sign(Enum):
    OPEN = auto()
    CLOSE = auto()
    NOT = auto()
    OR = auto()
    AND = auto()
    FIELD = auto()
    PHRASE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """``start`` and ``end`` are character offsets into the query; ``finished`` is false for a quotation left open.

    ``field`` is the name before the colon, ``text`` then the value.
    """

    sign: Sign
    text: str
    start: int
    end: int
    finished: bool = True
    field: str = ""


def tokens(query: str) -> Iterator[Token]:
    for piece in _PIECE.finditer(query):
        kind, where = piece.lastgroup, piece.span()
        if kind == "space":
            continue
        if kind in ("shut", "value", "name"):
            value = piece["value"] if piece["quoted"] is None else piece["quoted"]
            yield Token(Sign.FIELD, value, *where, finished=piece["shut"] != "", field=piece["name"])
        elif kind == "end":
            yield Token(Sign.PHRASE, piece["phrase"], *where, finished=bool(piece["end"]))
        elif kind == "word" and piece["word"] in ("OR", "AND"):
            yield Token(Sign[piece["word"]], piece["word"], *where)
        elif kind is not None:
            yield Token(Sign[kind.upper()], piece[kind], *where)
