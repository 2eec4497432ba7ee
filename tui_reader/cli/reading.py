"""``reader show`` and ``reader`` with something to open."""

from __future__ import annotations

import argparse
import asyncio
import shutil
from dataclasses import replace

from tui_reader.cli.arguments import Commands, add_json, read_source
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.entities import print_found
from tui_reader.cli.listing import print_rows
from tui_reader.cli.session import Launch, Session
from tui_reader.i18n import _
from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.errors import UsageError
from tui_reader.model.feeds import FeedId
from tui_reader.model.mentions import Recognition
from tui_reader.model.views import View
from tui_reader.services import shapes
from tui_reader.services.linear import plain_lines

LISTED_WITHOUT_A_TERMINAL = 50


def add_parser(name: str, commands: Commands) -> None:
    if name == "open":
        parser = commands.add_parser(name, help=_("open a file, address or folder without subscribing"))
        parser.add_argument("input", nargs="?", default="", metavar=_("FILE|URL|FOLDER|-"))
        parser.set_defaults(run=run_open)
        return
    parser = commands.add_parser(
        name,
        help=_("print an article with its institutions and dates"),
        description=_("Print an article of the archive by its number, or of a file or an address."),
    )
    parser.add_argument("input", metavar=_("ID|FILE|URL|-"))
    parser.add_argument("--language", default="", metavar="fr", help=_("language of the text; detected if not given"))
    add_json(parser)
    parser.set_defaults(run=run_show)


def run_open(arguments: argparse.Namespace, session: Session) -> int | Launch:
    from tui_reader.cli.main import at_a_terminal

    if at_a_terminal():
        return Launch(session.paths, session.settings, arguments.input, arguments.linear)
    if not arguments.input:
        with session.library() as library:
            print_rows(library.page(View(), limit=LISTED_WITHOUT_A_TERMINAL), session)
        return Exit.FINE
    return _show(arguments.input, "", session, json=False)


def run_show(arguments: argparse.Namespace, session: Session) -> int:
    return _show(arguments.input, arguments.language, session, json=arguments.json)


def _show(source: str, language: str, session: Session, *, json: bool) -> int:
    article, found = _stored(int(source), session) if source.isdecimal() else (_from_outside(source, session), None)
    if found is None:
        article, found = _recognised(article, language, session)
    if json:
        session.out.json(shapes.article(article, found))
    else:
        print_article(article, found, session)
    return Exit.FINE


def _stored(number: int, session: Session) -> tuple[Article, Recognition | None]:
    with session.library() as library:
        article = library.article(ArticleId(number))
        return article, library.recognition(article.id)


def _from_outside(source: str, session: Session) -> Article:
    if source.startswith(("http://", "https://")):
        from tui_reader.engine.local import local_engine

        async def fetched() -> Article:
            async with local_engine(session.paths) as engine:
                return await engine.read_page(source)

        return asyncio.run(fetched())
    from tui_reader.parse.page import parse_article_file

    parsed = parse_article_file(read_source(source), name=source)
    if not parsed.document.text.strip():
        raise UsageError(_("{source} has no text in it.").format(source=source))
    return Article(
        ArticleId(0),
        FeedId(0),
        "",
        parsed.site,
        source,
        parsed.document,
        link=parsed.link,
        author=parsed.author,
        date=parsed.published,
        published=parsed.published,
        updated=parsed.updated,
    )


def _recognised(article: Article, language: str, session: Session) -> tuple[Article, Recognition]:
    from tui_reader.services.recognition import context, recognise

    given = replace(
        context(session.paths, session.settings),
        language=language,
        published=article.published.date() if article.published else None,
    )
    language, found = recognise(article.document, given)
    return replace(article, document=replace(article.document, language=language)), found


def print_article(article: Article, found: Recognition, session: Session) -> None:
    """The article as a person reads it in a pipe: text, then what was found in it."""
    width = min(80, shutil.get_terminal_size().columns) if session.out.is_terminal else None
    byline = [article.author, article.published.date().isoformat() if article.published else "", article.feed_title]
    lines = plain_lines(article.document, width=width)
    if article.document.title:
        session.out.line(next(lines))
    if any(byline):
        session.out.line(" · ".join(part for part in byline if part))
    session.out.lines(lines)
    for enclosure in article.enclosures:
        session.out.line(_("Enclosure: {url}").format(url=enclosure.url))
    session.out.line()
    print_found(shapes.recognition(found), session)
