"""Opening the archive of a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tui_reader.config.paths import Paths
from tui_reader.services.library import Library
from tui_reader.storage.store import open_store


@contextmanager
def open_library(paths: Paths) -> Iterator[Library]:
    """The archive below these folders, created where there is none.

    Raises ``StoreError`` and its kinds where it cannot be used.
    """
    with open_store(paths.store) as store:
        yield Library(store)
