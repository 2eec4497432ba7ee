"""What every test has: an environment of its own, no network but loopback, a clock and a server to talk to."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.loopback import LoopbackServer
from tui_reader.i18n import set_language

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("wild", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
"""The same cases in every run; ``HYPOTHESIS_PROFILE=wild`` looks for new ones."""

NEVER_RESOLVED = (".invalid", ".test", ".example", "example.com", "example.org", "example.net")
"""Names that exist nowhere (RFC 6761, RFC 2606): looking one up fails here as it does without a network."""


class Clock:
    """A clock that stands still until told: ``clock()`` is the time, UTC."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> datetime:
        """Move by what ``timedelta`` takes: ``clock.advance(hours=2)``."""
        self.now += timedelta(**span)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock at 2026-03-02 08:00 UTC, a Monday."""
    return Clock()


@pytest.fixture(autouse=True)
def xdg(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All XDG folders and the home in a folder of this test (beside ``tmp_path``), no proxy set; that folder."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        folder = home / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder))
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("HOME", str(home))
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    return home


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test starts in English and leaves no other language behind; its children do the same."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def french(english: None) -> None:
    """This test's sentences are in French."""
    set_language("fr")


@pytest.fixture
def loopback() -> Iterator[LoopbackServer]:
    """An HTTP server of this test's own, see ``tests/loopback.py``."""
    with LoopbackServer() as server:
        yield server


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """A test that leaves this machine fails with a word, in this process; the reserved names just do not resolve."""
    patch = pytest.MonkeyPatch()
    look_up, connect, connect_ex = socket.getaddrinfo, socket.socket.connect, socket.socket.connect_ex

    def guarded_look_up(host: Any, *rest: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name and name.rstrip(".").endswith(NEVER_RESOLVED):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if name and not _is_here(name):
            raise RuntimeError(f"a test looked up {name!r}: tests use loopback only")
        return look_up(host, *rest, **options)

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_elsewhere(self, address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_elsewhere(self, address)
        return connect_ex(self, address)

    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    yield
    patch.undo()


def _refuse_elsewhere(sock: socket.socket, address: Any) -> None:
    if sock.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
        raise RuntimeError(f"a test connected to {address[0]!r}: tests use loopback only")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        # Odd spellings of an IPv4 address (0x7f.1, 2130706433) never leave the resolver.
        return host[:1].isdigit()
