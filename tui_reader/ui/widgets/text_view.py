"""Lines of read-only text in a dialog, painted as they are."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tui_reader.ui.widgets.columns import fit
from tui_reader.ui.widgets.line_breaks import break_lines, cells
from tui_reader.ui.widgets.line_view import LineView

Sentence = tuple[tuple[str, str], ...]
"""``(text, paint)`` parts of a line before it is wrapped; only the last part wraps."""

MARGIN = 1
"""Columns at the left: where a title above the text begins."""


class TextView(LineView):
    """Styled lines, wrapped to the width under the start of their last part."""

    def __init__(self, title: str, sentences: Sequence[Sentence] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = title
        self.header_height = 1 if title else 0
        self._sentences = _without_air_above(sentences)
        self._wrapped: list[list[tuple[str, str]]] = []
        self._width = 0

    def show(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = _without_air_above(sentences)
        self._width = 0
        self._wrap()
        self._top = max(0, min(self._top, self.last_top))
        self.forget()

    def lines_at(self, width: int) -> int:
        """How many lines the text takes at a width."""
        return sum(len(_lines(sentence, width)) for sentence in self._sentences)

    @property
    def line_total(self) -> int:
        return len(self._wrapped)

    def header_parts(self) -> tuple[str, str]:
        return self._title, ""

    def take_size(self) -> None:
        self._wrap()
        super().take_size()

    def paint_line(self, number: int, width: int) -> Strip:
        parts = self._wrapped[number]
        used = MARGIN + sum(cells(text) for text, _name in parts)
        left, right = " " * MARGIN, " " * max(0, width - used)
        strip = self.strip_of([(left, "text--plain"), *parts, (right, "text--plain")], used + len(right))
        return strip.adjust_cell_length(width)

    def _wrap(self) -> None:
        width = max(1, self.size.width - 2 - MARGIN)
        if width == self._width:
            return
        self._width = width
        self._wrapped = [line for sentence in self._sentences for line in _lines(sentence, width)]

    def do_move_down(self) -> None:
        self.scroll_to_line(self.top + 1)

    def do_move_up(self) -> None:
        self.scroll_to_line(self.top - 1)

    def page(self, step: int) -> None:
        self.scroll_to_line(self.top + step * max(1, self.body_height - 1))


def _without_air_above(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Empty lines part paragraphs; what stands above has its own."""
    return sentences[1:] if sentences and not sentences[0] else sentences


def _lines(sentence: Sentence, width: int) -> list[list[tuple[str, str]]]:
    if not sentence:
        return [[]]
    *lead, (text, name) = sentence
    indent = min(sum(cells(part) for part, _name in lead), max(0, width - 10))
    shown_lead = [(fit(part, min(cells(part), indent)), style) for part, style in lead]
    ranges = list(break_lines(text, 0, len(text), max(4, width - indent)))
    first, rest = ranges[0], ranges[1:]
    lines = [[*shown_lead, (text[first[0] : first[1]], name)]]
    return lines + [[(" " * indent, "text--plain"), (text[start:end], name)] for start, end in rest]
