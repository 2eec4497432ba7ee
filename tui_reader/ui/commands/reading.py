"""Lists and articles: showing a view, opening what is in it, reading on."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date
from typing import TYPE_CHECKING, cast

from textual.timer import Timer

from tui_reader.i18n import _
from tui_reader.model import events
from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.errors import ReaderError
from tui_reader.model.images import KeptImage
from tui_reader.model.views import View, ViewKind
from tui_reader.services.listed import ListedIds, remaining
from tui_reader.ui.carried_over import carried_over
from tui_reader.ui.collector import uncollected
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.commands.searching import Covered
from tui_reader.ui.links import may_open, open_address, open_file
from tui_reader.ui.panes.feeds import feed_title, smart_title
from tui_reader.ui.pictures import Drawing
from tui_reader.ui.widgets.wrap import FAR

if TYPE_CHECKING:
    from tui_reader.ui.screens.main import MainScreen

SETTLE_SECONDS = 0.06
"""How long the cursor rests on a row before what it stands on is shown: holding a key never queues up openings."""

REST_SECONDS = 0.1
"""After so long the ids of a long list are read that no screen shows yet: the first picture is painted by then."""


class ReadingCommands(Commands):
    """What is listed, and what is open."""

    view = View()
    _settling: Timer | None = None

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._removals: list[tuple[Sequence[ArticleId], Sequence[ArticleId], int, Covered | None]] = []
        """Of each removal the list after and before it, the cursor, and the list under a search."""

    def show_view(self, view: View, *, open_first: bool = True) -> None:
        """List a view; the snapshot is made now and stays."""
        self._stop_settling()
        self.screen.searching.drop()
        try:
            ids = self.library.listed(view, oldest_first=self.desk.state.oldest_first)
        except ReaderError as error:
            self.screen.say(str(error), error=True)
            return
        self.view = view
        self.show_ids(ids, self.title_of(view), one_feed=view.kind is ViewKind.FEED, open_first=open_first)
        if isinstance(ids, ListedIds) and not ids.complete:
            self.screen.set_timer(REST_SECONDS, lambda: self.screen.run_worker(self._bring_rest(ids), group="list"))

    async def _bring_rest(self, ids: ListedIds) -> None:
        """Beside the screen, which has enough for a while."""
        if ids.complete or self.screen.articles.ids is not ids:
            return
        counted = len(ids)
        try:
            ids.bring(await self.desk.background.ask(lambda library: library.rest_of(ids)))
        except ReaderError as error:
            self.screen.say(str(error), error=True)
        if len(ids) != counted:
            self.screen.articles.refresh()

    def show_ids(
        self, ids: Sequence[ArticleId], title: str, *, one_feed: bool = False, open_first: bool = True, cursor: int = 0
    ) -> None:
        self.screen.articles.show(ids, title, one_feed=one_feed, cursor=cursor)
        if open_first:
            self.preview()

    def title_of(self, view: View) -> str:
        if view.kind is ViewKind.FEED:
            feed = next((feed for feed in self.screen.feed_list if feed.id == view.feed_id), None)
            return feed_title(feed) if feed else ""
        if view.kind is ViewKind.FOLDER:
            return view.folder.replace("/", " / ")
        if view.kind is ViewKind.QUERY:
            return view.query
        return smart_title(view.kind)

    def soon(self, act: Callable[[], None]) -> None:
        """Do something once the cursor has come to rest."""
        self._stop_settling()
        self._settling = self.screen.set_timer(SETTLE_SECONDS, lambda: self.screen.attempt(act))

    def _stop_settling(self) -> None:
        if self._settling is not None:
            self._settling.stop()
            self._settling = None

    def preview(self) -> None:
        """Show the article under the cursor without having read it."""
        current = self.screen.articles.current_id
        if current is None:
            self.leave()
            self.screen.article.close()
            self.screen.entities.show(None, None, date.min, article_id=None)
        elif self.screen.article.display:
            shown = self.screen.article.article
            if shown is None or shown.id != current:
                self.open(current)

    def open(self, article_id: ArticleId) -> bool:
        """Show an article where it was left. False where it is gone or cannot be read."""
        self.leave()
        try:
            with uncollected():
                article = self.library.article(article_id)
        except ReaderError as error:
            self.screen.say(str(error), error=True)
            return False
        self.show_article(article)
        return True

    def show_article(self, article: Article) -> None:
        self.screen.full_text.shows_feeds_own = False
        self.screen.correcting.forget_merge()
        self.screen.article.open(article, self.source_of(article), self.images_of(article))
        if len(article.document.text) > FAR:
            self.screen.entities.show(None, None, date.min, article_id=article.id)
            self.screen.soon_after(lambda: self._look_for_found(article.id))
        else:
            self._look_for_found(article.id)
        self.screen.searching.mark_hits()
        self.screen.hints.look_again()

    def _look_for_found(self, article_id: ArticleId) -> None:
        """Thousands of names take a while to read: those of a long article follow its first picture."""
        shown = self.screen.article.article
        if shown is not None and shown.id == article_id and not self.show_found(article_id):
            self.screen.set_timer(SETTLE_SECONDS, lambda: self.desk.send(events.Recognise((article_id,))))

    def show_found(self, article_id: ArticleId) -> bool:
        """Mark and list what was recognised in the open article; False where that is still to come."""
        found = self.screen.correcting.applied(self.library.recognition(article_id))
        if found is not None and self.screen.full_text.shows_feeds_own:
            found = carried_over(found, self.screen.article.document)
        pane, cursor = self.screen.entities, self.screen.entities.cursor
        same = pane.article_id == article_id
        today = self.desk.clock().astimezone(UTC).date()
        self.screen.article.set_found(found)
        pane.show(found, self.screen.article.published, today, article_id=article_id)
        if same:
            pane.move_cursor(cursor, silent=True)
        return found is not None

    def images_of(self, article: Article) -> Mapping[str, KeptImage]:
        """What is kept of its images, where this terminal can show them."""
        shown = self.screen.article.pictures.drawing is not Drawing.NONE
        return self.library.images(article.id) if shown and article.id > 0 else {}

    def source_of(self, article: Article) -> str:
        feed = next((feed for feed in self.screen.feed_list if feed.id == article.feed_id), None)
        return feed_title(feed) if feed else article.feed_title

    def leave(self, *, at_once: bool = False) -> None:
        """Remember how far the open article was read: after the next picture, since the disk may take its time."""
        article = self.screen.article.article
        if article is None or article.id <= 0 or self.screen.full_text.shows_feeds_own:
            return
        article_id, offset = article.id, self.screen.article.reading_offset
        if offset == article.position:
            return
        if at_once:
            self.library.remember_position(article_id, offset)
        else:
            self.screen.soon_after(lambda: self.library.remember_position(article_id, offset))

    def read_current(self) -> None:
        """Open the article under the cursor and have read it."""
        current = self.screen.articles.current_id
        if current is None:
            return
        self._stop_settling()
        article = self.screen.article.article
        if article is None or article.id != current:
            self.open(current)
        self.screen.marking.have_read(current)

    def can_read_on(self) -> bool:
        return self.screen.article.article is not None or bool(self.screen.articles.row_total)

    def do_read_on(self) -> None:
        """A page on; at the end, the next unread article."""
        article = self.screen.article.article
        current = self.screen.articles.current_id
        if article is None or (article.id > 0 and article.id != current) or not self.screen.article.display:
            self.read_current()
            self.screen.show_pane(self.screen.article)
        elif self.screen.article.page_on():
            self.screen.marking.have_read(article.id)
        else:
            self.screen.marking.have_read(article.id)
            self.do_article_next_unread()

    def do_read_back(self) -> None:
        self.screen.article.do_move_page_up()

    def can_article_next_unread(self) -> bool:
        return bool(self.screen.articles.row_total) and not self.screen.alone

    def do_article_next_unread(self) -> None:
        if not self.screen.searching.step(1):
            self._go_unread(1)

    def do_article_previous_unread(self) -> None:
        if not self.screen.searching.step(-1):
            self._go_unread(-1)

    def _go_unread(self, step: int) -> None:
        index = self.screen.articles.find(self.screen.articles.cursor + step, step, lambda row: not row.read)
        if index is None and step > 0:
            index = self.screen.articles.find(0, 1, lambda row: not row.read)
        if index is None:
            self.screen.say(_("Nothing unread here."))
        else:
            self._go(index)

    def do_article_next(self) -> None:
        self._go(self.screen.articles.cursor + 1)

    def do_article_previous(self) -> None:
        self._go(self.screen.articles.cursor - 1)

    def _go(self, index: int) -> None:
        if 0 <= index < self.screen.articles.row_total:
            self.screen.articles.move_cursor(index, silent=True)
            self.read_current()

    def can_article_browser(self) -> bool:
        return may_open(self._link())

    def do_article_browser(self) -> None:
        self.open_link(self._link())

    def _link(self) -> str:
        article = self.screen.article.article
        if self.screen.focused is self.screen.articles or article is None:
            row = self.screen.articles.row(self.screen.articles.cursor) if self.screen.articles.row_total else None
            return row.link if row else ""
        return article.link

    def open_link(self, address: str) -> None:
        if not may_open(address):
            self.screen.say(_("Only web and mail addresses are opened: {address}").format(address=address), error=True)
        elif self._open_kept(address) or open_address(address, self.desk.settings.browser):
            self.screen.say(_("Opened {address}").format(address=address))
        else:
            said = _("No browser was found; “{key}” copies the address.")
            self.screen.say(said.format(key=self.key("article.copy-link")), error=True)

    def _open_kept(self, address: str) -> bool:
        """Show an image of the article that is kept, without a network; False where it is none."""
        article = self.screen.article.article
        kept = self.library.images(article.id).get(address) if article is not None else None
        return kept is not None and open_file(self.desk.paths.images / kept.file)

    def can_article_copy_link(self) -> bool:
        return bool(self._link() or self.screen.get_selected_text())

    def do_article_copy_link(self) -> None:
        """To the clipboard by OSC 52: the selected text, or else the link."""
        selected = self.screen.get_selected_text()
        self.screen.app.copy_to_clipboard(selected or self._link())
        self.screen.say(_("Copied the selection.") if selected else _("Copied {link}").format(link=self._link()))

    def without(self, gone: Sequence[ArticleId]) -> None:
        """Take articles that the person removed out of the list."""
        pane, before = self.screen.articles, self.screen.articles.ids
        ids = remaining(before, gone)
        self._removals.append((ids, before, pane.cursor, self.screen.searching.without(gone)))
        self.show_ids(ids, pane.title, one_feed=pane.one_feed, cursor=pane.cursor)

    def with_removed_again(self) -> bool:
        """The list as it was before the last removal; False where another one is on the screen since."""
        pane = self.screen.articles
        after, ids, cursor, under_search = self._removals.pop() if self._removals else ((), (), 0, None)
        if after is not pane.ids:
            self._removals.clear()
            return False
        self.screen.searching.covered = under_search
        self.show_ids(ids, pane.title, one_feed=pane.one_feed, cursor=cursor)
        return True

    def can_view_order(self) -> bool:
        return not self.screen.searching.is_on

    def do_view_order(self) -> None:
        """The other way round, the cursor on the same article."""
        state = self.desk.state
        state.oldest_first = not state.oldest_first
        pane = self.screen.articles
        cursor, arrived = max(0, pane.row_total - 1 - pane.cursor), pane.arrived
        self.show_ids(pane.ids[::-1], pane.title, one_feed=pane.one_feed, open_first=False, cursor=cursor)
        pane.arrived = arrived
        self.screen.say(_("Oldest first") if state.oldest_first else _("Newest first"))

    def can_view_reload(self) -> bool:
        return self.screen.articles.arrived > 0

    def do_view_reload(self) -> None:
        self.reread_view(keep_current=self.screen.focused is self.screen.article)

    def leave_what_is_gone(self) -> None:
        """To what is unread, where the feed or the folder that is listed is no longer there."""
        view, feeds = self.view, self.screen.feed_list
        if view.kind is ViewKind.FEED:
            there = any(feed.id == view.feed_id for feed in feeds)
        elif view.kind is ViewKind.FOLDER:
            there = any(f"{feed.folder}/".startswith(f"{view.folder}/") for feed in feeds)
        else:
            there = True
        if not there:
            self.screen.feeds.select(View(ViewKind.UNREAD))
            self.show_view(View(ViewKind.UNREAD))

    def reread_view(self, *, keep_current: bool = False) -> None:
        """Make the list anew, the cursor on the same article or, where that is no longer in it, on the next that is.

        ``keep_current``: it is being read and stays in the list.
        """
        if self.screen.searching.is_on:
            self.screen.searching.again()
            return
        pane = self.screen.articles
        before, cursor = pane.ids, pane.cursor
        self.show_view(self.view, open_first=False)
        current = before[cursor] if cursor < len(before) else None
        if current is not None:
            try:
                pane.move_cursor(pane.ids.index(current), silent=True)
            except ValueError:
                self._stand_near(before, cursor, keep_current=keep_current)
        self.preview()

    def _stand_near(self, before: Sequence[ArticleId], cursor: int, *, keep_current: bool) -> None:
        pane = self.screen.articles
        places = {number: index for index, number in enumerate(pane.ids)}
        index = next((places[number] for number in before[cursor:] if number in places), len(places))
        if keep_current:
            ids = array("q", pane.ids)
            ids.insert(index, before[cursor])
            pane.show(cast("Sequence[ArticleId]", ids), pane.title, one_feed=pane.one_feed, cursor=index)
        else:
            pane.move_cursor(index, silent=True)
