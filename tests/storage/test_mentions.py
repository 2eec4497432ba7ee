from datetime import date, timedelta

import pytest

from tests.builders import NOON, a_feed, an_article, stored
from tui_reader.model.articles import ArticleId
from tui_reader.model.mentions import (
    DateKind,
    DateSense,
    DateValue,
    Institution,
    Mention,
    MentionKind,
    Precision,
    Recognition,
    TimexType,
)
from tui_reader.model.queries import ArchiveDate, ArchiveInstitution, Names
from tui_reader.storage.changes import ChangeKind
from tui_reader.storage.store import Store

IMT = Institution("imt", "Institut Mines-Télécom", "IMT", ("Mines-Télécom",), "university", "FR")
SIGMA = Institution("sigma", "Sigma Clermont")


def a_date(
    value: str = "2019-05-06", *, earliest: date | None = date(2019, 5, 6), days: int = 1, **more: object
) -> DateValue:
    latest = earliest + timedelta(days=days - 1) if earliest else None
    fields: dict[str, object] = {"score": 0.9, "key": True, **more}
    return DateValue(value, value, TimexType.DATE, earliest, latest, Precision.DAY, **fields)  # type: ignore[arg-type]


def naming(*institutions: Institution, dates: tuple[DateValue, ...] = ()) -> Recognition:
    mentions = [
        Mention(MentionKind.INSTITUTION, n, n + 3, i.acronym or i.name, n, 0.9, "rule")
        for n, i in enumerate(institutions)
    ]
    mentions += [Mention(MentionKind.DATE, 50 + n, 60 + n, d.value, n, 1.0, "day") for n, d in enumerate(dates)]
    return Recognition(tuple(mentions), institutions, dates)


def test_a_recognition_is_read_back_as_it_was(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    full = a_date(
        "2019-05",
        days=31,
        kind=DateKind.RANGE,
        sense=DateSense.FROM,
        anchor="2019-05-01",
        computed=True,
        reason="signature « dès »",
        clause="dès mai",
    )
    recognition = naming(IMT, SIGMA, dates=(full, a_date("PRESENT_REF", earliest=None, key=False)))
    assert store.mentions.get(number) is None
    store.mentions.save(number, recognition, key="v1")
    assert store.mentions.get(number) == recognition
    assert store.mentions.key_of(number) == "v1"


def test_lists_name_the_most_salient_institution(store: Store) -> None:
    first, second = stored(store, a_feed(store), an_article(), an_article())
    store.mentions.save(first, naming(IMT, SIGMA), key="v1")
    store.mentions.save(second, naming(SIGMA), key="v1")
    assert [row.institution for row in store.articles.rows([first, second])] == ["IMT", "Sigma Clermont"]
    store.mentions.save(first, naming(), key="v2")
    assert store.articles.rows([first])[0].institution == ""


def test_new_articles_are_pending_newest_first(store: Store) -> None:
    ids = stored(store, a_feed(store), *(an_article() for _ in range(4)))
    assert store.mentions.pending("v1", 3) == sorted(ids, reverse=True)[:3]
    store.mentions.save(ids[3], naming(IMT), key="v1/fr")
    assert store.mentions.pending("v1", 10) == sorted(ids[:3], reverse=True)
    assert store.mentions.remaining("v1") == 3


def test_a_new_key_makes_all_pending_again_and_new_articles_go_first(store: Store) -> None:
    feed = a_feed(store)
    old = stored(store, feed, an_article(), an_article())
    for number in old:
        store.mentions.save(number, naming(IMT), key="v1/fr")
    assert store.mentions.pending("v1", 10) == []
    [new] = stored(store, feed, an_article())
    assert store.mentions.pending("v2", 10) == [new, *sorted(old, reverse=True)]
    assert store.mentions.remaining("v2") == 3
    store.mentions.save(old[0], naming(IMT), key="v2/fr")
    assert store.mentions.pending("v2", 10) == [new, old[1]]
    assert store.mentions.get(old[1]) is not None


def test_a_changed_document_or_publication_date_is_recognised_again(store: Store) -> None:
    feed = a_feed(store)
    first, second, third = stored(store, feed, an_article("a"), an_article("b"), an_article("c"))
    for number in (first, second, third):
        store.mentions.save(number, naming(IMT), key="v1")
    changed = [
        an_article("a", text="Autre."),
        an_article("b", published=NOON - timedelta(days=1)),
        an_article("c", author="Anne"),
    ]
    store.articles.save(feed.id, changed, seen=NOON)
    assert store.mentions.pending("v1", 10) == sorted([second, first], reverse=True)
    assert store.mentions.key_of(first) == ""
    assert store.mentions.get(first) is not None, "the earlier one is shown until then"


def test_hidden_articles_are_not_recognised(store: Store) -> None:
    feed, removed = a_feed(store), a_feed(store)
    deleted, kept = stored(store, feed, an_article(), an_article())
    stored(store, removed, an_article())
    store.state.set_deleted([deleted], True)
    store.feeds.remove(removed.id)
    assert store.mentions.pending("v1", 10) == [kept]


def test_an_interrupted_save_changes_nothing(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    store.mentions.save(number, naming(IMT), key="v1")
    with pytest.raises(RuntimeError), store.transaction():
        store.mentions.save(number, naming(SIGMA), key="v2")
        raise RuntimeError
    assert store.mentions.get(number) == naming(IMT)
    assert [i.institution for i in store.mentions.institutions()] == [IMT]
    assert store.check() == []


def test_the_archive_counts_articles_by_institution(store: Store) -> None:
    first, second, third = stored(store, a_feed(store), an_article(), an_article(), an_article())
    store.mentions.save(first, naming(SIGMA, IMT), key="v1")
    store.mentions.save(second, naming(SIGMA), key="v1")
    store.mentions.save(third, naming(), key="v1")
    assert store.mentions.institutions() == [ArchiveInstitution(SIGMA, 2), ArchiveInstitution(IMT, 1)]
    assert store.mentions.institutions(limit=1) == [ArchiveInstitution(SIGMA, 2)]
    assert set(store.mentions.articles_of("sigma")) == {first, second}
    store.mentions.save(second, naming(IMT), key="v1")
    assert store.mentions.institutions(limit=1) == [ArchiveInstitution(IMT, 2)]


def test_hidden_articles_do_not_count_until_they_are_back(store: Store) -> None:
    feed = a_feed(store)
    first, second = stored(store, feed, an_article(), an_article())
    store.mentions.save(first, naming(IMT), key="v1")
    store.mentions.save(second, naming(IMT), key="v1")
    store.state.set_deleted([first], True)
    assert store.mentions.institutions() == [ArchiveInstitution(IMT, 1)]
    store.feeds.remove(feed.id)
    assert store.mentions.institutions() == []
    store.journal.undo()
    store.journal.undo()
    assert store.mentions.institutions() == [ArchiveInstitution(IMT, 2)]
    assert store.check() == []


def test_names_met_in_several_articles_come_together(store: Store) -> None:
    first, second = stored(store, a_feed(store), an_article(), an_article())
    store.mentions.save(first, naming(Institution("imt", "IMT")), key="v1")
    store.mentions.save(second, naming(IMT), key="v1")
    [known] = store.mentions.institutions()
    assert known.institution == Institution(
        "imt", "Institut Mines-Télécom", "IMT", ("IMT", "Mines-Télécom"), "university", "FR"
    )
    for part in ("imt", "Mines-Telecom", "INSTITUT MINES"):
        assert set(store.search.ids(Names(part))) == {first, second}
    assert list(store.search.ids(Names("mine"))) == []


def test_the_agenda_lists_dates_that_touch_the_days_asked(store: Store) -> None:
    [number] = stored(store, a_feed(store), an_article())
    may = a_date("2019-05", earliest=date(2019, 5, 1), days=31, score=0.5)
    sixth = a_date()
    minor = a_date("2019-05-07", earliest=date(2019, 5, 7), key=False)
    unresolved = a_date("PRESENT_REF", earliest=None)
    store.mentions.save(number, naming(dates=(sixth, may, minor, unresolved)), key="v1")
    assert [found.value for found in store.mentions.dates()] == ["2019-05", "2019-05-06"]
    assert store.mentions.dates(date(2019, 5, 2), date(2019, 5, 5)) == [
        ArchiveDate(number, 1, "2019-05", date(2019, 5, 1), date(2019, 5, 31), 0.5)
    ]
    assert [d.value for d in store.mentions.dates(key_only=False)] == ["2019-05", "2019-05-06", "2019-05-07"]
    assert [d.ref for d in store.mentions.dates(limit=1)] == [1]
    store.state.set_deleted([number], True)
    assert store.mentions.dates() == []


def test_the_queue_says_what_is_left(store: Store) -> None:
    ids = sorted(stored(store, a_feed(store), an_article(), an_article(), an_article()))
    changes = store.changes.take(ChangeKind.MENTIONS, 2)
    assert [(change.article_id, change.before) for change in changes] == [(ids[0], 0), (ids[1], 0)]
    assert [c.article_id for c in store.changes.take(ChangeKind.SEARCH, 1, newest_first=True)] == [ids[2]]
    store.changes.done(ChangeKind.MENTIONS, [ids[0], ArticleId(99)])
    assert store.changes.remaining(ChangeKind.MENTIONS) == 2
    assert store.changes.remaining(ChangeKind.SEARCH) == 3
