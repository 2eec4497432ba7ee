"""The list of articles: a snapshot of ids that nothing from outside ever moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from tui_reader.i18n import _
from tui_reader.model.articles import ArticleId, ArticleRow
from tui_reader.ui.formats import DATE_WIDTH, row_date
from tui_reader.ui.panes.feeds import short_address
from tui_reader.ui.widgets.columns import fit, fit_right
from tui_reader.ui.widgets.row_list import RowList

CHUNK = 64
"""Rows read from the store at a time."""

CHUNKS_KEPT = 32
FEED_WIDTH = 16
INSTITUTION_WIDTH = 18
WIDE, VERY_WIDE = 66, 92
"""Columns from which the feed's name, and the top institution, have their own column."""

MARKS = 4
WELCOME = "welcome:"
"""The scheme of the bundled feed, whose name is the interface's to say."""


class ArticlesPane(RowList):
    """Date, feed and title of every article in a view."""

    def __init__(
        self,
        read_rows: Callable[[Sequence[ArticleId]], list[ArticleRow]],
        clock: Callable[[], datetime],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._read_rows = read_rows
        self._clock = clock
        self._ids: Sequence[ArticleId] = ()
        self._chunks: dict[int, list[ArticleRow]] = {}
        self._changed: dict[int, tuple[bool, bool]] = {}
        self._found: list[ArticleRow] | None = None
        self.title = ""
        self.one_feed = False
        self.arrived = 0
        """How many articles came since the list was made."""

    def show(self, ids: Sequence[ArticleId], title: str, *, one_feed: bool = False, cursor: int = 0) -> None:
        """List other articles."""
        self._ids, self.title, self.one_feed, self.arrived = ids, title, one_feed, 0
        self._found = None
        self._chunks.clear()
        self.forget()
        self.move_cursor(cursor, silent=True)
        self.show_cursor()

    def retitle(self, title: str) -> None:
        """What is listed is called otherwise now."""
        if title and title != self.title:
            self.title = title
            self.refresh_header()

    @property
    def ids(self) -> Sequence[ArticleId]:
        return self._ids

    @property
    def current_id(self) -> ArticleId | None:
        return self._ids[self.cursor] if self.cursor < len(self._ids) else None

    def row(self, index: int) -> ArticleRow | None:
        """The row at an index; ``None`` where its article is gone."""
        number, place = divmod(index, CHUNK)
        chunk = self._chunks.get(number)
        if chunk is None:
            if len(self._chunks) >= CHUNKS_KEPT:
                self._chunks.pop(next(iter(self._chunks)))
            chunk = self._chunks[number] = self._read_rows(self._ids[number * CHUNK : (number + 1) * CHUNK])
        if index >= len(self._ids):
            return None
        wanted = self._ids[index]
        if place < len(chunk) and chunk[place].id == wanted:
            return chunk[place]
        return next((row for row in chunk if row.id == wanted), None)

    def reread(self, ids: Iterable[ArticleId] | None = None) -> None:
        """Something about these articles (or about any) changed: read and paint their rows again."""
        if ids is None:
            self._chunks.clear()
            self.forget()
            return
        wanted = set(ids)
        for number, chunk in list(self._chunks.items()):
            if any(row.id in wanted for row in chunk):
                del self._chunks[number]
        first, last = self.top, min(self.top + self.body_height, self.row_total)
        for index in range(first, last):
            if self._ids[index] in wanted:
                self.refresh_row(index)
                if index + 1 < last:
                    self.refresh_row(index + 1)
        self.strips.clear()

    def find(self, start: int, step: int, wanted: Callable[[ArticleRow], bool]) -> int | None:
        """The nearest row from ``start`` on, in steps of 1 or -1, that is wanted."""
        index = start
        while 0 <= index < self.row_total:
            row = self.row(index)
            if row is not None and wanted(row):
                return index
            index += step
        return None

    @property
    def row_total(self) -> int:
        return len(self._ids)

    def empty_text(self) -> str:
        return _("Nothing here.")

    def header_parts(self) -> tuple[str, str]:
        place = f"{self.cursor + 1}/{len(self._ids)}" if self._ids else ""
        if self.arrived:
            place = _("{count} new").format(count=self.arrived) + (f" · {place}" if place else "")
        return self.title, place

    def row_parts(self, index: int, width: int) -> Sequence[tuple[str, str]]:
        row = self.row(index)
        if row is None:
            return [(fit(" " * MARKS + _("(removed)"), width), "articles--read")]
        parts = [
            ("  " if row.read else " •", "articles--mark"),
            ("* " if row.starred else "  ", "articles--star"),
        ]
        room = width - MARKS
        now = self._clock()
        if width > 30:
            date = row_date(row.date, now)
            before = self.row(index - 1) if index > self.top else None
            same = before is not None and row_date(before.date, now) == date
            parts.append((fit(date, DATE_WIDTH) + "  ", "articles--same-date" if same else "articles--date"))
            room -= DATE_WIDTH + 2
        if width >= WIDE and not self.one_feed:
            source = _("Welcome") if row.feed_url.startswith(WELCOME) else row.feed_title or short_address(row.feed_url)
            parts.append((fit(source, FEED_WIDTH) + "  ", "articles--feed"))
            room -= FEED_WIDTH + 2
        institution = fit_right(row.institution, INSTITUTION_WIDTH) + " " if width >= VERY_WIDE else ""
        title = fit(row.title or _("(no title)"), max(0, room - len(institution) - 1)) + " "
        parts.append(
            (fit(title, max(0, room - len(institution))), "articles--read" if row.read else "articles--unread")
        )
        parts.append((institution, "articles--institution"))
        return parts
