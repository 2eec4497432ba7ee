"""``reader add``, ``import`` and ``remove``: the subscriptions."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Commands, add_files, add_json, new_command, read_source, source_name
from tui_reader.cli.columns import cut
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _, ngettext
from tui_reader.model.errors import NotFound
from tui_reader.model.feeds import Feed
from tui_reader.services import shapes

if TYPE_CHECKING:
    from tui_reader.engine.local import LocalEngine
    from tui_reader.services.subscribe import AddResult


def add_parser(name: str, commands: Commands) -> None:
    {"add": _add_add, "import": _add_import, "remove": _add_remove}[name](name, commands)


def _add_add(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("subscribe to a feed, site, file or folder"),
        _("Subscribe to a feed or to the feed of a site, to a local feed, article or folder, and read it at once."),
        examples=(
            ("reader add www.example.org", _("the feed that a site names")),
            ("reader add https://www.example.org/feed.xml --folder News", _("a feed, into a folder")),
            ("reader add ~/notes", _("a folder of text, HTML or Markdown files")),
            ("reader add --page https://www.example.org/article.html", _("one page, kept as an article")),
        ),
    )
    metavar = _("URL|FILE|FOLDER")
    add_files(parser, "inputs", nargs="+", metavar=metavar, help=_("addresses, files or folders"))
    parser.add_argument("--folder", default="", metavar="A/B", help=_("folder to put it into"))
    parser.add_argument("--page", action="store_true", help=_("keep the page itself as one article"))
    add_json(parser)
    parser.set_defaults(run=run_add)


def _add_import(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("subscribe to what an OPML or a newsboat urls file lists"),
        _("Subscribe to all feeds of an OPML file or of newsboat's urls file. “reader refresh” then fetches them."),
        examples=(
            ("reader import feeds.opml", _("with its folders")),
            ("reader import ~/.newsboat/urls", _("what newsboat reads")),
        ),
    )
    add_files(parser, "file", nargs=None, metavar=_("FILE|-"), help=_("the list"))
    add_json(parser)
    parser.set_defaults(run=run_import)


def _add_remove(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("remove a feed; “reader undo” brings it back"),
        _("Remove a feed from the lists. Its articles stay in the archive; “reader undo” brings it back."),
        examples=(("reader remove 2", _("by its number in “reader feeds”, or by its address")),),
    )
    parser.add_argument("feed", metavar=_("FEED"), help=_("its number or its address"))
    parser.set_defaults(run=run_remove)


def run_add(arguments: argparse.Namespace, session: Session) -> int:
    from tui_reader.cli.engine import with_engine

    async def add_all(engine: LocalEngine) -> list[AddResult]:
        results = []
        for given in arguments.inputs:
            session.talk.progress(given)
            results.append(await engine.add(given, folder=arguments.folder, page=arguments.page))
        return results

    try:
        results = with_engine(session, add_all)
    finally:
        session.talk.done()
    return _told(results, arguments.json, session)


def run_import(arguments: argparse.Namespace, session: Session) -> int:
    from tui_reader.cli.engine import with_engine

    body = read_source(arguments.file)
    result = with_engine(session, lambda engine: engine.add_list(source_name(arguments.file), body))
    return _told([result], arguments.json, session)


def _told(results: Sequence[AddResult], json: bool, session: Session) -> int:
    """What was added on stdout, what was not and why on stderr. It is no failure to be here already."""
    added = [feed for result in results for feed in result.added]
    skipped = [pair for result in results for pair in result.skipped]
    if json:
        session.out.json(shapes.added(added, skipped))
    else:
        _print_added(added, session)
        for given, reason in skipped:
            session.talk.problem(given, reason)
    failed = len(skipped) - sum(result.harmless for result in results)
    return Exit.SOME_FAILED if failed else Exit.FINE


def _print_added(added: list[Feed], session: Session) -> None:
    number = max((len(str(feed.id)) for feed in added), default=0)
    for feed in added:
        articles = ngettext("{count} article", "{count} articles", feed.total).format(count=feed.total)
        fetched = f" ({articles})" if feed.total else ""
        width = session.out.width
        lead = f"{feed.id:>{number}}  "
        title = cut(lead + (feed.title or feed.url), width and width - len(fetched))
        session.out.line(title + fetched)
    if any(not feed.total for feed in added):
        session.talk.hint(_("“reader refresh” fetches what is new."))


def run_remove(arguments: argparse.Namespace, session: Session) -> int:
    with session.library() as library:
        for feed in library.feeds():
            if arguments.feed in (str(feed.id), feed.url):
                library.remove_feed(feed.id)
                removed = _("“{title}” is removed; “reader undo” brings it back.")
                session.talk.hint(removed.format(title=feed.title or feed.url))
                return Exit.FINE
    raise NotFound(_("No feed is “{feed}”. “reader feeds” lists them.").format(feed=arguments.feed))
