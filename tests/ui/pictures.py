"""Pictures of the real app for the documentation: ``python -m tests.ui.pictures FOLDER``.

The same every time: the bundled articles, a clock that stands still, our own themes. Recognition is the real one.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.ui.drawing import draw
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.entities.context import Context
from tui_reader.i18n import set_language
from tui_reader.model.events import Add, Added, Headline, LookedAt, NamedFeed
from tui_reader.model.views import View
from tui_reader.services.library import Library
from tui_reader.services.recognition import recognise
from tui_reader.services.welcome import install
from tui_reader.storage.store import Store, open_store
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.messages import EngineSaid

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Picture(NamedTuple):
    name: str
    size: tuple[int, int]
    language: str = "en"
    theme: str = "reader-dark"
    keys: tuple[str, ...] = ()
    choices: tuple[NamedFeed, ...] = ()
    """What the engine answers to an address that is added."""
    looked_at: LookedAt | None = None
    """What it answers of the feed that the cursor is on then."""
    then: tuple[str, ...] = ()


SITE = (
    NamedFeed("https://www.example.org/flux/toutes", "Toute l’actualité"),
    NamedFeed("https://www.example.org/flux/recherche", "Recherche et laboratoires"),
    NamedFeed("https://www.example.org/flux/appels", "Appels à projets"),
    NamedFeed("https://www.example.org/flux/agenda", "Agenda", subscribed=True),
)

SEEN = LookedAt(
    SITE[0].url,
    "Actualités de l’établissement",
    25,
    (
        Headline("Deux écoles d’ingénieurs signent un accord avec l’université", "2026-03-02T07:30:00+00:00"),
        Headline("Les inscriptions en doctorat ouvrent le 1er avril", "2026-03-01T08:00:00+00:00"),
        Headline("Un laboratoire commun pour l’hydrogène", "2026-02-26T08:00:00+00:00"),
    ),
)

PICTURES = (
    Picture("main", (160, 48), keys=("enter", "]", "}")),
    Picture("main-fr-light", (160, 48), "fr", "reader-light", ("enter", "]", "]")),
    Picture("small", (80, 24)),
    Picture("medium-fr", (120, 36), "fr", "reader-light", ("enter", "}")),
    Picture("large", (200, 60), keys=("j", "enter", "]")),
    Picture("drawer", (100, 30), "fr", keys=("enter", "i", "}")),
    Picture("narrow", (60, 24), "fr", "reader-light", ("enter",)),
    Picture("typography", (110, 66), theme="reader-light", keys=("j", "j", "enter", "z")),
    Picture("help", (120, 36), keys=("?",)),
    Picture("add-fr", (120, 36), "fr", "reader-light", ("a",)),
    Picture("choose-fr", (120, 36), "fr", "reader-light", ("a", *"example.org", "enter"), SITE, SEEN, ("space",)),
    Picture("why", (120, 36), "fr", keys=("enter", "]", "w")),
    Picture("palette", (120, 36), keys=(":", "m", "a", "r", "k")),
    Picture("search", (120, 36), keys=("/", "m", "e", "r", "g", "e")),
    Picture("contrast", (120, 36), theme="high-contrast-dark", keys=("enter", "]")),
)


def recognise_all(store: Store) -> None:
    for number in store.articles.ids(View()):
        article = store.articles.get(number)
        published = article.published.date() if article.published else None
        _language, found = recognise(article.document, Context(published=published))
        store.mentions.save(number, found, key="picture")
    store.search.index_pending(100)


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
            if picture.choices:
                app.main_screen.post_message(EngineSaid([Added(_asked(app), choices=picture.choices)]))
                await pilot.pause(0.1)
            if picture.looked_at:
                app.main_screen.post_message(EngineSaid([picture.looked_at]))
                await pilot.pause(0.1)
            await pilot.press(*picture.then)
            await pilot.pause(0.1)
            drawn = draw(app, f"reader: {picture.name}")
    target = folder / f"{picture.name}.svg"
    target.write_text(drawn, encoding="utf-8")
    return target


def _asked(app: ReaderApp) -> int:
    """The number of the question that still waits for an engine."""
    return next(command.request for command in app._waiting if isinstance(command, Add))


def main() -> None:
    os.environ["TZ"] = "UTC"
    time.tzset()
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        print(asyncio.run(take(picture, folder)))


if __name__ == "__main__":
    main()
