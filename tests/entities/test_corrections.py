"""The corrections file: what the user says wins, can be read, written and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.entities.context import Context
from tui_reader.entities.corrections import (
    Add,
    Correction,
    Merge,
    Reject,
    Rename,
    append_correction,
    line_of,
    load_corrections,
    naming,
    parse,
    undo_correction,
)
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.errors import ConfigError
from tui_reader.model.mentions import Institution, MentionKind

TEXT = "L'Institut Pascal travaille avec Sigma Clermont et l'Inserm. L'Inserm finance la Villa Aurore."


def institutions(said: str, text: str = TEXT) -> dict[str, list[str]]:
    """Name of each institution → its surfaces."""
    found = recognise(Document.of_text(text, "fr"), Context("fr", corrections=parse(said)))
    surfaces: dict[str, list[str]] = {}
    for mention in found.mentions:
        if mention.kind is MentionKind.INSTITUTION:
            surfaces.setdefault(found.institutions[mention.ref].name, []).append(mention.surface)
    return surfaces


def test_a_rejected_name_is_no_longer_marked() -> None:
    assert "Institut Pascal" in institutions("")
    assert "Institut Pascal" not in institutions("reject institut pascal")


def test_a_rejected_acronym_takes_no_other_name_with_it() -> None:
    text = "L'Institut Mines-Télécom (IMT) recrute. L'IMT grandit."
    assert institutions("reject IMT", text) == {"Institut Mines-Télécom": ["Institut Mines-Télécom"]}


def test_an_added_name_is_marked_wherever_it_stands() -> None:
    assert institutions("add Villa Aurore | kind culture")["Villa Aurore"] == ["Villa Aurore"]


def test_an_added_acronym_and_alias_mean_the_same() -> None:
    said = "add Villa Aurore | acronym VA | alias maison Aurore"
    text = "La maison Aurore ouvre. La VA est belle."
    assert institutions(said, text) == {"Villa Aurore": ["maison Aurore", "VA"]}


def test_merged_institutions_are_one() -> None:
    merged = institutions("merge Institut Pascal => Sigma Clermont")
    assert sorted(merged["Sigma Clermont"]) == ["Institut Pascal", "Sigma Clermont"]
    assert "Institut Pascal" not in merged


def test_a_merge_holds_in_an_article_that_names_only_one_of_them() -> None:
    found = recognise(
        Document.of_text("L'Institut Pascal recrute.", "fr"),
        Context("fr", corrections=parse("merge Institut Pascal => Sigma Clermont")),
    )
    assert [(i.key, i.name) for i in found.institutions] == [("sigma-clermont", "Sigma Clermont")]


def test_merges_in_a_chain_end_at_its_end_and_in_a_circle_somewhere() -> None:
    chain = "merge Institut Pascal => Sigma Clermont\nmerge Sigma Clermont => Clermont Auvergne INP"
    assert set(institutions(chain)) >= {"Clermont Auvergne INP"}
    assert "Sigma Clermont" not in institutions(chain)
    assert institutions("merge Institut Pascal => Sigma Clermont\nmerge Sigma Clermont => Institut Pascal")


def test_a_correction_made_in_one_language_holds_in_the_other() -> None:
    english = recognise(Document.of_text("The World Health Organization met.", "en"), Context(language="en"))
    said = f"reject {naming(english.institutions[0])}"
    assert institutions(said, "L'Organisation mondiale de la santé s'est réunie à Genève.") == {}
    merged = institutions("merge OMS => World Health Organization", "L'OMS s'est réunie à Genève.")
    assert [*merged.values()] == [["OMS"]]


def test_a_renamed_institution_keeps_its_key() -> None:
    corrections = parse("rename inserm => Institut de la santé\nrename Sigma Clermont => SIGMA")
    found = recognise(Document.of_text(TEXT, "fr"), Context("fr", corrections=corrections))
    names = {i.key: i.name for i in found.institutions}
    assert names["sigma-clermont"] == "SIGMA"
    assert "Institut de la santé" in names.values()


def test_the_later_of_two_contrary_lines_counts() -> None:
    assert "Institut Pascal" in institutions("reject Institut Pascal\nadd Institut Pascal")
    assert "Institut Pascal" not in institutions("add Institut Pascal\nreject Institut Pascal")


def test_comments_and_empty_lines_change_nothing() -> None:
    bare = parse("reject A\n")
    assert parse("# a remark\n\n  reject   A  \n").fingerprint == bare.fingerprint != parse("").fingerprint == ""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("erase Le Monde", "starts with “erase”"),
        ("reject", "a name is missing"),
        ("merge IMT", "needs two names"),
        ("rename IMT =>", "needs two names"),
        ("add | acronym X", "a name is missing"),
        ("add X | colour blue", "“colour blue” is not"),
    ],
)
def test_a_line_that_makes_no_sense_is_named_with_the_reason(line: str, why: str) -> None:
    with pytest.raises(ConfigError, match="Line 3 of") as told:
        parse(f"reject A\n\n{line}\n")
    assert why in str(told.value)


@pytest.mark.parametrize(
    "correction",
    [
        Reject("Le Monde d'après"),
        Merge("IMT", "institut Mines-Télécom"),
        Rename("institut-mines-telecom", "Institut Mines-Télécom"),
        Add(Institution("villa-aurore", "Villa Aurore", "VA", ("maison Aurore", "L'Aurore"), "culture", "FR")),
    ],
)
def test_what_is_written_is_read_back(correction: Correction, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "institutions.txt"
    written = append_correction(path, correction)
    assert load_corrections(path) == written == parse(line_of(correction))


def test_corrections_are_undone_one_by_one_and_remarks_stay(tmp_path: Path) -> None:
    path = tmp_path / "institutions.txt"
    path.write_text("# mine\nreject A\n# about B\nreject B\n", encoding="utf-8")
    append_correction(path, Reject("C"))
    assert undo_correction(path) == Reject("C")
    assert undo_correction(path) == Reject("B")
    assert path.read_text(encoding="utf-8") == "# mine\nreject A\n# about B\n"
    assert undo_correction(path) == Reject("A")
    assert undo_correction(path) is None


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    assert load_corrections(tmp_path / "absent.txt").fingerprint == ""


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "institutions.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_corrections(path)
