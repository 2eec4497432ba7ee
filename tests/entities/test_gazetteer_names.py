"""Bring your own names: what files are understood, and what imported names do in a text."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tui_reader.entities.brought import read_names
from tui_reader.entities.context import Context
from tui_reader.entities.recognise import recognise
from tui_reader.model.documents import Document
from tui_reader.model.errors import FileError
from tui_reader.model.mentions import Institution
from tui_reader.storage.gazetteer import StoredGazetteer, open_gazetteer, write_gazetteer
from tui_reader.text.offsets import fold

V1 = {
    "id": "https://ror.org/000000001",
    "name": "Zorglub Observatory",
    "acronyms": ["ZO"],
    "aliases": ["Zorglub Dome"],
    "labels": [{"label": "Observatoire Zorglub", "iso639": "fr"}],
    "types": ["Facility"],
    "country": {"country_name": "France", "country_code": "FR"},
    "status": "active",
}
V2 = {
    "id": "https://ror.org/000000002",
    "names": [
        {"value": "PLD", "types": ["acronym"], "lang": None},
        {"value": "Palombie Lyre Department", "types": ["ror_display", "label"], "lang": "en"},
        {"value": "Lyre de Palombie", "types": ["alias"], "lang": "fr"},
    ],
    "types": ["education"],
    "locations": [{"geonames_details": {"country_code": "BE"}}],
    "status": "active",
}
CLOSED = {**V1, "name": "Gone Institute", "status": "withdrawn"}


def written(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def gazetteer(tmp_path: Path, *institutions: Institution) -> StoredGazetteer:
    path = tmp_path / "names.sqlite"
    write_gazetteer(path, institutions, fold=fold)
    return open_gazetteer(path)


def surfaces(text: str, names: StoredGazetteer) -> list[str]:
    found = recognise(Document.of_text(text, "fr"), Context("fr", gazetteer=names))
    names.close()
    return [m.surface for m in found.mentions if m.kind == "institution"]


def test_a_ror_dump_of_either_schema_is_read(tmp_path: Path) -> None:
    one, two = read_names(written(tmp_path / "ror.json", json.dumps([V1, CLOSED, V2], indent=1)))
    assert one == Institution(
        "zorglub-observatory", "Zorglub Observatory", "ZO", ("Observatoire Zorglub", "Zorglub Dome"), "facility", "FR"
    )
    assert two == Institution(
        "palombie-lyre-department", "Palombie Lyre Department", "PLD", ("Lyre de Palombie",), "education", "BE"
    )


def test_the_dump_may_stay_in_its_zip(tmp_path: Path) -> None:
    path = tmp_path / "ror.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("v1-ror-data.json", json.dumps([V1]))
        archive.writestr("v1-ror-data_schema_v2.json", json.dumps([V2]))
        archive.writestr("readme.txt", "x")
    assert [i.acronym for i in read_names(path)] == ["PLD"]


def test_a_table_with_a_header_is_read_by_its_titles(tmp_path: Path) -> None:
    table = "sigle;nom;pays\nIP;Institut Pascal;FR\n;Villa Aurore;BE\n"
    read = list(read_names(written(tmp_path / "names.csv", table)))
    assert [(i.name, i.acronym, i.country) for i in read] == [
        ("Institut Pascal", "IP", "FR"),
        ("Villa Aurore", "", "BE"),
    ]


def test_a_table_without_a_header_is_read_in_order(tmp_path: Path) -> None:
    table = "Institut Pascal\tIP\tPascal Institute; Pascal\tlaboratory\tFR\n"
    (read,) = read_names(written(tmp_path / "names.tsv", table))
    assert read == Institution(
        "institut-pascal", "Institut Pascal", "IP", ("Pascal Institute", "Pascal"), "laboratory", "FR"
    )


def test_a_plain_list_is_a_name_a_line(tmp_path: Path) -> None:
    read = list(read_names(written(tmp_path / "names.txt", "# mine\nVilla Aurore\n\nInstitut Pascal (IP)\n")))
    assert [(i.name, i.acronym) for i in read] == [("Villa Aurore", ""), ("Institut Pascal", "IP")]


@pytest.mark.parametrize("content", ['[{"name": "A"}, {"name": ', "[1, 2]", '[{"name" "A"}]'])
def test_json_that_is_no_list_of_records_is_one_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(FileError, match=r"Record [12] of"):
        list(read_names(written(tmp_path / "ror.json", content)))


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        list(read_names(tmp_path / "absent.csv"))


def test_a_large_dump_passes_through_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "ror.json"
    padding = "x" * 2000
    with path.open("w", encoding="utf-8") as stream:
        stream.write(
            "[" + ",\n".join(json.dumps({**V1, "name": f"Institute {n}", "note": padding}) for n in range(8000))
        )
        stream.write("]")
    size = path.stat().st_size
    assert size > 16_000_000
    tracemalloc.start()
    count = sum(1 for _ in read_names(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 8000
    assert peak < size / 4, "what grows with the dump, not the imports and the bounded cache of keys"


def test_an_imported_name_needs_no_trigger_word(tmp_path: Path) -> None:
    names = gazetteer(tmp_path, Institution("lyre", "Lyre de Palombie", "LP"))
    assert surfaces("Hier, la Lyre de Palombie a joué. La lyre de bois est belle.", names) == ["Lyre de Palombie"]


def test_an_imported_acronym_never_fires_alone(tmp_path: Path) -> None:
    lyre = Institution("lyre", "Lyre de Palombie", "LP")
    assert surfaces("Un LP est sorti hier ; LP, CD et cassettes.", gazetteer(tmp_path, lyre)) == []
    assert surfaces("La Lyre de Palombie joue. Puis LP chante.", gazetteer(tmp_path, lyre)) == [
        "Lyre de Palombie",
        "LP",
    ]


def test_an_acronym_of_two_institutions_is_the_one_that_the_article_names(tmp_path: Path) -> None:
    names = gazetteer(
        tmp_path, Institution("bagne", "Bagne de Zorglub", "BZ"), Institution("banque", "Bourse de Zorglub", "BZ")
    )
    found = recognise(
        Document.of_text("La Bourse de Zorglub ferme. Hier, BZ perdait.", "fr"), Context("fr", gazetteer=names)
    )
    names.close()
    assert [(i.key, len(found.of_institution(n))) for n, i in enumerate(found.institutions)] == [("banque", 2)]


def test_a_name_known_already_keeps_its_key(tmp_path: Path) -> None:
    names = gazetteer(tmp_path, Institution("mine", "Institut Mines-Télécom", "IMT"))
    found = recognise(Document.of_text("L'institut Mines-Télécom recrute.", "fr"), Context("fr", gazetteer=names))
    names.close()
    assert [i.key for i in found.institutions] == ["institut-mines-telecom"]
