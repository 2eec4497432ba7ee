"""The words of the interface. English is the source; ``fr.po`` is read as it stands, without a compile step.

``_`` looks its text up when called: call it when painting, never at import, so that the language can be chosen late.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tui_reader.i18n.catalogue import Catalogue, read_po

SUPPORTED = ("en", "fr")

_active: Catalogue | None = None
_language = "en"


def language() -> str:
    """The language in force: a primary tag out of ``SUPPORTED``."""
    return _language


def set_language(code: str) -> None:
    """Speak a language from now on; ``auto`` goes by the environment, an unknown one means English."""
    global _active, _language
    chosen = from_environment() if code == "auto" else code
    _language = chosen if chosen in SUPPORTED else "en"
    _active = None if _language == "en" else catalogue(_language)


def from_environment(environ: Mapping[str, str] | None = None) -> str:
    """The primary tag that ``LC_ALL``, ``LC_MESSAGES`` or ``LANG`` names, in the order of POSIX; ``en`` for ``C``."""
    environment = os.environ if environ is None else environ
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            return value.partition(".")[0].partition("_")[0].lower()
    if os.name == "nt" and environ is None:
        return (locale.getlocale()[0] or "en")[:2].lower()
    return "en"


@cache
def catalogue(code: str) -> Catalogue:
    source = Path(__file__).with_name(f"{code}.po").read_text(encoding="utf-8")
    return read_po(source)


def _(message: str) -> str:
    """The message in the language in force; itself where it has no translation."""
    return message if _active is None else _active.singular.get(message) or message


def N_(message: str) -> str:
    """Marks a text of a table, to be given to ``_`` where it is shown."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form for a count. French takes the singular for 0 and 1 (CLDR plural rule), English for 1 alone."""
    if _active is None:
        return singular if count == 1 else plural
    forms = _active.plural.get(singular)
    if not forms:
        return singular if count in (0, 1) else plural
    return forms[0] if count in (0, 1) else forms[1]
