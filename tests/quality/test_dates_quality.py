"""The recogniser of dates holds its level on our own annotated texts."""

from __future__ import annotations

import pytest

from tests.quality.dates_table import dated_sets, score_dates

LEVEL = {"dates, fr": 96.0, "dates, en": 95.0, "dates, de": 95.0}
"""Least F of extents and of values: below what was reached, above what chance changes."""


@pytest.mark.parametrize("name", LEVEL)
def test_extents_and_values_hold_their_level(name: str) -> None:
    result, same_value = score_dates(dated_sets()[name])
    assert result.figures(result.exact)[2] >= LEVEL[name], result.wrong
    assert result.figures(same_value)[2] >= LEVEL[name] - 2, result.wrong
