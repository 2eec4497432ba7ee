#!/usr/bin/env python3
"""Print how well recognition does, and how fast: ``python tests/quality/run.py [--errors N]``.

The shared sets (see ``../shared/DATA.md``) are split by a hash of the text's id: the rules were tuned looking at two
thirds of each, the third called *held back* was only ever scored.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.quality.dates_table import dated_sets, score_dates
from tests.quality.scoring import SHARED, Annotated, Score, own_texts, score, shared_texts
from tui_reader.entities.context import Context
from tui_reader.entities.registry import built_in
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Recognition

ARTICLE_WORDS = 300


def held_back(text: Annotated) -> bool:
    return int(hashlib.md5(text.id.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def sets() -> dict[str, list[Annotated]]:
    """Every set by the name in the table."""
    ours = {"own": own_texts(), "varied": own_texts("institutions-varied")}
    found = {
        f"{name}, {language}": [t for t in texts if t.language == language]
        for name, texts in ours.items()
        for language in ("fr", "en")
    }
    for path in sorted(SHARED.glob("institutions-*.jsonl")):
        texts = shared_texts(path)
        name = path.stem.removeprefix("institutions-")
        found[name] = texts
        found[f"{name}, tuned on"] = [t for t in texts if not held_back(t)]
        found[f"{name}, held back"] = [t for t in texts if held_back(t)]
    return found


def line(name: str, result: Score) -> str:
    exact = "  ".join(f"{figure:5.1f}" for figure in result.figures(result.exact))
    overlap = "  ".join(f"{figure:5.1f}" for figure in result.figures(result.overlap))
    return f"{name:24}{result.gold:6}{result.found:7}   {exact}   {overlap}"


def speed(texts: list[Annotated]) -> float:
    """Articles of 300 words a second on one core, institutions only, tokenising included."""
    recogniser = built_in()[0]
    documents = [Document.of_text(text.text, text.language) for text in texts]
    recogniser.recognise(documents[0], Context(), Recognition())
    started = time.process_time()
    for document in documents:
        recogniser.recognise(document, Context(), Recognition())
    words = sum(len(text.text.split()) for text in texts)
    return words / ARTICLE_WORDS / (time.process_time() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors of each set")
    parser.add_argument("--only", default="", metavar="SET", help="only sets whose name contains this")
    arguments = parser.parse_args()
    print(f"{'institutions':24}  gold  found   exact P      R      F   overlap P    R      F")
    every = {name: texts for name, texts in sets().items() if arguments.only in name}
    for name, texts in every.items():
        result = score(texts)
        print(line(name, result))
        for wrong in result.wrong[: arguments.errors]:
            print("   ", wrong)
    for name, texts in every.items():
        if "," not in name:
            print(f"{name}: {speed(texts):.0f} articles of {ARTICLE_WORDS} words a second")
    print(f"\n{'dates':24}  gold  found   exact P      R      F   overlap P    R      F   value F")
    for name, rows in dated_sets().items():
        if arguments.only in name:
            result, same_value = score_dates(rows)
            print(f"{line(name, result)}   {result.figures(same_value)[2]:5.1f}")
            of_type, same_value = score_dates(rows, "DATE")
            print(f"{line(f'{name}, type DATE', of_type)}   {of_type.figures(same_value)[2]:5.1f}")
            for wrong in result.wrong[: arguments.errors]:
                print("   ", wrong)


if __name__ == "__main__":
    main()
