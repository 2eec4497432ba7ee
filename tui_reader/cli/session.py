"""What every command gets: where things are, and where to print."""

from __future__ import annotations

from collections.abc import Iterator
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
class Session:
    """The surroundings of one command."""

    paths: Paths
    settings: Settings
    out: Output
    talk: Diagnostics

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
