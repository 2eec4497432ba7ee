"""Compressed bodies, honest, broken and hostile."""

from __future__ import annotations

import gzip
import zlib

import pytest

from tui_reader.fetch.encodings import decode
from tui_reader.fetch.problems import BadCompression, TooLarge

TEXT = "Le ministère de l'Éducation annonce. ".encode() * 3000
CAP = len(TEXT)


def bare_deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeeze.compress(data) + squeeze.flush()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        pytest.param(TEXT, "", id="none"),
        pytest.param(TEXT, "identity", id="identity"),
        pytest.param(gzip.compress(TEXT), "gzip", id="gzip"),
        pytest.param(gzip.compress(TEXT), " X-GZIP ", id="the old name"),
        pytest.param(zlib.compress(TEXT), "deflate", id="deflate"),
        pytest.param(bare_deflate(TEXT), "deflate", id="deflate without its wrapping"),
        pytest.param(gzip.compress(gzip.compress(TEXT)), "gzip, gzip", id="twice"),
        pytest.param(gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:]), "gzip", id="two members"),
        pytest.param(gzip.compress(TEXT) + bytes(512), "gzip", id="padded"),
    ],
)
def test_codings_are_undone(body: bytes, coding: str) -> None:
    assert decode(body, coding, CAP) == TEXT


def test_an_empty_body_stays_empty() -> None:
    assert decode(b"", "gzip", CAP) == b""


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        pytest.param(gzip.compress(TEXT)[:-20], "gzip", id="cut short"),
        pytest.param(gzip.compress(TEXT)[:-8] + b"\0" * 8, "gzip", id="wrong checksum"),
        pytest.param(b"<rss>not compressed</rss>", "gzip", id="not compressed"),
        pytest.param(TEXT, "br", id="never asked for"),
        pytest.param(TEXT, "gzip, gzip, gzip", id="three times"),
    ],
)
def test_what_cannot_be_undone_is_refused(body: bytes, coding: str) -> None:
    with pytest.raises(BadCompression):
        decode(body, coding, CAP)


def test_a_bomb_is_cut_off_at_the_cap() -> None:
    bomb = gzip.compress(bytes(50 * 2**20), compresslevel=9)
    with pytest.raises(TooLarge):
        decode(bomb, "gzip", 2**20)


def test_a_bomb_inside_a_bomb_is_cut_off_at_the_cap() -> None:
    bomb = gzip.compress(gzip.compress(bytes(50 * 2**20)))
    with pytest.raises(TooLarge):
        decode(bomb, "gzip, gzip", 2**20)


def test_one_byte_above_the_cap_is_too_much() -> None:
    with pytest.raises(TooLarge):
        decode(gzip.compress(TEXT), "gzip", CAP - 1)
