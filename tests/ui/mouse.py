"""The mouse as a terminal tells of it: a whole drag in one breath, which the pilot does not do."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget


def mouse(pilot: Pilot[int], kind: type[events.MouseEvent], x: int, y: int) -> None:
    """Say that the left button went down, was moved, or came up at a place of the screen."""
    pilot.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))


async def pull(pilot: Pilot[int], widget: Widget, *places: tuple[int, int]) -> None:
    """Pull the mouse, its button down, from place to place of a widget, and let it go at the last."""
    left, top = widget.region.offset
    (first, *others), last = places, places[-1]
    mouse(pilot, events.MouseDown, left + first[0], top + first[1])
    for column, row in others:
        mouse(pilot, events.MouseMove, left + column, top + row)
    mouse(pilot, events.MouseUp, left + last[0], top + last[1])
    await pilot.pause()
