"""Keys: presets, the person's own choices, and no two actions on one key."""

from __future__ import annotations

import pytest

from tui_reader.model.errors import ConfigError
from tui_reader.ui.actions import ACTIONS, BY_ID, HINTS, PRESETS
from tui_reader.ui.keymap import display, key_table, make_keymap


def test_every_action_has_its_own_id_and_a_title() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all(action.title and action.id.count(".") == 1 for action in ACTIONS)
    assert all(action_id in BY_ID for hints in HINTS.values() for action_id, _label in hints)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_gives_one_key_to_two_actions(preset: str) -> None:
    keymap = make_keymap(preset, {})
    keys = [key for given in keymap.keys.values() for key in given]
    assert len(keys) == len(set(keys))


def test_presets_name_only_known_actions() -> None:
    assert all(action_id in BY_ID for preset in PRESETS.values() for action_id in preset)


def test_a_key_of_ones_own_leaves_the_action_that_had_it() -> None:
    keymap = make_keymap("vim", {"article.toggle-star": "m, *"})
    assert keymap.keys["article.toggle-star"] == ("m", "*")
    assert keymap.keys["article.toggle-read"] == ()


def test_an_unknown_action_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ConfigError, match=r"Did you mean “article\.toggle-star”"):
        make_keymap("vim", {"article.togle-star": "x"})


def test_one_key_for_two_actions_is_refused() -> None:
    with pytest.raises(ConfigError, match="“x” is given to both"):
        make_keymap("vim", {"article.toggle-star": "x", "article.toggle-read": "x"})


def test_keys_are_shown_as_people_write_them() -> None:
    assert [display(k) for k in ("ctrl+d", "pagedown", "]", "G", "f2", "+")] == ["Ctrl+d", "PgDn", "]", "G", "F2", "+"]


def test_the_key_table_of_the_documentation_names_every_action() -> None:
    table = key_table(make_keymap("vim", {}))
    assert all(f"`{action.id}`" in table for action in ACTIONS)
    assert "| `\\|` |" in table, "a bar would end the cell"
