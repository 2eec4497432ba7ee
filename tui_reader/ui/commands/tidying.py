"""Subscriptions and folders put in order: renamed, moved, removed. All of it can be undone."""

from __future__ import annotations

from collections.abc import Callable

from tui_reader.i18n import _, ngettext
from tui_reader.model.errors import ReaderError
from tui_reader.model.feeds import Feed, FolderPath
from tui_reader.model.views import View, ViewKind
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.history import Step
from tui_reader.ui.messages import FeedsChanged
from tui_reader.ui.panes.feeds import FeedRow, feed_title

SLASH_IN_A_NAME = "\u2215"
"""What stands for ``/`` in the name of one folder: see ``FolderPath``."""


class TidyingCommands(Commands):
    """What is done to the row under the cursor of the feeds pane."""

    def remove_current(self) -> None:
        """Hide a feed with its articles; dissolve a folder, its feeds go to the one around it."""
        row = self._row()
        if row is None:
            return
        if row.feed is not None:
            self.library.remove_feed(row.feed.id)
            said = _("Removed “{title}”; {key} brings it back.").format(
                title=feed_title(row.feed), key=self.key("change.undo")
            )
        elif row.folder is not None:
            self.library.move_folder(row.folder, _around(row.folder))
            said = _("Dissolved “{title}”, its feeds stay; {key} brings it back.").format(
                title=row.title, key=self.key("change.undo")
            )
        else:
            return
        self._went_from(row, said)

    def can_folder_remove(self) -> bool:
        row = self._row()
        return row is not None and row.folder is not None

    def do_folder_remove(self) -> None:
        """Hide the feeds of a folder, and so the folder."""
        row = self._row()
        if row is None or row.folder is None:
            return
        count = self.library.remove_folder(row.folder)
        said = ngettext(
            "Removed “{title}” with {count} feed; {key} brings it back.",
            "Removed “{title}” with {count} feeds; {key} brings them back.",
            count,
        ).format(title=row.title, count=count, key=self.key("change.undo"))
        self._went_from(row, said, with_all=True)

    def _went_from(self, row: FeedRow, said: str, *, with_all: bool = False) -> None:
        """A row is gone, ``with_all`` that is in it: stand beside it, list something else if that was listed."""
        gone = self.screen.feeds.inside(row) if with_all else frozenset()
        beside = self.screen.feeds.step_aside(gone)
        self._changed()
        if self.screen.reading.view in (row.view, *gone):
            self.screen.reading.show_view(beside)
        else:
            self.screen.reading.reread_view()
        self.screen.say(said)

    def can_feed_rename(self) -> bool:
        return self._row() is not None

    def do_feed_rename(self) -> None:
        row = self._row()
        if row is not None and row.feed is not None:
            self._rename_feed(row.feed)
        elif row is not None and row.folder is not None:
            self._rename_folder(row.folder)

    def _rename_feed(self, feed: Feed) -> None:
        self._ask(
            _("New name; empty: the feed’s own"),
            feed.title,
            lambda title: self.library.rename_feed(feed.id, title.strip()),
        )

    def _rename_folder(self, folder: FolderPath) -> None:
        around, name = _around(folder), folder.rpartition("/")[2]

        def renamed(answer: str) -> None:
            new = answer.strip().replace("/", SLASH_IN_A_NAME)
            if new:
                self._move(folder, FolderPath(f"{around}/{new}" if around else new))

        self._ask(_("New name of the folder"), name, renamed)

    def can_feed_move(self) -> bool:
        return self._row() is not None

    def do_feed_move(self) -> None:
        row = self._row()
        if row is None:
            return
        question = _("Folder, “/” between nested ones; empty: none")
        if row.feed is not None:
            feed = row.feed
            self._ask(question, feed.folder, lambda answer: self.library.move_feed(feed.id, _path(answer)))
        elif row.folder is not None:
            folder = row.folder
            self._ask(
                _("New path of the folder, “/” between nested ones"), folder, lambda a: self._move(folder, _path(a))
            )

    def _move(self, folder: FolderPath, to: FolderPath) -> None:
        self.library.move_folder(folder, to)
        self.screen.feeds.folder_moved(folder, to)
        if self.screen.reading.view == View(ViewKind.FOLDER, folder=folder):
            self.screen.reading.show_view(View(ViewKind.FOLDER, folder=to), open_first=False)

    def _ask(self, question: str, value: str, act: Callable[[str], object]) -> None:
        def answered(answer: str | None) -> None:
            if answer is None or answer == value:
                return
            try:
                act(answer)
            except ReaderError as error:
                self.screen.say(str(error), error=True)
                return
            self._changed()

        self.screen.ask(question, value, answered)

    def _changed(self) -> None:
        self.desk.history.did(Step.ARCHIVE)
        self.screen.post_message(FeedsChanged())

    def _row(self) -> FeedRow | None:
        """The feed or folder that the keys mean."""
        row = self.screen.feeds.current
        if row is None or self.screen.focused is not self.screen.feeds:
            return None
        return row if row.feed is not None or row.folder is not None else None


def _around(folder: FolderPath) -> FolderPath:
    return FolderPath(folder.rpartition("/")[0])


def _path(written: str) -> FolderPath:
    return FolderPath("/".join(part.strip() for part in written.split("/") if part.strip()))
