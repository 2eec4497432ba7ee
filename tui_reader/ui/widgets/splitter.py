"""The line between two panes that can be dragged."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui_reader.ui.widgets.pulled import Pulled


class Splitter(Pulled):
    """A vertical rule, one cell wide."""

    ALLOW_SELECT = False

    class Dragged(Message):
        """The rule was pulled to a column of the screen."""

        def __init__(self, splitter: Splitter, column: int) -> None:
            super().__init__()
            self.splitter = splitter
            self.column = column

    def render_lines(self, crop: Region) -> list[Strip]:
        return [Strip([Segment("│", self.rich_style)], 1)] * crop.height

    def gripped(self, event: events.MouseDown) -> bool:
        return True

    def pulled(self, event: events.MouseMove) -> None:
        self.post_message(self.Dragged(self, int(event.screen_x)))
