"""Dates in a document: the recogniser that the registry calls.

::

    text ─ lexer ─ grammar, builders ─ filters ─ joining ─ resolve ─ values ─ Recognition
           symbols  readings            no dates  times     anchors   scores
"""

from __future__ import annotations

import re
from datetime import date

from tui_reader.entities.context import Context, institution_mentions
from tui_reader.entities.dates.builders import readings
from tui_reader.entities.dates.filters import is_date
from tui_reader.entities.dates.joining import joined
from tui_reader.entities.dates.lexer import Tokens, has_candidates, lex
from tui_reader.entities.dates.named import explicit_timex
from tui_reader.entities.dates.packs import LANGUAGES, Pack, pack
from tui_reader.entities.dates.readings import Reading
from tui_reader.entities.dates.resolve import Resolver
from tui_reader.entities.dates.tense import Sentences
from tui_reader.entities.dates.values import Valued, values_of
from tui_reader.model.documents import BlockKind, Document
from tui_reader.model.mentions import DateValue, Mention, MentionKind, Recognition
from tui_reader.model.values import dataclass
from tui_reader.text.language import detect
from tui_reader.text.offsets import same_length

_LINE = re.compile(r"(?<=[^\s.!?:\"”])\n(?=[^\s\n•*-])")
WRAPPED = range(40, 100)
"""Usual line lengths of text that was wrapped by hand."""


@dataclass(frozen=True, slots=True)
class DateRecogniser:
    """Finds dates by rules and resolves them; a pure function of the document and its context."""

    name: str = "dates"
    version: str = "17"

    def recognise(self, document: Document, context: Context, found: Recognition) -> Recognition:
        """The date mentions of the document and their values. Linear in the length of the text."""
        language = context.language or document.language or detect(document.text)
        text = same_length(document.text)
        words = pack(language if language in LANGUAGES else "en")
        if not has_candidates(text.lower(), words):
            return Recognition()
        tokens = lex(_unwrapped(text), words)
        read = [reading for reading in readings(tokens, words) if is_date(reading, tokens, words)]
        read = _outside_code(document, joined(read, tokens))
        if not read:
            return Recognition()
        sentences = Sentences(tokens.text, tokens.lowered, words)
        published = context.published or publication_date(read, tokens, words)
        resolved = Resolver(published, sentences).resolve(read)
        institutions = [(m.start, m.end) for m in institution_mentions(found)]
        values = values_of(resolved, tokens, words, sentences, published, institutions, document.text)
        return _recognition(values, document.text)


def publication_date(read: list[Reading], tokens: Tokens, words: Pack) -> date | None:
    """The date of a line such as *Publié le 6 mai 2019*; ``None`` where there is none."""
    for reading in read:
        timex = explicit_timex(reading)
        if len(timex) == 10 and after_publication_words(reading, tokens, words):
            try:
                return date.fromisoformat(timex)
            except ValueError:
                continue
    return None


def after_publication_words(reading: Reading, tokens: Tokens, words: Pack) -> bool:
    """Whether the words before are *Publié le* and the like."""
    line = tokens.text[max(0, reading.start - 40) : reading.start].rpartition("\n")[2]
    cue = None
    for match in words.published.finditer(line):
        cue = match
    return cue is not None and not re.search(r"\w", line[cue.end() :].replace("le ", "").replace("the ", ""))


def _unwrapped(text: str) -> str:
    """The text with the newlines that only wrap lines as spaces; as long as before."""
    lengths = sorted(len(line) for line in text.split("\n") if line)
    if len(lengths) < 4 or lengths[len(lengths) // 2] not in WRAPPED or lengths[-1] > WRAPPED.stop + 20:
        return text
    return _LINE.sub(" ", text)


def _outside_code(document: Document, read: list[Reading]) -> list[Reading]:
    code = [(b.start, b.end) for b in document.blocks if b.kind is BlockKind.CODE]
    if not code:
        return read
    return [r for r in read if not any(start <= r.start < end for start, end in code)]


def _recognition(valued: list[Valued], text: str) -> Recognition:
    """Mentions that share a value share its best score; dates in order of time, unresolved last."""
    best: dict[Meaning, DateValue] = {}
    meanings = [_meaning(one.value) for one in valued]
    for meaning, one in zip(meanings, valued, strict=True):
        if meaning not in best or best[meaning].score < one.value.score:
            best[meaning] = one.value
    order = sorted(best, key=lambda m: (m[3] or date.max, m[4] or date.max, m[1]))
    place = {meaning: index for index, meaning in enumerate(order)}
    mentions = tuple(
        Mention(
            MentionKind.DATE,
            one.start,
            one.end,
            text[one.start : one.end],
            place[meaning],
            one.confidence,
            one.evidence,
        )
        for meaning, one in zip(meanings, valued, strict=True)
    )
    return Recognition(mentions, (), tuple(best[meaning] for meaning in order))


Meaning = tuple[str, str, str, date | None, date | None, str, str, str, str, bool]
"""What a date says, without where it stands and how much it matters."""


def _meaning(v: DateValue) -> Meaning:
    return v.value, v.timex, v.type, v.earliest, v.latest, v.precision, v.kind, v.sense, v.anchor, v.computed
