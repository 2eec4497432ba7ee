"""One institution in many articles: a bare acronym is resolved by its article, then by its feed, else kept apart."""

from tests.builders import a_document, a_feed, an_article, stored
from tests.storage.conftest import plan
from tui_reader.entities.context import Context, Corrections
from tui_reader.entities.recognise import recognise
from tui_reader.model.articles import ArticleId
from tui_reader.model.feeds import Feed
from tui_reader.model.queries import Names
from tui_reader.storage.acronyms import ARTICLES_OF
from tui_reader.storage.store import Store

DEFINED = "L'Observatoire breton des vents (OBV) ouvre."
BARE = "L'OBV recrute, selon l'OBV."
OTHER = "L'Office des brebis du Vercors (OBV) proteste."
MATHS = "L'Institut de mathématiques de Toulouse (IMT) ouvre."
LONG = "observatoire-breton-vents"


def saved(store: Store, feed: Feed, *texts: str) -> list[ArticleId]:
    ids = stored(store, feed, *(an_article(text=text) for text in texts))
    for number, text in zip(ids, texts, strict=True):
        store.mentions.save(number, recognise(a_document(text), Context("fr")), key="v1")
    return ids


def counted(store: Store) -> dict[str, int]:
    return {found.institution.key: found.articles for found in store.mentions.institutions()}


def named(store: Store, number: ArticleId) -> list[tuple[str, str]]:
    found = store.mentions.get(number)
    assert found is not None
    return [(institution.key, institution.name) for institution in found.institutions]


def test_a_bare_acronym_is_what_its_feed_says_elsewhere(store: Store) -> None:
    bare, defined = saved(store, a_feed(store), BARE, DEFINED)
    assert counted(store) == {LONG: 2}
    assert set(store.mentions.articles_of(LONG)) == {bare, defined}
    assert list(store.mentions.articles_of("obv")) == []
    assert named(store, bare) == [(LONG, "Observatoire breton des vents")]
    assert set(store.search.ids(Names("observatoire breton"))) == {bare, defined}


def test_a_feed_that_says_two_things_settles_nothing(store: Store) -> None:
    bare, _, _ = saved(store, a_feed(store), BARE, DEFINED, OTHER)
    assert counted(store) == {"obv": 1, LONG: 1, "office-brebis-vercors": 1}
    assert list(store.mentions.articles_of("obv")) == [bare]
    assert named(store, bare) == [("obv", "OBV")]


def test_another_feed_settles_nothing(store: Store) -> None:
    saved(store, a_feed(store, "one"), DEFINED)
    [bare] = saved(store, a_feed(store, "two"), BARE)
    assert named(store, bare) == [("obv", "OBV")]


def test_each_feed_speaks_for_itself(store: Store) -> None:
    first = saved(store, a_feed(store, "one"), DEFINED, BARE)
    second = saved(store, a_feed(store, "two"), OTHER, BARE)
    assert set(store.mentions.articles_of(LONG)) == set(first)
    assert set(store.mentions.articles_of("office-brebis-vercors")) == set(second)


def test_a_feed_may_mean_another_institution_than_the_usual_one(store: Store) -> None:
    _, bare = saved(store, a_feed(store, "one"), MATHS, "L'IMT recrute.")
    [usual] = saved(store, a_feed(store, "two"), "L'IMT recrute.")
    assert named(store, bare)[0][0] == "institut-mathematiques-toulouse"
    assert named(store, usual)[0][0] == "institut-mines-telecom"


def test_what_an_article_no_longer_says_no_longer_counts(store: Store) -> None:
    bare, defined = saved(store, a_feed(store), BARE, DEFINED)
    store.mentions.save(defined, recognise(a_document("Rien."), Context("fr")), key="v2")
    assert named(store, bare) == [("obv", "OBV")]
    assert counted(store) == {"obv": 1}


def test_a_name_that_a_correction_gave_goes_with_it(store: Store) -> None:
    bare, defined = saved(store, a_feed(store), BARE, DEFINED)
    for key, rename in (("v2.", (LONG, "Observatoire des vents et des brises")), ("v3.", None)):
        corrections = Corrections(renamed=(rename,) if rename else ())
        for number, text in ((bare, BARE), (defined, DEFINED)):
            recognition = recognise(a_document(text), Context("fr", corrections=corrections))
            store.mentions.save(number, recognition, key=key)
        expected = rename[1] if rename else "Observatoire breton des vents"
        assert named(store, bare) == [(LONG, expected)]
        assert store.mentions.institutions()[0].institution.name == expected


def test_the_index_shows_no_more_than_asked_for_and_the_most_frequent_first(store: Store) -> None:
    saved(store, a_feed(store), BARE, BARE, DEFINED, "Le CNRS recrute.", "Le CNRS ouvre.")
    assert [(i.institution.key, i.articles) for i in store.mentions.institutions(limit=2)] == [
        (LONG, 3),
        ("centre-national-recherche-scientifique", 2),
    ]


def test_the_articles_of_an_institution_are_found_without_reading_others(store: Store) -> None:
    steps = plan(store, ARTICLES_OF.replace("?1", "1"))
    assert not [step for step in steps if step.startswith("SCAN") and "CONSTANT" not in step], steps
