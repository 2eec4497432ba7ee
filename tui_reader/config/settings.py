"""What the person set in ``config.toml``. Every key has a default, so that no file is needed."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tui_reader.model.errors import ConfigError

PRESETS = ("vim", "newsboat")
LANGUAGES = ("auto", "en", "fr")

EXAMPLE = """\
# tui-reader configuration. Every line is optional; these are the defaults.
language = "auto"          # interface: auto (by locale), en, fr
theme = ""                 # a theme's name; empty: the program's own
preset = "vim"             # keys: vim, newsboat
measure = 80               # width of the article's text, in columns
browser = ""               # command that opens links; empty: the system's
refresh_minutes = 0        # refresh by itself every so many minutes; 0: never
metonyms = false           # mark "Matignon", "Brussels" as institutions

[keys]
# action = "key, key": for example  "article.toggle-star" = "s, *"
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force. ``keys`` maps action ids to comma-separated Textual key names."""

    language: str = "auto"
    theme: str = ""
    preset: str = "vim"
    measure: int = 80
    browser: str = ""
    refresh_minutes: int = 0
    metonyms: bool = False
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def load_settings(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none.

    Raises ``ConfigError`` for a file that cannot be read, ill-formed TOML, an unknown key or a value of the wrong kind.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}. Check its permissions.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}. Correct that line.") from error
    known = {f.name for f in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else f" Known keys: {', '.join(sorted(known))}."
            raise ConfigError(f"{path}: “{key}” is no key of the configuration.{hint}")
        values[key] = _checked(path, key, value)
    return Settings(**values)


def _checked(path: Path, key: str, value: object) -> object:
    described, accepts = _RULES[key]
    if not accepts(value):
        raise ConfigError(f"{path}: “{key}” is {value!r}; it must be {described}.")
    return MappingProxyType(dict(value)) if isinstance(value, dict) else value


def _whole(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _text(value: object) -> bool:
    return isinstance(value, str)


def _key_table(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(keys, str) for keys in value.values())


_RULES: dict[str, tuple[str, Callable[[object], bool]]] = {
    "language": ("one of " + ", ".join(LANGUAGES), lambda value: value in LANGUAGES),
    "theme": ("a theme's name in quotes", _text),
    "preset": ("one of " + ", ".join(PRESETS), lambda value: value in PRESETS),
    "measure": ("a whole number from 20 to 400", _whole(20, 400)),
    "browser": ("a command in quotes", _text),
    "refresh_minutes": ("0, or a whole number of minutes from 15 to 1440", lambda v: v == 0 or _whole(15, 1440)(v)),
    "metonyms": ("true or false", lambda value: isinstance(value, bool)),
    "keys": ('a table of lines like "article.toggle-star" = "s"', _key_table),
}
