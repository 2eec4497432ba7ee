"""How commands are defined, and the arguments and inputs that several of them share."""

from __future__ import annotations

import argparse
import calendar
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeAlias

from tui_reader.i18n import _
from tui_reader.model.errors import FileError, NotAFeed, ParseError, UsageError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

MAX_FILE_BYTES = 15 * 1024 * 1024
"""A local file larger than what would be taken from the network is no article."""

FILES = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
"""What shtab calls the completion of file names; named here so that only ``reader completions`` imports shtab."""

HELP_COLUMNS = 78
"""Of the running text in a help page; what stands in columns is argparse's to lay out."""

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def new_command(
    commands: Commands, name: str, summary: str, description: str = "", *, examples: Sequence[tuple[str, str]]
) -> argparse.ArgumentParser:
    """A command with its help. ``examples``: (command line, what it does) pairs; each one works as it stands."""
    taught = [_("examples:")]
    for line, meaning in examples:
        taught += [f"  {line}", textwrap.indent(textwrap.fill(meaning, HELP_COLUMNS - 6), " " * 6)]
    text = description or f"{summary[:1].upper()}{summary[1:]}."
    return commands.add_parser(
        name,
        help=summary,
        description="\n".join(textwrap.fill(line, HELP_COLUMNS) for line in text.split("\n")),
        epilog="\n".join(taught),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))


def add_files(parser: argparse.ArgumentParser, name: str, *, nargs: str | int | None, metavar: str, help: str) -> None:
    """A positional argument for which shells offer file names."""
    argument = parser.add_argument(name, nargs=nargs, metavar=metavar, help=help)
    argument.complete = FILES  # type: ignore[attr-defined]  # shtab looks for this attribute


def positive(text: str) -> int:
    """A whole number of at least 1."""
    if not text.isascii() or not text.isdecimal() or not 1 <= len(text) <= 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(_("“{text}” is no whole number of at least 1").format(text=text))
    return int(text)


def day(text: str) -> date:
    """An ISO 8601 day given on the command line."""
    return _bound(text, last=False, coarse=False)


def first_day(text: str) -> date:
    """The first day of a day, month or year: ``2019-05-06``, ``2019-05``, ``2019``."""
    return _bound(text, last=False, coarse=True)


def last_day(text: str) -> date:
    """The last day of one."""
    return _bound(text, last=True, coarse=True)


def _bound(text: str, *, last: bool, coarse: bool) -> date:
    wrong = _("“{text}” is no day like 2019-05-06, nor a month like 2019-05 or a year like 2019")
    if not coarse:
        wrong = _("“{text}” is no day like 2019-05-06")
    found = _DAY.fullmatch(text)
    try:
        if found is None or not (coarse or found["day"]):
            raise ValueError(text)
        year = int(found["year"])
        month = int(found["month"] or (12 if last else 1))
        number = int(found["day"] or (calendar.monthrange(year, month)[1] if last else 1))
        return date(year, month, number)
    except ValueError as error:  # calendar's error for a thirteenth month is one, too
        raise argparse.ArgumentTypeError(wrong.format(text=text)) from error


def source_name(source: str) -> str:
    """What a person calls it."""
    return _("standard input") if source == "-" else source


def read_source(source: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``; pipes are read to their end.

    Raises ``FileError``: missing, not readable, a folder, too large; ``UsageError`` where the name is empty.
    """
    if not source:
        raise UsageError(_("The name of the file is empty; name a file, or - for standard input."))
    try:
        if source == "-":
            body = standard_input().read(MAX_FILE_BYTES + 1)
        else:
            with Path(source).open("rb") as stream:
                body = stream.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise unreadable(source, error) from error
    if len(body) > MAX_FILE_BYTES:
        message = _("{file} is larger than {size} MiB; that is more than is read.")
        raise FileError(message.format(file=source_name(source), size=MAX_FILE_BYTES // 1024**2))
    return body


def standard_input() -> BinaryIO:
    """The bytes of standard input. Raises ``UsageError`` where it is closed."""
    if sys.stdin is None:
        raise UsageError(_("There is no standard input to read."))
    return sys.stdin.buffer


@contextmanager
def naming(source: str) -> Iterator[None]:
    """A parser knows bytes, not where they came from: what it says of them is said of ``source``."""
    try:
        yield
    except (NotAFeed, ParseError) as error:
        name = source_name(source)
        if name in str(error):
            raise
        raise type(error)(f"{name}: {error}") from error


def unreadable(source: str, error: OSError | ValueError) -> FileError:
    """Why a file cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return FileError(_("{file} does not exist; check the name.").format(file=source))
    if isinstance(error, IsADirectoryError):
        message = _("{file} is a folder; name a file in it, or add the folder with “reader add”.")
        return FileError(message.format(file=source))
    if isinstance(error, PermissionError):
        return FileError(_("{file} may not be read; check its permissions.").format(file=source))
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileError(
        _("{file} cannot be read ({reason}); check the name and the disk.").format(file=source, reason=reason)
    )
