"""A list on the screen has its first ids at once and the others when they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import pytest

from tui_reader.model.articles import ArticleId, PageKey
from tui_reader.model.views import View
from tui_reader.services.listed import ListedIds
from tui_reader.storage.listing import ListStart

FIRST, REST = array("q", range(1, 11)), array("q", range(11, 31))


class Archive:
    """Counts how often the rest of a list is read."""

    def __init__(self) -> None:
        self.read = 0

    def rest(self, _start: ListStart) -> array[int]:
        self.read += 1
        return REST

    def listed(self, *, total: int = 30, whole: bool = False) -> ListedIds:
        last = None if whole else PageKey(0, ArticleId(10))
        return ListedIds(ListStart(View(), False, FIRST, 10 if whole else total, last, 30), self.rest)


@pytest.fixture
def archive() -> Archive:
    return Archive()


def test_the_first_screens_read_nothing_more(archive: Archive) -> None:
    ids = archive.listed()
    assert (ids[0], ids[9], list(ids[2:8]), ids.index(4), len(ids)) == (1, 10, [3, 4, 5, 6, 7, 8], 3, 30)
    assert archive.read == 0


BEYOND: list[Callable[[Sequence[int]], int | Sequence[int]]] = [
    lambda ids: ids[10],
    lambda ids: ids[-1],
    lambda ids: list(ids[8:12]),
    lambda ids: list(ids[::-1]),
    list,
]


@pytest.mark.parametrize("asked", BEYOND)
def test_what_lies_beyond_is_read_once(archive: Archive, asked: Callable[[Sequence[int]], int | Sequence[int]]) -> None:
    ids = archive.listed()
    assert asked(ids) == asked([*FIRST, *REST])
    assert asked(ids) == asked([*FIRST, *REST])
    assert archive.read == 1


def test_what_was_brought_is_not_read(archive: Archive) -> None:
    ids = archive.listed()
    ids.bring(REST)
    ids.bring(array("q", [99]))
    assert list(ids) == [*FIRST, *REST]
    assert archive.read == 0


def test_the_length_is_in_the_end_what_there_is(archive: Archive) -> None:
    ids = archive.listed(total=33)
    assert len(ids) == 33
    with pytest.raises(IndexError):
        ids[31]
    assert len(ids) == 30


def test_a_short_list_is_whole_from_the_beginning(archive: Archive) -> None:
    ids = archive.listed(whole=True)
    assert ids.complete
    assert list(ids) == list(FIRST)
    assert archive.read == 0
