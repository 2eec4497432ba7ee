"""In what order things were done in this session: undo goes back through the archive and the corrections alike.

The archive's journal and the corrections file each know their own last entry; only their order is kept here. What
earlier sessions did to the archive can be undone too, once this one's steps are used up.
"""

from __future__ import annotations

from enum import Enum, auto


class Step(Enum):
    """Where a change was written down."""

    ARCHIVE = auto()
    CORRECTION = auto()


class History:
    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, step: Step) -> None:
        """Something new was done: what was undone before is no longer to be done again."""
        self._done.append(step)
        self._undone.clear()

    @property
    def to_undo(self) -> Step:
        return self._done[-1] if self._done else Step.ARCHIVE

    @property
    def to_redo(self) -> Step:
        return self._undone[-1] if self._undone else Step.ARCHIVE

    def undid(self) -> None:
        """What ``to_undo`` named was taken back."""
        self._undone.append(self._done.pop() if self._done else Step.ARCHIVE)

    def redid(self) -> None:
        """What ``to_redo`` named was done again."""
        self._done.append(self._undone.pop() if self._undone else Step.ARCHIVE)
