"""``reader feeds``, ``list`` and ``search``: what is in the archive."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tui_reader.cli.arguments import Commands, add_json
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.model.articles import ArticleRow
from tui_reader.model.errors import UsageError
from tui_reader.model.views import View, ViewKind
from tui_reader.services import shapes

DEFAULT_LIMIT = 50


def add_parser(name: str, commands: Commands) -> None:
    if name == "feeds":
        parser = commands.add_parser(name, help=_("list the feeds with their unread counts and problems"))
        parser.set_defaults(run=run_feeds)
    elif name == "list":
        parser = commands.add_parser(
            name,
            help=_("list articles, newest first"),
            description=_("List articles, newest first."),
            epilog=_('A query is words and conditions: école is:unread feed:orange after:2024-01 "exact words" -not'),
        )
        parser.add_argument("query", nargs="*", metavar=_("QUERY"))
        parser.set_defaults(run=run_list)
    else:
        parser = commands.add_parser(name, help=_("search the whole archive, accents or not"))
        parser.add_argument("query", nargs="+", metavar=_("QUERY"))
        parser.set_defaults(run=run_search)
    if name != "feeds":
        parser.add_argument("--limit", type=_positive, default=DEFAULT_LIMIT, metavar="N", help=_("at most so many"))
    add_json(parser)


def run_feeds(arguments: argparse.Namespace, session: Session) -> int:
    with session.library() as library:
        feeds = library.feeds()
    if arguments.json:
        session.out.json([shapes.feed(f) for f in feeds])
        return Exit.FINE
    for feed in feeds:
        folder = f"{feed.folder}/" if feed.folder else ""
        session.out.line(f"{feed.id:5}  {feed.unread:5}/{feed.total:<6} {folder}{feed.title or feed.url}")
        if feed.error:
            session.out.line(" " * 21 + f"! {feed.error}")
    if not feeds:
        session.talk.say(_("No feeds yet. Add one: reader add ADDRESS"))
    return Exit.FINE


def run_list(arguments: argparse.Namespace, session: Session) -> int:
    query = " ".join(arguments.query)
    view = View(ViewKind.QUERY, query=query) if query else View()
    with session.library() as library:
        _print(library.page(view, limit=arguments.limit), arguments.json, session)
    return Exit.FINE


def run_search(arguments: argparse.Namespace, session: Session) -> int:
    with session.library() as library:
        _print(library.search(" ".join(arguments.query), arguments.limit), arguments.json, session)
    return Exit.FINE


def _print(rows: Sequence[ArticleRow], json: bool, session: Session) -> None:
    if json:
        session.out.json([shapes.row(r) for r in rows])
    else:
        print_rows(rows, session)


def print_rows(rows: Sequence[ArticleRow], session: Session) -> None:
    """One article a line: number, state, day, feed, title."""
    for row in rows:
        state = ("·" if row.read else "N") + ("*" if row.starred else " ")
        session.out.line(f"{row.id:7} {state} {row.date.date().isoformat()}  {row.feed_title}: {row.title}")
        if row.snippet:
            session.out.line(" " * 22 + row.snippet)
    if not rows:
        session.talk.say(_("Nothing found."))


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(_("--limit needs a whole number of at least 1, not “{text}”.").format(text=text))
    return int(text)
