"""A real app on a real store, driven by a pilot; only the engine is played."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual import _wait

from tests.builders import a_document, a_feed, an_article, stored
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.entities.institutions.keys import key_of
from tui_reader.i18n import set_language
from tui_reader.model.events import Command, Event
from tui_reader.model.mentions import (
    DateValue,
    Institution,
    Mention,
    MentionKind,
    Precision,
    Recognition,
    TimexType,
)
from tui_reader.services.library import Library
from tui_reader.storage.store import Store, open_store
from tui_reader.ui.app import ReaderApp

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class PlayedEngine:
    """Writes down what it is asked, and says what a test makes it say."""

    on_event: Callable[[Event], None]
    asked: list[Command] = field(default_factory=list)
    stopped: bool = False

    async def start(self) -> None: ...

    def send(self, command: Command) -> None:
        self.asked.append(command)

    async def stop(self) -> None:
        self.stopped = True

    def say(self, event: Event) -> None:
        self.on_event(event)

    def asked_for(self, kind: type) -> list[Any]:
        return [command for command in self.asked if isinstance(command, kind)]


@dataclass
class Desk:
    """What a story needs: the store to fill, then the app."""

    root: Path
    store: Store
    paths: Paths
    engines: list[PlayedEngine] = field(default_factory=list)

    @property
    def engine(self) -> PlayedEngine:
        return self.engines[-1]

    def app(self, settings: Settings | None = None, **options: Any) -> ReaderApp:
        def connect(on_event: Callable[[Event], None]) -> Any:
            self.engines.append(PlayedEngine(on_event))
            return self.engines[-1]

        return ReaderApp(
            self.paths,
            settings or Settings(),
            lambda: Library(open_store(self.paths.store)),
            connect=connect,
            clock=lambda: NOON,
            **options,
        )


@pytest.fixture(autouse=True)
def quick_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot looks every 4 ms instead of every 20 whether the app is done with a key: half of these tests' time."""
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 250)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 1 / 1000)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    set_language("en")
    yield
    set_language("en")
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An archive without a feed."""
    paths = Paths.under(tmp_path)
    with open_store(paths.store) as store:
        yield Desk(tmp_path, store, paths)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Two feeds: ``Monde`` with five articles, the newest long, and ``Sciences`` with two in a folder."""
    monde = a_feed(desk.store, "monde")
    sciences = a_feed(desk.store, "sciences", folder="Recherche")
    articles = [
        an_article(f"m{n}", title=f"Article {n}", published=datetime(2026, 3, 1, 12 - n, tzinfo=UTC), text=TEXT)
        for n in range(5)
    ]
    stored(desk.store, monde, *articles)
    stored(desk.store, sciences, *(an_article(f"s{n}", title=f"Science {n}") for n in range(2)))
    return desk


TEXT = "\n".join(
    ["L’université d’Auxerre et l’INSEE signent un accord le 6 mai 2019, valable jusqu’en 2024."]
    + [f"Paragraphe {n} : " + "des mots pour remplir la page, rien de plus. " * 6 for n in range(40)]
    + ["Plus loin, l’INSEE reparaît en 2024."]
)


def found_in(text: str) -> Recognition:
    """The institutions and dates of ``TEXT``, wherever it stands in a document."""
    names = {0: "INSEE", 1: "université d’Auxerre"}
    dates = {0: "6 mai 2019", 1: "2024"}
    mentions = [
        Mention(kind, at, at + len(surface), surface, ref, 0.9, "a test said so")
        for kind, surfaces in ((MentionKind.INSTITUTION, names), (MentionKind.DATE, dates))
        for ref, surface in surfaces.items()
        for at in _places(text, surface)
    ]
    return Recognition(
        tuple(sorted(mentions, key=lambda mention: mention.start)),
        (
            Institution(key_of("INSEE"), "Institut national de la statistique et des études économiques", "INSEE"),
            Institution(key_of("Université d’Auxerre"), "Université d’Auxerre"),
        ),
        (a_date("2019-05-06", Precision.DAY), a_date("2024", Precision.YEAR)),
    )


def a_date(value: str, precision: Precision) -> DateValue:
    year = int(value[:4])
    start, end = datetime(year, 1, 1).date(), datetime(year, 12, 31).date()
    if precision is Precision.DAY:
        start = end = datetime.fromisoformat(value).date()
    return DateValue(value, value, TimexType.DATE, start, end, precision, key=True, clause=f"clause of {value}")


def _places(text: str, surface: str) -> Iterator[int]:
    at = text.find(surface)
    while at >= 0:
        yield at
        at = text.find(surface, at + 1)


def recognised(desk: Desk) -> None:
    """Every article of the archive has been recognised."""
    from tui_reader.model.views import View

    for number in desk.store.articles.ids(View()):
        document = desk.store.articles.get(number).document
        desk.store.mentions.save(number, found_in(document.text), key="test")


__all__ = ["NOON", "TEXT", "Desk", "PlayedEngine", "a_document", "found_in", "recognised"]
