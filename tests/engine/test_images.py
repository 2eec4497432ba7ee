"""Images in the engine: kept after a refresh, drawn by a parser process."""

from __future__ import annotations

import asyncio
import base64

import pytest

from tests.engine.conftest import until
from tests.images import a_png, a_png_that_claims
from tests.loopback import LoopbackServer
from tui_reader.engine.local import LocalEngine
from tui_reader.engine.parsers import ParserPool
from tui_reader.engine.worker import Worker
from tui_reader.model.articles import ArticleId
from tui_reader.model.errors import ParseError
from tui_reader.model.events import (
    Add,
    Added,
    CancelRefresh,
    DrawImage,
    ImageDrawn,
    ImagesFetched,
    Refresh,
    RefreshSummary,
)
from tui_reader.services.jobs import DrawJob
from tui_reader.storage.store import open_store

NAME = f"{'0' * 32}.png"


def rss(address: str) -> str:
    return (
        "<rss version='2.0'><channel><title>Presse</title><item><title>Port</title><guid>1</guid>"
        f"<description>&lt;p&gt;Le port.&lt;/p&gt;&lt;img src='{address}' alt='Un port'&gt;</description>"
        "</item></channel></rss>"
    )


async def test_after_a_refresh_images_are_fetched_where_that_is_wanted_and_never_from_this_machine(
    start_engine, heard, places, loopback: LoopbackServer
):
    loopback.route("/feed", body=rss(loopback.url("/port.png")))
    loopback.route("/port.png", body=a_png(), content_type="image/png")
    client = await start_engine()
    client.send(Add(1, loopback.url("/feed")))
    await heard.wait_for(Added)
    with open_store(places.store) as store:
        store.feeds.set_images(store.feeds.all()[0].id, True)
    client.send(Refresh())
    await heard.wait_for(RefreshSummary)
    assert await heard.wait_for(ImagesFetched) == ImagesFetched(1, 1)
    assert "/port.png" not in loopback.paths()
    with open_store(places.store) as store:
        assert store.images.of_article(ArticleId(1)) == {}


async def test_what_stops_a_refresh_stops_its_images_too(places):
    engine, told, began = LocalEngine(places), [], asyncio.Event()

    async def keep() -> int:
        began.set()
        return await asyncio.get_running_loop().create_future()

    engine.keep_images = keep
    worker = Worker(engine, told.append)
    running = asyncio.create_task(worker.run())
    worker.begin(Refresh())
    await began.wait()
    worker.begin(CancelRefresh())
    await until(lambda: ImagesFetched(0, 0) in told)
    worker.end()
    assert await running == 0
    await engine.close()


async def test_the_screen_gets_the_pixels_it_asks_for(start_engine, heard, places):
    pytest.importorskip("PIL", reason="the extra images is not installed")
    places.images.mkdir(parents=True)
    (places.images / NAME).write_bytes(a_png(colour=(1, 2, 3)))
    (places.data_dir / "secret.png").write_bytes(a_png())
    client = await start_engine()
    client.send(DrawImage(NAME, 4, 2))
    answer = await heard.wait_for(ImageDrawn)
    assert (answer.file, answer.width, answer.height) == (NAME, 4, 2)
    assert base64.b64decode(answer.data) == b"\1\2\3" * 8
    client.send(DrawImage("../secret.png", 4, 2))
    assert (await heard.wait_for(ImageDrawn, 2)).data == ""


async def test_an_image_that_would_fill_the_memory_is_an_error_of_its_own(tmp_path):
    pytest.importorskip("PIL", reason="the extra images is not installed")
    bomb, sound = tmp_path / "bomb.png", tmp_path / "sound.png"
    bomb.write_bytes(a_png_that_claims(60_000, 60_000))
    sound.write_bytes(a_png())
    async with ParserPool(size=1) as pool:
        with pytest.raises(ParseError):
            await pool.draw(DrawJob("bomb", str(bomb), 4, 2))
        assert len(await pool.draw(DrawJob("sound", str(sound), 4, 2))) == 24
