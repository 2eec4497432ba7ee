"""``reader parse``: what the feed parser sees, nothing stored."""

from __future__ import annotations

import argparse

from tui_reader.cli.arguments import Commands, add_files, add_json, naming, new_command, read_source
from tui_reader.cli.columns import cut
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.output import Output
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.model.feeds import ParsedFeed
from tui_reader.services import shapes


def add_parser(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("show what the feed parser sees in a file"),
        _("Show what the feed parser sees in a file of RSS, Atom, RDF or JSON Feed. Nothing is stored."),
        examples=(
            ("reader parse feed.xml", _("day, title and link of each entry")),
            ("reader parse - --url https://www.example.org/ --json < feed.xml", _("everything, from a pipe")),
        ),
    )
    add_files(parser, "file", nargs=None, metavar=_("FILE|-"), help=_("the feed; - for standard input"))
    parser.add_argument("--url", default="", metavar="BASE", help=_("address that relative links start from"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    from tui_reader.cli.engine import with_engine

    body = read_source(arguments.file)
    # In a parser process: a hostile file costs that process and a deadline, not this one.
    with naming(arguments.file):
        parsed = with_engine(session, lambda engine: engine.parse_feed(body, url=arguments.url, source=arguments.file))
    if arguments.json:
        session.out.json(shapes.parsed_feed(parsed))
    else:
        print_entries(parsed, session.out)
    return Exit.FINE


def print_entries(parsed: ParsedFeed, out: Output) -> None:
    """The title of a feed, then day, title and link of each entry."""
    out.line(parsed.title or _("(untitled)"))
    for entry in parsed.entries:
        when = entry.published or entry.updated
        day = when.date().isoformat() if when else "-" * 10
        out.line(cut(f"{day}  {entry.title or _('(untitled)')}", out.width))
        if entry.link:
            out.line(" " * 12 + entry.link)
