"""The paragraphs, lists, quotations and code of a plain text, found by how its lines are set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from tui_reader.model.documents import BlockKind
from tui_reader.model.values import dataclass

LONG_LINE = 120
"""Characters beyond which nobody wraps by hand: such a line is a paragraph by itself."""
NARROW = 40
"""Lines shorter than this were not wrapped but broken: verse, addresses, signatures."""
TAB = 4
CODE_INDENT = 4
PROSE_WORDS = 8
"""An indented line with that many words and a full stop is prose, whatever its indent."""

_FENCE = re.compile(r"(```+|~~~+)\s*([\w+#.-]{0,30})[^`]{0,80}")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={5,}|─{3,})\s*")
_QUOTED = re.compile(r"\s{0,3}((?:>\s?)+)(.*)")
_ITEM = re.compile(r"(\s*)([-*•‣◦▪·+–—]|\d{1,3}[.)]|[a-zA-Z][.)])(\s+)(?=\S)")
_MARKED_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*")
_UNDERLINE = re.compile(r"(={3,}|-{3,})\s*")
_SENTENCE_END = re.compile(r"[.!?…:][\"'»”’)\]\s]*$")
_BULLETS = "-*•‣◦▪·+"
_CJK_EDGE = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A block on its way: its kind may still change when its neighbours are known."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    quote: int = 0
    marker: str = ""
    language: str = ""
    lines: int = 1
    """How many lines of the source it took."""


def read_units(source: Sequence[str], quote: int = 0) -> list[Unit]:
    """The units of these lines, in order."""
    return _Lines([line.expandtabs(TAB) for line in source], quote).read()


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text[-12:]))


def starts_block(line: str) -> bool:
    """Whether the line begins something else than a paragraph."""
    return bool(
        _FENCE.match(line) or _RULE.fullmatch(line) or _QUOTED.match(line) or _ITEM.match(line)
    ) or line.startswith(" " * CODE_INDENT)


class _Lines:
    def __init__(self, lines: list[str], quote: int) -> None:
        self._lines = _outdented(lines)
        self._quote = quote
        self._at = 0
        self._units: list[Unit] = []
        self._item_indents: list[int] = []
        self._width = _usual_width(self._lines)

    def read(self) -> list[Unit]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif not (
                self._fence(line)
                or self._heading(line)
                or self._rule(line)
                or self._quotation(line)
                or self._item(line)
                or self._code(line)
            ):
                self._paragraph()
        return self._units

    def _add(
        self, kind: BlockKind, text: str = "", *, level: int = 0, marker: str = "", language: str = "", lines: int = 1
    ) -> None:
        self._units.append(Unit(kind, text, level, self._quote, marker, language, lines))

    def _fence(self, line: str) -> bool:
        opening = _FENCE.fullmatch(line.strip())
        if not opening:
            return False
        indent = _indent(line)
        self._at += 1
        code: list[str] = []
        while self._at < len(self._lines):
            following = self._lines[self._at]
            self._at += 1
            if following.strip().startswith(opening[1]) and not following.strip().strip(opening[1][0]):
                break
            code.append(following[min(indent, _indent(following)) :])
        self._add(BlockKind.CODE, "\n".join(code).strip("\n"), language=opening[2], level=self._depth(indent))
        return True

    def _heading(self, line: str) -> bool:
        if marked := _MARKED_HEADING.fullmatch(line):
            self._at += 1
            self._item_indents.clear()
            self._add(BlockKind.HEADING, marked[2], level=len(marked[1]))
            return True
        following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        underline = _UNDERLINE.fullmatch(following)
        if not underline or _ITEM.match(line) or 2 * len(underline[1]) < len(line.strip()) or len(line) > LONG_LINE:
            return False
        self._at += 2
        self._add(BlockKind.HEADING, line.strip(), level=1 if underline[1][0] == "=" else 2)
        return True

    def _rule(self, line: str) -> bool:
        if not _RULE.fullmatch(line):
            return False
        self._at += 1
        self._item_indents.clear()
        self._add(BlockKind.RULE)
        return True

    def _quotation(self, line: str) -> bool:
        depth = _quote_depth(line)
        if not depth:
            return False
        inner: list[str] = []
        self._item_indents.clear()
        while self._at < len(self._lines) and _quote_depth(self._lines[self._at]) == depth:
            found = _QUOTED.fullmatch(self._lines[self._at])
            inner.append(found[2] if found else "")
            self._at += 1
        for unit in read_units(inner, self._quote + depth):
            kind = BlockKind.QUOTE if unit.kind is BlockKind.PARAGRAPH else unit.kind
            self._units.append(replace(unit, kind=kind))
        return True

    def _item(self, line: str) -> bool:
        found = _ITEM.match(line)
        if not found or not self._may_start_list(found[2]):
            return False
        indent = len(found[1])
        while self._item_indents and indent < self._item_indents[-1]:
            self._item_indents.pop()
        if not self._item_indents or indent > self._item_indents[-1] + 1:
            self._item_indents.append(indent)
        text = line[found.end() :]
        for following in self._continuation(indent, line):
            text += _seam(text, following) + following
        marker = "•" if found[2] in _BULLETS else found[2]
        self._add(BlockKind.ITEM, text, level=len(self._item_indents), marker=marker)
        return True

    def _may_start_list(self, marker: str) -> bool:
        """A number or letter begins a list at 1 or a, or goes on with one; *12. Januar* in a text does not."""
        if marker in _BULLETS or marker in "–—" or marker[:-1] in ("1", "a", "A", "i"):
            return True
        return bool(self._units) and (self._units[-1].kind is BlockKind.ITEM or bool(self._item_indents))

    def _continuation(self, indent: int, line: str) -> list[str]:
        """The lines that go on with an item: indented beyond its marker, or wrapped without an indent."""
        lines: list[str] = []
        self._at += 1
        while self._at < len(self._lines):
            following = self._lines[self._at]
            if not following.strip() or _ITEM.match(following) or _quote_depth(following) or _FENCE.match(following):
                break
            wrapped = self._width and len(line) + len(following.split(None, 1)[0]) >= self._width
            if _indent(following) <= indent and not wrapped:
                break
            lines.append(following.strip())
            line = following
            self._at += 1
        return lines

    def _code(self, line: str) -> bool:
        level = self._depth(_indent(line))
        needed = CODE_INDENT + (self._item_indents[level - 1] + 2 if level else 0)
        if _indent(line) < needed or (self._at and self._lines[self._at - 1].strip()):
            return False
        end = self._at
        while end < len(self._lines) and (not self._lines[end].strip() or _indent(self._lines[end]) >= CODE_INDENT):
            end += 1
        lines = self._lines[self._at : end]
        if all(map(_prose, filter(str.strip, lines))):
            return False
        self._at = end
        self._add(BlockKind.CODE, "\n".join(_outdented(lines)).strip("\n"), level=level)
        return True

    def _paragraph(self) -> None:
        first = self._lines[self._at]
        indent = _indent(first)
        level = self._depth(indent)
        lines = [first.strip()]
        self._at += 1
        while self._at < len(self._lines) and self._goes_on(self._lines[self._at], lines[-1], indent):
            lines.append(self._lines[self._at].strip())
            self._at += 1
        if not level:
            self._item_indents.clear()
        paragraphs = _reflowed(lines, self._width)
        for text in paragraphs:
            taken = len(lines) if len(paragraphs) == 1 else 1
            self._add(BlockKind.PARAGRAPH, text, level=level, lines=taken)

    def _goes_on(self, line: str, before: str, indent: int) -> bool:
        if not line.strip() or _quote_depth(line) or _FENCE.fullmatch(line.strip()) or _RULE.fullmatch(line):
            return False
        if _MARKED_HEADING.fullmatch(line):
            return False
        item = _ITEM.match(line)
        if item:
            # A dash or a number can also be where a sentence was wrapped.
            return not ends_sentence(before) and not (item[2] in _BULLETS and item[2] != "-")
        return not (_indent(line) > indent + 1 and ends_sentence(before))

    def _depth(self, indent: int) -> int:
        """The depth of the item that something with this indent belongs to; 0 outside lists."""
        return sum(1 for item_indent in self._item_indents if indent > item_indent + 1)


def _quote_depth(line: str) -> int:
    found = _QUOTED.fullmatch(line)
    return found[1].count(">") if found else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _outdented(lines: Sequence[str]) -> list[str]:
    common = min((_indent(line) for line in lines if line.strip()), default=0)
    return [line[common:].rstrip() for line in lines]


def _prose(line: str) -> bool:
    return len(line.split()) >= PROSE_WORDS and not re.search(r"[{}=;\\|]|\w\(|->|::", line)


def _usual_width(lines: Sequence[str]) -> int:
    """The width at which this text is wrapped, 0 where it is not: the middle of its paragraphs' widths."""
    widths: list[int] = []
    group: list[int] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(len(line))
            continue
        if len(group) > 2 and NARROW <= max(group[:-1]) <= LONG_LINE:
            widths.append(max(group[:-1]))
        group.clear()
    return int(median(widths)) if widths else 0


def _reflowed(lines: Sequence[str], usual: int) -> list[str]:
    """The paragraphs that these neighbouring lines are.

    A line break goes only where the next word had no room on the line before.
    """
    if len(lines) == 1:
        return [lines[0]]
    if max(map(len, lines)) > LONG_LINE:
        return list(lines)
    width = max(map(len, lines[:-1])) if len(lines) > 3 or not usual else usual
    full = [len(a) + 1 + len(b.split(None, 1)[0]) > width * 0.85 for a, b in pairwise(lines)]
    if not usual and len(lines) < 4:
        full = [is_full and not ends_sentence(line) for is_full, line in zip(full, lines, strict=False)]
    wrapped = width >= NARROW and sum(full) >= 0.6 * len(full)
    paragraphs = [lines[0]]
    for before, line, joins in zip(lines, lines[1:], full, strict=False):
        if wrapped and joins:
            paragraphs[-1] += _seam(before, line) + line
        elif wrapped and ends_sentence(before):
            paragraphs.append(line)
        else:
            paragraphs[-1] += "\n" + line
    return paragraphs


def _seam(before: str, line: str) -> str:
    if before.endswith("-") and before[-2:-1].isalpha() and line[:1].isalpha():
        return ""
    return "" if _CJK_EDGE.match(before[-1:]) and _CJK_EDGE.match(line[:1]) else " "
