"""Programs in pseudo terminals, and how long they take to answer a key."""

from __future__ import annotations

import os
import pty
import re
import select
import statistics
import struct
import termios
import time
from collections.abc import Callable, Iterable
from fcntl import ioctl
from pathlib import Path

QUIET = 0.02
"""A frame is over when nothing more comes for this long; the preview of an article starts later than that."""

END_OF_FRAME = b"\x1b[?2026l"
"""A program that was told that the terminal knows frames closes each with this."""

REPEAT = 0.04
"""Seconds between two keys of one held down: 25 in a second."""

LONGEST_TEXT = 100
"""Bytes of a text that is waited for."""

WIDTH, HEIGHT = 160, 48


class Terminal:
    """The other end of a program's terminal."""

    def __init__(self, *command: str, **environment: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", **environment)
            os.execv(command[0], command)
        ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))

    def _read(self, patience: float) -> bytes:
        """What comes next; nothing where nothing comes in time, or the program has ended."""
        if not select.select([self.fd], [], [], patience)[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        if b"\x1b[?2026$p" in data:
            os.write(self.fd, b"\x1b[?2026;2$y")
        return data

    def until_quiet(self, *, first: float = 5.0, quiet: float = QUIET) -> float:
        """Read until nothing more comes; the time at which the last bytes came."""
        last, patience = time.perf_counter(), first
        while self._read(patience):
            last, patience = time.perf_counter(), quiet
        return last

    def until(self, text: str | bytes | re.Pattern[bytes], patience: float = 10.0) -> float:
        """Read until a text, or what a pattern fits, has been written in one piece; the time at which it came."""
        text = text.encode() if isinstance(text, str) else text
        wanted = re.compile(re.escape(text)) if isinstance(text, bytes) else text
        seen, deadline = b"", time.perf_counter() + patience
        while not wanted.search(seen):
            data = self._read(max(0.0, deadline - time.perf_counter()))
            if not data:
                raise TimeoutError(f"{text!r} never came")
            seen = seen[-LONGEST_TEXT:] + data
        return time.perf_counter()

    def send(self, keys: str) -> float:
        """Write keys; the time at which that was done."""
        start = time.perf_counter()
        os.write(self.fd, keys.encode())
        return start

    def press(self, keys: str, *, quiet: float = QUIET) -> float:
        """Milliseconds from a key to the last byte of what it painted."""
        start = self.send(keys)
        return (self.until_quiet(first=1.0, quiet=quiet) - start) * 1e3

    def press_for_frame(self, keys: str, *, quiet: float = 0.1) -> float:
        """Milliseconds from a key to the end of the first frame that it brings, after which all is let come to rest."""
        start = self.send(keys)
        taken = (self.until(END_OF_FRAME) - start) * 1e3
        self.until_quiet(first=quiet, quiet=quiet)
        return taken

    def press_for(self, keys: str, text: str | re.Pattern[bytes]) -> float:
        """Milliseconds from a key to a text that it brings; what else is painted meanwhile does not count.

        The next key may come after ``REPEAT``, as from a key that is held down.
        """
        start = self.send(keys)
        taken = (self.until(text) - start) * 1e3
        end = start + REPEAT
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return taken

    def memory(self) -> float:
        """Resident set, MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return round(int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024, 1)

    def leave(self, keys: str) -> None:
        """Press the way out and wait for the end."""
        self.send(keys)
        self.until_quiet(first=2)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def spread(taken: Iterable[float]) -> dict[str, float]:
    """p50 and p99 of some times."""
    ordered = sorted(taken)
    return {"p50": round(statistics.median(ordered), 1), "p99": round(ordered[int(len(ordered) * 0.99) - 1], 1)}


def repeated(times: int, act: Callable[[int], float]) -> dict[str, float]:
    return spread([act(number) for number in range(times)])
