"""``reader entities import``: the names of institutions that a person brings."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tui_reader.cli.arguments import Commands, add_files, add_json, new_command, unreadable
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _, ngettext
from tui_reader.model.errors import FileError
from tui_reader.model.mentions import Institution

PROGRESS_EVERY = 1000
"""Names between two words of progress."""


def add_parser(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("bring names of institutions to recognise"),
        _(
            "Bring names of institutions that recognition then knows: a ROR dump (https://ror.org, JSON of schema 1 or"
            " 2, also zipped), a table (CSV or TSV with columns name, acronym, aliases, kind, country), or a list with"
            " a name a line, like “Institut Pascal (IP)”. They replace the names imported before."
        ),
        examples=(
            ("reader entities import names.csv", _("a table of your own")),
            ("reader entities import ror-data.zip", _("all research organisations of the world")),
        ),
    )
    add_files(parser, "file", nargs=None, metavar=_("FILE"), help=_("the names"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    from tui_reader.entities.brought import name_format, read_names
    from tui_reader.storage.gazetteer import write_gazetteer
    from tui_reader.text.offsets import fold

    path = Path(arguments.file)
    try:
        path.open("rb").close()
    except OSError as error:
        raise unreadable(arguments.file, error) from error
    kind = name_format(path)
    names = _some(read_names(path), path)
    count = write_gazetteer(session.paths.gazetteer, _counted(names, session), fold=fold)
    session.talk.done()
    if arguments.json:
        session.out.json({"file": arguments.file, "format": kind, "institutions": count})
    else:
        said = ngettext(
            "{count} institution imported ({format}); it replaces those imported before.",
            "{count} institutions imported ({format}); they replace those imported before.",
            count,
        )
        session.out.line(said.format(count=count, format=kind))
        session.talk.hint(_("Articles of the archive are looked through again in the background."))
    return Exit.FINE


def _some(names: Iterator[Institution], path: Path) -> Iterator[Institution]:
    """The names; a file without any replaces nothing. Raises ``FileError``."""
    first = next(names, None)
    if first is None:
        raise FileError(_("{file} holds no names of institutions; nothing was changed.").format(file=path))
    return chain((first,), names)


def _counted(names: Iterator[Institution], session: Session) -> Iterator[Institution]:
    for number, name in enumerate(names, start=1):
        if number % PROGRESS_EVERY == 0:
            session.talk.progress(f"{number}  {name.name}")
        yield name
