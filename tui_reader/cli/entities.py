"""``reader entities``: the institutions and dates of files, or of a batch of texts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tui_reader.cli.arguments import Commands, add_json, day, read_source
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.model.documents import Document
from tui_reader.model.errors import FileError, ReaderError, SourceError, UsageError
from tui_reader.services import shapes


def add_parser(name: str, commands: Commands) -> None:
    parser = commands.add_parser(
        name,
        help=_("find institutions and dates in files"),
        description=_("Find the institutions and the dates in files, or in a batch of texts."),
    )
    parser.add_argument("files", nargs="*", metavar=_("FILE"), help=_("text, HTML or Markdown; - for standard input"))
    parser.add_argument(
        "--raw", action="store_true", help=_("the file is the text itself: offsets are those of the file")
    )
    parser.add_argument("--language", default="", metavar="fr", help=_("language of the texts; detected if not given"))
    parser.add_argument("--date", type=day, metavar="2019-05-06", help=_("publication date, for relative dates"))
    parser.add_argument("--batch", metavar="FILE.jsonl", help=_("lines of {id, text, language, date} in, lines out"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.batch:
        return _batch(arguments, session)
    if not arguments.files:
        raise UsageError(_("Name at least one file, or - for standard input."))
    found: list[shapes.Shape] = []
    failed = False
    for source in arguments.files:
        try:
            found.append(_recognise_file(source, arguments, session))
        except SourceError as error:
            failed = True
            session.talk.say(f"reader: {error}")
    if arguments.json:
        session.out.json(found[0] if len(arguments.files) == 1 and found else found)
    else:
        for shape in found:
            _print(shape, session)
    return Exit.SOME_FAILED if failed else Exit.FINE


def _recognise_file(source: str, arguments: argparse.Namespace, session: Session) -> shapes.Shape:
    body = read_source(source)
    published: date | None = arguments.date
    if arguments.raw:
        try:
            document = Document.of_text(body.decode("utf-8"), arguments.language)
        except UnicodeDecodeError as error:
            raise FileError(
                f"{source} is not UTF-8 text (byte {error.start}); leave --raw away to have it decoded."
            ) from error
    else:
        from tui_reader.parse.page import parse_article_file

        parsed = parse_article_file(body, name=source)
        document = parsed.document
        published = published or (parsed.published.date() if parsed.published else None)
    return _recognise(source, document, arguments.language, published, session)


def _recognise(
    source: str, document: Document, language: str, published: date | None, session: Session
) -> shapes.Shape:
    from tui_reader.services.recognition import context, recognise

    language = language or document.language
    given = replace(context(session.paths, session.settings), language=language, published=published)
    language, found = recognise(document, given)
    return shapes.recognised(source, document, language, published, found)


def _batch(arguments: argparse.Namespace, session: Session) -> int:
    failed = False
    for number, line in enumerate(_lines(arguments.batch), 1):
        try:
            given = json.loads(line)
            shape = _recognise(
                str(given["id"]),
                Document.of_text(_text(given)),
                given.get("language") or arguments.language,
                _given_day(given.get("date")) or arguments.date,
                session,
            )
            answer: dict[str, Any] = {"id": given["id"], **shape}
        except (ValueError, KeyError, TypeError, AttributeError, ReaderError) as error:
            failed = True
            session.talk.say(f"reader: {arguments.batch}, line {number}: {error!s}")
            answer = {"id": None, "error": f"line {number}: {error!s}"}
        session.out.json(answer, indent=None)
    return Exit.SOME_FAILED if failed else Exit.FINE


def _text(given: dict[str, Any]) -> str:
    if not isinstance(given["text"], str):
        raise ValueError("“text” must be a string")
    return given["text"]


def _given_day(value: object) -> date | None:
    return datetime.fromisoformat(str(value)).date() if value else None


def _lines(source: str) -> Iterator[str]:
    """Lines of the batch, without blank ones. Only ``\\n`` ends a line, as in JSON Lines."""
    if source == "-":
        stream = sys.stdin.buffer
        yield from (line.decode("utf-8") for line in stream if line.strip())
        return
    try:
        with Path(source).open("rb") as stream:
            yield from (line.decode("utf-8") for line in stream if line.strip())
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror}. Check the name and its permissions.") from error


def _print(shape: shapes.Shape, session: Session) -> None:
    session.out.line(shape["source"])
    print_found(shape, session)
    session.out.line()


def print_found(shape: shapes.Shape, session: Session) -> None:
    """The two lists for people: institutions with their names and counts, dates with what they mean."""
    out = session.out
    out.line(_("Institutions"))
    for institution in shape["institutions"] or ():
        name = institution["name"]
        if institution["acronym"] and institution["acronym"] != name:
            name += f" ({institution['acronym']})"
        others = [
            alias for alias in institution["aliases"] if alias not in (institution["name"], institution["acronym"])
        ]
        known_as = f"  = {', '.join(others)}" if others else ""
        out.line(f"  {len(institution['mentions']):3} × {name}{known_as}")
    out.line(_("Dates"))
    for mention in shape["dates"] or ():
        notes = [mention["precision"]]
        notes += [mention["sense"]] if mention["sense"] != "at" else []
        notes += [_("computed")] if mention["computed"] else []
        notes += [_("key")] if mention["key"] else []
        shown = " ".join(mention["text"].split())
        out.line(f"  {mention['value'] or mention['timex'] or '?':24} {shown}  [{', '.join(notes)}]")
