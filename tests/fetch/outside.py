"""What the tests of fetching share beside their fixtures."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tui_reader.fetch.client import Fetcher, FetchRequest, FetchResponse, Limits
from tui_reader.fetch.exchange import NO_VALIDATORS
from tui_reader.model.errors import FetchError
from tui_reader.model.feeds import Validators

UNHURRIED = Limits(host_pace=0.0, seconds=10.0, connect_seconds=5.0)
FEED = "<rss version='2.0'><channel><title>Nouvelles</title></channel></rss>"


@dataclass(slots=True)
class Outside:
    """What names lead to, what counts as private, and what was asked of both."""

    addresses: dict[str, list[str]] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)
    looked_up: list[str] = field(default_factory=list)
    judged: list[str] = field(default_factory=list)


async def get(
    fetcher: Fetcher, url: str, *, validators: Validators = NO_VALIDATORS, typed: bool = True
) -> FetchResponse:
    return await fetcher.get(FetchRequest(url, validators, typed_by_user=typed))


async def failure(fetcher: Fetcher, url: str, *, typed: bool = True) -> FetchError:
    """The error that getting an address ends in, checked to be one sentence that says where."""
    with pytest.raises(FetchError) as caught:
        await get(fetcher, url, typed=typed)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "“" in sentence or "«\u00a0" in sentence
    return caught.value
