"""Small, linear-time work on the markup inside feeds; building documents from it is ``parse.html``'s."""

from __future__ import annotations

import html
import html.entities
import re
from urllib.parse import urljoin

LONGEST_TITLE = 2_000
"""Characters; a longer title is a body in the wrong place."""

_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|blink|br|center|cite|code|del|dfn|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|nobr|"
    "ol|p|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|tt|u|ul|var|wbr"
)
_TAG = re.compile(rf"</?(?P<name>{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAKING = frozenset(
    ("br", "p", "div", "li", "tr", "td", "th", "hr", "ul", "ol", "table", "section", "h1", "h2", "h3")
)
_ALONE = frozenset(("br", "hr", "img", "wbr"))
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));")
_ADDRESS = re.compile(r"""(\s(?:href|src|poster|cite|data)\s*=\s*)(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)
_VOID_END = re.compile(
    r"</(?:area|base|br|col|embed|frame|hr|img|input|link|meta|param|source|track|wbr)>", re.IGNORECASE
)
_EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")


def title_text(written: str, kind: str) -> str:
    """A title without markup, its references resolved as often as its kind says; not yet cleaned.

    ``kind`` is ``text/plain`` (nothing to resolve), ``text/html``, or empty: then the text itself must tell, because
    RSS does not say and its writers do both.
    """
    title = written[:LONGEST_TITLE]
    if kind == "text/plain" or ("<" not in title and "&" not in title):
        return title
    if kind != "text/html" and not is_markup(title):
        return title
    if "<" in title:
        title = _TAG.sub(_gap, _COMMENT.sub("", _SCRIPT.sub("", title)))
    return html.unescape(title)


def _gap(match: re.Match[str]) -> str:
    return " " if match["name"].lower() in _BREAKING else ""


def is_markup(text: str) -> bool:
    """Whether a text that may be either is HTML: a known reference, a closing tag, or an element that stands alone."""
    if "&" in text:
        for match in _REFERENCE.finditer(text):
            name = match["name"]
            if not name or name + ";" in html.entities.html5:
                return True
    if "<" not in text:
        return False
    return any(
        match[0].startswith("</") or match[0].endswith("/>") or match["name"].lower() in _ALONE
        for match in _TAG.finditer(text)
    )


def without_void_ends(markup: str) -> str:
    """XHTML turned HTML without ``</br>`` and the like, which HTML reads as one more element."""
    return _VOID_END.sub("", markup)


def as_html(plain: str) -> str:
    """Plain text as paragraphs, its line breaks kept."""
    paragraphs = (html.escape(part, quote=False) for part in _EMPTY_LINES.split(plain.strip()))
    return "".join("<p>" + part.replace("\n", "<br>") + "</p>" for part in paragraphs)


def absolute_links(markup: str, base: str) -> str:
    """The markup with the addresses in its attributes made absolute; for ``xml:base``, which HTML cannot say."""

    def resolved(match: re.Match[str]) -> str:
        written = html.unescape(match[2] if match[2] is not None else match[3])
        try:
            return f'{match[1]}"{html.escape(urljoin(base, written.strip()))}"'
        except ValueError:
            return match[0]

    return _ADDRESS.sub(resolved, markup)
