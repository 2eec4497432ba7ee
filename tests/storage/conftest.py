"""A store in a file of its own for every test, and what SQLite does for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Clock
from tui_reader.storage.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reader.sqlite"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(path, clock=clock) as opened:
        yield opened


@pytest.fixture
def reopened(path: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    """Opens the same store again, as the next session or another process does."""
    opened: list[Store] = []

    def again() -> Store:
        opened.append(open_store(path, clock=clock))
        return opened[-1]

    yield again
    for other in opened:
        other.close()


def connection(store: Store) -> sqlite3.Connection:
    return store._db.raw


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """The SQL that ran, values filled in, without transactions and settings."""
    ran: list[str] = []
    connection(store).set_trace_callback(ran.append)
    yield ran
    connection(store).set_trace_callback(None)
    ran[:] = [sql for sql in ran if sql.lstrip().startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))]


def plan(store: Store, sql: str) -> list[str]:
    return [row[3] for row in connection(store).execute(f"EXPLAIN QUERY PLAN {sql}")]


def steps(store: Store, act: Callable[[], object]) -> int:
    """How many instructions SQLite's machine needed: the measure of rows read that every build has."""
    count = 0

    def tick() -> int:
        nonlocal count
        count += 1
        return 0

    connection(store).set_progress_handler(tick, 1)
    act()
    connection(store).set_progress_handler(None, 1)
    return count
