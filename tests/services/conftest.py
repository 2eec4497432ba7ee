"""Fixtures for the tests of services."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.services.workbench import UNHURRIED, Bench, InProcessParser
from tui_reader.fetch.client import Fetcher
from tui_reader.storage.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(tmp_path / "store" / "reader.sqlite", clock=clock) as store:
        yield store


@pytest.fixture
async def bench(store: Store, clock: Clock) -> AsyncIterator[Bench]:
    async with Fetcher(UNHURRIED, clock) as fetcher:
        yield Bench(store, fetcher, InProcessParser(), clock)
