"""``reader demo``: the bundled articles in a store that is thrown away."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tui_reader.cli.arguments import Commands, add_json, new_command
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Launch, Session
from tui_reader.config.paths import Paths
from tui_reader.i18n import _
from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.feeds import FeedId
from tui_reader.services import shapes


def add_parser(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("show the bundled articles; nothing is kept"),
        _("Show the bundled articles in a store that is thrown away. Without a terminal, print the first."),
        examples=(
            ("reader demo", _("look around")),
            ("reader demo --json", _("the first article, for a program")),
        ),
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

    article = _sample()
    published = article.published.date() if article.published else None
    _language, found = recognise(article.document, Context(published=published))
    if arguments.json:
        session.out.json(shapes.article(article, found))
    else:
        print_article(article, found, session)
    return Exit.FINE


def _sample() -> Article:
    """The bundled article that stands in front."""
    from tui_reader.welcome import articles

    sample = articles()[0]
    return Article(
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
