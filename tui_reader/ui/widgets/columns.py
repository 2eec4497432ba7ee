"""Text cut and padded to exact columns."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from tui_reader.text.printable import printable

ELLIPSIS = "…"


def safe(text: str) -> str:
    """The last guard before the screen: nothing a terminal would obey, as many characters as before."""
    if printable(text) == text and "\n" not in text and "\t" not in text:
        return text
    return "".join(" " if c in "\n\t" else c if printable(c) else "\ufffd" for c in text)


def fit(text: str, width: int) -> str:
    """Exactly ``width`` cells: padded with blanks, or cut with an ellipsis."""
    if width <= 0:
        return ""
    text = safe(text)
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    kept = set_cell_size(text, width - 1).rstrip() + ELLIPSIS
    return kept + " " * (width - cell_len(kept))


def fit_right(text: str, width: int) -> str:
    """Exactly ``width`` cells, the text at the right."""
    shown = fit(text, width)
    trimmed = shown.rstrip()
    return " " * (width - cell_len(trimmed)) + trimmed
