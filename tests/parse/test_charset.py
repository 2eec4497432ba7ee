import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.parse.charset import decode

FRENCH = "L’été à Bœuf-sur-Œuvre coûte 5 €"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (FRENCH.encode(), ""),
        (FRENCH.encode(), "text/html; charset=utf-8"),
        (FRENCH.encode(), "text/html; charset=iso-8859-1"),
        (FRENCH.encode(), "text/html; charset=nonsense"),
        (FRENCH.encode("cp1252"), "text/html; charset=iso-8859-1"),
        (FRENCH.encode("cp1252"), "text/html; charset=utf-8"),
        (FRENCH.encode("cp1252"), ""),
        (FRENCH.encode("utf-8-sig"), "text/html; charset=iso-8859-1"),
        (FRENCH.encode("utf-16"), ""),
        (b"\xff\xfe\x00\x00" + FRENCH.encode("utf-32-le"), ""),
    ],
)
def test_accents_survive_whatever_was_declared(body: bytes, content_type: str) -> None:
    assert decode(body, content_type) == FRENCH


@pytest.mark.parametrize(
    "declaration",
    ['<?xml version="1.0" encoding="{}"?>', '<html><meta charset="{}">', '<meta content="text/html; charset={}">'],
)
def test_a_document_that_names_its_encoding_is_believed(declaration: str) -> None:
    text = declaration.format("windows-1251") + "Привет"

    assert decode(text.encode("cp1251")) == text


def test_the_header_counts_before_the_document() -> None:
    body = '<meta charset="windows-1251">žluť'.encode("cp1250")

    assert decode(body, "text/html; charset=windows-1250").endswith("žluť")


def test_markup_in_utf_16_without_a_mark_is_seen() -> None:
    assert decode("<p>été</p>".encode("utf-16-le")) == "<p>été</p>"


def test_one_broken_byte_does_not_spoil_utf_8() -> None:
    body = ("é" * 500).encode() + b"\xff" + b"fin"

    assert decode(body) == "é" * 500 + "\ufffdfin"


def test_a_body_cut_within_a_letter_is_still_utf_8() -> None:
    assert decode("déjà".encode()[:-1]) == "déj\ufffd"
    assert decode("café".encode("cp1252")) == "café"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_it_never_fails(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
    assert isinstance(decode(body, f"text/html; charset={content_type}"), str)
