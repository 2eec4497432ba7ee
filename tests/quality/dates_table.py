"""The dates part of the table: extents as for institutions, and whether the TIMEX3 value is right too."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from tests.quality.scoring import FOLDER, Score
from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.mentions import MentionKind

Dated = tuple[int, int, str]


def dated_sets() -> dict[str, list[dict[str, Any]]]:
    """The annotated texts of ``dates-*.jsonl`` by name."""
    return {
        path.stem.replace("-", ", "): [
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line
        ]
        for path in sorted(FOLDER.glob("dates-*.jsonl"))
    }


def score_dates(rows: list[dict[str, Any]], only: str = "") -> tuple[Score, int]:
    """The score of a set, and how many overlapping pairs have the same value; of one TIMEX3 type, or of all."""
    total, same_value = Score(), 0
    for row in rows:
        gold = [(d["start"], d["end"], _value(d["value"])) for d in row["dates"] if only in ("", d["type"])]
        found = _found(row, only)
        hits = _pairs(gold, found)
        total.gold += len(gold)
        total.found += len(found)
        total.overlap += len(hits)
        total.exact += sum(g[:2] == f[:2] for g, f in hits)
        same_value += sum(g[2] == f[2] for g, f in hits)
        hit_gold, hit_found = {g for g, _ in hits}, {f for _, f in hits}
        total.wrong += [f"{row['id']}: missed {row['text'][g[0] : g[1]]!r}" for g in gold if g not in hit_gold]
        total.wrong += [f"{row['id']}: false {row['text'][f[0] : f[1]]!r}" for f in found if f not in hit_found]
        total.wrong += [f"{row['id']}: {row['text'][g[0] : g[1]]!r} {f[2]} for {g[2]}" for g, f in hits if g[2] != f[2]]
    return total, same_value


def _found(row: dict[str, Any], only: str) -> list[Dated]:
    published = date.fromisoformat(row["date"]) if row.get("date") else None
    language = row.get("language") or ""
    found = recognise(Document.of_text(row["text"], language), Context(language, published))
    dates = (m for m in found.mentions if m.kind is MentionKind.DATE and only in ("", found.dates[m.ref].type.value))
    return sorted((m.start, m.end, _value(found.dates[m.ref].timex)) for m in dates)


def _value(timex: str) -> str:
    return re.sub(r"T00:00(:00)?$", "", re.sub(r"(-XX)+$", "", timex.strip().upper()))


def _pairs(gold: list[Dated], found: list[Dated]) -> list[tuple[Dated, Dated]]:
    pairs: list[tuple[Dated, Dated]] = []
    used: set[int] = set()
    for g in gold:
        for place, f in enumerate(found):
            if place not in used and g[0] < f[1] and f[0] < g[1]:
                used.add(place)
                pairs.append((g, f))
                break
    return pairs
