"""The last guard where text leaves for a terminal, apart from ``clean``: a start does without its tables."""

from __future__ import annotations

import re

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
BIDI = "\u202a-\u202e\u2066-\u2069"
SURROGATES = "\ud800-\udfff"
TAGS = "\U000e0000-\U000e007f"

_TERMINAL = f"[{CONTROLS}{BIDI}{SURROGATES}{TAGS}]"


def printable(text: str) -> str:
    """``text`` without anything that a terminal would obey; newline and tab are kept."""
    return text if text.isprintable() else re.sub(_TERMINAL, "", text)
