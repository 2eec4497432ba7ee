"""Arguments and inputs that several commands share."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TypeAlias

from tui_reader.i18n import _
from tui_reader.model.errors import FileError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

MAX_FILE_BYTES = 15 * 1024 * 1024
"""A local file larger than what would be taken from the network is no article."""


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))


def day(text: str) -> date:
    """An ISO 8601 day given on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no day like 2019-05-06").format(text=text)) from error


def read_source(source: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``.

    Raises ``FileError``: missing, not readable, a folder, too large.
    """
    if source == "-":
        body = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    else:
        try:
            with Path(source).open("rb") as stream:
                body = stream.read(MAX_FILE_BYTES + 1)
        except FileNotFoundError as error:
            raise FileError(f"{source} does not exist. Check the name.") from error
        except IsADirectoryError as error:
            raise FileError(f"{source} is a folder. Name a file in it, or add the folder with “reader add”.") from error
        except OSError as error:
            raise FileError(f"{source} cannot be read: {error.strerror}. Check its permissions.") from error
    if len(body) > MAX_FILE_BYTES:
        raise FileError(f"{source} is larger than {MAX_FILE_BYTES // 1024**2} MiB, which is no article.")
    return body
