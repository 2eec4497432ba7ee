"""That the work grows with the text and not with its square, and that a text without dates costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.entities.dates_reading import recognised

HOSTILE = {
    "digits": "1",
    "numbers": "12 ",
    "months": "mai juin ",
    "articles": "le ",
    "elisions": "d'",
    "sections": "1.1.",
    "durations": "deux ans et ",
    "lists of days": "3, 4 et 5 ",
    "zones": "1930 GMT ",
    "short years": "mai 68 ",
}


def seconds(text: str) -> float:
    started = time.process_time()
    recognised(text, "fr")
    return time.process_time() - started


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_costs_twice_as_much_when_twice_as_long(unit: str) -> None:
    size = 8_000
    recognised(unit * 20, "fr")
    short = min(seconds(unit * (size // len(unit))) for _ in range(2))
    long = seconds(unit * (4 * size // len(unit)))
    assert long < 6 * short + 0.2


def test_text_without_candidates_is_hardly_read() -> None:
    plain = "Le ministre a présenté son projet devant les élus de la région et les associations de parents. " * 300
    dated = plain.replace("projet", "projet du 6 mai 2019")
    recognised(plain, "fr")
    assert 3 * min(seconds(plain) for _ in range(3)) < min(seconds(dated) for _ in range(2))


def test_recognition_starts_without_babel() -> None:
    code = (
        "import sys; from tui_reader.entities.dates.packs import pack;"
        "from tui_reader.entities.dates.grammar import grammar;"
        "from tui_reader.entities.dates import DateRecogniser; pack('fr'); pack('en'); grammar();"
        "assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
