"""Recognition in the background, and the key that its results are kept under."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.workbench import Bench
from tui_reader.entities.context import Context, Corrections
from tui_reader.model.articles import ArticleId, NewArticle
from tui_reader.model.documents import Document
from tui_reader.model.errors import ParseError
from tui_reader.model.events import ArticlesRecognised
from tui_reader.model.mentions import Recognition
from tui_reader.services.annotate import BATCH, AnnotateService, Knowledge
from tui_reader.services.jobs import RecogniseJob


def article(name: str) -> NewArticle:
    return NewArticle(name, Document.of_text(f"{name}\nLe CNRS a signé le 6 mai 2019.", "fr"), entry_hash=name)


def stored(bench: Bench, *names: str) -> list[ArticleId]:
    feed = bench.store.feeds.add("https://exemple.fr/rss")
    return list(bench.store.articles.save(feed.id, [article(name) for name in names], seen=bench.clock()).new)


def service(bench: Bench, knowledge: Knowledge | None = None) -> AnnotateService:
    known = knowledge or Knowledge(recognisers="test=1")
    return AnnotateService(bench.store, bench.parser, lambda: known, emit=bench.events.append)


def recognised(bench: Bench) -> list[int]:
    return [number for event in bench.events if isinstance(event, ArticlesRecognised) for number in event.article_ids]


async def all_steps(annotation: AnnotateService) -> None:
    while await annotation.step():
        pass


async def test_all_articles_are_recognised_newest_first_in_small_batches(bench: Bench):
    ids = stored(bench, *(f"Article {number}" for number in range(BATCH + 3)))
    await all_steps(service(bench))
    assert recognised(bench) == ids[::-1]
    jobs = [len(job.items) for job in bench.parser.jobs if isinstance(job, RecogniseJob)]
    assert jobs == [BATCH, 3]
    found = bench.store.mentions.get(ids[0])
    assert found is not None and found.dates and found.institutions


async def test_what_is_on_the_screen_goes_first(bench: Bench):
    ids = stored(bench, *(f"Article {number}" for number in range(BATCH * 2)))
    annotation = service(bench)
    annotation.prefer([ids[0]])
    assert annotation.has_preferred
    await annotation.step(preferred_only=True)
    assert recognised(bench) == [ids[0]]
    assert await annotation.step(preferred_only=True) == 0


async def test_nothing_is_recognised_twice_under_the_same_key(bench: Bench):
    (number,) = stored(bench, "Un")
    annotation = service(bench)
    await all_steps(annotation)
    annotation.prefer([number])
    await annotation.step()
    assert len(bench.parser.jobs) == 1
    assert recognised(bench) == [number, number]


@pytest.mark.parametrize(
    "changed",
    [
        Knowledge(recognisers="test=2"),
        Knowledge(Context(corrections=Corrections(fingerprint="new")), recognisers="test=1"),
        Knowledge(Context(metonyms=True), recognisers="test=1"),
    ],
)
async def test_new_knowledge_makes_all_articles_pending_again(bench: Bench, changed: Knowledge):
    stored(bench, "Un", "Deux")
    await all_steps(service(bench))
    assert bench.store.mentions.remaining(changed.key) == 2
    await all_steps(service(bench, changed))
    assert bench.store.mentions.remaining(changed.key) == 0


def test_the_key_of_an_article_depends_on_all_that_recognition_does(bench: Bench):
    (number,) = stored(bench, "Un")
    known, one = Knowledge(recognisers="test=1"), bench.store.articles.get(number)
    others = [
        known.article_key(replace(one, document=Document.of_text("Autre", "fr"))),
        known.article_key(replace(one, document=replace(one.document, language="en"))),
        known.article_key(replace(one, published=bench.clock())),
        Knowledge(recognisers="test=2").article_key(one),
    ]
    assert known.article_key(one) not in others and len(set(others)) == 4
    assert known.article_key(one).startswith(known.key)
    assert known.article_key(replace(one, read=True, position=7)) == known.article_key(one)


async def test_a_changed_article_is_recognised_again(bench: Bench):
    (number,) = stored(bench, "Un")
    annotation = service(bench)
    await all_steps(annotation)
    changed = replace(article("Un"), document=Document.of_text("L'ONU se réunit le 7 juin 2020.", "fr"), entry_hash="2")
    bench.store.articles.save(bench.store.feeds.all()[0].id, [changed], seen=bench.clock())
    await all_steps(annotation)
    assert recognised(bench) == [number, number]


async def test_one_article_that_recognition_fails_on_costs_no_other(bench: Bench):
    ids = stored(bench, "Un", "Poison", "Trois")

    def fail(job: RecogniseJob) -> None:
        if any("Poison" in item.document.text for item in job.items):
            raise ParseError("it took too long")

    bench.parser.before = fail
    annotation = service(bench)
    await all_steps(annotation)
    assert bench.store.mentions.get(ids[1]) == Recognition()
    assert all(bench.store.mentions.get(number).dates for number in (ids[0], ids[2]))
    assert await annotation.step() == 0


async def test_an_article_updated_meanwhile_by_another_process_keeps_its_turn(bench: Bench):
    from tui_reader.storage.store import open_store

    (number,) = stored(bench, "Un")
    changed = replace(article("Un"), document=Document.of_text("Rien de tel.", "fr"), entry_hash="2")

    def update_meanwhile(job: RecogniseJob) -> None:
        bench.parser.before = lambda job: None
        with open_store(bench.store.path) as other:
            other.articles.save(other.feeds.all()[0].id, [changed], seen=bench.clock())

    bench.parser.before = update_meanwhile
    annotation = service(bench)
    await annotation.step()
    assert bench.store.mentions.get(number) is None
    await all_steps(annotation)
    assert bench.store.mentions.get(number) == Recognition()


async def test_removed_and_unknown_articles_are_passed_over(bench: Bench):
    (number,) = stored(bench, "Un")
    bench.store.state.set_deleted([number], True)
    annotation = service(bench)
    annotation.prefer([number, ArticleId(999)])
    await all_steps(annotation)
    assert recognised(bench) == []
