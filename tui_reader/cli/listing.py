"""``reader feeds``, ``list`` and ``search``: what is in the archive."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tui_reader.cli.arguments import Commands, add_json, new_command, positive
from tui_reader.cli.columns import cells, cut, padded
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.engine import catch_up
from tui_reader.cli.output import Output
from tui_reader.cli.session import Session
from tui_reader.i18n import _, ngettext
from tui_reader.i18n.retold import retold
from tui_reader.model.articles import ArticleRow
from tui_reader.model.errors import UsageError
from tui_reader.model.feeds import Feed
from tui_reader.model.views import View, ViewKind
from tui_reader.services import shapes

DEFAULT_LIMIT = 50
FEED_COLUMN = 18
"""Columns for a feed's name beside its articles."""


def add_parser(name: str, commands: Commands) -> None:
    {"feeds": _add_feeds, "list": _add_list, "search": _add_search}[name](name, commands)


def _add_list(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("list articles, newest first"),
        _("List articles, newest first: number, state (N new, * starred), day, feed, title.") + "\n\n" + _grammar(),
        examples=(
            ("reader list", _("the newest 50")),
            ("reader list is:unread feed:orange --limit 10", _("new ones of one feed")),
            ("reader list after:2024-01 -is:starred --json", _("for a program")),
        ),
    )
    parser.add_argument("query", nargs="*", metavar=_("QUERY"), help=_("which articles; all without it"))
    _add_limit(parser)
    parser.set_defaults(run=run_list)


def _add_search(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("search the whole archive, accents or not"),
        _("Search the whole archive; é finds e and e finds é. What was found is shown with the words around it.")
        + "\n\n"
        + _grammar(),
        examples=(
            ("reader search ecole ingenieurs", _("both words, anywhere")),
            ("reader search '\"accord-cadre\" OR convention'", _("exact words, or another")),
            ("reader search institution:CNRS after:2024", _("what names an institution, since a year")),
        ),
    )
    parser.add_argument("query", nargs="*", metavar=_("QUERY"), help=_("words and conditions"))
    _add_limit(parser)
    parser.set_defaults(run=run_search)


def _add_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=positive, default=DEFAULT_LIMIT, metavar="N", help=_("at most so many"))
    add_json(parser)


def _add_feeds(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("list the feeds with their unread counts and problems"),
        _("List the feeds: number, unread and all articles, folder and title. What fails says why."),
        examples=(("reader feeds", _("all of them")), ("reader feeds --json", _("for a program"))),
    )
    add_json(parser)
    parser.set_defaults(run=run_feeds)


def _grammar() -> str:
    return _(
        'A query is words, "exact words", -not, OR, and conditions:\n'
        "feed: title: author: tag: institution: is:unread is:read is:starred\n"
        "after:2024-01 before:2024-06 date:2024-05-06"
    )


def run_feeds(arguments: argparse.Namespace, session: Session) -> int:
    with session.library() as library:
        feeds = library.feeds()
    if arguments.json:
        session.out.json([shapes.feed(f) for f in feeds])
    elif feeds:
        _print_feeds(feeds, session.out)
    else:
        session.talk.say(_("No feeds yet. Add one: reader add ADDRESS"))
    return Exit.FINE


def _print_feeds(feeds: Sequence[Feed], out: Output) -> None:
    counts = [f"{feed.unread}/{feed.total}" for feed in feeds]
    number, count = max(len(str(feed.id)) for feed in feeds), max(map(len, counts))
    for feed, of in zip(feeds, counts, strict=True):
        folder = f"{feed.folder.replace('/', ' / ')} / " if feed.folder else ""
        lead = f"{feed.id:>{number}}  {of:>{count}}  "
        out.line(cut(lead + folder + (feed.title or feed.url), out.width))
        if feed.error:
            out.line(f"{' ' * len(lead)}! {retold(feed.error)}")


def run_list(arguments: argparse.Namespace, session: Session) -> int:
    query = " ".join(arguments.query)
    view = View(ViewKind.QUERY, query=query) if query else View()
    with session.library() as library:
        rows = library.page(view, limit=arguments.limit)
        is_empty = not rows and not library.feeds()
    if arguments.json:
        session.out.json([shapes.row(row) for row in rows])
    else:
        print_rows(rows, session, is_empty=is_empty)
    return Exit.FINE


def run_search(arguments: argparse.Namespace, session: Session) -> int:
    query = " ".join(arguments.query)
    if not query.strip():
        raise UsageError(_("Say what to search for; “reader search --help” shows how."))
    catch_up(session)
    with session.library() as library:
        rows = library.search(query, arguments.limit)
        unindexed = library.find(query).unindexed
    if unindexed:
        left = ngettext(
            "{count} new article could not be searched yet; search again to go on with it.",
            "{count} new articles could not be searched yet; search again to go on with them.",
            unindexed,
        )
        session.talk.say(left.format(count=unindexed))
    if arguments.json:
        session.out.json([shapes.found_row(row) for row in rows])
    else:
        print_rows(rows, session)
    return Exit.FINE


def print_rows(rows: Sequence[ArticleRow], session: Session, *, is_empty: bool = False) -> None:
    """One article a line: number, state, day, feed, title. ``is_empty``: the archive has no feed at all."""
    if is_empty:
        session.talk.say(_("The archive is empty. Add a feed: reader add ADDRESS, or look around: reader demo"))
    elif not rows:
        session.talk.say(_("Nothing found."))
    if not rows:
        return
    width = session.out.width
    number = max(len(str(row.id)) for row in rows)
    feed = min(FEED_COLUMN, max(cells(row.feed_title or row.feed_url) for row in rows))
    for row in rows:
        state = ("·" if row.read else "N") + ("*" if row.starred else " ")
        source = row.feed_title or row.feed_url
        source = padded(cut(source, feed if width else None), feed)
        lead = f"{row.id:>{number}} {state} {row.date.date().isoformat()}  "
        session.out.line(cut(f"{lead}{source}  {row.title or _('(untitled)')}", width).rstrip())
        if row.snippet:
            indent = " " * len(lead)
            session.out.line(indent + cut(" ".join(row.snippet.split()), width and width - len(indent)))
