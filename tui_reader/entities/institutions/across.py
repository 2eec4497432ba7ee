"""One institution across articles: which bare acronyms of an archive mean which long form.

Within an article, definitions and known names settle it. What is left are acronyms that an article uses without saying
what they stand for; their key is the acronym's own. The feed that they come from may say it elsewhere. Where it says
two things, or only another feed says one, they are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui_reader.entities.institutions.keys import key_of


@dataclass(frozen=True, slots=True)
class Sighting:
    """An institution in some article of a feed."""

    feed: int
    key: str
    acronym: str


def acronyms_of_feeds(sightings: Iterable[Sighting]) -> dict[tuple[int, str], str]:
    """(feed, key of a bare acronym) → key of the one long form that this feed gives it."""
    bare: set[tuple[int, str]] = set()
    longs: dict[tuple[int, str], set[str]] = {}
    for sighting in sightings:
        if sighting.acronym:
            place = (sighting.feed, key_of(sighting.acronym))
            if sighting.key == place[1]:
                bare.add(place)
            else:
                longs.setdefault(place, set()).add(sighting.key)
    return {place: min(longs[place]) for place in sorted(bare) if len(longs.get(place, ())) == 1}
