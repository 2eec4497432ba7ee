"""An archive that lasts as long as the screen: for what is opened without subscribing, and for the demonstration."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tui_reader.config.paths import Paths

DEMO_PREFIX = "tui-reader-demo-"
"""What the command line calls the folder of a demonstration."""


@contextmanager
def archive_for(paths: Paths, open_input: str, demo: bool) -> Iterator[Paths]:
    """The folders to work in: the person's own, or ones whose data is thrown away. Configuration stays theirs."""
    if open_input:
        with tempfile.TemporaryDirectory(prefix="tui-reader-open-") as folder:
            root = Path(folder)
            yield replace(paths, data_dir=root / "data", cache_dir=root / "cache")
        return
    try:
        yield paths
    finally:
        root = paths.data_dir.parent
        if demo and root.name.startswith(DEMO_PREFIX):
            shutil.rmtree(root, ignore_errors=True)
