"""The bundled articles, written for this program.

Their sources are the Markdown files of this folder. ``articles.json`` holds them parsed, so that the first start needs
no parser; ``python -m tui_reader.welcome`` makes it anew, and a test holds the two together.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from tui_reader.model.articles import NewArticle
from tui_reader.model.documents import Document

ADDRESS = "welcome:tui-reader"
"""What stands for an address of the Welcome feed; no network protocol has this name."""


def articles() -> list[NewArticle]:
    """The bundled articles, the one to open first in front."""
    return [_article(stored) for stored in json.loads(_read("articles.json"))]


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _article(stored: dict[str, Any]) -> NewArticle:
    return NewArticle(
        entry_id=stored["id"],
        document=Document.from_json(stored["document"]),
        author=stored["author"],
        published=datetime.fromisoformat(stored["published"]),
        entry_hash=stored["hash"],
    )
