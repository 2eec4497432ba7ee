"""``reader tune``: what a person wants of single feeds."""

from __future__ import annotations

import argparse
from contextlib import nullcontext

from tui_reader.cli.arguments import Commands, add_json, new_command
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.refreshing import chosen_feeds
from tui_reader.cli.session import Session
from tui_reader.i18n import _, ngettext
from tui_reader.model.errors import UsageError
from tui_reader.model.feeds import Feed

LEAST_MINUTES, MOST_MINUTES = 5, 24 * 60
"""What a person may ask of somebody else's server; a feed is looked at once a day in any case."""
MOST_KEPT = 1_000_000
IMAGE_WISHES = {"on": True, "off": False, "auto": None}


def add_parser(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("how often feeds are checked, how much of them is kept"),
        _(
            "Say how often feeds are checked, how much of them is kept, whether pages are fetched behind teasers and "
            "images kept for reading offline."
        ),
        examples=(
            ("reader tune 1", _("what is set for a feed, by its number in “reader feeds”")),
            ("reader tune 1 --every 60", _("check it every hour, unless its server asks for more patience")),
            ("reader tune 1 --keep 200", _("keep its 200 newest articles, and all with a star or a tag")),
            ("reader tune 1 --full-text on", _("fetch the whole page where it gives only a teaser")),
            ("reader tune 1 --images on", _("keep the images of its articles, for reading offline")),
        ),
    )
    parser.add_argument("feeds", nargs="+", metavar=_("FEED"), help=_("numbers or addresses"))
    parser.add_argument("--every", metavar=_("MINUTES|auto"), help=_("auto: by its own rhythm"))
    parser.add_argument("--keep", metavar=_("COUNT|all"), help=_("all: nothing is ever let go"))
    parser.add_argument("--full-text", choices=("on", "off"), help=_("the pages behind teasers"))
    parser.add_argument(
        "--images", choices=tuple(IMAGE_WISHES), help=_("kept for reading offline; auto: as the configuration says")
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    every = _number(arguments.every, "--every", "auto", LEAST_MINUTES, MOST_MINUTES)
    keep = _number(arguments.keep, "--keep", "all", 1, MOST_KEPT)
    full_text = None if arguments.full_text is None else arguments.full_text == "on"
    chosen = chosen_feeds(arguments.feeds, session)
    asked = (every, keep, full_text, arguments.images)
    with session.library() as library, nullcontext() if asked == (None,) * 4 else library.tuned_together():
        tuned = [
            library.tune_feed(feed_id, interval_minutes=every, keep_newest=keep, full_text=full_text)
            for feed_id in chosen
        ]
        if arguments.images is not None:
            tuned = [library.keep_images(feed_id, IMAGE_WISHES[arguments.images]) for feed_id in chosen]
    if arguments.json:
        session.out.json([_shape(feed) for feed in tuned])
    else:
        for feed in tuned:
            session.out.line(_said(feed))
    return Exit.FINE


def _number(written: str | None, option: str, word: str, least: int, most: int) -> int | None:
    """``None`` where nothing was written, 0 for the word. Raises ``UsageError``."""
    if written is None or written == word:
        return None if written is None else 0
    if written.isascii() and written.isdigit() and len(written) < 10 and least <= int(written) <= most:
        return int(written)
    raise UsageError(
        _("{option} is “{written}”; it must be “{word}” or a number from {least} to {most}.").format(
            option=option, written=written, word=word, least=least, most=most
        )
    )


def _shape(feed: Feed) -> dict[str, object]:
    return {
        "id": feed.id,
        "url": feed.url,
        "interval_minutes": feed.interval_minutes or None,
        "keep_newest": feed.keep_newest or None,
        "full_text": feed.full_text,
        "images": feed.images,
        "next_check": feed.next_check.isoformat() if feed.next_check else None,
    }


def _said(feed: Feed) -> str:
    parts = [_("checked by its own rhythm")]
    if feed.interval_minutes:
        every = ngettext("checked every {count} minute", "checked every {count} minutes", feed.interval_minutes)
        parts = [every.format(count=feed.interval_minutes)]
    if feed.keep_newest:
        kept = ngettext("{count} article kept", "{count} articles kept", feed.keep_newest)
        parts.append(kept.format(count=feed.keep_newest))
    else:
        parts.append(_("everything kept"))
    if feed.full_text:
        parts.append(_("pages fetched behind teasers"))
    if feed.images is not None:
        parts.append(_("images kept") if feed.images else _("no images kept"))
    return f"{feed.id}  {feed.title or feed.url}: {', '.join(parts)}"
