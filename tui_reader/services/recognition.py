"""Recognising one document now, with what the user has said and brought."""

from __future__ import annotations

from dataclasses import replace

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.entities.context import Context
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Recognition
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
    """The language used and what was found. The language is detected where neither side names it."""
    from tui_reader.entities import recognise as recognition

    language = given.language or document.language or detect(document.text)
    return language, recognition.recognise(document, replace(given, language=language))
