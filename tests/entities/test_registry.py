"""Which recognisers run, and what a broken plug-in costs."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.entities import registry
from tui_reader.entities.context import Context
from tui_reader.entities.recognise import merged, recognise_with, version
from tui_reader.model.documents import Document
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition


class Fixed:
    """Finds one institution at a fixed place."""

    name = "fixed"
    version = "7"

    def __init__(self, start: int = 0, end: int = 5, key: str = "fixed") -> None:
        self.start, self.end, self.key = start, end, key

    def recognise(self, document: Document, context: Context, found: Recognition) -> Recognition:
        surface = document.text[self.start : self.end]
        mention = Mention(MentionKind.INSTITUTION, self.start, self.end, surface, 0, 0.5, "fixed")
        return Recognition((mention,), (Institution(self.key, surface),))


@dataclass(frozen=True)
class Point:
    name: str
    loaded: object
    value: str = "package:thing"

    def load(self) -> object:
        if isinstance(self.loaded, Exception):
            raise self.loaded
        return self.loaded


def test_institutions_run_before_dates() -> None:
    assert [r.name for r in registry.built_in()][:1] == ["institutions"]
    assert len(registry.built_in()) == 2


def test_a_plug_in_is_an_object_or_what_makes_one() -> None:
    found = registry.load_plugins([Point("a", Fixed()), Point("b", Fixed), Point("c", lambda: Fixed())])
    assert [r.name for r in found.active] == ["fixed"] * 3
    assert found.problems == ()


def test_a_broken_plug_in_costs_itself_only() -> None:
    found = registry.load_plugins([Point("bad", RuntimeError("no model")), Point("odd", 3), Point("good", Fixed())])
    assert len(found.active) == 1
    assert "“bad” cannot be used: no model" in found.problems[0]
    assert "“odd”" in found.problems[1]


def test_a_plug_in_cannot_displace_what_was_found_before() -> None:
    document = Document.of_text("Alpha Beta", "fr")
    found = recognise_with(
        [Fixed(0, 5, "first"), Fixed(3, 8, "second"), Fixed(6, 10, "third")], document, Context("fr")
    )
    assert [(m.start, m.end, found.institutions[m.ref].key) for m in found.mentions] == [
        (0, 5, "first"),
        (6, 10, "third"),
    ]


def test_two_recognisers_that_mean_one_institution_make_one() -> None:
    document = Document.of_text("Alpha Beta", "fr")
    found = recognise_with([Fixed(0, 5, "same"), Fixed(6, 10, "same")], document, Context("fr"))
    assert [i.key for i in found.institutions] == ["same"]
    assert [m.ref for m in found.mentions] == [0, 0]


def test_nothing_merged_with_nothing_is_nothing() -> None:
    assert merged(Recognition(), Recognition()) == Recognition()


def test_the_version_names_every_recogniser() -> None:
    assert "institutions=" in version()
    assert "dates=" in version()
