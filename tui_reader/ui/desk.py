"""What the screens work with, put together once by the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tui_reader.model import events
from tui_reader.ui.background import Background
from tui_reader.ui.history import History
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.state import ScreenState
from tui_reader.ui.widgets.pictures import Pictures

if TYPE_CHECKING:
    from tui_reader.config.paths import Paths
    from tui_reader.config.settings import Settings
    from tui_reader.services.library import Library


@dataclass(slots=True)
class Desk:
    """The archive, the way to the engine, and the person's settings."""

    library: Library
    background: Background
    send: Callable[[events.Command], bool]
    """Asks the engine for something; the answer comes as an event. False where there is no engine to answer."""
    clock: Callable[[], datetime]
    """Now, with a time zone."""
    settings: Settings
    state: ScreenState
    keymap: Keymap
    paths: Paths
    pictures: Pictures = field(default_factory=Pictures)
    history: History = field(default_factory=History)
    linear: bool = False
    open_input: str = ""
    """What the command line asked to open; nothing of it is stored."""
