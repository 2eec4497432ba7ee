"""Everything by name: actions, feeds and views, narrowed down as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.fuzzy import FuzzySearch
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.i18n import _
from tui_reader.model.views import View
from tui_reader.ui.actions import ACTIONS, Group
from tui_reader.ui.widgets.columns import fit, fit_right
from tui_reader.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui_reader.ui.screens.main import MainScreen

KEY_WIDTH = 14


class Choices(RowList):
    """What matches, best first."""

    header_height = 0

    def __init__(self, choices: Sequence[tuple[str, str, object]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all = choices
        self.shown = list(choices)

    def narrow(self, query: str) -> None:
        if query:
            search = FuzzySearch()
            scored = [(search.match(query, choice[0])[0], choice) for choice in self._all]
            self.shown = [c for score, c in sorted(scored, key=lambda pair: -pair[0]) if score > 0]
        else:
            self.shown = list(self._all)
        self.forget()
        self.move_cursor(0, silent=True)

    @property
    def takes_keys(self) -> bool:
        """The line above has the focus and hands the arrow keys down."""
        return True

    @property
    def row_total(self) -> int:
        return len(self.shown)

    def row_parts(self, index: int, width: int) -> Sequence[tuple[str, str]]:
        title, key, _target = self.shown[index]
        right = min(KEY_WIDTH, width // 2)
        return [(fit(f" {title}", width - right), "row--text"), (fit_right(key + " ", right), "row--key")]


class PaletteScreen(ModalScreen[str | None]):
    """Gives the id of the chosen action; feeds and views are shown at once."""

    BINDINGS = [  # noqa: RUF012
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n,tab", "move(1)", show=False),
        Binding("up,shift+tab", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self._main = main
        keymap = main.desk.keymap
        working = sorted((a for a in ACTIONS if main.works(a.id)), key=lambda a: a.group is Group.MOVING)
        actions = [(_(a.title), keymap.all_shown(a.id), a.id) for a in working]
        views = [(row.title, "", row.view) for row in main.feeds.rows if row.view is not None]
        self.choices = Choices([*actions, *views], id="choices")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Static(_("Everything by name"), markup=False, classes="dialog-title")
            yield Input(placeholder=_("Type a name; Enter does it, Esc closes"))
            yield self.choices

    def on_input_changed(self, event: Input.Changed) -> None:
        self.choices.narrow(event.value.strip())

    def on_input_submitted(self) -> None:
        self._choose()

    def on_row_list_chosen(self) -> None:
        self._choose()

    def action_move(self, step: int) -> None:
        self.choices.move_cursor(self.choices.cursor + step)

    def _choose(self) -> None:
        if not self.choices.shown:
            return
        target = self.choices.shown[self.choices.cursor][2]
        if isinstance(target, View):
            self.dismiss(None)
            self._main.feeds.select(target)
            self._main.reading.show_view(target)
            self._main.show_pane(self._main.articles)
        else:
            self.dismiss(str(target))
