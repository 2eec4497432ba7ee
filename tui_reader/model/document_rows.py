"""A document as it is serialised: plain rows instead of a value for every block and span.

Every article of a refresh is made, hashed and packed in this form; nobody looks at its blocks before a person opens it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from json.encoder import encode_basestring as _quoted

BlockRow = tuple[str, int, int, int, int, str, str, str, int, tuple[str, ...]]
"""The fields of a ``Block`` in their order."""

SpanRow = tuple[str, int, int, str]
"""The fields of a ``Span`` in their order."""

TITLE = "title"


@dataclass(slots=True)
class DocumentRows:
    """The fields of a ``Document``, its blocks and spans as rows."""

    text: str
    blocks: list[BlockRow]
    spans: list[SpanRow]
    language: str = ""
    clean: bool = field(default=False, compare=False)
    """Whether the text holds no other control characters than newline and tab, as ``text.clean`` leaves it."""

    @property
    def title(self) -> str:
        """The text of the title block, empty where there is none."""
        for kind, start, end, *_rest in self.blocks:
            if kind == TITLE:
                return self.text[start:end]
        return ""

    def to_json(self) -> str:
        """See ``Document.to_json``."""
        # By hand: json.dumps of rows takes three times as long.
        blocks = ",".join(
            [
                f'["{row[0]}",{row[1]},{row[2]}]' if row[2] and row[3:] == _PLAIN_END else _block_json(row)
                for row in self.blocks
            ]
        )
        spans = ",".join(
            [
                f'["{kind}",{start},{end},{_quoted(target)}]' if target else _bare_span_json(kind, start, end)
                for kind, start, end, target in self.spans
            ]
        )
        text = _quoted_clean(self.text) if self.clean else _quoted(self.text)
        return f"[1,{text},[{blocks}],[{spans}],{_quoted(self.language)}]"


def _quoted_clean(text: str) -> str:
    """``_quoted`` of text that holds little to escape: looking for that alone takes a tenth of the time."""
    for written, escaped in _ESCAPES:
        if written in text:
            text = text.replace(written, escaped)
    return f'"{text}"'


_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"))

_PLAIN_END = (0, 0, "", "", "", 0, ())
"""Of a block row that says no more than its range."""


def _block_json(row: BlockRow) -> str:
    return json.dumps(_trimmed([*row[:-1], list(row[-1])]), ensure_ascii=False, separators=(",", ":"))


def _bare_span_json(kind: str, start: int, end: int) -> str:
    if end:
        return f'["{kind}",{start},{end}]'
    return json.dumps(_trimmed([kind, start]), separators=(",", ":"))


def _trimmed(row: list[object]) -> list[object]:
    while row and row[-1] in ("", 0, []):
        row.pop()
    return row
