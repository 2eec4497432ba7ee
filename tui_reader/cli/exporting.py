"""``reader export``: subscriptions as OPML, articles as JSON or Markdown."""

from __future__ import annotations

import argparse
import json

from tui_reader.cli.arguments import Commands
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _


def add_parser(name: str, commands: Commands) -> None:
    parser = commands.add_parser(
        name,
        help=_("export subscriptions or articles"),
        description=_("Export the subscriptions as OPML, or articles as JSON or Markdown, to standard output."),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--opml", action="store_true", help=_("the subscriptions (this is the default)"))
    form.add_argument("--json", action="store_true", help=_("articles with their institutions and dates"))
    form.add_argument("--markdown", action="store_true", help=_("articles as Markdown"))
    parser.add_argument("query", nargs="*", metavar=_("QUERY"), help=_("which articles: numbers or a query"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    from tui_reader.services import export

    with session.library() as library:
        if arguments.json:
            separator = "[\n"
            for shape in export.article_shapes(library, arguments.query):
                session.out.raw(separator + json.dumps(shape, ensure_ascii=False))
                separator = ",\n"
            session.out.raw("[]\n" if separator == "[\n" else "\n]\n")
        elif arguments.markdown:
            for text in export.articles_as_markdown(library, arguments.query):
                session.out.raw(text + "\n")
        else:
            session.out.raw(export.subscriptions(library))
    return Exit.FINE
