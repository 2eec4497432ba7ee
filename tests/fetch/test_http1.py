"""Answers as bytes: what is read, what is forgiven, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.fetch.http1 import ChunkedBody, Framing, Head, Malformed, parse_head


def head(*lines: str, first: str = "HTTP/1.1 200 OK") -> Head:
    return parse_head("\r\n".join([first, *lines]).encode("latin-1"))


def test_header_values_are_kept_as_written() -> None:
    assert head('ETag:  W/"a b" ', "X:").headers == [(b"ETag", b'W/"a b"'), (b"X", b"")]


def test_sloppy_heads_are_read_all_the_same() -> None:
    parsed = parse_head(b"HTTP/1.1 200\nContent-Length: 5\nno colon here\nX: one\n\ttwo")
    assert parsed.headers == [(b"Content-Length", b"5"), (b"X", b"one two")]
    assert (parsed.framing, parsed.length) == (Framing.LENGTH, 5)


@pytest.mark.parametrize(
    ("lines", "framing", "keeps_alive"),
    [
        (["Content-Length: 5"], Framing.LENGTH, True),
        (["Content-Length: 5, 5"], Framing.LENGTH, True),
        (["Content-Length: 5", "Connection: Close"], Framing.LENGTH, False),
        (["Transfer-Encoding: Chunked"], Framing.CHUNKED, True),
        (["Transfer-Encoding: chunked", "Content-Length: 5"], Framing.CHUNKED, False),
        ([], Framing.UNTIL_CLOSE, False),
    ],
)
def test_the_end_of_a_body_is_known_by_its_headers(lines: list[str], framing: Framing, keeps_alive: bool) -> None:
    parsed = head(*lines)
    assert (parsed.framing, parsed.keeps_alive) == (framing, keeps_alive)


def test_a_not_modified_has_no_body_whatever_it_announces() -> None:
    parsed = head("Content-Length: 5000", first="HTTP/1.1 304 Not Modified")
    assert (parsed.framing, parsed.keeps_alive) == (Framing.NONE, True)


def test_http_1_0_closes_unless_it_says_otherwise() -> None:
    assert not head("Content-Length: 5", first="HTTP/1.0 200 OK").keeps_alive
    assert head("Content-Length: 5", "Connection: keep-alive", first="HTTP/1.0 200 OK").keeps_alive


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"ICY 200 OK",
        b"HTTP/2 200",
        b"HTTP/1.1 20 OK",
        b"HTTP/1.1 101 Switching Protocols",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 40,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(block: bytes) -> None:
    with pytest.raises(Malformed):
        parse_head(block)


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=6), st.lists(st.integers(1, 30), max_size=40))
def test_a_chunked_body_is_the_same_however_it_is_cut_on_its_way(chunks: list[bytes], cuts: list[int]) -> None:
    wire = b"".join(b"%x;note=1\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\nTrailer: x\r\n\r\nNEXT"
    body, buffer, received = ChunkedBody(), bytearray(), b""
    while wire:
        size = cuts.pop() if cuts else len(wire)
        buffer += wire[:size]
        wire = wire[size:]
        received += body.take(buffer, 1000)
    assert body.complete
    assert received == b"".join(chunks)
    assert buffer == b"NEXT"


@pytest.mark.parametrize(
    "wire",
    [
        b"xyz\r\n",
        b"-5\r\nhello\r\n",
        b"5\r\nhello world\r\n",
        b"\r\n",
        b"1" * 5000,
        b"0\r\n" + b"X: y\r\n" * 1 + b"Z: " + b"z" * 2000 + b"\r\n",
        b"1;" + b"e" * 2000 + b"\r\nx\r\n",
    ],
)
def test_broken_or_endless_chunks_are_refused(wire: bytes) -> None:
    with pytest.raises(Malformed):
        ChunkedBody().take(bytearray(wire), 1000)
