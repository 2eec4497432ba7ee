"""The pane at the right: institutions by weight, key dates in order of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice

from textual.message import Message
from textual.timer import Timer

from tui_reader.i18n import _
from tui_reader.model.articles import ArticleId
from tui_reader.model.mentions import DateValue, Institution, Mention, MentionKind, Recognition
from tui_reader.model.values import dataclass
from tui_reader.ui.formats import medium_day, resolved
from tui_reader.ui.widgets.columns import fit
from tui_reader.ui.widgets.line_breaks import break_lines, cells
from tui_reader.ui.widgets.row_list import RowList

Parts = tuple[tuple[str, str], ...]
Subject = tuple[MentionKind, int]
AT_ONCE, SLICE, SLICE_SECONDS = 200, 60, 0.02
"""Rows made before the first paint, and then in idle slices of some 3 ms: a report of 2 MB may name 1,500."""

NAME_LINES = 2
"""Lines that a long name or clause may take."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One line. ``subject`` is the institution or date it is the first line of; other lines take no cursor."""

    parts: Parts
    subject: Subject | None = None


class Shown(StrEnum):
    """What the pane lists."""

    ALL = "all"
    INSTITUTIONS = "institutions"
    DATES = "dates"

    @classmethod
    def remembered(cls, written: str) -> Shown:
        """What an earlier session wrote down; all of it where that makes no sense."""
        return cls(written) if written in list(cls) else cls.ALL

    @property
    def next(self) -> Shown:
        every = list(Shown)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """How often each institution of an article is named, and in which words each date first."""

    counts: Mapping[int, int]
    words: Mapping[int, str]

    @classmethod
    def of(cls, found: Recognition) -> _Spoken:
        counts = Counter(mention.ref for mention in found.mentions if mention.kind is MentionKind.INSTITUTION)
        backwards = reversed(found.mentions)
        return cls(counts, {m.ref: m.surface for m in backwards if m.kind is MentionKind.DATE})


def entity_rows(
    found: Recognition, published: date | None, today: date, width: int, shown: Shown = Shown.ALL
) -> Iterator[EntityRow]:
    """The pane's lines for a width."""
    spoken = _Spoken.of(found)
    institutions = found.institutions if shown is not Shown.DATES else ()
    if institutions:
        yield _heading(_("Institutions"), len(institutions), width)
        for ref, institution in enumerate(institutions):
            yield from _institution(ref, institution, spoken.counts.get(ref, 0), width)
    dates = list(enumerate(found.dates)) if shown is not Shown.INSTITUTIONS else []
    keys = [(ref, value) for ref, value in dates if value.key]
    others = [(ref, value) for ref, value in dates if not value.key]
    above = bool(institutions)
    for title, group in ((_("Key dates"), keys), (_("Other dates"), others)):
        if group:
            if above:
                yield EntityRow(((" " * width, "row--text"),))
            yield _heading(title, len(group), width)
            yield from _timeline(spoken, group, published, today, width)
            above = True


def _timeline(
    spoken: _Spoken, group: Sequence[tuple[int, DateValue]], published: date | None, today: date, width: int
) -> Iterator[EntityRow]:
    """The dates, with the day of publication between what was before and what comes after."""
    due = published is not None
    for ref, value in group:
        if due and published is not None and (value.place is None or value.place > published):
            if value.place is not None:
                yield _published(published, width)
            due = False
        yield from _date(spoken.words.get(ref, value.value), ref, value, today, width)


def _heading(title: str, count: int, width: int) -> EntityRow:
    number = f"{count} "
    return EntityRow(((fit(f" {title}", width - len(number)), "entities--heading"), (number, "entities--count")))


def _published(day: date, width: int) -> EntityRow:
    label = _("published {date}").format(date=medium_day(day))
    lead = f" ── {label} "
    rule = lead + "─" * max(0, width - 1 - cells(lead))
    return EntityRow(((fit(rule, width - 1) + " ", "entities--rule"),))


def _institution(ref: int, institution: Institution, count: int, width: int) -> Iterator[EntityRow]:
    number = f"{count} "
    subject = (MentionKind.INSTITUTION, ref)
    if not institution.acronym or institution.acronym == institution.name:
        lines = _wrapped(institution.name, width - len(number) - 3)
        yield _row("  ", lines[0], "entities--name", number, width, subject)
        yield from (_row("    ", line, "entities--name", "", width) for line in lines[1:])
        return
    yield _row("  ", institution.acronym, "entities--name", number, width, subject)
    yield from (_row("    ", line, "entities--detail", "", width) for line in _wrapped(institution.name, width - 5))


def _date(surface: str, ref: int, value: DateValue, today: date, width: int) -> Iterator[EntityRow]:
    future = value.place is not None and value.place > today
    yield _row("› " if future else "  ", resolved(value, surface), "entities--date", "", width, (MentionKind.DATE, ref))
    clause = _around(value.clause, surface, NAME_LINES * (width - 8)) if value.clause else surface
    yield from (_row("    ", line, "entities--detail", "", width) for line in _wrapped(clause, width - 5))


def _around(clause: str, surface: str, room: int) -> str:
    """A clause that is too long is cut at its beginning, so that the words of the date are in what is shown."""
    at = clause.find(surface)
    if len(clause) <= room or at + len(surface) <= room:
        return clause
    start = clause.find(" ", max(0, at - room // 2)) + 1
    return "…" + clause[start if 0 < start <= at else at :]


def _row(lead: str, text: str, name: str, right: str, width: int, subject: Subject | None = None) -> EntityRow:
    room = max(0, width - cells(lead) - len(right))
    shown = fit(text, room)
    trimmed = shown.rstrip(" ")
    air = " " * (len(shown) - len(trimmed))
    return EntityRow(
        ((lead, "entities--mark"), (trimmed, name), (air, "row--text"), (right, "entities--count")), subject
    )


def _wrapped(text: str, width: int) -> list[str]:
    """The text on at most ``NAME_LINES`` lines, the last one cut."""
    ranges = list(break_lines(text, 0, len(text), max(width, 4)))
    lines = [text[start:end] for start, end in ranges[: NAME_LINES - 1]]
    if len(ranges) >= NAME_LINES:
        lines.append(text[ranges[NAME_LINES - 1][0] :])
    return lines


class EntitiesPane(RowList):
    """What the article names, and when."""

    class Named(Message):
        """The person stands on an institution or a date."""

        def __init__(self, mention: Mention) -> None:
            super().__init__()
            self.mention = mention

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.found: Recognition | None = None
        self.article_id: ArticleId | None = None
        self.shown = Shown.ALL
        self._published: date | None = None
        self._today = date.min
        self._rows: list[EntityRow] = []
        self._coming: Iterator[EntityRow] = iter(())
        self._growth: Timer | None = None
        self._awaited: Subject | None = None
        self._width = 0
        self._place: dict[Subject, int] = {}

    def show(
        self, found: Recognition | None, published: date | None, today: date, *, article_id: ArticleId | None
    ) -> None:
        """What was found in an article; ``None`` where that is still to come. No id: there is no article."""
        self.found, self._published, self._today, self.article_id = found, published, today, article_id
        self._place = {}
        self._width = 0
        self._fit_rows()
        self.move_cursor(0, silent=True)
        self.scroll_to_line(0)
        self.forget()

    def _fit_rows(self) -> None:
        width = max(1, self.size.width - 1)
        if width == self._width:
            return
        self._width = width
        subject = self.subject
        found = self.found or Recognition()
        self._coming = entity_rows(found, self._published, self._today, width, self.shown)
        self._rows = []
        self._awaited = None
        self.strips.clear()
        if self._take(AT_ONCE) and self._growth is None and self.is_mounted:
            self._growth = self.set_interval(SLICE_SECONDS, self._grow)
        if subject is not None:
            self._select(subject)

    def _take(self, count: int) -> bool:
        """Make so many more rows. True where there may be more to come."""
        new = list(islice(self._coming, count))
        self._rows += new
        return len(new) == count

    def _grow(self) -> None:
        before = len(self._rows)
        more = self._take(SLICE)
        if self._awaited is not None and any(row.subject == self._awaited for row in self._rows[before:]):
            self._select(self._awaited)
        if not more and self._growth is not None:
            self._growth.stop()
            self._growth = None
            self.refresh()

    def show_only(self, shown: Shown) -> None:
        """List one kind or both; the cursor stays on what it was on, where that is still listed."""
        self.shown = shown
        self._width = 0
        self._fit_rows()
        self.move_cursor(self.cursor, silent=True)
        self.show_cursor()
        self.forget()

    @property
    def subject(self) -> Subject | None:
        return self._rows[self.cursor].subject if self.cursor < len(self._rows) else None

    @property
    def mention(self) -> Mention | None:
        """The mention of the subject that was shown last, else its first."""
        if self.subject is None or self.found is None:
            return None
        mentions = self._mentions(self.subject)
        return mentions[self._place.get(self.subject, 0) % len(mentions)] if mentions else None

    def follow(self, mention: Mention) -> None:
        """The reader of the article came to a mention: stand on what it names, silently."""
        subject = (mention.kind, mention.ref)
        mentions = self._mentions(subject)
        if mention in mentions:
            self._place[subject] = mentions.index(mention)
        self._select(subject)

    def _mentions(self, subject: Subject) -> list[Mention]:
        if self.found is None:
            return []
        kind, ref = subject
        return self.found.of_institution(ref) if kind is MentionKind.INSTITUTION else self.found.of_date(ref)

    def _select(self, subject: Subject) -> None:
        self._awaited = None
        for index, row in enumerate(self._rows):
            if row.subject == subject:
                self.move_cursor(index, silent=True)
                return
        self._awaited = subject

    @property
    def row_total(self) -> int:
        return len(self._rows)

    def is_heading(self, index: int) -> bool:
        return self._rows[index].subject is None

    def empty_text(self) -> str:
        if self.found is None and self.article_id is not None:
            return _("Looking for names and dates …")
        if self.found is None:
            return ""
        return {
            Shown.ALL: _("No names or dates found."),
            Shown.INSTITUTIONS: _("No institutions found."),
            Shown.DATES: _("No dates found."),
        }[self.shown]

    def header_parts(self) -> tuple[str, str]:
        titles = {
            Shown.ALL: _("Names and dates"),
            Shown.INSTITUTIONS: _("Institutions only"),
            Shown.DATES: _("Dates only"),
        }
        return titles[self.shown], ""

    def row_parts(self, index: int, width: int) -> Sequence[tuple[str, str]]:
        return self._rows[index].parts

    def take_size(self) -> None:
        self._fit_rows()
        super().take_size()

    def do_move_bottom(self) -> None:
        while self._take(SLICE):
            pass
        super().do_move_bottom()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        if event.rows is self and self.mention is not None:
            self.post_message(self.Named(self.mention))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Opening goes on to the subject's next mention."""
        if self.subject is not None and self.mention is not None:
            self.post_message(self.Named(self.mention))
            self._place[self.subject] = self._place.get(self.subject, 0) + 1
