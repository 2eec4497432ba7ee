"""Parse the Markdown sources of the bundled articles into ``articles.json``."""

from __future__ import annotations

import json
from pathlib import Path

from tui_reader.parse.page import parse_article_file

FOLDER = Path(__file__).parent


def parsed_sources() -> str:
    """The text of ``articles.json`` that belongs to the sources as they stand."""
    parsed = []
    for source in sorted(FOLDER.glob("*.md")):
        article = parse_article_file(source.read_bytes(), name=source.name)
        assert article.published is not None, f"{source.name} needs a date"
        parsed.append(
            {
                "id": source.stem,
                "author": article.author,
                "published": article.published.isoformat(),
                "hash": article.document.content_hash,
                "document": article.document.to_json(),
            }
        )
    return json.dumps(parsed, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (FOLDER / "articles.json").write_text(parsed_sources(), encoding="utf-8")
