"""The command line: one sub-command a file, the same services as the screen."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from tui_reader import __version__
from tui_reader.cli.diagnostics import Diagnostics, Exit
from tui_reader.cli.output import Output
from tui_reader.cli.session import Launch, Session
from tui_reader.config.paths import paths
from tui_reader.config.settings import LANGUAGES, load_settings
from tui_reader.i18n import _, set_language
from tui_reader.model.errors import ReaderError

COMMANDS = {
    "open": "reading",
    "demo": "demo",
    "add": "subscribing",
    "import": "subscribing",
    "remove": "subscribing",
    "refresh": "refreshing",
    "feeds": "listing",
    "list": "listing",
    "search": "listing",
    "mark": "marking",
    "undo": "marking",
    "show": "reading",
    "parse": "parsing",
    "entities": "entities",
    "dates": "dates",
    "export": "exporting",
    "paths": "housekeeping",
    "config": "housekeeping",
    "doctor": "housekeeping",
    "completions": "housekeeping",
}
"""Command → module of this package that defines it, in the order of the help."""


def run(argv: Sequence[str], *, launch_app: Callable[[Launch], int]) -> int:
    """Carry out a command line and return its exit code. Never lets a traceback through to a person.

    ``launch_app`` starts the screen; it is called only where stdin and stdout are a terminal.
    """
    talk = Diagnostics()
    with contextlib.suppress(AttributeError, ValueError):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        return _run(list(argv), launch_app, talk)
    except ReaderError as error:
        talk.say(f"reader: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        talk.say("reader: " + _("interrupted"))
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read stdout has enough; without this the interpreter complains when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FINE


def _run(argv: list[str], launch_app: Callable[[Launch], int], talk: Diagnostics) -> int:
    set_language(_early_language(argv))
    where = paths()
    settings = load_settings(where.settings_file)
    if settings.language != "auto" and not any(a.startswith("--lang") for a in argv):
        set_language(settings.language)
    arguments = build_parser(_wanted(argv)).parse_args(_with_command(argv))
    session = Session(where, settings, Output(), talk)
    launch = arguments.run(arguments, session)
    if not isinstance(launch, Launch):
        return int(launch)
    return launch_app(launch)


def at_a_terminal() -> bool:
    """Whether there is a screen to paint on: stdin and stdout are terminals, and not a dumb one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


def _early_language(argv: Sequence[str]) -> str:
    """The language has to be known before the parser's own texts are built."""
    for position, argument in enumerate(argv):
        if argument == "--lang" and position + 1 < len(argv):
            return argv[position + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return "auto"


def _wanted(argv: Sequence[str]) -> str | None:
    """The command named, so that only its module is imported; ``None`` where all are needed (help, completions)."""
    named = next((a for a in _with_command(list(argv)) if a in COMMANDS), None)
    return None if named in (None, "completions") else named


def _with_command(argv: list[str]) -> list[str]:
    """``reader FILE`` means ``reader open FILE``; ``reader`` alone opens the archive."""
    position = 0
    while position < len(argv):
        argument = argv[position]
        if argument == "--lang":
            position += 2
            continue
        if argument in ("-h", "--help", "--version") or argument in COMMANDS:
            return argv
        if argument == "-" or not argument.startswith("-"):
            break
        position += 1
    return [*argv[:position], "open", *argv[position:]]


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole grammar, or one command's part of it."""
    parser = argparse.ArgumentParser(
        prog="reader",
        description=_("A news reader for the terminal that finds the institutions and the key dates in every article."),
        epilog=_("Without a command it opens the archive, or the file, address or folder that is named."),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    parser.add_argument("--lang", choices=LANGUAGES, default="auto", help=_("language of the interface"))
    parser.add_argument("--linear", action="store_true", help=_("one pane at a time, for screen readers"))
    commands = parser.add_subparsers(metavar=_("COMMAND"), dest="command", required=True)
    for name, module in COMMANDS.items():
        if only is None or name == only:
            import_module(f"tui_reader.cli.{module}").add_parser(name, commands)
    return parser
