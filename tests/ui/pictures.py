"""Pictures of the real app for the documentation: ``python -m tests.ui.pictures FOLDER``.

The same every time: the bundled articles, a clock that stands still, our own themes. Recognition is the real one. The
SVGs name no font of another host.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.entities.context import Context
from tui_reader.i18n import set_language
from tui_reader.model.views import View
from tui_reader.services.library import Library
from tui_reader.services.recognition import recognise
from tui_reader.services.welcome import install
from tui_reader.storage.store import Store, open_store
from tui_reader.ui.app import ReaderApp

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FONTS = '"DejaVu Sans Mono", Menlo, Consolas, monospace'


class Picture(NamedTuple):
    name: str
    size: tuple[int, int]
    language: str = "en"
    theme: str = "reader-dark"
    keys: tuple[str, ...] = ()


PICTURES = (
    Picture("main", (160, 48), keys=("enter", "]", "}")),
    Picture("main-fr-light", (160, 48), "fr", "reader-light", ("enter", "]", "]")),
    Picture("small", (80, 24)),
    Picture("drawer", (100, 30), "fr", keys=("enter", "i", "}")),
    Picture("narrow", (60, 24), "fr", "reader-light", ("enter",)),
    Picture("typography", (120, 60), theme="reader-light", keys=("j", "j", "enter", "z")),
    Picture("help", (120, 36), keys=("?",)),
    Picture("why", (120, 36), "fr", keys=("enter", "]", "w")),
    Picture("contrast", (120, 36), theme="high-contrast-dark", keys=("enter", "]")),
)


def recognise_all(store: Store) -> None:
    for number in store.articles.ids(View()):
        article = store.articles.get(number)
        published = article.published.date() if article.published else None
        _language, found = recognise(article.document, Context(published=published))
        store.mentions.save(number, found, key="picture")


async def take(picture: Picture, folder: Path) -> Path:
    """Paint one picture and write it as SVG."""
    set_language(picture.language)
    with tempfile.TemporaryDirectory() as root:
        paths = Paths.under(Path(root))
        with open_store(paths.store) as store:
            install(store)
            recognise_all(store)
        settings = Settings(theme=picture.theme)
        app = ReaderApp(paths, settings, lambda: Library(open_store(paths.store)), clock=lambda: NOON)
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause(0.1)
            drawn = app.export_screenshot(title="reader")
    target = folder / f"{picture.name}.svg"
    target.write_text(without_hosts(drawn), encoding="utf-8")
    return target


def without_hosts(svg: str) -> str:
    """The picture without the fonts that Textual names on another host, and with stable ids."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    svg = re.sub(r"font-family: ?(?:Fira Code|arial)[^;]*;", f"font-family: {FONTS};", svg)
    return re.sub(r"terminal-\d+", "reader", svg)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        print(asyncio.run(take(picture, folder)))


if __name__ == "__main__":
    main()
