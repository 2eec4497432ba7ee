"""The grammar of the command line: its commands in groups, its help, its errors, in both languages.

::

    main ── build_parser ──┬─ Parser (top level: grouped help, examples)
                           └─ a sub-parser a command, defined by the module of this package that carries it out
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import NoReturn

from tui_reader import __version__
from tui_reader.cli.arguments import HELP_COLUMNS
from tui_reader.cli.diagnostics import Exit
from tui_reader.config.settings import LANGUAGES
from tui_reader.i18n import N_, _, ngettext
from tui_reader.text.printable import printable

GROUPS: dict[str, dict[str, str]] = {
    N_("Reading"): {"open": "reading", "list": "listing", "show": "reading", "search": "listing", "demo": "demo"},
    N_("Feeds"): {
        "add": "subscribing",
        "import": "subscribing",
        "export": "exporting",
        "feeds": "listing",
        "refresh": "refreshing",
        "tune": "tuning",
        "remove": "subscribing",
    },
    N_("Marking"): {"mark": "marking", "undo": "marking"},
    N_("Institutions and dates"): {"entities": "entities", "entities import": "names", "dates": "dates"},
    N_("The program itself"): {
        "parse": "parsing",
        "paths": "housekeeping",
        "config": "housekeeping",
        "doctor": "housekeeping",
        "completions": "housekeeping",
    },
}
"""Title → command → module of this package that defines it, in the order of the help."""

COMMANDS = {name: module for group in GROUPS.values() for name, module in group.items()}

WITH_QUERY = frozenset({"list", "search", "dates", "export"})

_DASHED = "\0"
"""Stands before a word with a dash, so that argparse does not take it for an option; no argument can hold it."""

_ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
)
"""What argparse says by itself."""


class Parser(argparse.ArgumentParser):
    """argparse in the language of the interface. Options are never abbreviated, so that new ones break no script."""

    def __init__(self, **options: object) -> None:
        _translate_argparse()
        super().__init__(**{"allow_abbrev": False, **options})  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """One sentence with what to do, instead of the whole usage."""
        more = _("“{command} --help” shows how it is used.").format(command=self.prog)
        self.exit(Exit.USAGE, printable(f"reader: {message.rstrip('.')}. {more}\n"))


class _TopParser(Parser):
    """Its help shows the commands by what they are for."""

    def format_help(self) -> str:
        options = argparse.RawDescriptionHelpFormatter(self.prog)
        options.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        options.add_text(self.description)
        for group, named in _named_groups(self):
            options.start_section(_("{title}:").format(title=group).removesuffix(":"))
            for name, summary in named:
                options.add_argument(_Line(name, summary))
            options.end_section()
        options.start_section(_("options"))
        options.add_arguments([action for action in self._actions if action.option_strings])
        options.end_section()
        options.add_text(self.epilog)
        return options.format_help()


class _Line(argparse.Action):
    """A command as a line of the help."""

    def __init__(self, name: str, summary: str) -> None:
        super().__init__([], "", metavar=name, help=summary)

    def __call__(self, *_given: object) -> None:
        """Nothing: it is only shown."""


def _named_groups(parser: argparse.ArgumentParser) -> list[tuple[str, list[tuple[str, str]]]]:
    """The commands of the parser with their summaries, by group."""
    [commands] = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    summaries = {shown.dest: shown.help or "" for shown in commands._choices_actions}
    named = [(_(group), [(n, summaries[n]) for n in names if n in summaries]) for group, names in GROUPS.items()]
    return [(group, lines) for group, lines in named if lines]


def build_parser(names: Iterable[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """The grammar of these commands; only their modules are imported."""
    parser = _TopParser(
        prog="reader",
        usage=_("reader [COMMAND | FILE | URL | FOLDER | -] [OPTIONS]"),
        description=textwrap.fill(
            _("A news reader for the terminal that finds the institutions and key dates in every article."),
            HELP_COLUMNS,
        ),
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"reader {__version__}", help=_("show the version and exit")
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="auto", help=_("language of the interface"))
    parser.add_argument("--linear", action="store_true", help=_("one pane at a time, for screen readers"))
    parser.set_defaults(needs_settings=True)
    commands = parser.add_subparsers(
        prog="reader", metavar=_("COMMAND"), dest="command", required=True, parser_class=Parser
    )
    for name in names:
        import_module(f"tui_reader.cli.{COMMANDS[name]}").add_parser(name, commands)
    return parser


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """What a command line means; ends the process (``SystemExit``) for help, version and what cannot be understood.

    The words of a query may stand between options and may begin with a dash: ``reader list -is:read --limit 5 école``.
    """
    words = with_command(argv)
    command = next((word for word in words if word in COMMANDS), "")
    if command in WITH_QUERY:
        words = [_DASHED + word if _is_excluded(word) else word for word in words]
    parser = build_parser((command,) if command else COMMANDS)
    arguments, left = parser.parse_known_args(words)
    if command in WITH_QUERY and not any(word.startswith("-") for word in left):
        arguments.query = [word.removeprefix(_DASHED) for word in (*arguments.query, *left)]
    elif left:
        parser.prog = f"reader {command}" if command in argv else "reader"
        parser.error(_("unrecognized arguments: %s") % " ".join(left))
    return arguments


def _is_excluded(word: str) -> bool:
    """``-word``, ``-is:read``: a word of a query, not an option."""
    return len(word) > 1 and word[0] == "-" and word[1] != "-" and word != "-h"


def with_command(argv: Sequence[str]) -> list[str]:
    """``reader FILE`` means ``reader open FILE``; ``reader`` alone opens the archive.

    ``entities import`` is one command to argparse. Options of the top level go in front, wherever they were written.
    ``reader help COMMAND`` is ``reader COMMAND --help``.
    """
    argv = _general_first(argv)
    position = 0
    while position < len(argv):
        argument = argv[position]
        if argument in ("-h", "--help", "--version"):
            return list(argv)
        if argument == "help" and not Path(argument).exists():
            return with_command([*argv[:position], *argv[position + 1 :], "--help"])
        if " ".join(argv[position : position + 2]) in COMMANDS:
            return [*argv[:position], " ".join(argv[position : position + 2]), *argv[position + 2 :]]
        if argument in COMMANDS:
            return list(argv)
        if argument in ("-", "--") or not argument.startswith("-"):
            break
        position += 2 if argument == "--lang" else 1
    return [*argv[:position], "open", *argv[position:]]


def _general_first(argv: Sequence[str]) -> list[str]:
    """``reader list --lang fr`` is ``reader --lang fr list``; what stands behind ``--`` is no option."""
    end = argv.index("--") if "--" in argv else len(argv)
    general: list[str] = []
    others: list[str] = []
    words = iter(argv[:end])
    for word in words:
        if word == "--linear" or word.startswith("--lang="):
            general.append(word)
        elif word == "--lang":
            general += [word, *islice(words, 1)]
        else:
            others.append(word)
    return [*general, *others, *argv[end:]]


def _epilog() -> str:
    examples = [
        ("reader demo", _("look around, nothing is kept")),
        ("reader add www.example.org", _("subscribe to the feed of a site")),
        ("reader refresh", _("check the feeds")),
        ("reader", _("open the archive")),
        ("reader search école after:2024", _("search everything that was ever fetched")),
        ("reader article.html", _("open one file, with what it names")),
    ]
    lines = [_("examples:"), *(f"  {line:31} {meaning}" for line, meaning in examples)]
    closing = (
        _("Without a command it opens the archive, or the file, address or folder that is named."),
        _("Without a terminal it prints. “reader COMMAND --help” explains a command."),
        _("Exit codes: 0 fine, 1 some sources failed, 2 usage, 3 configuration or archive, 130 interrupted."),
    )
    return "\n".join([*lines, "", *(textwrap.fill(line, HELP_COLUMNS) for line in closing)])


def _translate_argparse() -> None:
    """argparse asks gettext, which reads compiled catalogues; ours is none. It looks these two names up at each use."""
    vars(argparse).update(_=_, ngettext=ngettext)
