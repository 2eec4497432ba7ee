"""``reader demo``: the bundled articles in a store that is thrown away."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tui_reader.cli.arguments import Commands, add_json
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Launch, Session
from tui_reader.config.paths import Paths
from tui_reader.i18n import _
from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.feeds import FeedId
from tui_reader.services import shapes


def add_parser(name: str, commands: Commands) -> None:
    parser = commands.add_parser(
        name,
        help=_("show the bundled articles; nothing is kept"),
        description=_("Show the bundled articles in a store that is thrown away. Without a terminal, print the first."),
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int | Launch:
    from tui_reader.cli.main import at_a_terminal

    if at_a_terminal() and not arguments.json:
        root = Path(tempfile.mkdtemp(prefix="tui-reader-demo-"))
        return Launch(Paths.under(root), session.settings, linear=arguments.linear, demo=True)
    from tui_reader.cli.reading import print_article
    from tui_reader.entities.context import Context
    from tui_reader.services.recognition import recognise
    from tui_reader.welcome import articles

    sample = articles()[0]
    article = Article(
        ArticleId(0),
        FeedId(0),
        "",
        "",
        sample.entry_id,
        sample.document,
        author=sample.author,
        date=sample.published,
        published=sample.published,
    )
    published = sample.published.date() if sample.published else None
    _language, found = recognise(article.document, Context(published=published))
    if arguments.json:
        session.out.json(shapes.article(article, found))
    else:
        print_article(article, found, session)
    return Exit.FINE
