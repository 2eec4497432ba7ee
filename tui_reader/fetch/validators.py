"""Validators: kept exactly as the server wrote them, sent back as a pair (RFC 9110 §8.8, §13.1)."""

from __future__ import annotations

from collections.abc import Mapping

from tui_reader.model.feeds import Validators

LONGEST = 1024
"""Characters; a longer one is no validator but somebody's tracking or a broken server."""


def storable(value: str) -> bool:
    """Whether a validator can be sent back as it came: printable ASCII, at most 1 KB."""
    return 0 < len(value) <= LONGEST and value.isascii() and value.isprintable()


def of_answer(headers: Mapping[str, str]) -> Validators:
    """The validators of a full answer, unusable ones left out."""
    etag, last_modified = headers.get("etag", ""), headers.get("last-modified", "")
    return Validators(etag if storable(etag) else "", last_modified if storable(last_modified) else "")


def conditions(validators: Validators) -> list[tuple[str, str]]:
    """The headers that ask only for what changed since."""
    pair = (("If-None-Match", validators.etag), ("If-Modified-Since", validators.last_modified))
    return [(name, value) for name, value in pair if storable(value)]
