"""The composition root of the screen: puts store, engine, settings and the main screen together."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import BindingsMap

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.i18n import _
from tui_reader.model import events
from tui_reader.model.errors import ReaderError
from tui_reader.ui import themes
from tui_reader.ui.background import Background
from tui_reader.ui.collector import collect_at_rest_only
from tui_reader.ui.desk import Desk
from tui_reader.ui.hearing import Hearing
from tui_reader.ui.keymap import make_keymap
from tui_reader.ui.messages import EngineSaid
from tui_reader.ui.pictures import Drawing, drawing_here
from tui_reader.ui.screens.main import MainScreen
from tui_reader.ui.state import load_state, save_state
from tui_reader.ui.styles.paints import Palette
from tui_reader.ui.terminal import drawn_on_the_terminal, end_on_signals
from tui_reader.ui.throwaway import archive_for
from tui_reader.ui.widgets.pictures import Pictures

if TYPE_CHECKING:
    from tui_reader.engine.client import EngineClient
    from tui_reader.services.library import Library

_log = logging.getLogger(__name__)


def now() -> datetime:
    return datetime.now(UTC)


class ReaderApp(App[int]):
    """The reader. ``open_library`` is called once for the screen and once in a thread beside it."""

    CSS_PATH = "styles/reader.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "reader"
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        open_library: Callable[[], Library],
        *,
        connect: Callable[[Callable[[events.Event], None]], EngineClient] | None = None,
        clock: Callable[[], datetime] = now,
        open_input: str = "",
        linear: bool = False,
    ) -> None:
        """``connect`` makes the way to the engine; without it nothing is fetched or recognised."""
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._bindings = BindingsMap([("ctrl+c", "quit", ""), ("ctrl+z", "suspend_process", "")])
        for theme in themes.OWN:
            self.register_theme(theme)
        self.paths = paths
        self._connect = connect
        self._engine: EngineClient | None = None
        self._waiting: list[events.Command] = []
        self._hearing = Hearing(self, lambda heard: self.main_screen.post_message(EngineSaid(heard)))
        state = load_state(paths.ui_state_file)
        self.theme = themes.WITHOUT_COLOUR if self.no_color else themes.known_theme(state.theme or settings.theme)
        keymap = make_keymap(settings.preset, settings.keys)
        self.desk = Desk(
            library=open_library(),
            background=Background(open_library),
            send=self.send,
            clock=clock,
            settings=settings,
            state=state,
            keymap=keymap,
            paths=paths,
            pictures=Pictures(
                Drawing.NONE if linear else drawing_here(settings.images, self.console.color_system),
                ask=self.send,
                write=self._write,
            ),
            linear=linear,
            open_input=open_input,
        )
        self.main_screen = MainScreen(self.desk)

    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        variables |= themes.shades(self.current_theme, variables)
        self.palette = Palette(variables, ansi=self.current_theme.ansi)
        return variables

    def get_default_screen(self) -> MainScreen:
        return self.main_screen

    def on_mount(self) -> None:
        end_on_signals(lambda: self.exit(0))
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        """What the first picture need not wait for: the engine, and a heap that is not searched again and again."""
        collect_at_rest_only()
        if (wanted := self.desk.settings.theme) and themes.known_theme(wanted) != wanted:
            said = _("The theme “{name}” does not exist; {key} goes through those that do.")
            self.main_screen.say(said.format(name=wanted, key=self.desk.keymap.shown("view.theme")), error=True)
        if self._connect is not None:
            self.run_worker(self._start_engine(self._connect), group="engine")

    async def _start_engine(self, connect: Callable[[Callable[[events.Event], None]], EngineClient]) -> None:
        engine = connect(self._hearing.hear)
        try:
            await engine.start()
        except (ReaderError, OSError) as error:
            self._hearing.hear(events.Problem(_("The engine cannot be started: {reason}").format(reason=error)))
            return
        self._engine = engine
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            engine.send(command)

    def send(self, command: events.Command) -> bool:
        """Ask the engine, as soon as it is there. False, and a word about it, where it will never be."""
        if self._engine is None:
            self._waiting.append(command)
            return True
        try:
            self._engine.send(command)
        except ReaderError as error:
            self._hearing.hear(events.Problem(str(error)))
            return False
        return True

    def _write(self, sequence: str) -> None:
        """To the terminal itself: pictures that it lays over its cells."""
        if self._driver is not None:
            self._driver.write(sequence)

    async def on_unmount(self) -> None:
        """Save what the screen remembers, and end what was started."""
        self.main_screen.attempt(lambda: self.main_screen.reading.leave(at_once=True))
        self.desk.state.folded = tuple(sorted(self.main_screen.feeds.folded))
        try:
            save_state(self.paths.ui_state_file, self.desk.state)
        except OSError as error:
            _log.warning("the state of the screen could not be saved: %s", error)
        if self._engine is not None:
            await self._engine.stop()
        self.desk.background.close()


def run(paths: Paths, settings: Settings, *, open_input: str = "", linear: bool = False, demo: bool = False) -> int:
    """Open the screen until the person leaves; the exit code. Raises ``StoreError``, ``ConfigError``."""
    with archive_for(paths, open_input, demo) as places:
        return _run(places, settings, open_input, linear)


def _run(paths: Paths, settings: Settings, open_input: str, linear: bool) -> int:
    from tui_reader.services.library import Library
    from tui_reader.services.welcome import install
    from tui_reader.storage.store import open_store

    with open_store(paths.store) as store:
        if not open_input:
            install(store)
        libraries = [Library(store)]

        def open_library() -> Library:
            return libraries.pop() if libraries else Library(open_store(paths.store))

        def connect(on_event: Callable[[events.Event], None]) -> EngineClient:
            from tui_reader.engine.client import EngineClient

            return EngineClient(paths, on_event, python=sys.executable)

        app = ReaderApp(paths, settings, open_library, connect=connect, open_input=open_input, linear=linear)
        with drawn_on_the_terminal():
            return app.run() or app.return_code or 0
