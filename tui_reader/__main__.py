"""Where the command line and the screen meet: ``reader``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.cli.session import Launch

INTERRUPTED = 130


def main() -> int:
    """Run the command line; the screen is imported only when a person at a terminal asked for it."""
    try:
        from tui_reader.cli.main import run

        return run(sys.argv[1:], launch_app=_launch)
    except KeyboardInterrupt:  # before the command line could say so
        return INTERRUPTED


def _launch(launch: Launch) -> int:
    from tui_reader.ui.collector import uncollected

    with uncollected():
        from tui_reader.ui.app import run

        return run(launch.paths, launch.settings, open_input=launch.open_input, linear=launch.linear, demo=launch.demo)


if __name__ == "__main__":
    sys.exit(main())
