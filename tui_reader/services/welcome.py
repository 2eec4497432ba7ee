"""The Welcome feed: there at the first start, gone when removed."""

from __future__ import annotations

from datetime import UTC, datetime

from tui_reader import welcome
from tui_reader.model.feeds import FeedKind
from tui_reader.storage.store import Store


def install(store: Store) -> bool:
    """Put the bundled articles into an archive that has never had a feed. Says whether it did."""
    if store.feeds.all() or store.feeds.by_url(welcome.ADDRESS) is not None:
        return False
    feed = store.feeds.add(welcome.ADDRESS, kind=FeedKind.WELCOME, title="Welcome", undoable=False)
    store.articles.save(feed.id, welcome.articles(), seen=datetime.now(UTC))
    return True
