"""Spelling variants of one text: some keep every offset, some are only for comparing names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d\u00ad", "-"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u2008\u2002\u2003\u2005\u2006\u200a\u3000", " "),
        **dict.fromkeys("\u201c\u201d\u201e\u2033\uff02", '"'),
    }
)

_ODD = f"[{''.join(map(chr, _ONE_FOR_ONE))}]"

_NO_DECOMPOSITION = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "–": "-", "—": "-"}
)
"""Letters that NFKD leaves whole although readers take them for a plain one."""

_LATIN = str.maketrans(
    {
        **_ONE_FOR_ONE,
        **_NO_DECOMPOSITION,
        **dict(zip(map(ord, "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ"), "aaaaaaceeeeiiiinooooouuuuyy", strict=True)),
        **dict(zip(map(ord, "ÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸ"), "aaaaaaceeeeiiiinooooouuuuyy", strict=True)),
        ord("Œ"): "oe",
        ord("Æ"): "ae",
    }
)
"""What nearly every folded name needs, in one step instead of four."""
_SPACES_AND_DASHES = re.compile(r"[\s\-]+")


def same_length(text: str) -> str:
    """The text with typographic apostrophes, quotes, hyphens and spaces made plain, character for character.

    ``’`` becomes ``'``, U+2011 ``-``, NBSP and narrow NBSP a space, curly double quotes ``"``. Offsets into the result
    are offsets into ``text``. Guillemets and long dashes stay: they mean something.
    """
    return text if text.isascii() else re.sub(_ODD, lambda odd: _ONE_FOR_ONE[ord(odd[0])], text)


def fold(text: str) -> str:
    """The form in which names are compared: no case, no accents, plain quotes, a space for every dash and space run.

    ``fold("Institut Mines‑Télécom") == fold("institut mines telecom")``. Idempotent.
    """
    if text.isascii():
        return _SPACES_AND_DASHES.sub(" ", text.replace("`", "'").lower()).strip()
    quick = text.translate(_LATIN)
    if quick.isascii():
        return _SPACES_AND_DASHES.sub(" ", quick.lower()).strip()
    lowered = text.translate(_ONE_FOR_ONE).casefold().translate(_NO_DECOMPOSITION)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    plain = plain.translate(_ONE_FOR_ONE).translate(_NO_DECOMPOSITION).casefold()
    return _SPACES_AND_DASHES.sub(" ", plain).strip()


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """``fold`` for single words, which repeat: remembered. Inner hyphens stay, so that a word stays one word."""
    if word.isascii():
        return word.lower()
    return "-".join(map(fold, word.translate(_ONE_FOR_ONE).split("-"))) if "-" in word or "‑" in word else fold(word)
