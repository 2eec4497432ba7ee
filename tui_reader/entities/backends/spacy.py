"""Organisations that a spaCy pipeline finds, added to what the rules found (extra ``[spacy]``).

It runs where a package names it under the entry point ``tui_reader.recognisers``::

    [project.entry-points."tui_reader.recognisers"]
    french-news = "my_package:recogniser"        # recogniser = SpacyRecogniser("fr_core_news_sm", languages=["fr"])

The pipeline is a name that ``spacy.load`` understands or a pipeline already built; nothing is ever downloaded. What the
rules found stays: mentions that overlap theirs are left out by whoever merges.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Protocol

from tui_reader.entities.context import Context
from tui_reader.entities.institutions.keys import key_of
from tui_reader.i18n import _
from tui_reader.model.documents import BlockKind, Document
from tui_reader.model.errors import ConfigError
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition

LABELS = frozenset(["ORG"])
"""What pipelines call organisations."""
CONFIDENCE = 0.6
"""spaCy gives no figure of its own."""


class Pipeline(Protocol):
    """What is used of ``spacy.language.Language``."""

    meta: dict[str, Any]

    def __call__(self, text: str) -> Any: ...


class SpacyRecogniser:
    """Institutions by a spaCy pipeline; ``languages`` are those it is asked about, empty for all."""

    def __init__(
        self, pipeline: str | Pipeline, *, labels: Collection[str] = LABELS, languages: Collection[str] = ()
    ) -> None:
        self._pipeline = pipeline
        self._labels = frozenset(labels)
        self._languages = frozenset(languages)
        self.name = f"spacy-{pipeline if isinstance(pipeline, str) else pipeline.meta.get('name', 'pipeline')}"

    @property
    def version(self) -> str:
        """Of the pipeline: other weights, other answers."""
        meta = self._loaded().meta
        return f"{meta.get('lang', '')}-{meta.get('name', '')}-{meta.get('version', '')}"

    def recognise(self, document: Document, context: Context, found: Recognition) -> Recognition:
        """The organisations of each block of prose; what ``found`` holds does not matter."""
        if self._languages and (context.language or document.language) not in self._languages:
            return Recognition()
        places: dict[str, int] = {}
        institutions: list[Institution] = []
        mentions: list[Mention] = []
        for start, end, label in self._entities(document):
            surface = document.text[start:end]
            key = key_of(surface)
            if key not in places:
                places[key] = len(institutions)
                institutions.append(Institution(key, surface))
            evidence = f"{label} by the spaCy pipeline {self.name.removeprefix('spacy-')}"
            mentions.append(Mention(MentionKind.INSTITUTION, start, end, surface, places[key], CONFIDENCE, evidence))
        return Recognition(tuple(mentions), tuple(institutions))

    def _entities(self, document: Document) -> Iterable[tuple[int, int, str]]:
        pipeline = self._loaded()
        for block in document.blocks:
            if block.kind is not BlockKind.CODE and block.end > block.start:
                for entity in pipeline(document.block_text(block)).ents:
                    if entity.label_ in self._labels and entity.text.strip():
                        yield block.start + entity.start_char, block.start + entity.end_char, str(entity.label_)

    def _loaded(self) -> Pipeline:
        if isinstance(self._pipeline, str):
            self._pipeline = _load(self._pipeline)
        return self._pipeline


def _load(name: str) -> Pipeline:
    try:
        import spacy
    except ImportError as error:
        what = _("spaCy is not installed; install the extra: pip install 'reader-tui[spacy]'.")
        raise ConfigError(what) from error
    try:
        loaded: Pipeline = spacy.load(name)
    except OSError as error:
        what = _("The spaCy pipeline “{name}” is not installed; install its package by hand.")
        raise ConfigError(what.format(name=name)) from error
    return loaded
