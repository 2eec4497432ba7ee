"""The ids of a list on the screen: the first of them are there at once, the others follow."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast, overload

from tui_reader.model.articles import ArticleId
from tui_reader.storage.listing import ListStart

AT_ONCE = 512
"""Several screens of any terminal."""


class ListedIds(Sequence[ArticleId]):
    """A snapshot that reads on when it is asked for more than it has, unless the rest was brought before.

    Its length is what was counted, until all is there; then it is what there is.
    """

    def __init__(self, start: ListStart, read_rest: Callable[[ListStart], array[int]]) -> None:
        """``read_rest`` is called in the thread that asks."""
        self.start = start
        self._read_rest = read_rest
        self._known = cast(Sequence[ArticleId], start.ids)
        self.complete = start.last is None

    def bring(self, rest: array[int]) -> None:
        """Take what follows the first ids; once is enough."""
        if not self.complete:
            self._known = cast(Sequence[ArticleId], self.start.ids + rest)
            self.complete = True

    def _all(self) -> Sequence[ArticleId]:
        if not self.complete:
            self.bring(self._read_rest(self.start))
        return self._known

    def __len__(self) -> int:
        return len(self._known) if self.complete else self.start.total

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._all())

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Among the first ids without the others, if it can be found there."""
        end = len(self) if stop is None else stop
        return (self._known if value in self._known else self._all()).index(value, start, end)

    @overload
    def __getitem__(self, index: int) -> ArticleId: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ArticleId]: ...
    def __getitem__(self, index: int | slice) -> ArticleId | Sequence[ArticleId]:
        if isinstance(index, slice):
            start, stop, step = index.start or 0, index.stop, index.step or 1
            known = start >= 0 and step > 0 and stop is not None and 0 <= stop <= len(self._known)
        else:
            known = 0 <= index < len(self._known)
        return (self._known if known else self._all())[index]


def remaining(ids: Sequence[ArticleId], gone: Sequence[ArticleId]) -> Sequence[ArticleId]:
    """Those that did not go, in their order."""
    left_out = set(gone)
    return cast("Sequence[ArticleId]", array("q", (number for number in ids if number not in left_out)))
