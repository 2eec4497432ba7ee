"""What is expected of a well-behaved feed reader, and the test that proves it of ours.

The items are those that publishers who watch their logs keep asking for: requests that say what is known already,
patience that is asked for and given, no noise. Those of the fetcher are proven in ``tests/fetch``, those that hold over
many checks and restarts in ``tests/services``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

EXPECTED = {
    "validators are stored exactly and sent back to the letter": "fetch/test_a_validator_comes_back_to_the_letter",
    "both validators are sent, as the pair of one answer": "fetch/test_an_unchanged_feed_is_not_sent_again",
    "the pair outlives a restart": "services/test_validators_outlive_the_program_as_a_pair",
    "the pair outlives 429 and other errors": "services/test_validators_outlive_an_answer_that_is_an_error",
    "old and new validators are never mixed": "services/test_new_validators_take_the_place_of_both_old_ones",
    "nor by a 304": "fetch/test_validators_that_a_304_repeats_in_part_stay_a_pair",
    "no validator is invented or repaired": "fetch/test_validators_nobody_could_send_back_are_left_out",
    "conditions survive redirects": "fetch/test_conditions_travel_along_so_that_the_end_may_say_unchanged",
    "no feed is fetched unconditionally twice": (
        "services/test_no_feed_is_fetched_unconditionally_twice_even_when_forced"
    ),
    "adding a feed is one request": "services/test_a_feed_is_subscribed_with_its_articles_in_one_request",
    "and the next one waits for its time": (
        "services/test_adding_a_feed_is_one_request_and_the_next_waits_for_its_time"
    ),
    "adding it again is none": "services/test_what_is_subscribed_already_is_not_asked_again",
    "a list of feeds is imported without a burst": "services/test_an_opml_file_subscribes_to_all_without_asking_any",
    "looking for a feed knocks at few doors": (
        "services/test_a_site_without_a_feed_says_what_was_tried_and_how_to_keep_the_page"
    ),
    "Retry-After is honoured in both forms": "fetch/test_retry_after_is_seconds_or_a_date_and_never_more_than_a_day",
    "429 and 503 carry it to the schedule": "services/test_retry_after_is_waited_for",
    "the wait outlives a restart": "services/test_retry_after_outlives_the_program",
    "Cache-Control and Expires are read": "fetch/test_freshness_is_read_as_the_server_means_it",
    "and honoured, over restarts too": "services/test_what_cache_control_calls_fresh_is_not_asked_for",
    "ttl is honoured, while the feed does not change too": (
        "services/test_what_a_feed_asks_for_is_remembered_while_it_does_not_change"
    ),
    "skipHours are honoured": "services/test_hours_that_a_feed_asks_to_skip_are_skipped",
    "whoever asks for most patience gets it": "fetch/test_the_next_check_follows_whoever_asks_for_most_patience",
    "a feed without validators is asked less often": "services/test_a_feed_without_validators_is_asked_less_often",
    "failures are answered by longer and longer pauses": "fetch/test_back_off_doubles_up_to_a_day",
    "only feeds that are due are asked": "services/test_only_feeds_that_are_due_are_asked_unless_forced",
    "no bursts: a host sees its requests spread out": "fetch/test_a_host_with_fifty_feeds_is_spread_out",
    "two at once at a host at most": "services/test_one_host_holds_no_more_workers_than_it_may",
    "redirects keep the pace too": "fetch/test_every_request_waits_for_its_turn_and_redirects_are_requests",
    "a failed request is not repeated at once": "fetch/test_a_fresh_connection_that_dies_is_not_tried_again",
    "connections are used again": "fetch/test_a_connection_is_used_again",
    "compression is asked for": "fetch/test_requests_say_honestly_who_asks_and_nothing_else",
    "the User-Agent says name, version and project": "fetch/test_requests_say_honestly_who_asks_and_nothing_else",
    "no cookies": "fetch/test_cookies_are_forgotten_at_once",
    "no referrer, nothing added to the address": "services/test_the_address_asked_for_is_the_one_subscribed_to",
    "fragments are not sent": "fetch/test_a_fragment_stays_at_home",
    "permanent redirects are acted upon once they hold": (
        "services/test_an_address_follows_a_permanent_redirect_once_it_has_held_twice"
    ),
    "over a restart too": "services/test_the_first_sighting_of_a_redirect_outlives_the_program",
    "temporary ones never are": "fetch/test_only_permanent_redirects_all_the_way_give_a_new_address",
    "a redirect that did not hold is forgotten": "services/test_a_redirect_that_holds_once_and_then_not_is_forgotten",
    "a login page does not take a feed's place": "services/test_a_redirect_to_a_login_page_never_moves_a_feed",
    "410 ends it": "services/test_gone_for_good_is_asked_no_more_unless_by_name",
    "images are asked for where that is wanted, and once": (
        "services/test_an_image_is_asked_for_once_whatever_came_of_it"
    ),
    "images are let be while their server is in trouble": (
        "services/test_trouble_is_waited_out_longer_and_longer_and_then_given_up"
    ),
    "pages behind teasers are asked for once, with validators": (
        "services/test_a_page_that_was_fetched_is_asked_for_with_its_validators"
    ),
}
"""Item → folder and name of its proof."""


@pytest.fixture(scope="module")
def stories() -> set[str]:
    """The names of all tests of these folders."""
    return {
        f"{folder}/{name}"
        for folder in ("fetch", "services")
        for path in (TESTS / folder).glob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }


@pytest.mark.parametrize("item", EXPECTED)
def test_each_good_manner_has_its_proof(item: str, stories: set[str]) -> None:
    assert EXPECTED[item] in stories
