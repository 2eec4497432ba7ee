"""What a feed looks like before one subscribes to it, or has gone there."""

from __future__ import annotations

from tui_reader.model.feeds import FeedId
from tui_reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Preview:
    """A feed that was just found."""

    feed_id: FeedId | None
    """``None`` where it is not subscribed to."""
    title: str
    url: str
    articles: int
    """How many came at once; 0 where it is still to be fetched."""
    latest: str = ""
    """The day of the newest, for a person."""
    newest: tuple[tuple[str, str], ...] = ()
    """Day and title of each."""
    error: str = ""
    """Why nothing can be said of it."""
