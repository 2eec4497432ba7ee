"""Rejecting names and merging institutions: written to the corrections file, seen at once, taken back by undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.i18n import _
from tui_reader.model import events
from tui_reader.model.errors import ConfigError
from tui_reader.model.mentions import Institution, MentionKind, Recognition
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.history import Step

if TYPE_CHECKING:
    from tui_reader.entities.context import Corrections
    from tui_reader.entities.corrections import Correction


class CorrectionCommands(Commands):
    """The person's word on institutions; it wins over the recogniser's."""

    _corrections: Corrections | None = None
    _undone: tuple[Correction, ...] = ()
    """Taken back, the last one last: what redo writes again."""

    _merging: Institution | None = None

    def applied(self, found: Recognition | None) -> Recognition | None:
        """What was recognised, as the person has corrected it since."""
        path = self.desk.paths.corrections_file
        if found is None or (self._corrections is None and not path.exists()):
            return found
        from tui_reader.entities.corrections import apply, load_corrections

        if self._corrections is None:
            try:
                self._corrections = load_corrections(path)
            except ConfigError as error:
                self.screen.say(str(error), error=True)
                return found
        return apply(found, self._corrections)

    def _meant(self) -> Institution | None:
        mention, found = self.screen.mentions.meant(), self.screen.entities.found
        if mention is None or found is None or mention.kind is not MentionKind.INSTITUTION:
            return None
        return found.institutions[mention.ref]

    def can_mention_reject(self) -> bool:
        return self._meant() is not None

    def do_mention_reject(self) -> None:
        """From the pane the whole institution, from the text the words that stand there."""
        from tui_reader.entities.corrections import Reject, naming

        institution, mention = self._meant(), self.screen.mentions.meant()
        if institution is None or mention is None:
            return
        whole = self.screen.focused is self.screen.entities
        name = institution.name if whole else mention.surface
        said = _("“{name}” is no longer marked; {key} takes it back.")
        self._correct(
            Reject(naming(institution) if whole else name), said.format(name=name, key=self.key("change.undo"))
        )

    def can_mention_merge(self) -> bool:
        return self._meant() is not None

    def do_mention_merge(self) -> None:
        """Pressed on one institution, then on the one that it is the same as."""
        from tui_reader.entities.corrections import Merge, naming

        institution, first = self._meant(), self._merging
        if institution is None:
            return
        if first is None or first.key == institution.key:
            self._merging = institution
            self.screen.say(self.pending())
            return
        said = _("“{name}” is now shown as “{other}”; {key} takes it back.")
        said = said.format(name=first.name, other=institution.name, key=self.key("change.undo"))
        self._correct(Merge(naming(first), naming(institution)), said)

    def pending(self) -> str:
        """What is still to be done for a merge that was begun; empty where none was."""
        if self._merging is None:
            return ""
        said = _("Go to what “{name}” is the same as, and press {key} again.")
        return said.format(name=self._merging.name, key=self.key("mention.merge"))

    def forget_merge(self) -> bool:
        """Begin no merge after all; says whether one was begun."""
        was_begun, self._merging = self._merging is not None, None
        return was_begun

    def _correct(self, correction: Correction, said: str) -> None:
        self.forget_merge()
        if self._append(correction):
            self._undone = ()
            self.desk.history.did(Step.CORRECTION)
            self.screen.say(said)

    def _append(self, correction: Correction) -> bool:
        """Write a correction down and show what it changes. False, and a word about it, where that fails."""
        from tui_reader.entities.corrections import append_correction

        path = self.desk.paths.corrections_file
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._corrections = append_correction(path, correction)
        except (ConfigError, OSError) as error:
            self.screen.say(str(error), error=True)
            return False
        self._show_again()
        return True

    def undo(self) -> None:
        """Take the newest correction back."""
        from tui_reader.entities.corrections import undo_correction

        last = undo_correction(self.desk.paths.corrections_file)
        self.desk.history.undid()
        self._corrections = None
        self._show_again()
        if last is not None:
            self._undone = (*self._undone, last)
            self.screen.say(_("Undone: {what}.").format(what=_("a correction")))

    def redo(self) -> None:
        """Write the correction again that was taken back last."""
        if self._undone and self._append(self._undone[-1]):
            self._undone = self._undone[:-1]
            self.desk.history.redid()
            self.screen.say(_("Done again: {what}.").format(what=_("a correction")))

    def _show_again(self) -> None:
        article = self.screen.article.article
        if article is not None:
            self.screen.reading.show_found(article.id)
            self.desk.send(events.Recognise((article.id,)))
