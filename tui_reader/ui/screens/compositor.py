"""What is painted again: of the widgets that changed, the lines that changed.

Textual asks every widget on the screen for all its lines whenever one line of one of them is to be painted, and runs
its filters over each: two thirds of the time from a key to its frame. And it has every piece of a text that can be
selected carry its place in its style, a third of the time of painting an article: ours say the place when asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.errors import NoWidget
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.ui.widgets.line_view import LineView


class FrugalCompositor(Compositor):
    """Renders for a partial update only what lies in it."""

    _updated: tuple[Region, ...] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        self._updated = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._updated = ()

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """The widget at a place of the screen, and where a selection begins or ends that is drawn from or to there.

        What is drawn in one of our views stays in it, wherever the pointer goes.
        """
        began = self._drawn_in()
        if began is not None:
            region = self.find_widget(began).region
            return began, began.selected_from(x - region.x, y - region.y, drawn=True)
        try:
            widget, region = self.get_widget_at(x, y)
        except NoWidget:
            return None, None
        if isinstance(widget, LineView):
            offset = widget.selected_from(x - region.x, y - region.y)
            return (widget, offset) if offset is not None else (None, None)
        return super().get_widget_and_offset_at(x, y)

    def _drawn_in(self) -> LineView | None:
        """Where the selection began that is being drawn now."""
        screen = self.root
        if not isinstance(screen, Screen) or not screen._selecting or screen._select_state is None:
            return None
        began = screen._select_state.start.content_widget
        return began if isinstance(began, LineView) and began in self.visible_widgets else None

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Of each widget the rows that reach into what is updated, front to back; of what lies behind others nothing.

        Panes cover their containers, which Textual renders all the same: nearly half of the lines of a whole screen.
        """
        front: list[Region] = []
        for widget, (region, clip) in self.visible_widgets.items():
            if crop is not None and not crop.overlaps(clip):
                continue
            area = shown = region.intersection(clip)
            if self._updated:
                parts = [part for dirty in self._updated if (part := shown.intersection(dirty))]
                area = Region.from_union(parts) if parts else Region()
            if area and not _covered(area, front):
                rows = Region(shown.x, area.y, shown.width, area.height)
                yield rows, clip, widget.render_lines(rows.translate((-region.x, -region.y)))
                front.append(shown)


def _covered(area: Region, front: Iterable[Region]) -> bool:
    """True where nothing of an area is left beside what lies in front."""
    left = [area]
    for over in front:
        left = [part for piece in left for part in _beside(piece, over)]
        if not left:
            return True
    return False


def _beside(area: Region, over: Region) -> list[Region]:
    """The parts of an area, four at most, that another one does not cover."""
    both = area.intersection(over)
    if not both:
        return [area]
    parts = (
        Region(area.x, area.y, area.width, both.y - area.y),
        Region(area.x, both.bottom, area.width, area.bottom - both.bottom),
        Region(area.x, both.y, both.x - area.x, both.height),
        Region(both.right, both.y, area.right - both.right, both.height),
    )
    return [part for part in parts if part]
