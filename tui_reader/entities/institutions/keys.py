"""The key by which an institution is known again in another article."""

from __future__ import annotations

import re
from functools import lru_cache

from tui_reader.text.offsets import fold

_WORD = re.compile(r"[^\W_]+\+?")
_LINK_WORDS = (
    "a au aux d de del der des di do du e en et for l la las le les los of on pour s sur the und van von y and"
)
_LINKS = frozenset(_LINK_WORDS.split())
"""Words that come and go between spellings of one name, in the languages that names are met in."""


_SHORT_HEADS = {
    "centre-hospitalier-universitaire": "chu",
    "centre-hospitalier-regional-universitaire": "chru",
    "agence-regionale-sante": "ars",
    "institut-national-sciences-appliquees": "insa",
    "institut-universitaire-technologie": "iut",
    "institut-administration-entreprises": "iae",
    "chambre-commerce-industrie": "cci",
    "caisse-primaire-assurance-maladie": "cpam",
    "caisse-allocations-familiales": "caf",
    "service-departemental-incendie-secours": "sdis",
    "direction-regionale-affaires-culturelles": "drac",
    "institut-etudes-politiques": "iep",
    "tribunal-grande-instance": "tgi",
}
"""Heads that are as often written by their letters before a place: « CHU de Lyon »."""


@lru_cache(maxsize=1 << 13)
def key_of(name: str) -> str:
    """A stable key: the folded words of a name joined by hyphens, small linking words left out.

    ``key_of("École nationale supérieure de chimie de Clermont-Ferrand")`` is
    ``ecole-nationale-superieure-chimie-clermont-ferrand``; ``Université de Lyon`` and ``université Lyon`` are one.
    """
    words = _WORD.findall(fold(name).replace("u.s.", "us"))
    key = "-".join([word for word in words if word not in _LINKS] or words)
    for long, short in _SHORT_HEADS.items():
        if key.startswith(f"{long}-"):
            return short + key[len(long) :]
    return key
