"""``reader paths``, ``config``, ``doctor`` and ``completions``."""

from __future__ import annotations

import argparse
import math
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Commands, add_json, new_command
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.config.settings import EXAMPLE
from tui_reader.i18n import _, ngettext
from tui_reader.model.events import ArticlesRecognised, Event

if TYPE_CHECKING:
    from tui_reader.services.doctor import Finding

SHELLS = ("bash", "zsh", "tcsh")


def add_parser(name: str, commands: Commands) -> None:
    {"paths": _add_paths, "config": _add_config, "doctor": _add_doctor, "completions": _add_completions}[name](
        name, commands
    )


def _add_paths(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("print where things are kept"),
        _("Print where things are kept. XDG_CONFIG_HOME, XDG_DATA_HOME and the like say otherwise."),
        examples=(("reader paths", _("every file and folder")), ("reader paths --json", _("for a script"))),
    )
    add_json(parser)
    parser.set_defaults(run=run_paths, needs_settings=False)


def _add_config(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("print the configuration in force"),
        _("Print the configuration in force. “reader paths” says where its file is."),
        examples=(
            ("reader config", _("the values in force")),
            ("reader config --example > config.toml", _("a file to start from")),
        ),
    )
    parser.add_argument("--example", action="store_true", help=_("print a file of all defaults, with comments"))
    add_json(parser)
    parser.set_defaults(run=run_config)


def _add_doctor(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("check the archive, the feeds and the surroundings"),
        _("Check the archive, the feeds and the surroundings. Lines with ! say what to do."),
        examples=(
            ("reader doctor", _("everything")),
            ("reader doctor --compact", _("and give free space back to the disk")),
            ("reader doctor --reindex --recognise", _("work out anew all that is worked out")),
        ),
    )
    parser.add_argument("--compact", action="store_true", help=_("also give free space back to the disk"))
    parser.add_argument("--reindex", action="store_true", help=_("first make the search index anew"))
    parser.add_argument("--recognise", action="store_true", help=_("first look for names and dates anew everywhere"))
    add_json(parser)
    parser.set_defaults(run=run_doctor, needs_settings=False)


def _add_completions(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("print completions for a shell"),
        _("Print completions of commands, options and file names for a shell."),
        examples=(
            ('eval "$(reader completions bash)"', _("in ~/.bashrc")),
            ("reader completions zsh > _reader", _("into a folder of zsh's fpath")),
        ),
    )
    parser.add_argument("shell", choices=SHELLS, help=_("which shell"))
    parser.set_defaults(run=run_completions, needs_settings=False)


def run_paths(arguments: argparse.Namespace, session: Session) -> int:
    where = session.paths
    found = {
        "config": (_("configuration"), where.settings_file),
        "institutions": (_("corrections"), where.corrections_file),
        "store": (_("archive"), where.store),
        "names": (_("imported names"), where.gazetteer),
        "images": (_("images"), where.images),
        "screen": (_("screen"), where.ui_state_file),
        "log": (_("log"), where.log_file),
        "cache": (_("cache"), where.cache_dir),
    }
    if arguments.json:
        session.out.json({name: str(path) for name, (_title, path) in found.items()})
    else:
        session.out.lines(f"{title:18}{path}" for title, path in found.values())
    return Exit.FINE


def run_config(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.example:
        session.out.raw(EXAMPLE)
        return Exit.FINE
    values = {f.name: getattr(session.settings, f.name) for f in fields(session.settings)}
    values["keys"] = dict(session.settings.keys)
    if arguments.json:
        session.out.json(values)
    else:
        session.out.lines(f"{name:18}{_shown(value)}" for name, value in values.items())
    return Exit.FINE


def _shown(value: object) -> str:
    """As it is written in the file."""
    if isinstance(value, dict):
        return ", ".join(f"{action} = {keys}" for action, keys in value.items()) or "{}"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value).replace("'", '"')


def run_doctor(arguments: argparse.Namespace, session: Session) -> int:
    from tui_reader.services.doctor import examine

    if arguments.reindex or arguments.recognise:
        _start_over(session, index=arguments.reindex, recognition=arguments.recognise)
    findings = []
    for finding in examine(session.paths, session.screen.check, compact=arguments.compact):
        findings.append(finding)
        if not arguments.json:
            session.out.lines(_finding_lines(finding, session.out.width))
    if arguments.json:
        session.out.json([{"topic": f.topic, "ok": f.ok, "finding": f.finding} for f in findings])
    wrong = {finding.topic for finding in findings if not finding.ok}
    return Exit.STORE if wrong & {"store", "configuration", "folders"} else Exit.FINE


def _start_over(session: Session, *, index: bool, recognition: bool) -> None:
    """However long it takes; interrupted, the rest follows in the background."""
    from tui_reader.cli.engine import with_engine
    from tui_reader.services.doctor import start_over

    def show(event: Event) -> None:
        if isinstance(event, ArticlesRecognised):
            left = ngettext("{count} article to catch up with", "{count} articles to catch up with", event.remaining)
            session.talk.progress(left.format(count=event.remaining))

    start_over(session.paths, index=index, recognition=recognition)
    session.talk.progress(_("Making the search index …"))
    try:
        with_engine(session, lambda engine: engine.catch_up(seconds=math.inf), on_event=show)
    finally:
        session.talk.done()


def _finding_lines(finding: Finding, width: int | None) -> Iterator[str]:
    """Wrapped on a terminal, the finding beside its topic."""
    lead = f"{' ' if finding.ok else '!'} {_topic(finding.topic):18}"
    room = max(20, width - len(lead)) if width else sys.maxsize
    for line in textwrap.wrap(finding.finding, room, break_long_words=False, break_on_hyphens=False):
        yield lead + line
        lead = " " * len(lead)


def _topic(topic: str) -> str:
    return {
        "program": _("program"),
        "configuration": _("configuration"),
        "store": _("archive"),
        "schema": _("schema"),
        "size": _("size"),
        "space": _("space"),
        "articles": _("content"),
        "images": _("images"),
        "search": _("full-text search"),
        "recognition": _("recognition"),
        "feeds": _("feeds"),
        "folders": _("folders"),
        "libraries": _("libraries"),
        "terminal": _("terminal"),
        "locale": _("locale"),
    }[topic]


def run_completions(arguments: argparse.Namespace, session: Session) -> int:
    import shtab

    from tui_reader.cli.grammar import COMMANDS, build_parser

    single_words = build_parser(name for name in COMMANDS if " " not in name)
    session.out.raw(shtab.complete(single_words, shell=arguments.shell) + "\n")
    return Exit.FINE
