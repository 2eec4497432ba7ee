"""What stands before the items of a list: •, 3., c., iv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

MAX_NUMBER = 999_999_999
"""Beyond this a ``start`` is noise (CommonMark has the same limit of nine digits)."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST_ROMAN = 3999


@dataclass(slots=True)
class ListMarkers:
    """Counts the items of one list."""

    BULLET: ClassVar[str] = "•"

    ordered: bool = False
    style: str = "1"
    number: int = 1
    backwards: bool = False
    unknown_start: bool = False
    """A reversed list without ``start`` begins with the number of its items, known only at its end."""
    implied: bool = False
    """An item stands alone, outside any list."""
    _placed: list[tuple[int, int]] = field(default_factory=list)
    _last: int = 0

    @classmethod
    def read(cls, attributes: Mapping[str, str], *, ordered: bool) -> ListMarkers:
        """The list that ``ol`` or ``ul`` begins."""
        if not ordered:
            return cls()
        backwards = "reversed" in attributes
        start = _integer(attributes.get("start", ""))
        first = start if start is not None else 0 if backwards else 1
        return cls(True, attributes.get("type", "1").strip(), first, backwards, backwards and start is None)

    def next(self, attributes: Mapping[str, str]) -> str:
        """The marker of the next item."""
        if not self.ordered:
            return self.BULLET
        number = _integer(attributes.get("value", "")) if attributes else None
        self._last = self.number if number is None else number
        self.number = self._last + (-1 if self.backwards else 1)
        return numbered(self._last, self.style)

    def placed(self, block: int) -> None:
        """The item whose marker was taken last is this block."""
        if self.unknown_start:
            self._placed.append((block, self._last))

    def renumbered(self) -> list[tuple[int, str]]:
        """Blocks and their final markers, once the list has ended."""
        return [(block, numbered(number + len(self._placed), self.style)) for block, number in self._placed]


def numbered(number: int, style: str = "1") -> str:
    """``number`` as the ``type`` of an ``ol`` wants it, with its full stop."""
    if style in ("a", "A") and number > 0:
        text = _letters(number)
    elif style in ("i", "I") and 0 < number <= _LARGEST_ROMAN:
        text = _roman(number)
    else:
        text = str(number)
    return f"{text.upper() if style.isupper() else text}."


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _integer(number: str) -> int | None:
    try:
        value = int(number) if len(number) <= 12 else None
    except ValueError:
        return None
    return value if value is not None and abs(value) <= MAX_NUMBER else None
