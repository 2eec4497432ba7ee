"""``reader show`` and ``reader`` with something to open."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import (
    Commands,
    add_files,
    add_json,
    naming,
    new_command,
    read_source,
    source_name,
    unreadable,
)
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.findings import print_findings
from tui_reader.cli.listing import print_rows
from tui_reader.cli.session import Launch, Session
from tui_reader.i18n import _
from tui_reader.model.articles import Article, ArticleId
from tui_reader.model.errors import FetchError, FileError, NotAFeed, SourceError, UsageError
from tui_reader.model.feeds import FeedId, ParsedFeed
from tui_reader.model.mentions import Recognition
from tui_reader.model.views import View
from tui_reader.services import shapes

if TYPE_CHECKING:
    from tui_reader.engine.local import LocalEngine

LISTED_WITHOUT_A_TERMINAL = 50
MEASURE = 80
"""Columns of an article on a terminal that has more of them."""


def add_parser(name: str, commands: Commands) -> None:
    if name == "open":
        parser = new_command(
            commands,
            name,
            _("open the archive, or something without subscribing; the word itself may be left out"),
            _("Open the archive, or a file, address or folder without subscribing. Without a terminal, print it."),
            examples=(
                ("reader", _("the archive; without a terminal, its newest articles")),
                ("reader open article.html", _("one file; “reader article.html” does the same")),
            ),
        )
        metavar = _("FILE|URL|FOLDER|-")
        add_files(parser, "input", nargs="?", metavar=metavar, help=_("what to open; nothing: the archive"))
        parser.set_defaults(run=run_open)
        return
    parser = new_command(
        commands,
        name,
        _("print an article with its institutions and dates"),
        _("Print an article of the archive by its number, or a file or an address; - reads standard input."),
        examples=(
            ("reader show 1", _("the article that “reader list” numbers 1")),
            ("reader show article.html --json", _("a file, for a program")),
        ),
    )
    add_files(parser, "input", nargs=None, metavar=_("ID|FILE|URL|-"), help=_("which article"))
    parser.add_argument("--language", default="", metavar="fr", help=_("language of the text; detected if not given"))
    add_json(parser)
    parser.set_defaults(run=run_show)


def run_open(arguments: argparse.Namespace, session: Session) -> int | Launch:
    from tui_reader.cli.main import at_a_terminal

    given = arguments.input or ""
    _refuse_misspelt_command(given)
    if at_a_terminal() and given != "-":
        return Launch(session.paths, session.settings, given, arguments.linear)
    if not given:
        with session.library() as library:
            rows = library.page(View(), limit=LISTED_WITHOUT_A_TERMINAL)
            print_rows(rows, session, is_empty=not rows and not library.feeds())
        return Exit.FINE
    if Path(given).is_dir():
        return _print_folder(Path(given), session)
    opened = _opened(given, session)
    if isinstance(opened, ParsedFeed):
        from tui_reader.cli.parsing import print_entries

        print_entries(opened, session.out)
    else:
        article, found = _recognised(opened, "", session)
        print_article(article, found, session)
    return Exit.FINE


def run_show(arguments: argparse.Namespace, session: Session) -> int:
    found: Recognition | None = None
    if arguments.input.isascii() and arguments.input.isdecimal():
        article, found = _stored(int(arguments.input), session)
    else:
        shown = _opened(arguments.input, session)
        if isinstance(shown, ParsedFeed):
            message = _("{source} is a feed, no article; “reader parse” shows a file, “reader add” keeps it.")
            raise FileError(message.format(source=arguments.input))
        article = shown
    if found is None or arguments.language:
        article, found = _recognised(article, arguments.language, session)
    if arguments.json:
        session.out.json(shapes.article(article, found))
    else:
        print_article(article, found, session)
    return Exit.FINE


def _refuse_misspelt_command(given: str) -> None:
    """``reader lst`` is no file that was forgotten, it is a slip of the fingers."""
    from tui_reader.cli.grammar import COMMANDS

    if not given.isalpha() or Path(given).exists():
        return
    near = difflib.get_close_matches(given.lower(), COMMANDS, n=1)
    if near:
        message = _("“{word}” is neither a command nor a file here. Did you mean “reader {near}”?")
        raise UsageError(message.format(word=given, near=near[0]))
    message = _("“{word}” is neither a command nor a file here; “reader --help” lists the commands.")
    raise UsageError(message.format(word=given))


def _stored(number: int, session: Session) -> tuple[Article, Recognition | None]:
    with session.library() as library:
        article = library.article(ArticleId(number))
        return article, library.recognition(article.id)


def _opened(source: str, session: Session) -> Article | ParsedFeed:
    """What a file or an address holds; nothing is stored."""
    from tui_reader.services.inputs import Addresses, FileReading, meaning_of, readings_of
    from tui_reader.services.local_files import ARTICLE_SUFFIXES, is_local, path_of

    meaning = meaning_of(source) if source != "-" else None
    if isinstance(meaning, Addresses):
        return _fetched(meaning.urls, session)
    name = str(path_of(source)) if is_local(source.lower()) else source
    body = read_source(name)
    readings = readings_of(name, body)
    if readings == (FileReading.OUTLINE,):
        message = _("{source} is a list of feeds, no article; “reader import” subscribes to them.")
        raise FileError(message.format(source=source))
    if readings == (FileReading.FEED,):
        try:
            with naming(name):
                return _parsed_feed(name, body, session)
        except NotAFeed:
            if name != "-" and Path(name).suffix.lower() not in ARTICLE_SUFFIXES:
                raise
    with naming(name):
        return _from_file(name, body)


def _parsed_feed(source: str, body: bytes, session: Session) -> ParsedFeed:
    from tui_reader.cli.engine import with_engine

    return with_engine(session, lambda engine: engine.parse_feed(body, source=source))


def _fetched(urls: Sequence[str], session: Session) -> Article | ParsedFeed:
    """What the first of these addresses holds that answers; they are spellings of one."""
    from tui_reader.cli.engine import with_engine

    async def first(engine: LocalEngine) -> Article | ParsedFeed:
        for url in urls[:-1]:
            try:
                return await engine.read_address(url)
            except FetchError:
                session.talk.progress(urls[-1])
        return await engine.read_address(urls[-1])

    session.talk.progress(urls[0])
    try:
        return with_engine(session, first)
    finally:
        session.talk.done()


def _from_file(source: str, body: bytes) -> Article:
    from tui_reader.parse.page import parse_article_file
    from tui_reader.services.inputs import must_be_text

    must_be_text(source_name(source), body)
    parsed = parse_article_file(body, name=source)
    if not parsed.document.text.strip():
        message = _("{source} has no text in it; check that it is the right file.")
        raise FileError(message.format(source=source_name(source)))
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


def _print_folder(folder: Path, session: Session) -> int:
    """The articles of a folder, a line each: what one of them says is a “reader show” away."""
    from tui_reader.services.local_files import scan_folder

    try:
        scan = scan_folder(folder)
    except OSError as error:
        raise unreadable(str(folder), error) from error
    for file in scan.files:
        try:
            article = _from_file(str(file.path), read_source(str(file.path)))
        except SourceError as error:
            scan.skipped.append((str(file.path), str(error)))
            continue
        day = article.published.date().isoformat() if article.published else "-" * 10
        session.out.line(f"{day}  {file.name}  {article.document.title}")
    for path, reason in scan.skipped:
        session.talk.problem(path, reason)
    if not scan.files:
        session.talk.say(_("{folder} holds no articles (text, HTML or Markdown files).").format(folder=folder))
    return Exit.SOME_FAILED if scan.skipped else Exit.FINE


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
    """The article as a person reads it without the screen: its text, then what was found in it."""
    from tui_reader.services.linear import plain_lines

    out = session.out
    day = article.published.date().isoformat() if article.published else ""
    byline = " · ".join(part for part in (article.author, day, article.feed_title) if part)
    out.lines(plain_lines(article.document, width=out.width and min(MEASURE, out.width), byline=byline))
    for enclosure in article.enclosures:
        out.line(_("Enclosure: {url}").format(url=enclosure.url))
    out.line()
    print_findings(found, out)
