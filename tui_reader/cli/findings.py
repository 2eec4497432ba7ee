"""The institutions and dates of a text, for people: in columns, cut at the width of a terminal, whole in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui_reader.cli.columns import cells, cut, padded
from tui_reader.cli.output import Output
from tui_reader.i18n import _
from tui_reader.i18n.evidence import evidence_words, reason_words
from tui_reader.i18n.values import precision_name, sense_name, value_words
from tui_reader.model.mentions import DateSense, DateValue, Mention, Recognition

INDENT = "  "
WHY = INDENT * 4
LEAST_CLAUSE = 20
"""Columns that the clause of a date keeps on a narrow terminal."""


def print_findings(found: Recognition, out: Output, *, explained: bool = False) -> None:
    """Institutions, most salient first; key dates and other dates, each in order of time; ``explained``: with why."""
    keys = [ref for ref, value in enumerate(found.dates) if value.key]
    others = [ref for ref, value in enumerate(found.dates) if not value.key]
    if not found.institutions and not found.dates:
        out.line(_("No names or dates found."))
    if found.institutions:
        out.line(_("Institutions"))
        out.lines(_institution_lines(found, out.width, explained))
    for title, refs in ((_("Key dates"), keys), (_("Other dates"), others)):
        if refs:
            out.line(title)
            out.lines(_date_lines(found, refs, out.width, explained))


def _institution_lines(found: Recognition, width: int | None, explained: bool) -> Iterator[str]:
    counts = [str(len(found.of_institution(ref))) for ref in range(len(found.institutions))]
    room = max(map(len, counts))
    for ref, (institution, count) in enumerate(zip(found.institutions, counts, strict=True)):
        name = institution.name
        if institution.acronym and institution.acronym != name:
            name += f" ({institution.acronym})"
        others = [alias for alias in institution.aliases if alias not in (institution.name, institution.acronym)]
        if others:
            name += _("; also {names}").format(names=", ".join(others))
        yield cut(f"{INDENT}{count:>{room}}  {name}", width)
        if explained:
            yield from _reasons(found.of_institution(ref))


def _date_lines(found: Recognition, refs: Sequence[int], width: int | None, explained: bool) -> Iterator[str]:
    rows = []
    for ref in refs:
        value = found.dates[ref]
        surface = next((" ".join(mention.surface.split()) for mention in found.of_date(ref)), "")
        rows.append((value_shown(value, surface), notes(value), value.clause or surface))
    for ref, line in zip(refs, date_columns(rows, width), strict=True):
        yield line
        if explained:
            yield from _reasons(found.of_date(ref))
            if found.dates[ref].reason:
                yield WHY + reason_words(found.dates[ref].reason)


def _reasons(mentions: Iterable[Mention]) -> Iterator[str]:
    """Which rule marked which words, each said once."""
    said = ((" ".join(mention.surface.split()), evidence_words(mention.evidence)) for mention in mentions)
    frame = _("“{words}”: {evidence}")
    yield from dict.fromkeys(WHY + frame.format(words=surface, evidence=evidence) for surface, evidence in said)


def date_columns(rows: Sequence[tuple[str, ...]], width: int | None, *, indent: str = INDENT) -> Iterator[str]:
    """Rows of which all columns but the last are filled to the widest; the last is cut at the width."""
    widths = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        lead = indent + "".join(padded(text, room) + INDENT for text, room in zip(row, widths, strict=False))
        left = None if width is None else max(LEAST_CLAUSE, width - cells(lead))
        yield (lead + cut(row[-1], left)).rstrip()


def value_shown(value: DateValue, surface: str) -> str:
    """The value in ISO 8601, parts of a year in words; the words themselves where they mean no days."""
    return value_words(value.value) if value.earliest is not None and value.value else surface


def notes(value: DateValue) -> str:
    """How fine, in which sense, written or computed."""
    parts = [precision_name(value.precision)]
    parts += [sense_name(value.sense)] if value.sense is not DateSense.AT else []
    parts += [_("computed")] if value.computed else []
    return ", ".join(parts)
