"""Widgets that are pulled with the mouse, or have a part that is."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


class Pulled(Widget):
    """Has the mouse from the moment the button goes down on what can be pulled until it comes up.

    Textual would have a widget take the mouse when its turn comes. Until then the movements go to whatever lies under
    the pointer: where a whole drag arrives at once, as it does over a slow line, it would be lost.
    """

    _was_pulled = False

    def gripped(self, event: events.MouseDown) -> bool:
        """The button went down: take hold of what can be pulled there, if anything; says whether."""
        raise NotImplementedError

    def pulled(self, event: events.MouseMove) -> None:
        """The pointer moved meanwhile."""
        raise NotImplementedError

    def _forward_event(self, event: events.Event) -> None:
        if isinstance(event, events.MouseDown):
            self._was_pulled = event.button == 1 and self.gripped(event)
            if self._was_pulled:
                self.capture_mouse()
        elif isinstance(event, events.MouseMove) and event.button and self.app.mouse_captured is self:
            self.pulled(event)
            return
        elif isinstance(event, events.MouseMove | events.MouseUp):
            self.release_mouse()
        elif isinstance(event, events.Click) and self._was_pulled:
            return
        super()._forward_event(event)

    def on_hide(self) -> None:
        """The button comes up over something else, which would never be said here."""
        self.release_mouse()
