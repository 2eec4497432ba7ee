"""The article within a web page.

trafilatura knows which words of a page are the article and drops most of how they are set: numbered lists, columns,
captions, the language of code. So it is asked only for the words; the part of the page that holds them is then read as
it stands, without the branches that hold none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tui_reader.model.documents import BlockKind, Document
from tui_reader.parse.builder import comparable

ENOUGH = 0.8
"""Share of the article's characters that must be found again in the page, else its setting is not to be trusted."""
SHARE = 0.95
"""The article is the innermost part of the page that holds this share of what was found."""
SHORT = 3
"""Characters under which a text says nothing about where it comes from."""

SHORT_CELL = 40
"""Characters of a cell that stays in its row whatever it says."""

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "figcaption",
        ),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption"),
    )
)
_CHROME = frozenset(("nav", "footer", "aside", "script", "style", "template", "noscript", "form", "button", "iframe"))
_MEDIA = frozenset(("figure", "img", "picture", "hr", "pre", "br"))
_HIDING = ("navigation", "banner", "contentinfo", "complementary", "search")


def article_part(page: etree._Element, words: Document) -> etree._Element | None:
    """The part of ``page`` that is the article whose words are ``words``, pruned in place; ``None`` if unsure."""
    whole, pieces = _texts(words)
    found, total = _weights(page, whole | pieces)
    if total < ENOUGH * sum(map(len, pieces)):
        return None
    part = page
    while (inner := next((child for child in part if found.get(child, 0) >= SHARE * total), None)) is not None:
        part = inner
    _prune(part, found)
    return part


def main_part(page: etree._Element) -> etree._Element:
    """The longest ``<article>``, else ``<main>``, else ``<body>``, else all, without navigation and the like."""
    part = page
    for name in ("article", "main", "body"):
        parts = list(page.iter(name))
        if parts:
            part = max(parts[:50], key=lambda element: sum(len(text) for text in element.itertext()))
            break
    for element in list(part.iter("nav", "footer", "aside", "script", "style", "template")):
        _remove(element)
    for element in list(part.iter()):
        if isinstance(element.tag, str) and element is not part and element.get("role") in _HIDING:
            _remove(element)
    return part


def _texts(words: Document) -> tuple[set[str], set[str]]:
    """The texts of the blocks, and of their lines and cells."""
    blocks = [words.block_text(block) for block in words.blocks if block.kind not in (BlockKind.FIGURE, BlockKind.CODE)]
    pieces = [piece for text in blocks for piece in text.replace("\t", "\n").split("\n")]
    return _comparable(blocks), _comparable(pieces)


def _comparable(texts: list[str]) -> set[str]:
    return {text for text in map(comparable, texts) if len(text) >= SHORT}


def _weights(page: etree._Element, wanted: set[str]) -> tuple[dict[etree._Element, int], int]:
    """For each element how many characters of the article it holds, none counted twice; and how many the page does."""
    weights: dict[etree._Element, int] = {}
    met: set[str] = set()
    for element, text in _own_texts(page):
        text = comparable(text)
        if text in wanted and text not in met:
            met.add(text)
            weights[element] = len(text)
    for _, element in etree.iterwalk(page, events=("end",)):
        parent = element.getparent()
        if parent is not None and element is not page and element in weights:
            weights[parent] = weights.get(parent, 0) + weights[element]
    return weights, weights.get(page, 0)


def _own_texts(page: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each block element outside navigation and the like, and its text without that of the blocks inside it."""
    open_blocks: list[tuple[etree._Element, list[str]]] = [(page, [])]
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in _CHROME:
                walk.skip_subtree()
                continue
            if element.tag in _BLOCKS and element is not page:
                open_blocks.append((element, []))
            open_blocks[-1][1].append(element.text or "")
            continue
        if element is open_blocks[-1][0]:
            yield element, "".join(open_blocks.pop()[1])
        if open_blocks:
            open_blocks[-1][1].append(element.tail or "")


def _prune(part: etree._Element, weights: dict[etree._Element, int]) -> None:
    """Remove the branches of ``part`` without words of the article; pictures, code and rules among them stay."""
    open_parts = [part]
    while open_parts:
        element = open_parts.pop()
        children = [child for child in element if isinstance(child.tag, str)]
        last = max((number for number, child in enumerate(children) if child in weights), default=-1)
        for number, child in enumerate(children):
            if child in weights:
                if any(grandchild in weights for grandchild in child):
                    open_parts.append(child)
            elif not (number < last and _is_media(child)) and _is_removable(child):
                _remove(child)


def _is_media(element: etree._Element) -> bool:
    if element.tag in _MEDIA:
        return True
    if element.tag not in ("div", "p", "span", "a"):
        return False
    if next(element.iter("figure"), None) is not None:
        return True
    return not any(str(text).strip() for text in element.itertext()) and next(element.iter("img"), None) is not None


def _is_removable(element: etree._Element) -> bool:
    """Blocks are, but for short cells: numbers are too short to be found again, and a table is nothing without them."""
    if element.tag in ("td", "th"):
        return sum(len(text) for text in element.itertext()) > SHORT_CELL
    return element.tag in _BLOCKS or element.tag in _CHROME or element.tag in _MEDIA


def _remove(element: etree._Element) -> None:
    """Take an element out and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
