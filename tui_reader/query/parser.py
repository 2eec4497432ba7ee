"""Text into a syntax tree::

either  = all { "OR" all }
all     = part { ["AND"] part }
part    = "-" part | "(" either ")" | field ":" value | "quoted words" | word | prefix*
"""

from __future__ import annotations

from dataclasses import replace

from tui_reader.i18n import _
from tui_reader.model.errors import UsageError
from tui_reader.model.queries import EVERYTHING, And, Node, Not, Or, Phrase, Word
from tui_reader.query.fields import ENGLISH, FIELDS
from tui_reader.query.lexer import Sign, Token, tokens

DEPTH = 50
"""Nested parentheses and negations; deeper ones are no person's."""
LIVE_PREFIX = 2
"""Letters from which a word being typed stands for all that start so; one letter stands for half the archive."""


class QueryError(UsageError):
    """``position``: the character, counted from 0, at which the query goes wrong."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def parse(text: str, *, live: bool = False) -> Node:
    """The tree that a query means; ``EVERYTHING`` for an empty one.

    ``live``: it is still being typed, so what is unfinished at its end is no error, and its last word is a prefix.
    Raises ``QueryError``.
    """
    return _Parser(text, live).query()


class _Parser:
    def __init__(self, text: str, live: bool) -> None:
        self._text = text
        self._live = live
        self._tokens = list(tokens(text))
        self._next = 0

    def query(self) -> Node:
        if not self._tokens:
            return EVERYTHING
        node = self._either(0)
        if (token := self._peek()) is not None:
            raise QueryError(
                _("a parenthesis closes at character {n} that none opens").format(n=token.start + 1), token.start
            )
        return node

    def _either(self, depth: int) -> Node:
        parts = [self._all(depth)]
        while self._take(Sign.OR):
            if self._live and self._peek() is None:
                break
            parts.append(self._all(depth))
        parts = _flat(parts, Or)
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self, depth: int) -> Node:
        parts = [self._part(depth)]
        while (token := self._peek()) is not None and token.sign not in (Sign.OR, Sign.CLOSE):
            if self._take(Sign.AND) and self._live and self._peek() is None:
                break
            parts.append(self._part(depth))
        parts = _flat(parts, And)
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _part(self, depth: int) -> Node:
        token = self._peek()
        if token is None:
            if self._live:
                return EVERYTHING
            raise QueryError(_("the query ends where a word should follow"), len(self._text))
        if depth > DEPTH:
            raise QueryError(_("the query is nested too deeply"), token.start)
        self._next += 1
        match token.sign:
            case Sign.NOT:
                return Not(self._part(depth + 1))
            case Sign.OPEN:
                return self._group(token, depth)
            case Sign.FIELD:
                return self._field(token)
            case Sign.PHRASE:
                return self._phrase(token)
            case Sign.WORD:
                return self._word(token)
            case _:
                raise QueryError(
                    _("“{sign}” at character {n} stands where a word should").format(
                        sign=token.text, n=token.start + 1
                    ),
                    token.start,
                )

    def _group(self, opening: Token, depth: int) -> Node:
        if self._live and self._peek() is None:
            return EVERYTHING
        inner = self._either(depth + 1)
        if not self._take(Sign.CLOSE) and not self._live:
            raise QueryError(
                _("the parenthesis at character {n} is never closed").format(n=opening.start + 1), opening.start
            )
        return inner

    def _field(self, token: Token) -> Node:
        read = FIELDS.get(token.field.lower())
        if read is None and token.text:
            raise QueryError(
                _("there is no condition “{name}:”; there are {known}").format(
                    name=token.field, known=", ".join(f"{known}:" for known in ENGLISH)
                ),
                token.start,
            )
        if read is None:
            return Word(token.field)
        self._closed(token)
        try:
            if not token.text.strip():
                raise ValueError(_("a value should follow the colon"))
            return read(token.text)
        except ValueError as error:
            if self._live and self._peek() is None:
                return EVERYTHING
            raise QueryError(f"{token.field}:{token.text} – {error}", token.start) from error

    def _phrase(self, token: Token) -> Node:
        self._closed(token)
        return Phrase(token.text)

    def _closed(self, token: Token) -> None:
        if not token.finished and not self._live:
            raise QueryError(_("the quotation at character {n} is never closed").format(n=token.start + 1), token.start)

    def _word(self, token: Token) -> Node:
        stem = token.text.rstrip("*")
        if stem != token.text and stem:
            return Word(stem, prefix=True)
        word = Word(token.text)
        being_typed = self._live and token.end == len(self._text) and len(token.text) >= LIVE_PREFIX
        return replace(word, prefix=True) if being_typed else word

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, sign: Sign) -> bool:
        token = self._peek()
        if token is None or token.sign is not sign:
            return False
        self._next += 1
        return True


def _flat(parts: list[Node], kind: type[And] | type[Or]) -> list[Node]:
    """Parts of parts of the same kind brought up: ``a (b c)`` is ``a b c``."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    return flat
