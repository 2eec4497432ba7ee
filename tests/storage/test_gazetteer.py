import pickle
from pathlib import Path

import pytest

from tui_reader.model.errors import StoreError
from tui_reader.model.mentions import Institution
from tui_reader.storage.gazetteer import open_gazetteer, write_gazetteer
from tui_reader.text.offsets import fold

IMT = Institution("imt", "Institut Mines-Télécom", "IMT", ("Mines-Télécom",), "university", "FR")
OTHER = Institution("imt-be", "Institut de musique", "IMT", (), "", "BE")


def test_names_that_were_brought_are_found_folded(tmp_path: Path) -> None:
    path = tmp_path / "data" / "names.sqlite"
    assert write_gazetteer(path, [IMT, OTHER], fold=fold) == 2
    names = open_gazetteer(path)
    assert names.lookup(fold("INSTITUT MINES TELECOM")) == [IMT]
    assert names.lookup("imt") == [IMT, OTHER]
    assert names.lookup("") == names.lookup("absent") == []
    names.close()


def test_the_fingerprint_changes_with_the_names(tmp_path: Path) -> None:
    path = tmp_path / "names.sqlite"
    write_gazetteer(path, [IMT], fold=fold)
    first = open_gazetteer(path).fingerprint
    write_gazetteer(path, [IMT], fold=fold)
    assert open_gazetteer(path).fingerprint == first
    write_gazetteer(path, [OTHER], fold=fold)
    assert open_gazetteer(path).fingerprint != first
    names = open_gazetteer(path)
    assert names.lookup("institut de musique") == [OTHER]
    names.close()


def test_it_goes_to_another_process_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "names.sqlite"
    write_gazetteer(path, [IMT], fold=fold)
    names = open_gazetteer(path)
    assert names.lookup("imt") == [IMT]
    copy = pickle.loads(pickle.dumps(names))
    assert copy.fingerprint == names.fingerprint
    assert copy.lookup("imt") == [IMT]
    names.close()
    copy.close()


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "names.sqlite").write_text("no database " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        open_gazetteer(tmp_path / "names.sqlite")
