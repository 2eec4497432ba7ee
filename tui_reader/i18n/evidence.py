"""Why something was marked, in the reader's language.

Recognition is stored once and read in any language, so evidence and reasons are kept in English, made of the few
sentences below and of quotations. They are translated where they are shown.
"""

from __future__ import annotations

import re
from functools import cache

from tui_reader.i18n import N_, _

_AROUND = (
    N_("{}, named in full elsewhere"),
    N_("{}, listed with others of its kind"),
    N_("{}, in one paragraph with other clubs"),
    N_("{}, in one paragraph with other media"),
    N_("{}, short for “{}”"),
    N_("same name as elsewhere in the text ({})"),
    N_("{}, counted from {}"),
)
"""What says more of another sentence, which comes first in it."""

_PLAIN = (
    N_("head noun “{}” + {}"),
    N_("head noun “{}”"),
    N_("“{}” + “{}”"),
    N_("known name “{}”"),
    N_("name that you added: {}"),
    N_("branch of “{}”"),
    N_("branch of the union “{}”"),
    N_("one of several after “{}”"),
    N_("club “{}” + place"),
    N_("legal form “{}”"),
    N_("capitals + “{}”"),
    N_("announced by “{}”"),
    N_("quoted after “{}”"),
    N_("portfolio after “{}”"),
    N_("after “{}”"),
    N_("acronym “{}” after “{}”"),
    N_("acronym “{}” that speaks"),
    N_("acronym “{}” with an article"),
    N_("acronym defined as “{}”"),
    N_("long form of {}"),
    N_("short for “{}”"),
    N_("{} by the spaCy pipeline {}"),
    N_("ends {}: {} from {}"),
)


def evidence_words(english: str) -> str:
    """The evidence of a mention as recognition wrote it, in the language in force; itself where it is unknown."""
    whole = _(english)
    if whole != english:
        return whole
    for template in _AROUND:
        found = _pattern(template).fullmatch(english)
        if found:
            first, *others = found.groups()
            return _(template).format(evidence_words(first), *others)
    for template in _PLAIN:
        found = _pattern(template).fullmatch(english)
        if found:
            return _(template).format(*found.groups())
    return english


def reason_words(english: str) -> str:
    """Why a date is key or is not: phrases joined by semicolons."""
    return _("; ").join(map(evidence_words, english.split("; "))) if english else ""


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.+)".join(re.escape(part) for part in template.split("{}")), re.DOTALL)
