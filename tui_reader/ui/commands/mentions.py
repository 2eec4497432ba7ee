"""Institutions and dates: going through them, and why they are marked."""

from __future__ import annotations

from tui_reader.i18n import _
from tui_reader.model.mentions import Mention, MentionKind
from tui_reader.ui.commands.base import Commands


class MentionCommands(Commands):
    """Both directions of following, and the explanation."""

    def stand_on(self, mention: Mention) -> None:
        """Show a mention in the article and its subject in the pane beside it."""
        self.screen.article.stand_on(mention)
        self.screen.entities.follow(mention)

    def followed(self) -> None:
        """The article was scrolled: the pane beside it goes along."""
        mention = self.screen.article.first_in_sight()
        if mention is not None and self.screen.focused is not self.screen.entities:
            self.screen.entities.follow(mention)

    def _any(self, kind: MentionKind) -> bool:
        return any(mention.kind is kind for mention in self.screen.article.mentions)

    def can_mention_next_institution(self) -> bool:
        return self._any(MentionKind.INSTITUTION)

    def do_mention_next_institution(self) -> None:
        self._go(MentionKind.INSTITUTION, 1)

    def do_mention_previous_institution(self) -> None:
        self._go(MentionKind.INSTITUTION, -1)

    def can_mention_next_date(self) -> bool:
        return self._any(MentionKind.DATE)

    def do_mention_next_date(self) -> None:
        self._go(MentionKind.DATE, 1)

    def do_mention_previous_date(self) -> None:
        self._go(MentionKind.DATE, -1)

    def _go(self, kind: MentionKind, step: int) -> None:
        mention = self.screen.article.neighbour(kind, step)
        if mention is not None:
            self.stand_on(mention)
        elif kind is MentionKind.INSTITUTION:
            self.screen.say(_("No further institution in this article."))
        else:
            self.screen.say(_("No further date in this article."))

    def meant(self) -> Mention | None:
        """The mention that keys act on: the one under the cursor, or the current one in the text."""
        if self.screen.focused is self.screen.entities:
            return self.screen.entities.mention
        return self.screen.article.first_in_sight()

    def can_entities_filter(self) -> bool:
        return self.screen.entities.display

    def do_entities_filter(self) -> None:
        entities = self.screen.entities
        entities.show_only(entities.shown.next)
        self.desk.state.entities_shown = entities.shown

    def can_mention_why(self) -> bool:
        return self.meant() is not None

    def do_mention_why(self) -> None:
        from tui_reader.ui.screens.why import WhyScreen

        mention, found = self.meant(), self.screen.entities.found
        if mention is not None and found is not None:
            self.screen.app.push_screen(WhyScreen(mention, found))
