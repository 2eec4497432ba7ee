"""How well recognition does on annotated texts: precision, recall and F, exact and by overlap.

*Exact* is the same extent; *overlap* any shared character, a found mention and an annotated one each used once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.mentions import MentionKind, Recognition

FOLDER = Path(__file__).parent
SHARED = FOLDER.parents[1].parent / "shared" / "data"
OPEN, CLOSE = "⟦", "⟧"
_MARKS = re.compile(f"[{OPEN}{CLOSE}]")

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and where institutions stand in it. ``ignored`` ranges count neither way."""

    id: str
    language: str
    text: str
    institutions: tuple[Extent, ...]
    published: date | None = None
    ignored: tuple[Extent, ...] = ()


@dataclass(slots=True)
class Score:
    """Counts, from which the usual three figures follow, in percent."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlap: int = 0
    wrong: list[str] = field(default_factory=list)

    def figures(self, right: int) -> tuple[float, float, float]:
        """Precision, recall, F."""
        precision = 100 * right / self.found if self.found else 0.0
        recall = 100 * right / self.gold if self.gold else 0.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0


def own_texts(name: str = "institutions") -> list[Annotated]:
    """The sixty texts of ``institutions.txt``, or those of another file like it."""
    texts: list[Annotated] = []
    for part in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n== ")[1:]:
        title, _, body = part.partition("\n")
        name, language, _domain = title.split()
        text, extents = unbracketed(body.strip())
        texts.append(Annotated(name, language, text, extents))
    return texts


def unbracketed(marked: str) -> tuple[str, tuple[Extent, ...]]:
    """The text without its brackets, and what stood between them."""
    plain: list[str] = []
    extents: list[Extent] = []
    size = begun = 0
    last = 0
    for mark in _MARKS.finditer(marked):
        plain.append(marked[last : mark.start()])
        size += mark.start() - last
        last = mark.end()
        if mark[0] == OPEN:
            begun = size
        else:
            extents.append((begun, size))
    plain.append(marked[last:])
    return "".join(plain), tuple(extents)


def shared_texts(path: Path) -> list[Annotated]:
    """A set of ``../shared/data``, one JSON object a line."""
    return [_shared(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _shared(row: dict[str, Any]) -> Annotated:
    return Annotated(
        str(row["id"]),
        row.get("language") or "",
        row["text"],
        tuple((start, end) for start, end in row["institutions"]),
        date.fromisoformat(row["date"]) if row.get("date") else None,
        tuple((start, end) for start, end in row.get("ignore", ())),
    )


def found_in(text: Annotated, run: Callable[[Document, Context], Recognition] = recognise) -> list[Extent]:
    """Where recognition sees institutions."""
    found = run(Document.of_text(text.text, text.language), Context(text.language, text.published))
    extents = {(m.start, m.end) for m in found.mentions if m.kind is MentionKind.INSTITUTION}
    return sorted(e for e in extents if not any(_overlap(e, ignored) for ignored in text.ignored))


def score(texts: Iterable[Annotated], find: Callable[[Annotated], list[Extent]] = found_in) -> Score:
    """The score of a set."""
    total = Score()
    for text in texts:
        gold, found = list(text.institutions), find(text)
        hits = _pairs(gold, found, _overlap)
        total.gold += len(gold)
        total.found += len(found)
        total.exact += len(_pairs(gold, found, lambda a, b: a == b))
        total.overlap += len(hits)
        right_gold, right_found = {g for g, _ in hits}, {f for _, f in hits}
        total.wrong += [f"{text.id}: missed {text.text[a:b]!r}" for a, b in gold if (a, b) not in right_gold]
        total.wrong += [f"{text.id}: false {text.text[a:b]!r}" for a, b in found if (a, b) not in right_found]
        total.wrong += [
            f"{text.id}: {text.text[f[0] : f[1]]!r} for {text.text[g[0] : g[1]]!r}" for g, f in hits if f != g
        ]
    return total


def _overlap(a: Extent, b: Extent) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _pairs(
    gold: list[Extent], found: list[Extent], same: Callable[[Extent, Extent], bool]
) -> list[tuple[Extent, Extent]]:
    pairs: list[tuple[Extent, Extent]] = []
    used: set[int] = set()
    for g in gold:
        for place, f in enumerate(found):
            if place not in used and same(g, f):
                used.add(place)
                pairs.append((g, f))
                break
    return pairs
