"""Recognising one document now, with what the user has said and brought."""

from __future__ import annotations

from dataclasses import replace

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.entities.context import Context
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Recognition
from tui_reader.text.composed import Composed, compose
from tui_reader.text.language import detect


def context(paths: Paths, settings: Settings) -> Context:
    """What recognisers may know: the corrections file and the imported names, where there are any."""
    from tui_reader.entities.corrections import load_corrections
    from tui_reader.storage.gazetteer import open_gazetteer

    gazetteer = open_gazetteer(paths.gazetteer) if paths.gazetteer.exists() else None
    return Context(
        corrections=load_corrections(paths.corrections_file), gazetteer=gazetteer, metonyms=settings.metonyms
    )


def recognise(document: Document, given: Context) -> tuple[str, Recognition]:
    """The language used and what was found. The language is detected where neither side names it.

    Recognisers know composed text (NFC); what they find in a text written otherwise is told in its own offsets.
    """
    from tui_reader.entities import recognise as recognition

    spelled = compose(document.text)
    known = document if spelled is None else _respelled(document, spelled)
    language = given.language or document.language or detect(known.text)
    found = recognition.recognise(known, replace(given, language=language))
    return language, found if spelled is None else _as_given(found, document.text, spelled)


def _respelled(document: Document, spelled: Composed) -> Document:
    at = spelled.composed
    return replace(
        document,
        text=spelled.text,
        blocks=tuple(replace(block, start=at(block.start), end=at(block.end)) for block in document.blocks),
        spans=tuple(replace(span, start=at(span.start), end=at(span.end)) for span in document.spans),
    )


def _as_given(found: Recognition, text: str, spelled: Composed) -> Recognition:
    mentions = []
    for mention in found.mentions:
        start, end = spelled.given(mention.start), spelled.given(mention.end)
        mentions.append(replace(mention, start=start, end=end, surface=text[start:end]))
    return replace(found, mentions=tuple(mentions))
