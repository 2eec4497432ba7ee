"""Words for the values of the model, the same on the screen and on the command line."""

from __future__ import annotations

from tui_reader.i18n import _, ngettext
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
        "rename-folder": _("a folder renamed"),
        "move-folder": _("a folder moved"),
    }
    return phrases.get(undone.action, undone.action).format(count=count)
