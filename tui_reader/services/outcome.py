"""What the check of one feed came to."""

from __future__ import annotations

from tui_reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Unchanged:
    """``note``: what was left out and why, where something was."""

    bytes: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Updated:
    """It was read. ``new`` and ``updated`` count articles and may both be zero; ``bytes`` came over the network."""

    new: int
    updated: int
    bytes: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """It failed for good and is no longer polled."""

    reason: str


Outcome = Unchanged | Updated | Failed | Stopped
