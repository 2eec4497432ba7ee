"""What a list of articles can be a list of."""

from __future__ import annotations

from enum import StrEnum

from tui_reader.model.feeds import TOP, FeedId, FolderPath
from tui_reader.model.values import dataclass


class ViewKind(StrEnum):
    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    TODAY = "today"
    FEED = "feed"
    FOLDER = "folder"
    """The folder and all folders in it."""
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class View:
    """A smart feed, a feed, a folder or a search. Only the field that belongs to ``kind`` is read."""

    kind: ViewKind = ViewKind.ALL
    feed_id: FeedId | None = None
    folder: FolderPath = TOP
    query: str = ""
    """In the language of ``query.parse``."""
    unread_only: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or a redo did: an i18n-neutral action name and how many things it touched."""

    action: str
    """``read``, ``unread``, ``star``, ``unstar``, ``tag``, ``delete``, ``add-feed``, ``remove-feed``, ``rename-feed``,
    ``move-feed``, ``remove-folder``, ``remove-feeds``, ``rename-folder``, ``move-folder``, ``tune-feed``."""
    count: int
