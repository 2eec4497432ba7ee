"""One command's work with the engine in this process: what it logs goes to the log, never to the terminal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.model.events import Event

if TYPE_CHECKING:
    from tui_reader.engine.local import LocalEngine

_A = TypeVar("_A")


def catch_up(session: Session) -> None:
    """Make searchable, and look for names and dates in, what earlier commands stored; for two seconds at most."""
    with session.library() as library:
        if not library.backlog():
            return
    session.talk.progress(_("Looking for names and dates …"))
    try:
        with_engine(session, lambda engine: engine.catch_up())
    finally:
        session.talk.done()


def with_engine(
    session: Session,
    work: Callable[[LocalEngine], Awaitable[_A]],
    *,
    on_event: Callable[[Event], None] | None = None,
) -> _A:
    """Carry out ``work`` and end the engine again, whatever happens."""
    import asyncio

    from tui_reader.engine.local import local_engine
    from tui_reader.engine.log import logged_to

    async def run() -> _A:
        async with local_engine(session.paths, on_event=on_event) as engine:
            return await work(engine)

    with logged_to(session.paths.log_file):
        return asyncio.run(run())
