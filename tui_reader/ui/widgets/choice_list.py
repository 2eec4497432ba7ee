"""Feeds to choose from: rows with a box each, and one below them that subscribes to what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message

from tui_reader.i18n import _, ngettext
from tui_reader.model.events import NamedFeed
from tui_reader.ui.widgets.columns import fit
from tui_reader.ui.widgets.line_breaks import cells
from tui_reader.ui.widgets.row_list import RowList

BOX = 6
"""Columns of a box with the air around it."""

LEAST_ADDRESS = 24
"""Columns that a long title leaves to the address."""


class ChoiceList(RowList):
    """What a site names. Space or a click picks; Enter, or the row below, takes what is picked."""

    BINDINGS = [  # noqa: RUF012
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
        Binding("space", "pick", show=False),
        Binding("enter", "take", show=False),
    ]

    class Taken(Message):
        """The person has chosen."""

        def __init__(self, urls: Sequence[str]) -> None:
            super().__init__()
            self.urls = urls

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.feeds: Sequence[NamedFeed] = ()
        self._picked: set[int] = set()

    def show(self, feeds: Sequence[NamedFeed]) -> None:
        """Other feeds, none of them picked."""
        self.feeds, self._picked = feeds, set()
        self.forget()
        self.refresh(layout=True)
        self.move_cursor(0, silent=True)

    @property
    def row_total(self) -> int:
        """The feeds, a gap, and the row that takes them."""
        return len(self.feeds) + 2 if self.feeds else 0

    @property
    def current(self) -> NamedFeed | None:
        """The feed under the cursor."""
        return self.feeds[self.cursor] if self.cursor < len(self.feeds) else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self.header_height + self.row_total

    def is_heading(self, index: int) -> bool:
        return index == len(self.feeds) or (index < len(self.feeds) and self.feeds[index].subscribed)

    def header_parts(self) -> tuple[str, str]:
        count = len(self.feeds)
        named = ngettext("{count} feed is named here", "{count} feeds are named here", count).format(count=count)
        return named, _("Space picks, Enter adds")

    def row_parts(self, index: int, width: int) -> Sequence[tuple[str, str]]:
        if index == len(self.feeds):
            return [(" " * width, "text--plain")]
        if index > len(self.feeds):
            return [(fit(f" › {self._offer()}", width), "text--strong")]
        feed = self.feeds[index]
        box = "" if feed.subscribed else "x" if index in self._picked else " "
        lead = fit(f" [{box}] " if box else "  ·  ", BOX)
        known = _("subscribed already") if feed.subscribed else feed.url
        title = feed.title or feed.url
        room = max(0, width - BOX)
        if not feed.title and not feed.subscribed:
            return [(lead, "text--plain"), (fit(title, room), "text--strong")]
        taken = min(cells(title) + 2, max(room - LEAST_ADDRESS, room // 2))
        name = "text--dim" if feed.subscribed else "text--strong"
        return [
            (lead, "text--plain"),
            (fit(title, taken - 2) + "  ", name),
            (fit(known, max(0, room - taken)), "text--dim"),
        ]

    def _offer(self) -> str:
        if not self._picked:
            return _("Subscribe to the feed under the cursor")
        count = len(self._picked)
        return ngettext("Subscribe to {count} feed", "Subscribe to {count} feeds", count).format(count=count)

    def action_step(self, step: int) -> None:
        self.move_cursor(self.cursor + step)

    def action_pick(self) -> None:
        """Pick the feed under the cursor, or let it go."""
        if self.cursor < len(self.feeds):
            self._picked ^= {self.cursor}
            self.refresh_row(self.cursor)
            self.refresh_row(self.row_total - 1)

    def action_take(self) -> None:
        """What is picked, else what the cursor is on."""
        picked = sorted(self._picked) or [i for i in [self.cursor] if i < len(self.feeds) and not self.is_heading(i)]
        if picked:
            self.post_message(self.Taken([self.feeds[index].url for index in picked]))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click."""
        event.stop()
        if event.index < len(self.feeds):
            self.action_pick()
        else:
            self.action_take()
