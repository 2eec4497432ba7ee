"""What the head of a Markdown file says about it: the few keys that a reader shows.

TOML (between ``+++``) is read by the standard library. Of YAML (between ``---``) the part is read that such heads use:
``key: value``, quotes, ``[a, b]``, lists of ``- item`` lines and ``name:`` one level in; anything else is passed over.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime

from tui_reader.model.values import dataclass
from tui_reader.parse.bylines import read_date
from tui_reader.text.clean import clean_line

MAX_FRONT_MATTER = 20_000
"""Characters; a head longer than that is no head."""

_YAML = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n)?\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_PAIR = re.compile(r"([\w.-]+)\s*:(?:\s+(.*)|$)")
_COMMENT = re.compile(r"\s#.*$")

_TITLE = ("title", "headline")
_AUTHOR = ("author", "authors", "creator", "byline")
_PUBLISHED = ("date", "published", "publishdate", "pubdate", "created", "datepublished")
_UPDATED = ("updated", "lastmod", "modified", "last_modified_at")
_LANGUAGE = ("lang", "language", "locale")
_LINK = ("link", "canonical_url", "canonical", "url", "source", "permalink")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    title: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    link: str = ""


def split_front_matter(source: str) -> tuple[FrontMatter, str]:
    """The head of ``source`` and the text after it. Never raises; without a head the text is all of it."""
    head = source[:MAX_FRONT_MATTER]
    if found := _YAML.match(head):
        values = _yaml(found[1] or "")
        # Without a single pair this is a text that begins with a rule.
        return (_read(values), source[found.end() :]) if values else (FrontMatter(), source)
    if found := _TOML.match(head):
        try:
            return _read(_toml(found[1] or "")), source[found.end() :]
        except (tomllib.TOMLDecodeError, RecursionError):
            return FrontMatter(), source[found.end() :]
    return FrontMatter(), source


def _read(values: Mapping[str, str]) -> FrontMatter:
    def first(names: tuple[str, ...]) -> str:
        return next((clean_line(values[name]) for name in names if values.get(name)), "")

    link = first(_LINK)
    return FrontMatter(
        title=first(_TITLE),
        author=first(_AUTHOR),
        published=read_date(first(_PUBLISHED)),
        updated=read_date(first(_UPDATED)),
        language=first(_LANGUAGE),
        link=link if link.startswith(("https://", "http://")) else "",
    )


def _toml(source: str) -> dict[str, str]:
    return {key.lower(): _toml_text(value) for key, value in tomllib.loads(source).items()}


def _toml_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_toml_text, value)))
    if isinstance(value, dict):
        return _toml_text(value.get("name", ""))
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _yaml(source: str) -> dict[str, str]:
    values: dict[str, str] = {}
    key = ""
    for line in source.split("\n"):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        pair = _PAIR.fullmatch(stripped.removeprefix("- "))
        if pair and not line[0].isspace() and not stripped.startswith("- "):
            key = pair[1].lower()
            values[key] = _scalar(pair[2] or "")
        elif key and pair and pair[1].lower() == "name":
            values[key] = _with(values[key], _scalar(pair[2] or ""))
        elif key and stripped.startswith("- ") and not pair:
            values[key] = _with(values[key], _scalar(stripped[2:]))
        elif key and line[0].isspace() and not pair:
            values[key] = f"{values[key].removeprefix('>').removeprefix('|').strip()} {stripped}".strip()
    return values


def _with(value: str, more: str) -> str:
    return f"{value}, {more}" if value else more


def _scalar(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"'):
        quoted = value[1:].partition(value[0] if value.count(value[0]) < 3 else "\0")[0]
        return quoted.removesuffix(value[0]).replace("''", "'").replace('\\"', '"')
    value = _COMMENT.sub("", value)
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_scalar(part) for part in value[1:-1].split(",") if part.strip())
    return "" if value in ("~", "null") else value
