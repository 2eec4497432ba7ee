"""Handing the article to a command of the person's choice."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence
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
        import shlex

        from tui_reader.services.linear import plain_lines

        try:
            words = shlex.split(command or "")
        except ValueError as error:
            self.screen.say(_("The command cannot be read: {reason}").format(reason=error), error=True)
            return
        if not words:
            return
        with self.screen.app.suspend():  # an exception that left it would leave the screen dark
            said = _given_to(words, "\n".join(plain_lines(self.screen.article.document)) + "\n")
        if said:
            self.screen.say(said, error=True)


def _given_to(words: Sequence[str], text: str) -> str:
    """Run a command on a text, and wait for the person. What went wrong; empty where nothing did."""
    before = signal.signal(signal.SIGINT, lambda *_signal: None)  # Ctrl+c is meant for the command
    try:
        done = subprocess.run(words, input=text.encode(errors="replace"), check=False)
        with suppress(EOFError):
            input("\n" + _("Enter goes back to the reader.") + " ")
    except OSError as error:
        return _("“{command}” cannot be run: {reason}").format(command=words[0], reason=error.strerror)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if done.returncode:
        return _("“{command}” ended with code {code}.").format(command=words[0], code=done.returncode)
    return ""
