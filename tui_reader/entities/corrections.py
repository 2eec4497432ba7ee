"""The user's corrections: one plain text file, a correction a line, the last word on institutions.

::

    # Lines that start with # and empty lines say nothing.
    reject  Prix Goncourt
    add     Institut Pascal | acronym IP | alias Pascal Institute | kind laboratory | country FR
    merge   Sigma => Sigma Clermont
    rename  sigma-clermont => SIGMA Clermont

``merge`` and ``rename`` name an institution by its key, or by any of its names. Where two lines contradict each other,
the later one counts: that is how a rejected name is taken back by hand. Names are compared folded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tui_reader.entities.context import Corrections
from tui_reader.entities.institutions.keys import key_of
from tui_reader.entities.institutions.known import known_names
from tui_reader.i18n import _
from tui_reader.model.errors import ConfigError
from tui_reader.model.mentions import Institution, Mention, MentionKind, Recognition
from tui_reader.model.values import dataclass
from tui_reader.text.offsets import fold

ARROW = "=>"
HEADER = "# Corrections of institutions: reject NAME, add NAME | acronym …, merge NAME => NAME, rename NAME => NAME\n"


@dataclass(frozen=True, slots=True)
class Reject:
    """This name is never an institution."""

    name: str


@dataclass(frozen=True, slots=True)
class Add:
    """This is an institution, wherever one of its names stands."""

    institution: Institution


@dataclass(frozen=True, slots=True)
class Merge:
    """Both are one institution, shown as the second."""

    this: str
    into: str


@dataclass(frozen=True, slots=True)
class Rename:
    """What an institution is called on the screen."""

    this: str
    name: str


Correction = Reject | Add | Merge | Rename


def parse(text: str, *, source: str = "") -> Corrections:
    """Read the file's text. Raises ``ConfigError`` naming the line and what is wrong with it."""
    return collect(correction for __, correction in _entries(text, source))


def collect(entries: Iterable[Correction]) -> Corrections:
    """All corrections in one, later ones overriding earlier ones; equal meaning gives an equal fingerprint."""
    rejected: dict[str, None] = {}
    added: dict[str, Institution] = {}
    merged: dict[str, str] = {}
    renamed: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry, Reject):
            rejected[fold(entry.name)] = None
            added.pop(fold(entry.name), None)
        elif isinstance(entry, Add):
            for name in (entry.institution.name, entry.institution.acronym, *entry.institution.aliases):
                rejected.pop(fold(name), None)
            added[fold(entry.institution.name)] = entry.institution
        elif isinstance(entry, Merge):
            merged[entry.this] = entry.into
        else:
            renamed[entry.this] = entry.name
    said = repr((sorted(rejected), sorted(added.items()), sorted(merged.items()), sorted(renamed.items())))
    return Corrections(
        frozenset(rejected),
        tuple(added.values()),
        tuple(merged.items()),
        tuple(renamed.items()),
        hashlib.blake2b(said.encode(), digest_size=8).hexdigest() if rejected or added or merged or renamed else "",
    )


def naming(institution: Institution) -> str:
    """How a correction names an institution: by its name, by its key where other articles call it something else."""
    return institution.name if key_of(institution.name) == institution.key else institution.key


def line_of(correction: Correction) -> str:
    """The line that ``parse`` reads back."""
    if isinstance(correction, Reject):
        return f"reject  {_plain(correction.name)}"
    if isinstance(correction, Merge):
        return f"merge   {_plain(correction.this)} {ARROW} {_plain(correction.into)}"
    if isinstance(correction, Rename):
        return f"rename  {_plain(correction.this)} {ARROW} {_plain(correction.name)}"
    what = correction.institution
    fields = [("acronym", what.acronym), *(("alias", alias) for alias in what.aliases)]
    fields += [("kind", what.kind), ("country", what.country)]
    said = [f"{field} {_plain(value)}" for field, value in fields if value]
    return " | ".join([f"add     {_plain(what.name)}", *said])


def with_appended(text: str, correction: Correction) -> str:
    """The file's text with one more line at its end."""
    kept = text if text.strip() else HEADER
    return f"{kept}{'' if kept.endswith(chr(10)) else chr(10)}{line_of(correction)}\n"


def without_last(text: str) -> tuple[str, Correction | None]:
    """The file's text without its last correction, and that correction (``None``: there was none). Comments stay."""
    entries = list(_entries(text, ""))
    if not entries:
        return text, None
    number, last = entries[-1]
    lines = text.splitlines(keepends=True)
    return "".join(lines[: number - 1] + lines[number:]), last


def load_corrections(path: Path) -> Corrections:
    """Read the file; none there means no corrections.

    Raises ``ConfigError`` where it cannot be read or a line makes no sense.
    """
    return parse(_read(path), source=str(path))


def append_correction(path: Path, correction: Correction) -> Corrections:
    """Write one more correction down and return all of them."""
    text = with_appended(_read(path), correction)
    _replace(path, text)
    return parse(text, source=str(path))


def undo_correction(path: Path) -> Correction | None:
    """Take the last correction back; returns it, or ``None`` where there is none."""
    text, last = without_last(_read(path))
    if last is not None:
        _replace(path, text)
    return last


def apply(found: Recognition, corrections: Corrections) -> Recognition:
    """What was found, with rejected names gone, merged institutions one, and renamed ones renamed."""
    if not (corrections.rejected or corrections.merged or corrections.renamed):
        return found
    kept = [m for m in found.mentions if not _rejected(m, found, corrections.rejected)]
    merged = [(fold(this), into) for this, into in corrections.merged]
    renamed = [(fold(this), name) for this, name in corrections.renamed]
    names = {institution.key: institution.name for institution in found.institutions}
    shown = [_renamed(_merged(institution, merged, names), renamed) for institution in found.institutions]
    groups: dict[str, Institution] = {}
    for mention in kept:
        if mention.kind is MentionKind.INSTITUTION:
            institution = shown[mention.ref]
            known = groups.get(institution.key)
            groups[institution.key] = institution if known is None else _united(known, institution)
    place = {key: number for number, key in enumerate(groups)}
    mentions = (replace(m, ref=place[shown[m.ref].key]) if m.kind is MentionKind.INSTITUTION else m for m in kept)
    return replace(found, mentions=tuple(mentions), institutions=tuple(groups.values()))


def _rejected(mention: Mention, found: Recognition, rejected: frozenset[str]) -> bool:
    if mention.kind is not MentionKind.INSTITUTION or not rejected:
        return False
    institution = found.institutions[mention.ref]
    return not rejected.isdisjoint((fold(mention.surface), fold(institution.name), fold(institution.key)))


def _merged(institution: Institution, merged: list[tuple[str, str]], names: dict[str, str]) -> Institution:
    """The institution as the one that it is said to be, chains followed, circles left where they close.

    The other one need not be in the same article: its key follows from how it is named.
    """
    seen: set[str] = set()
    while True:
        target = next((into for this, into in merged if _answers_to(institution, this)), "")
        key = known_names().key(target) if target else ""
        if not target or key == institution.key or key in seen:
            return institution
        seen |= {key, institution.key}
        written = target if target != key else names.get(key, institution.name)
        known_as = (institution.name, institution.acronym, *institution.aliases)
        aliases = tuple(name for name in known_as if name and fold(name) != fold(written))
        institution = replace(institution, key=key, name=written, acronym="", aliases=aliases)
        merged = [(this, into) for this, into in merged if fold(this) == fold(target) or fold(this) == fold(key)]


def _answers_to(institution: Institution, folded: str) -> bool:
    names = (institution.key, institution.name, institution.acronym, *institution.aliases)
    return any(fold(name) == folded for name in names if name)


def _united(one: Institution, other: Institution) -> Institution:
    """Two of one key: what the first does not know it takes from the second, names become aliases."""
    names = (*one.aliases, other.name, *other.aliases)
    if one.acronym and other.acronym and fold(one.acronym) != fold(other.acronym):
        names = (*names, other.acronym)
    own = {fold(one.name), fold(one.acronym or other.acronym)}
    aliases = {fold(name): name for name in reversed(names) if fold(name) not in own}
    return replace(
        one,
        acronym=one.acronym or other.acronym,
        aliases=tuple(reversed(aliases.values())),
        kind=one.kind or other.kind,
        country=one.country or other.country,
    )


def _renamed(institution: Institution, names: list[tuple[str, str]]) -> Institution:
    for this, name in names:
        if _answers_to(institution, this) and institution.name != name:
            aliases = (*institution.aliases, institution.name)
            institution = replace(institution, name=name, aliases=tuple(a for a in aliases if fold(a) != fold(name)))
    return institution


def _entries(text: str, source: str) -> Iterable[tuple[int, Correction]]:
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip().removeprefix("\ufeff")
        if said and not said.startswith("#"):
            try:
                yield number, _correction(said)
            except ValueError as error:
                what = _("Line {number} of {source} cannot be read: {error} – “{text}”.")
                raise ConfigError(
                    what.format(number=number, source=source or _("the corrections file"), error=error, text=said[:60])
                ) from error


def _correction(line: str) -> Correction:
    verb, __, rest = line.partition(" ")
    rest = rest.strip()
    if verb not in ("reject", "add", "merge", "rename"):
        raise ValueError(_("it starts with “{verb}”, not with reject, add, merge or rename").format(verb=verb))
    if not rest:
        raise ValueError(_("a name is missing after “{verb}”").format(verb=verb))
    if verb == "reject":
        return Reject(rest)
    if verb == "add":
        return Add(_institution(rest))
    this, arrow, into = (part.strip() for part in rest.partition(ARROW))
    if not (this and arrow and into):
        raise ValueError(_("“{verb}” needs two names with “{arrow}” between them").format(verb=verb, arrow=ARROW))
    return Merge(this, into) if verb == "merge" else Rename(this, into)


def _institution(fields: str) -> Institution:
    name, *rest = (field.strip() for field in fields.split("|"))
    if not name:
        raise ValueError(_("a name is missing after “{verb}”").format(verb="add"))
    said: dict[str, list[str]] = {"acronym": [], "alias": [], "kind": [], "country": []}
    for field in rest:
        label, __, value = field.partition(" ")
        if label not in said or not value.strip():
            what = _("“{field}” is not acronym, alias, kind or country followed by a value")
            raise ValueError(what.format(field=field))
        said[label].append(value.strip())
    return Institution(
        key_of(name),
        name,
        acronym="".join(said["acronym"][-1:]),
        aliases=tuple(said["alias"]),
        kind="".join(said["kind"][-1:]),
        country="".join(said["country"][-1:]),
    )


def _plain(value: str) -> str:
    """A value on one line, without what separates fields."""
    return " ".join(value.replace("|", " ").replace(ARROW, " ").split())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(_("{path} cannot be read: {error}.").format(path=path, error=error)) from error


def _replace(path: Path, text: str) -> None:
    """Write beside and move: whoever reads meets the old file or the new one, never half of one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise ConfigError(_("{path} cannot be written: {error}.").format(path=path, error=error)) from error
