"""The page behind an article, and the feed's own text: one key goes from either to the other."""

from __future__ import annotations

from dataclasses import replace

from tui_reader.i18n import _
from tui_reader.model import events
from tui_reader.model.articles import Article
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.links import may_open


class FullTextCommands(Commands):
    """The fetched page is the article's newest version; what its feed wrote is the one before."""

    shows_feeds_own = False
    """True while the open article is shown as its feed wrote it, though its page is there."""

    def can_article_full_text(self) -> bool:
        article = self.screen.article.article
        return article is not None and article.id > 0 and may_open(article.link)

    def do_article_full_text(self) -> None:
        article = self.screen.article.article
        if article is None:
            return
        if self.shows_feeds_own:
            self._show(article)
            self.screen.say(_("This is the full text."))
        elif (own := self.library.feeds_own_text(article)) is not None:
            self._show(replace(article, document=own, position=0), own=True)
            said = _("This is the feed’s own text; {key} shows the full one.")
            self.screen.say(said.format(key=self.key("article.full-text")))
        elif self.desk.send(events.FetchFullText(article.id)):
            self.screen.say(_("Fetching the full text …"))

    def _show(self, article: Article, *, own: bool = False) -> None:
        reading = self.screen.reading
        if own:
            reading.leave()
            self.shows_feeds_own = True
            self.screen.article.open(article, reading.source_of(article), reading.images_of(article))
            reading.show_found(article.id)
        else:
            reading.open(article.id)

    def fetched(self, event: events.FullTextFetched) -> None:
        """The engine has been to the page."""
        article = self.screen.article.article
        if event.error:
            self.screen.say(event.error, error=True)
        elif article is not None and article.id == event.article_id:
            self.screen.reading.open(event.article_id)
            said = _("This is the full text; {key} shows the feed’s own.")
            self.screen.say(said.format(key=self.key("article.full-text")))
