"""Which of several dates is meant: the nearest, unless the tense says the other way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tui_reader.entities.dates.moments import bounds
from tui_reader.entities.dates.tense import Tense

AGAINST_TENSE = 8.0
"""How much farther a date counts that lies against the tense: high enough to hold for dates months away, low enough
that *the fair, which was set for 10 August* stays next week's."""
AGAINST_TENSE_WEEKDAY = 20.0
"""Weekdays are never more than seven days off, so the tense decides."""
WITHOUT_VERB = 2.0
"""How much farther the coming date counts where no verb tells the tense and news mostly looks back."""
NEVER_AHEAD = 1000.0
"""*since December* lies behind, however far."""
SLIGHTLY = 0.4
"""In days: what breaks a tie between before and after in favour of before."""


NEWS_DAYS = 45
"""A day and a month so long before the publication are meant of this year, whatever years stand around."""
NEWS_DAYS_IN_STORIES = 10
"""The same in a text that mostly tells of other years."""


def is_news(candidates: Iterable[str], published: date, days: int) -> bool:
    """Whether one of the dates began, or was not over, so few days before the publication."""
    found = (moments for timex in candidates if (moments := bounds(timex)))
    return any(first <= published and (published - last).days <= days for first, last, _ in found)


def nearest(candidates: Iterable[str], anchor: date, tense: Tense, against: float = AGAINST_TENSE) -> str:
    """The TIMEX3 value that costs least; empty where there is none on the calendar."""
    best, best_cost = "", float("inf")
    for timex in candidates:
        found = bounds(timex)
        if not found:
            continue
        cost = _cost(found[0], found[1], anchor, tense, against)
        if cost < best_cost:
            best, best_cost = timex, cost
    return best


def _cost(first: date, last: date, anchor: date, tense: Tense, against: float) -> float:
    if first <= anchor <= last:
        return 0.0
    if last < anchor:
        return (anchor - last).days * (against if tense is Tense.FUTURE else 1.0)
    return ((first - anchor).days + SLIGHTLY) * (against if tense is Tense.PAST else 1.0)


def before(candidates: Iterable[str], anchor: date) -> str:
    """The latest that is over on the anchor's day."""
    ended = [(found[1], timex) for timex in candidates if (found := bounds(timex)) and found[1] < anchor]
    return max(ended)[1] if ended else ""


def after(candidates: Iterable[str], anchor: date) -> str:
    """The first that starts after the anchor's day."""
    coming = [(found[0], timex) for timex in candidates if (found := bounds(timex)) and found[0] > anchor]
    return min(coming)[1] if coming else ""
