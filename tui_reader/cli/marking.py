"""``reader mark`` and ``reader undo``: the state of articles."""

from __future__ import annotations

import argparse

from tui_reader.cli.arguments import Commands, new_command, positive
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.i18n.values import undone_phrase
from tui_reader.model.articles import ArticleId


def add_parser(name: str, commands: Commands) -> None:
    if name == "undo":
        parser = new_command(
            commands,
            name,
            _("take back what was done last: marks, removals, moves, settings of feeds"),
            _(
                "Take back what was done last, here or on the screen: marks, removals, moves, settings of feeds. "
                "Call it again for more."
            ),
            examples=(("reader undo", _("the last thing done")), ("reader undo --redo", _("do it again after all"))),
        )
        parser.add_argument("--redo", action="store_true", help=_("do again what was taken back last"))
        parser.set_defaults(run=run_undo)
        return
    parser = new_command(
        commands,
        name,
        _("mark articles read, unread, starred or not"),
        _("Mark articles. When the command has ended, the marks are on the disk."),
        examples=(
            ("reader mark --read 1 2", _("two articles, by their numbers in “reader list”")),
            ("reader mark --star 1", _("keep one at hand: “reader list is:starred”")),
        ),
    )
    which = parser.add_mutually_exclusive_group(required=True)
    for flag, meaning in (
        ("--read", _("they are read")),
        ("--unread", _("they are not")),
        ("--star", _("they get a star")),
        ("--unstar", _("they lose their star")),
    ):
        which.add_argument(flag, dest="mark", action="store_const", const=flag[2:], help=meaning)
    parser.add_argument("ids", nargs="+", type=positive, metavar="ID", help=_("numbers from “reader list”"))
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
        nothing = _("Nothing to do again.") if arguments.redo else _("Nothing to undo.")
        session.talk.say(nothing)
    else:
        frame = _("Done again: {what}.") if arguments.redo else _("Undone: {what}.")
        session.talk.say(frame.format(what=undone_phrase(done)))
    return Exit.FINE
