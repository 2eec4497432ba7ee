"""Images: what the first bytes say, and, with the extra ``images``, a picture of cells.

The header is read by us, in bounded steps: it decides what is kept before any decoder sees it. Decoding is Pillow's, of
the four kinds below only, and belongs into a parser process.
"""

from __future__ import annotations

import io
import struct
from importlib.util import find_spec
from pathlib import Path

from tui_reader.i18n import _
from tui_reader.model.errors import ParseError
from tui_reader.model.images import ImageHeader

MOST_PIXELS = 40_000_000
"""Of a photograph straight from a camera; 120 MB once decoded."""

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers of a frame header (ITU-T T.81 B.1.1.3), which holds the size."""
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length behind them."""
_WHITE = (255, 255, 255)
"""What a picture made for a web page expects behind what is transparent in it."""


def read_header(body: bytes) -> ImageHeader | None:
    """What kind of image a body is, told by its content; ``None`` for anything that is not kept."""
    try:
        header = _read(body)
    except struct.error:
        return None
    return header if header is not None and header.width > 0 and header.height > 0 else None


def _read(body: bytes) -> ImageHeader | None:
    if body.startswith(_PNG):
        kind, width, height = struct.unpack_from(">4sII", body, 12)
        return ImageHeader("png", width, height) if kind == b"IHDR" else None
    if body[:6] in (b"GIF87a", b"GIF89a"):
        return ImageHeader("gif", *struct.unpack_from("<HH", body, 6))
    if body.startswith(b"\xff\xd8\xff"):
        return _read_jpeg(body)
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return _read_webp(body)
    return None


def _read_jpeg(body: bytes) -> ImageHeader | None:
    """From segment to segment up to the first frame header."""
    place = 2
    while place < len(body):
        if body[place] != 0xFF:
            return None
        marker = body[place + 1] if place + 1 < len(body) else 0
        if marker == 0xFF:
            place += 1
        elif marker in _BARE:
            place += 2
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", body, place + 5)
            return ImageHeader("jpg", width, height)
        else:
            (length,) = struct.unpack_from(">H", body, place + 2)
            place += 2 + max(2, length)
    return None


def _read_webp(body: bytes) -> ImageHeader | None:
    """The three kinds of first chunk (RFC 9649 §2.5–2.7)."""
    chunk = body[12:16]
    if chunk == b"VP8X":
        low_width, high_width, low_height, high_height = struct.unpack_from("<HBHB", body, 24)
        return ImageHeader("webp", 1 + low_width + (high_width << 16), 1 + low_height + (high_height << 16))
    if chunk == b"VP8L":
        signature, bits = struct.unpack_from("<BI", body, 20)
        return ImageHeader("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)) if signature == 0x2F else None
    if chunk == b"VP8 ":
        start, width, height = struct.unpack_from("<3sHH", body, 23)
        return ImageHeader("webp", width & 0x3FFF, height & 0x3FFF) if start == b"\x9d\x01\x2a" else None
    return None


def can_draw() -> bool:
    """Whether the extra ``images`` is installed; imports nothing."""
    return find_spec("PIL") is not None


def draw(path: Path, width: int, height: int, *, as_png: bool = False) -> bytes:
    """An image file in so many pixels: rows of red, green and blue bytes, or a PNG. Its first frame, if it moves.

    Raises ``ParseError`` for what cannot be drawn, whatever Pillow has against it.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(path, formats=FORMATS) as source:
            if source.width * source.height > MOST_PIXELS:
                raise ParseError(_("The image {name} is too large to be drawn.").format(name=path.name))
            source.draft("RGB", (2 * width, 2 * height))
            upright = ImageOps.exif_transpose(source)
            coloured = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            small = coloured.resize((width, height), Image.Resampling.LANCZOS)
            drawn = Image.new("RGB", small.size, _WHITE)
            drawn.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError) as error:
        raise ParseError(
            _("The image {name} cannot be drawn: {reason}.").format(name=path.name, reason=error)
        ) from error
    if not as_png:
        pixels: bytes = drawn.tobytes()
        return pixels
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
