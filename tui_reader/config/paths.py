"""Where the program keeps things: the XDG folders on Unix, what platformdirs says elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from tui_reader.model.values import dataclass

APPLICATION = "tui-reader"


@dataclass(frozen=True, slots=True)
class Paths:
    """The four folders, and the name of each file in them. Nothing is created by naming it."""

    config_dir: Path
    data_dir: Path
    cache_dir: Path
    state_dir: Path

    @classmethod
    def under(cls, root: Path) -> Paths:
        """All four below one folder: for demonstrations and tests."""
        return cls(root / "config", root / "data", root / "cache", root / "state")

    @property
    def settings_file(self) -> Path:
        return self.config_dir / "config.toml"

    @property
    def corrections_file(self) -> Path:
        return self.config_dir / "institutions.txt"

    @property
    def store(self) -> Path:
        return self.data_dir / "reader.sqlite"

    @property
    def images(self) -> Path:
        return self.data_dir / "images"

    @property
    def gazetteer(self) -> Path:
        return self.data_dir / "names.sqlite"

    @property
    def ui_state_file(self) -> Path:
        return self.state_dir / "screen.json"

    @property
    def log_file(self) -> Path:
        return self.state_dir / "engine.log"


def paths(environ: Mapping[str, str] | None = None) -> Paths:
    """The folders for this person. An ``XDG_*`` variable counts on every platform if it is an absolute path."""
    environment = os.environ if environ is None else environ
    fallback = _platform_folders(environment)
    chosen = []
    for variable, default in zip(
        ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), fallback, strict=True
    ):
        given = environment.get(variable, "")
        chosen.append(Path(given) / APPLICATION if given and Path(given).is_absolute() else default)
    return Paths(*chosen)


def _platform_folders(environment: Mapping[str, str]) -> list[Path]:
    """On Linux without importing platformdirs, which start-up need not pay for."""
    if sys.platform.startswith("linux"):
        home = Path(environment.get("HOME") or Path.home())
        return [
            home / ".config" / APPLICATION,
            home / ".local" / "share" / APPLICATION,
            home / ".cache" / APPLICATION,
            home / ".local" / "state" / APPLICATION,
        ]
    from platformdirs import PlatformDirs

    folders = PlatformDirs(APPLICATION, appauthor=False)
    return [folders.user_config_path, folders.user_data_path, folders.user_cache_path, folders.user_state_path]
