"""Opening addresses outside: only those a browser or a mail program should see, never through a shell."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

SCHEMES = ("http", "https", "mailto")

_PLAIN = re.compile(r'(?:https?://[!"$-.0->@-Z\\^-~]|mailto:)[!-Z\\^-~]*', re.IGNORECASE)
"""Most addresses: those in ASCII that name a host which is not written in brackets. An article may have thousands."""


def may_open(address: str) -> bool:
    """True of web and mail addresses without blanks or control characters."""
    if _PLAIN.fullmatch(address):
        return True
    if not address or any(c.isspace() or not c.isprintable() for c in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or parts.scheme.lower() == "mailto")


def open_address(address: str, browser: str = "") -> bool:
    """Hand an address to the browser, as one argument. False where it may not be opened or nothing can open it."""
    if not may_open(address):
        return False
    import shlex

    return _start(shlex.split(browser) if browser else _system_opener(), address)


def open_file(path: Path) -> bool:
    """Hand a file of ours to the system, which knows a program for it. False where it is gone or nothing opens it."""
    return path.is_file() and _start(_system_opener(), str(path))


def _start(command: list[str], what: str) -> bool:
    if not command:
        return False
    try:
        subprocess.Popen(
            [*command, what],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _system_opener() -> list[str]:
    if sys.platform == "darwin":
        return ["open"]
    for candidate in ("xdg-open", "sensible-browser", "x-www-browser", "www-browser", "explorer.exe"):
        if found := shutil.which(candidate):
            return [found]
    return []
