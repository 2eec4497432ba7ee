"""Adding: one line takes anything, and the answer says what was found and what was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.i18n import _, ngettext
from tui_reader.model.events import Added
from tui_reader.ui.previews import Preview
from tui_reader.ui.widgets.text_view import Sentence, TextView


class AddScreen(ModalScreen[None]):
    """Stays open until the engine has answered and the person has seen it."""

    BINDINGS = [  # noqa: RUF012
        Binding("escape", "dismiss", show=False),
        Binding("down", "line(1)", show=False),
        Binding("up", "line(-1)", show=False),
    ]

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add
        self.is_waiting = False
        """True from a question to its answer."""
        self._answered = False
        self.text = TextView("", [*_explained()], id="dialog-text")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog middle"):
            yield Static(_("Add"), markup=False, classes="dialog-title")
            yield Input(placeholder="https://…")
            yield self.text

    def on_input_submitted(self, event: Input.Submitted) -> None:
        given = event.value.strip()
        if given and not self.is_waiting:
            said = _("Looking at {input} …").format(input=given)
            self.text.show([(), (("  ", "text--plain"), (said, "text--plain"))])
            self.is_waiting = True
            self._add(given)
        elif self._answered and not given:
            self.dismiss()

    def show_result(self, answer: Added, found: Sequence[Preview]) -> None:
        """What came of it."""
        self.is_waiting, self._answered = False, True
        self.text.show([*_result(answer, found)])
        if answer.feed_ids and not answer.skipped:
            self.query_one(Input).clear()

    def action_line(self, step: int) -> None:
        self.text.scroll_to_line(self.text.top + step)


def _explained() -> Iterator[Sentence]:
    for line in (
        _("The address of a feed, or of a site: its feeds are found."),
        _("The address of a page: it is kept as an article."),
        _("A file or folder: articles, a feed, OPML or newsboat’s “urls”."),
    ):
        yield (("  · ", "text--dim"), (line, "text--plain"))


def _result(answer: Added, found: Sequence[Preview]) -> Iterator[Sentence]:
    for feed in found:
        yield ()
        yield (("  ", "text--plain"), (_("Added: {title}").format(title=feed.title or feed.url), "text--strong"))
        yield (("  ", "text--plain"), (_what_it_brings(feed), "text--dim"))
        yield from ((("  · ", "text--dim"), (title or _("(no title)"), "text--plain")) for title in feed.newest)
    if answer.skipped:
        yield ()
    for given, reason in answer.skipped:
        yield (("  ", "text--plain"), (f"{given}: {reason}" if given else reason, "text--error"))
    if answer.tried and not answer.feed_ids:
        yield ()
        yield (("  ", "text--plain"), (_("Tried:"), "text--dim"))
        yield from ((("  · ", "text--dim"), (address, "text--plain")) for address in answer.tried)
    yield ()
    yield (("  ", "text--plain"), (_closing(answer), "text--dim"))


def _what_it_brings(feed: Preview) -> str:
    if not feed.articles:
        return feed.url
    counted = ngettext("{count} article", "{count} articles", feed.articles).format(count=feed.articles)
    return f"{feed.url} · {counted}"


def _closing(answer: Added) -> str:
    if answer.feed_ids:
        return _("Esc closes and goes there; another address can be typed at once.")
    return _("Esc closes.")
