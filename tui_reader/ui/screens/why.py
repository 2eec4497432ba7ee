"""Why something is marked: rule, evidence, value, anchor."""

from __future__ import annotations

from collections.abc import Iterator

from tui_reader.i18n import N_, _
from tui_reader.i18n.countries import country_name
from tui_reader.i18n.evidence import evidence_words, reason_words
from tui_reader.i18n.values import precision_name
from tui_reader.model.mentions import DateValue, Institution, Mention, MentionKind, Recognition
from tui_reader.ui.formats import long_day, resolved
from tui_reader.ui.screens.reading_dialog import ReadingDialog
from tui_reader.ui.widgets.text_view import Sentence

LABEL_WIDTH = 14
KINDS = {
    "agency": N_("agency"),
    "association": N_("association"),
    "bank": N_("bank"),
    "chamber": N_("chamber"),
    "club": N_("club"),
    "company": N_("company"),
    "council": N_("council"),
    "court": N_("court"),
    "culture": N_("place of culture"),
    "diplomacy": N_("diplomatic service"),
    "european": N_("European body"),
    "fund": N_("fund"),
    "hospital": N_("hospital"),
    "institute": N_("institute"),
    "international": N_("international body"),
    "laboratory": N_("laboratory"),
    "local": N_("local authority"),
    "media": N_("news medium"),
    "ministry": N_("ministry"),
    "parliament": N_("parliament"),
    "party": N_("party"),
    "police": N_("police"),
    "religion": N_("religious body"),
    "research": N_("research body"),
    "school": N_("school"),
    "union": N_("union"),
    "university": N_("university"),
}
"""What an institution can be, for a person; other words are shown as they are."""


class WhyScreen(ReadingDialog):
    def __init__(self, mention: Mention, found: Recognition) -> None:
        super().__init__(_("Why is this marked?"), [*_explained(mention, found)])


def _explained(mention: Mention, found: Recognition) -> Iterator[Sentence]:
    yield ((mention.surface, "text--strong"),)
    yield ()
    if mention.kind is MentionKind.INSTITUTION:
        yield from _institution(found.institutions[mention.ref])
    else:
        yield from _date(found.dates[mention.ref], mention.surface)
    yield _line(_("Rule"), evidence_words(mention.evidence))
    yield _line(_("Confidence"), f"{round(100 * mention.confidence)} %")


def _institution(institution: Institution) -> Iterator[Sentence]:
    yield _line(_("Institution"), institution.name)
    if institution.acronym:
        yield _line(_("Acronym"), institution.acronym)
    if institution.aliases:
        yield _line(_("Also called"), ", ".join(institution.aliases))
    if institution.kind:
        yield _line(_("Kind"), _(KINDS.get(institution.kind, institution.kind)))
    if institution.country:
        yield _line(_("Country"), country_name(institution.country))


def _date(value: DateValue, surface: str) -> Iterator[Sentence]:
    yield _line(_("Means"), resolved(value, surface))
    yield _line(_("Value"), value.value)
    yield _line(_("Precision"), precision_name(value.precision))
    if value.earliest is not None and value.latest is not None and value.earliest != value.latest:
        yield _line(_("Between"), f"{long_day(value.earliest)} – {long_day(value.latest)}")
    if value.anchor:
        yield _line(_("Counted from"), value.anchor)
    yield _line(_("Day"), _("worked out, not written") if value.computed else _("as written"))
    if value.clause:
        yield _line(_("Belongs to"), value.clause)
    if value.reason:
        yield _line(_("Key date"), reason_words(value.reason))


def _line(label: str, text: str) -> Sentence:
    return ((label.ljust(LABEL_WIDTH) + " ", "text--dim"), (text, "text--plain"))
