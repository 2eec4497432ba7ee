"""What a person sets for single feeds."""

from __future__ import annotations

import pytest

from tests.cli.conftest import FEED, Reader
from tui_reader.config.paths import Paths


def test_a_feed_is_tuned_and_remembers_it(reader: Reader, archive: Paths) -> None:
    tuned = reader("tune", "1", "--every", "60", "--keep", "200", "--full-text", "on", "--json").json
    assert [(feed["interval_minutes"], feed["keep_newest"], feed["full_text"]) for feed in tuned] == [(60, 200, True)]
    said = reader("tune", "1").out
    assert "checked every 60 minutes" in said and "200 articles kept" in said and "behind teasers" in said
    reader("tune", "1", "--every", "auto", "--keep", "all", "--full-text", "off")
    said = reader("tune", FEED).out
    assert "its own rhythm" in said and "everything kept" in said and "teasers" not in said


def test_what_was_set_at_once_is_taken_back_and_set_again_at_once(reader: Reader, archive: Paths) -> None:
    before = reader("tune", "1", "--json").json
    after = reader("tune", "1", "--every", "60", "--keep", "9", "--images", "off", "--json").json
    assert "settings of 1 feed" in reader("undo").err
    assert reader("tune", "1", "--json").json == before
    reader("undo", "--redo")
    assert reader("tune", "1", "--json").json == after
    reader("tune", "1", "--images", "auto")
    reader("undo")
    assert reader("tune", "1", "--json").json == after


def test_whether_images_are_kept_is_a_feed_s_own_affair_or_the_configuration_s(reader: Reader, archive: Paths) -> None:
    assert [feed["images"] for feed in reader("tune", "1", "--json").json] == [None]
    assert "images kept" in reader("tune", "1", "--images", "on").out
    assert [feed["images"] for feed in reader("tune", "1", "--images", "off", "--json").json] == [False]
    assert "no images kept" in reader("tune", "1").out
    assert "images" not in reader("tune", "1", "--images", "auto").out


@pytest.mark.parametrize(
    "wrong", [["--every", "1"], ["--every", "often"], ["--every", "-5"], ["--keep", "0"], ["--keep", "²"]]
)
def test_what_cannot_be_wanted_is_said(reader: Reader, archive: Paths, wrong: list[str]) -> None:
    ended = reader("tune", "1", *wrong)
    assert ended.code == 2 and ended.out == ""
    assert reader("tune", "99", "--keep", "5").code != 0
