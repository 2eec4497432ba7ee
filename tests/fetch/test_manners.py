"""What is expected of a well-behaved feed reader, and the test that proves it of ours.

The items are those that publishers who watch their logs keep asking for: requests that say what is known already,
patience that is asked for and given, no noise. Here stand the ones that the fetcher and its policy answer for.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

EXPECTED = {
    "validators are stored exactly and sent back to the letter": "test_a_validator_comes_back_to_the_letter",
    "both validators are sent, as the pair of one answer": "test_an_unchanged_feed_is_not_sent_again",
    "a 304 does not mix old and new validators": "test_validators_that_a_304_repeats_in_part_stay_a_pair",
    "no validator is invented or repaired": "test_validators_nobody_could_send_back_are_left_out",
    "conditions survive redirects": "test_conditions_travel_along_so_that_the_end_may_say_unchanged",
    "Retry-After is honoured, in both its forms": "test_retry_after_is_seconds_or_a_date_and_never_more_than_a_day",
    "429 and 503 carry it to the schedule": "test_retry_after_is_passed_on_and_said",
    "Cache-Control and Expires are honoured": "test_freshness_is_read_as_the_server_means_it",
    "the schedule gives whoever asks for most patience its way": (
        "test_the_next_check_follows_whoever_asks_for_most_patience"
    ),
    "skipHours are honoured": "test_hours_to_skip_are_skipped",
    "failures are answered by longer and longer pauses": "test_back_off_doubles_up_to_a_day",
    "no bursts: a host sees its requests spread out": "test_a_host_with_fifty_feeds_is_spread_out",
    "redirects keep the pace too": "test_every_request_waits_for_its_turn_and_redirects_are_requests",
    "a failed request is not repeated at once": "test_a_fresh_connection_that_dies_is_not_tried_again",
    "connections are used again": "test_a_connection_is_used_again",
    "compression is asked for": "test_requests_say_honestly_who_asks_and_nothing_else",
    "the User-Agent says name, version and project": "test_requests_say_honestly_who_asks_and_nothing_else",
    "no cookies": "test_cookies_are_forgotten_at_once",
    "no referrer, nothing added to the address": "test_requests_say_honestly_who_asks_and_nothing_else",
    "fragments are not sent": "test_a_fragment_stays_at_home",
    "permanent redirects are acted upon once they hold": "test_a_permanent_redirect_moves_a_feed_when_it_held_twice",
    "temporary ones never are": "test_only_permanent_redirects_all_the_way_give_a_new_address",
    "a login page does not take a feed's place": "test_a_redirect_that_did_not_hold_moves_nothing",
    "410 ends it": "test_only_gone_stops_polling",
}


@pytest.fixture(scope="module")
def stories() -> set[str]:
    """The names of all tests of this folder."""
    sources = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    return {name for source in sources for name in re.findall(r"^(?:async )?def (test_\w+)", source, re.MULTILINE)}


@pytest.mark.parametrize("item", EXPECTED)
def test_each_good_manner_has_its_proof(item: str, stories: set[str]) -> None:
    assert EXPECTED[item] in stories
