"""Local files and folders as sources: which count, how they are read, and why one does not.

A ``file:`` URI is how the store names them. Only regular files are ever opened: opening a pipe would wait for ever.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tui_reader.i18n import _
from tui_reader.model.errors import FileError
from tui_reader.model.values import dataclass

MAX_BYTES = 15 * 1024 * 1024
"""The same cap as for what comes over the network."""

MAX_FILES = 20_000
"""Article files in one folder. More is a disk, not a folder of articles."""

ARTICLE_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """An article file in a folder. ``signature`` changes when the file is written."""

    path: Path
    name: str
    """Relative to the folder, with ``/``: its identity."""
    signature: str


@dataclass(slots=True)
class FolderScan:
    files: list[FoundFile] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """(path, reason) pairs."""


def path_of(url: str) -> Path:
    """The path that a ``file:`` URI names."""
    parts = urlsplit(url)
    return Path(url2pathname(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path))


def is_local(url: str) -> bool:
    return url.startswith("file:")


def read_file(path: Path) -> bytes:
    """The bytes of a regular file of at most ``MAX_BYTES``.

    Raises ``FileError`` saying what is wrong with it.
    """
    try:
        _checked(path, path.stat())
        return path.read_bytes()
    except OSError as error:
        raise FileError(_unreadable(path, error)) from error


def scan_folder(folder: Path) -> FolderScan:
    """The article files below a folder, by name. Hidden ones are left out; links to folders are not followed.

    Raises ``FileError`` where the folder itself cannot be read.
    """
    scan = FolderScan()
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise FileError(_unreadable(folder, error)) from error
    for path in _article_paths(folder, scan):
        if len(scan.files) == MAX_FILES:
            reason = _("only the first {count} files of a folder are kept as articles").format(count=MAX_FILES)
            scan.skipped.append((str(folder), reason))
            break
        try:
            status = path.stat()
            _checked(path, status)
        except OSError as error:
            scan.skipped.append((str(path), _unreadable(path, error)))
        except FileError as error:
            scan.skipped.append((str(path), str(error)))
        else:
            signature = f"{status.st_mtime_ns:x}-{status.st_size:x}-{status.st_ino:x}"
            scan.files.append(FoundFile(path, path.relative_to(folder).as_posix(), signature))
    return scan


def _article_paths(folder: Path, scan: FolderScan) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        scan.skipped.append((str(error.filename), _unreadable(Path(error.filename), error)))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in ARTICLE_SUFFIXES:
                yield Path(root, name)


def _checked(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileError(_("{path} is a folder where a file was expected.").format(path=path))
    if not stat.S_ISREG(status.st_mode):
        raise FileError(_("{path} is no regular file.").format(path=path))
    if status.st_size > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise FileError(_("{path} is larger than {limit} MiB.").format(path=path, limit=limit))


def _unreadable(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("{path} does not exist (any more).").format(path=path)
    if isinstance(error, PermissionError):
        return _("{path} may not be read; check its permissions.").format(path=path)
    return _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror or error)
