"""What one part of the screen tells the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.model.articles import ArticleId

if TYPE_CHECKING:
    from tui_reader.model.events import Event


class EngineSaid(Message):
    """What the engine reported, in order."""

    def __init__(self, events: Sequence[Event]) -> None:
        super().__init__()
        self.events = events


class ArticleStateChanged(Message):
    """Articles were read, starred or tagged; ``None``: any of them may have been."""

    def __init__(self, ids: Sequence[ArticleId] | None) -> None:
        super().__init__()
        self.ids = ids


class FeedsChanged(Message):
    """Subscriptions came, went or changed their names."""
