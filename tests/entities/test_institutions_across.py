"""The same institution in many articles: bare acronyms are resolved by their feed, else kept apart."""

from __future__ import annotations

from tui_reader.entities.context import Context
from tui_reader.entities.institutions.across import Sighting, acronyms_of_feeds
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document

DEFINED = "L'Observatoire breton des vents (OBV) ouvre."
BARE = "L'OBV recrute, selon l'OBV."
OTHER = "L'Office des brebis du Vercors (OBV) proteste."


def sightings(feed: int, *texts: str) -> list[Sighting]:
    found = [recognise(Document.of_text(text, "fr"), Context("fr")) for text in texts]
    return [Sighting(feed, i.key, i.acronym) for recognition in found for i in recognition.institutions]


def test_a_bare_acronym_is_what_its_feed_says_elsewhere() -> None:
    assert acronyms_of_feeds(sightings(1, DEFINED, BARE)) == {(1, "obv"): "observatoire-breton-vents"}


def test_a_feed_that_says_two_things_settles_nothing() -> None:
    assert acronyms_of_feeds(sightings(1, DEFINED, OTHER, BARE)) == {}


def test_another_feed_settles_nothing() -> None:
    assert acronyms_of_feeds([*sightings(1, DEFINED), *sightings(2, BARE)]) == {}


def test_each_feed_speaks_for_itself() -> None:
    seen = [*sightings(1, DEFINED, BARE), *sightings(2, OTHER, BARE)]
    assert acronyms_of_feeds(seen) == {
        (1, "obv"): "observatoire-breton-vents",
        (2, "obv"): "office-brebis-vercors",
    }
