"""Names that the user imported, looked up where a text might name them."""

from __future__ import annotations

from tui_reader.entities.context import Gazetteer
from tui_reader.entities.institutions.candidates import Candidate, Tier
from tui_reader.entities.institutions.lexicon import Lexicon
from tui_reader.entities.institutions.sheet import Sheet
from tui_reader.text.offsets import fold

LONGEST = 14
"""Words of a name that are tried: longer ones are not met in news."""
_SHORT = 4
"""Letters: a shorter single word is an acronym or a syllable."""


def brought_candidates(number: int, sheet: Sheet, lexicon: Lexicon, text: str, gazetteer: Gazetteer) -> list[Candidate]:
    """The longest imported name at each capital or head noun. Acronyms and doubtful words ask for more evidence."""
    found: list[Candidate] = []
    place = 0
    while place < len(sheet):
        hits: list[Candidate] = []
        if (sheet.capital[place] or sheet.folded[place] in lexicon.heads) and sheet.words[place][0].isalnum():
            hits = _longest(number, sheet, lexicon, place, text, gazetteer)
        found += hits
        place = hits[0].last if hits else place + 1
    return found


def _longest(
    number: int, sheet: Sheet, lexicon: Lexicon, place: int, text: str, gazetteer: Gazetteer
) -> list[Candidate]:
    """One candidate for each institution that carries the longest name here."""
    words = gazetteer.longest(_first_word(sheet, place))
    for last in range(min(len(sheet), place + min(2 * words, LONGEST)), place, -1):
        if not sheet.words[last - 1][-1].isalnum():
            continue
        acronym = last - place == 1 and sheet.acronym[place]
        doubt = acronym or _doubtful(sheet, lexicon, place, last)
        institutions = gazetteer.lookup(fold(text[sheet.starts[place] : sheet.ends[last - 1]]))
        if institutions:
            return [
                Candidate(
                    number,
                    place,
                    last,
                    Tier.GRAMMAR,
                    0.9,
                    f"name that you imported: {institution.name}",
                    institution.kind,
                    source=institution,
                    acronym=acronym,
                    doubt=doubt,
                )
                for institution in institutions
            ]
    return []


def _doubtful(sheet: Sheet, lexicon: Lexicon, place: int, last: int) -> bool:
    """Whether a single word may well be something else: the first of a sentence, short, a place, a first name."""
    if last - place > 1:
        return False
    word = sheet.folded[place]
    plain = sheet.first[place] or len(word) < _SHORT or not sheet.capital[place]
    return plain or word in lexicon.places or word in lexicon.first_names or word in lexicon.common_capitals


def _first_word(sheet: Sheet, place: int) -> str:
    word = sheet.words[place]
    if word.endswith("'") and place + 1 < len(sheet):
        word += sheet.words[place + 1]
    return fold(word).split(" ")[0]
