"""The events of an HTML parser: which element does what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tui_reader.model.documents import SpanKind
from tui_reader.parse.builder import DocumentBuilder
from tui_reader.parse.html_blocks import Attributes, HtmlBlocks

MAX_DEPTH = 2_000
"""Open elements. Real pages stay under 300; libxml2 searches all open ones at some end tags, so that this also bounds
the work for each tag."""

_DROPPED = frozenset(
    (
        *("script", "style", "template", "noscript", "iframe", "frame", "frameset", "noframes", "head", "title"),
        *("svg", "object", "embed", "applet", "audio", "video", "canvas", "map", "area"),
        *("input", "button", "select", "option", "optgroup", "textarea", "datalist", "meter", "progress"),
    )
)
_PARTS = frozenset(
    (
        *("address", "article", "aside", "body", "center", "dialog", "div", "footer", "header", "hgroup", "main"),
        *("nav", "p", "search", "section", "details", "dl", "fieldset", "form", "legend", "caption", "tbody", "tfoot"),
    )
)
"""Elements that only end the block before them and begin another."""

SPANS: Mapping[str, SpanKind] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), SpanKind.EMPHASIS),
    **dict.fromkeys(("strong", "b", "mark"), SpanKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), SpanKind.CODE),
    **dict.fromkeys(("del", "s", "strike"), SpanKind.STRIKE),
}

_TELLING = frozenset(("html", "pre", "code", "div"))
"""Elements whose attributes say something of a document or of code."""

_CODE_LANGUAGE = re.compile(r"(?:^|[\s;])(?:language|lang|highlight-source|highlight|brush:)[-\s]?([\w+#.-]{1,30})")


class TooDeep(Exception):
    """More than ``MAX_DEPTH`` elements are open."""


class HtmlReader:
    """A parser target of lxml; libxml2 gives every start its end, in order, also where the author did not.

    ``begin`` before each further document.
    """

    def __init__(self, builder: DocumentBuilder, base_url: str = "") -> None:
        self.begin(builder, base_url)

    def begin(self, builder: DocumentBuilder, base_url: str) -> None:
        self.blocks = HtmlBlocks(builder, base_url)
        self.declared_language = ""
        self._depth = 0
        self._skipped = 0
        self._data: list[str] = []

    @property
    def takes_paragraphs(self) -> bool:
        """Whether a paragraph that begins here may be handed to ``blocks`` as a whole."""
        return not self._skipped and self.blocks.takes_paragraphs

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._data:
            self._pass_on()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep
        if self._skipped or tag in _DROPPED or (attributes and _hidden(attributes)):
            self._skipped += 1
            return
        if attributes and tag in _TELLING:
            self._look_at(tag, attributes)
        if begin := _STARTS.get(tag):
            begin(self.blocks, attributes)

    def end(self, tag: str) -> None:
        if self._data:
            self._pass_on()
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        elif finish := _ENDS.get(tag):
            finish(self.blocks)

    def data(self, data: str) -> None:
        if self._skipped:
            return
        if self.blocks.scripts:
            # One text comes in pieces, cut at every entity.
            self._data.append(data)
        else:
            self.blocks.text(data)

    def comment(self, text: str) -> None:
        """Says nothing to a reader."""

    def close(self) -> None:
        self._pass_on()
        self.blocks.flush()

    def _pass_on(self) -> None:
        self.blocks.text("".join(self._data))
        self._data.clear()

    def _look_at(self, name: str, attributes: Attributes) -> None:
        if name == "html":
            self.declared_language = attributes.get("lang", "") or attributes.get("xml:lang", "")
        else:
            found = _CODE_LANGUAGE.search(attributes.get("class", ""))
            self.blocks.code_language(found[1].rstrip(".-") if found else attributes.get("data-lang", "")[:30].strip())


def _hidden(attributes: Attributes) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and "display:none" in style.replace(" ", "").lower())


_Start = Callable[[HtmlBlocks, Attributes], None]


def _heading(level: int) -> _Start:
    return lambda blocks, _: blocks.start_heading(level)


def _opened(kind: SpanKind) -> _Start:
    return lambda blocks, _: blocks.open_span(kind)


def _closed(kind: SpanKind) -> Callable[[HtmlBlocks], None]:
    return lambda blocks: blocks.close_span(kind)


_STARTS: dict[str, _Start] = {
    **{tag: _opened(kind) for tag, kind in SPANS.items()},
    **dict.fromkeys(_PARTS, lambda blocks, _: blocks.part()),
    **{f"h{level}": _heading(level) for level in range(1, 7)},
    **dict.fromkeys(("pre", "xmp", "listing"), lambda blocks, _: blocks.start_code()),
    **dict.fromkeys(("ul", "menu", "dir"), lambda blocks, attributes: blocks.start_list(attributes, ordered=False)),
    "ol": lambda blocks, attributes: blocks.start_list(attributes, ordered=True),
    "li": HtmlBlocks.start_item,
    "dd": lambda blocks, _: blocks.start_indent(),
    **dict.fromkeys(("dt", "summary"), lambda blocks, _: blocks.start_term()),
    "a": HtmlBlocks.start_link,
    "img": HtmlBlocks.picture,
    "source": HtmlBlocks.start_source,
    "figure": lambda blocks, _: blocks.start_figure(),
    "figcaption": lambda blocks, _: blocks.start_caption(),
    "blockquote": lambda blocks, _: blocks.start_quote(),
    "br": lambda blocks, _: blocks.line_break(),
    "hr": lambda blocks, _: blocks.rule(),
    "q": lambda blocks, _: blocks.quotation_mark("“"),
    "sup": lambda blocks, _: blocks.start_script(raised=True),
    "sub": lambda blocks, _: blocks.start_script(raised=False),
    "table": HtmlBlocks.start_table,
    "thead": lambda blocks, _: blocks.start_head(),
    "tr": lambda blocks, _: blocks.start_row(),
    "td": lambda blocks, attributes: blocks.start_cell(attributes, header=False),
    "th": lambda blocks, attributes: blocks.start_cell(attributes, header=True),
}

_ENDS: dict[str, Callable[[HtmlBlocks], None]] = {
    **{tag: _closed(kind) for tag, kind in SPANS.items()},
    **dict.fromkeys(_PARTS, HtmlBlocks.part),
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), HtmlBlocks.end_heading),
    **dict.fromkeys(("pre", "xmp", "listing"), HtmlBlocks.end_code),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), HtmlBlocks.end_list),
    "li": HtmlBlocks.end_item,
    "dd": HtmlBlocks.end_indent,
    **dict.fromkeys(("dt", "summary"), HtmlBlocks.end_term),
    "a": HtmlBlocks.end_link,
    "picture": HtmlBlocks.end_sources,
    "figure": HtmlBlocks.end_figure,
    "figcaption": HtmlBlocks.end_caption,
    "blockquote": HtmlBlocks.end_quote,
    "q": lambda blocks: blocks.quotation_mark("”"),
    **dict.fromkeys(("sup", "sub"), HtmlBlocks.end_script),
    "table": HtmlBlocks.end_table,
    "thead": HtmlBlocks.end_head,
    "tr": HtmlBlocks.part,
    **dict.fromkeys(("td", "th"), HtmlBlocks.end_cell),
}
