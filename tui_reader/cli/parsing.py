"""``reader parse``: what the feed parser sees, nothing stored."""

from __future__ import annotations

import argparse
import asyncio

from tui_reader.cli.arguments import Commands, add_json, read_source
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.model.feeds import ParsedFeed
from tui_reader.services import shapes


def add_parser(name: str, commands: Commands) -> None:
    parser = commands.add_parser(
        name,
        help=_("show what the feed parser sees in a file"),
        description=_("Show what the feed parser sees in a file. Nothing is stored."),
    )
    parser.add_argument("file", metavar=_("FILE|-"))
    parser.add_argument("--url", default="", metavar="BASE", help=_("address that relative links start from"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    parsed = asyncio.run(_parsed(read_source(arguments.file), arguments.url, session))
    if arguments.json:
        session.out.json(shapes.parsed_feed(parsed))
        return Exit.FINE
    session.out.line(parsed.title)
    for entry in parsed.entries:
        when = entry.published or entry.updated
        session.out.line(f"{when.date().isoformat() if when else '-' * 10}  {entry.title}")
        if entry.link:
            session.out.line(" " * 12 + entry.link)
    return Exit.FINE


async def _parsed(body: bytes, url: str, session: Session) -> ParsedFeed:
    """In a parser process: a hostile file costs that process and a deadline, not this one."""
    from tui_reader.engine.local import local_engine

    async with local_engine(session.paths) as engine:
        return await engine.parse_feed(body, url=url)
