"""Widgets that are pulled with the mouse, or have a part that is."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


class Pulled(Widget):
    """Has the mouse from the moment the button goes down on what can be pulled until it comes up.

    Textual would have a widget take the mouse when its turn comes. Until then the movements go to whatever lies under
    the pointer: where a whole drag arrives at once, as it does over a slow line, it would be lost.
    """

    _is_pulled = False
    _was_pulled = False

    def gripped(self, event: events.MouseDown) -> bool:
        """Whether the button went down on what can be pulled."""
        raise NotImplementedError

    def pulled(self, event: events.MouseMove) -> None:
        """The pointer moved meanwhile."""
        raise NotImplementedError

    def _forward_event(self, event: events.Event) -> None:
        if isinstance(event, events.MouseDown):
            self._is_pulled = self._was_pulled = event.button == 1 and self.gripped(event)
            if self._is_pulled:
                self.capture_mouse()
        elif isinstance(event, events.MouseMove) and self._is_pulled:
            self.pulled(event)
            return
        elif isinstance(event, events.MouseUp) and self._is_pulled:
            self._is_pulled = False
            self.release_mouse()
        elif isinstance(event, events.Click) and self._was_pulled:
            return
        super()._forward_event(event)
