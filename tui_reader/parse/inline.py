"""The running text of one block, with white space collapsed as CSS does and the spans that open and close in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui_reader.model.documents import Span, SpanKind
from tui_reader.parse.builder import Piece, placed

# The white space that CSS collapses; U+00A0 and U+202F are none of it.
COLLAPSIBLE = re.compile("[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")


@dataclass(slots=True)
class _Open:
    kind: SpanKind
    target: str
    start: int
    nested: int = 0


@dataclass(slots=True)
class Inline:
    """Collects text and spans; ``take`` ends a block and leaves the open spans open for the next one."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _spans: list[Span] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _at_space: bool = True
    _breaks: int = 0

    def text(self, data: str) -> None:
        """Add running text."""
        # Most text has nothing to collapse; asking is several times cheaper than a pattern that finds nothing.
        if "\n" in data or "  " in data or "\t" in data or "\r" in data or "\f" in data:
            data = COLLAPSIBLE.sub(" ", data)
        if self._at_space and data[:1] == " ":
            data = data[1:]
        if data:
            self._parts.append(data)
            self._length += len(data)
            self._at_space = data[-1] == " "
            self._breaks = 0

    def verbatim(self, data: str) -> None:
        """Add text whose white space counts."""
        if data:
            self._append(data)
            self._at_space = False

    def line_break(self) -> bool:
        """Add a line break; true where it is the second in a row, which authors use to part paragraphs."""
        if not self._length:
            return False
        self._breaks += 1
        if self._breaks > 1:
            return True
        self._append("\n")
        self._at_space = True
        return False

    def open(self, kind: SpanKind, target: str = "") -> None:
        """Start a span. One inside another of its kind adds nothing: the outer one counts."""
        for span in self._open:
            if span.kind is kind:
                span.nested += 1
                return
        self._open.append(_Open(kind, target, self._length))

    def close(self, kind: SpanKind) -> None:
        """End the span of this kind; nothing happens where none is open."""
        for number, span in enumerate(self._open):
            if span.kind is kind:
                if span.nested:
                    span.nested -= 1
                else:
                    del self._open[number]
                    self._finish(span)
                return

    def link_target(self) -> str:
        """The address of the link that is open here, or nothing."""
        return next((span.target for span in self._open if span.kind is SpanKind.LINK), "")

    def mark(self, kind: SpanKind, length: int, target: str = "") -> None:
        """Lay a span over the last ``length`` characters."""
        self._spans.append(Span(kind, max(0, self._length - length), self._length, target))

    @property
    def empty(self) -> bool:
        return not self._length

    @property
    def has_open(self) -> bool:
        """Whether spans are open, which go on in the next block."""
        return bool(self._open)

    @property
    def ends_line(self) -> bool:
        """Nothing yet, or a line break last."""
        return not self._parts or self._parts[-1].endswith("\n")

    def take(self, *, strip: bool = True) -> Piece:
        """The text so far and its spans, without white space at its ends (with ``strip``) and empty spans."""
        for span in self._open:
            self._finish(span)
            span.start = 0
        text = "".join(self._parts)
        spans = self._spans
        self._parts, self._length, self._spans = [], 0, []
        self._at_space, self._breaks = True, 0
        return trimmed(text, spans) if strip else Piece(text, tuple(spans))

    def _append(self, data: str) -> None:
        self._parts.append(data)
        self._length += len(data)

    def _finish(self, span: _Open) -> None:
        if span.start < self._length:
            self._spans.append(Span(span.kind, span.start, self._length, span.target))


def trimmed(text: str, spans: list[Span]) -> Piece:
    """``text`` without white space at its ends, each span without white space at its own, and no empty span."""
    body = text.strip()
    if not spans or not body:
        return Piece(body)
    lead = 0 if body[0] == text[0] else len(text) - len(text.lstrip())
    kept = placed(body, [(span.kind, span.start, span.end, span.target) for span in spans], lead, 0)
    return Piece(body, tuple([Span(SpanKind(kind), start, end, target) for kind, start, end, target in kept]))
