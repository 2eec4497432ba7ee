"""The language of a text, by its function words: fast enough to ask for every article, and silent when unsure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

SAMPLE = 1_500
"""Characters that are looked at; more does not change the answer and costs time."""
FIRST_LOOK, CERTAIN_SCORE = 500, 8.0
"""Most articles have shown their language after so many characters: by that score, with nothing near it."""
MINIMUM_SCORE = 2.5
"""What the function words must count together: three or four of them, so that a bare name has no language."""
MINIMUM_SHARE = 0.2
"""Of all words, the share that must be function words of the language. Running text has 0.3 to 0.5, lists less."""
MINIMUM_LEAD = 1.2
"""How far ahead of the next language the first must be."""
LEAST_SHARE, CLEAR_LEAD = 0.12, 2.0
"""Text full of names has fewer function words; it passes where no other language comes near."""
SHORT = 40
"""Words of a text that is judged as a headline: by fewer function words, and by those of dates."""
HEADLINE_SCORE, HEADLINE_LEAD = 1.0, 1.4
CALENDAR_WEIGHT = 2.0
"""A word of a date says as much as two function words: they are names of days and months."""
FIRST = ("fr", "en")
"""The languages that a headline is in where its words leave the choice between one of these and any other."""

Speakers = tuple[tuple[str, float], ...]
"""The languages that have a word, and what it counts for each."""

_WORD = re.compile(r"[^\W\d_]+")
_WESTERN = "cp1252"
"""What most text can be written in: its words are then found in bytes, three times as fast."""


def detect(text: str) -> str:
    """``fr``, ``en``, ``de``, ``es``, ``it``, ``pt`` or ``nl``; empty where the text is too short or none of these."""
    start = text[:SAMPLE]
    return _judged(start[:FIRST_LOOK], certain=True) or _judged(start, certain=False) or _headline(start)


def _judged(text: str, *, certain: bool) -> str:
    words: Sequence[str | bytes]
    weights: Mapping[str, Speakers] | Mapping[bytes, Speakers]
    try:
        words, weights = text.encode(_WESTERN).translate(_western_words()).split(), _western_weights()
    except UnicodeEncodeError:
        words, weights = _WORD.findall(text.lower()), _weights("function_words.txt")
    scores: dict[str, float] = {}
    hits: dict[str, int] = {}
    for word, count in Counter(filter(weights.__contains__, words)).items():
        for language, weight in weights[word]:
            scores[language] = scores.get(language, 0.0) + weight * count
            hits[language] = hits.get(language, 0) + count
    if not scores:
        return ""
    first, second, *_ = *sorted(scores, key=scores.__getitem__, reverse=True), ""
    share, rival = hits[first] / len(words), scores.get(second, 0.0)
    if certain:
        return first if scores[first] >= CERTAIN_SCORE and share >= MINIMUM_SHARE and rival * 2 <= scores[first] else ""
    ahead = share >= MINIMUM_SHARE and scores[first] >= MINIMUM_LEAD * rival
    clear = share >= LEAST_SHARE and scores[first] >= CLEAR_LEAD * rival
    return first if scores[first] >= MINIMUM_SCORE and (ahead or clear) else ""


def _headline(text: str) -> str:
    """The language of a few words, at least one of them of a date; of ours, where others share those words."""
    words = _WORD.findall(text.lower())
    if len(words) > SHORT:
        return ""
    scores = _scores(words, "calendar_words.txt", CALENDAR_WEIGHT)
    for language, score in _scores(words, "function_words.txt", 1.0).items():
        if language in scores:
            scores[language] += score
    ranked = sorted(scores, key=lambda language: (-scores[language], language not in FIRST, language))
    if not ranked or scores[ranked[0]] < HEADLINE_SCORE:
        return ""
    rivals = [scores[language] for language in ranked[1:] if ranked[0] not in FIRST or language in FIRST]
    return ranked[0] if scores[ranked[0]] >= HEADLINE_LEAD * max(rivals, default=0.0) else ""


def _scores(words: list[str], source: str, factor: float) -> dict[str, float]:
    weights = _weights(source)
    scores: dict[str, float] = {}
    for word in words:
        for language, weight in weights.get(word, ()):
            scores[language] = scores.get(language, 0.0) + weight * factor
    return scores


@cache
def _western_words() -> bytes:
    """For every byte of ``_WESTERN`` what it is in a word in small letters; white space where it is in none."""
    characters = (bytes([code]).decode(_WESTERN, "replace").lower() for code in range(256))
    return b"".join(character.encode(_WESTERN) if _WORD.fullmatch(character) else b" " for character in characters)


@cache
def _western_weights() -> Mapping[bytes, Speakers]:
    return {word.encode(_WESTERN): speakers for word, speakers in _weights("function_words.txt").items()}


@cache
def _weights(source: str) -> Mapping[str, Speakers]:
    """For each word of a list the languages that have it, and what it counts for them."""
    speakers: dict[str, list[str]] = {}
    language = ""
    for line in resources.files("tui_reader.text").joinpath(source).read_text("utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[] ")
        elif not line.startswith("#"):
            for word in line.split():
                if language not in speakers.setdefault(word, []):
                    speakers[word].append(language)
    return {word: tuple((name, 1 / len(names)) for name in names) for word, names in speakers.items()}
