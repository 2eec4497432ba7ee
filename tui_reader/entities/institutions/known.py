"""Institutions known by name: a list of our own, matched as one walks along the tokens of a text.

A file in ``known/`` has sections ``[kind country]`` and lines ``name | acronym | alias; alias``. A word written there
with a capital needs one in the text, a lower-case one does not. ``?`` before a name marks one that is also a word or
somebody's name: it counts only where the sentence does not explain its capital. ``??`` marks one that mostly means
something else: it counts only where something else speaks for it. ``~`` marks a place that stands for the institution
in it: it counts only where metonyms do. The kind ``none`` is for names of no institution.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tui_reader.entities.institutions.keys import key_of
from tui_reader.entities.institutions.sheet import Sheet
from tui_reader.model.mentions import Institution
from tui_reader.text.offsets import fold_word
from tui_reader.text.tokens import tokenise

DOUBT = "?"
METONYM = "~"
NONE = "none"
"""The kind of names that are no institution: an event, a place, an expression."""
_FOLDER = files(__package__) / "known"
_ARTICLES = frozenset(["le", "la", "les", "l'", "the"])
_CONTRACTED = frozenset(["le", "les", "the"])
"""Articles of titles that French swallows: « au Monde », « du Guardian »."""
_BEFORE_CONTRACTED = frozenset(["au", "du", "aux", "des", "le", "les", "the", "l'"])
_FREE = frozenset(["L'", "D'"])
"""Words of names that lose their capital in a sentence: « l'Express »."""
_SHORT_ACRONYM = 4
"""Acronyms this long are also met with one capital: Insee, Otan, Unesco."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing an institution's name. ``capitals`` says of each token whether it needs a capital."""

    place: int
    capitals: tuple[bool, ...]
    acronym: bool = False
    doubt: int = 0
    contracted: bool = False
    metonym: bool = False


@dataclass(slots=True)
class Node:
    """A place in the trie: the forms that end here, and what may follow."""

    forms: tuple[Form, ...] = ()
    following: dict[str, Node] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text: tokens up to ``last`` (exclusive)."""

    institution: Institution
    place: int
    last: int
    form: Form


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Institutions and the trie of all their written forms."""

    institutions: tuple[Institution, ...]
    root: dict[str, Node]

    def longest(self, sheet: Sheet, place: int) -> Hit | None:
        """The longest known name that starts at a token and has its capitals right."""
        node = self.root.get(sheet.folded[place])
        best: Hit | None = None
        at = place + 1
        size = len(sheet)
        while node is not None:
            for form in node.forms:
                if _written(sheet, place, form):
                    best = Hit(self.institutions[form.place], form.place, at, form)
                    break
            if at >= size or node.following is None:
                break
            node = node.following.get(sheet.folded[at])
            at += 1
        return best


def _written(sheet: Sheet, place: int, form: Form) -> bool:
    if form.acronym:
        word = sheet.words[place]
        if not sheet.acronym[place] and (word.isupper() or len(word) < _SHORT_ACRONYM or sheet.first[place]):
            return word.isupper() and not sheet.shouted
        return sheet.capital[place]
    if form.contracted and (place == 0 or sheet.folded[place - 1] not in _BEFORE_CONTRACTED):
        return False
    capital = sheet.capital
    return all(capital[place + n] or not needed for n, needed in enumerate(form.capitals))


@cache
def known_names() -> KnownNames:
    """The names that come with the program, read once a process."""
    institutions: list[Institution] = []
    root: dict[str, Node] = {}
    kind = country = ""
    for name in sorted(entry.name for entry in _FOLDER.iterdir() if entry.name.endswith(".txt")):
        for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                kind, _, country = line.strip("[]").partition(" ")
            elif line and not line.startswith("#"):
                _plant(line, kind, country, institutions, root)
    return KnownNames(tuple(institutions), root)


def user_names(institutions: Sequence[Institution]) -> KnownNames:
    """A trie of names that the user added; a name written in lower case is found in any case."""
    root: dict[str, Node] = {}
    for place, institution in enumerate(institutions):
        for name in (institution.name, *institution.aliases):
            _add(root, place, name)
        if institution.acronym:
            _add(root, place, institution.acronym, acronym=True)
    return KnownNames(tuple(institutions), root)


def _plant(line: str, kind: str, country: str, institutions: list[Institution], root: dict[str, Node]) -> None:
    name, acronym, others, *_ = (field.strip() for field in f"{line} | | ".split("|"))
    place = len(institutions)
    aliases = [alias.strip() for alias in others.split(";")] if others else []
    for written in (name, *aliases):
        if written != acronym:
            _add(root, place, written)
    if acronym:
        _add(root, place, acronym, acronym=acronym.isupper() and " " not in acronym)
    bare = name.lstrip(DOUBT)
    plain = tuple(alias.lstrip(DOUBT) for alias in aliases if not alias.startswith(METONYM))
    institutions.append(Institution(key_of(bare), bare, acronym.lstrip(DOUBT), plain, kind, country))


def _add(root: dict[str, Node], place: int, written: str, *, acronym: bool = False) -> None:
    metonym = written.startswith(METONYM)
    name = written.lstrip(DOUBT + METONYM)
    doubt = 0 if metonym else len(written) - len(name)
    for words in _spellings(tokenise(name).words):
        capitals = tuple(word[0].isupper() and word not in _FREE for word in words)
        is_acronym = acronym or (len(words) == 1 and len(name) > 1 and name.isupper())
        folded = list(map(fold_word, words))
        _insert(root, folded, Form(place, capitals, is_acronym and len(words) == 1, doubt, metonym=metonym))
        if len(words) > 1 and folded[0] in _CONTRACTED and capitals[0]:
            alone = len(words) == 2
            short = Form(place, capitals[1:], False, doubt if alone else 0, contracted=alone)
            _insert(root, folded[1:], short)


def _spellings(words: list[str]) -> Iterable[list[str]]:
    """A name of two words also hyphenated, hyphenated words also apart."""
    yield words
    if len(words) == 2 and words[0].isalpha() and words[1].isalpha():
        yield ["-".join(words)]
    if len(words) <= 3 and any("-" in word for word in words):
        apart = [part for word in words for part in word.split("-")]
        if all(apart):
            yield apart


def _insert(root: dict[str, Node], folded: list[str], form: Form) -> None:
    node = root.get(folded[0])
    if node is None:
        node = root[folded[0]] = Node()
    for word in folded[1:]:
        if node.following is None:
            node.following = {}
        step = node.following.get(word)
        if step is None:
            step = node.following[word] = Node()
        node = step
    if all(form.place != other.place or form.capitals != other.capitals for other in node.forms):
        node.forms = (*node.forms, form)
