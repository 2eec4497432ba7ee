"""Ordinary gzip in a fast lane: the same bytes, and nothing that needs judgement."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.parse.gzipped import unzipped

CAP = 100_000
TEXT = b"Le texte d'un flux. " * 50
PACKED = gzip.compress(TEXT)

isal_zlib = pytest.importorskip("isal.isal_zlib", reason="without isal there is no fast lane")


@given(st.binary(max_size=5_000), st.integers(0, 9))
def test_what_gzip_packed_comes_back(body: bytes, level: int) -> None:
    assert unzipped(gzip.compress(body, level), CAP) == body


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(TEXT, id="not packed"),
        pytest.param(zlib.compress(TEXT), id="deflate"),
        pytest.param(PACKED + PACKED, id="two members"),
        pytest.param(PACKED + b"\0", id="padding"),
        pytest.param(PACKED[:-9], id="cut off"),
        pytest.param(PACKED[:-4], id="without its length"),
        pytest.param(PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:], id="wrong checksum"),
        pytest.param(PACKED[:10] + b"\xff" * 20, id="no deflate"),
    ],
)
def test_anything_else_is_left_to_others(odd: bytes) -> None:
    assert unzipped(odd, CAP) is None


def test_a_body_that_swells_beyond_the_cap_is_left_to_others() -> None:
    assert unzipped(gzip.compress(bytes(CAP)), CAP) == bytes(CAP)
    assert unzipped(gzip.compress(bytes(CAP + 1)), CAP) is None
    assert unzipped(gzip.compress(bytes(50 * CAP)), CAP) is None


@given(st.binary(max_size=200), st.integers(0, len(PACKED) - 1))
def test_broken_bytes_raise_nothing(noise: bytes, at: int) -> None:
    broken = PACKED[:at] + noise + PACKED[at + len(noise) :]
    assert unzipped(broken, CAP) in (None, TEXT)
