"""A selection that is drawn beyond the edge of its view goes on, and the view scrolls along.

Textual does this for its own scrolling containers only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.selection import SelectEnd
from textual.timer import Timer

if TYPE_CHECKING:
    from tui_reader.ui.widgets.line_view import LineView

EVERY = 0.05
"""Seconds from step to step."""
FASTEST = 10
"""Lines a step, however far away the pointer is."""


class DrawingOn:
    """Scrolls a view a line every ``EVERY`` seconds, more the further the pointer is away from it."""

    def __init__(self, view: LineView) -> None:
        self._view = view
        self._at = (0, 0)
        self._timer: Timer | None = None

    def pointer_at(self, x: int, y: int) -> None:
        """The pointer is there, in the coordinates of the view, its button down."""
        self._at = (x, y)
        if self._lines() and self._timer is None:
            self._timer = self._view.set_interval(EVERY, self._step)

    def _lines(self) -> int:
        """How far to scroll in a step; none where the pointer is inside."""
        y, view = self._at[1], self._view
        if y < view.header_height:
            return max(-FASTEST, y - view.header_height)
        return max(0, min(FASTEST, y - view.size.height + 1))

    def _step(self) -> None:
        view, lines = self._view, self._lines()
        screen = view.screen
        state = screen._select_state
        is_drawn = state is not None and state.start.content_widget is view and screen._selecting and screen.is_active
        if state is None or not is_drawn or not lines:
            self.stop()
            return
        view.scroll_to_line(view.top + lines)
        offset = view.selected_from(*self._at, drawn=True)
        screen._select_state = state.update_end(state.screen_offset, SelectEnd(state.start.container, view, offset))

    def stop(self) -> None:
        """The selection that was drawn is no longer."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
