"""Images kept for reading offline."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.images import a_png, a_png_that_claims
from tests.loopback import LoopbackServer, Reply
from tests.services.workbench import UNHURRIED, Bench, InProcessParser
from tui_reader.fetch.client import Fetcher
from tui_reader.fetch.transport import LeanTransport
from tui_reader.fetch.wire import Dialler
from tui_reader.model.articles import ArticleId, NewArticle
from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.model.errors import StoreError
from tui_reader.model.feeds import Feed
from tui_reader.services.images import MOST_BYTES, MOST_IN_AN_ARTICLE, ImageKeeper, figures
from tui_reader.storage.store import Store


@dataclass
class Gallery:
    """An archive whose images are kept, and a server that counts as public."""

    bench: Bench
    server: LoopbackServer
    folder: Path

    @property
    def store(self) -> Store:
        return self.bench.store

    async def keep(self, *, by_default: bool = True) -> int:
        """What follows a refresh."""
        keeper = ImageKeeper(self.store, self.bench.fetcher, self.folder, clock=self.bench.clock)
        return await keeper.keep(self.store.feeds.all(), by_default=by_default)

    def feed(self, *articles: NewArticle) -> Feed:
        feed = self.store.feeds.add("https://exemple.fr/rss")
        self.store.articles.save(feed.id, articles, seen=self.bench.clock())
        return feed

    def showing(self, entry: str, *paths: str) -> NewArticle:
        """An article with a figure for each of these paths on the server."""
        return NewArticle(entry, illustrated(*map(self.server.url, paths)), entry_hash=f"{entry}{paths}")

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*"))


def illustrated(*addresses: str) -> Document:
    blocks, text = [], ""
    for number, address in enumerate(addresses):
        start = len(text) + bool(text)
        text += ("\n" if text else "") + f"Figure {number}"
        blocks.append(Block(BlockKind.FIGURE, start, len(text), target=address))
    return Document(text, tuple(blocks), (), "fr")


@pytest.fixture
async def gallery(store: Store, clock: Clock, loopback: LoopbackServer, tmp_path: Path) -> AsyncIterator[Gallery]:
    dialler = Dialler(UNHURRIED, is_public=lambda address: True)
    async with Fetcher(UNHURRIED, clock, transport=LeanTransport(UNHURRIED, dialler)) as fetcher:
        yield Gallery(Bench(store, fetcher, InProcessParser(), clock), loopback, tmp_path / "images")


def serve(gallery: Gallery, path: str, body: bytes = a_png(), content_type: str = "image/png") -> None:
    gallery.server.route(path, body=body, content_type=content_type)


async def test_the_images_of_an_article_are_kept_with_their_size(gallery: Gallery) -> None:
    serve(gallery, "/a.png", a_png(40, 30))
    serve(gallery, "/b", a_png(64, 48), "text/plain")
    feed = gallery.feed(gallery.showing("1", "/a.png", "/b"))
    assert await gallery.keep() == 2
    kept = gallery.store.images.of_article(ArticleId(1))
    assert {address: (image.width, image.height) for address, image in kept.items()} == {
        gallery.server.url("/a.png"): (40, 30),
        gallery.server.url("/b"): (64, 48),
    }
    assert gallery.files() == sorted(image.file for image in kept.values())
    assert (gallery.folder / kept[gallery.server.url("/a.png")].file).read_bytes() == a_png(40, 30)
    assert all("image/" in request.headers["accept"] for request in gallery.server.requests)
    assert feed.images is None


async def test_nothing_is_fetched_unless_it_is_wanted(gallery: Gallery) -> None:
    feed = gallery.feed(gallery.showing("1", "/a.png"))
    assert await gallery.keep(by_default=False) == 0
    gallery.store.feeds.set_images(feed.id, False)
    assert await gallery.keep(by_default=True) == 0
    assert gallery.server.requests == []


async def test_a_feed_s_own_setting_wins_over_the_configuration(gallery: Gallery) -> None:
    serve(gallery, "/a.png")
    feed = gallery.feed(gallery.showing("1", "/a.png"))
    gallery.store.feeds.set_images(feed.id, True)
    assert await gallery.keep(by_default=False) == 1


async def test_an_image_is_asked_for_once_whatever_came_of_it(gallery: Gallery) -> None:
    serve(gallery, "/a.png")
    serve(gallery, "/page", b"<html>no image</html>", "image/png")
    serve(gallery, "/drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    serve(gallery, "/pixel.png", a_png(1, 1))
    serve(gallery, "/bomb.png", a_png_that_claims(50_000, 50_000))
    serve(gallery, "/large.png", a_png() + bytes(MOST_BYTES))
    paths = ("/a.png", "/page", "/drawing.svg", "/pixel.png", "/bomb.png", "/large.png", "/gone.png")
    gallery.feed(gallery.showing("1", *paths))
    assert await gallery.keep() == 1
    for _refresh in range(2):
        gallery.bench.clock.advance(days=30)
        assert await gallery.keep() == 0
    assert sorted(gallery.server.paths()) == sorted(paths)


async def test_an_image_that_two_articles_show_is_fetched_once_and_kept_once(gallery: Gallery) -> None:
    serve(gallery, "/a.png")
    serve(gallery, "/same.png")
    gallery.feed(gallery.showing("1", "/a.png", "/a.png"), gallery.showing("2", "/a.png", "/same.png"))
    await gallery.keep()
    assert sorted(gallery.server.paths()) == ["/a.png", "/same.png"]
    assert len(gallery.files()) == 1
    assert gallery.store.images.size() == (1, len(a_png()))


async def test_a_private_address_is_never_asked(gallery: Gallery, bench: Bench) -> None:
    feed = gallery.store.feeds.add(gallery.server.url("/feed"))
    gallery.store.articles.save(feed.id, [gallery.showing("1", "/router.png")], seen=bench.clock())
    assert (
        await ImageKeeper(gallery.store, bench.fetcher, gallery.folder, clock=bench.clock).keep(
            gallery.store.feeds.all(), by_default=True
        )
        == 0
    )
    assert gallery.server.requests == []
    assert gallery.files() == []


async def test_trouble_is_waited_out_longer_and_longer_and_then_given_up(gallery: Gallery) -> None:
    gallery.server.fallback(lambda received: Reply(b"", 503))
    gallery.feed(gallery.showing("1", "/a.png"))
    asked = []
    for _hour in range(48):
        await gallery.keep()
        asked.append(len(gallery.server.requests))
        gallery.bench.clock.advance(hours=1)
    assert asked[:6] == [1, 2, 3, 3, 4, 4]
    assert asked[-1] == 5


async def test_a_server_that_recovers_gives_its_image(gallery: Gallery) -> None:
    answers = iter([Reply(b"", 503), Reply(a_png(), content_type="image/png")])
    gallery.server.fallback(lambda received: next(answers))
    gallery.feed(gallery.showing("1", "/a.png"))
    assert await gallery.keep() == 0
    gallery.bench.clock.advance(hours=1)
    assert await gallery.keep() == 1


async def test_images_go_with_the_article_that_showed_them(gallery: Gallery) -> None:
    for path, width in (("/a.png", 40), ("/b.png", 50), ("/both.png", 60)):
        serve(gallery, path, a_png(width, 30))
    feed = gallery.feed(gallery.showing("1", "/a.png", "/both.png"))
    await gallery.keep()
    gallery.bench.clock.advance(hours=1)
    gallery.feed(gallery.showing("2", "/b.png", "/both.png"))
    await gallery.keep()
    assert len(gallery.files()) == 3
    gallery.store.retire(feed.id, 1)
    await gallery.keep()
    assert {image.width for image in gallery.store.images.of_article(ArticleId(2)).values()} == {50, 60}
    assert gallery.files() == sorted(i.file for i in gallery.store.images.of_article(ArticleId(2)).values())


async def test_a_folder_that_cannot_be_written_is_explained_and_nothing_is_lost(gallery: Gallery) -> None:
    serve(gallery, "/a.png")
    gallery.feed(gallery.showing("1", "/a.png"))
    gallery.folder.write_text("a file in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        await gallery.keep()
    gallery.folder.unlink()
    assert await gallery.keep() == 1


async def test_an_article_that_changes_shows_its_new_images(gallery: Gallery) -> None:
    serve(gallery, "/old.png", a_png(40, 30))
    serve(gallery, "/new.png", a_png(50, 30))
    gallery.feed(gallery.showing("1", "/old.png"))
    await gallery.keep()
    gallery.feed(gallery.showing("1", "/new.png"))
    assert await gallery.keep() == 1
    assert list(gallery.store.images.of_article(ArticleId(1))) == [gallery.server.url("/new.png")]
    assert len(gallery.files()) == 1


def test_only_so_many_images_of_the_web_are_kept_of_an_article() -> None:
    many = illustrated("data:image/png;base64,AA", "file:///etc/passwd", *(f"https://a.example/{n}" for n in range(90)))
    assert figures(many) == [f"https://a.example/{n}" for n in range(MOST_IN_AN_ARTICLE)]
