"""Text from outside, made harmless: the one place where hostile characters end.

``clean`` runs where outside data becomes a model object, after the last unescaping; ``text.printable`` is the guard
where it leaves for a terminal. Typography is content and stays: U+00A0, U+202F, ’, «», ‑. Everything here is linear.
"""

from __future__ import annotations

import re
import unicodedata

from tui_reader.text.printable import BIDI, CONTROLS, SURROGATES, TAGS

MAX_MARKS = 8
"""Combining marks on one base. The longest real use (Biblical Hebrew, Vedic) needs six; "zalgo" text uses dozens."""

# Scripts in which every character is harmless and already NFC by itself: most text is decided by this one search.
_UNUSUAL = re.compile(
    "[^\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u0513\u2010-\u2027\u202f-\u205e"
    "\u20a0-\u20bf\u2190-\u2328\u2500-\u27bf\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\U0001f300-\U0001faff]"
)

# The same for Latin-1, where taking all of them out of the bytes is eight times faster than searching for another.
_HARMLESS_BYTES = bytes(code for code in range(256) if not _UNUSUAL.match(chr(code)))

_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")

# Soft hyphen, zero-width space, word joiner, invisible operators, deprecated format controls, byte order mark,
# interlinear annotation, object replacement, noncharacters: nothing to see, and they split words for every search.
_INVISIBLE = "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffc\ufffe\uffff"
_REMOVED = re.compile(f"[{CONTROLS}{BIDI}{SURROGATES}{TAGS}{_INVISIBLE}]")

# Joiners and direction marks carry meaning in Persian, Hindi, Hebrew and emoji, one at a time.
_JOINERS = "\u200c-\u200f\u061c\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_JOINER_RUN = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")

# Where a run of combining marks can start: cheap to search for, decided exactly by ``_cap_marks``.
_MARK_RUN = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1abd\u1abe-\u1dff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f"
    "\u3099\u309a\ua66f-\uabed\ufb1e\ufe00-\ufe2f\U000101fd-\U0001e94a\U000e0100-\U000e01ef]{"
    + str(MAX_MARKS + 1)
    + ",}"
)

_SPACES = re.compile("[^\\S\u00a0\u202f]+")


def clean(text: str) -> str:
    """``text`` in NFC without controls, bidi overrides, invisible floods and stacked marks; keeps newline and tab.

    Carriage returns, form feeds and Unicode line separators become newlines. Idempotent and linear; text in ordinary
    scripts comes back as the same object.
    """
    if _is_harmless(text):
        return text
    text = _REMOVED.sub("", _LINE_BREAK.sub("\n", text))
    text = _JOINER_RUN.sub(r"\1", text)
    # Marks are capped first: reordering a run of n marks is quadratic in some normalisers.
    text = unicodedata.normalize("NFC", _MARK_RUN.sub(_cap_marks, text))
    return _MARK_RUN.sub(_cap_marks, text)


def clean_line(text: str) -> str:
    """``clean`` for one line: every run of white space is one space, except U+00A0 and U+202F, which are kept."""
    cleaned = clean(text)
    # Most lines are well spaced, which this tells in a quarter of the time.
    return cleaned if " ".join(cleaned.split()) == cleaned else _SPACES.sub(" ", cleaned).strip()


def _is_harmless(text: str) -> bool:
    try:
        return not text.encode("latin-1").translate(None, _HARMLESS_BYTES)
    except UnicodeEncodeError:
        return not _UNUSUAL.search(text)


def _cap_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)
