"""What happens without the person: other processes write to the archive, and feeds are refreshed by the clock."""

from __future__ import annotations

from tui_reader.ui.commands.base import Commands

WATCH_SECONDS = 2.0
"""How often the archive is asked whether somebody else wrote to it: one PRAGMA, some 5 µs."""


class WatchCommands(Commands):
    """Timers of the screen. The engine checks feeds that are due; nothing of it moves what is read."""

    _version = 0

    def begin(self) -> None:
        self._version = self.library.data_version()
        self.screen.set_interval(WATCH_SECONDS, lambda: self.screen.attempt(self.look_for_changes))

    def look_for_changes(self) -> None:
        """Another process wrote: counts and marks follow, the list stays."""
        version = self.library.data_version()
        if version != self._version:
            self._version = version
            self.screen.articles.reread()
            self.screen.counts_soon()
