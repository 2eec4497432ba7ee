"""Images that are kept beside the archive."""

from __future__ import annotations

from tui_reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """What the first bytes of an image say. ``suffix`` is a file's: ``png``, ``jpg``, ``gif`` or ``webp``."""

    suffix: str
    width: int
    height: int
    """Both in pixels, as the file claims."""


@dataclass(frozen=True, slots=True)
class KeptImage:
    """An image that is there to be shown. ``file`` is its name in ``Paths.images``."""

    file: str
    width: int
    height: int
