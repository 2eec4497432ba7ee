"""Reading dates in tests: a text in, what was found out."""

from __future__ import annotations

from datetime import date

from tui_reader.entities.context import Context
from tui_reader.entities.dates import DateRecogniser
from tui_reader.model.documents import Document
from tui_reader.model.mentions import DateValue, Recognition

FRIDAY = date(2019, 5, 10)


def recognised(text: str, language: str, published: date | None = FRIDAY) -> Recognition:
    return DateRecogniser().recognise(Document.of_text(text, language), Context(language, published), Recognition())


def found(text: str, language: str, published: date | None = FRIDAY) -> list[tuple[str, str]]:
    """Surface and TIMEX3 value of every mention, in text order."""
    result = recognised(text, language, published)
    return [(mention.surface, result.dates[mention.ref].timex) for mention in result.mentions]


def value(text: str, language: str, published: date | None = FRIDAY) -> DateValue:
    """The value of the only mention of a text."""
    result = recognised(text, language, published)
    assert len(result.mentions) == 1, found(text, language, published)
    return result.dates[0]
