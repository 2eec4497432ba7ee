"""What every command gets: where things are, and where to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui_reader.cli.diagnostics import Diagnostics
from tui_reader.cli.output import Output
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.model.values import dataclass

if TYPE_CHECKING:
    from tui_reader.services.library import Library


@dataclass(frozen=True, slots=True)
class Screen:
    """What the command line may ask of the screen, which it does not import."""

    launch: Callable[[Launch], int]
    """Show it; only where stdin and stdout are a terminal."""
    check: Callable[[Settings], object]
    """Raise ``ConfigError`` where it would not start with the settings."""


@dataclass(frozen=True, slots=True)
class Session:
    """The surroundings of one command."""

    paths: Paths
    settings: Settings
    out: Output
    talk: Diagnostics
    screen: Screen

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The archive, opened for this command."""
        from tui_reader.services.archive import open_library

        with open_library(self.paths) as library:
            yield library


@dataclass(frozen=True, slots=True)
class Launch:
    """What the screen is started with."""

    paths: Paths
    settings: Settings
    open_input: str = ""
    linear: bool = False
    demo: bool = False
