"""Handing the article to a command of the person's choice."""

from __future__ import annotations

import shlex
import subprocess
from contextlib import suppress

from tui_reader.i18n import _
from tui_reader.ui.commands.base import Commands


class PipeCommands(Commands):
    """The article as plain text on the standard input of a program, which has the terminal until it ends."""

    def can_article_pipe(self) -> bool:
        return self.screen.article.article is not None

    def do_article_pipe(self) -> None:
        self.screen.ask(_("Command that gets the article as text"), "", self._run)

    def _run(self, command: str | None) -> None:
        from tui_reader.services.linear import plain_lines

        try:
            words = shlex.split(command or "")
        except ValueError as error:
            self.screen.say(_("The command cannot be read: {reason}").format(reason=error), error=True)
            return
        if not words:
            return
        text = "\n".join(plain_lines(self.screen.article.document)) + "\n"
        try:
            with self.screen.app.suspend():
                done = subprocess.run(words, input=text, text=True, check=False)
                with suppress(EOFError):
                    input("\n" + _("Enter goes back to the reader.") + " ")
        except OSError as error:
            said = _("“{command}” cannot be run: {reason}")
            self.screen.say(said.format(command=words[0], reason=error.strerror), error=True)
            return
        if done.returncode:
            said = _("“{command}” ended with code {code}.")
            self.screen.say(said.format(command=words[0], code=done.returncode), error=True)
