from pathlib import Path

from tui_reader.config.paths import Paths, paths


def test_the_xdg_variables_say_where(tmp_path: Path) -> None:
    found = paths({"XDG_DATA_HOME": str(tmp_path / "d"), "XDG_CONFIG_HOME": str(tmp_path / "c"), "HOME": "/nowhere"})
    assert found.store == tmp_path / "d" / "tui-reader" / "reader.sqlite"
    assert found.settings_file == tmp_path / "c" / "tui-reader" / "config.toml"


def test_a_relative_xdg_variable_is_ignored_as_the_specification_asks() -> None:
    found = paths({"XDG_DATA_HOME": "relative", "HOME": "/home/ada"})
    assert found.data_dir.is_absolute()


def test_naming_a_folder_creates_nothing(tmp_path: Path) -> None:
    named = Paths.under(tmp_path / "demo")
    assert named.corrections_file.name == "institutions.txt"
    assert list(tmp_path.iterdir()) == []
