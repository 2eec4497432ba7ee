"""The screen one reads on: feeds │ articles over article │ names and dates.

What a pane has to say to another goes through here: panes post messages, the screen's commands act on them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus, Resize
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui_reader.i18n import _
from tui_reader.model.articles import ArticleId, ArticleRow
from tui_reader.model.errors import ReaderError
from tui_reader.model.feeds import Feed, FeedId, FolderPath
from tui_reader.model.views import View, ViewKind
from tui_reader.ui.actions import BY_ID, HINTS
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.commands.correcting import CorrectionCommands
from tui_reader.ui.commands.feeding import FeedCommands
from tui_reader.ui.commands.full_text import FullTextCommands
from tui_reader.ui.commands.images import ImageCommands
from tui_reader.ui.commands.marking import MarkingCommands
from tui_reader.ui.commands.mentions import MentionCommands
from tui_reader.ui.commands.moving import MovingCommands
from tui_reader.ui.commands.piping import PipeCommands
from tui_reader.ui.commands.reading import ReadingCommands
from tui_reader.ui.commands.searching import SearchCommands
from tui_reader.ui.commands.tidying import TidyingCommands
from tui_reader.ui.commands.watching import WatchCommands
from tui_reader.ui.desk import Desk
from tui_reader.ui.keymap import display
from tui_reader.ui.messages import ArticleStateChanged, EngineSaid, FeedsChanged
from tui_reader.ui.panes.article import ArticlePane
from tui_reader.ui.panes.articles import ArticlesPane
from tui_reader.ui.panes.entities import EntitiesPane, Shown
from tui_reader.ui.panes.feeds import FeedsPane
from tui_reader.ui.screens.compositor import FrugalCompositor
from tui_reader.ui.screens.guard import reports_errors
from tui_reader.ui.screens.layout import BOTTOM, Division, divide
from tui_reader.ui.widgets.bottom_lines import KeyHints, StatusLine
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.line_view import LineView
from tui_reader.ui.widgets.row_list import RowList
from tui_reader.ui.widgets.splitter import Splitter


class MainScreen(Screen[None]):
    """Everything at once, or one pane at a time where there is no room."""

    AUTO_FOCUS = None

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, but a change of focus does not paint the whole screen again: the two panes do that."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._compositor = FrugalCompositor()
        self.desk = desk
        self.feed_list: list[Feed] = []
        self.zen = False
        self.alone = bool(desk.open_input)
        """While one document that the command line named is all that is shown, with what it names."""
        self.drawer_open = desk.state.entities_open
        self.feeds = FeedsPane(id="feeds")
        self.articles = ArticlesPane(self.read_rows, desk.clock, id="articles")
        self.article = ArticlePane(measure=desk.state.measure or desk.settings.measure, id="article")
        self.article.pictures = desk.pictures
        self.entities = EntitiesPane(id="entities")
        self.status = StatusLine(desk.keymap.shown("app.message"), id="status")
        self.hints = KeyHints(self.working_hints, id="hints")
        self.search_line = Input(id="search", select_on_focus=False)
        self.search_line.display = False
        self.reading = ReadingCommands(self)
        self.full_text = FullTextCommands(self)
        self.marking = MarkingCommands(self)
        self.mentions = MentionCommands(self)
        self.correcting = CorrectionCommands(self)
        self.searching = SearchCommands(self)
        self.feeding = FeedCommands(self)
        self.tidying = TidyingCommands(self)
        self.moving = MovingCommands(self)
        self.watching = WatchCommands(self)
        self.commands: tuple[Commands, ...] = (
            *(self.reading, self.full_text, self.marking, self.mentions, self.correcting, self.searching),
            *(self.feeding, self.tidying, self.moving, PipeCommands(self), ImageCommands(self)),
        )
        self.acted = 0.0
        """When the person did something last, by the monotonic clock."""
        self._division = Division()
        self._bindings = desk.keymap.bindings()

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            yield self.feeds
            yield Splitter(id="split-feeds")
            with Vertical(id="reading"):
                yield self.articles
                yield self.article
            yield Splitter(id="split-entities")
            yield self.entities
        yield self.status
        yield self.hints

    def on_mount(self) -> None:
        self.feeds.folded = frozenset(map(FolderPath, self.desk.state.folded))
        self.drawer_open = self.desk.state.entities_open and (self.is_wide or self.alone)
        self.divide_again()
        self.watching.count()
        self.watching.begin()
        self.entities.show_only(Shown.remembered(self.desk.state.entities_shown))
        unread = View(ViewKind.UNREAD)
        self.feeds.select(unread)
        self.show_pane(self.article if self.alone else self.articles)
        if self.desk.open_input:
            self.feeding.open_input()
        else:
            self.reading.show_view(unread if self.desk.library.count(unread) else View(ViewKind.ALL))
            self.feeds.select(self.reading.view)

    # Division of the screen

    @property
    def is_wide(self) -> bool:
        return self.size.width >= 120 and not self.desk.linear

    @property
    def one_pane(self) -> bool:
        return self._division.one_pane

    def divide_again(self) -> None:
        """Give every pane its place for the size of the terminal and what is wanted."""
        focused = self.focused if isinstance(self.focused, LineView) else None
        division = divide(
            self.size.width,
            self.size.height,
            self.desk.state,
            current=(focused.id if focused is not None else None) or "articles",
            drawer=self.drawer_open,
            zen=self.zen,
            alone=self.alone,
            linear=self.desk.linear,
        )
        if division == self._division:
            return
        self._division = division
        for name, pane in (("feeds", self.feeds), ("entities", self.entities)):
            pane.display = name in division.shown
            pane.styles.width = "1fr" if division.one_pane else getattr(division, f"{name}_width")
        self.articles.display = "articles" in division.shown
        self.article.display = "article" in division.shown
        self.articles.styles.height = division.list_height if self.article.display else "1fr"
        self.query_one("#reading").display = self.articles.display or self.article.display
        self.query_one("#split-feeds").display = self.feeds.display and not division.one_pane
        self.query_one("#split-entities").display = self.entities.display and not division.one_pane

    def on_resize(self, event: Resize) -> None:
        self.moving.resized()

    def reachable(self) -> list[LineView]:
        """The panes in order, as far as they can be gone to now."""
        panes: list[LineView] = [self.feeds, self.articles, self.article, self.entities]
        if self.zen:
            return [self.article]
        if self.alone:
            return panes[2:] if self.one_pane or self.entities.display else panes[2:3]
        return panes if self.one_pane else [pane for pane in panes if pane.display or pane is not self.entities]

    def show_pane(self, pane: LineView) -> None:
        """Go to a pane, making room for it where it has none."""
        if self.alone and pane in (self.feeds, self.articles):
            self.show_all()
        if pane is self.feeds and not self.one_pane:
            self.drawer_open = self.drawer_open and self.is_wide
        self.set_focus(pane, scroll_visible=False)
        self.divide_again()
        if pane is self.article and self.article.article is None:
            self.reading.preview()
        self.hints.look_again()

    def on_screen_suspend(self) -> None:
        """The button of the mouse comes up over the dialog: what was being selected is, as far as it went."""
        self._selecting = False

    def show_all(self) -> None:
        """All panes again, where one document was shown alone."""
        self.alone, self.drawer_open = False, self.drawer_open and self.is_wide
        self.divide_again()

    @on(Splitter.Dragged)
    def dragged(self, event: Splitter.Dragged) -> None:
        state = self.desk.state
        if event.splitter.id == "split-feeds":
            state.feeds_width = min(max(14, event.column), self.size.width // 2)
        else:
            state.entities_width = min(max(20, self.size.width - event.column - 1), self.size.width // 2)
        self.divide_again()

    @on(ArticlePane.HeaderDragged)
    def header_dragged(self, event: ArticlePane.HeaderDragged) -> None:
        self.desk.state.list_height = min(max(10, -(-100 * event.row // max(1, self.size.height - BOTTOM))), 80)
        self.divide_again()

    # Actions

    async def action_do(self, action_id: str) -> None:
        self.perform(action_id)

    def perform(self, action_id: str) -> bool:
        """Do an action if it works now."""
        self.acted = monotonic()
        found = self._handler(action_id)
        if found is None:
            self.say(self.moving.why_not(BY_ID[action_id]))
            return False
        if not self.status.is_error:
            self.say(self.correcting.pending())
        self.attempt(found)
        self.hints.look_again()
        return True

    @reports_errors
    def attempt(self, act: Callable[[], object]) -> None:
        """Do something that the archive may refuse."""
        act()

    def soon_after(self, act: Callable[[], object]) -> None:
        """Do something that the archive may refuse once the next picture has been painted."""
        self.call_after_refresh(self.attempt, act)

    def works(self, action_id: str) -> bool:
        return self._handler(action_id) is not None

    def _handler(self, action_id: str) -> Callable[[], None] | None:
        action = BY_ID[action_id]
        for owner in (self.focused, *self.commands):
            handler: Callable[[], None] | None = getattr(owner, action.method, None)
            if handler is not None:
                allowed: Callable[[], bool] | None = getattr(owner, action.condition, None)
                return handler if allowed is None or allowed() else None
        if isinstance(self.focused, Input) and action_id.startswith("move."):
            return getattr(self.articles, action.method, None)
        return None

    def working_hints(self) -> Sequence[tuple[str, str, str]]:
        focused = self.focused
        if focused is self.search_line:
            return [
                ("search.accept", display("enter"), _("to the results")),
                ("app.escape", display("escape"), _("close")),
            ]
        name = (focused.id if isinstance(focused, LineView) else "") or ""
        return [
            (action_id, self.desk.keymap.shown(action_id), _(label))
            for action_id, label in HINTS.get(name, ())
            if self.desk.keymap.shown(action_id) and self.works(action_id)
        ]

    @on(KeyHints.Picked)
    def picked(self, event: KeyHints.Picked) -> None:
        if event.action_id in BY_ID:
            self.perform(event.action_id)
        else:
            self.searching.accept()

    def say(self, message: str, *, error: bool = False) -> None:
        self.status.say(message, error=error)

    def ask(self, question: str, value: str, answered: Callable[[str | None], None]) -> None:
        """One line of text from the person; ``None`` where they thought better of it."""
        from tui_reader.ui.screens.prompt import PromptScreen

        self.app.push_screen(PromptScreen(question, value), answered)

    def read_rows(self, ids: Sequence[ArticleId]) -> list[ArticleRow]:
        """Rows of the list; none, and a word about it, where the archive cannot be read while painting."""
        try:
            return self.desk.library.rows(ids)
        except ReaderError as error:
            self.say(str(error), error=True)
            return []

    # What panes and the engine say

    @on(DescendantFocus)
    def focus_moved(self) -> None:
        self.divide_again()
        self.hints.look_again()

    @on(RowList.Moved, "#feeds")
    def feed_moved(self, event: RowList.Moved) -> None:
        row = self.feeds.current
        if row is not None and row.view is not None and not isinstance(event, RowList.Chosen) and not self.one_pane:
            view = row.view
            self.reading.soon(lambda: self.reading.show_view(view))

    @on(RowList.Chosen, "#feeds")
    @reports_errors
    def feed_chosen(self) -> None:
        row = self.feeds.current
        if row is not None and row.view is not None:
            self.reading.show_view(row.view)
            self.show_pane(self.articles)

    @on(RowList.Moved, "#articles")
    def article_moved(self, event: RowList.Moved) -> None:
        if not isinstance(event, RowList.Chosen) and self.article.display:
            self.reading.soon(self.reading.preview)

    @on(RowList.Chosen, "#articles")
    @reports_errors
    def article_chosen(self) -> None:
        self.reading.read_current()
        self.show_pane(self.article)

    @on(LineView.Scrolled, "#article")
    def article_scrolled(self) -> None:
        self.mentions.followed()

    @on(DocumentView.Clicked)
    @reports_errors
    def article_clicked(self, event: DocumentView.Clicked) -> None:
        mention = self.article.mention_at(event.offset)
        link = self.article.link_at(event.offset)
        if mention is not None:
            self.mentions.stand_on(mention)
        elif link:
            self.reading.open_link(link)

    @on(ArticlePane.LinkChosen)
    def link_chosen(self, event: ArticlePane.LinkChosen) -> None:
        self.reading.open_link(event.address)

    @on(ArticlePane.HintsShown)
    def hints_shown(self) -> None:
        self.say(_("A letter opens the link, its capital shows the address, Esc leaves."))

    @on(ArticlePane.LinkPreviewed)
    def link_previewed(self, event: ArticlePane.LinkPreviewed) -> None:
        self.say(event.address)

    @on(RowList.Chosen, "#entities")
    def name_chosen(self) -> None:
        if self.one_pane:
            self.show_pane(self.article)

    @on(EntitiesPane.Named)
    @reports_errors
    def named(self, event: EntitiesPane.Named) -> None:
        self.article.stand_on(event.mention)

    @on(ArticleStateChanged)
    @reports_errors
    def state_changed(self, event: ArticleStateChanged) -> None:
        self.articles.reread(event.ids)
        self.watching.counts_soon()

    @on(FeedsChanged)
    @reports_errors
    def feeds_changed(self) -> None:
        self.watching.count()

    @on(EngineSaid)
    def engine_said(self, said: EngineSaid) -> None:
        for event in said.events:
            self.attempt(partial(self.feeding.heard, event))

    def show_added(self, feed_id: FeedId) -> None:
        """Go to a feed that was just added."""
        self.watching.count()
        view = View(ViewKind.FEED, feed_id=feed_id)
        self.feeds.select(view)
        self.reading.show_view(view)
        if self.desk.open_input:
            self.show_pane(self.article)

    # The search line

    def show_search_line(self, query: str) -> None:
        if not self.search_line.is_attached:
            self.mount(self.search_line, before=self.status)
        self.search_line.placeholder = _("Search the whole archive; Enter goes to the results, Esc closes")
        self.search_line.value = query
        self.search_line.display = True
        self.status.display = False
        self.search_line.focus()

    def hide_search_line(self) -> None:
        self.search_line.display = False
        self.status.display = True

    @on(Input.Changed, "#search")
    def search_typed(self, event: Input.Changed) -> None:
        if self.search_line.display:
            self.searching.typed(event.value)

    @on(Input.Submitted, "#search")
    @reports_errors
    def search_entered(self) -> None:
        self.searching.accept()
