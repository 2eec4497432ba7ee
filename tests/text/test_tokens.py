"""Words and signs, with offsets into the text as given."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.offsets import same_length
from tui_reader.text.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’école d’ingénieurs", ["L'", "école", "d'", "ingénieurs"]),
        ("qu'Airbus, aujourd'hui", ["qu'", "Airbus", ",", "aujourd'hui"]),
        ("l' AFP", ["l'", "AFP"]),
        ("O'Reilly and AT&T's U.S. arm", ["O'Reilly", "and", "AT&T", "'", "s", "U.S.", "arm"]),
        ("Canal+ et CFE-CGC", ["Canal+", "et", "CFE-CGC"]),
        ("2F Conseil, 1er mai", ["2F", "Conseil", ",", "1er", "mai"]),
        ("fin\n\nsuite", ["fin", "\n\n", "suite"]),
    ],
)
def test_a_text_is_cut_where_names_begin_and_end(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


@given(st.text(alphabet="aÉ'’l d.-&+\n(«»1BC", max_size=60), st.integers(0, 10))
def test_every_token_stands_where_it_says(text: str, start: int) -> None:
    start = min(start, len(text))
    tokens = tokenise(text, start)
    plain = same_length(text)
    assert [plain[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert all(a >= start for a in tokens.starts)
    between = [plain[a:b] for a, b in zip([start, *tokens.ends], [*tokens.starts, len(plain)], strict=True)]
    assert all(gap.isspace() or not gap for gap in between)


@pytest.mark.parametrize("piece", ["A", "(", "'", "l'", "A.B.", "A-", "A&", "O'", "\n", "»"])
def test_a_hostile_text_is_cut_in_linear_time(piece: str) -> None:
    started = time.process_time()
    tokenise(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 1.5
