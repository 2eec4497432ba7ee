"""``reader mark`` and ``reader undo``: the state of articles."""

from __future__ import annotations

import argparse

from tui_reader.cli.arguments import Commands
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _, ngettext
from tui_reader.model.articles import ArticleId


def add_parser(name: str, commands: Commands) -> None:
    if name == "undo":
        parser = commands.add_parser(name, help=_("take back what was done last: marks, removals, moves"))
        parser.add_argument("--redo", action="store_true", help=_("do again what was taken back last"))
        parser.set_defaults(run=run_undo)
        return
    parser = commands.add_parser(
        name,
        help=_("mark articles read, unread, starred or not"),
        description=_("Mark articles. When the command has ended, the marks are on the disk."),
    )
    which = parser.add_mutually_exclusive_group(required=True)
    for flag in ("--read", "--unread", "--star", "--unstar"):
        which.add_argument(flag, dest="mark", action="store_const", const=flag[2:])
    parser.add_argument("ids", nargs="+", type=int, metavar="ID")
    parser.set_defaults(run=run_mark)


def run_mark(arguments: argparse.Namespace, session: Session) -> int:
    ids = [ArticleId(number) for number in arguments.ids]
    with session.library() as library:
        for number in ids:
            library.article(number)
        if arguments.mark in ("read", "unread"):
            library.set_read(ids, arguments.mark == "read")
        else:
            library.set_starred(ids, arguments.mark == "star")
    return Exit.FINE


def run_undo(arguments: argparse.Namespace, session: Session) -> int:
    with session.library() as library:
        done = library.redo() if arguments.redo else library.undo()
    if done is None:
        session.talk.say(_("There is nothing to take back."))
    else:
        count = ngettext("{count} item", "{count} items", done.count).format(count=done.count)
        session.talk.say(f"{'redo' if arguments.redo else 'undo'}: {done.action}, {count}")
    return Exit.FINE
