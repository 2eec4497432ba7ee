"""Adding: one line takes anything, and the answer says what was found and what was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui_reader.i18n import _
from tui_reader.model.events import Added
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
        self.request = 0
        self.text = TextView(_("Add"), [*_explained()], id="dialog-text")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog middle"):
            yield Input(placeholder="https://…")
            yield self.text

    def on_input_submitted(self, event: Input.Submitted) -> None:
        given = event.value.strip()
        if given:
            self.request = self._add(given)
            self.text.show(
                [(), (("  ", "text--plain"), (_("Looking at {input} …").format(input=given), "text--plain"))]
            )
        elif self.request:
            self.dismiss()

    def show_result(self, answer: Added, titles: Sequence[str]) -> None:
        """What came of it."""
        self.text.show([*_result(answer, titles)])
        if answer.feed_ids and not answer.skipped:
            self.query_one(Input).clear()

    def action_line(self, step: int) -> None:
        self.text.scroll_to_line(self.text.top + step)


def _explained() -> Iterator[Sentence]:
    yield ()
    for line in (
        _("The address of a feed, or of a site: its feeds are found."),
        _("The address of a page: it is kept as an article."),
        _("A file or folder: articles, a feed, OPML or newsboat’s “urls”."),
    ):
        yield (("  · ", "text--dim"), (line, "text--plain"))


def _result(answer: Added, titles: Sequence[str]) -> Iterator[Sentence]:
    yield ()
    for title in titles:
        yield (("  ", "text--plain"), (_("Added: {title}").format(title=title or _("(no title yet)")), "text--strong"))
    for given, reason in answer.skipped:
        yield (("  ", "text--plain"), (f"{given}: {reason}", "text--error"))
    if answer.tried and not answer.feed_ids:
        yield ()
        yield (("  ", "text--plain"), (_("Tried:"), "text--dim"))
        yield from ((("  · ", "text--dim"), (address, "text--plain")) for address in answer.tried)
    yield ()
    yield (("  ", "text--plain"), (_("Esc closes."), "text--dim"))
