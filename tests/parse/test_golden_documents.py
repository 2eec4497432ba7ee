"""Articles beside what they become: ``tests/golden/documents/NAME`` and ``NAME.outline``.

After a change that is meant, ``UPDATE_GOLDEN=1 pytest tests/parse/test_golden_documents.py`` writes the outlines anew;
read the difference before keeping it.
"""

import os
from pathlib import Path

import pytest

from tui_reader.model.documents import Document
from tui_reader.parse.article import ParsedArticle
from tui_reader.parse.page import parse_article_file, parse_page

FOLDER = Path(__file__).parents[1] / "golden" / "documents"
BASE = "https://journal.example/2023/article.html"


def outline(article: ParsedArticle) -> str:
    """All of an article for people: a line for each fact, block and span."""
    facts = {name: getattr(article, name) for name in ("author", "published", "updated", "link", "site", "language")}
    lines = [f"{name}: {value}" for name, value in facts.items() if value]
    return "\n".join([*lines, "", *_blocks(article.document)]) + "\n"


def _blocks(document: Document) -> list[str]:
    lines = []
    for block in document.blocks:
        details = {
            "level": block.level,
            "quote": block.quote,
            "marker": block.marker,
            "language": block.language,
            "target": block.target,
            "header": block.header_rows,
            "align": ",".join(align or "-" for align in block.align),
        }
        lines.append(" ".join([block.kind, *(f"{name}={value}" for name, value in details.items() if value)]))
        lines += [f"  | {line}".rstrip() for line in document.block_text(block).replace("\t", "⇥").split("\n")]
        lines += [
            f"  {span.kind}: {document.text[span.start : span.end]!r} {span.target}".rstrip()
            for span in document.spans
            if block.start <= span.start < block.end
        ]
    return lines


SOURCES = [source for source in sorted(FOLDER.iterdir()) if source.suffix != ".outline"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_an_article_becomes_its_outline(source: Path) -> None:
    body = source.read_bytes()
    if ".page." in source.name:
        article = parse_page(body, url=BASE, content_type="text/html")
    else:
        article = parse_article_file(body, name=source.name, url=BASE)

    written = outline(article)

    golden = source.with_name(f"{source.name}.outline")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
    assert article.document.flaws() == []
