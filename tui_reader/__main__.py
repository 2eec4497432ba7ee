"""Where the command line and the screen meet: ``reader``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.cli.session import Launch
    from tui_reader.config.settings import Settings

INTERRUPTED = 130


def main() -> int:
    """Run the command line; the screen is imported only when a person at a terminal asked for it."""
    try:
        from tui_reader.cli.main import Screen, run

        return run(sys.argv[1:], Screen(_launch, _check))
    except KeyboardInterrupt:  # before the command line could say so
        return INTERRUPTED


def _launch(launch: Launch) -> int:
    from tui_reader.ui.collector import uncollected

    with uncollected():
        from tui_reader.ui.app import run

        return run(launch.paths, launch.settings, open_input=launch.open_input, linear=launch.linear, demo=launch.demo)


def _check(settings: Settings) -> None:
    from tui_reader.ui.keymap import make_keymap

    make_keymap(settings.preset, settings.keys)


if __name__ == "__main__":
    sys.exit(main())
