"""What all commands of the main screen share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.ui.desk import Desk

if TYPE_CHECKING:
    from tui_reader.services.library import Library
    from tui_reader.ui.screens.main import MainScreen


class Commands:
    """A group of ``do_…`` and ``can_…`` methods that work on the panes of one screen."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    @property
    def desk(self) -> Desk:
        return self.screen.desk

    @property
    def library(self) -> Library:
        return self.screen.desk.library

    def key(self, action_id: str) -> str:
        """The key of an action, for a sentence that names it."""
        return self.screen.desk.keymap.shown(action_id) or action_id
