"""``reader refresh``: check the feeds."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Commands, add_json, new_command
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _, ngettext
from tui_reader.model.errors import NotFound
from tui_reader.model.events import ArticlesRecognised, CheckStatus, Event, FeedChecked, ImagesFetched, RefreshSummary
from tui_reader.model.feeds import FeedId
from tui_reader.services import shapes

if TYPE_CHECKING:
    from tui_reader.engine.local import LocalEngine


def add_parser(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("check the feeds and keep what is new"),
        _(
            "Check the feeds that are due and keep what is new. When a feed is due follows from what its server asks "
            "and how often it brings something. One that fails does not touch the others; the exit code is then 1."
        ),
        examples=(
            ("reader refresh", _("the feeds that are due: by hand or, every quarter of an hour, by cron")),
            ("reader refresh --force", _("all feeds, now")),
            ("reader refresh 1", _("one feed now, by its number in “reader feeds” or its address")),
        ),
    )
    parser.add_argument("feeds", nargs="*", metavar=_("FEED"), help=_("numbers or addresses; all if none is named"))
    parser.add_argument("--force", action="store_true", help=_("check all feeds, whether they are due or not"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    chosen = chosen_feeds(arguments.feeds, session)
    try:
        summary = _refreshed(chosen, session, force=arguments.force or bool(chosen))
    finally:
        session.talk.done()
    if arguments.json:
        session.out.json(shapes.refresh(summary))
    else:
        session.out.line(_said(summary))
        if not summary.checked:
            session.talk.hint(_nothing_checked(session))
        for feed in summary.feeds:
            if feed.status is CheckStatus.FAILED:
                session.talk.problem(feed.url, feed.error)
    return Exit.SOME_FAILED if summary.failed else Exit.FINE


def _refreshed(chosen: tuple[FeedId, ...], session: Session, *, force: bool) -> RefreshSummary:
    from tui_reader.cli.engine import with_engine

    def show(event: Event) -> None:
        if isinstance(event, FeedChecked):
            session.talk.progress(_progress(event))
        elif isinstance(event, ImagesFetched):
            session.talk.progress(_("images {done}/{total}").format(done=event.done, total=event.total))
        elif isinstance(event, ArticlesRecognised):
            session.talk.progress(_("Looking for names and dates …"))

    async def work(engine: LocalEngine) -> RefreshSummary:
        summary = await engine.refresh(chosen, force=force)
        await engine.keep_images()
        return summary

    return with_engine(session, work, on_event=show)


def _progress(checked: FeedChecked) -> str:
    so_far = checked.so_far
    rate = so_far.bytes / so_far.seconds / 1000 if so_far.seconds else 0.0
    said = _("{done}/{total}  {new} new, {failed} failed, {size:.1f} MB, {rate:.0f} kB/s  {url}")
    return said.format(
        done=checked.done,
        total=checked.total,
        new=so_far.new_articles,
        failed=so_far.failed,
        size=so_far.bytes / 1e6,
        rate=rate,
        url=checked.url,
    )


def _said(summary: RefreshSummary) -> str:
    new = ngettext("{count} new article", "{count} new articles", summary.new_articles)
    checked = ngettext("{count} feed checked", "{count} feeds checked", summary.checked)
    parts = [new.format(count=summary.new_articles), checked.format(count=summary.checked)]
    if summary.updated:
        parts.append(_("{count} updated").format(count=summary.updated))
    if summary.unchanged:
        parts.append(_("{count} unchanged").format(count=summary.unchanged))
    if summary.failed:
        parts.append(_("{count} failed").format(count=summary.failed))
    return ", ".join(parts)


def _nothing_checked(session: Session) -> str:
    with session.library() as library:
        if not library.feeds():
            return _("No feeds yet. Add one: reader add ADDRESS")
    return _("No feed is due; “reader refresh --force” checks them all.")


def chosen_feeds(named: list[str], session: Session) -> tuple[FeedId, ...]:
    """The feeds meant; an empty tuple stands for all of them."""
    if not named:
        return ()
    with session.library() as library:
        known = {key: feed.id for feed in library.feeds() for key in (str(feed.id), feed.url)}
    unknown = [name for name in named if name not in known]
    if unknown:
        raise NotFound(_("No feed is “{feed}”. “reader feeds” lists them.").format(feed=unknown[0]))
    return tuple(known[name] for name in named)
