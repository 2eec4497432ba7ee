"""What the screen remembers from one session to the next: sizes and choices, never data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

LEAST_FEEDS, LEAST_ENTITIES, LEAST_LIST = 14, 20, 3
"""The narrowest and lowest panes: Rich cannot draw a pane of no width."""


@dataclass(slots=True)
class ScreenState:
    """Widths in cells, the list's height in per cent."""

    feeds_width: int = 26
    entities_width: int = 0
    """0: what suits the width of the terminal."""
    list_height: int = 30
    measure: int = 0
    """0: what the configuration says."""
    theme: str = ""
    entities_open: bool = True
    entities_shown: str = "all"
    """Which kinds the pane of names and dates lists."""
    oldest_first: bool = False
    folded: tuple[str, ...] = ()


def load_state(path: Path) -> ScreenState:
    """The state as it was left; the defaults for whatever is missing or makes no sense."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ScreenState()
    state = ScreenState()
    if not isinstance(raw, dict):
        return state
    for field in fields(ScreenState):
        value = raw.get(field.name)
        if field.name == "folded":
            if isinstance(value, list):
                state.folded = tuple(item for item in value if isinstance(item, str))
        elif type(value) is type(getattr(state, field.name)):
            setattr(state, field.name, value)
    state.feeds_width = min(max(state.feeds_width, LEAST_FEEDS), 80)
    state.entities_width = min(max(state.entities_width, LEAST_ENTITIES), 80) if state.entities_width else 0
    state.list_height = min(max(state.list_height, 10), 80)
    return state


def save_state(path: Path, state: ScreenState) -> None:
    """Write the state, whole or not at all. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(asdict(state), indent=1) + "\n", encoding="utf-8")
    draft.replace(path)
