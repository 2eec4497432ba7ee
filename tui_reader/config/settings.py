"""What the person set in ``config.toml``. Every key has a default, so that no file is needed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tui_reader.i18n import N_, _
from tui_reader.model.errors import ConfigError
from tui_reader.model.values import dataclass

PRESETS = ("vim", "newsboat")
LANGUAGES = ("auto", "en", "fr")
IMAGES = ("auto", "half-blocks", "kitty", "off")

EXAMPLE = """\
# tui-reader configuration. Every line is optional; these are the defaults.
language = "auto"          # interface: auto (by locale), en, fr
theme = ""                 # a theme's name; empty: the program's own
preset = "vim"             # keys: vim, newsboat
measure = 80               # width of the article's text, in columns
browser = ""               # command that opens links; empty: the system's
refresh_minutes = 0        # refresh by itself every so many minutes; 0: never
metonyms = false           # mark "Matignon", "Brussels" as institutions
keep_images = false        # fetch the images of articles, for reading offline
images = "auto"            # how they are shown: auto, half-blocks, kitty, off
http2 = false              # ask servers by HTTP/2 where they know it

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
    keep_images: bool = False
    images: str = "auto"
    http2: bool = False
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def load_settings(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none.

    Raises ``ConfigError`` for a file that cannot be read, ill-formed TOML, an unknown key or a value of the wrong kind.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise ConfigError(
            _("{file} cannot be read: {reason}. Check its permissions.").format(file=path, reason=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            _("{file} is not UTF-8 text (byte {place}). Save it as UTF-8.").format(file=path, place=error.start)
        ) from error
    import tomllib

    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            _("{file} is not valid TOML: {reason}. Correct that line.").format(file=path, reason=error)
        ) from error
    known = {f.name for f in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            raise ConfigError(
                _("{file}: “{key}” is no key of the configuration.").format(file=path, key=key)
                + " "
                + _hint(key, known)
            )
        values[key] = _checked(path, key, value)
    return Settings(**values)


def _hint(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        return _("Did you mean “{near}”?").format(near=near[0])
    return _("Known keys: {keys}.").format(keys=", ".join(sorted(known)))


def _checked(path: Path, key: str, value: object) -> object:
    described, accepts = _RULES[key]
    if not accepts(value):
        raise ConfigError(
            _("{file}: “{key}” is {value}; it must be {described}.").format(
                file=path, key=key, value=repr(value), described=_(described)
            )
        )
    return MappingProxyType(dict(value)) if isinstance(value, dict) else value


def _whole(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _text(value: object) -> bool:
    return isinstance(value, str)


def _key_table(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(keys, str) for keys in value.values())


_RULES: dict[str, tuple[str, Callable[[object], bool]]] = {
    "language": (N_("one of auto, en, fr"), lambda value: value in LANGUAGES),
    "theme": (N_("a theme's name in quotes"), _text),
    "preset": (N_("one of vim, newsboat"), lambda value: value in PRESETS),
    "measure": (N_("a whole number from 20 to 400"), _whole(20, 400)),
    "browser": (N_("a command in quotes"), _text),
    "refresh_minutes": (N_("0, or a whole number of minutes from 15 to 1440"), lambda v: v == 0 or _whole(15, 1440)(v)),
    "metonyms": (N_("true or false"), lambda value: isinstance(value, bool)),
    "keep_images": (N_("true or false"), lambda value: isinstance(value, bool)),
    "images": (N_("one of auto, half-blocks, kitty, off"), lambda value: value in IMAGES),
    "http2": (N_("true or false"), lambda value: isinstance(value, bool)),
    "keys": (N_('a table of lines like "article.toggle-star" = "s"'), _key_table),
}
