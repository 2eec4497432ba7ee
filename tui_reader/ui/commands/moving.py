"""Going from pane to pane, and how the screen is divided."""

from __future__ import annotations

from tui_reader.i18n import _
from tui_reader.ui.actions import IN_VAIN, Action
from tui_reader.ui.commands.base import Commands
from tui_reader.ui.widgets.line_view import LineView

LEAST_MEASURE, MOST_MEASURE, MEASURE_STEP = 30, 160, 4


class MovingCommands(Commands):
    """Panes, zen, help, palette, the way out."""

    _was_wide: bool | None = None

    def resized(self) -> None:
        """Names and dates have a place of their own on a wide terminal; on a smaller one they are there when asked."""
        screen, wide = self.screen, self.screen.is_wide
        crossed = self._was_wide is not None and wide != self._was_wide
        if crossed and not screen.alone and screen.focused is not screen.entities:
            screen.drawer_open = wide and self.desk.state.entities_open
        self._was_wide = wide
        screen.divide_again()

    def why_not(self, action: Action) -> str:
        """Why an action does not work now."""
        offered = any(hasattr(owner, action.method) for owner in (self.screen.focused, *self.screen.commands))
        if offered and action.id in IN_VAIN:
            return _(IN_VAIN[action.id])
        return _("Not possible here: {action}").format(action=_(action.title))

    def do_pane_next(self) -> None:
        self._step(1, around=True)

    def do_pane_previous(self) -> None:
        self._step(-1, around=True)

    def do_pane_left(self) -> None:
        if self.screen.alone and self.screen.focused is self.screen.article:
            self.screen.show_pane(self.screen.articles)
        else:
            self._step(-1, around=False)

    def do_pane_right(self) -> None:
        if self.screen.focused is self.screen.articles:
            self.screen.reading.read_current()
        self._step(1, around=False)

    def _step(self, step: int, *, around: bool) -> None:
        panes = self.screen.reachable()
        here = self.screen.focused
        index = panes.index(here) + step if isinstance(here, LineView) and here in panes else 0
        if around:
            self.screen.show_pane(panes[index % len(panes)])
        elif 0 <= index < len(panes):
            self.screen.show_pane(panes[index])

    def do_view_zen(self) -> None:
        """The article alone and back; from a document shown alone, to all that there is."""
        if self.screen.alone:
            self.screen.show_all()
            return
        self.screen.zen = not self.screen.zen
        self.screen.show_pane(self.screen.article)

    def can_view_entities(self) -> bool:
        return not self.screen.zen

    def do_view_entities(self) -> None:
        """Show or hide the pane; where only one pane fits, go there and back."""
        state, entities = self.desk.state, self.screen.entities
        if self.screen.one_pane:
            self.screen.show_pane(self.screen.article if self.screen.focused is entities else entities)
            return
        had_focus = self.screen.focused is entities
        self.screen.drawer_open = not self.screen.drawer_open
        if self.screen.is_wide:
            state.entities_open = self.screen.drawer_open
        self.screen.divide_again()
        if had_focus and not entities.display:
            self.screen.show_pane(self.screen.article)

    def do_view_narrower(self) -> None:
        self._measure(-MEASURE_STEP)

    def do_view_wider(self) -> None:
        self._measure(MEASURE_STEP)

    def _measure(self, change: int) -> None:
        measure = min(max(self.screen.article.measure + change, LEAST_MEASURE), MOST_MEASURE)
        self.desk.state.measure = measure
        self.screen.article.set_measure(measure)
        self.screen.say(_("Text {columns} columns wide").format(columns=measure))

    def do_view_theme(self) -> None:
        from tui_reader.ui.themes import next_theme

        name = next_theme(self.screen.app.theme)
        self.screen.app.theme = name
        self.desk.state.theme = name
        self.screen.say(_("Theme: {name}").format(name=name))

    def do_app_help(self) -> None:
        from tui_reader.ui.screens.help import HelpScreen

        self.screen.app.push_screen(HelpScreen(self.desk.keymap))

    def can_app_message(self) -> bool:
        return bool(self.screen.status.last)

    def do_app_message(self) -> None:
        from tui_reader.ui.screens.reading_dialog import ReadingDialog

        said = ((self.screen.status.last, "text--plain"),)
        self.screen.app.push_screen(ReadingDialog(_("The last message"), [said]))

    def do_app_palette(self) -> None:
        from tui_reader.ui.screens.palette import PaletteScreen

        def chosen(action_id: str | None) -> None:
            if action_id:
                self.screen.perform(action_id)

        self.screen.app.push_screen(PaletteScreen(self.screen), chosen)

    def do_app_escape(self) -> None:
        if self.screen.feeding.cancel():
            return
        if self.screen.correcting.forget_merge() or self.screen.status.is_error:
            self.screen.say("")
            return
        self.do_app_back()

    def do_app_back(self) -> None:
        """Out of what is innermost; from the outermost pane, out of the program."""
        screen = self.screen
        if screen.search_line.display or screen.searching.is_on:
            in_article = screen.search_line.display and screen.searching.began_in_article
            screen.searching.close()
            screen.show_pane(screen.article if in_article else screen.articles)
        elif screen.zen:
            screen.zen = False
            screen.divide_again()
        elif screen.focused is screen.entities:
            screen.show_pane(screen.article)
        elif screen.alone:
            screen.app.exit(0)
        elif screen.focused is screen.article:
            screen.show_pane(screen.articles)
        elif screen.focused is screen.articles and screen.feeds in screen.reachable():
            screen.show_pane(screen.feeds)
        else:
            screen.app.exit(0)

    def do_app_quit(self) -> None:
        self.screen.app.exit(0)

    def do_app_suspend(self) -> None:
        """To the shell; ``fg`` comes back."""
        self.screen.app.action_suspend_process()
