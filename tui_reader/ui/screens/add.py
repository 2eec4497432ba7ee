"""Adding: one line takes anything, and the answer says what was found and what was tried.

::

    address typed ──► asked ─┬─ a feed, a file … ──────────────────► added, its newest titles shown ─┬─► kept
                             └─ a site with several feeds ─► listed ─► those picked are added        └─► taken back
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.i18n import _, ngettext
from tui_reader.model.events import Added
from tui_reader.model.feeds import FeedId
from tui_reader.ui.formats import DATE_WIDTH
from tui_reader.ui.keymap import display
from tui_reader.ui.previews import Preview
from tui_reader.ui.widgets.choice_list import ChoiceList
from tui_reader.ui.widgets.columns import fit
from tui_reader.ui.widgets.text_view import Sentence, TextView

TAKE_BACK = "f8"
"""As in the feeds pane, where it removes a folder with its feeds: letters are typed into the address."""


class AddScreen(ModalScreen[None]):
    """Stays open until the engine has answered and the person has seen it."""

    BINDINGS = [  # noqa: RUF012
        Binding("escape", "dismiss", show=False),
        Binding("down", "line(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding(TAKE_BACK, "take_back", show=False, priority=True),
    ]

    def __init__(
        self,
        add: Callable[[str], None],
        add_picked: Callable[[Sequence[str]], None],
        take_back: Callable[[Sequence[FeedId]], None],
    ) -> None:
        """``add``: something typed; ``add_picked``: addresses that an answer to it offered; ``take_back``: what was
        added, once the person has seen what it brings."""
        super().__init__()
        self._add = add
        self._add_picked = add_picked
        self._take_back = take_back
        self._found: Sequence[Preview] = ()
        self.is_waiting = False
        """True from a question to its answer."""
        self._answered = False
        self.text = TextView("", [*_explained()], id="dialog-text")
        self.choices = ChoiceList(id="dialog-choices")
        self.choices.display = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog middle"):
            yield Static(_("Add"), markup=False, classes="dialog-title")
            yield Input(placeholder="https://…")
            yield self.text
            yield self.choices

    def on_input_submitted(self, event: Input.Submitted) -> None:
        given = event.value.strip()
        if given and not self.is_waiting:
            self._wait(_("Looking at {input} …").format(input=given))
            self._add(given)
        elif self._answered and not given:
            self.dismiss()

    def _wait(self, said: str) -> None:
        self.choices.display, self.text.display = False, True
        self.text.show([(), (("  ", "text--plain"), (said, "text--plain"))])
        self.is_waiting = True

    def on_choice_list_taken(self, event: ChoiceList.Taken) -> None:
        count = len(event.urls)
        self._wait(ngettext("Looking at {count} feed …", "Looking at {count} feeds …", count).format(count=count))
        self.query_one(Input).focus()
        self._add_picked(event.urls)

    def show_result(self, answer: Added, found: Sequence[Preview]) -> None:
        """What came of it, or what there is to choose from."""
        self.is_waiting, self._answered, self._found = False, True, found
        if answer.choices:
            self.text.display, self.choices.display = False, True
            self.choices.show(answer.choices)
            self.choices.focus()
            return
        self.text.show([*_result(answer, found)])
        if answer.feed_ids and not answer.skipped:
            self.query_one(Input).clear()

    def action_take_back(self) -> None:
        """Not what was meant: the feeds that were just added go again."""
        found, self._found = self._found, ()
        if found:
            self._take_back([feed.feed_id for feed in found])
            self.text.show([*_taken_back(found)])

    def action_line(self, step: int) -> None:
        self.text.scroll_to_line(self.text.top + step)


def _explained() -> Iterator[Sentence]:
    for line in (
        _("The address of a feed, or of a site that names feeds."),
        _("A file or folder: articles, a feed, OPML or newsboat’s “urls”."),
    ):
        yield (("  · ", "text--dim"), (line, "text--plain"))


def _result(answer: Added, found: Sequence[Preview]) -> Iterator[Sentence]:
    for feed in found:
        yield ()
        yield (("  ", "text--plain"), (_("Added: {title}").format(title=feed.title or feed.url), "text--strong"))
        yield (("  ", "text--plain"), (_what_it_brings(feed), "text--dim"))
        for day, title in feed.newest:
            yield ((f"  · {fit(day, DATE_WIDTH)}  ", "text--dim"), (title or _("(no title)"), "text--plain"))
    if answer.skipped:
        yield ()
    for given, reason in answer.skipped:
        said = reason if given in reason else _("{input}: {reason}").format(input=given, reason=reason)
        yield (("  ", "text--plain"), (said, "text--error"))
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
    newest = _("newest {date}").format(date=feed.latest)
    return f"{feed.url} · {counted} · {newest}"


def _taken_back(found: Sequence[Preview]) -> Iterator[Sentence]:
    for feed in found:
        yield ()
        yield (("  ", "text--plain"), (_("Taken back: {title}").format(title=feed.title or feed.url), "text--strong"))
    yield ()
    yield (("  ", "text--plain"), (_("Esc closes."), "text--dim"))


def _closing(answer: Added) -> str:
    if answer.feed_ids:
        return _("Esc keeps it and goes there, {key} takes it back; another address can be typed at once.").format(
            key=display(TAKE_BACK)
        )
    return _("Esc closes.")
