"""Where the command line and the screen meet: ``reader``."""

from __future__ import annotations

import sys

from tui_reader.cli.main import Launch, run


def main() -> int:
    """Run the command line; the screen is imported only when a person at a terminal asked for it."""
    return run(sys.argv[1:], launch_app=_launch)


def _launch(launch: Launch) -> int:
    from tui_reader.ui import app

    return app.run(launch.paths, launch.settings, open_input=launch.open_input, linear=launch.linear, demo=launch.demo)


if __name__ == "__main__":
    sys.exit(main())
