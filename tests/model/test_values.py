"""Our quick ``dataclass`` makes what the standard one makes."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from tui_reader.model.values import dataclass as quick

Decorator = Callable[..., Any]


def a_class(decorator: Decorator) -> Any:
    @decorator(frozen=True, slots=True)
    class Point:
        """A place."""

        x: int
        y: int = 2
        tags: list[str] = dataclasses.field(default_factory=list)
        note: str = dataclasses.field(default="", compare=False)

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("left of everything")

        @property
        def sum(self) -> int:
            return self.x + self.y

    return Point


def refused(act: Callable[..., object], *arguments: object) -> str:
    """How it is said that this cannot be."""
    with pytest.raises((TypeError, ValueError, dataclasses.FrozenInstanceError)) as refusal:
        act(*arguments)
    return repr(refusal.value)


QUESTIONS: dict[str, Callable[[Any], object]] = {
    "repr": lambda point: repr(point(1, note="n")),
    "fields": lambda point: [(field.name, field.compare) for field in dataclasses.fields(point)],
    "equal": lambda point: (point(1) == point(1, note="other"), point(1) == point(2), point(1) == (1, 2, [], "")),
    "not of another class": lambda point: point(1).__eq__(1) is NotImplemented,
    "unhashable with a list": lambda point: refused(hash, point(1)),
    "hash": lambda point: hash(point(1, 2, ())) == hash(point(1, 2, (), "other")),
    "replaced": lambda point: repr(dataclasses.replace(point(1), y=9)),
    "as a dictionary": lambda point: dataclasses.asdict(point(1, 3, ["a"])),
    "matched": lambda point: point.__match_args__,
    "copied": lambda point: repr(copy.deepcopy(point(1, tags=["a"]))),
    "own tags": lambda point: point(1).tags is point(1).tags,
    "checked": lambda point: refused(point, -1),
    "property": lambda point: point(1).sum,
    "set": lambda point: refused(setattr, point(1), "x", 2),
    "deleted": lambda point: refused(delattr, point(1), "x"),
    "no other attribute": lambda point: hasattr(point(1), "__dict__"),
    "missing": lambda point: refused(point),
    "documented": lambda point: point.__doc__,
    "parameters": lambda point: [*inspect.signature(point).parameters],
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_answers_as_the_standard_one_does(question: str) -> None:
    ask = QUESTIONS[question]
    assert ask(a_class(quick)) == ask(a_class(dataclasses.dataclass))


@quick(frozen=True, slots=True)
class Kept:
    """Found by its name when it is read back."""

    value: int
    more: tuple[str, ...] = ()


def test_values_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Kept(1, ("a",)))) == Kept(1, ("a",))


def test_methods_of_the_class_itself_stay() -> None:
    @quick(frozen=True, slots=True)
    class Word:
        """Equal to others in any case."""

        text: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Word) and other.text.lower() == self.text.lower()

        def __hash__(self) -> int:
            return hash(self.text.lower())

        def __repr__(self) -> str:
            return self.text

    assert Word("A") == Word("a") and len({Word("A"), Word("a")}) == 1 and repr(Word("A")) == "A"


def test_other_options_are_left_to_the_standard_one() -> None:
    @quick(slots=True)
    class Counter:
        """Changes."""

        count: int = 0

    counter = Counter()
    counter.count += 1
    assert counter == Counter(1) and Counter.__hash__ is None
