"""Whether the images of a feed are kept for reading offline."""

from __future__ import annotations

from tui_reader.i18n import _
from tui_reader.model.feeds import Feed, FeedKind
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.history import Step
from tui_reader.ui.panes.feeds import feed_title


class ImageCommands(Commands):
    """The feed under the cursor of the feeds pane, elsewhere that of the open article."""

    def can_feed_images(self) -> bool:
        return self._feed() is not None

    def do_feed_images(self) -> None:
        feed = self._feed()
        if feed is None:
            return
        wanted = not (self.desk.settings.keep_images if feed.images is None else feed.images)
        self.library.keep_images(feed.id, wanted)
        self.desk.history.did(Step.ARCHIVE)
        self.screen.watching.count()
        if wanted:
            said = _("The images of “{title}” are kept from the next refresh on.")
        else:
            said = _("No more images of “{title}” are fetched; those that are here stay.")
        self.screen.say(said.format(title=feed_title(feed)))

    def _feed(self) -> Feed | None:
        if self.screen.focused is self.screen.feeds:
            row = self.screen.feeds.current
            feed = row.feed if row is not None else None
        else:
            article = self.screen.article.article
            number = article.feed_id if article is not None else None
            feed = next((feed for feed in self.screen.feed_list if feed.id == number), None)
        return feed if feed is not None and feed.kind is not FeedKind.WELCOME else None
