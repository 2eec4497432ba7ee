"""Which key does what: a preset, with the person's own choices over it, checked for clashes."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from textual.binding import Binding, BindingsMap
from textual.keys import _character_to_key

from tui_reader.i18n import N_, _
from tui_reader.model.errors import ConfigError
from tui_reader.model.values import dataclass
from tui_reader.ui.actions import ACTIONS, BY_ID, PRESETS

_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": N_("Esc"),
    "enter": N_("Enter"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
    "delete": N_("Del"),
    "backspace": N_("Backspace"),
}
_MODIFIERS = {"ctrl": N_("Ctrl"), "shift": N_("Shift"), "alt": N_("Alt")}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys in force: for every action, the keys as written (``G``, ``ctrl+d``, ``]``)."""

    keys: Mapping[str, tuple[str, ...]]

    def bindings(self) -> BindingsMap:
        """As Textual wants them; every binding runs the screen's ``do`` action."""
        return BindingsMap(
            Binding(_name(key), f"screen.do('{action.id}')", action.title, show=False)
            for action in ACTIONS
            for key in self.keys[action.id]
        )

    def shown(self, action_id: str) -> str:
        """The first key of an action as a person reads it; empty where it has none."""
        keys = self.keys[action_id]
        return display(keys[0]) if keys else ""

    def all_shown(self, action_id: str) -> str:
        return " ".join(display(key) for key in self.keys[action_id])


def make_keymap(preset: str, chosen: Mapping[str, str]) -> Keymap:
    """The keys of a preset with the person's own over them; a key taken from another action leaves that one.

    ``chosen`` maps action ids to comma-separated keys. Raises ``ConfigError`` for an unknown action, and where two of
    the person's own choices name the same key.
    """
    own = {action_id: _split(action_id, keys) for action_id, keys in chosen.items()}
    _check_clashes(own)
    taken = {key for keys in own.values() for key in keys}
    over = PRESETS[preset]
    preset_keys = {key for keys in over.values() for key in keys}
    keys: dict[str, tuple[str, ...]] = {}
    for action in ACTIONS:
        if action.id in own:
            keys[action.id] = own[action.id]
            continue
        base = over.get(action.id) or tuple(key for key in action.keys if key not in preset_keys)
        keys[action.id] = tuple(key for key in base if key not in taken)
    return Keymap(keys)


def key_table(keymap: Keymap) -> str:
    """All actions as a Markdown table for the documentation, in the language of the interface."""
    rows = [f"| {_code(keymap.keys[action.id])} | {_(action.title)} | `{action.id}` |" for action in ACTIONS]
    return "\n".join([f"| {_('Key')} | {_('Does')} | {_('Name')} |", "|---|---|---|", *rows]) + "\n"


def _code(keys: tuple[str, ...]) -> str:
    return " ".join(f"`{display(key)}`".replace("|", "\\|") for key in keys)


def display(key: str) -> str:
    """A key as a person reads it: ``Ctrl+d``, ``PgDn``, ``]``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    shown = last.upper() if last.startswith("f") and last[1:].isdigit() else last
    if last in _SHOWN:
        shown = _(_SHOWN[last])
    return "+".join([*(_(_MODIFIERS.get(name, name)) for name in modifiers), shown])


def _split(action_id: str, keys: str) -> tuple[str, ...]:
    if action_id not in BY_ID:
        near = difflib.get_close_matches(action_id, BY_ID, n=1)
        hint = _("Did you mean “{near}”?").format(near=near[0]) if near else _("“?” in the program lists all actions.")
        raise ConfigError(_("[keys]: “{action}” is no action.").format(action=action_id) + " " + hint)
    if keys == ",":
        return (",",)
    return tuple(key.strip() for key in keys.split(",") if key.strip())


def _check_clashes(own: Mapping[str, tuple[str, ...]]) -> None:
    first: dict[str, str] = {}
    for action_id, keys in own.items():
        for key in keys:
            other = first.setdefault(_name(key), action_id)
            if other != action_id:
                raise ConfigError(
                    _("[keys]: “{key}” is given to both “{one}” and “{other}”. Keep one of them.").format(
                        key=key, one=other, other=action_id
                    )
                )


def _name(key: str) -> str:
    """Textual's name of a key."""
    return _character_to_key(key) if len(key) == 1 else key
