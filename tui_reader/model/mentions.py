"""Institutions and dates, and where a text mentions them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from tui_reader.model.values import dataclass


class MentionKind(StrEnum):
    INSTITUTION = "institution"
    DATE = "date"


class Precision(StrEnum):
    """How finely a date was written; never finer than its author was."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SCHOOL_YEAR = "school-year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class DateKind(StrEnum):
    DATE = "date"
    RANGE = "range"
    DURATION = "duration"
    RECURRING = "recurring"
    TIME = "time"


class DateSense(StrEnum):
    """What the words around say of the date: *dès 2020* is ``FROM``, *d'ici 2025* is ``BEFORE``."""

    AT = "at"
    FROM = "from"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


class TimexType(StrEnum):
    """TIMEX3 types (ISO-TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Institution:
    """An organisation met in a document. ``key`` is the same in every article that means the same institution."""

    key: str
    name: str
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    """``university``, ``ministry``, ``company`` …; empty where unknown."""
    country: str = ""
    """ISO 3166-1 alpha-2, or empty."""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date resolved as far as it was written, and no further.

    ``value`` is EDTF (ISO 8601-2), ``timex`` the TIMEX3 value; ``earliest`` and ``latest`` are the days that bound it
    (both ``None`` where it stays unresolved). ``anchor`` is the ISO date that a relative expression was counted from.
    """

    value: str
    timex: str
    type: TimexType
    earliest: date | None
    latest: date | None
    precision: Precision
    kind: DateKind = DateKind.DATE
    sense: DateSense = DateSense.AT
    anchor: str = ""
    computed: bool = False
    """False where the date was written, True where it was worked out (*lundi dernier*, the end of a five-year term)."""
    score: float = 0.0
    """Key-ness, 0–1."""
    reason: str = ""
    """Why it is or is not a key date, readable."""
    key: bool = False
    clause: str = ""
    """The clause that it belongs to, for the sidebar."""

    @property
    def place(self) -> date | None:
        """The day that gives it its place in time: its first, of a term the one that ends it."""
        return self.latest if self.kind is DateKind.DURATION else self.earliest


@dataclass(frozen=True, slots=True)
class Mention:
    """A range of a document's text that names an institution or a date.

    ``ref`` is the index into ``Recognition.institutions`` or ``Recognition.dates``, by ``kind``. ``evidence`` says
    which rule fired on what, for a person. ``confidence`` is 0–1.
    """

    kind: MentionKind
    start: int
    end: int
    surface: str
    ref: int
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """All that recognition found in one document: mentions in text order, none overlapping another of its kind.

    ``institutions`` are ordered most salient first; ``dates`` in order of time, unresolved ones last.
    """

    mentions: tuple[Mention, ...] = ()
    institutions: tuple[Institution, ...] = ()
    dates: tuple[DateValue, ...] = ()

    def of_institution(self, ref: int) -> list[Mention]:
        return [m for m in self.mentions if m.kind is MentionKind.INSTITUTION and m.ref == ref]

    def of_date(self, ref: int) -> list[Mention]:
        return [m for m in self.mentions if m.kind is MentionKind.DATE and m.ref == ref]
