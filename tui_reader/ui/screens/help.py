"""Help, made from the keys in force, searched as one types."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.i18n import _
from tui_reader.ui.actions import ACTIONS, Action, Group
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.widgets.text_view import Sentence, TextView

KEYS_WIDTH = 16


class HelpScreen(ModalScreen[None]):
    """All actions with their keys; typing narrows them down."""

    BINDINGS = [  # noqa: RUF012
        Binding("escape", "dismiss", show=False),
        Binding("down", "line(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        self.text = TextView("", [*self._lines("")], id="dialog-text")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Static(_("Help"), markup=False, classes="dialog-title")
            yield Input(placeholder=_("Type to search; ↑ ↓ scroll, Esc closes"))
            yield self.text

    def on_input_changed(self, event: Input.Changed) -> None:
        self.text.show([*self._lines(event.value.strip().casefold())])

    def on_input_submitted(self) -> None:
        self.dismiss()

    def action_line(self, step: int) -> None:
        self.text.scroll_to_line(self.text.top + step)

    def action_page(self, step: int) -> None:
        self.text.page(step)

    def _lines(self, wanted: str) -> Iterator[Sentence]:
        found = False
        for group in Group:
            actions = [a for a in ACTIONS if a.group is group and self._matches(a, wanted)]
            if not actions:
                continue
            found = True
            yield ()
            yield ((_(group.value), "text--strong"),)
            for action in actions:
                keys = self._keymap.all_shown(action.id).ljust(KEYS_WIDTH)
                yield ((keys + " ", "text--key"), (_(action.title), "text--plain"))
        if not found:
            yield ()
            yield ((_("Nothing has that name."), "text--dim"),)

    def _matches(self, action: Action, wanted: str) -> bool:
        keys = self._keymap.all_shown(action.id)
        return not wanted or wanted in f"{_(action.title)} {action.id} {keys}".casefold()
