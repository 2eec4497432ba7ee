"""Permanent redirects seen once: kept between runs, so that the second sighting can be told from the first."""

from __future__ import annotations

import json
import logging
from pathlib import Path

_log = logging.getLogger(__name__)


class Moves:
    """Feed address → where it was redirected at the last check. Losing the file puts a rewrite off by one check."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._seen = _read(path) if path is not None else {}

    def remembered(self, url: str) -> str:
        """Where this address led at its last check, if for good; else empty."""
        return self._seen.get(url, "")

    def remember(self, url: str, new_url: str) -> None:
        """Note where it leads now; an empty address forgets it. Written at once, which is rare."""
        if self._seen.get(url, "") == new_url:
            return
        self._seen.pop(url, None)
        if new_url:
            self._seen[url] = new_url
        if self._path is not None:
            self._write(self._path)

    def _write(self, path: Path) -> None:
        unfinished = path.with_name(f"{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(self._seen, indent=0), encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            _log.warning("%s could not be written: %s", path, error)


def _read(path: Path) -> dict[str, str]:
    try:
        seen = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(seen, dict):
        return {}
    return {url: new for url, new in seen.items() if isinstance(new, str)}
