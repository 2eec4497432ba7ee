"""What recognition stands on, read again when one of its files changed."""

from __future__ import annotations

from pathlib import Path

from tui_reader.config.paths import Paths
from tui_reader.config.settings import load_settings
from tui_reader.services.annotate import Knowledge
from tui_reader.services.recognition import context


class KnowledgeReader:
    """Call it for what is true now; as long as no file changes that costs three system calls."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._seen: tuple[tuple[int, int] | None, ...] = ()
        self._knowledge: Knowledge | None = None

    def __call__(self) -> Knowledge:
        """Raises ``ConfigError`` where corrections or settings cannot be read, ``StoreError`` for the names."""
        now = tuple(map(_stamp, (self._paths.corrections_file, self._paths.gazetteer, self._paths.settings_file)))
        if self._knowledge is None or now != self._seen:
            self._knowledge = self._read()
            self._seen = now
        return self._knowledge

    def _read(self) -> Knowledge:
        from tui_reader.entities.recognise import version

        settings = load_settings(self._paths.settings_file)
        return Knowledge(context(self._paths, settings), str(self._paths.gazetteer), version())


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
