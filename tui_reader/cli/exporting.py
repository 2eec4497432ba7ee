"""``reader export``: subscriptions as OPML, articles as JSON or Markdown."""

from __future__ import annotations

import argparse

from tui_reader.cli.arguments import Commands, new_command
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.output import json_text
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.text.printable import printable


def add_parser(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("export subscriptions or articles"),
        _("Export the subscriptions as OPML, or articles as JSON or Markdown, to standard output."),
        examples=(
            ("reader export > feeds.opml", _("all subscriptions, for another reader")),
            ("reader export --markdown 1 > article.md", _("one article")),
            ("reader export --json is:starred > starred.json", _("all that a query finds")),
        ),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--opml", action="store_true", help=_("the subscriptions (this is the default)"))
    form.add_argument("--json", action="store_true", help=_("articles with their institutions and dates"))
    form.add_argument("--markdown", action="store_true", help=_("articles as Markdown"))
    parser.add_argument("query", nargs="*", metavar=_("QUERY"), help=_("which articles: numbers or a query"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    from tui_reader.services import export

    if arguments.query and not arguments.json and not arguments.markdown:
        session.talk.say(_("The query is for --json or --markdown; all subscriptions are exported."))
    with session.library() as library:
        if arguments.json:
            separator = "[\n"
            for shape in export.article_shapes(library, arguments.query):
                session.out.raw(separator + json_text(shape))
                separator = ",\n"
            session.out.raw("[]\n" if separator == "[\n" else "\n]\n")
        elif arguments.markdown:
            for number, text in enumerate(export.articles_as_markdown(library, arguments.query)):
                session.out.raw(("\n" if number else "") + printable(text))
        else:
            session.out.raw(printable(export.subscriptions(library)))
    return Exit.FINE
