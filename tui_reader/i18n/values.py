"""Words for the values of the model, the same on the screen and on the command line."""

from __future__ import annotations

import re

from tui_reader.i18n import N_, _, ngettext
from tui_reader.model.mentions import DateSense, Precision
from tui_reader.model.views import Undone


def precision_name(precision: Precision) -> str:
    """The fineness of a date in words."""
    return {
        Precision.TIME: _("time of day"),
        Precision.DAY: _("day"),
        Precision.WEEK: _("week"),
        Precision.MONTH: _("month"),
        Precision.SEASON: _("season"),
        Precision.QUARTER: _("quarter"),
        Precision.HALF: _("half-year"),
        Precision.YEAR: _("year"),
        Precision.SCHOOL_YEAR: _("school year"),
        Precision.DECADE: _("decade"),
        Precision.CENTURY: _("century"),
        Precision.VAGUE: _("vague"),
    }[precision]


def sense_name(sense: DateSense) -> str:
    """What the words around say of a date; empty where they say nothing."""
    return {
        DateSense.AT: "",
        DateSense.FROM: _("from"),
        DateSense.UNTIL: _("until"),
        DateSense.BEFORE: _("before"),
        DateSense.AFTER: _("after"),
    }[sense]


_YEAR_PART = re.compile(r"\b(\d{4})-(2[1-4]|3[3-6]|4[01])\b")
_YEAR_PARTS = {
    "21": N_("spring {year}"),
    "22": N_("summer {year}"),
    "23": N_("autumn {year}"),
    "24": N_("winter {year}"),
    "33": N_("Q1 {year}"),
    "34": N_("Q2 {year}"),
    "35": N_("Q3 {year}"),
    "36": N_("Q4 {year}"),
    "40": N_("H1 {year}"),
    "41": N_("H2 {year}"),
}
"""Parts of a year by their number in ISO 8601-2."""


def value_words(value: str) -> str:
    """An EDTF value for people: days, months and years as they are, ``2022-21`` as *spring 2022*."""
    return _YEAR_PART.sub(lambda part: _(_YEAR_PARTS[part[2]]).format(year=part[1]), value)


def undone_phrase(undone: Undone) -> str:
    """What was taken back or done again."""
    count = undone.count
    phrases = {
        "read": ngettext("{count} article marked as read", "{count} articles marked as read", count),
        "unread": ngettext("{count} article marked as unread", "{count} articles marked as unread", count),
        "star": ngettext("{count} article starred", "{count} articles starred", count),
        "unstar": ngettext("{count} star taken away", "{count} stars taken away", count),
        "tag": ngettext("tags of {count} article", "tags of {count} articles", count),
        "delete": ngettext("{count} article removed", "{count} articles removed", count),
        "add-feed": ngettext("{count} feed added", "{count} feeds added", count),
        "remove-feed": _("a feed removed"),
        "rename-feed": _("a feed renamed"),
        "move-feed": _("a feed moved"),
        "remove-folder": _("a folder dissolved"),
        "remove-feeds": _("a folder removed with its feeds"),
        "rename-folder": _("a folder renamed"),
        "move-folder": _("a folder moved"),
        "tune-feed": ngettext("settings of {count} feed", "settings of {count} feeds", count),
    }
    return phrases.get(undone.action, undone.action).format(count=count)
