"""``reader add``, ``import`` and ``remove``: the subscriptions."""

from __future__ import annotations

import argparse
import asyncio

from tui_reader.cli.arguments import Commands, add_json
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _, ngettext
from tui_reader.model.errors import NotFound
from tui_reader.model.feeds import Feed
from tui_reader.services import shapes


def add_parser(name: str, commands: Commands) -> None:
    if name == "remove":
        parser = commands.add_parser(name, help=_("remove a feed; “reader undo” brings it back"))
        parser.add_argument("feed", metavar=_("FEED"), help=_("its number or its address"))
        parser.set_defaults(run=run_remove)
        return
    if name == "import":
        parser = commands.add_parser(
            name,
            help=_("subscribe to what an OPML or a newsboat urls file lists"),
            description=_("Subscribe to all feeds of an OPML file or of newsboat's urls file. Nothing is fetched."),
        )
        parser.add_argument("inputs", nargs=1, metavar=_("FILE"))
        parser.set_defaults(page=False, folder="")
    else:
        parser = commands.add_parser(
            name,
            help=_("subscribe to a feed, site, file or folder"),
            description=_("Subscribe to a feed or to the feed of a site, to a local feed, article or folder."),
        )
        parser.add_argument("inputs", nargs="+", metavar=_("URL|FILE|FOLDER"))
        parser.add_argument("--folder", default="", metavar="A/B", help=_("folder to put it into"))
        parser.add_argument("--page", action="store_true", help=_("keep the page itself as one article"))
    add_json(parser)
    parser.set_defaults(run=run_add)


def run_add(arguments: argparse.Namespace, session: Session) -> int:
    added: list[Feed] = []
    skipped: list[tuple[str, str]] = []
    tried: list[str] = []

    async def add_all() -> None:
        from tui_reader.engine.local import local_engine

        async with local_engine(session.paths) as engine:
            for given in arguments.inputs:
                session.talk.progress(given)
                result = await engine.add(given, folder=arguments.folder, page=arguments.page)
                added.extend(result.added)
                skipped.extend(result.skipped)
                tried.extend(result.tried)

    asyncio.run(add_all())
    session.talk.done()
    if arguments.json:
        session.out.json(shapes.added(added, skipped))
    else:
        for feed in added:
            articles = ngettext("{count} article", "{count} articles", feed.total).format(count=feed.total)
            session.out.line(f"{feed.id:5}  {feed.title or feed.url}  {articles}")
        for given, reason in skipped:
            session.talk.say(f"reader: {given}: {reason}")
    return Exit.SOME_FAILED if skipped and not added else Exit.FINE


def run_remove(arguments: argparse.Namespace, session: Session) -> int:
    with session.library() as library:
        for feed in library.feeds():
            if arguments.feed in (str(feed.id), feed.url):
                library.remove_feed(feed.id)
                return Exit.FINE
    raise NotFound(_("No feed is “{feed}”. “reader feeds” lists them.").format(feed=arguments.feed))
