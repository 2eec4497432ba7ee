"""``reader refresh``: check the feeds."""

from __future__ import annotations

import argparse
import asyncio

from tui_reader.cli.arguments import Commands, add_json
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.model.errors import NotFound
from tui_reader.model.events import CheckStatus, Event, FeedChecked, RefreshSummary
from tui_reader.model.feeds import FeedId
from tui_reader.services import shapes


def add_parser(name: str, commands: Commands) -> None:
    parser = commands.add_parser(
        name,
        help=_("check the feeds and keep what is new"),
        description=_("Check the feeds and keep what is new. A feed that fails does not touch the others."),
    )
    parser.add_argument("feeds", nargs="*", metavar=_("FEED"), help=_("numbers or addresses; all if none is named"))
    parser.add_argument("--due", action="store_true", help=_("only feeds whose own schedule says so"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    chosen = _chosen(arguments.feeds, session)
    summary = asyncio.run(_refresh(chosen, session, force=not arguments.due))
    session.talk.done()
    if arguments.json:
        session.out.json(shapes.refresh(summary))
    else:
        session.out.line(
            _(
                "{checked} checked, {updated} updated, {unchanged} unchanged, {failed} failed, {new} new articles"
            ).format(
                checked=summary.checked,
                updated=summary.updated,
                unchanged=summary.unchanged,
                failed=summary.failed,
                new=summary.new_articles,
            )
        )
        for feed in summary.feeds:
            if feed.status is CheckStatus.FAILED:
                session.talk.say(f"reader: {feed.url}: {feed.error}")
    return Exit.SOME_FAILED if summary.failed else Exit.FINE


async def _refresh(chosen: tuple[FeedId, ...], session: Session, *, force: bool) -> RefreshSummary:
    from tui_reader.engine.local import local_engine

    def show(event: Event) -> None:
        if isinstance(event, FeedChecked):
            session.talk.progress(f"{event.done}/{event.total}  {event.url}")

    async with local_engine(session.paths, on_event=show) as engine:
        return await engine.refresh(chosen, force=force)


def _chosen(named: list[str], session: Session) -> tuple[FeedId, ...]:
    """The feeds meant; all ids where none is named and none exists yet are the same empty tuple."""
    if not named:
        return ()
    with session.library() as library:
        known = {key: feed.id for feed in library.feeds() for key in (str(feed.id), feed.url)}
    unknown = [name for name in named if name not in known]
    if unknown:
        raise NotFound(_("No feed is “{feed}”. “reader feeds” lists them.").format(feed=unknown[0]))
    return tuple(known[name] for name in named)
