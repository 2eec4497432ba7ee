"""Institutions known by name: a list of our own, matched as one walks along the tokens of a text.

A file in ``known/`` has sections ``[kind country]`` and lines ``name | acronym | alias; alias | English (ACRONYM)``.
The last field is there where a name is French: texts in other languages know the institution by it. A word written
there with a capital needs one in the text, a lower-case one does not. ``?`` before a name marks one that is also a
word or somebody's name: it counts only where the sentence does not explain its capital. ``??`` marks one that mostly
means something else: it counts only where something else speaks for it. ``~`` marks a place that stands for the
institution in it: it counts only where metonyms do. The kind ``none`` is for names of no institution.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from functools import cache
from pathlib import Path

from tui_reader.entities.institutions.keys import key_of
from tui_reader.entities.institutions.sheet import Sheet
from tui_reader.model.mentions import Institution
from tui_reader.model.values import dataclass
from tui_reader.text.offsets import fold_word
from tui_reader.text.tokens import tokenise

DOUBT = "?"
METONYM = "~"
NONE = "none"
"""The kind of names that are no institution: an event, a place, an expression."""
_FOLDER = Path(__file__).with_name("known")
_TITLE_ARTICLES = frozenset(["Le", "Les", "The"])
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
    last: int
    form: Form


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list, read no further than needed until its institution is met."""

    name: str
    acronym: str
    others: str
    kind: str
    country: str
    english: str = ""

    def institution(self) -> Institution:
        bare = self.name.lstrip(DOUBT)
        aliases = tuple(a.lstrip(DOUBT) for a in self.aliases() if not a.startswith(METONYM))
        return Institution(key_of(bare), bare, self.acronym.lstrip(DOUBT), aliases, self.kind, self.country)

    def aliases(self) -> list[str]:
        listed = [alias.strip() for alias in self.others.split(";")] if self.others else []
        if self.english:
            bare = {name.lstrip(DOUBT) for name in (self.name, self.acronym, *listed)}
            listed += [name for name in self.english_names() if name and name not in bare]
        return listed

    def english_names(self) -> tuple[str, str]:
        """Name and acronym in English; empty where they are the same as everywhere."""
        name, _, acronym = self.english.removesuffix(")").partition(" (")
        return name, acronym


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Institutions and all their written forms, by the first folded word of each.

    Forms wait as text until their first word is met: reading thousands of names costs milliseconds, and few are used.
    """

    rows: Sequence[Row | Institution]
    waiting: dict[str, list[tuple[int, str, bool]]]
    """First word → (row, name as written, whether it is the row's acronym)."""
    lower: set[str] = field(default_factory=set)
    """First words that some name starts with in lower case: what has no capital and is not among them starts none."""
    english: dict[str, int] = field(default_factory=dict)
    """The key of an English name → its row, where the row's own name is French."""
    _nodes: dict[str, Node] = field(default_factory=dict)
    _met: dict[int, Institution] = field(default_factory=dict)
    _by_key: dict[str, int] = field(default_factory=dict)
    """The key of an institution that has an English name → its row."""

    @property
    def institutions(self) -> list[Institution]:
        """All of them."""
        return [self.institution(place) for place in range(len(self.rows))]

    def institution(self, place: int) -> Institution:
        found = self._met.get(place)
        if found is None:
            row = self.rows[place]
            found = self._met[place] = row.institution() if isinstance(row, Row) else row
        return found

    def in_english(self, institution: Institution) -> Institution:
        """The institution under the names that English texts give it."""
        if not self._by_key:
            self._by_key.update((self.institution(place).key, place) for place in self.english.values())
        row = self.rows[self._by_key[institution.key]] if institution.key in self._by_key else None
        if not isinstance(row, Row):
            return institution
        name, acronym = row.english_names()
        return replace(institution, name=name, acronym=acronym)

    def key(self, name: str) -> str:
        """The key of an institution by any name that could be shown for it."""
        key = key_of(name)
        place = self.english.get(key)
        return key if place is None else self.institution(place).key

    def longest(self, sheet: Sheet, place: int) -> Hit | None:
        """The longest known name that starts at a token and has its capitals right."""
        node: Node | None = self._node(sheet.folded[place])
        best: tuple[int, Form] | None = None
        at = place + 1
        size = len(sheet)
        while node is not None:
            for form in node.forms:
                if _written(sheet, place, form):
                    best = (at, form)
                    break
            if at >= size or node.following is None:
                break
            node = node.following.get(sheet.folded[at])
            at += 1
        return Hit(self.institution(best[1].place), best[0], best[1]) if best else None

    def _node(self, word: str) -> Node:
        """The forms that start with a word; built when it is first met, the same whoever builds it."""
        node = self._nodes.get(word)
        if node is None:
            root: dict[str, Node] = {word: Node()}
            for place, written, acronym in self.waiting.get(word, ()):
                _add(root, place, written, acronym=acronym)
            node = self._nodes[word] = root[word]
        return node


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
    rows: list[Row | Institution] = []
    waiting: dict[str, list[tuple[int, str, bool]]] = {}
    lower: set[str] = set()
    english: dict[str, int] = {}
    kind = country = ""
    for name in sorted(entry.name for entry in _FOLDER.iterdir() if entry.name.endswith(".txt")):
        for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                kind, _, country = line.strip("[]").partition(" ")
            elif line and not line.startswith("#"):
                fields = [part.strip() for part in line.split("|")]
                name_, acronym, others, in_english = (*fields, "", "", "")[:4]
                row = Row(name_, acronym, others, kind, country, in_english)
                if in_english:
                    english[key_of(row.english_names()[0])] = len(rows)
                _wait(waiting, lower, len(rows), (name_, *row.aliases()), acronym)
                rows.append(row)
    return KnownNames(rows, waiting, lower, english)


def user_names(institutions: Sequence[Institution]) -> KnownNames:
    """Names that the user added; a word written in lower case is found in any case."""
    waiting: dict[str, list[tuple[int, str, bool]]] = {}
    lower: set[str] = set()
    for place, institution in enumerate(institutions):
        _wait(waiting, lower, place, (institution.name, *institution.aliases), institution.acronym)
    return KnownNames(tuple(institutions), waiting, lower)


def _wait(
    waiting: dict[str, list[tuple[int, str, bool]]], lower: set[str], place: int, names: Iterable[str], acronym: str
) -> None:
    for written in names:
        if written != acronym:
            name = written.lstrip(DOUBT + METONYM)
            words = _first_words(name)
            if not name[0].isupper() or name[:2] in _FREE:
                lower.update(words)
            for word in words:
                waiting.setdefault(word, []).append((place, written, False))
    if acronym:
        spelled = acronym.isupper() and " " not in acronym
        for word in _first_words(acronym.lstrip(DOUBT)):
            waiting.setdefault(word, []).append((place, acronym, spelled))


def _first_words(name: str) -> set[str]:
    """The folded words that a spelling of this name may start with."""
    words = name.split()
    first = words[0] if words[0].isalnum() else tokenise(words[0]).words[0]
    found = {fold_word(first)}
    if len(words) == 2:
        found.add(fold_word("-".join(words)))
    if "-" in first:
        found.add(fold_word(first.split("-")[0]))
    if len(words) > 1 and first in _TITLE_ARTICLES:
        found.add(fold_word(tokenise(words[1]).words[0]))
    return found


def _add(root: dict[str, Node], place: int, written: str, *, acronym: bool = False) -> None:
    """Add every spelling of a name that starts with a word which is in ``root`` already."""
    metonym = written.startswith(METONYM)
    name = written.lstrip(DOUBT + METONYM)
    doubt = 0 if metonym else len(written) - len(name)
    for words in _spellings(tokenise(name).words):
        capitals = tuple(word[0].isupper() and word not in _FREE for word in words)
        is_acronym = acronym or (len(words) == 1 and len(name) > 1 and name.isupper())
        folded = list(map(fold_word, words))
        _insert(root, folded, Form(place, capitals, is_acronym and len(words) == 1, doubt, metonym=metonym))
        if len(words) > 1 and words[0] in _TITLE_ARTICLES:
            alone = len(words) == 2
            _insert(root, folded[1:], Form(place, capitals[1:], False, doubt if alone else 0, contracted=alone))


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
        return
    for word in folded[1:]:
        if node.following is None:
            node.following = {}
        step = node.following.get(word)
        if step is None:
            step = node.following[word] = Node()
        node = step
    if all(form.place != other.place or form.capitals != other.capitals for other in node.forms):
        node.forms = (*node.forms, form)
