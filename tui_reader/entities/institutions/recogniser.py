"""Finding institutions in a document: walk, define, decide, spread, group."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from tui_reader.entities.context import Context
from tui_reader.entities.institutions.brought import brought_candidates
from tui_reader.entities.institutions.candidates import Tier
from tui_reader.entities.institutions.decide import decide
from tui_reader.entities.institutions.grouping import grouped
from tui_reader.entities.institutions.known import known_names, user_names
from tui_reader.entities.institutions.lexicon import lexicon
from tui_reader.entities.institutions.scan import Names, Scan, scan_sheet
from tui_reader.entities.institutions.sheet import Sheet, sheet_of
from tui_reader.entities.institutions.wrapped import joined_lines
from tui_reader.model.documents import BlockKind, Document
from tui_reader.model.mentions import Recognition

_SILENT = frozenset([BlockKind.CODE, BlockKind.RULE])
"""Blocks that are not prose."""

_FINISHED = frozenset('.!?»"”')
RULES = 10
"""Counted up when the code finds something else in the same text with the same data."""


class InstitutionRecogniser:
    """French and English institutions by rules and knowledge; other languages by acronyms and known names."""

    name = "institutions"

    @property
    def version(self) -> str:
        """Changes with the rules and with every word of their data."""
        return f"{RULES}-{_data_hash()}"

    def recognise(self, document: Document, context: Context, found: Recognition) -> Recognition:
        """What the document mentions. Pure: the same for the same document and context, in any process."""
        language = context.language or document.language
        words = lexicon(language)
        sheets = sheets_of(document)
        names = _names(context)
        scan = Scan(metonyms=context.metonyms)
        for number, sheet in enumerate(sheets):
            scan_sheet(number, sheet, words, names, scan)
            if context.gazetteer is not None:
                scan.candidates += brought_candidates(number, sheet, words, document.text, context.gazetteer)
        return grouped(document, sheets, decide(sheets, words, scan), language)


def _names(context: Context) -> Names:
    added = context.corrections.added
    own: Names = ((known_names(), Tier.GRAMMAR),)
    return (*own, (user_names(added), Tier.USER)) if added else own


@cache
def _data_hash() -> str:
    content = hashlib.blake2b(digest_size=6)
    for folder in ("known", "languages"):
        for path in sorted(Path(__file__).with_name(folder).iterdir()):
            if path.suffix in (".txt", ".toml"):
                content.update(path.read_bytes())
    return content.hexdigest()


def sheets_of(document: Document) -> list[Sheet]:
    """The blocks of prose, prepared. A first line of plain text with a capital on every word is its title."""
    sheets = [
        sheet_of(document.text, block.start, block.end, block.kind, wrapped=wrapped)
        for block, wrapped in joined_lines(document.text, document.blocks)
        if block.kind not in _SILENT and block.end > block.start
    ]
    if len(sheets) > 1 and sheets[0].titled and sheets[0].kind is BlockKind.PARAGRAPH and _unfinished(sheets[0]):
        sheets[0] = replace(sheets[0], kind=BlockKind.TITLE)
    return sheets


def _unfinished(sheet: Sheet) -> bool:
    """Whether it ends without a full stop."""
    return sheet.words[-1] not in _FINISHED
