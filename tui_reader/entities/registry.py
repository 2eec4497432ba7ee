"""Which recognisers there are: the two built in, then those that installed packages bring.

A package brings one under the entry point group ``tui_reader.recognisers``; the object named there is a ``Recogniser``
or a callable without arguments that returns one. It runs after the built-in ones and cannot displace what they found.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from tui_reader.entities.context import Recogniser
from tui_reader.i18n import _
from tui_reader.model.values import dataclass

GROUP = "tui_reader.recognisers"

_BUILT_IN = (
    ("tui_reader.entities.institutions.recogniser", "InstitutionRecogniser"),
    ("tui_reader.entities.dates.recogniser", "DateRecogniser"),
)


class EntryPoint(Protocol):
    """What is needed of ``importlib.metadata.EntryPoint``."""

    @property
    def name(self) -> str: ...

    @property
    def value(self) -> str: ...

    def load(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Recognisers:
    """The recognisers in the order in which they run, and one sentence for each plug-in that could not be loaded."""

    active: tuple[Recogniser, ...]
    problems: tuple[str, ...] = ()


@cache
def installed() -> Recognisers:
    """Everything there is to run, looked up once a process."""
    from importlib.metadata import entry_points  # 10 ms that a process without recognition does not pay

    brought = load_plugins(sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)))
    return Recognisers(built_in() + brought.active, brought.problems)


@cache
def built_in() -> tuple[Recogniser, ...]:
    """Institutions, then dates."""
    return tuple(getattr(importlib.import_module(module), name)() for module, name in _BUILT_IN)


def load_plugins(points: Iterable[EntryPoint]) -> Recognisers:
    """Load recognisers that packages bring; a broken one costs itself only."""
    active: list[Recogniser] = []
    problems: list[str] = []
    for point in points:
        try:
            active.append(_as_recogniser(point.load()))
        except Exception as error:  # a plug-in is foreign code: whatever it raises must not stop the others
            what = _("Recogniser “{name}” cannot be used: {error}.")
            problems.append(what.format(name=point.name, error=str(error) or type(error).__name__))
    return Recognisers(tuple(active), tuple(problems))


def _as_recogniser(loaded: object) -> Recogniser:
    recogniser = loaded
    if isinstance(loaded, type) or (callable(loaded) and not hasattr(loaded, "recognise")):
        recogniser = loaded()
    if not (hasattr(recogniser, "recognise") and hasattr(recogniser, "name") and hasattr(recogniser, "version")):
        raise TypeError("it has no name, version and recognise(document, context, found)")
    return recogniser
