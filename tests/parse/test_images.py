"""What an image says of itself, and drawing it."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.images import a_png, a_png_that_claims
from tui_reader.model.errors import ParseError
from tui_reader.model.images import ImageHeader
from tui_reader.parse.images import draw, read_header

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    b"\xff\xff\xc2\x00\x0b\x08" + struct.pack(">HH", 600, 800) + b"\x01\x01\x11\x00"
)
GIF = b"GIF89a" + struct.pack("<HH", 320, 200) + b"\0\0\0"
WEBP = b"RIFF\x20\0\0\0WEBP"
EXTENDED = WEBP + b"VP8X\x0a\0\0\0\0\0\0\0" + bytes([0x1F, 3, 0, 0x57, 2, 0])
LOSSY = WEBP + b"VP8 \x20\0\0\0\x30\x01\0\x9d\x01\x2a" + struct.pack("<HH", 800, 600)
LOSSLESS = WEBP + b"VP8L\x20\0\0\0\x2f" + struct.pack("<I", 799 | 599 << 14)


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (a_png(40, 30), ImageHeader("png", 40, 30)),
        (JPEG, ImageHeader("jpg", 800, 600)),
        (GIF, ImageHeader("gif", 320, 200)),
        (EXTENDED, ImageHeader("webp", 800, 600)),
        (LOSSY, ImageHeader("webp", 800, 600)),
        (LOSSLESS, ImageHeader("webp", 800, 600)),
    ],
)
def test_an_image_is_known_by_its_first_bytes(body: bytes, header: ImageHeader) -> None:
    assert read_header(body) == header


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='800' height='600'/>",
        b"<!DOCTYPE html><title>404</title>",
        b"BM" + bytes(60),
        a_png_that_claims(0, 5),
        GIF[:8],
        JPEG[:20],
        JPEG[:-9],
        WEBP,
        LOSSY[:24],
    ],
)
def test_what_is_no_image_of_the_four_kinds_is_none(body: bytes) -> None:
    assert read_header(body) is None


STARTS = st.sampled_from([a_png()[:16], JPEG[:4], JPEG[:20], GIF[:6], EXTENDED[:20], LOSSY[:20], LOSSLESS[:20], b""])


@given(STARTS, st.binary(max_size=300))
def test_no_bytes_trouble_the_reading_of_a_header(start: bytes, rest: bytes) -> None:
    header = read_header(start + rest)
    assert header is None or (header.width > 0 and header.height > 0)


def test_an_image_is_drawn_in_the_pixels_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="the extra images is not installed")
    file = tmp_path / "red.png"
    file.write_bytes(a_png(40, 30, (200, 30, 30)))
    assert draw(file, 4, 2) == bytes((200, 30, 30)) * 8
    assert read_header(draw(file, 4, 2, as_png=True)) == ImageHeader("png", 4, 2)


def test_what_is_transparent_is_drawn_on_white(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image", reason="the extra images is not installed")
    buffer = io.BytesIO()
    image.new("RGBA", (40, 30), (10, 10, 10, 0)).save(buffer, "WEBP", lossless=True)
    file = tmp_path / "clear.webp"
    file.write_bytes(buffer.getvalue())
    assert draw(file, 2, 2) == b"\xff" * 12


@pytest.mark.parametrize("body", [a_png_that_claims(60_000, 60_000), a_png()[:60], b"no image", JPEG, GIF, LOSSY])
def test_an_image_that_cannot_be_drawn_is_explained(tmp_path: Path, body: bytes) -> None:
    pytest.importorskip("PIL", reason="the extra images is not installed")
    file = tmp_path / "image"
    file.write_bytes(body)
    with pytest.raises(ParseError, match="image"):
        draw(file, 4, 2)
