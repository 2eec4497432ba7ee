"""How long an answer keeps, read from its headers (RFC 9111 §4.2, §5.2, §5.3; RFC 9110 §10.2.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 24 * 3600.0
"""Seconds; a server that asks for more gets this, else a slip of its configuration silences a feed for years."""

_NEVER_FRESH = frozenset({"no-store", "no-cache"})
_SECONDS = re.compile(r"[0-9]+")
_LONGEST_READ = 10 * 365 * 24 * 3600.0  # a number of a thousand digits would be infinite


def expires_in(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds from now that this answer is fresh, 0 for never, at most 24 hours; None where nothing says.

    ``headers`` finds names whatever their case, or all in lower case.
    """
    directives = _directives(headers.get("cache-control", ""))
    if _NEVER_FRESH & directives.keys():
        return 0.0
    if "max-age" in directives:
        lifetime = _seconds(directives["max-age"]) or 0.0
        return _bounded(lifetime - (_seconds(headers.get("age", "")) or 0.0))
    if "expires" in headers:
        expires = http_date(headers["expires"])
        # Anything that is no date, "0" above all, means "already stale".
        if expires is None:
            return 0.0
        return _bounded((expires - (http_date(headers.get("date", "")) or now)).total_seconds())
    return None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to stay away, from seconds or an HTTP date, clamped to 24 hours; None where unsaid or unreadable."""
    value = headers.get("retry-after", "").strip()
    seconds = _seconds(value)
    if seconds is not None:
        return _bounded(seconds)
    date = http_date(value)
    return None if date is None else _bounded((date - now).total_seconds())


def http_date(value: str) -> datetime | None:
    """An HTTP date in any of its three spellings, aware UTC; None where it is none."""
    try:
        date = parsedate_to_datetime(value)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _directives(value: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in value.split(","))
    return {name.strip().lower(): argument.strip().strip('"') for name, _, argument in pairs if name.strip()}


def _seconds(value: str) -> float | None:
    return min(float(value), _LONGEST_READ) if _SECONDS.fullmatch(value.strip()) else None


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_WAIT)
