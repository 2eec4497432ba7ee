"""The screen. Nothing but the command ``reader`` without a command imports it."""

import os

FRAMES = 480
"""Pictures a second at most. By Textual's own 60 a key that follows another change waits up to 17 ms for its frame;
while a refresh is told of, that was one key in fifteen, and at 120 one in a hundred still missed the next frame of the
screen. More often than something changes nothing is painted."""

os.environ.setdefault("TEXTUAL_FPS", str(FRAMES))
