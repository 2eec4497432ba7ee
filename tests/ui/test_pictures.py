"""Images that are kept, shown in the box of their figure."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from tests.builders import NOON, a_feed, stored
from tests.images import a_png
from tests.ui.conftest import Desk
from tests.ui.test_reading_stories import opened, until
from tui_reader.config.settings import Settings
from tui_reader.model.articles import ArticleId, NewArticle
from tui_reader.model.documents import Block, BlockKind, Document
from tui_reader.model.events import CancelRefresh, DrawImage, EngineLost, ImageDrawn, ImagesFetched
from tui_reader.model.images import KeptImage
from tui_reader.ui.commands import reading
from tui_reader.ui.pictures import Drawing, how_to_draw
from tui_reader.ui.screens.main import MainScreen
from tui_reader.ui.widgets import picture_cells
from tui_reader.ui.widgets.picture_lines import MOST_COLUMNS, MOST_ROWS, picture_size, rows_for
from tui_reader.ui.widgets.pictures import SHARP, Pictures

ADDRESS = "https://example.org/harbour.jpg"
KEPT = KeptImage(f"{'0' * 32}.png", 320, 160)
SHOWN = Settings(images="half-blocks")
RED, BLUE = b"\xc8\x00\x00", b"\x00\x00\xc8"


def illustrated() -> Document:
    """A paragraph, a figure with alternative text and caption, a paragraph."""
    parts = ["Avant.", "Un port\nLe port le 6 mai 2019.", "Après. " * 400]
    blocks, start = [], 0
    for kind, part in zip((BlockKind.PARAGRAPH, BlockKind.FIGURE, BlockKind.PARAGRAPH), parts, strict=True):
        blocks.append(Block(kind, start, start + len(part), target=ADDRESS if kind is BlockKind.FIGURE else ""))
        start += len(part) + 1
    return Document("\n".join(parts), tuple(blocks), (), "fr")


@pytest.fixture
def gallery(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An article with a figure whose image is kept, on a machine with the extra."""
    monkeypatch.setattr("tui_reader.ui.pictures.can_draw", lambda: True)
    [number] = stored(desk.store, a_feed(desk.store), NewArticle("1", illustrated(), entry_hash="1", published=NOON))
    keep(desk, number)
    return desk


def keep(desk: Desk, number: ArticleId) -> None:
    images = desk.store.images
    images.list_of(number, [ADDRESS], now=NOON)
    [due] = images.due([desk.store.feeds.all()[0].id], now=NOON, limit=9)
    images.record(due.id, KEPT, 5)


def drawn(command: DrawImage, data: bytes) -> ImageDrawn:
    return ImageDrawn(command.file, command.width, command.height, command.as_png, b64encode(data).decode())


def stripes(command: DrawImage) -> bytes:
    """Red above blue in every cell."""
    return (RED * command.width + BLUE * command.width) * (command.height // 2)


def lines(screen: MainScreen) -> list[str]:
    return [screen.article.render_line(y).text for y in range(screen.article.size.height)]


async def asked(desk: Desk, pilot: Pilot[int]) -> DrawImage:
    await until(pilot, lambda: desk.engines and desk.engine.asked_for(DrawImage))
    [command] = desk.engine.asked_for(DrawImage)
    return command


async def test_a_figure_shows_its_image_and_no_line_moves_when_it_comes(gallery: Desk) -> None:
    async with opened(gallery, settings=SHOWN) as (screen, pilot):
        command = await asked(gallery, pilot)
        assert command == DrawImage(KEPT.file, 40, 20)
        before = lines(screen)
        gallery.engine.say(drawn(command, stripes(command)))
        await until(pilot, lambda: any("▀" in line for line in lines(screen)))
        after = lines(screen)
        assert [line.replace("▀", " ") for line in after] == before
        assert sum("▀" * 40 in line for line in after) == 10
        assert any("Un port" in line for line in after) and any("Le port le" in line for line in after)
        styles = [s.style for y in range(30) for s in screen.article.render_line(y) if "▀" in s.text]
        assert {(style.color.triplet, style.bgcolor.triplet) for style in styles} == {((200, 0, 0), (0, 0, 200))}
        assert len(gallery.engine.asked_for(DrawImage)) == 1


async def test_an_image_that_cannot_be_drawn_leaves_a_word(gallery: Desk) -> None:
    async with opened(gallery, settings=SHOWN) as (screen, pilot):
        command = await asked(gallery, pilot)
        gallery.engine.say(drawn(command, b""))
        await until(pilot, lambda: any("cannot be shown" in line for line in lines(screen)))
        assert len(gallery.engine.asked_for(DrawImage)) == 1


async def test_a_picture_that_is_looked_at_stays_in_sight_when_the_text_gets_narrower(gallery: Desk) -> None:
    async with opened(gallery, size=(100, 24), settings=SHOWN) as (screen, pilot):
        await pilot.press("enter", *"jjjjjj")
        article = screen.article
        [top] = article.layout_lines.lines_from(article.top, article.top + 1)
        assert top.picture_row > 0
        before = article.progress()
        await pilot.press("<")
        shown = article.layout_lines.lines_from(article.top, article.top + article.body_height)
        assert any(line.picture_row == 0 for line in shown)
        assert before > 0


async def test_an_engine_that_ends_is_asked_again(gallery: Desk) -> None:
    async with opened(gallery, settings=SHOWN) as (screen, pilot):
        await asked(gallery, pilot)
        gallery.engine.say(EngineLost("killed", True))
        await until(pilot, lambda: screen.status.is_error)
        screen.article.forget()
        await until(pilot, lambda: len(gallery.engine.asked_for(DrawImage)) == 2)


@pytest.mark.parametrize("settings", [Settings(images="off"), Settings(images="auto")])
async def test_without_pictures_the_box_says_what_it_always_said(
    gallery: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(gallery, settings=settings) as (screen, pilot):
        shown = lines(screen)
        await until(pilot, lambda: gallery.engines and gallery.engine.asked)
        assert gallery.engine.asked_for(DrawImage) == []
        [top] = [number for number, line in enumerate(shown) if "╭─ Image" in line]
        assert "Un port" in shown[top + 1]


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What was handed to the system."""
    seen: list[object] = []
    monkeypatch.setattr(reading, "open_address", lambda address, _browser: bool(seen.append(address) or True))
    monkeypatch.setattr(reading, "open_file", lambda path: path.is_file() and bool(seen.append(path) or True))
    yield seen


@pytest.mark.parametrize("kept", [True, False])
async def test_a_letter_opens_the_image_from_the_disk_or_its_address(
    gallery: Desk, openings: list[object], kept: bool
) -> None:
    file = gallery.paths.images / KEPT.file
    if kept:
        file.parent.mkdir(parents=True)
        file.write_bytes(a_png())
    async with opened(gallery) as (screen, pilot):
        await pilot.press("enter", "L")
        assert list(screen.article.hints.values()) == ["a"]
        [top] = [line for line in lines(screen) if "╭─" in line]
        assert "╭─a" in top and cell_len(top) == screen.article.size.width
        await pilot.press("A")
        assert screen.status.message == ADDRESS
        await pilot.press("L", "a")
        assert openings == [file if kept else ADDRESS]


async def test_a_click_on_a_picture_opens_its_image(gallery: Desk, openings: list[object]) -> None:
    async with opened(gallery, settings=SHOWN) as (screen, pilot):
        y = next(y for y, line in enumerate(lines(screen)) if "╭─ Image" in line) + 2
        x = lines(screen)[y].index("│") + 3
        await pilot.hover("#article", offset=(x, y))
        await until(pilot, lambda: screen.status.message == ADDRESS)
        await pilot.click("#article", offset=(x, y))
        assert openings == [ADDRESS]


async def test_images_that_are_fetched_are_counted_and_can_be_stopped(gallery: Desk) -> None:
    async with opened(gallery) as (screen, pilot):
        await until(pilot, lambda: gallery.engines)
        gallery.engine.say(ImagesFetched(3, 40))
        await until(pilot, lambda: screen.feeding.fetching_images)
        await pilot.press("escape")
        assert gallery.engine.asked_for(CancelRefresh)
        gallery.engine.say(ImagesFetched(0, 0))
        await until(pilot, lambda: not screen.feeding.fetching_images)


async def test_a_key_has_the_images_of_a_feed_kept_and_no_longer(gallery: Desk) -> None:
    [feed] = gallery.store.feeds.all()
    async with opened(gallery) as (screen, pilot):
        await pilot.press("enter", "I")
        assert gallery.store.feeds.get(feed.id).images is True
        assert "next refresh" in screen.status.message
        await pilot.press("I")
        assert gallery.store.feeds.get(feed.id).images is False
        assert "those that are here stay" in screen.status.message


@pytest.mark.parametrize(
    ("width", "height", "room", "size"),
    [
        (320, 160, 76, (40, 10)),
        (1600, 900, 76, (64, 18)),
        (4000, 10, 76, (76, 1)),
        (8, 9000, 76, (1, 18)),
        (9000, 900, 400, (120, 6)),
        (1, 1, 3, (1, 1)),
    ],
)
def test_a_picture_keeps_its_shape_and_fits(width: int, height: int, room: int, size: tuple[int, int]) -> None:
    assert picture_size(KeptImage("x.png", width, height), room, MOST_ROWS) == size


@pytest.mark.parametrize(("height", "rows"), [(1, 6), (12, 8), (20, 16), (60, 18)])
def test_a_picture_leaves_room_for_its_caption(height: int, rows: int) -> None:
    assert rows_for(height) == rows


TRUE, PLAIN = "truecolor", "standard"


@pytest.mark.parametrize(
    ("setting", "environ", "colours", "drawing"),
    [
        ("auto", {}, TRUE, Drawing.HALF_BLOCKS),
        ("auto", {}, "256", Drawing.HALF_BLOCKS),
        ("auto", {}, PLAIN, Drawing.NONE),
        ("half-blocks", {}, PLAIN, Drawing.HALF_BLOCKS),
        ("auto", {"NO_COLOR": ""}, TRUE, Drawing.NONE),
        ("kitty", {"NO_COLOR": "1"}, TRUE, Drawing.NONE),
        ("off", {"KITTY_WINDOW_ID": "1"}, TRUE, Drawing.NONE),
        ("auto", {"KITTY_WINDOW_ID": "1"}, TRUE, Drawing.KITTY),
        ("auto", {"TERM_PROGRAM": "ghostty"}, TRUE, Drawing.KITTY),
        ("half-blocks", {"KITTY_WINDOW_ID": "1"}, TRUE, Drawing.HALF_BLOCKS),
        ("kitty", {}, TRUE, Drawing.KITTY),
        ("kitty", {"TMUX": "/tmp/tmux,1,0"}, TRUE, Drawing.HALF_BLOCKS),
        ("auto", {"KITTY_WINDOW_ID": "1", "TMUX": "/tmp/tmux,1,0"}, TRUE, Drawing.HALF_BLOCKS),
    ],
)
def test_how_pictures_are_shown_follows_from_the_surroundings(
    setting: str, environ: dict[str, str], colours: str, drawing: Drawing
) -> None:
    assert how_to_draw(setting, environ, colours=colours, installed=True) is drawing
    assert how_to_draw(setting, environ, colours=colours, installed=False) is Drawing.NONE


def test_a_terminal_that_lays_pictures_over_cells_is_sent_each_once() -> None:
    written: list[str] = []
    commands: list[DrawImage] = []
    pictures = Pictures(Drawing.KITTY, ask=commands.append, write=written.append)
    assert pictures.row(KEPT, 40, 10, 0) == []
    [command] = commands
    assert (command.width, command.height, command.as_png) == (40 * SHARP[0], 10 * SHARP[1], True)
    assert pictures.arrived(drawn(command, b"\x89PNG" + bytes(5000)))
    assert [message.count("c=40,r=10") for message in written] == [1, 0]
    assert [f"m={more};" in message for more, message in zip((1, 0), written, strict=True)] == [True, True]
    first, last = (pictures.row(KEPT, 40, 10, row) for row in (0, 9))
    assert [sum(s.cell_length for s in row) for row in (first, last)] == [40, 40]
    assert first[0].style == last[0].style and first[0].text != last[0].text
    assert len(written) == 2


def test_there_is_a_mark_for_every_row_and_column() -> None:
    assert len(set(picture_cells.MARKS)) == len(picture_cells.MARKS) >= max(MOST_COLUMNS, MOST_ROWS)
