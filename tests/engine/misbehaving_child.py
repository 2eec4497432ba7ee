"""A parser process whose parser does what the job's source names. Run as a script by the tests of the pool."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from tui_reader.engine.parser_child import serve
from tui_reader.model.errors import NotAFeed
from tui_reader.services.jobs import Digest, DigestJob


class Sneaky:
    """Pickles as a call of ``os.getpid``."""

    def __reduce__(self):
        return os.getpid, ()


def hang():
    threading.Event().wait()


def eat_memory():
    hoard = []
    while True:
        hoard.append(bytearray(64 * 1024 * 1024))


def fail():
    raise ValueError("a bug of the parser's own")


def recurse():
    recurse()


def say_no():
    raise NotAFeed("This is a recipe, no feed.")


def crash():
    os.kill(os.getpid(), signal.SIGKILL)


def chatter():
    print("a stray print")
    os.write(1, b"and one below Python\n")
    sys.stdout.flush()
    return Digest(title="still sound")


DEEDS = {
    "hang": hang,
    "memory": eat_memory,
    "fail": fail,
    "recurse": recurse,
    "no": say_no,
    "crash": crash,
    "chatter": chatter,
    "sneak": Sneaky,
    "number": lambda: 42,
}


def perform(job: DigestJob) -> object:
    if job.source.startswith("/"):
        with Path(job.source).open(encoding="utf-8") as pipe:  # named, and opened once somebody writes
            return Digest(title=pipe.read())
    deed = DEEDS.get(job.source)
    return deed() if deed else Digest(title=f"{job.source} by {os.getpid()}")


if __name__ == "__main__":
    sys.exit(serve(perform))
