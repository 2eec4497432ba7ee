"""What a person does to articles, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.i18n import _, ngettext
from tui_reader.i18n.values import undone_phrase
from tui_reader.model.articles import ArticleId, ArticleRow
from tui_reader.model.errors import ReaderError
from tui_reader.model.views import Undone
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.history import Step
from tui_reader.ui.messages import ArticleStateChanged

if TYPE_CHECKING:
    from tui_reader.services.library import Library

_FEED_ACTIONS = (
    "add-feed",
    "remove-feed",
    "rename-feed",
    "move-feed",
    "remove-folder",
    "remove-feeds",
    "rename-folder",
    "move-folder",
)


class MarkingCommands(Commands):
    """Read, star, tags, removal; undo and redo."""

    def _target(self) -> ArticleRow | None:
        """The article that the keys mean: the open one from its pane, else the one under the cursor."""
        pane = self.screen.articles
        return pane.row(pane.cursor) if pane.row_total else None

    def _changed(self, ids: Sequence[ArticleId] | None) -> None:
        self.desk.history.did(Step.ARCHIVE)
        self.screen.post_message(ArticleStateChanged(ids))

    def have_read(self, article_id: ArticleId) -> None:
        """The person reads this one."""
        row = self._target()
        if row is not None and row.id == article_id and not row.read:
            # The article first: writing may wait for the disk.
            self.screen.soon_after(lambda: self._set_read(article_id))

    def _set_read(self, article_id: ArticleId) -> None:
        if self.library.set_read([article_id], True):
            self._changed([article_id])

    def can_article_toggle_read(self) -> bool:
        return self._target() is not None

    def do_article_toggle_read(self) -> None:
        row = self._target()
        if row is not None:
            self.library.set_read([row.id], not row.read)
            self._changed([row.id])

    def can_article_toggle_star(self) -> bool:
        return self._target() is not None

    def do_article_toggle_star(self) -> None:
        row = self._target()
        if row is not None:
            self.library.set_starred([row.id], not row.starred)
            self._changed([row.id])

    def can_view_mark_read(self) -> bool:
        return bool(self.screen.articles.row_total)

    def do_view_mark_read(self) -> None:
        self.screen.run_worker(self._mark_view_read(), group="mark-read", exclusive=True)

    async def _mark_view_read(self) -> None:
        """What is listed, not what arrived since; beside the screen: ten thousand articles take a moment."""
        ids = self.screen.articles.ids
        try:
            count = await self.desk.background.ask(lambda library: library.mark_listed_read(ids))
        except ReaderError as error:
            self.screen.say(str(error), error=True)
            return
        self._changed(None)
        said = ngettext("{count} article read; {key} undoes.", "{count} articles read; {key} undoes.", count)
        self.screen.say(said.format(count=count, key=self.key("change.undo")))

    def can_article_tags(self) -> bool:
        return self.screen.article.article is not None and self.screen.article.article.id > 0

    def do_article_tags(self) -> None:
        article = self.screen.article.article
        if article is None:
            return

        def tagged(answer: str | None) -> None:
            if answer is not None:
                self.library.set_tags([article.id], [tag.strip() for tag in answer.split(",") if tag.strip()])
                self._show_tags()
                self._changed([article.id])

        self.screen.ask(_("Tags, separated by commas"), ", ".join(article.tags), tagged)

    def _show_tags(self) -> None:
        """Of the open article, as they are in the archive."""
        article = self.screen.article.article
        if article is not None and article.id > 0:
            self.screen.article.show_tags(self.library.article(article.id).tags)

    def can_item_delete(self) -> bool:
        if self.screen.focused is self.screen.feeds:
            row = self.screen.feeds.current
            return row is not None and (row.feed is not None or row.folder is not None)
        return self.screen.focused in (self.screen.articles, self.screen.article) and self._target() is not None

    def do_item_delete(self) -> None:
        if self.screen.focused is self.screen.feeds:
            self.screen.tidying.remove_current()
            return
        row = self._target()
        if row is not None:
            self.library.delete([row.id])
            self.screen.reading.without([row.id])
            self._changed([row.id])
            said = _("Removed “{title}”; {key} brings it back.")
            self.screen.say(said.format(title=row.title, key=self.key("change.undo")))

    def do_change_undo(self) -> None:
        """The last thing done, whether to the archive or to the marks."""
        if self.desk.history.to_undo is Step.CORRECTION:
            self.screen.correcting.undo()
        else:
            self.desk.history.undid()
            self._go_back(lambda library: library.undo(), _("Undone: {what}."), _("Nothing to undo."))

    def do_change_redo(self) -> None:
        if self.desk.history.to_redo is Step.CORRECTION:
            self.screen.correcting.redo()
        else:
            self.desk.history.redid()
            done = _("Done again: {what}.")
            self._go_back(lambda library: library.redo(), done, _("Nothing to do again."), again=True)

    def _go_back(
        self, step: Callable[[Library], Undone | None], said: str, nothing: str, *, again: bool = False
    ) -> None:
        self.screen.run_worker(self._step(step, said, nothing, again), group="undo")

    async def _step(self, step: Callable[[Library], Undone | None], said: str, nothing: str, again: bool) -> None:
        """Take a step in the archive's journal, beside the screen: it may concern ten thousand articles."""
        try:
            undone = await self.desk.background.ask(step)
        except ReaderError as error:
            self.screen.say(str(error), error=True)
            return
        if undone is None:
            self.screen.say(nothing)
            return
        if undone.action == "tag":
            self.screen.attempt(self._show_tags)
        if undone.action in ("tune-feed", *_FEED_ACTIONS):
            self.screen.watching.count()
        if undone.action in _FEED_ACTIONS:
            self.screen.reading.leave_what_is_gone()
        if undone.action in ("delete", "undelete", *_FEED_ACTIONS):
            taken_back = undone.action == "delete" and not again
            if not (taken_back and self.screen.reading.with_removed_again()):
                self.screen.reading.reread_view()
        self.screen.post_message(ArticleStateChanged(None))
        self.screen.say(said.format(what=undone_phrase(undone)))
