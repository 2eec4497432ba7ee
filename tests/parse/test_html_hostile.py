"""Markup written to hang or to blow up. Work is counted in calls, and time compared generously between two sizes."""

import time
from collections.abc import Callable

import pytest

from tui_reader.parse.html import html_document
from tui_reader.parse.html_blocks import MAX_LEVEL
from tui_reader.parse.html_reader import MAX_DEPTH
from tui_reader.parse.tables import MAX_CELLS

HOSTILE: dict[str, Callable[[int], str]] = {
    "nested divs": lambda n: "<div>" * n,
    "nested spans": lambda n: "<b>x" * n,
    "nested tables": lambda n: "<table><tr><td>x" * n,
    "nested quotations": lambda n: "<blockquote>x" * n,
    "nested lists": lambda n: "<ul><li>x" * n,
    "nested figures": lambda n: "<figure><figcaption>x" * n,
    "end tags that match nothing": lambda n: "<div></p>" * n,
    "angle brackets": lambda n: "<" * n,
    "attributes left open": lambda n: '<a href="' * n,
    "one tag of attributes": lambda n: "<a " + " ".join(f"a{i}=1" for i in range(n)) + ">x",
    "comments left open": lambda n: "<!--" * n,
    "scripts left open": lambda n: "<script>" * n,
    "wide cells": lambda n: "<table>" + "<tr><td colspan=64>x" * n,
    "tall cells": lambda n: "<table>" + "<tr><td rowspan=9999>x<td>y" * n,
    "ragged rows": lambda n: "<table><tr>" + "<td>x" * 60 + "<tr><td>x" * n,
    "misnested spans": lambda n: "<b><p>x</b>" * n,
    "one accent for every span": lambda n: "<p>" + "<b>e</b>\u0301" * n,
    "a set of commas": lambda n: '<img srcset="' + "," * n + '">',
    "breaks": lambda n: "x<br>" * n,
}
SMALL, LARGE = 2_500, 10_000


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_takes_time_in_proportion(name: str) -> None:
    def seconds(size: int) -> float:
        markup = HOSTILE[name](size)
        start = time.process_time()
        document = html_document(markup)
        taken = time.process_time() - start
        assert document.flaws() == []
        return taken

    seconds(SMALL // 4)
    small, large = seconds(SMALL), seconds(LARGE)

    # Four times the input; a quadratic reader would take sixteen times as long, and seconds.
    assert large < 12 * small + 0.3


def test_a_hundred_thousand_open_tags_still_show_their_text() -> None:
    document = html_document("<div>" * 100_000 + "deep <b>words</b><script>no</script><p>and more")

    assert document.text == "deep words\nand more"


def test_nesting_within_the_limit_keeps_its_structure_and_a_bounded_level() -> None:
    document = html_document("<blockquote>" * (MAX_DEPTH - 10) + "x")

    assert [block.quote for block in document.blocks] == [MAX_LEVEL]


def test_a_megabyte_of_angle_brackets_is_text() -> None:
    assert len(html_document("<" * 1_000_000).text) == 1_000_000


def test_spans_of_columns_do_not_inflate_the_text() -> None:
    document = html_document("<table>" + "<tr><td colspan=64>x<td>y" * 20_000)

    assert len(document.text) < 20 * MAX_CELLS


def test_bytes_that_no_text_should_hold_are_gone() -> None:
    document = html_document("<p>a\x00b&#0;c&#x202e;d&#27;[2Je\ud800</p>", title="t\x1b\u202e")

    assert document.title == "t"
    assert not set(document.text) & set("\x00\x1b\u202e\ud800")
