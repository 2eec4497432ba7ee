"""``reader paths``, ``config``, ``doctor`` and ``completions``."""

from __future__ import annotations

import argparse
from dataclasses import fields

from tui_reader.cli.arguments import Commands, add_json
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.config.settings import EXAMPLE
from tui_reader.i18n import _


def add_parser(name: str, commands: Commands) -> None:
    if name == "paths":
        parser = commands.add_parser(name, help=_("print where things are kept"))
        parser.set_defaults(run=run_paths)
    elif name == "config":
        parser = commands.add_parser(name, help=_("print the configuration in force"))
        parser.add_argument("--example", action="store_true", help=_("print a file of all defaults, with comments"))
        parser.set_defaults(run=run_config)
    elif name == "doctor":
        parser = commands.add_parser(name, help=_("check the archive, the feeds and the surroundings"))
        parser.add_argument("--compact", action="store_true", help=_("also give free space back to the disk"))
        parser.set_defaults(run=run_doctor)
    else:
        parser = commands.add_parser(name, help=_("print completions for a shell"))
        parser.add_argument("shell", choices=("bash", "zsh", "tcsh"))
        parser.set_defaults(run=run_completions)
        return
    add_json(parser)


def run_paths(arguments: argparse.Namespace, session: Session) -> int:
    where = session.paths
    found = {
        "config": str(where.settings_file),
        "institutions": str(where.corrections_file),
        "store": str(where.store),
        "names": str(where.gazetteer),
        "screen": str(where.ui_state_file),
        "log": str(where.log_file),
        "cache": str(where.cache_dir),
    }
    if arguments.json:
        session.out.json(found)
    else:
        session.out.lines(f"{name:14}{path}" for name, path in found.items())
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
        session.out.lines(f"{name:18}{value}" for name, value in values.items())
    return Exit.FINE


def run_doctor(arguments: argparse.Namespace, session: Session) -> int:
    from tui_reader.services.doctor import examine

    findings = examine(session.paths, compact=arguments.compact)
    if arguments.json:
        session.out.json([{"topic": f.topic, "ok": f.ok, "finding": f.finding} for f in findings])
    else:
        session.out.lines(f"{'  ' if f.ok else '! '}{f.topic:14}{f.finding}" for f in findings)
    return Exit.FINE if all(f.ok for f in findings if f.topic == "store") else Exit.STORE


def run_completions(arguments: argparse.Namespace, session: Session) -> int:
    import shtab

    from tui_reader.cli.main import build_parser

    session.out.raw(shtab.complete(build_parser(), shell=arguments.shell) + "\n")
    return Exit.FINE
