"""A parser process: takes a job frame, answers with a frame, until its pipe closes.

It handles hostile bytes, so it is the one that may be killed: by the engine after the deadline, by itself when the
engine is gone, by the memory cap. Nothing that it holds is worth keeping.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence

from tui_reader.engine.frames import pack, read_frame_blocking, unpack, write_blocking
from tui_reader.engine.launch import die_with_parent, limit_memory, take_stdin_and_stdout, widen
from tui_reader.i18n import set_language
from tui_reader.model.errors import SourceError
from tui_reader.services.jobs import OUT_OF_MEMORY, PARSER_BUG, JobFailed

MEMORY_LIMIT = 1024 * 1024 * 1024
"""Bytes of address space: ten times what a 15 MiB feed needs."""

ALARM_SECONDS = 30
"""A job still running after three deadlines means that no engine is left to end it."""

Perform = Callable[[object], object]


def main(arguments: Sequence[str] = ()) -> int:
    """Serve jobs on stdin and stdout. The argument is the language to explain failures in."""
    from tui_reader.services.digest import perform

    set_language(arguments[0] if arguments else "auto")
    return serve(perform)  # type: ignore[arg-type]


def serve(perform: Perform) -> int:
    """Serve with any function of a job: tests pass one that misbehaves."""
    die_with_parent()
    limit_memory(MEMORY_LIMIT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = take_stdin_and_stdout()
    widen(answers)
    with requests, answers:
        while (payload := read_frame_blocking(requests)) is not None:
            _set_alarm(ALARM_SECONDS)
            frame, sound = _answer(perform, payload)
            _set_alarm(0)
            write_blocking(answers, frame)
            if not sound:
                return 1
    return 0


def _answer(perform: Perform, payload: bytes) -> tuple[bytes, bool]:
    """The answer's frame, and whether this process can be trusted with another job."""
    try:
        return pack(perform(unpack(payload))), True
    except SourceError as error:
        return pack(JobFailed.of(error)), True
    except MemoryError:
        return pack(JobFailed(OUT_OF_MEMORY, "")), False
    except Exception as error:  # the isolation boundary: whatever a parser raises belongs to this job alone
        return pack(JobFailed(PARSER_BUG, f"{type(error).__name__}: {error}"[:500])), True


def _set_alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
