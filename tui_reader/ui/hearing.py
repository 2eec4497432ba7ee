"""What the engine says, passed on a few times a second: each time takes a turn from the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App
from textual.timer import Timer

from tui_reader.model import events

TELL_SECONDS = 0.2
"""Hundreds of feeds in a second are told in five pictures."""


class Hearing:
    """One feed checked is told with those that follow, anything else at once. The order stays."""

    def __init__(self, app: App[Any], tell: Callable[[Sequence[events.Event]], object]) -> None:
        self._app = app
        self._tell = tell
        self._heard: list[events.Event] = []
        self._pausing: Timer | None = None

    def hear(self, event: events.Event) -> None:
        self._heard.append(event)
        if not isinstance(event, events.FeedChecked):
            self._pass_on()
        elif self._pausing is None:
            self._pausing = self._app.set_timer(TELL_SECONDS, self._pass_on)

    def _pass_on(self) -> None:
        if self._pausing is not None:
            self._pausing.stop()
            self._pausing = None
        heard, self._heard = self._heard, []
        self._tell(heard)
