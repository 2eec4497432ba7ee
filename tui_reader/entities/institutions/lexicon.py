"""The words of a language that rules speak of, read from its data file.

A language is a file ``languages/<tag>.toml``; what holds everywhere is in ``languages/base.toml``, places and first
names in plain lists beside them. Nothing is read before the first document needs it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from tui_reader.model.values import dataclass
from tui_reader.text.offsets import fold_word
from tui_reader.text.tokens import tokenise

_SMALL_WORDS = "a à au aux and d' de des del der di du e en et for l' la le les of on ou pour sur the to und von y in &"
SMALL = frozenset(_SMALL_WORDS.split()) | {",", '"', "«", "»", "-", "'"}
"""Words and signs that acronyms pass over in whatever language: names are met in texts of another."""
BASE = "base"
_FOLDER = Path(__file__).with_name("languages")

Phrase = tuple[str, ...]
"""Folded tokens."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that announces a name; ``kind`` is what institution it makes, ``word`` how it is quoted."""

    phrase: Phrase
    kind: str
    word: str
    needs_capital: bool = False


Triggers = Mapping[str, tuple[Trigger, ...]]
"""By first folded token, longest phrase first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that rules know of one language and of every language together. Words are folded."""

    language: str
    first_words: frozenset[str]
    """Every word that a trigger starts with."""
    heads: Triggers
    national_heads: Triggers
    plural_heads: Triggers
    """Plurals that open several names; ``word`` is the singular."""
    tail_heads: Mapping[str, str]
    """Last word of a name → kind."""
    classifiers: Triggers
    roles: Triggers
    portfolio_roles: Triggers
    portfolio_head: str
    """What stands before a portfolio in the ministry's name."""
    sources: frozenset[str]
    """Words that make a doubtful name behind them an institution."""
    club_letters: frozenset[str]
    """As written: « AS Saint-Junien »."""
    union_parts: frozenset[str]
    """Unions whose branches carry their letters, as written: « CGT-Cheminots »."""
    plural_classifiers: Triggers
    """Plurals that announce several names and stay outside them: « les cabinets X et Y »."""
    apposed: Triggers
    """What says behind a comma that the name before it is an institution: « X, filiale de Y », "X, a charity"."""
    published: frozenset[str]
    """What is said before the name of a journal: « paru dans », "published in"."""
    explaining: frozenset[str]
    """What goes on behind the noun of an explanation: "a charity based in", « une start-up spécialisée »."""
    impersonal: frozenset[str]
    """Nouns that announce no person, whatever the name looks like: « le cabinet Robert Walters »."""
    a_product: frozenset[str]
    """Words before a maker's name that make it one of its things: « une Peugeot »."""
    openers: frozenset[str]
    """Nouns that announce a name without an article at the start of a sentence: "Retailer Tesco"."""
    belongings: frozenset[str]
    """What institutions have and persons have not: « la direction de Renault »."""
    acts: frozenset[str]
    """Verbs behind a bare name at the start of a sentence: « Orange annonce », "Shell will"."""
    giving: frozenset[str]
    """Nouns that go on with whom they are for: « Association d'aide aux victimes »."""
    districts: frozenset[str]
    """What makes a district an authority: "School District", unlike "Lake District"."""
    headline_verbs: frozenset[str]
    """Verbs that end a name in a line where every word has a capital."""
    causes: frozenset[str]
    """Links that go on with an association's name behind a verb: « Vivre à … », « Agir pour … »."""
    elections: frozenset[str]
    """Words of an election: what follows them is an office, not an institution."""
    at_place: frozenset[str]
    """Prepositions that make a doubtful name behind them a place."""
    compounds: Mapping[str, str]
    """Last part of a hyphenated name → kind: "Max-Planck-Institut"."""
    towns: frozenset[str]
    """Nouns whose complement is a town: « la ville d'Orange »."""
    speech: frozenset[str]
    """What follows an unknown acronym that is an institution; empty: an article before it is enough."""
    adjective_endings: tuple[str, ...]
    """Endings by which a lower-case word after a capitalised head is taken for an adjective."""
    platform_before: frozenset[str]
    platform_after: frozenset[str]
    """Words beside a social network's name that speak of the network as a place, not of the company."""
    not_adjectives: frozenset[str]
    """Verbs that end like adjectives: « rappelle », « signale »."""
    english_heads: frozenset[str]
    """Heads that only English names open, in whatever text: they go on with ``english_links`` alone."""
    english_links: frozenset[str]
    indefinite: frozenset[str]
    """Words before a lower-case head that make it any of its kind."""
    not_heads: frozenset[str]
    """First words of long forms that name no institution: « Brevet … (BEPC) »."""
    not_tails: frozenset[str]
    """Last words of names of events, works and things."""
    before_place: frozenset[str]
    before_person: frozenset[str]
    streets: frozenset[str]
    """Words whose complement is an address: « rue de la Banque »."""
    genitives: frozenset[str]
    links: frozenset[str]
    topics: frozenset[str]
    """Links that bring what an institution is about: « sur », « pour »."""
    articles: frozenset[str]
    coordinations: frozenset[str]
    determiners: frozenset[str]
    """Words that make a capitalised common noun a particular one: « l'Institut », "the Court"."""
    small: frozenset[str]
    """What acronyms usually pass over: links, articles, coordinations."""
    adjectives: frozenset[str]
    telling: frozenset[str]
    """Adjectives that make even a vague head an institution: « national »."""
    fields: frozenset[str]
    stops: frozenset[str]
    nationalities: frozenset[str]
    portfolios: frozenset[str]
    paired: frozenset[str]
    """Capitalised nouns that "and" joins before a tail head: "Food and Drug Administration"."""
    common_capitals: frozenset[str]
    legal: frozenset[str]
    """As written."""
    not_institutions: frozenset[str]
    """Capital letters that name no institution, as written."""
    places: frozenset[str]
    place_phrases: Triggers
    first_names: frozenset[str]

    def trigger(self, triggers: Triggers, folded: list[str], place: int) -> Trigger | None:
        """The longest of ``triggers`` that stands at ``place``."""
        for trigger in triggers.get(folded[place], ()):
            size = len(trigger.phrase)
            if size == 1 or tuple(folded[place : place + size]) == trigger.phrase:
                return trigger
        return None


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; of one without a data file, what holds in every language."""
    base = _read(BASE)
    own = _read(language) if language and language.isalpha() and language != BASE else {}
    return _lexicon(language if own else "", base, own)


def languages() -> tuple[str, ...]:
    """The languages that have a data file, sorted."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml") and n != f"{BASE}.toml"))


_Section = Mapping[str, str]


def _read(language: str) -> Mapping[str, _Section]:
    entry = _FOLDER / f"{language}.toml"
    if not entry.is_file():
        return {}
    parsed = tomllib.loads(entry.read_text(encoding="utf-8"))
    return {name: section for name, section in parsed.items() if isinstance(section, dict)}


def _lexicon(language: str, base: Mapping[str, _Section], own: Mapping[str, _Section]) -> Lexicon:
    def section(name: str) -> list[_Section]:
        return [part[name] for part in (own, base) if name in part]

    def words(name: str, field: str) -> frozenset[str]:
        return frozenset(fold_word(word) for part in section(name) for word in _spaced(part.get(field, "")))

    def raw(name: str, field: str) -> frozenset[str]:
        return frozenset(word for part in section(name) for word in part.get(field, "").split())

    places = _spaced(_plain("places.txt"))
    heads = _triggers(
        _kinds(section("heads"), needs_capital=False) + _kinds(section("capital_heads"), needs_capital=True)
    )
    national_heads = _triggers(_kinds(section("national_heads"), needs_capital=False))
    plural_heads = _triggers(_plurals(section("plural_heads")))
    classifiers = _triggers(_kinds(section("classifiers"), needs_capital=False))
    roles = _triggers(_phrases("role", section("roles"), "words"))
    plural_classifiers = _triggers(_kinds(section("plural_classifiers"), needs_capital=False))
    portfolio_roles = _triggers(_phrases("ministry", section("grammar"), "portfolio_roles"))
    return Lexicon(
        language=language,
        first_words=frozenset().union(
            heads, national_heads, plural_heads, classifiers, plural_classifiers, roles, portfolio_roles
        ),
        heads=heads,
        national_heads=national_heads,
        plural_heads=plural_heads,
        tail_heads=_by_word(section("tail_heads")),
        classifiers=classifiers,
        roles=roles,
        portfolio_roles=portfolio_roles,
        portfolio_head=" ".join(part.get("portfolio_head", "") for part in section("grammar")).strip(),
        sources=words("sources", "words"),
        club_letters=raw("sources", "club_letters"),
        union_parts=raw("sources", "union_parts"),
        plural_classifiers=plural_classifiers,
        apposed=_triggers(_kinds(section("apposed"), needs_capital=False)),
        published=words("sources", "published"),
        explaining=words("sources", "explaining"),
        impersonal=words("sources", "impersonal"),
        a_product=words("vetoes", "a_product"),
        openers=words("sources", "openers"),
        belongings=words("sources", "belongings"),
        acts=words("sources", "acts"),
        giving=words("grammar", "giving"),
        districts=words("grammar", "districts"),
        headline_verbs=words("grammar", "headline_verbs"),
        causes=words("grammar", "causes"),
        elections=words("vetoes", "elections"),
        compounds={
            fold_word(w): kind for part in section("compounds") for kind, line in part.items() for w in _spaced(line)
        },
        at_place=words("vetoes", "at_place"),
        towns=words("vetoes", "towns"),
        speech=words("sources", "speech"),
        adjective_endings=tuple(sorted(words("grammar", "adjective_endings"))),
        platform_before=words("sources", "platform_before"),
        platform_after=words("sources", "platform_after"),
        not_adjectives=words("grammar", "not_adjectives"),
        english_heads=words("grammar", "english_heads"),
        english_links=words("grammar", "english_links"),
        indefinite=words("grammar", "indefinite"),
        not_heads=words("grammar", "not_heads"),
        not_tails=words("grammar", "not_tails"),
        before_place=words("vetoes", "before_place"),
        before_person=words("vetoes", "before_person"),
        streets=words("vetoes", "streets"),
        genitives=words("grammar", "genitives"),
        links=words("grammar", "links"),
        topics=words("grammar", "topics"),
        articles=words("grammar", "articles"),
        coordinations=words("grammar", "coordinations"),
        determiners=words("grammar", "determiners"),
        small=SMALL.union(
            *(words("grammar", f) for f in ("genitives", "links", "articles", "coordinations", "determiners"))
        ),
        adjectives=words("grammar", "adjectives") | words("grammar", "nationalities"),
        telling=words("grammar", "telling") | words("grammar", "nationalities"),
        fields=words("grammar", "fields"),
        stops=words("grammar", "stops"),
        nationalities=words("grammar", "nationalities"),
        portfolios=words("grammar", "portfolios"),
        paired=words("grammar", "paired"),
        common_capitals=words("grammar", "common_capitals"),
        legal=raw("legal", "suffixes"),
        not_institutions=raw("acronyms", "stops"),
        places=frozenset(fold_word(place) for place in places if " " not in place),
        place_phrases=_triggers([_trigger(place, "place") for place in places if " " in place]),
        first_names=frozenset(map(fold_word, _plain("first-names.txt").split())),
    )


def _plain(name: str) -> str:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def _spaced(line: str) -> list[str]:
    return [word.replace("_", " ").strip() for word in line.split()]


def _kinds(sections: Iterable[_Section], *, needs_capital: bool) -> list[Trigger]:
    return [
        _trigger(word, kind, needs_capital=needs_capital)
        for section in sections
        for kind, line in section.items()
        for word in _spaced(line)
    ]


def _by_word(sections: Sequence[_Section]) -> dict[str, str]:
    """Folded word → kind; what the language itself says wins."""
    return {
        fold_word(word): kind for part in reversed(sections) for kind, line in part.items() for word in _spaced(line)
    }


def _plurals(sections: Iterable[_Section]) -> list[Trigger]:
    """Entries ``plural=singular``."""
    return [
        Trigger(_trigger(plural, kind).phrase, kind, singular)
        for section in sections
        for kind, line in section.items()
        for plural, _, singular in (word.partition("=") for word in _spaced(line))
    ]


def _phrases(kind: str, sections: Iterable[_Section], field: str) -> list[Trigger]:
    return [_trigger(word, kind) for section in sections for word in _spaced(section.get(field, ""))]


def _trigger(word: str, kind: str, *, needs_capital: bool = False) -> Trigger:
    return Trigger(tuple(map(fold_word, tokenise(word).words)), kind, word, needs_capital)


def _triggers(triggers: Iterable[Trigger]) -> Triggers:
    """Indexed by first word; of two with one phrase the first stays."""
    index: dict[str, dict[Phrase, Trigger]] = {}
    for trigger in triggers:
        index.setdefault(trigger.phrase[0], {}).setdefault(trigger.phrase, trigger)
    return {
        first: tuple(sorted(found.values(), key=lambda t: (-len(t.phrase), t.phrase))) for first, found in index.items()
    }
