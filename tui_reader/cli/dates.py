"""``reader dates``: the agenda over the archive."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice

from tui_reader.cli.arguments import Commands, add_json, first_day, last_day, new_command, positive
from tui_reader.cli.diagnostics import Exit
from tui_reader.cli.engine import catch_up
from tui_reader.cli.findings import date_columns, notes, value_shown
from tui_reader.cli.session import Session
from tui_reader.i18n import _
from tui_reader.model.errors import UsageError
from tui_reader.services import shapes
from tui_reader.services.agenda import AgendaItem, agenda

AT_ONCE = 500
"""Lines that are aligned together: an agenda of a large archive is printed as it is read."""


def add_parser(name: str, commands: Commands) -> None:
    parser = new_command(
        commands,
        name,
        _("the agenda: key dates of the archive, in order of time"),
        _(
            "The agenda: the key dates that the articles speak of, in order of time: value, precision, number of the"
            " article, and what happens. As a calendar (--ics) it holds what has a day, a week or a month."
        ),
        examples=(
            ("reader dates --from 2020 --to 2021-06", _("what falls in between")),
            ("reader dates institution:CNRS", _("of the articles that a query finds")),
            ("reader dates --ics > agenda.ics", _("for a calendar program")),
        ),
    )
    parser.add_argument("query", nargs="*", metavar=_("QUERY"), help=_("which articles; all without it"))
    bound = "2020-05-06"
    parser.add_argument("--from", dest="first", type=first_day, metavar=bound, help=_("from this day, month or year"))
    parser.add_argument("--to", dest="last", type=last_day, metavar=bound, help=_("up to this day, month or year"))
    parser.add_argument("--all", action="store_true", help=_("all dates, not only the key ones"))
    parser.add_argument("--limit", type=positive, metavar="N", help=_("at most so many"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--ics", action="store_true", help=_("print a calendar (iCalendar, RFC 5545)"))
    add_json(form)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.first and arguments.last and arguments.first > arguments.last:
        raise UsageError(_("--from is later than --to, so that nothing lies between them; exchange them."))
    catch_up(session)
    with session.library() as library:
        items = islice(
            agenda(
                library,
                first=arguments.first,
                last=arguments.last,
                query=" ".join(arguments.query),
                key_only=not arguments.all,
            ),
            arguments.limit,
        )
        if arguments.json:
            session.out.json([shapes.agenda_item(item) for item in items])
        elif arguments.ics:
            from tui_reader.services.calendar import calendar

            for line in calendar(items):
                session.out.raw(line)
        else:
            _print(items, session)
    return Exit.FINE


def _print(items: Iterator[AgendaItem], session: Session) -> None:
    found = False
    while rows := [_row(item) for item in islice(items, AT_ONCE)]:
        found = True
        session.out.lines(date_columns(rows, session.out.width, indent=""))
    if not found:
        session.talk.say(_("No dates found."))


def _row(item: AgendaItem) -> tuple[str, ...]:
    return value_shown(item.value, item.surface), notes(item.value), str(item.article.id), item.about
