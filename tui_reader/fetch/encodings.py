"""Content codings undone in bounded steps: a small body that swells without end is cut off at the cap.

Imports nothing of the network: bodies are undone where they are parsed, in a parser process.
"""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
"""What we ask for and can undo."""

MOST_CODINGS = 2
_WINDOW_BYTES = 2**16
_EITHER_WRAPPING = zlib.MAX_WBITS | 32  # zlib finds out by itself if it is gzip or zlib
_BARE = -zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class BadCompression(Exception):
    """A content coding cannot be undone; ``str()`` says why, for the log."""


class TooLarge(Exception):
    """More bytes than ``cap``."""

    def __init__(self, cap: int) -> None:
        super().__init__(f"more than {cap} bytes")
        self.cap = cap


def decode(body: bytes, content_encoding: str, cap: int) -> bytes:
    """The body as it was before its codings (a Content-Encoding header) were applied.

    Raises BadCompression, and TooLarge as soon as more than ``cap`` bytes have been made.
    """
    for _ in codings(content_encoding):
        body = _inflate(body, cap)
    return body


def _inflate(body: bytes, cap: int) -> bytes:
    if not body:
        return b""
    try:
        return _inflate_as(body, _EITHER_WRAPPING, cap)
    except zlib.error as error:
        # "deflate" means zlib's wrapping (RFC 9110 §8.4.1.2), but some servers send it bare.
        try:
            return _inflate_as(body, _BARE, cap)
        except zlib.error:
            raise BadCompression(str(error)) from error


def _inflate_as(body: bytes, wrapping: int, cap: int) -> bytes:
    """One member after the other (RFC 1952 §2.2), in windows; padding behind the last member is dropped."""
    inflate = zlib.decompressobj(wrapping)
    parts: list[bytes] = []
    made = 0
    for start in range(0, len(body), _WINDOW_BYTES):
        window = body[start : start + _WINDOW_BYTES]
        while window:
            if inflate.eof:
                if wrapping == _BARE or not window.startswith(_GZIP_MAGIC):
                    return b"".join(parts)
                inflate = zlib.decompressobj(wrapping)
            part = inflate.decompress(window, cap + 1 - made)
            made += len(part)
            if made > cap:
                raise TooLarge(cap)
            parts.append(part)
            window = inflate.unused_data
    if not inflate.eof:
        raise BadCompression("the compressed body ends early")
    return b"".join(parts)


def codings(header: str) -> list[str]:
    """The codings of a Content-Encoding header that must be undone, the last applied first.

    Raises BadCompression for one that we never asked for, or too many on top of each other.
    """
    names = [name.strip().lower() for name in header.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    unknown = [name for name in names if name not in ("gzip", "x-gzip", "deflate")]
    if unknown:
        raise BadCompression(f"{unknown[0]} was not asked for")
    if len(names) > MOST_CODINGS:
        raise BadCompression(f"it is compressed {len(names)} times")
    return names[::-1]
