"""Names that say what they are: « université de Lyon », "Ministry of Culture", "Harvard University".

A head noun opens a name that goes on by a small grammar, or closes a run of capitals::

    name         = head adjective* (capitals | link noun adjective* | "et" link noun …)*
                 | capitals tail-head (link capitals)*

A lower-case head needs a proper noun further on, a ministry at least its portfolio.
"""

from __future__ import annotations

from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.going_on import Extent
from tui_reader.entities.institutions.grammar import TOPICAL, follow
from tui_reader.entities.institutions.lexicon import Lexicon, Trigger
from tui_reader.entities.institutions.sheet import Sheet

_QUOTES = (["«"], ["“"], ['"'])
_CLOSING = frozenset('»”"')
_BREAKS = frozenset(".!?:;,")
_QUOTED = 8
"""Tokens: a longer quotation is speech, not a name."""
_GENERAL = frozenset(["agency", "council", "union", "bank", "fund"])
"""Kinds whose lower-case head with a place alone is any office there: « l'agence de Lyon »."""
_ALONE = frozenset(["parliament"])


def head_candidate(number: int, sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger) -> Candidate | None:
    """The name that a head noun opens, if it is one."""
    capital = sheet.capital[place]
    after = place + len(head.phrase)
    extent = follow(sheet, lexicon, after, head, capital=capital)
    if not _is_name(sheet, lexicon, place, head, extent):
        return None
    _quote(sheet, lexicon, head, extent)
    trusted = extent.proper or (extent.fields and not sheet.first[place])
    confidence = (0.9 if extent.proper else 0.8 if trusted else 0.7) - (0.05 if not capital else 0)
    how = f" + {' '.join(extent.how)}" if extent.how else ""
    return Candidate(
        number, place, extent.end, Tier.GRAMMAR, confidence, f"head noun “{head.word}”{how}", kind=head.kind
    )


def _quote(sheet: Sheet, lexicon: Lexicon, head: Trigger, extent: Extent) -> None:
    """« Centre d'histoire « Espaces et cultures » »: a name of its own behind the field."""
    opening = extent.end
    if head.kind not in TOPICAL or extent.proper or sheet.words[opening : opening + 1] not in _QUOTES:
        return
    if opening + 1 >= len(sheet) or not sheet.capital[opening + 1]:
        return
    if sheet.folded[opening + 1] in lexicon.common_capitals:
        return
    for at in range(opening + 2, min(len(sheet), opening + _QUOTED)):
        if sheet.words[at] in _CLOSING:
            extent.end, extent.proper = at + 1, True
            extent.how.append("quoted name")
            return
        if sheet.words[at] in _BREAKS:
            return


def _is_name(sheet: Sheet, lexicon: Lexicon, place: int, head: Trigger, extent: Extent) -> bool:
    capital = sheet.capital[place]
    if not capital:
        if extent.proper:
            return extent.described or head.kind not in _GENERAL
        return head.kind == "ministry" and extent.fields > 0
    if extent.end == place + len(head.phrase):
        alone = len(head.phrase) > 1 or head.kind in _ALONE
        followed = not lexicon.fields and extent.end < len(sheet) and sheet.capital[extent.end]
        return alone and not followed and not sheet.first[place] and not sheet.titled
    if head.needs_capital and lexicon.fields and not (extent.proper or extent.fields):
        return extent.telling
    if sheet.first[place] and not extent.proper:
        return extent.fields > 0 and not head.needs_capital
    return True
