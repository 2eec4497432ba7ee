"""When rubbish is collected: never amid what a person waits for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (700, 10, 1_000)
"""Python's own, but for the last: the whole heap, some 40 ms, is searched at rest and hardly ever of itself."""


def collect_at_rest_only() -> None:
    """What there is now stays for good; what comes is searched while it is young, and by ``gc.collect`` at rest."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many values that all live on: searching them for rubbish takes a third of the time of making them.

    The whole start is such a time, until ``collect_at_rest_only``.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
