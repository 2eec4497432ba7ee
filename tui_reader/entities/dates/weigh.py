"""Which dates matter: a score between 0 and 1 and the reasons for it, in words that a person can follow.

Reasons are a few fixed English phrases joined by ``; ``, which ``i18n.evidence`` translates one by one.
"""

from __future__ import annotations

from datetime import date

from tui_reader.i18n import N_
from tui_reader.model.mentions import DateKind, DateSense, Precision, TimexType
from tui_reader.model.values import dataclass

KEY = 0.45
"""From this score on a date is a key date. A full date of an ordinary sentence stays just below."""

_BASE = {
    Precision.TIME: (0.35, N_("full date")),
    Precision.DAY: (0.35, N_("full date")),
    Precision.WEEK: (0.25, N_("week")),
    Precision.MONTH: (0.3, N_("month")),
    Precision.SEASON: (0.2, N_("season")),
    Precision.QUARTER: (0.2, N_("quarter")),
    Precision.HALF: (0.2, N_("half-year")),
    Precision.YEAR: (0.2, N_("year")),
    Precision.SCHOOL_YEAR: (0.25, N_("school year")),
    Precision.DECADE: (0.05, N_("decade")),
    Precision.CENTURY: (0.02, N_("century")),
    Precision.VAGUE: (0.0, N_("vague")),
}
RELATIVE = -0.1
EVENT, AHEAD, DEADLINE, LEAD, REPEATED, INSTITUTION, BACKGROUND = 0.2, 0.15, 0.1, 0.12, 0.1, 0.08, -0.15
HOUR = -0.3
"""The day itself is in the list already."""
LONG_PAST = -0.25
"""*l'arrêté du 26 mai 2016*: mostly which one a thing is."""
BACKGROUND_YEARS = 3
LEAD_CHARACTERS = 600
"""The title and about the first two paragraphs."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the place of a mention."""

    event: bool
    deadline: bool
    position: int
    times_named: int
    near_institution: bool
    publication_line: bool
    hour_of_named_day: bool


def weigh(
    precision: Precision,
    type_: TimexType,
    kind: DateKind,
    sense: DateSense,
    bounds: tuple[date, date] | None,
    computed: bool,
    published: date | None,
    around: Surroundings,
) -> tuple[float, str]:
    """Score and reason of one mention."""
    if around.publication_line:
        return 0.02, N_("publication line")
    if type_ is TimexType.SET or kind is DateKind.RECURRING:
        return 0.1, N_("recurring")
    if bounds is None:
        return (0.08, N_("duration")) if type_ is TimexType.DURATION else (0.0, N_("unresolved"))
    background = published is not None and bounds[1].year <= published.year - BACKGROUND_YEARS
    score, reason = _BASE[precision]
    reasons = [reason]

    def add(points: float, why: str) -> None:
        nonlocal score
        score += points
        reasons.append(why)

    if computed and type_ is not TimexType.DURATION:
        add(RELATIVE, N_("worked out from another date"))
    if around.event:
        add(EVENT, N_("event verb near it"))
    if published and bounds[0] > published:
        add(AHEAD, N_("still to come"))
    if sense in (DateSense.BEFORE, DateSense.UNTIL, DateSense.FROM) and around.deadline:
        add(DEADLINE, N_("deadline"))
    elif sense is DateSense.FROM and not background:
        add(DEADLINE, N_("start of something"))
    if around.position < LEAD_CHARACTERS:
        add(LEAD, N_("in the title or the lead"))
    if around.times_named > 1:
        add(REPEATED, N_("named more than once"))
    if around.near_institution:
        add(INSTITUTION, N_("beside an institution"))
    if around.hour_of_named_day:
        add(HOUR, N_("hour of a day that is named beside it"))
    if background and precision in (Precision.DAY, Precision.MONTH):
        add(LONG_PAST, N_("years before the publication"))
    if background and precision is Precision.YEAR:
        add(BACKGROUND, N_("background year"))
    return round(min(max(score, 0.0), 1.0), 2), "; ".join(reasons)
