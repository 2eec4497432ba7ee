from pathlib import Path

import pytest

from tui_reader.config.settings import EXAMPLE, Settings, load_settings
from tui_reader.model.errors import ConfigError


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings()


def test_the_example_says_what_the_defaults_are(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    assert load_settings(file) == Settings()


def test_a_key_can_be_remapped(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('measure = 66\n[keys]\n"article.toggle-star" = "s, *"\n', encoding="utf-8")
    settings = load_settings(file)
    assert settings.measure == 66
    assert settings.keys["article.toggle-star"] == "s, *"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("mesure = 80", "Did you mean “measure”?"),
        ("zzz = 1", "Known keys:"),
        ("measure = 3", "a whole number from 20 to 400"),
        ("measure = true", "a whole number from 20 to 400"),
        ('preset = "emacs"', "vim, newsboat"),
        ("refresh_minutes = 5", "from 15 to 1440"),
        ("measure = ", "not valid TOML"),
        ("keys = 3", "table"),
        ('images = "sixel"', "auto, half-blocks, kitty, off"),
        ("keep_images = 1", "true or false"),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(tmp_path: Path, written: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load_settings(file)
    assert said in str(raised.value)
    assert str(file) in str(raised.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'theme = "caf\xe9"')
    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings(file)


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path)


@pytest.mark.usefixtures("french")
def test_a_wrong_line_is_explained_in_french_too(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("mesure = 80\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="Vouliez-vous dire «\u00a0measure\u00a0»"):
        load_settings(file)
