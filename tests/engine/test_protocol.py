"""The lines between screen and engine."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tui_reader.engine.protocol import COMMANDS, EVENTS, decode, encode
from tui_reader.model.errors import EngineError
from tui_reader.model.events import CheckStatus, FeedChecked, Refresh, RefreshSummary
from tui_reader.model.feeds import FeedId


def any_message() -> SearchStrategy[object]:
    """Any command or event, but with no NaN, which equals nothing, itself included."""
    st.register_type_strategy(float, st.floats(allow_nan=False))
    return st.one_of([st.from_type(kind) for kind in (COMMANDS | EVENTS).values()])


@given(any_message())
def test_every_command_and_event_crosses_the_pipe_unchanged(message):
    line = encode(message)
    assert line.count("\n") == 1 and line.endswith("\n") and line.isascii()
    assert decode(line) == message


def test_a_summary_keeps_its_feeds_and_their_enums():
    feed = FeedChecked(FeedId(3), "https://exemple.fr/é", CheckStatus.FAILED, error="injoignable\u2028\ud800")
    summary = decode(encode(RefreshSummary(checked=1, failed=1, feeds=(feed,), seconds=2)))
    assert isinstance(summary, RefreshSummary)
    assert summary.feeds == (feed,)
    assert summary.feeds[0].status is CheckStatus.FAILED


def test_fields_left_out_have_their_defaults():
    assert decode('{"type":"Refresh"}') == Refresh()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Traceback (most recent call last):",
        "[]",
        "null",
        '{"type":"Nonsense"}',
        '{"feed_ids":[]}',
        '{"type":"Refresh","feed_ids":"12"}',
        '{"type":"Refresh","feed_ids":["12"]}',
        '{"type":"Refresh","feed_ids":[true]}',
        '{"type":"Refresh","force":1}',
        '{"type":"Refresh","shell":"rm"}',
        '{"type":"Add","request":1}',
        '{"type":"Added","request":1,"skipped":[["one"]]}',
        '{"type":"FeedChecked","feed_id":1,"url":"u","status":"exploded"}',
        "[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_line_that_is_no_message_is_refused_in_one_sentence(line):
    with pytest.raises(EngineError) as refusal:
        decode(line)
    assert "\n" not in str(refusal.value)


def test_a_message_is_plain_json_that_any_tool_can_read():
    assert json.loads(encode(Refresh((FeedId(7),)))) == {"type": "Refresh", "feed_ids": [7], "force": True}
