"""Finding institutions in a document."""

from __future__ import annotations

from tui_reader.entities.context import Context
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Recognition


class InstitutionRecogniser:
    """French and English institutions by rules and knowledge; other languages by acronyms and known names."""

    name = "institutions"
    version = "0"

    def recognise(self, document: Document, context: Context, found: Recognition) -> Recognition:
        """What the document mentions."""
        return Recognition()
