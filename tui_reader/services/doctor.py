"""The health of archive, feeds and surroundings, a finding a line: what is fine, and what to do about what is not."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

from tui_reader import __version__
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings, load_settings
from tui_reader.i18n import _, ngettext
from tui_reader.i18n.retold import retold
from tui_reader.model.errors import ConfigError, StoreError
from tui_reader.model.feeds import Feed, FeedKind
from tui_reader.model.values import dataclass
from tui_reader.services.annotate import Knowledge
from tui_reader.storage.changes import ChangeKind
from tui_reader.storage.housekeeping import StoreFigures
from tui_reader.storage.migrations import VERSION
from tui_reader.storage.store import Store, open_store

LIBRARIES = (
    *("textual", "rich", "httpx", "feedparser", "lxml", "trafilatura", "markdown-it-py", "listparser", "babel"),
    *("platformdirs", "shtab"),
)
EXTRAS = ("pillow", "h2", "spacy")
FORGOTTEN = timedelta(days=30)
"""A feed that nobody has asked for so long is worth a word."""
SLOW_MS = 5_000
"""A check that took longer makes a refresh wait; an ordinary one takes less than a second."""
WORTH_COMPACTING = 0.2
"""Share of the file that must be free before it is worth a word."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``topic`` is a word that scripts may rely on; ``finding`` a sentence for a person."""

    topic: str
    ok: bool
    finding: str


def examine(paths: Paths, check: Callable[[Settings], object], *, compact: bool = False) -> Iterator[Finding]:
    """Look at everything, the archive first; nothing here raises. ``compact``: also give free space back.

    ``check`` raises ``ConfigError`` where settings that can be read make no sense to the screen.
    Reading all of a large archive takes seconds, so findings come one by one.
    """
    yield Finding("program", True, f"tui-reader {__version__}, Python {platform.python_version()}, {sys.platform}")
    yield from _configuration(paths, check)
    yield from _archive(paths, compact)
    yield from _folders(paths)
    yield from _libraries(paths)
    yield _terminal()
    yield _locale()


def start_over(paths: Paths, *, index: bool, recognition: bool) -> None:
    """Queue all articles for the search index, for recognition, or both; nothing else is touched.

    Raises ``StoreError``.
    """
    with open_store(paths.store) as store:
        if index:
            store.search.rebuild()
        if recognition:
            store.recognise_again()


def _configuration(paths: Paths, check: Callable[[Settings], object]) -> Iterator[Finding]:
    file = paths.settings_file
    try:
        settings = load_settings(file)
    except ConfigError as error:
        yield Finding("configuration", False, str(error))
        return
    try:
        check(settings)
    except ConfigError as error:
        yield Finding("configuration", False, f"{file}: {error}")
        return
    yield Finding("configuration", True, str(file) if file.exists() else _("no file, the defaults hold"))


def _archive(paths: Paths, compact: bool) -> Iterator[Finding]:
    if not paths.store.exists():
        yield Finding("store", True, _("{path} is not there yet; the first command makes it.").format(path=paths.store))
        return
    try:
        with open_store(paths.store) as store:
            yield from _store(store, compact)
            yield from _backlog(store, paths)
            yield from _feeds(store.feeds.all(), datetime.now(UTC))
    except StoreError as error:
        yield Finding("store", False, str(error))


def _store(store: Store, compact: bool) -> Iterator[Finding]:
    flaws = store.check()
    for flaw in flaws:
        yield Finding("store", False, flaw)
    if not flaws:
        yield Finding("store", True, _("{path} is sound.").format(path=store.path))
    if compact and not flaws:
        given_back = _("{size} given back to the disk.").format(size=_size(store.compact()))
        yield Finding("space", True, given_back)
    yield Finding("schema", True, _("version {number}").format(number=VERSION))
    figures = store.figures()
    yield Finding("size", True, _sizes(figures))
    if not compact and figures.free > figures.bytes * WORTH_COMPACTING:
        advice = _("{size} of it are free; “reader doctor --compact” gives them back.")
        yield Finding("space", True, advice.format(size=_size(figures.free)))
    yield Finding("articles", True, _counts(figures))
    yield from _images(store)


def _sizes(figures: StoreFigures) -> str:
    if not figures.articles:
        return _size(figures.bytes)
    return _("{size}, {each} an article").format(
        size=_size(figures.bytes), each=_size(figures.bytes // figures.articles)
    )


def _counts(figures: StoreFigures) -> str:
    parts = (
        ngettext("{count} article", "{count} articles", figures.articles).format(count=figures.articles),
        ngettext("{count} feed", "{count} feeds", figures.feeds).format(count=figures.feeds),
        ngettext("{count} earlier version", "{count} earlier versions", figures.revisions).format(
            count=figures.revisions
        ),
        ngettext("{count} institution", "{count} institutions", figures.institutions).format(
            count=figures.institutions
        ),
    )
    return ", ".join(parts)


def _images(store: Store) -> Iterator[Finding]:
    """What is kept beside the archive for reading offline."""
    count, size = store.images.size()
    failing = store.images.failing()
    if count or failing:
        said = [ngettext("{count} image, {size}", "{count} images, {size}", count)]
        if failing:
            said.append(ngettext("{failing} could not be had", "{failing} could not be had", failing))
        yield Finding("images", True, ", ".join(said).format(count=count, size=_size(size), failing=failing))


def _backlog(store: Store, paths: Paths) -> Iterator[Finding]:
    """How far search index and recognition are behind; both catch up by themselves."""
    for topic, waiting in (
        ("search", store.changes.remaining(ChangeKind.SEARCH)),
        ("recognition", _unrecognised(store, paths)),
    ):
        said = _("up to date")
        if waiting:
            said = ngettext("{count} article to catch up with", "{count} articles to catch up with", waiting)
        yield Finding(topic, True, said.format(count=waiting))


def _unrecognised(store: Store, paths: Paths) -> int:
    from tui_reader.entities.recognise import version
    from tui_reader.services.recognition import context

    try:
        known = context(paths, load_settings(paths.settings_file))
    except (ConfigError, StoreError):  # told under their own topics
        return store.changes.remaining(ChangeKind.MENTIONS)
    return store.mentions.remaining(Knowledge(known, str(paths.gazetteer), version()).key)


def _feeds(feeds: list[Feed], now: datetime) -> Iterator[Finding]:
    polled = [feed for feed in feeds if feed.kind is not FeedKind.WELCOME]
    failing = [feed for feed in polled if feed.error]
    for feed in failing:
        since = ""
        if feed.failing_since is not None:
            since = " " + _("(since {day})").format(day=feed.failing_since.date().isoformat())
        name, problem = feed.title or feed.url, retold(feed.error)
        said = problem if name in problem else _("{input}: {reason}").format(input=name, reason=problem)
        yield Finding("feeds", False, said + since)
    for feed in polled:
        if not feed.error and (feed.last_checked is None or now - feed.last_checked > FORGOTTEN):
            when = feed.last_checked.date().isoformat() if feed.last_checked else _("never")
            said = _("{feed}: last checked {when}; “reader refresh” asks it.")
            yield Finding("feeds", True, said.format(feed=feed.title or feed.url, when=when))
    for feed in sorted((feed for feed in polled if feed.check_ms > SLOW_MS), key=lambda feed: -feed.check_ms):
        said = _("{feed}: its last check took {seconds:.0f} s; its server is slow.")
        yield Finding("feeds", True, said.format(feed=feed.title or feed.url, seconds=feed.check_ms / 1000))
    if polled and not failing:
        yield Finding("feeds", True, _("none is failing"))


def _folders(paths: Paths) -> Iterator[Finding]:
    folders = (paths.config_dir, paths.data_dir, paths.cache_dir, paths.state_dir)
    refused = {folder: reason for folder in folders if (reason := _why_not_writable(folder))}
    for folder, reason in refused.items():
        said = _("{folder} may not be written ({reason}); check its permissions.")
        yield Finding("folders", False, said.format(folder=folder, reason=reason))
    if not refused:
        yield Finding("folders", True, _("The four folders may be written."))


def _why_not_writable(folder: Path) -> str:
    """Empty where a file can be made in it, or in the nearest folder above that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _libraries(paths: Paths) -> Iterator[Finding]:
    found, missing = [], []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    for name in EXTRAS:
        with suppress(metadata.PackageNotFoundError):
            found.append(f"{name} {metadata.version(name)}")
    yield Finding("libraries", True, ", ".join(found))
    if missing:
        said = _("missing: {names}; install the program again")
        yield Finding("libraries", False, said.format(names=", ".join(missing)))
    with suppress(ConfigError):  # told under its own topic
        yield from _extras(load_settings(paths.settings_file), found)


def _extras(settings: Settings, found: list[str]) -> Iterator[Finding]:
    """What the person asked for and this installation cannot do."""
    asked = {
        "h2": settings.http2 and _("http2 is set, but the extra “http2” is not installed: HTTP/1.1 is spoken."),
        "pillow": settings.keep_images and _("Images are kept, but shown only with the extra “images” installed."),
    }
    names = {name.partition(" ")[0] for name in found}
    for name, said in asked.items():
        if said and name not in names:
            yield Finding("libraries", True, said)


def _terminal() -> Finding:
    kind = os.environ.get("TERM", "")
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        return Finding("terminal", True, _("none here: the program prints instead of opening its screen"))
    if kind == "dumb":
        return Finding("terminal", True, _("TERM=dumb: the program prints instead of opening its screen"))
    columns, lines = shutil.get_terminal_size()
    colours = _("without colours") if os.environ.get("NO_COLOR") else os.environ.get("COLORTERM") or _("256 colours")
    return Finding("terminal", True, f"{kind}, {columns}×{lines}, {colours}")


def _locale() -> Finding:
    encoding = locale.getpreferredencoding(False)
    named = next((os.environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), "C")
    if encoding.upper().replace("-", "") != "UTF8":
        said = _("{name} is no UTF-8 locale: accents may not show; set LANG, for example to fr_FR.UTF-8.")
        return Finding("locale", False, said.format(name=named))
    return Finding("locale", True, _("{name}, interface in English").format(name=named))


def _size(count: int) -> str:
    if count < 10_000:
        return _("{count} bytes").format(count=count)
    if count < 10_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
