"""Adding and refreshing feeds, and what the engine tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from tui_reader.i18n import _, ngettext
from tui_reader.model import events
from tui_reader.model.feeds import Feed, FeedId, FeedKind
from tui_reader.model.views import View, ViewKind
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.formats import long_day, row_date
from tui_reader.ui.history import Step
from tui_reader.ui.messages import FeedsChanged
from tui_reader.ui.panes.feeds import feed_title

if TYPE_CHECKING:
    from tui_reader.ui.previews import Preview
    from tui_reader.ui.screens.add import AddScreen

_REQUESTS = count(1)
_DOCUMENTS = (FeedKind.FILE, FeedKind.PAGE)
NEWEST_SHOWN = 3
"""Titles that say what a new feed is about."""


class FeedCommands(Commands):
    """Feeds and the engine behind them."""

    refreshing = False
    fetching_images = False
    _open_requests: frozenset[int] | set[int] = frozenset()
    _answers: list[events.Added]
    _done = 0
    _total = 0
    _new = 0
    _failed = 0

    def do_feeds_add(self) -> None:
        from tui_reader.ui.screens.add import AddScreen

        self.screen.app.push_screen(AddScreen(self.add, self.add_picked, self.take_back, self._look_at))

    def open_input(self) -> None:
        """Show what the command line named: it is added to an archive that is thrown away."""
        self.screen.say(_("Opening {input} …").format(input=self.desk.open_input))
        self.add(self.desk.open_input)

    def add(self, given: str) -> None:
        """Ask the engine to subscribe; where a site names several feeds, the person is asked which."""
        self._ask((given,), choose=not self.desk.open_input)

    def add_picked(self, urls: Sequence[str]) -> None:
        """Subscribe to feeds that a site names."""
        self._ask(urls)

    def _ask(self, inputs: Sequence[str], *, choose: bool = False) -> None:
        row = self.screen.feeds.current
        folder = row.view.folder if row and row.view and row.view.kind is ViewKind.FOLDER else ""
        page = bool(self.desk.open_input)
        asked = [events.Add(next(_REQUESTS), given, folder, page=page, choose=choose) for given in inputs]
        self._open_requests = {command.request for command in asked}
        self._answers = []
        for command in asked:
            if not self.desk.send(command):
                why = _("the engine does not run")
                self._answered(events.Added(command.request, skipped=((command.input, why),)))

    def can_feeds_refresh(self) -> bool:
        return bool(self.screen.feed_list)

    def do_feeds_refresh(self) -> None:
        """The feed or folder of the list; all of them from a smart feed."""
        self._refresh(tuple(feed.id for feed in self._of_view(self.screen.reading.view)))

    def can_feeds_refresh_all(self) -> bool:
        return self.can_feeds_refresh()

    def do_feeds_refresh_all(self) -> None:
        self._refresh(())

    def _refresh(self, ids: tuple[FeedId, ...]) -> None:
        if self.refreshing:
            self.screen.say(_("A refresh is under way; Esc stops it."))
            return
        self._done, self._total, self._new, self._failed = 0, 0, 0, 0
        self.refreshing = self.desk.send(events.Refresh(ids))
        self._show_progress()

    def _of_view(self, view: View) -> list[Feed]:
        if view.kind is ViewKind.FEED:
            return [feed for feed in self.screen.feed_list if feed.id == view.feed_id]
        if view.kind is ViewKind.FOLDER:
            inside = view.folder + "/"
            return [f for f in self.screen.feed_list if f.folder == view.folder or f.folder.startswith(inside)]
        return []

    def cancel(self) -> bool:
        """Stop the refresh under way, or the fetching of images after it; False where there is neither."""
        if not (self.refreshing or self.fetching_images):
            return False
        self.desk.send(events.CancelRefresh())
        self.screen.say(_("Stopping the refresh …"))
        return True

    def can_feeds_problems(self) -> bool:
        return any(feed.error for feed in self.screen.feed_list)

    def do_feeds_problems(self) -> None:
        from tui_reader.ui.screens.problems import ProblemsScreen

        failing = [feed for feed in self.screen.feed_list if feed.error]
        self.screen.feeds.unfold_failing()
        self.screen.app.push_screen(ProblemsScreen(failing, self.desk.clock()))

    def heard(self, event: events.Event) -> None:
        """Something came from the engine."""
        match event:
            case events.RefreshStarted():
                self.refreshing, self._total = True, event.total
                self._show_progress()
            case events.FeedChecked():
                self._checked(event)
            case events.RefreshSummary():
                self._finished(event)
            case events.ArticlesRecognised():
                self._recognised(event)
            case events.FullTextFetched():
                self.screen.full_text.fetched(event)
            case events.Added():
                self._added(event)
            case events.LookedAt():
                self._looked_at(event)
            case events.EngineLost():
                self._lost(event)
            case events.Problem():
                self.screen.say(event.message, error=True)
            case events.ImagesFetched():
                self._fetching_images(event)
            case events.ImageDrawn():
                self.screen.article.image_drawn(event)
            case events.EngineReady():
                pass
        if not isinstance(event, events.FeedChecked):
            self.screen.hints.look_again()

    def _fetching_images(self, event: events.ImagesFetched) -> None:
        """Told while nothing else runs; the article on the screen shows them when it is opened again."""
        self.fetching_images = event.done < event.total
        if not self.refreshing:
            left = _("images {done}/{total}").format(done=event.done, total=event.total)
            self.screen.status.show_progress(left if self.fetching_images else "")

    def _lost(self, event: events.EngineLost) -> None:
        """Nothing that was asked of it will be answered any more."""
        self.refreshing = self.fetching_images = False
        self.desk.pictures.forget_asked()
        self.screen.status.show_progress("")
        if event.restarted:
            said = _("The engine stopped ({reason}) and was started again.")
        else:
            said = _("The engine stopped ({reason}). Reading goes on; start the reader again to refresh.")
        said = said.format(reason=event.reason)
        self.screen.say(said, error=True)
        for screen in self._add_screens():
            screen.engine_lost(said)
        if self._open_requests:
            self._tell_add_screen([*self._answers, events.Added(0, skipped=(("", said),))])
            self._open_requests = set()

    def _checked(self, event: events.FeedChecked) -> None:
        self._done, self._total = event.done or self._done + 1, event.total or self._total
        self._new += event.new
        self._failed += event.status is events.CheckStatus.FAILED
        if event.new or event.updated or event.error:
            self.screen.watching.counts_soon()
        if event.new:
            self._arrived(event)
        self._show_progress()

    def _arrived(self, event: events.FeedChecked) -> None:
        """New articles: a mark in the list's header. Only an empty list is made anew, nothing can move there."""
        view = self.screen.reading.view
        covers = view.kind in (ViewKind.ALL, ViewKind.UNREAD) or any(
            feed.id == event.feed_id for feed in self._of_view(view)
        )
        if not covers or self.screen.searching.is_on:
            return
        if not self.screen.articles.row_total:
            self.screen.reading.show_view(view)
            return
        self.screen.articles.arrived += event.new
        self.screen.articles.refresh_header()

    def _show_progress(self) -> None:
        if not self.refreshing:
            self.screen.status.show_progress("")
            return
        parts = [_("refreshing {done}/{total}").format(done=self._done, total=self._total or "…")]
        if self._new:
            parts.append(_("{count} new").format(count=self._new))
        if self._failed:
            parts.append(_("{count} failed").format(count=self._failed))
        self.screen.status.show_progress(" · ".join(parts) + " · " + _("Esc stops"))

    def _finished(self, summary: events.RefreshSummary) -> None:
        self.refreshing = False
        self.screen.status.show_progress("")
        self.screen.watching.counts_soon()
        new = summary.new_articles
        parts = [ngettext("{count} new article", "{count} new articles", new).format(count=new)]
        parts.append(
            ngettext("{count} feed checked", "{count} feeds checked", summary.checked).format(count=summary.checked)
        )
        if summary.cancelled:
            parts.append(_("{count} left as they were").format(count=summary.cancelled))
        if summary.failed:
            why = _("{count} failed, “{key}” says why")
            parts.append(why.format(count=summary.failed, key=self.key("feeds.problems")))
        self.screen.say(" · ".join(parts), error=bool(summary.failed))

    def _recognised(self, event: events.ArticlesRecognised) -> None:
        article = self.screen.article.article
        if article is not None and article.id in event.article_ids:
            self.screen.reading.show_found(article.id)
        self.screen.articles.reread(event.article_ids)

    def _added(self, event: events.Added) -> None:
        self.screen.post_message(FeedsChanged())
        feeds = {feed.id: feed for feed in self.library.feeds()}
        self._answered(event)
        if self.desk.open_input:
            self._opened([feeds[number] for number in event.feed_ids if number in feeds], event)
        # What a list of subscriptions names was not fetched yet; all else came with its articles.
        unseen = tuple(i for i in event.feed_ids if i in feeds and feeds[i].last_checked is None)
        if unseen:
            self._refresh(unseen)
        if event.feed_ids:
            self.desk.history.did(Step.ARCHIVE)
            self.screen.show_added(event.feed_ids[0])

    def _opened(self, feeds: list[Feed], event: events.Added) -> None:
        """What the command line named is here: one document stays alone, what holds many is listed."""
        if any(feed.kind not in _DOCUMENTS for feed in feeds):
            self.screen.show_all()
        if event.skipped or not self.screen.alone:
            self.screen.say(" · ".join(reason for _given, reason in event.skipped), error=bool(event.skipped))
        else:
            said = _("“{key}” shows the list and the feeds.")
            self.screen.say(said.format(key=self.key("pane.left")))

    def _answered(self, answer: events.Added) -> None:
        """The dialog is told once all that it asked for is there."""
        if answer.request not in self._open_requests:
            return
        self._open_requests = self._open_requests - {answer.request}
        self._answers.append(answer)
        if not self._open_requests:
            self._tell_add_screen(self._answers)

    def _tell_add_screen(self, answers: Sequence[events.Added]) -> None:
        """Where the dialog still waits, show it all as one answer."""
        answer = events.Added(
            0,
            tuple(number for one in answers for number in one.feed_ids),
            tuple(pair for one in answers for pair in one.skipped),
            tuple(address for one in answers for address in one.tried),
            tuple(feed for one in answers for feed in one.choices),
        )
        for screen in self._add_screens():
            if screen.is_waiting:
                screen.show_result(answer, self._found_by(answer))

    def _add_screens(self) -> list[AddScreen]:
        """The dialog, where it is open."""
        from tui_reader.ui.screens.add import AddScreen

        return [screen for screen in self.screen.app.screen_stack if isinstance(screen, AddScreen)]

    def _found_by(self, answer: events.Added) -> list[Preview]:
        feeds = {feed.id: feed for feed in self.library.feeds()}
        return [self._preview(feeds[number]) for number in answer.feed_ids if number in feeds]

    def _preview(self, feed: Feed) -> Preview:
        """What a feed brings: its name, how many articles, the newest of them."""
        newest = self.library.page(View(ViewKind.FEED, feed_id=feed.id), limit=NEWEST_SHOWN)
        now = self.desk.clock()
        days = tuple((row_date(row.date, now), row.title) for row in newest)
        latest = long_day(newest[0].date.astimezone().date()) if newest else ""
        from tui_reader.ui.previews import Preview

        return Preview(feed.id, feed_title(feed), feed.url, feed.total, latest, days)

    def _look_at(self, url: str, site: str) -> None:
        if not self.desk.send(events.LookAt(url, site)):
            self._looked_at(events.LookedAt(url, error=_("the engine does not run")))

    def _looked_at(self, event: events.LookedAt) -> None:
        """The feed that the person may choose is there; nothing of it is stored."""
        now = self.desk.clock()
        dated = [(datetime.fromisoformat(one.published) if one.published else None, one.title) for one in event.newest]
        days = tuple((row_date(moment, now) if moment else "", title) for moment, title in dated[:NEWEST_SHOWN])
        newest = dated[0][0] if dated else None
        latest = long_day(newest.astimezone().date()) if newest else ""
        from tui_reader.ui.previews import Preview

        preview = Preview(None, event.title, event.url, event.articles, latest, days, event.error)
        for screen in self._add_screens():
            screen.show_preview(preview)

    def take_back(self, feed_ids: Sequence[FeedId]) -> None:
        """Remove what was just added; each can be undone."""
        for feed_id in feed_ids:
            self.library.remove_feed(feed_id)
            self.desk.history.did(Step.ARCHIVE)
        self.screen.watching.count()
        unread = View(ViewKind.UNREAD)
        self.screen.feeds.select(unread)
        self.screen.reading.show_view(unread)
