"""Sentences that were stored in the language of the day, told in the language in force.

A feed's problem is kept as the sentence it was when the feed was checked, perhaps by cron, which speaks English. The
catalogue holds every sentence in both languages, so the way back from either is the catalogue itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tui_reader.i18n import SUPPORTED, catalogue, language

_FIELD = re.compile(r"\{(\w+)\}")

LEAST_WORDS = 12
"""Letters that a sentence has beside what is filled in; “{title}: {error}” would be everything."""


@lru_cache(maxsize=500)
def _retold(stored: str, _into: str) -> str:
    for forms in _sentences():
        for pattern, _template in forms.values():
            if (found := pattern.fullmatch(stored)) is not None:
                return forms[_into][1].format(**found.groupdict()) if _into in forms else stored
    return stored


def retold(stored: str) -> str:
    """The sentence in the language in force; as it stands where it is none of ours."""
    return _retold(stored, language()) if stored else stored


@cache
def _sentences() -> tuple[dict[str, tuple[re.Pattern[str], str]], ...]:
    """Each sentence in its languages, as a pattern and as a template: those that say most by themselves first."""
    found = sorted(_templates(), key=lambda forms: -_own_letters(forms["en"]))
    return tuple({code: (_pattern(form), form) for code, form in forms.items()} for forms in found)


def _templates() -> Iterator[dict[str, str]]:
    for code in SUPPORTED[1:]:
        shipped = catalogue(code)
        for english, translated in shipped.singular.items():
            fields = set(_FIELD.findall(english))
            if _own_letters(english) >= LEAST_WORDS and fields == set(_FIELD.findall(translated)):
                yield {"en": english, code: translated}


def _own_letters(template: str) -> int:
    return sum(map(str.isalpha, _FIELD.sub("", template)))


def _pattern(template: str) -> re.Pattern[str]:
    """A field that comes twice must hold the same both times."""
    parts: list[str] = []
    seen: set[str] = set()
    for number, part in enumerate(_FIELD.split(template)):
        if number % 2 == 0:
            parts.append(re.escape(part))
        elif part in seen:
            parts.append(f"(?P={part})")
        else:
            seen.add(part)
            parts.append(f"(?P<{part}>.+?)")
    return re.compile("".join(parts), re.DOTALL)
