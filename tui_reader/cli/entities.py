"""``reader entities``: the institutions and dates of files, or of a batch of texts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.cli.arguments import (
    FILES,
    Commands,
    add_files,
    add_json,
    day,
    naming,
    new_command,
    read_source,
    source_name,
    standard_input,
    unreadable,
)
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.findings import print_findings
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.model.documents import Document
from tui_reader.model.errors import FileError, ReaderError, SourceError, UsageError
from tui_reader.model.mentions import Recognition
from tui_reader.model.values import dataclass
from tui_reader.services import shapes

if TYPE_CHECKING:
    from tui_reader.entities.context import Context


def add_parser(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("find institutions and dates in files"),
        _("Find the institutions and the dates in files, or in a batch of texts. Nothing is stored or fetched."),
        examples=(
            ("reader entities article.html notes.txt", _("two files, for people")),
            ("reader entities article.txt --raw --date 2019-05-06 --json", _("offsets into the file, for programs")),
            ("reader entities --batch articles.jsonl > found.jsonl", _("many texts, one a line")),
        ),
    )
    add_files(parser, "files", nargs="*", metavar=_("FILE"), help=_("text, HTML or Markdown; - for standard input"))
    parser.add_argument(
        "--raw", action="store_true", help=_("the file is the text itself: offsets are those of the file")
    )
    parser.add_argument("--language", default="", metavar="fr", help=_("language of the texts; detected if not given"))
    parser.add_argument("--date", type=day, metavar="2019-05-06", help=_("publication date, for relative dates"))
    batch = parser.add_argument(
        "--batch", metavar="FILE.jsonl", help=_("lines of {id, text, language, date} in, lines out; - for a pipe")
    )
    batch.complete = FILES  # type: ignore[attr-defined]
    parser.add_argument("--explain", action="store_true", help=_("say why: rules, anchors, scores"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.batch and arguments.files:
        raise UsageError(_("Give either files or --batch, not both."))
    if not arguments.batch and not arguments.files:
        raise UsageError(_("Name at least one file, or - for standard input."))
    from tui_reader.services.recognition import context

    known = replace(context(session.paths, session.settings), language=arguments.language, published=arguments.date)
    if arguments.batch:
        return _batch(arguments.batch, known, session, explained=arguments.explain)
    return _files(arguments, known, session)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one text holds."""

    source: str
    document: Document
    language: str
    published: date | None
    found: Recognition

    def shape(self, explained: bool) -> shapes.Shape:
        return shapes.recognised(
            self.source, self.document, self.language, self.published, self.found, explained=explained
        )


def _files(arguments: argparse.Namespace, known: Context, session: Session) -> int:
    sources: list[str] = arguments.files
    found: list[_Found] = []
    for number, source in enumerate(sources, start=1):
        session.talk.progress(f"{number}/{len(sources)}  {source}")
        try:
            result = _recognised_file(source, known, raw=arguments.raw)
        except SourceError as error:
            if len(sources) == 1:
                raise
            session.talk.say(f"reader: {error}")
            continue
        found.append(result)
    session.talk.done()
    if arguments.json:
        told = [result.shape(arguments.explain) for result in found]
        session.out.json(told[0] if len(sources) == 1 else told)
    else:
        for number, result in enumerate(found):
            if len(sources) > 1:
                session.out.lines([*([""] if number else []), result.source, "─" * min(len(result.source), 78)])
            print_findings(result.found, session.out, explained=arguments.explain)
    return Exit.FINE if len(found) == len(sources) else Exit.SOME_FAILED


def _recognised_file(source: str, known: Context, *, raw: bool) -> _Found:
    body = read_source(source)
    if raw:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            message = _("{file} is not UTF-8 text (byte {place}); leave --raw away to have it decoded.")
            raise FileError(message.format(file=source, place=error.start)) from error
        return _recognised(source, Document.of_text(text, known.language), known)
    from tui_reader.parse.page import parse_article_file
    from tui_reader.services.inputs import must_be_text

    must_be_text(source_name(source), body)
    with naming(source):
        parsed = parse_article_file(body, name=source)
    published = known.published or (parsed.published.date() if parsed.published else None)
    return _recognised(source, parsed.document, replace(known, published=published))


def _recognised(source: str, document: Document, known: Context) -> _Found:
    from tui_reader.services.recognition import recognise

    language, found = recognise(document, known)
    return _Found(source, document, language, known.published, found)


def _batch(source: str, known: Context, session: Session, *, explained: bool) -> int:
    failed = False
    for number, line in enumerate(_lines(source), start=1):
        given: Any = None
        try:
            given = json.loads(line)
            answer = {"id": given["id"], **_of_line(given, known).shape(explained)}
        except (ValueError, KeyError, TypeError, RecursionError, ReaderError) as error:
            failed = True
            reason = _("line {number}: {reason}").format(number=number, reason=_why(error))
            session.talk.say(f"reader: {source}, {reason}")
            answer = {"id": given.get("id") if isinstance(given, dict) else None, "error": reason}
        session.out.json(answer, indent=None)
        if source == "-":
            session.out.flush()
        session.talk.progress(f"{number}  {source}")
    session.talk.done()
    return Exit.SOME_FAILED if failed else Exit.FINE


def _of_line(given: dict[str, Any], known: Context) -> _Found:
    """Raises ``ValueError``, ``KeyError``, ``TypeError`` for a line that is not as it should be."""
    text = given["text"]
    if not isinstance(text, str):
        raise ValueError(_("“text” must be a string"))
    language = given.get("language") or known.language
    if not isinstance(language, str):
        raise ValueError(_("“language” must be a string like “fr”"))
    published = _given_day(given.get("date")) or known.published
    return _recognised(str(given["id"]), Document.of_text(text), replace(known, language=language, published=published))


def _given_day(value: object) -> date | None:
    try:
        return datetime.fromisoformat(str(value)).date() if value else None
    except ValueError as error:
        raise ValueError(_("“date” must be a day like 2019-05-06")) from error


def _why(error: Exception) -> str:
    if isinstance(error, KeyError):
        return _("“{field}” is missing").format(field=error.args[0])
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8 text")
    if isinstance(error, json.JSONDecodeError | TypeError | RecursionError):
        return _("it is no JSON object with “id” and “text”")
    return str(error)


def _lines(source: str) -> Iterator[bytes]:
    """Lines of the batch, without blank ones. Only ``\\n`` ends a line, as in JSON Lines."""
    try:
        if source == "-":
            yield from (line for line in standard_input() if line.strip())
            return
        with Path(source).open("rb") as stream:
            yield from (line.removeprefix(b"\xef\xbb\xbf") for line in stream if line.strip())
    except OSError as error:
        raise unreadable(source, error) from error
