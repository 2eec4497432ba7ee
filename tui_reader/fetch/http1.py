"""HTTP/1.1 answers as bytes: heads and the framing of bodies (RFC 9112), without any input or output.

A head that could be read in two ways is refused; what is merely sloppy (bare line feeds, folded lines, lines without
a colon) is read as browsers do.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from tui_reader.model.values import dataclass

HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"HTTP/1\.(\d)[ \t]+(\d{3})(?:[ \t](.*))?", re.DOTALL)
_LENGTH = re.compile(rb"\d{1,18}")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;.*)?", re.DOTALL)
_SIZE_DIGITS = 16
_LINE_CAP = 4096
"""Bytes of a chunk-size line with its extensions."""
_BODYLESS = frozenset({204, 304})


class Malformed(Exception):
    """The bytes are no HTTP/1.x answer."""


class Framing(Enum):
    """How the end of a body is known (RFC 9112 §6.3)."""

    NONE = auto()
    LENGTH = auto()
    CHUNKED = auto()
    UNTIL_CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Head:
    status: int
    reason: bytes
    version: bytes
    headers: list[tuple[bytes, bytes]]
    """Names as written, white space around values removed."""
    framing: Framing
    length: int = 0
    """Bytes of the body, for ``Framing.LENGTH``."""
    keeps_alive: bool = False

    @property
    def interim(self) -> bool:
        """1xx: another head follows. (101 would change the protocol, which nobody asked for.)"""
        return 100 <= self.status < 200 and self.status != 101


def parse_head(block: bytes) -> Head:
    """A status line and its header lines, without the empty line that ends them. Raises Malformed."""
    first, *lines = block.split(b"\n")
    match = _STATUS_LINE.fullmatch(first.rstrip(b"\r"))
    if match is None:
        raise Malformed("no HTTP/1.x status line")
    minor, status, reason = match[1], int(match[2]), match[3] or b""
    if status < 100 or status == 101:
        raise Malformed(f"unexpected status {status}")
    headers = _headers(lines)
    connection = b",".join(value for name, value in headers if name.lower() == b"connection").lower()
    tokens = {token.strip() for token in connection.split(b",")}
    persistent = b"close" not in tokens and (minor != b"0" or b"keep-alive" in tokens)
    framing, length, sound = _framing(status, headers)
    return Head(
        status,
        reason.strip(),
        b"HTTP/1." + minor,
        headers,
        framing,
        length,
        keeps_alive=persistent and sound and framing is not Framing.UNTIL_CLOSE,
    )


def _headers(lines: list[bytes]) -> list[tuple[bytes, bytes]]:
    headers: list[tuple[bytes, bytes]] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and headers:
            name, value = headers[-1]
            headers[-1] = (name, value + b" " + line.strip())
            continue
        name, colon, value = line.partition(b":")
        if colon:
            headers.append((name.strip(), value.strip()))
    return headers


def _framing(status: int, headers: list[tuple[bytes, bytes]]) -> tuple[Framing, int, bool]:
    """The framing, the length, and whether the connection may be used again afterwards."""
    lengths: set[bytes] = set()
    codings: list[bytes] = []
    for name, value in headers:
        lowered = name.lower()
        if lowered == b"content-length":
            lengths.update(part.strip() for part in value.split(b","))
        elif lowered == b"transfer-encoding":
            codings += [part.strip().lower() for part in value.split(b",")]
    if status in _BODYLESS or 100 <= status < 200:
        return Framing.NONE, 0, True
    if codings:
        if codings != [b"chunked"]:
            raise Malformed("a transfer coding that was not asked for")
        # Both framings at once smell of smuggling (RFC 9112 §6.1): read it, but trust the connection no more.
        return Framing.CHUNKED, 0, not lengths
    if not lengths:
        return Framing.UNTIL_CLOSE, 0, False
    if len(lengths) > 1:
        raise Malformed("two different lengths")
    length = lengths.pop()
    if not _LENGTH.fullmatch(length):
        raise Malformed("an unreadable length")
    return Framing.LENGTH, int(length), True


class _Next(Enum):
    """What must come next in a chunked body."""

    SIZE = auto()
    DATA = auto()
    LINE_END = auto()
    TRAILER = auto()
    NOTHING = auto()


class ChunkedBody:
    """Takes a chunked body out of a buffer, piece by piece (RFC 9112 §7.1)."""

    __slots__ = ("_left", "_next", "_talk_bytes")

    def __init__(self) -> None:
        self._next = _Next.SIZE
        self._left = 0
        """Bytes left of the chunk."""
        self._talk_bytes = 0

    @property
    def complete(self) -> bool:
        return self._next is _Next.NOTHING

    def take(self, buffer: bytearray, talk_cap: int) -> bytes:
        """All data that ``buffer`` holds, removed from it; ``complete`` tells if the end was among it.

        Raises Malformed for broken framing, and for more than ``talk_cap`` bytes of trailers and chunk extensions.
        """
        parts: list[bytes] = []
        view = bytes(buffer)
        position = 0
        while not self.complete and position < len(view):
            if self._next is _Next.DATA:
                parts.append(view[position : position + self._left])
                position += len(parts[-1])
                self._left -= len(parts[-1])
                if not self._left:
                    self._next = _Next.LINE_END
                continue
            line_end = view.find(b"\n", position)
            if line_end < 0:
                if len(view) - position > _LINE_CAP:
                    raise Malformed("an endless line between chunks")
                break
            self._line(view[position:line_end].rstrip(b"\r"), talk_cap)
            position = line_end + 1
        del buffer[:position]
        return b"".join(parts)

    def _line(self, line: bytes, talk_cap: int) -> None:
        self._talk_bytes += max(0, len(line) - _SIZE_DIGITS)
        if self._talk_bytes > talk_cap:
            raise Malformed("endless trailers or chunk extensions")
        if self._next is _Next.SIZE:
            match = _CHUNK_SIZE.fullmatch(line)
            if match is None:
                raise Malformed("an unreadable chunk size")
            self._left = int(match[1], 16)
            self._next = _Next.DATA if self._left else _Next.TRAILER
        elif self._next is _Next.LINE_END:
            if line:
                raise Malformed("a chunk longer than it said")
            self._next = _Next.SIZE
        elif not line:
            self._next = _Next.NOTHING
