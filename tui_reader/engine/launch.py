"""How a process of ours starts another one: the command line, and what the new one does first.

The working folder is never searched for modules: a file ``lxml.py`` lying in it must not become part of the reader.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import BinaryIO

import tui_reader

_BOOTSTRAP = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from importlib import import_module; sys.exit(import_module(sys.argv[2]).main(sys.argv[3:]))"
)
_PACKAGE_ROOT = str(Path(tui_reader.__file__).resolve().parent.parent)

BESIDE_A_SCREEN = 10
"""Niceness of the engine: a key gets the next turn of a core. Where a core is idle the engine loses nothing."""

PIPE_BYTES = 1024 * 1024
"""The most that Linux gives to anybody who asks. An ordinary answer then fits into the pipe, and a parser process is
done with it while the engine is at something else."""

_PR_SET_PDEATHSIG = 1
"""linux/prctl.h"""


def child_command(module: str, *arguments: str, python: str = sys.executable) -> list[str]:
    """The command that runs ``module.main(arguments)`` with our package importable. ``-P``: not from the folder."""
    return [python, "-P", "-c", _BOOTSTRAP, _PACKAGE_ROOT, module, *arguments]


def die_with_parent() -> None:
    """Ask Linux to kill this process when the one that started it ends; elsewhere the closed pipe must do."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes
    import signal

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def give_way() -> None:
    """Let this process, and those it starts, have what others leave of the processor, where the system knows that.

    Linux, sched(7): a batch process that wakes up does not push aside one that is at work.
    """
    with contextlib.suppress(OSError, AttributeError):
        os.nice(BESIDE_A_SCREEN)
    with contextlib.suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def limit_memory(limit: int) -> None:
    """Cap this process's address space (bytes) where the platform can; a lower cap already in force stays."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def take_stdin_and_stdout() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes for the protocol alone. What else reads or prints, in Python or C, meets the null device."""
    private_in = os.fdopen(os.dup(0), "rb", buffering=0)
    private_out = os.fdopen(os.dup(1), "wb", buffering=0)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(null, descriptor)
    os.close(null)
    return private_in, private_out


def widen(pipe: BinaryIO) -> None:
    """Let a pipe hold more than the usual 64 KiB, where the system can."""
    try:
        import fcntl
    except ImportError:
        return
    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
