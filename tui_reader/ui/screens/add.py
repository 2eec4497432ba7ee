"""Adding: one line takes anything, and the answer says what was found and what was tried.

::

    address typed ──► asked ─┬─ a feed, a file … ──────────────────► added, its newest titles shown ─┬─► kept
                             └─ a site with several feeds ─► listed ─► those picked are added        └─► taken back
                                                               └─ what is under the cursor is looked at meanwhile
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from tui_reader.i18n import _, ngettext
from tui_reader.model.events import Added
from tui_reader.model.feeds import FeedId
from tui_reader.ui.formats import DATE_WIDTH
from tui_reader.ui.keymap import display
from tui_reader.ui.previews import Preview
from tui_reader.ui.widgets.choice_list import ChoiceList
from tui_reader.ui.widgets.columns import fit
from tui_reader.ui.widgets.row_list import RowList
from tui_reader.ui.widgets.text_view import Sentence, TextView

REST_SECONDS = 0.3
"""How long the cursor rests on a feed before it is looked at."""

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
        look_at: Callable[[str, str], None],
    ) -> None:
        """``add``: something typed; ``add_picked``: addresses that an answer to it offered; ``take_back``: what was
        added, once the person has seen what it brings; ``look_at``: one of the addresses, and the site that names it:
        ``show_preview`` is to be called with what is there."""
        super().__init__()
        self._add = add
        self._add_picked = add_picked
        self._take_back = take_back
        self._look_at = look_at
        self._site = ""
        self._looked_at: dict[str, Preview | None] = {}
        self._resting: Timer | None = None
        self._found: Sequence[Preview] = ()
        self.is_waiting = False
        """True from a question to its answer."""
        self._answered = False
        self.text = TextView("", [*_explained()], id="dialog-text")
        self.choices = ChoiceList(id="dialog-choices")
        self.preview = TextView("", id="dialog-preview")
        self.preview.can_focus = False
        self.choices.display = self.preview.display = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog middle"):
            yield Static(_("Add"), markup=False, classes="dialog-title")
            yield Input(placeholder="https://…")
            yield self.text
            yield self.choices
            yield self.preview

    def _show_choices(self, shown: bool) -> None:
        self.text.display = not shown
        self.choices.display = self.preview.display = shown
        self.query_one(".dialog").set_class(shown, "choosing")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        given = event.value.strip()
        if given and not self.is_waiting:
            self._wait(_("Looking at {input} …").format(input=given))
            self._add(given)
        elif self._answered and not given:
            self.dismiss()

    def _wait(self, said: str) -> None:
        self._show_choices(False)
        self.text.show([(), ((said, "text--plain"),)])
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
            self._site, self._looked_at = answer.tried[-1] if answer.tried else "", {}
            self._show_choices(True)
            self.choices.show(answer.choices)
            self.choices.focus()
            self._look()
            return
        self.text.show([*_result(answer, found)])
        if answer.feed_ids and not answer.skipped:
            self.query_one(Input).clear()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """What is there is asked once the cursor rests: passing by asks nobody anything."""
        event.stop()
        if self._resting is not None:
            self._resting.stop()
        self._show_looked_at()
        self._resting = self.set_timer(REST_SECONDS, self._look)

    def _look(self) -> None:
        feed = self.choices.current
        if feed is not None and feed.url not in self._looked_at:
            self._looked_at[feed.url] = None
            self._look_at(feed.url, self._site)
        self._show_looked_at()

    def show_preview(self, preview: Preview) -> None:
        """What is at one of the addresses."""
        self._looked_at[preview.url] = preview
        self._show_looked_at()

    def engine_lost(self, said: str) -> None:
        """What was asked will not be answered."""
        for url in [url for url, preview in self._looked_at.items() if preview is None]:
            self.show_preview(Preview(None, "", url, 0, error=said))

    def _show_looked_at(self) -> None:
        feed = self.choices.current
        if feed is None:
            return
        self.preview.show([*_looked_at(self._looked_at[feed.url])] if feed.url in self._looked_at else [])

    def action_take_back(self) -> None:
        """Not what was meant: the feeds that were just added go again."""
        found, self._found = self._found, ()
        if found:
            self._take_back([feed.feed_id for feed in found if feed.feed_id is not None])
            self.text.show([*_taken_back(found)])

    def action_line(self, step: int) -> None:
        self.text.scroll_to_line(self.text.top + step)


def _explained() -> Iterator[Sentence]:
    for line in (
        _("The address of a feed, or of a site that names feeds."),
        _("A file or folder: articles, a feed, OPML or newsboat’s “urls”."),
    ):
        yield (("· ", "text--dim"), (line, "text--plain"))


def _result(answer: Added, found: Sequence[Preview]) -> Iterator[Sentence]:
    for feed in found:
        yield ()
        yield ((_("Added: {title}").format(title=feed.title or feed.url), "text--strong"),)
        yield ((f"{feed.url} · {_how_much(feed)}" if feed.articles else feed.url, "text--dim"),)
        yield from _headlines(feed)
    if answer.skipped:
        yield ()
    for given, reason in answer.skipped:
        said = reason if given in reason else _("{input}: {reason}").format(input=given, reason=reason)
        yield ((said, "text--error"),)
    if answer.tried and not answer.feed_ids:
        yield ()
        yield ((_("Tried:"), "text--dim"),)
        yield from ((("· ", "text--dim"), (address, "text--plain")) for address in answer.tried)
    yield ()
    yield ((_closing(answer), "text--dim"),)


def _looked_at(feed: Preview | None) -> Iterator[Sentence]:
    """What is said of a feed that may be chosen; ``None`` while it is asked for."""
    if feed is None:
        yield ((_("Looking at it …"), "text--dim"),)
    elif feed.error:
        yield ((feed.error, "text--error"),)
    else:
        yield ((feed.title or feed.url, "text--strong"),)
        yield ((_how_much(feed), "text--dim"),)
        yield from _headlines(feed)


def _headlines(feed: Preview) -> Iterator[Sentence]:
    for day, title in feed.newest:
        yield ((f"· {fit(day, DATE_WIDTH)}  ", "text--dim"), (title or _("(no title)"), "text--plain"))


def _how_much(feed: Preview) -> str:
    counted = ngettext("{count} article", "{count} articles", feed.articles).format(count=feed.articles)
    return f"{counted} · {_('newest {date}').format(date=feed.latest)}" if feed.latest else counted


def _taken_back(found: Sequence[Preview]) -> Iterator[Sentence]:
    for feed in found:
        yield ()
        yield ((_("Taken back: {title}").format(title=feed.title or feed.url), "text--strong"),)
    yield ()
    yield ((_("Esc closes."), "text--dim"),)


def _closing(answer: Added) -> str:
    if answer.feed_ids:
        return _("Esc keeps it and goes there, {key} takes it back; another address can be typed at once.").format(
            key=display(TAKE_BACK)
        )
    return _("Esc closes.")
