"""Feeds that fail: the reason, since when, when they are tried again, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tui_reader.i18n import _, ngettext
from tui_reader.i18n.retold import retold
from tui_reader.model.feeds import Feed
from tui_reader.ui.formats import day_and_time
from tui_reader.ui.screens.reading_dialog import ReadingDialog
from tui_reader.ui.widgets.text_view import Sentence


class ProblemsScreen(ReadingDialog):
    def __init__(self, failing: Sequence[Feed], now: datetime) -> None:
        super().__init__(
            _("Feeds with problems"), [line for feed in failing for line in _described(feed, now)] + [*_footer()]
        )


def _described(feed: Feed, now: datetime) -> Iterator[Sentence]:
    yield ()
    yield ((feed.title or feed.url, "text--strong"),)
    if feed.title:
        yield ((feed.url, "text--dim"),)
    yield ((retold(feed.error), "text--error"),)
    if feed.failing_since is not None:
        tries = ngettext("{count} try", "{count} tries", feed.failures).format(count=feed.failures)
        since = _("Failing since {date} ({tries})").format(date=day_and_time(feed.failing_since), tries=tries)
        yield ((since, "text--plain"),)
    if feed.stopped:
        yield ((_("The feed is gone for good and is no longer asked."), "text--plain"),)
    elif feed.next_check is not None and feed.next_check > now:
        when = _("Next try: {date}").format(date=day_and_time(feed.next_check))
        yield ((when, "text--plain"),)


def _footer() -> Iterator[Sentence]:
    yield ()
    advice = _("Refreshing a feed tries it now; removing it keeps its articles. “y” copies this list, Esc closes it.")
    yield ((advice, "text--dim"),)
